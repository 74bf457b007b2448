"""新建: whose disclosure it is, of which year, 部门 or 单位; from last year's where there is one."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from forms.document.document import Document
from forms.form.load import KINDS, installed, pack, pack_of
from forms.office.office import Office
from models.errors import Trouble
from models.records import Head, Unit
from ui.dialogs.carry_report import CarryReportView
from ui.kit import style, words
from ui.kit.plain import Label

_NARROW, _WIDE, _HIGH = 640, 1000, 640
_COLUMNS = 12
"""The columns of a line of fields."""


_LETTER = re.compile(r"\(&.\)")


class IdentityForm(QGridLayout):
    """The fields that identify a disclosure; 新建 and 导入 both ask for them. The form is asked for where there is more
    than one. Each field stands under its label."""

    def __init__(self, *lines: tuple[int, ...], has_letters: bool = True, name_first: bool = False) -> None:
        """`lines` tells line by line over how many of twelve columns each field stands; on a page of the main window,
        whose menus have the letters, the labels have none. The name stands before the code if `name_first`."""
        super().__init__()
        self.code = QLineEdit()
        self.name = QLineEdit()
        self.year = QComboBox()
        self.kind = QComboBox()
        self.pack = QComboBox()
        self.setHorizontalSpacing(style.SPACE * 3 // 2)
        self.setVerticalSpacing(style.SPACE // 2)
        for name in installed():
            self.pack.addItem(pack(name).title, name)
        self._offer_years()
        self.pack.currentIndexChanged.connect(self._offer_years)
        for kind in KINDS:
            self.kind.addItem(f"{kind}预算", kind)
        fields = [
            ("单位编码(&C)", self.code),
            ("单位名称(&M)", self.name),
            ("预算年度(&Y)", self.year),
            ("公开类型(&K)", self.kind),
        ]
        if name_first:
            fields[:2] = reversed(fields[:2])
        if self.pack.count() > 1:
            fields.append(("表样(&E)", self.pack))
        places = [
            (2 * row, sum(spans[:number]), span) for row, spans in enumerate(lines) for number, span in enumerate(spans)
        ]
        for (text, field), (row, column, span) in zip(fields, places, strict=False):
            label = Label(text if has_letters else _LETTER.sub("", text), field)
            style.scale(label, style.SMALL)
            style.tint(label, "text2")
            self.addWidget(label, row, column, 1, span)
            self.addWidget(field, row + 1, column, 1, span)
            if row:
                self.setRowMinimumHeight(row, round(style.SPACE * 3.5 * style.factor()))
            self.setAlignment(label, Qt.AlignmentFlag.AlignBottom)
        for column in range(_COLUMNS):
            self.setColumnStretch(column, 1)
        self.code.setPlaceholderText("例如 339")
        self.name.setPlaceholderText("与公开文件上的全称一致")
        for box in (self.year, self.kind):
            box.setPlaceholderText("请选择")

    @property
    def unit(self) -> Unit:
        """The unit as typed, without blanks around it."""
        return Unit(self.code.text().strip(), self.name.text().strip())

    @property
    def identity(self) -> tuple[Unit, int | None, str]:
        """Unit, year and kind as they stand; None and blank for what is open."""
        return self.unit, self.year.currentData(), self.kind.currentData() or ""

    def fill_in(self, unit: Unit, year: int | None, kind: str, form: str = "") -> None:
        """Fill the fields; None and blank leave a field open, a blank `form` the form as it is."""
        if form:
            self.pack.setCurrentIndex(self.pack.findData(form))
        self.code.setText(unit.code)
        self.name.setText(unit.name)
        self.year.setCurrentIndex(-1 if year is None else self.year.findData(year))
        self.kind.setCurrentIndex(self.kind.findData(kind) if kind else -1)

    def fields(self) -> tuple[QWidget, ...]:
        """The fields in reading order."""
        return self.code, self.name, self.year, self.kind, self.pack

    def _offer_years(self) -> None:
        """Offer the years of the chosen form, the newest first; the one that was chosen stays if it has that."""
        chosen = self.year.currentData()
        self.year.clear()
        for year in reversed(pack(self.pack.currentData()).years if self.pack.currentData() else ()):
            self.year.addItem(f"{year}年", year)
        self.year.setCurrentIndex(self.year.findData(chosen) if chosen else 0)


class NewDialog(QDialog):
    """Asks for unit, year and kind and makes a disclosure, from last year's where the store holds it.

    `document` holds it once it is accepted.
    """

    def __init__(self, office: Office, parent: QWidget | None = None, *, after: Head | None = None) -> None:
        """`after` is the disclosure whose next year is meant; else what was worked on last is filled in."""
        super().__init__(parent)
        self._office = office
        self._last_year: Head | None = None
        self.document: Document | None = None
        self.setWindowTitle("新建预算公开")
        self.form = IdentityForm((3, 9), (4, 4, 4))
        self.carry = QRadioButton("由上年资料生成(&L)")
        self.blank = QRadioButton("空白，从头填写(&B)")
        self.report = CarryReportView()
        self.trouble = Label()
        self.trouble.setWordWrap(True)
        self.trouble.setVisible(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.buttons.accepted.connect(self._create)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addLayout(self.form)
        layout.addWidget(self.carry)
        layout.addWidget(self.blank)
        layout.addWidget(self.report, 1)
        layout.addWidget(self.trouble)
        layout.addStretch(0)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(_NARROW)
        self._fill_in(after)
        self.form.code.textChanged.connect(self._look_back)
        self.form.name.textChanged.connect(self._look_back)
        self.form.year.currentIndexChanged.connect(self._look_back)
        self.form.kind.currentIndexChanged.connect(self._look_back)
        self.form.pack.currentIndexChanged.connect(self._look_back)
        self.carry.toggled.connect(self._show_choice)
        self._look_back()
        self._show_choice(is_carried=self.carry.isChecked())

    def _fill_in(self, after: Head | None) -> None:
        """An office works for the same unit year after year: of what was opened last the year after its last one."""
        listed = self._office.listed()
        if after is not None:
            self.form.fill_in(after.unit, after.year + 1, after.kind, pack_of(after))
        elif listed:
            head = listed[0].head
            name = pack_of(head)
            if name in installed():
                same = [one.head.year for one in listed if _is_of_the_same(one.head, head)]
                self.form.fill_in(head.unit, min(max(same) + 1, pack(name).years[-1]), head.kind, name)

    def _look_back(self) -> None:
        """Offer last year's disclosure of what stands in the fields, if it is stored."""
        year, kind = self.form.year.currentData(), self.form.kind.currentData()
        found = None
        if year is not None and kind and self.form.unit.name:
            found = self._office.find(self.form.unit, year - 1, kind, self.form.pack.currentData())
        is_new = found != self._last_year
        self._last_year = found
        for choice in (self.carry, self.blank):
            choice.setVisible(found is not None)
        if found is None:
            self.blank.setChecked(True)
            self.report.setVisible(False)
            return
        renamed = f"；单位名称沿用“{found.unit.name}”" if found.unit.name != self.form.unit.name else ""
        self.carry.setText(f"由{found.year}年资料生成(&L)：名单、文字、项目和科目带过来，金额成为上年数{renamed}")
        if is_new:
            self._show_carried(found, found.year + 1)

    def _show_carried(self, before: Head, year: int) -> None:
        try:
            previous = self._office.open_disclosure(before.id)
            self.report.show_report(previous, self._office.carrying(before.id, year).report)
        except Trouble as trouble:
            self._say(words.trouble_text(trouble))
            return
        self.carry.setChecked(True)
        self.report.setVisible(True)
        room = self.screen().availableSize()
        self.resize(min(_WIDE, room.width()), min(_HIGH, room.height()))

    def _show_choice(self, is_carried: bool) -> None:
        """What last year's brings is seen only where it is taken; the button says what it makes."""
        self.report.setVisible(is_carried)
        self.ok.setText("生成" if is_carried else "新建")

    def _create(self) -> None:
        unit, year, kind = self.form.unit, self.form.year.currentData(), self.form.kind.currentData()
        if not unit.name:
            self._say("请填写单位名称。")
            self.form.name.setFocus()
            return
        try:
            if self.carry.isChecked() and self._last_year is not None:
                self.document = self._office.carry(self._last_year.id, year)
            else:
                self.document = self._office.start(unit, year, kind, self.form.pack.currentData())
        except Trouble as trouble:
            self._say(words.trouble_text(trouble))
            return
        self.accept()

    def _say(self, text: str) -> None:
        style.alarm(self.trouble, text)


def _is_of_the_same(one: Head, other: Head) -> bool:
    """Whether both are disclosures of one unit, of one kind, in one form."""
    names = (one.unit.code, other.unit.code) if one.unit.code or other.unit.code else (one.unit.name, other.unit.name)
    return names[0] == names[1] and (one.kind, pack_of(one)) == (other.kind, pack_of(other))
