"""The very first start: the unit, last year's files, where backups are kept, and one button."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from forms.form.load import KINDS
from forms.office.office import Office
from models.errors import Trouble
from models.records import Unit
from ui.dialogs.new_dialog import IdentityForm
from ui.home.side import FoundFiles
from ui.kit import style, words
from ui.kit.plain import Label
from ui.parts.spans import SpanLayout

_TITLE = "三步开始做今年的预算公开"
_WHY = "有上年的文件最省事：单位、文字、项目和科目都能带过来，金额变成上年数。"
_STEPS = ("填单位", "找上年的文件", "知道备份在哪里")
_NONE = "没有上年的文件，填好单位就按【开始】，从空白填起。"
_BACKUPS = "每天第一次打开、导入、定稿之前都自动备份，放在数据文件夹里，不用管它。放到 U 盘更稳妥：文件→备份和恢复。"
WIDEST = 84
"""So wide the steps are at most, in characters."""
_BIG, _LONG = 40, 14
"""The button: its height in pixels at the standard type, its width in characters."""


class FirstRun(QWidget):
    """Three steps side by side; `begun` bears the id of the disclosure that was made."""

    begun = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._office = office
        self.form = IdentityForm((12,), (5, 7), (5, 7), has_letters=False, name_first=True)
        self.form.fill_in(Unit("", ""), QDate.currentDate().year(), KINDS[0])
        self.files = FoundFiles(is_part=True)
        self.begin = QPushButton("开始(&K)")
        style.fill(self.begin)
        self.begin.clicked.connect(self._begin)
        self.trouble = Label(wrap=True)
        style.alarm(self.trouble, "")
        title, why = Label(_TITLE, wrap=True), Label(_WHY, wrap=True)
        style.heading(title, 1.7)
        style.tint(why, "text2")
        card = QFrame()
        style.card(card)
        steps = SpanLayout(card)
        for number, parts in enumerate(((self.form,), (self.files, _said(_NONE)), (_said(_BACKUPS),))):
            steps.add(_step(number + 1, *parts), 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, style.SPACE)
        layout.setSpacing(style.SPACE)
        for label in (title, why):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addWidget(card)
        layout.addWidget(self.trouble)
        layout.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignHCenter)
        for field in (self.form.code, self.form.name):
            field.returnPressed.connect(self._begin)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Be as large as the type of now asks for."""
        self.setMaximumWidth(style.wide(WIDEST))
        self.begin.setMinimumSize(style.wide(_LONG), round(_BIG * style.factor()))

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


def _said(text: str) -> Label:
    label = Label(text, wrap=True)
    style.tint(label, "text2")
    return label


def _step(number: int, *parts: QWidget | QLayout) -> QWidget:
    """A step: its number in a circle and its name, and what is to be done."""
    step = QWidget()
    column = QVBoxLayout(step)
    column.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.SPACE)
    column.setSpacing(style.SPACE)
    head = Label(f"{chr(0x245F + number)}　{_STEPS[number - 1]}")
    style.heading(head, 1.15)
    style.tint(head, "accent" if number == 1 else "text")
    column.addWidget(head)
    for part in parts:
        column.addLayout(part) if isinstance(part, QLayout) else column.addWidget(part)
    column.addStretch(1)
    return step
