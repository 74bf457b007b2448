"""新建: whose disclosure it is, of which year, 部门 or 单位."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from forms.declare.load import KINDS, pack
from forms.document import Document
from forms.office import Office
from models.errors import Trouble
from models.records import Unit
from ui import style, words


class IdentityForm(QGridLayout):
    """The four fields that identify a disclosure; 新建 and 导入 both ask for them."""

    def __init__(self, pairs: int) -> None:
        """`pairs` is how many fields stand side by side, each behind its label."""
        super().__init__()
        self.code = QLineEdit()
        self.name = QLineEdit()
        self.year = QComboBox()
        self.kind = QComboBox()
        self.setSpacing(style.SPACE)
        for year in reversed(pack().years):
            self.year.addItem(f"{year}年", year)
        for kind in KINDS:
            self.kind.addItem(f"{kind}预算", kind)
        fields = (
            ("单位编码(&C)：", self.code),
            ("单位名称(&M)：", self.name),
            ("预算年度(&Y)：", self.year),
            ("公开类型(&K)：", self.kind),
        )
        for number, (text, field) in enumerate(fields):
            row, place = divmod(number, pairs)
            self.addWidget(words.label(text, field), row, 2 * place)
            self.addWidget(field, row, 2 * place + 1)
            self.setColumnStretch(2 * place + 1, 1 + place)
        self.code.setPlaceholderText("例如 339，没有可以不填")
        self.name.setPlaceholderText("与公开文件上的全称一致")
        for box in (self.year, self.kind):
            box.setPlaceholderText("请选择")

    @property
    def unit(self) -> Unit:
        """The unit as typed, without blanks around it."""
        return Unit(self.code.text().strip(), self.name.text().strip())

    def fill_in(self, unit: Unit, year: int | None, kind: str) -> None:
        """Fill the fields; None and blank leave a field open."""
        self.code.setText(unit.code)
        self.name.setText(unit.name)
        self.year.setCurrentIndex(-1 if year is None else self.year.findData(year))
        self.kind.setCurrentIndex(self.kind.findData(kind) if kind else -1)

    def fields(self) -> tuple[QWidget, ...]:
        """The fields in reading order."""
        return self.code, self.name, self.year, self.kind


class NewDialog(QDialog):
    """Asks for unit, year and kind and makes a blank disclosure; `document` holds it after 确定."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.document: Document | None = None
        self.setWindowTitle("新建预算公开")
        self.form = IdentityForm(1)
        self._fill_in()
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        self.trouble.setVisible(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._create)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addLayout(self.form)
        layout.addWidget(self.trouble)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(480)

    def _fill_in(self) -> None:
        """An office works for the same unit year after year: what was opened last is filled in."""
        listed = self._office.listed()
        if listed:
            head = listed[0].head
            self.form.fill_in(head.unit, pack().years[-1], head.kind)

    def _create(self) -> None:
        if not self.form.unit.name:
            self._say("请填写单位名称。")
            self.form.name.setFocus()
            return
        try:
            self.document = self._office.start(
                self.form.unit, self.form.year.currentData(), self.form.kind.currentData()
            )
        except Trouble as trouble:
            self._say(words.trouble_text(trouble))
            return
        self.accept()

    def _say(self, text: str) -> None:
        style.alarm(self.trouble, text)
