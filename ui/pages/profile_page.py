"""The page 单位资料与签审: the fields about the unit and the packet that no table holds, group by group."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGroupBox, QScrollArea, QVBoxLayout, QWidget

from forms.document.document import profile_slot
from forms.document.finding import Finding
from forms.edit.profile import set_profile
from forms.form.model import ProfileField
from models.errors import Trouble
from ui.kit import style, words
from ui.kit.fields import LineField
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.kit.steps import step
from ui.pages.page import Page, form_column
from ui.parts.spans import SpanLayout

_FIELD_WIDTH = 12
"""A field is so many Chinese characters wide at least."""
_AROUND = 60
"""The room around a field that is gone to, in pixels."""
_WHOLE, _MANY = 12, 6
"""The columns of a group; one of more than so many fields has three beside one another, else two."""


class ProfilePage(Page):
    """One line for each field; what is typed becomes a step after a pause, or when the field is left.

    A date waits until it is left: one that is typed halfway would only be found wrong.
    """

    def __init__(self, session: Session, step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, step_id, parent)
        self.fields: dict[str, _FieldEditor] = {}
        declared = session.document.edition.profile.values()
        members = groupby(declared, key=lambda one: one.group)
        shown = step(session.document, step_id)
        form_column(self, shown.title, shown.guidance, [self._group(name, list(group)) for name, group in members])
        self.show_change()
        self.worked_in = next(iter(self.fields.values())).editor

    def commit_pending(self) -> None:
        """Take over what is being typed."""
        for field in self.fields.values():
            field.commit()

    def show_passage(self, finding: Finding) -> None:
        """Stand in the field that the finding names."""
        named = [field for field in self.fields.values() if field.name in finding.message]
        if named:
            self._show_field(max(named, key=lambda field: len(field.name)))

    def _show_field(self, field: _FieldEditor) -> None:
        for area in self.children():
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(field, 0, _AROUND)
        field.setFocus()

    def _group(self, name: str, members: list[ProfileField]) -> QGroupBox:
        box = QGroupBox(name)
        fields = SpanLayout(box)
        fields.setContentsMargins(style.SPACE, style.SPACE // 2, style.SPACE, style.SPACE)
        beside = min(len(members), 3 if len(members) > _MANY else 2)
        for declared in members:
            field = _FieldEditor(declared)
            field.setEnabled(self.session.may_fill(profile_slot(declared.id)))
            field.entered.connect(self._enter)
            self.fields[declared.id] = field
            fields.add(_labelled(declared, field), _WHOLE // beside)
        return box

    def _enter(self, name: str, text: str) -> None:
        document = self.session.document
        try:
            changes = set_profile(document, name, text)
        except Trouble as trouble:
            self.status.emit(words.trouble_text(trouble))
        else:
            self.session.apply(f"填写 {document.edition.profile[name].label}", changes)
        # A word that was refused gives way to what stands, an emptied field to what the form has.
        self.fields[name].show_text(document.profile(name))

    def show_change(self) -> None:
        for name, field in self.fields.items():
            field.show_text(self.session.document.profile(name))


def _labelled(declared: ProfileField, field: _FieldEditor) -> QWidget:
    """The field between what it is called and what is said of it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(style.SPACE // 2)
    for part in (Label(declared.label, field.editor), field, Label(declared.guidance, wrap=True)):
        column.addWidget(part)
        if isinstance(part, Label):
            style.scale(part, style.SMALL)
            style.tint(part, "text2")
            part.setVisible(bool(part.text()))
    column.addStretch(1)
    return whole


class _FieldEditor(QWidget):
    """One field: a line to type in, or a list to choose from."""

    entered = Signal(str, str)
    """The id of the field and what was entered."""

    def __init__(self, declared: ProfileField) -> None:
        super().__init__()
        self._declared = declared
        self._shown = ""
        self.editor: LineField | QComboBox
        if declared.kind == "choice":
            self.editor = QComboBox()
            self.editor.addItems(["", *declared.choices] if not declared.default else list(declared.choices))
            self.editor.activated.connect(self.commit)
        else:
            self.editor = LineField()
            self.editor.setPlaceholderText("例如 2024年2月5日" if declared.kind == "date" else "")
            self.editor.left.connect(self.commit)
            if declared.kind == "text":
                self.editor.paused.connect(self.commit)
        self.editor.setAccessibleName(declared.label)
        self.editor.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _FIELD_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)
        self.setFocusProxy(self.editor)

    @property
    def name(self) -> str:
        """What it is called."""
        return self._declared.label

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.editor.currentText() if isinstance(self.editor, QComboBox) else self.editor.text().strip()

    def show_text(self, text: str) -> None:
        """Show what stands in the document, unless something else is being typed."""
        if self.text != self._shown:
            return
        if isinstance(self.editor, QComboBox):
            if self.editor.findText(text) < 0:
                self.editor.addItem(text)
            self.editor.setCurrentText(text)
        elif self.editor.text() != text:
            self.editor.setModified(False)
            self.editor.show_text(text)
            self.editor.setToolTip(tip(text))
        self._shown = self.text

    def commit(self) -> None:
        """Tell what was entered, if it is new."""
        is_typed = isinstance(self.editor, LineField) and self.editor.isModified()
        if isinstance(self.editor, LineField):
            self.editor.setModified(False)
        if is_typed or self.text != self._shown:
            self._shown = self.text
            self.entered.emit(self._declared.id, self.text)
