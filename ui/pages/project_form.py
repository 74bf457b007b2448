"""The form of one project: a field for every column of X5, each with the mark of its findings."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from forms.document.finding import LEVEL_WORDS
from forms.document.projects import SECRET
from forms.edit import cells
from models.money import show
from models.records import Address
from ui.grid import words
from ui.grid.findings import TableFindings, worst
from ui.kit import style
from ui.kit.fields import LineField, TextField
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.pages.goal_lines import GoalLines

_TEXT_LINES = 3
_FIELDS: dict[str, type[LineField | TextField]] = {"purpose": TextField, "goals": GoalLines}
"""The fields of several lines."""
_LINES = (
    ("code", "name", "secret"),
    ("budget", "fiscal", "other", "unit"),
    ("march", "june", "october", "december", "title"),
)
"""What stands side by side where there is room."""
_SHORT = {"code": 23, **dict.fromkeys(("budget", "fiscal", "other"), 12)}
_PER_CENT = 7
"""So many digits wide these fields are."""
_LEAST = 14
"""So many digits wide at least is a field that takes the room there is."""


class ProjectForm(QWidget):
    """Shows the project of one key. What is typed in a field becomes a step when the field is left.

    A free text becomes one after a pause already; a code or a number that is typed halfway would only be found wrong.
    """

    current_changed = Signal(object)
    """The Address of the field the clerk went to."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table = session.document.edition.tables[session.document.edition.roles.projects]
        self._key = ""
        self._unit = self._table.unit
        self.fields: dict[str, LineField | TextField] = {}
        self._labels: dict[str, QLabel] = {}
        for column in self._table.columns:
            if column.id != "secret":
                self.fields[column.id] = _FIELDS.get(column.id, LineField)()
                self._labels[column.id] = Label()
        self.secret = QCheckBox("涉密，不公开")
        self.secret.setToolTip(tip("涉密项目保留在程序里，不写进公开的文件。"))
        self.secret.clicked.connect(lambda secret: self._enter("secret", SECRET[0] if secret else ""))
        for name, field in self.fields.items():
            caption = self._table.column(name).path[-1]
            field.setAccessibleName(caption)
            self._labels[name].setBuddy(field)
            if name == "title" and isinstance(field, LineField):
                field.setPlaceholderText("空着按项目名称生成")
            field.left.connect(self._commit_sender)
            if name != "code" and self._table.column(name).kind == "text":
                field.paused.connect(self._commit_sender)
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
        if isinstance(field, (LineField, TextField)):
            field.flash()
        return True

    def commit(self) -> None:
        """Carry out what was typed."""
        for name, field in self.fields.items():
            self._commit(name, field)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest field with its label: the others go on to further lines."""
        return QSize(max(map(self._need, sum(_LINES, ()))), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines of fields for another width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the fields to another type size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
            self._arrange()

    def _lay_out(self) -> None:
        self._head = QWidget()
        for name in sum(_LINES, ()):
            self._widget(name).setParent(self._head)
            if name in self._labels:
                self._labels[name].setParent(self._head)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(style.SPACE // 2)
        grid.addWidget(self._head, 0, 0)
        grid.addWidget(self._labels["purpose"], 1, 0)
        grid.addWidget(self.fields["purpose"], 2, 0)
        grid.setRowStretch(3, 1)
        self.goals = QWidget()
        lines = QVBoxLayout(self.goals)
        lines.setContentsMargins(0, style.SPACE, 0, 0)
        lines.addWidget(self._labels["goals"])
        lines.addWidget(self.fields["goals"])
        order = [self._widget(name) for name in (*sum(_LINES, ()), "purpose")]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self._fit()

    def _fit(self) -> None:
        """Give the fields their widths in the type of now."""
        for name, field in self.fields.items():
            digit = field.fontMetrics().horizontalAdvance("0")
            if digits := self._digits(name):
                field.setFixedWidth(digit * digits + 2 * style.SPACE)
            elif isinstance(field, LineField):
                field.setMinimumWidth(digit * _LEAST)
            else:
                field.setMinimumHeight(field.fontMetrics().lineSpacing() * _TEXT_LINES + 2 * style.SPACE)
                if name == "purpose":
                    field.setMaximumHeight(2 * field.minimumHeight())
            if self._table.column(name).kind in ("money", "quantity") and isinstance(field, LineField):
                field.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _arrange(self) -> None:
        """Put labels and fields side by side as far as they fit; those without a width share what is left of a line."""
        top = 0
        for names in self._broken():
            elastic = [name for name in names if self._is_elastic(name)]
            spare = self.width() + style.SPACE - sum(map(self._need, names))
            height = max(self._widget(name).sizeHint().height() for name in names)
            left = 0
            for name in names:
                width = self._need(name) - style.SPACE + (spare // len(elastic) if name in elastic else 0)
                if label := self._labels.get(name):
                    label.setGeometry(left, top, label.sizeHint().width(), height)
                    left, width = left + label.width() + style.SPACE, width - label.width() - style.SPACE
                self._widget(name).setGeometry(left, top, width, height)
                left += width + style.SPACE
            top += height + style.SPACE // 2
        self._head.setFixedHeight(top - style.SPACE // 2)

    def _broken(self) -> list[list[str]]:
        """The fields line by line, as they fit into the width of now."""
        lines: list[list[str]] = []
        for names in _LINES:
            room = 0
            for name in names:
                need = self._need(name)
                if name == names[0] or need > room:
                    lines.append([])
                    room = self.width() + style.SPACE
                lines[-1].append(name)
                room -= need
        return lines

    def _widget(self, name: str) -> QWidget:
        return self.secret if name == "secret" else self.fields[name]

    def _need(self, name: str) -> int:
        """The width that a field takes at least, with its label and the distance to the next one."""
        label = self._labels.get(name)
        field = self._widget(name)
        width = (
            field.sizeHint().width() if label is None else label.sizeHint().width() + style.SPACE + field.minimumWidth()
        )
        return width + style.SPACE

    def _is_elastic(self, name: str) -> bool:
        return name != "secret" and not self._digits(name)

    def _digits(self, name: str) -> int:
        """How many digits wide the field is; 0 when it takes the room there is."""
        return _SHORT.get(name) or (_PER_CENT if self._table.column(name).kind == "quantity" else 0)

    def _commit_sender(self) -> None:
        name = next((name for name, field in self.fields.items() if field is self.sender()), "")
        if name:
            self._commit(name, self.fields[name])

    def _commit(self, name: str, field: LineField | TextField) -> None:
        if field.isModified():
            field.setModified(False)
            self._enter(name, field.typed)

    def _enter(self, name: str, text: str) -> None:
        if self._table.column(name).kind == "money":
            text = words.restated(text, self._unit, self._table.unit)
        document = self._session.document
        address = Address(self._table.id, self._key, name)
        named = document.text(address._replace(column="name"))
        changes = cells.enter(document, {address: text})
        caption = self.secret.text() if name == "secret" else self._table.column(name).path[-1]
        if not self._session.apply(f"填写{named or '项目'} {caption}", changes):
            self._follow()

    def _tell_place(self) -> None:
        name = next((name for name, field in self.fields.items() if field is self.sender()), "")
        self.current_changed.emit(Address(self._table.id, self._key, name) if self._key else None)

    def _follow(self) -> None:
        """Show what stands in the document, but in fields that are being typed in."""
        document = self._session.document
        for name, field in self.fields.items():
            address = Address(self._table.id, self._key, name)
            if self._table.column(name).kind == "money":
                field.show_text(show(document.value(address), self._unit) or document.wrong(address))
            else:
                field.show_text(document.text(address))
        self.secret.setChecked(document.text(Address(self._table.id, self._key, "secret")) in SECRET)

    def _mark(self) -> None:
        """The letter of the worst finding before each label, and what is found in the tip."""
        findings = TableFindings(self._session.verdicts, self._table.id)
        for name, label in self._labels.items():
            found = findings.at(self._key, name)
            level = worst(finding.level for finding in found)
            label.setText(f"{level} {self._caption(name)}".strip())
            palette = self.palette()
            if level:
                palette.setColor(label.foregroundRole(), style.level_color(level, palette))
            label.setPalette(palette)
            told = "\n".join(f"{LEVEL_WORDS[f.level]} {f.rule}：{f.sentence}\n　　{f.fix}" for f in found)
            label.setToolTip(tip(told))
            self.fields[name].setToolTip(tip(told))
        self._arrange()

    def _caption(self, name: str) -> str:
        """What stands before a field; the plan says once what its four per cents are."""
        column = self._table.column(name)
        if name == "march":
            return f"{column.path[0]}：{column.path[-1]}"
        return f"{column.path[-1]}（一行一条，回车写下一条）" if name == "goals" else column.path[-1]
