"""设置: everything that is chosen once, on one page in groups; each choice is kept and true at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from forms.form.load import installed, pack
from models.backup import newest
from ui.kit import style
from ui.kit.commands import (
    BACK_UP,
    BACKUPS,
    CATALOGUE,
    DATA_FOLDER,
    ENTER,
    LOOKS,
    OWN_WORDS,
    PACKS,
    PROFILE_PAGE,
    SIZES,
    UNITS,
    Choice,
    Command,
)
from ui.kit.desk import Desk
from ui.kit.plain import Label
from ui.parts.cover_page import CoverPage
from ui.parts.flow import FlowLayout
from ui.parts.spans import SpanLayout

STAYING = frozenset((OWN_WORDS, PACKS, CATALOGUE, BACK_UP, DATA_FOLDER))
"""The commands that come back to this page once they are done."""
_CHOICES = {
    "外观": ((SIZES, "文字、表格的行和按钮一起变"), (LOOKS, "预览和导出的纸张总是白底")),
    "填表": ((ENTER, "确认以后光标到哪里；Shift+回车往回"), (UNITS, "只改屏幕上的样子，存下的数不变")),
}
_HALF = 6
"""Of twelve columns."""
_LABEL, _FIELD = 5, 16
"""The width of a label at least and of a field, in Chinese characters."""


class SettingsPage(CoverPage):
    """Shows what is chosen; `wanted` is a command that leads on."""

    wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        choose: Mapping[Choice, Callable[[str], object]],
        chosen: Mapping[Choice, str],
        actions: Mapping[Command, QAction],
    ) -> None:
        super().__init__("设置", "选了就生效，不用再按确定。")
        self._desk = desk
        self._actions = actions
        self.boxes = {choice: _box(choice, chosen[choice], choose[choice]) for choice in choose}
        self.buttons: dict[Command, QPushButton] = {}
        self.person = QLineEdit(desk.office.person)
        self.person.setPlaceholderText("姓名")
        self.person.setEnabled(not desk.office.is_read_only)
        self.person.editingFinished.connect(self._keep_person)
        self._forms, self._where = Label(wrap=True), Label(wrap=True)
        inside = QWidget()
        groups = SpanLayout(inside)
        for title, choices in _CHOICES.items():
            rows = [(choice.name, self.boxes[choice], hint) for choice, hint in choices]
            groups.add(_group(title, rows), _HALF)
        groups.add(
            _group(
                "本单位",
                [
                    ("经办人", self.person, "每一步修改都记下这个名字"),
                    ("", self._line(PROFILE_PAGE, OWN_WORDS), ""),
                ],
            ),
            _HALF,
        )
        groups.add(
            _group("表样和科目", [("", self._forms, ""), ("", self._line(PACKS, CATALOGUE), "")]),
            _HALF,
        )
        groups.add(
            _group(
                "数据和备份",
                [("", self._where, ""), ("", self._line(BACKUPS, BACK_UP, DATA_FOLDER), "")],
            )
        )
        self.show_below(inside)
        self.refresh()

    def refresh(self) -> None:
        """Tell anew what can have changed elsewhere: which forms there are, where the data lie, the last backup."""
        office = self._desk.office
        kept = newest(office.folder)
        backup = f"最近一次备份 {kept[0]:%Y-%m-%d %H:%M}（{kept[1].words}）。" if kept else "还没有备份。"
        self._where.setText(f"{backup}数据在 {office.folder}")
        self._forms.setText(f"装有的表样：{'、'.join(pack(name).title for name in installed())}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first choice is what one begins with."""
        self.boxes[SIZES].setFocus(event.reason())

    def hideEvent(self, event: QHideEvent) -> None:
        """A name may still stand in its field."""
        self._keep_person()
        super().hideEvent(event)

    def _line(self, *commands: Command) -> QWidget:
        line = QWidget()
        row = FlowLayout(line)
        for command in commands:
            action = self._actions[command]
            button = QPushButton(f"{command.name}…" if command.text.endswith("…") else command.name)
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())
            button.clicked.connect(lambda _=False, command=command: self._lead_to(command))
            self.buttons[command] = button
            row.addWidget(button)
        return line

    def _keep_person(self) -> None:
        name, office = self.person.text().strip(), self._desk.office
        if name and name != office.person:
            self._desk.ask(lambda: office.set_person(name))

    def _lead_to(self, command: Command) -> None:
        self._keep_person()
        self.wanted.emit(command)
        self.refresh()


def _group(title: str, rows: Sequence[tuple[str, QWidget, str]]) -> QFrame:
    """A card: in each line what is chosen, the field, and below it what it means."""
    card = QFrame()
    style.card(card)
    column = QVBoxLayout(card)
    column.setContentsMargins(2 * style.SPACE, 3 * style.SPACE // 2, 2 * style.SPACE, 2 * style.SPACE)
    column.setSpacing(style.SPACE)
    head = Label(title)
    style.heading(head, style.CARD)
    column.addWidget(head)
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * style.SPACE)
    grid.setVerticalSpacing(style.SPACE // 2)
    grid.setColumnMinimumWidth(0, style.wide(_LABEL))
    grid.setColumnStretch(2, 1)
    for number, (text, field, hint) in enumerate(rows):
        if text:
            grid.addWidget(Label(text, field), 2 * number, 0)
            field.setFixedWidth(style.wide(_FIELD))
            grid.addWidget(field, 2 * number, 1)
        else:
            grid.addWidget(field, 2 * number, 0, 1, 3)
        if hint:
            told = Label(hint, wrap=True)
            style.tint(told, "text2")
            style.scale(told, style.SMALL)
            grid.addWidget(told, 2 * number + 1, 1, 1, 2)
    column.addLayout(grid)
    column.addStretch(1)
    return card


def _box(choice: Choice, now: str, choose: Callable[[str], object]) -> QComboBox:
    box = QComboBox()
    box.addItems(choice.names)
    box.setCurrentText(now)
    box.currentTextChanged.connect(choose)
    return box
