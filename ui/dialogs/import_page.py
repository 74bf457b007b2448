"""读到了什么: the one page of an import that a clerk with little time needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.import_read import STATE_WORDS, ReadLine, State, WhatWasRead
from ui.kit import style
from ui.kit.plain import Label
from ui.parts.listing import Listing, ListingRow

_HEADS = ("情况", "名称", "读到的内容", "出处")
_WIDE = _HEADS.index("读到的内容")
_WIDEST = 24
"""The name of a section and that of a sheet are longer than what stands in most lists."""
_LEVELS: dict[State, str] = {"part": "W", "left": "W", "none": "W", "rest": "H", "again": "H"}
_OTHERS = 4
"""So many lines of what stands besides are in sight."""
_NOTHING_LACKS = "✓ 没有缺少：表样规定的表、行和各节都读到了。"
_PARTLY = "文件里只有一部分：标“○ 没有”的没有读到。"


class ReadPage(QWidget):
    """Shows what was read in one line for each thing of the form, what is missing before everything else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label()
        style.heading(self.title)
        self.lacking = Label()
        self.checked = Label()
        for label in (self.lacking, self.checked):
            label.setWordWrap(True)
        self.list = Listing("读到的表、各节和清单", _HEADS, wide=_WIDE, widest=_WIDEST)
        self.others = Listing("文件里的其他内容", _HEADS, wide=_WIDE, widest=_WIDEST)
        self.others.setHeaderHidden(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.SPACE // 2, style.SPACE // 2, style.SPACE // 2, style.SPACE // 2)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(self.title)
        layout.addWidget(self.lacking)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.others)
        layout.addWidget(self.checked)

    def show_nothing(self, title: str) -> None:
        """Say why nothing is shown."""
        self._show_lines([], [])
        self.title.setText(title)
        style.say(self.lacking, "按“导入”之前不会改动任何数据。")
        self.checked.hide()

    def show_read(self, read: WhatWasRead, checked: str) -> None:
        """Show this, and what the checks say of it."""
        tables, sections, records = read.tables(), read.sections(), read.records()
        others = read.others()
        lines = [*tables, *_together(sections, "情况说明各节"), *_together(records, "机构、项目、采购、资产")]
        self._show_lines(lines, others)
        lists = f"、{_found(records)} 份清单" if records else ""
        self.title.setText(f"读到了 {_found(tables)} 张预算表、{_found(sections)} 节文字{lists}")
        self.checked.setText(checked)
        self.checked.show()
        lacking = read.account.lacking or (_PARTLY if read.account.missing else "")
        left = sum(line.state == "left" for line in others)
        more = f"文件里另有 {left} 项内容没有采用，列在最下面。" if left else ""
        if lacking or more:
            style.say(self.lacking, f"△ {lacking}{more}", "W")
        else:
            style.say(self.lacking, _NOTHING_LACKS)

    def _show_lines(self, lines: Sequence[ReadLine], others: Sequence[ReadLine]) -> None:
        for listing, shown in ((self.list, lines), (self.others, others)):
            listing.show_rows([_row(line) for line in shown])
            listing.clearSelection()
        self.others.setVisible(bool(others))
        seen = min(len(others), _OTHERS)
        self.others.setFixedHeight(seen * self.others.sizeHintForRow(0) + 2 * self.others.frameWidth())


def _together(lines: Sequence[ReadLine], name: str) -> Sequence[ReadLine]:
    """One line under this name for lines of which nothing was read, all for one reason."""
    if len(lines) > 1 and len({(line.state, line.told) for line in lines}) == 1 and lines[0].state == "none":
        return [replace(lines[0], name=f"{name}（{len(lines)} 项）")]
    return lines


def _found(lines: Sequence[ReadLine]) -> str:
    """How many were read of how many: 9/9."""
    return f"{sum(line.state != 'none' for line in lines)}/{len(lines)}"


def _row(line: ReadLine) -> ListingRow:
    texts = (STATE_WORDS[line.state], line.name, line.told, line.source)
    return ListingRow(texts, line, _LEVELS.get(line.state, ""))
