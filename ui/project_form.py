"""The form of one project: a field for every column of X5, each with the mark of its findings."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from forms import operations
from forms.check.finding import LEVEL_WORDS
from forms.projects import PROJECTS, SECRET
from models.money import show
from models.records import Address
from ui import grid_words, style
from ui.grid_findings import TableFindings, worst
from ui.session import Session

_FLASH_MS = 1200
_TEXT_LINES = 3
_SHORT = {"code": 23, **dict.fromkeys(("budget", "fiscal", "other"), 12)}
_PER_CENT = 7
"""So many digits wide these fields are."""


class ProjectForm(QWidget):
    """Shows the project of one key. What is typed in a field becomes a step when the field is left."""

    current_changed = Signal(object)
    """The Address of the field the clerk went to."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table = session.document.edition.tables[PROJECTS]
        self._key = ""
        self._unit = self._table.unit
        self.fields: dict[str, _Line | _Lines] = {}
        self._labels: dict[str, QLabel] = {}
        for column in self._table.columns:
            if column.id != "secret":
                self.fields[column.id] = _Lines() if column.id in ("purpose", "goals") else _Line()
                self._labels[column.id] = QLabel()
        self.secret = QCheckBox("涉密，不公开")
        self.secret.setToolTip("涉密项目保留在程序里，不写进公开的文件。")
        self.secret.clicked.connect(lambda secret: self._enter("secret", SECRET[0] if secret else ""))
        for name, field in self.fields.items():
            caption = self._table.column(name).path[-1]
            field.setAccessibleName(caption)
            self._labels[name].setBuddy(field)
            if name == "title" and isinstance(field, _Line):
                field.setPlaceholderText("空着按项目名称生成")
            field.left.connect(self._commit_sender)
            field.entered.connect(self._tell_place)
        self._lay_out()
        session.changed.connect(self._follow)
        session.checked.connect(self._mark)
        self.show_project("")

    @property
    def key(self) -> str:
        """The key of the project that is shown; blank when there is none."""
        return self._key

    def show_project(self, key: str) -> None:
        """Show another project, after what was typed into the fields of the one before is carried out."""
        self.commit()
        self._key = key
        for field in (*self.fields.values(), self.secret):
            field.setEnabled(bool(key) and not self._session.is_read_only)
        self._follow()
        self._mark()

    def set_unit(self, unit: str) -> None:
        """Show and take amounts in that unit."""
        self.commit()
        self._unit = unit
        self._follow()

    def show_cell(self, address: Address) -> bool:
        """Go to the field of that column and let it flash; False when there is none."""
        field = self.fields.get(address.column) or (self.secret if address.column == "secret" else None)
        if field is None:
            return False
        field.setFocus()
        if isinstance(field, (_Line, _Lines)):
            field.flash()
        return True

    def commit(self) -> None:
        """Carry out what was typed."""
        for name, field in self.fields.items():
            self._commit(name, field)

    def _lay_out(self) -> None:
        for name, field in self.fields.items():
            if digits := self._digits(name):
                field.setFixedWidth(field.fontMetrics().horizontalAdvance("0") * digits + 2 * style.SPACE)
            if self._table.column(name).kind in ("money", "quantity") and isinstance(field, _Line):
                field.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(style.SPACE // 2)
        grid.addLayout(self._line(("code", "name"), self.secret), 0, 0, 1, 2)
        grid.addLayout(self._line(("budget", "fiscal", "other", "unit")), 1, 0, 1, 2)
        grid.addLayout(self._line(("march", "june", "october", "december", "title")), 2, 0, 1, 2)
        for place, name in enumerate(("purpose", "goals")):
            grid.addWidget(self._labels[name], 3, place)
            grid.addWidget(self.fields[name], 4, place)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(4, 1)

    def _line(self, names: Iterable[str], *more: QWidget) -> QHBoxLayout:
        """Labels and fields side by side; those without a width of their own share what is left."""
        line = QHBoxLayout()
        line.setSpacing(style.SPACE)
        for name in names:
            line.addWidget(self._labels[name])
            line.addWidget(self.fields[name], 0 if self._digits(name) else 1)
        for widget in more:
            line.addWidget(widget)
        return line

    def _digits(self, name: str) -> int:
        """How many digits wide the field is; 0 when it takes the room there is."""
        return _SHORT.get(name) or (_PER_CENT if self._table.column(name).kind == "quantity" else 0)

    def _commit_sender(self) -> None:
        name = next((name for name, field in self.fields.items() if field is self.sender()), "")
        if name:
            self._commit(name, self.fields[name])

    def _commit(self, name: str, field: _Line | _Lines) -> None:
        if field.is_edited:
            field.is_edited = False
            self._enter(name, field.typed)

    def _enter(self, name: str, text: str) -> None:
        if self._table.column(name).kind == "money":
            text = grid_words.restated(text, self._unit, self._table.unit)
        document = self._session.document
        address = Address(PROJECTS, self._key, name)
        named = document.text(address._replace(column="name"))
        changes = operations.enter(document, {address: text})
        caption = self.secret.text() if name == "secret" else self._table.column(name).path[-1]
        if not self._session.apply(f"填写{named or '项目'} {caption}", changes):
            self._follow()

    def _tell_place(self) -> None:
        name = next((name for name, field in self.fields.items() if field is self.sender()), "")
        self.current_changed.emit(Address(PROJECTS, self._key, name) if self._key else None)

    def _follow(self) -> None:
        """Show what stands in the document, but in fields that are being typed in."""
        document = self._session.document
        for name, field in self.fields.items():
            address = Address(PROJECTS, self._key, name)
            if self._table.column(name).kind == "money":
                field.show_text(show(document.value(address), self._unit) or document.wrong(address))
            else:
                field.show_text(document.text(address))
        self.secret.setChecked(document.text(Address(PROJECTS, self._key, "secret")) in SECRET)

    def _mark(self) -> None:
        """The letter of the worst finding before each label, and what is found in the tip."""
        findings = TableFindings(self._session.findings, PROJECTS)
        for name, label in self._labels.items():
            found = findings.at(self._key, name)
            level = worst(finding.level for finding in found)
            label.setText(f"{level} {self._caption(name)}".strip())
            palette = self.palette()
            if level:
                palette.setColor(label.foregroundRole(), style.level_color(level, palette))
            label.setPalette(palette)
            told = "\n".join(f"{LEVEL_WORDS[f.level]} {f.rule}：{f.message}\n　　{f.fix}" for f in found)
            label.setToolTip(told)
            self.fields[name].setToolTip(told)

    def _caption(self, name: str) -> str:
        """What stands before a field; the plan says once what its four per cents are."""
        column = self._table.column(name)
        if name == "march":
            return f"{column.path[0]}：{column.path[-1]}"
        return f"{column.path[-1]}（一行一条）" if name == "goals" else column.path[-1]


class _Field:
    """What the two kinds of fields have in common: they know whether they were typed in, and can flash."""

    is_edited = False

    def leaves_undo(self, event: QEvent, undo: bool, redo: bool) -> bool:
        """Whether 撤销 or 重做 is for the window, because there is nothing of the field's own to take back."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        mine = (QKeySequence.StandardKey.Undo, undo), (QKeySequence.StandardKey.Redo, redo)
        return any(event.matches(key) and not available for key, available in mine)


class _Line(QLineEdit, _Field):
    """One line; Enter goes to the next field."""

    left = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self.left)
        self.returnPressed.connect(self.focusNextChild)

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Show what stands in the document, unless something is being typed."""
        if not self.is_edited:
            self.setText(text)
            self.setCursorPosition(0)

    def flash(self) -> None:
        """Draw the eye."""
        self.selectAll()
        _flash(self)

    def event(self, event: QEvent) -> bool:
        if self.leaves_undo(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def _edited(self) -> None:
        self.is_edited = True


class _Lines(QPlainTextEdit, _Field):
    """Several lines; Tab goes to the next field."""

    left = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _TEXT_LINES + style.SPACE)
        self.textChanged.connect(self._edited)

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show what stands in the document, unless something is being typed."""
        if not self.is_edited and self.toPlainText() != text:
            self.setPlainText(text)
            self.is_edited = False

    def flash(self) -> None:
        """Draw the eye."""
        _flash(self)

    def event(self, event: QEvent) -> bool:
        mine = self.document()
        if self.leaves_undo(event, mine.isUndoAvailable(), mine.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it is what ends the typing; a menu that opens over it is not."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _edited(self) -> None:
        self.is_edited = True


def _flash(field: QWidget) -> None:
    """Colour the ground for a moment."""
    palette = field.palette()
    usual = palette.color(palette.ColorRole.Base)
    palette.setColor(palette.ColorRole.Base, style.flash_color(palette))
    field.setPalette(palette)

    def end() -> None:
        palette.setColor(palette.ColorRole.Base, usual)
        field.setPalette(palette)

    QTimer.singleShot(_FLASH_MS, field, end)
