"""The page of one table: its title, how it is filled in, the grid, and the notes under it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from forms.document.progress import Stage, progress
from forms.edit import cells
from models.records import Address
from ui.grid.compared import ComparedModel
from ui.grid.view import GridView
from ui.kit import style, words
from ui.kit.command_line import command_line
from ui.kit.commands import NOT_APPLICABLE, Command, Deeds, met_by
from ui.kit.fields import TextField
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.pages.edit_line import line_over
from ui.pages.gone_line import GoneLine
from ui.pages.page import Page
from ui.pages.page_head import PageHead
from ui.pages.standing import InGrid, in_grid, stand_in_grid

_NOTE_LINES = 2


class TablePage(Page):
    """One table of the session's document with everything around it that the clerk needs for filling it in."""

    model_class = ComparedModel
    tells_place = True

    def __init__(self, session: Session, step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, step_id, parent)
        self.model = self.model_class(session, step_id, self)
        self.grid = GridView(self.model, self)
        self.line = line_over(self, self.grid)
        self._unit = Label()
        self._notes = _Notes(session, step_id, self)
        self._notes.setReadOnly(session.is_read_only)
        self.settle = _SettleLine(session, step_id, self)
        self._gone = GoneLine(session, step_id)
        self._build()
        self.grid.current_changed.connect(self.current_changed)
        self.grid.selection_changed.connect(self.selection_changed)
        self.grid.mode_changed.connect(self.mode_changed)
        self.grid.status.connect(self.status)
        self.grid.measured.connect(self.measured)
        self.grid.uses_wanted.connect(self.show_uses)
        self.worked_in = self.grid
        self.set_unit(self.model.unit)

    @property
    def unit(self) -> str:
        """The unit in which amounts are shown and typed."""
        return self.model.unit

    def set_unit(self, unit: str) -> None:
        """Show and take amounts in 万元 or in 元, blank in the table's own; the disclosure itself stays as it is."""
        self.commit_pending()
        unit = unit or self.model.table.unit
        self.model.set_unit(unit)
        self.line.show_current()
        self._gone.show_in(unit)
        self._say_unit()

    def set_compared(self, shown: bool) -> None:
        """Show last year's amounts beside this year's, and under the grid the rows that only last year had."""
        self.commit_pending()
        self.model.set_compared(shown)
        self.line.show_current()
        self._say_unit()
        self._gone.set_compared(shown)

    @property
    def least_width(self) -> int:
        """The width at which the first columns to be typed are whole."""
        return self.grid.least_width

    def show_cell(self, address: Address) -> bool:
        """Select the cell, scroll to it and let it flash; False when it is not in this table."""
        self.commit_pending()
        return self.grid.show_cell(address)

    def standing(self) -> InGrid:
        return in_grid(self.grid, self.model)

    def stand_again(self, standing: InGrid) -> None:
        stand_in_grid(self.grid, self.model, standing)

    def commit_pending(self) -> None:
        """Carry out what is being typed in a cell or in the notes, before the page is left, saved or closed."""
        self.grid.commit_pending()
        self._notes.commit()

    def show_uses(self) -> bool:
        """Open the list of where the current cell is used."""
        self.commit_pending()
        self.line.open_uses()
        return True

    def deed(self, command: Command) -> Callable[[], object] | None:
        """A command of the grid, on the cells that are selected."""
        do = self.grid.commands.all.get(command)
        return partial(self._carry_out, do) if do else None

    def selection_sum(self) -> tuple[int, int]:
        """How many amounts are selected, and their sum in 分."""
        document = self.session.document
        addresses = (self.model.amount_at(*cell) for cell in self.grid.selected_cells())
        amounts = [fen for a in addresses if a and (fen := document.value(a)) is not None]
        return len(amounts), sum(amounts)

    def _build(self) -> None:
        table = self.model.table
        self.head = PageHead(self.session, self.step_id, words.heading(table), table.guidance)
        self.head.finding_wanted.connect(self.finding_wanted)
        self.head.add(self._unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        deeds = {command: partial(self._carry_out, do) for command, do in self._deeds().items()}
        if deeds:
            line = command_line(deeds, self.grid.commands.met)
            line.setContentsMargins(2 * style.SPACE, style.SPACE, 2 * style.SPACE, style.SPACE)
            column.addLayout(line)
        column.addWidget(self.line)
        column.addWidget(self.grid, 1)
        for part in (self._gone, self.settle, self._notes):
            part.setContentsMargins(2 * style.SPACE, style.SPACE // 2, 2 * style.SPACE, style.SPACE // 2)
            column.addWidget(part)

    def _say_unit(self) -> None:
        table = self.model.table
        has_money = any(column.kind == "money" for column in table.columns)
        unit = f"{table.unit_caption or '单位：'}{self.model.unit}" if has_money else ""
        self._unit.setText("　".join(filter(None, (unit, self.model.small_print))))

    def _deeds(self) -> Deeds:
        """What has a button over the grid."""
        return self.grid.commands.of_rows if self.model.is_records else {}

    def _carry_out(self, do: Callable[[], object]) -> None:
        """A command of the buttons, on the rows that are selected."""
        self.grid.commit_pending()
        self.grid.setFocus()
        do()


class _SettleLine(QWidget):
    """Under a table that is not begun: the way to say that there is nothing to fill in."""

    def __init__(self, session: Session, table_id: str, parent: QWidget) -> None:
        """Shown without the parent it would be a window of its own for a moment, and the keys would go there."""
        super().__init__(parent)
        self._session = session
        self._table = session.document.edition.tables[table_id]
        self.button = QPushButton(NOT_APPLICABLE.label)
        self.button.setToolTip(tip(NOT_APPLICABLE.tip))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._settle)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label("没有这项预算？"))
        line.addWidget(self.button)
        line.addStretch(1)
        session.changed.connect(self._follow)
        self._follow()

    def _settle(self) -> None:
        document = self._session.document
        changes = cells.set_notes(document, self._table.id, document.notes(self._table.id))
        self._session.apply(f"标为不适用 {self._table.ordinal}", changes)

    def _follow(self) -> None:
        may_settle = self._table.may_be_empty and NOT_APPLICABLE.is_met(met_by(self._session))
        is_open = may_settle and progress(self._session.document)[self._table.id].stage == Stage.NOT_BEGUN
        self.setVisible(is_open)


