"""帮助: the guide; how the current page is filled in and which rules bind the cell; the keys; the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from forms.document.document import Document
from forms.form.resources import resources
from forms.form.version import PROGRAM, VERSION
from models.records import Address
from ui.kit import style, words
from ui.kit.commands import KEY_PAGE
from ui.kit.steps import step


class _Pages(QTextBrowser):
    """Shows a text file that a link leads to as it is; Qt would take it for HTML."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        place = QUrl(name)
        if not place.isLocalFile():
            return super().loadResource(kind, name)
        text = Path(place.toLocalFile()).read_text(encoding="utf-8")
        return f"<div style='white-space: pre-wrap'>{escape(text)}</div>"


class HelpDialog(QDialog):
    """A page of help to read and close."""

    def __init__(
        self, title: str, html: str, parent: QWidget | None = None, *, size: tuple[int, int] = (600, 460)
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.text = _Pages()
        self.text.setAccessibleName(title)
        self.text.setHtml(html)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(*size)


class GuideDialog(HelpDialog):
    """使用说明: stays open beside the window, so that one can read and do; closed, it keeps its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("使用说明", "", parent, size=(820, 660))
        self.text.setMarkdown((resources() / "help" / "guide.md").read_text(encoding="utf-8"))
        self.text.document().setDocumentMargin(style.SPACE)
        _name_headings(self.text.document())


def show_guide(window: QWidget) -> None:
    """Show the guide of that window, the one that was read before if there is one."""
    guide = window.findChild(GuideDialog) or GuideDialog(window)
    guide.show()
    guide.activateWindow()


def cell_help(document: Document, step_id: str, address: Address | None) -> str:
    """The guidance of the table or section and the rules that bind the cell, as HTML."""
    shown = step(document, step_id)
    parts = [f"<h3>{escape(shown.title)}</h3>", f"<p>{escape(shown.guidance)}</p>"]
    if address is not None and address in document.plan.index:
        kind = "由程序计算，不用填写。" if document.is_computed(address) else "需要填写；没有金额可以留空。"
        parts.append(f"<h4>{escape(words.place(document, address))}</h4><p>这一格{kind}</p>")
        for rule in dict.fromkeys(_rules(document, address)):
            told = document.edition.rules[rule]
            parts.append(f"<p><b>{escape(f'{told.id} {told.title}')}</b><br/>{escape(told.why)}{escape(told.fix)}</p>")
    return "".join(parts)


def keys_help() -> str:
    """The keys as an HTML table."""
    rows = (
        f"<tr><td style='padding: 3px 16px 3px 0'><b>{escape(line.keys)}</b></td><td>{escape(line.use)}</td></tr>"
        for line in KEY_PAGE
    )
    return f"<table>{''.join(rows)}</table>"


def about(folder: Path, log: Path) -> str:
    """What the program is and where its files lie, as HTML."""
    return (
        f"<h3>{PROGRAM}</h3><p>版本 {VERSION}</p>"
        "<p>离线使用：填报、检查、导出都在本机完成，不连接网络。</p>"
        f"<p>数据文件夹：{escape(str(folder))}<br/>运行记录：{escape(str(log))}</p>"
        f"<p><a href='{escape((resources() / 'licences.txt').as_uri())}'>所用的软件、字体和数据的许可</a></p>"
    )


def _rules(document: Document, address: Address) -> Iterator[str]:
    """The rules of the equations in which the cell takes part, its own first."""
    index = document.plan.index[address]
    yield from (e.relation.rule for e in document.plan.equations if e.cell == index)
    yield from (e.relation.rule for e in document.plan.equations if any(cell == index for _, cell in e.operands))


def _name_headings(document: QTextDocument) -> None:
    """Make every heading a place that a link `#heading` leads to: Qt's Markdown does not."""
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            anchor = QTextCharFormat()
            anchor.setAnchor(True)
            anchor.setAnchorNames([block.text()])
            heading = QTextCursor(block)
            heading.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            heading.mergeCharFormat(anchor)
        block = block.next()
