"""读到了什么: the one page of an import that a clerk with little time needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from ui.dialogs.import_cards import LineCard, LinesCard, RowsCard
from ui.dialogs.import_read import ReadLine, State, WhatWasRead
from ui.parts.empty import EmptyState
from ui.parts.spans import SpanLayout

_HALF, _WHOLE = 6, 12
"""Of the twelve columns of a page."""
_OTHERS: dict[State, str] = {"again": "没有重复读入", "rest": "不用收取"}
"""What is told of what else stands in the files and is in order."""
_PARTLY = "文件里只有一部分：标圆圈的没有读到。在另外的文件里的，按右上角【加文件】，一起读入。"


class Detail(Enum):
    """What a row of the page leads to."""

    SHEETS = "识别结果"
    LEFT = "没有采用的内容"
    DIFFERENCES = "与现有资料的差异"
    FINDINGS = "检查发现的问题"


class Told(NamedTuple):
    """What is told of a reading as a whole: what the checks say and the worst level among it, how it differs from what
    there is, and the sum of all that was read, which adds up."""

    checked: str
    level: str
    compared: str
    counted: str


class ReadPage(QScrollArea):
    """Shows what was read: a card of tables, one of sections, what else is recorded, and what is to be looked at."""

    wanted = Signal(object)
    """The `Detail` that is to be seen."""

    def __init__(self, title: QLabel) -> None:
        """`title` is where it stands in one sentence what was read."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.title = title
        self.lines: tuple[ReadLine, ...] = ()
        """One for each thing of the form."""
        self.others: tuple[ReadLine, ...] = ()
        """What else stands in the files."""
        self.looks: tuple[tuple[str, Detail], ...] = ()
        """What is to be looked at, and where the whole of it is."""

    def show_nothing(self, title: str) -> None:
        """Say why nothing is shown."""
        self.title.setText("导入")
        self.lines = self.others = self.looks = ()
        empty = EmptyState()
        empty.say(title, "按“导入”以前不改动任何资料。", icon="folder-search")
        self.setWidget(empty)

    def show_read(self, read: WhatWasRead, files: Sequence[str], told: Told) -> None:
        """Show this with what is told of it as a whole."""
        tables, others = read.tables(), read.others()
        lists = f"、{_found(read.records())} 份清单" if read.records() else ""
        self.title.setText(f"读到了 {_found(tables)} 张预算表、{_found(read.sections())} 节文字{lists}")
        sections = _together(read.sections(), "情况说明各节")
        records = _together(read.records(), "机构、项目、采购、资产")
        self.lines, self.others = (*tables, *sections, *records), tuple(others)
        self.looks = tuple(_looks(read, self.lines, others))
        page = QWidget()
        layout = SpanLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        read_from = f"由 {files[0]} 读入" if len(files) == 1 else f"由 {len(files)} 个文件读入"
        layout.add(self._looks_card())
        layout.add(LinesCard(f"预算表 {_found(tables)}", read_from, tables), _HALF)
        layout.add(LinesCard("情况说明", "各节文字和里面的表", sections), _HALF)
        for line in records:
            layout.add(LineCard(line), _WHOLE // len(records))
        layout.add(self._rows(told))
        self.setWidget(page)

    def _looks_card(self) -> RowsCard:
        """What is to be looked at stands before everything else."""
        card = RowsCard()
        for text, detail in self.looks:
            self._lead(card, "要看一眼", text, detail, "W")
        if not self.looks:
            card.add("没有缺少", "表样规定的表、行和各节都读到了。")
        return card

    def _rows(self, told: Told) -> RowsCard:
        card = RowsCard()
        for line in self.others:
            if line.state in _OTHERS:
                self._lead(card, _OTHERS[line.state], f"{line.name}：{line.told}", Detail.LEFT)
        self._lead(card, "与现有资料的差异", told.compared, Detail.DIFFERENCES, aside=told.counted)
        self._lead(card, "检查", told.checked, Detail.FINDINGS, told.level)
        return card

    def _lead(self, card: RowsCard, name: str, told: str, detail: Detail, level: str = "", *, aside: str = "") -> None:
        card.add(name, told, level, lambda: self.wanted.emit(detail), aside=aside)


def _looks(read: WhatWasRead, lines: Sequence[ReadLine], others: Sequence[ReadLine]) -> list[tuple[str, Detail]]:
    """What is to be looked at: what is missing, what of a table was not taken, what found no place."""
    lacking = read.account.lacking or (_PARTLY if read.account.missing else "")
    looks = [(lacking, Detail.SHEETS)] if lacking else []
    looks += [(f"{line.name}：{line.amiss}", Detail.SHEETS) for line in lines if line.amiss]
    return [*looks, *((f"{line.name}：{line.told}", Detail.LEFT) for line in others if line.state == "left")]


def _together(lines: Sequence[ReadLine], name: str) -> Sequence[ReadLine]:
    """One line under this name for lines of which nothing was read, all for one reason."""
    if len(lines) > 1 and len({(line.state, line.told) for line in lines}) == 1 and lines[0].state == "none":
        return [replace(lines[0], name=f"{name}（{len(lines)} 项）")]
    return lines


def _found(lines: Sequence[ReadLine]) -> str:
    """How many were read of how many: 9/9."""
    return f"{sum(line.state != 'none' for line in lines)}/{len(lines)}"
