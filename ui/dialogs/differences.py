"""A list of differences between two disclosures: filtered, searched, and the one that is chosen written out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from forms.compare.compare import PART_WORDS, Difference, Run
from forms.document.provenance import Source
from models.money import show
from ui.kit import style
from ui.kit.plain import Label
from ui.parts.listing import Listing, ListingRow

_BEFORE, _BEHIND = ("类别", "所在", "内容"), ("增减", "出处")
"""The heads on both sides of the two that are compared."""
_SOURCE = len((*_BEFORE, "", "", *_BEHIND)) - 1
_LINES = 4
"""The difference that is written out has so many lines in sight."""
_STRUCK = {"same": "{}", "gone": '<s style="color:{colour}">{}</s>', "come": '<u style="color:{colour}">{}</u>'}


class DifferenceList(QWidget):
    """Shows differences; nothing in it changes anything."""

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        is_of_files: bool = True,
        sides: tuple[str, str] = ("原来", "现在"),
    ) -> None:
        """`name` is what a screen reader says of the list; `is_of_files`: cells have a place in a file; `sides`: what
        the two sides are called."""
        super().__init__(parent)
        self._differences: tuple[Difference, ...] = ()
        self._sides = sides
        self.told = Label()
        self.told.setWordWrap(True)
        self.part = QComboBox()
        self.part.setAccessibleName("按类别筛选")
        self.part.addItem("全部", "")
        for part, word in PART_WORDS.items():
            if part != "file":
                self.part.addItem(word, part)
        self.part.currentIndexChanged.connect(self._show)
        self.search = QLineEdit()
        self.search.setPlaceholderText("按所在、内容或数值查找")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(f"在{name}里查找")
        self.list = Listing(name, (*_BEFORE, *sides, *_BEHIND), wide=2)
        self.list.setColumnHidden(_SOURCE, not is_of_files)
        self.search.textChanged.connect(self.list.search)
        self.list.selectionModel().currentChanged.connect(self._write_out)
        self.detail = QTextBrowser()
        self.detail.setAccessibleName("所选差异的全文")
        self.detail.setMaximumHeight(self.detail.fontMetrics().lineSpacing() * (_LINES + 1))
        line = QHBoxLayout()
        line.addWidget(self.part)
        line.addWidget(self.search, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, style.SPACE // 2, 0, 0)
        layout.addWidget(self.told)
        layout.addLayout(line)
        layout.addWidget(self.list, 3)
        layout.addWidget(self.detail, 1)

    def show_differences(self, differences: Sequence[Difference], told: str) -> None:
        """Show these, under a sentence that says of what."""
        self._differences = tuple(differences)
        self.told.setText(told)
        self._show()

    def _show(self) -> None:
        wanted = self.part.currentData()
        self.list.show_rows([_row(one) for one in self._differences if not wanted or one.part == wanted])
        self._write_out()

    def _write_out(self) -> None:
        one = self.list.current()
        self.detail.setHtml(_html(one, self._sides) if one is not None else "")


def source_words(source: Source | None) -> str:
    """Where a cell stands in a file: 收支总表 B7; blank when it comes from none."""
    return f"{source.sheet} {source.cell}".strip() if source else ""


def _row(one: Difference) -> ListingRow:
    # A budget table is known by its number; its title stands below, where there is room.
    place = one.place.partition("《")[0] or one.place
    source = f"{one.source.cell}　{one.source.sheet}" if one.source else ""
    texts = (PART_WORDS[one.part], place, one.item, one.old, one.new, show(one.change), source)
    return ListingRow(texts, one)


def _html(one: Difference, sides: tuple[str, str]) -> str:
    head = f"<b>{escape(one.place)}{escape(one.item)}</b><br>"
    if one.runs:
        return head + "".join(map(_run, one.runs))
    change = f"，增减 {show(one.change)}" if one.change is not None else ""
    source = f"（出处：“{escape(one.source.file)}”{escape(source_words(one.source))}）" if one.source else ""
    old, new = sides
    return f"{head}{old}：{escape(one.old) or '空'}；{new}：{escape(one.new) or '空'}{change}。{source}"


def _run(run: Run) -> str:
    colour = style.level_color("E") if run.kind == "gone" else QGuiApplication.palette().link().color()
    return _STRUCK[run.kind].format(escape(run.text), colour=colour.name())
