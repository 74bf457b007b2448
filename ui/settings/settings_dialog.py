"""设置: everything that is chosen once, in one place; each choice is kept and true at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.backup import newest
from ui.kit import style
from ui.kit.commands import (
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
from ui.kit.desk import Desk, run
from ui.kit.plain import Label, tip

_CHOICES = {
    "外观": ((SIZES, "界面文字的大小"), (LOOKS, "窗口的颜色；预览和导出的纸张总是白底")),
    "填表": ((ENTER, "确认以后光标到哪里；Shift+回车往回"), (UNITS, "屏幕上金额的单位，存下的数不变")),
}
_ELSEWHERE = {
    "本单位": (PROFILE_PAGE, OWN_WORDS),
    "表样和科目": (PACKS, CATALOGUE),
}


class SettingsDialog(QDialog):
    """Shows what is chosen; `wanted` is the command that leads on, None when it was only closed."""

    def __init__(
        self,
        desk: Desk,
        choose: Mapping[Choice, Callable[[str], object]],
        chosen: Mapping[Choice, str],
        actions: Mapping[Command, QAction],
    ) -> None:
        super().__init__(desk.widget)
        self.setWindowTitle("设置")
        self.wanted: Command | None = None
        self._desk = desk
        self._actions = actions
        self.boxes = {choice: _box(choice, chosen[choice], choose[choice]) for choice in choose}
        self.buttons: dict[Command, QPushButton] = {}
        self.person = QLineEdit(desk.office.person)
        self.person.setPlaceholderText("每一步修改都记下这个名字")
        self.person.setEnabled(not desk.office.is_read_only)
        self.person.editingFinished.connect(self._keep_person)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for title, choices in _CHOICES.items():
            row = QHBoxLayout()
            row.setSpacing(style.SPACE)
            for choice, hint in choices:
                self.boxes[choice].setToolTip(tip(hint))
                row.addWidget(Label(f"{choice.text}：", self.boxes[choice]))
                row.addWidget(self.boxes[choice], 1)
            self._group(layout, title).addRow(row)
        form = self._group(layout, "本单位")
        form.addRow("经办人(&P)：", self.person)
        form.addRow(self._line(_ELSEWHERE["本单位"]))
        self._group(layout, "表样和科目").addRow(self._line(_ELSEWHERE["表样和科目"]))
        form = self._group(layout, "数据和备份")
        form.addRow(Label(self._where(), wrap=True))
        form.addRow(self._line((BACKUPS, DATA_FOLDER)))
        ends = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        ends.rejected.connect(self.accept)
        layout.addWidget(ends)
        self.setMinimumWidth(style.wide(42))

    def _group(self, layout: QVBoxLayout, title: str) -> QFormLayout:
        head = Label(title)
        style.heading(head, 1.0)
        layout.addWidget(head)
        form = QFormLayout()
        form.setContentsMargins(style.SPACE * 2, 0, 0, style.SPACE // 2)
        form.setSpacing(style.SPACE // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.addLayout(form)
        return form

    def _line(self, commands: Iterable[Command]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.SPACE)
        for command in commands:
            button = QPushButton(command.text)
            button.setAutoDefault(False)
            action = self._actions[command]
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())
            button.clicked.connect(lambda _=False, command=command: self._lead_to(command))
            self.buttons[command] = button
            row.addWidget(button)
        row.addStretch(1)
        return line

    def _where(self) -> str:
        office = self._desk.office
        kept = newest(office.folder)
        backup = f"最近一次备份 {kept[0]:%Y-%m-%d %H:%M}（{kept[1].words}）" if kept else "还没有备份"
        return f"数据在 {office.folder}\n{backup}"

    def done(self, result: int) -> None:
        """A name may still stand in its field."""
        self._keep_person()
        super().done(result)

    def _keep_person(self) -> None:
        name, office = self.person.text().strip(), self._desk.office
        if name and name != office.person:
            self._desk.ask(lambda: office.set_person(name))

    def _lead_to(self, command: Command) -> None:
        self.wanted = command
        self.accept()


def chosen_in(dialog: SettingsDialog) -> Command | None:
    """Run it, and tell which command leads on."""
    return dialog.wanted if run(dialog) else None


def _box(choice: Choice, now: str, choose: Callable[[str], object]) -> QComboBox:
    box = QComboBox()
    box.addItems(choice.names)
    box.setCurrentText(now)
    box.currentTextChanged.connect(choose)
    return box
