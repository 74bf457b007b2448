"""The very first start: the unit, last year's files, where backups are kept, and one button."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from forms.form.load import KINDS
from forms.office.office import Office
from models.errors import Trouble
from models.records import Unit
from ui.dialogs.new_dialog import IdentityForm
from ui.kit import style, words
from ui.kit.plain import Label

_STEPS = ("①　填单位", "②　上年的文件", "③　备份")
_FILES = (
    "有上年公开的表格和文稿，先导入：单位、文字、项目和科目都能带到今年，金额变成上年数。\n"
    "右边列着找到的文件。没有的，直接开始。"
)
_BACKUPS = "每天第一次打开、导入、定稿之前都自动备份，放在数据文件夹里。放到 U 盘或者另一块盘更稳妥：文件→备份和恢复。"


class FirstRun(QFrame):
    """Three steps side by side; `begun` bears the id of the disclosure that was made."""

    begun = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__()
        style.card(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._office = office
        self.form = IdentityForm((4, 8), (6, 6), (12,), has_letters=False)
        self.form.fill_in(Unit("", ""), QDate.currentDate().year(), KINDS[0])
        self.begin = QPushButton("开始(&K)")
        style.fill(self.begin)
        self.begin.clicked.connect(self._begin)
        self.trouble = Label(wrap=True)
        style.alarm(self.trouble, "")
        title = Label("三步开始做今年的预算公开")
        style.heading(title, 1.5)
        columns = QHBoxLayout()
        columns.setSpacing(style.SPACE * 4)
        first = _column(_STEPS[0])
        first.addLayout(self.form)
        first.addStretch(1)
        columns.addLayout(first, 3)
        columns.addLayout(_column(_STEPS[1], _FILES), 2)
        columns.addLayout(_column(_STEPS[2], _BACKUPS), 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(style.SPACE * 3,) * 4)
        layout.setSpacing(style.SPACE * 2)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(columns)
        layout.addWidget(self.trouble)
        layout.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignHCenter)
        for field in (self.form.code, self.form.name):
            field.returnPressed.connect(self._begin)

    def _begin(self) -> None:
        unit, year, kind = self.form.identity
        if not unit.name or year is None or not kind:
            style.alarm(self.trouble, "请填写单位名称、预算年度和公开类型。")
            self.form.name.setFocus()
            return
        try:
            document = self._office.start(unit, year, kind, self.form.pack.currentData())
        except Trouble as trouble:
            style.alarm(self.trouble, words.trouble_text(trouble))
            return
        style.alarm(self.trouble, "")
        self.begun.emit(document.head.id)


def _column(title: str, text: str = "") -> QVBoxLayout:
    column = QVBoxLayout()
    head = Label(title)
    style.heading(head, 1.15)
    column.addWidget(head)
    if text:
        label = Label(text, wrap=True)
        style.tint(label, "text2")
        column.addWidget(label)
        column.addStretch(1)
    return column
