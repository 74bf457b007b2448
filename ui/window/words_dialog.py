"""本单位的词: the words that are no slips of the pen in this office, one a line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.kit import style
from ui.kit.plain import Label


class WordsDialog(QDialog):
    """Shows the words; they are kept by who asked for the dialog."""

    def __init__(self, known: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("本单位的词")
        hint = Label("检查错别字时，这些词都认作正确的；三个字以上的，差一个音近的字会提示。一行写一个词。")
        hint.setWordWrap(True)
        self.text = QPlainTextEdit("\n".join(known))
        self.text.setAccessibleName("本单位的词，一行一个")
        buttons = QDialogButtonBox()
        buttons.addButton("保存(&S)", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for part in (hint, self.text, buttons):
            layout.addWidget(part)
        self.resize(420, 360)

    @property
    def words(self) -> tuple[str, ...]:
        """The words as they stand there."""
        return tuple(self.text.toPlainText().split())
