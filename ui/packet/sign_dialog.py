"""登记签字: the name, the day and the remark of one signer, written down where the signers are shown."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from forms.document.document import Document
from forms.edit.profile import set_profile
from forms.signing.dates import day_words, read_day
from forms.write.page.approval import record_of
from models.records import Change
from ui.kit import style
from ui.kit.plain import Label

_WIDTH = 26
"""So many characters wide is the dialog at least."""


class SignDialog(QDialog):
    """Asks for what the record of a signer holds; `changes` is what was filled in, once it is accepted."""

    def __init__(self, document: Document, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._field = field
        self.changes: tuple[Change, ...] = ()
        profile, record = document.edition.profile, record_of(field)
        self.setWindowTitle(f"登记：{profile[field].label}")
        self.name = QLineEdit(document.profile(field))
        self.day = QLineEdit(document.profile(f"{record}_date"))
        self.day.setPlaceholderText("例如 2024年2月5日")
        self.remark = QLineEdit(document.profile(f"{record}_remark"))
        self.outcome = QComboBox()
        self._result = f"{record}_result"
        layout = QFormLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addRow("姓名(&N)：", self.name)
        layout.addRow("签字日期(&D)：", self.day)
        if self._result in profile:
            self.outcome.addItems(["", *profile[self._result].choices])
            self.outcome.setCurrentText(document.profile(self._result))
            layout.addRow("审查结论(&J)：", self.outcome)
        layout.addRow("备注(&R)：", self.remark)
        self.trouble = Label(wrap=True)
        style.alarm(self.trouble, "")
        layout.addRow(self.trouble)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.sign = self.buttons.addButton("登记(&S)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout.addRow(self.buttons)
        self.sign.setDefault(True)
        self.setMinimumWidth(style.wide(_WIDTH))
        (self.day if self.name.text() else self.name).setFocus()

    def accept(self) -> None:
        """Take what was typed, unless the day is none; a blank one waits until the signature is there."""
        typed = self.day.text().strip()
        day = read_day(typed)
        if typed and day is None:
            style.alarm(self.trouble, f"“{typed}”认不出是哪一天，请写成“2024年2月5日”的样子，或者留空。")
            self.day.setFocus()
            return
        record = record_of(self._field)
        told = {
            self._field: self.name.text(),
            f"{record}_date": day_words(day) if day else "",
            f"{record}_remark": self.remark.text(),
        }
        if self._result in self._document.edition.profile:
            told[self._result] = self.outcome.currentText()
        self.changes = tuple(
            change for name, text in told.items() for change in set_profile(self._document, name, text)
        )
        super().accept()
