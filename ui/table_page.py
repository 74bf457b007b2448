"""The page of one table: its title, how it is filled in, the grid, and the notes under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from forms import operations
from models.records import Address
from ui import style
from ui.grid_model import GridModel
from ui.grid_view import GridView
from ui.session import Session

_NOTE_LINES = 2


class TablePage(QWidget):
    """One table of the session's document with everything around it that the clerk needs for filling it in."""

    current_changed = Signal(object)
    """The Address of the current cell, or None."""
    selection_changed = Signal()
    """`selection_sum` may give something else."""
    mode_changed = Signal(str)
    """输入, 编辑, or blank when no editor is open."""
    status = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, session: Session, table_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.table_id = table_id
        self.model = GridModel(session, table_id, self)
        self.grid = GridView(self.model, self)
        self._unit = QLabel()
        self._guidance = QLabel(self.model.table.guidance)
        self._notes = _Notes(session, table_id)
        self._build()
        self.grid.current_changed.connect(self.current_changed)
        self.grid.selection_changed.connect(self.selection_changed)
        self.grid.mode_changed.connect(self.mode_changed)
        self.grid.status.connect(self.status)
        self.setFocusProxy(self.grid)
        self.set_unit(self.model.unit)

    @property
    def unit(self) -> str:
        """The unit in which amounts are shown and typed."""
        return self.model.unit

    def set_unit(self, unit: str) -> None:
        """Show and take amounts in 万元 or in 元; the disclosure itself stays as it is."""
        self.commit_pending()
        if unit != self.model.unit:
            self.model.set_unit(unit)
            self.grid.fit()
        self._unit.setText(f"{self.model.table.unit_caption}{unit}")

    def show_cell(self, address: Address) -> bool:
        """Select the cell, scroll to it and let it flash; False when it is not in this table."""
        self.commit_pending()
        return self.grid.show_cell(address)

    def commit_pending(self) -> None:
        """Carry out what is being typed in a cell or in the notes, before the page is left, saved or closed."""
        self.grid.commit_pending()
        self._notes.commit()

    def selection_sum(self) -> tuple[int, int]:
        """How many amounts are selected, and their sum in 分."""
        document = self.session.document
        addresses = (self.model.amount_at(*cell) for cell in self.grid.selected_cells())
        amounts = [fen for a in addresses if a and (fen := document.value(a)) is not None]
        return len(amounts), sum(amounts)

    def _build(self) -> None:
        table = self.model.table
        title = QLabel(f"{table.ordinal}　{table.title}")
        style.heading(title)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.SPACE)
        column.setSpacing(style.SPACE // 2)
        column.addLayout(head)
        if table.guidance:
            column.addLayout(self._guidance_line())
        column.addWidget(self.grid, 1)
        column.addWidget(self._notes)

    def _guidance_line(self) -> QHBoxLayout:
        """填报说明, which a click folds away."""
        fold = QToolButton()
        fold.setText("填报说明")
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setArrowType(Qt.ArrowType.DownArrow)
        fold.setAutoRaise(True)
        fold.setCheckable(True)
        fold.setChecked(True)
        self._guidance.setWordWrap(True)

        def show(shown: bool) -> None:
            fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
            self._guidance.setVisible(shown)

        fold.toggled.connect(show)
        line = QHBoxLayout()
        line.addWidget(fold)
        line.addWidget(self._guidance, 1)
        return line


class _Notes(QPlainTextEdit):
    """The notes under a table, seen while the table is empty or notes stand; taken over when it loses the focus."""

    def __init__(self, session: Session, table_id: str) -> None:
        super().__init__()
        self._session = session
        self._table = table_id
        self.setTabChangesFocus(True)
        self.setPlaceholderText("表下的注，可以不填")
        self.setAccessibleName("表下的注")
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTE_LINES + 2 * style.SPACE)
        session.changed.connect(self._follow)
        self._follow()

    def commit(self) -> None:
        """Carry out what was typed."""
        document = self._session.document
        typed = tuple(filter(None, (line.strip() for line in self.toPlainText().split("\n"))))
        if self.document().isModified() and typed != document.notes(self._table):
            ordinal = document.edition.tables[self._table].ordinal
            self._session.apply(f"改{ordinal}的注", operations.set_notes(document, self._table, typed))
        self.document().setModified(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it is what ends the typing."""
        self.commit()
        super().focusOutEvent(event)

    def _follow(self) -> None:
        document = self._session.document
        notes = document.notes(self._table)
        declared = document.edition.tables[self._table].empty_note
        self.setVisible(bool(notes) or bool(declared and document.is_empty(self._table)))
        if not self.document().isModified() and self.toPlainText() != "\n".join(notes):
            self.setPlainText("\n".join(notes))
