"""The form of one project: a field for every column of X5, each with the mark of its findings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms.document.finding import LEVEL_WORDS, Finding
from forms.document.projects import BUDGET, PLAN, SECRET, planned
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
from ui.pages.project_list import is_of_indicators
from ui.parts.spans import SpanLayout
from ui.parts.switch import Switch

_TEXT_LINES = 2
_FIELDS: dict[str, type[LineField | TextField]] = {"purpose": TextField, "goals": GoalLines}
"""The fields of several lines."""
_ABOVE = {"name": 8, "code": 4, "budget": 3, "fiscal": 3, "other": 3, "unit": 3, "purpose": 12}
_BELOW = {"title": 12}
"""What stands above and below the payment plan, and over how many of the twelve columns."""
_LEAST = dict.fromkeys(("budget", "fiscal", "other"), 12) | dict.fromkeys(PLAN, 7)
_USUAL_LEAST = 14
"""So many digits wide a field is at least."""


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
        self._labels: dict[str, Label] = {}
        self._shares = {name: Label() for name in PLAN}
        """Under each per cent of the plan the amount that it means."""
        self._wrong = Label(wrap=True)
        """What is wrong with the plan."""
        for column in self._table.columns:
            if column.id != "secret":
                self.fields[column.id] = _FIELDS.get(column.id, LineField)()
                self._labels[column.id] = Label()
                style.scale(self._labels[column.id], style.SMALL)
        self.secret = Switch("涉密，不公开")
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

    def changeEvent(self, event: QEvent) -> None:
        """Fit the fields to another type size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _lay_out(self) -> None:
        self.setBackgroundRole(QPalette.ColorRole.Base)
        lines = SpanLayout(self)
        for name, span in _ABOVE.items():
            lines.add(self._cell(name), span)
        lines.add(self._plan_head())
        for name, share in self._shares.items():
            style.scale(share, style.SMALL)
            style.tint(share, "text2")
            cell = self._cell(name, share, margin=style.SPACE + style.SPACE // 2)
            style.card(cell)
            lines.add(cell, 3)
        lines.add(self._wrong)
        for name, span in _BELOW.items():
            lines.add(self._cell(name), span)
        self.goals = self._cell("goals", margin=2 * style.SPACE)
        self._fit()

    def _cell(self, name: str, *below: QWidget, margin: int = 0) -> QFrame:
        """A field with its label above."""
        cell = QFrame()
        column = QVBoxLayout(cell)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(style.SPACE // 2)
        column.addWidget(self._labels[name])
        if name in PLAN:
            line = QHBoxLayout()
            line.addWidget(self.fields[name], 1)
            line.addWidget(Label("%"))
            column.addLayout(line)
        else:
            column.addWidget(self.fields[name])
        for part in below:
            column.addWidget(part)
        return cell

    def _plan_head(self) -> Label:
        """What the four boxes under it are."""
        head = Label(self._table.column(next(iter(PLAN))).path[0])
        style.scale(head, 1.0, bold=True)
        return head

    def _fit(self) -> None:
        """Give the fields their least sizes in the type of now."""
        for name, field in self.fields.items():
            metrics = field.fontMetrics()
            if isinstance(field, LineField):
                digits = _LEAST.get(name, _USUAL_LEAST)
                field.setMinimumWidth(metrics.horizontalAdvance("0") * digits + 2 * style.SPACE)
                if self._table.column(name).kind in ("money", "quantity"):
                    field.setAlignment(Qt.AlignmentFlag.AlignRight)
            elif name in _ABOVE:
                field.setFixedHeight(metrics.lineSpacing() * _TEXT_LINES + 2 * style.SPACE)

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
        budget = document.value(Address(self._table.id, self._key, BUDGET))
        for name, label in self._shares.items():
            paid = None if budget is None else planned(budget, document.text(Address(self._table.id, self._key, name)))
            label.setText("" if paid is None else f"累计 {show(paid, self._unit)} {self._unit}")
        self.secret.setChecked(document.text(Address(self._table.id, self._key, "secret")) in SECRET)

    def _mark(self) -> None:
        """The letter of the worst finding before each label, and what is found in the tip; of the plan in words."""
        document = self._session.document
        own = [finding for finding in self._session.verdicts if not is_of_indicators(document, finding)]
        findings = TableFindings(own, self._table.id)
        of_plan: list[Finding] = []
        for name, label in self._labels.items():
            found = findings.at(self._key, name)
            level = worst(finding.level for finding in found)
            style.say(label, f"{level} {self._caption(name)}".strip(), level)
            if not level:
                style.tint(label, "text2")
            told = "\n".join(f"{LEVEL_WORDS[f.level]} {f.rule}：{f.sentence}\n　　{f.fix}" for f in found)
            label.setToolTip(tip(told))
            self.fields[name].setToolTip(tip(told))
            of_plan += found if name in PLAN else []
        said = dict.fromkeys(f"{LEVEL_WORDS[finding.level]}：{finding.brief}" for finding in of_plan)
        style.say(self._wrong, "\n".join(said), worst(finding.level for finding in of_plan))

    def _caption(self, name: str) -> str:
        caption = self._table.column(name).path[-1]
        return f"{caption}（一行一条，回车写下一条）" if name == "goals" else caption
