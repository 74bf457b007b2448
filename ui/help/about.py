"""关于: what the program is, where its files lie, and under which licences its parts stand."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from forms.form.load import installed, pack
from forms.form.resources import resources
from forms.form.version import PROGRAM, VERSION
from ui.kit import style


class _Pages(QTextBrowser):
    """Shows a text file that a link leads to as it is; Qt would take it for HTML."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        place = QUrl(name)
        if not place.isLocalFile():
            return super().loadResource(kind, name)
        text = Path(place.toLocalFile()).read_text(encoding="utf-8")
        return f"<div style='white-space: pre-wrap'>{escape(text)}</div>"


class AboutDialog(QDialog):
    """A page to read and close."""

    def __init__(self, folder: Path, log: Path, parent: QWidget | None = None) -> None:
        """`folder` is that of the data, `log` the file of the program's log."""
        super().__init__(parent)
        self.setWindowTitle("关于")
        self.text = _Pages()
        self.text.setAccessibleName("关于")
        self.text.setHtml(_about(folder, log))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(600, 460)


def _about(folder: Path, log: Path) -> str:
    forms = "<br/>".join(
        escape(f"{form.title}，版本 {form.version}，{form.years[0]}—{form.years[-1]}年")
        for form in map(pack, installed())
    )
    return (
        f"<h3>{PROGRAM}</h3><p>版本 {VERSION}</p>"
        "<p>离线使用：填报、检查、导出都在本机完成，不连接网络。</p>"
        f"<p>装有的表样：<br/>{forms}</p>"
        f"<p>数据文件夹：{escape(str(folder))}<br/>运行记录：{escape(str(log))}</p>"
        f"<p><a href='{escape((resources() / 'licences.txt').as_uri())}'>所用的软件、字体和数据的许可</a></p>"
    )
