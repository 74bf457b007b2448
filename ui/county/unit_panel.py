"""The panel beside the units: what was found of the current one, its three worst findings, what can be done with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from forms.county.county_summary import worst_of
from forms.document.finding import LEVEL_WORDS
from ui.county.units_model import UnitRow, UnitStanding
from ui.kit import style
from ui.kit.plain import Label

_WORST = 3
_CHOOSE = "点选一个单位，这里列出最要紧的三条。"


class UnitPanel(QWidget):
    """Tells of one unit; nothing in it can be changed."""

    look_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label()
        self.title.setWordWrap(True)
        style.heading(self.title)
        self.told = Label()
        self.told.setWordWrap(True)
        self.cards: list[QFrame] = []
        self._cards = QVBoxLayout()
        self.look = QPushButton("打开看(&K)")
        self.look.clicked.connect(self.look_wanted)
        self.sheet = QPushButton("出错说明(&S)…")
        self.sheet.clicked.connect(self.sheet_wanted)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.told)
        column.addLayout(self._cards)
        column.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(inside)
        line = QHBoxLayout()
        for button in (self.look, self.sheet):
            button.setAutoDefault(False)
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.SPACE, style.SPACE, 0, 0)
        layout.addWidget(scrolled, 1)
        layout.addLayout(line)
        self.show_unit(None)

    def show_unit(self, row: UnitRow | None) -> None:
        """Tell of this unit; None leaves a hint how to choose one."""
        for card in self.cards:
            self._cards.removeWidget(card)
            card.deleteLater()
        self.cards = [_card(one) for one in worst_of(row.data, _WORST)] if row else []
        for card in self.cards:
            self._cards.addWidget(card)
        self.title.setText(" ".join(filter(None, row.unit)) if row else "")
        self.title.setVisible(row is not None)
        self.told.setText(_told(row) if row else _CHOOSE)
        self.look.setEnabled(row is not None and bool(row.files) and all(file.is_file() for file in row.files))
        self.sheet.setEnabled(row is not None and row.sheet is not None)


def _told(row: UnitRow) -> str:
    match row.standing:
        case UnitStanding.ABSENT:
            return "还没有交文件。"
        case UnitStanding.WAITING:
            return "还没有查到这一份。"
        case UnitStanding.UNREADABLE:
            return str(row.data["error"])
    told = [f"错误 {row.count('E')}　警告 {row.count('W')}　提示 {row.count('H')}"]
    causes, found = row.data.get("causes"), sum(row.data["counts"].values())
    if causes and causes < found:
        told.append(f"归为 {causes} 处起因，改好一处，由它引出的就没有了。")
    if before := row.data.get("before"):
        told.append(f"上次错误 {before['counts']['E']}，{row.change}")
    if row.data.get("previous"):
        told.append("已对照本单位上年资料。")
    return "\n".join(told)


def _card(finding: dict[str, Any]) -> QFrame:
    card = QFrame()
    card.setFrameShape(QFrame.Shape.StyledPanel)
    level = Label()
    style.say(level, f"{finding['level']} {LEVEL_WORDS[finding['level']]}", finding["level"])
    words = Label(str(finding["message"]))
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    way_out = Label(str(finding["fix"]))
    way_out.setWordWrap(True)
    style.tint(way_out, "text2")
    layout = QVBoxLayout(card)
    for label in (level, words, way_out):
        layout.addWidget(label)
    return card