class _Notes(TextField):
    """The notes under a table, seen while some stand or they are being typed.

    That the table is printed empty is noted by the program when it prints, or by 不适用: before, nobody has said so.
    """

    def __init__(self, session: Session, table_id: str, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)  # as that of the line above
        self.setProperty("note", True)
        self._session = session
        self._table = table_id
        self._standing = session.document.edition.tables[table_id].standing_note
        self.setPlaceholderText("表下的注，可以不填")
        self.setAccessibleName("表下的注")
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTE_LINES + 2 * style.SPACE)
        self.paused.connect(self.commit)
        self.left.connect(self.commit)
        session.changed.connect(self._follow)
        self._follow()

    def commit(self) -> None:
        """Carry out what was typed."""
        document = self._session.document
        typed = tuple(filter(None, (line.strip() for line in self.typed.split("\n"))))
        is_new = self.isModified() and typed != document.notes(self._table)
        self.setModified(False)
        if is_new:
            ordinal = document.edition.tables[self._table].ordinal
            self._session.apply(f"改{ordinal}的注", cells.set_notes(document, self._table, typed))
        self._follow()

    def _follow(self) -> None:
        document = self._session.document
        is_said = document.from_file or f"{self._table}.notes" in document.texts
        notes = document.notes(self._table) if is_said else tuple(filter(None, [self._standing]))
        self.setVisible(bool(notes) or self.hasFocus())
        self.show_text("\n".join(notes))
