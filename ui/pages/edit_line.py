"""The line over a grid: where one stands, what stands there and how it comes about, and where it is used."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from models.records import Address
from ui.grid.model import GridModel
from ui.grid.view import GridView
from ui.kit import style, words
from ui.kit.session import Session
from ui.pages.page import Page
from ui.pages.uses import UsesButton
from ui.parts.elided import Elided

_REST_MS = 120
"""So long one stands on a cell before its uses are counted: who walks through with the keys does not wait for it."""
_VALUE = 14
"""So many digits of the value are seen at least."""
_SHARES = (3, 0, 4, 3)
"""How the place, the value, how it comes about, and the names of its uses share the width."""
_HOW = 2
_WIDE = 60
"""From so many characters on the uses are named beside their count."""
_HIGH = 34
"""Its height at the standard type size, in pixels."""


class EditLine(QFrame):
    """Follows one grid. What is typed is typed in the cell, whose editor a click on the value opens: there is one."""

    go_wanted = Signal(str, object)
    """A step, and a cell or a passage there, that was chosen among the uses."""

    def __init__(self, session: Session, grid: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = grid
        self._address: Address | None = None
        self._place = Elided()
        self.value = _Value(grid)
        self._how = Elided()
        self.uses = UsesButton(session)
        self._used = Elided()
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._count)
        self._lay_out()
        grid.current_changed.connect(self.follow)
        grid.typed.connect(self.value.show_text)
        grid.mode_changed.connect(self._after_mode)
        session.changed.connect(self._after_change)
        session.checked.connect(self._after_check)
        self.uses.chosen.connect(self.go_wanted)

    def follow(self, address: Address | None) -> None:
        """Tell of this cell from now on."""
        self._address = address
        self.show_current()
        self._rest.start()

    def show_current(self) -> None:
        """Tell anew of the same cell, in another unit or beside last year's amounts."""
        self._place.show_text(self._where())
        self._make_room()
        text, how = self._grid.told()
        self.value.show_text(text)
        self._how.show_text(how)
        self._how.setVisible(bool(how))
        self._row.setStretchFactor(self.value, 0 if how else _SHARES[_HOW])

    def _where(self) -> str:
        """The row and the column in words; in the row in which a new one is typed the column alone."""
        if self._address is None:
            (row, column), model = self._grid.here(), self._grid.model()
            if not isinstance(model, GridModel) or not model.is_blank_row(row):
                return ""
            return f"新的一行 {model.columns[column].path[-1]}"
        document = self._session.document
        ordinal = document.edition.tables[self._address.table].ordinal
        return words.place(document, self._address).removeprefix(ordinal).strip()

    def _make_room(self) -> None:
        """The place, which ends in the column, is whole before all else, in up to half of the line."""
        self._place.setMinimumWidth(min(self._place.sizeHint().width(), self.width() // 2))

    def open_uses(self) -> None:
        """Open the list of the uses."""
        self._count()
        if self.uses.isEnabled():
            self.uses.open_list()
        else:
            self._grid.tell("这一格没有用在别处。")

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(2 * style.SPACE, 0, style.SPACE, 0)
        self.setProperty("strip", True)
        self.setMinimumHeight(_HIGH)
        row.setSpacing(style.SPACE)
        parts = (self._place, self.value, self._how, self._used)
        for part, share in zip(parts, _SHARES, strict=True):
            if part is not self._place and part is not self._how:
                row.addWidget(_rule())
            if part is self._used:
                row.addWidget(self.uses)
            row.addWidget(part, share)
        for part, name in ((self._place, "当前格"), (self._how, "怎样得来"), (self._used, "用到它的")):
            part.setAccessibleDescription(name)
            style.tint(part, "text2")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names of the uses stand there only where the place is whole; the list has them all."""
        super().resizeEvent(event)
        self._used.setVisible(self.width() > style.wide(_WIDE))
        self._make_room()

    def _after_change(self, _changes: object) -> None:
        self.follow(self._address)

    def _after_mode(self, mode: str) -> None:
        if not mode:
            self.show_current()

    def _after_check(self) -> None:
        if self._session.is_settled:
            self._rest.start()

    def _count(self) -> None:
        """Count the uses, once the texts are read again after a step."""
        self._rest.stop()
        if self.isVisible() and self._session.is_settled:
            self._used.show_text(self.uses.show_for(self._address))


def line_over(page: Page, grid: GridView) -> EditLine:
    """The edit line of a grid on a page, which goes where the list of the uses leads."""
    line = EditLine(page.session, grid, page)
    line.go_wanted.connect(page.go_wanted)
    return line


class _Value(QLineEdit):
    """What stands in the current cell, or is being typed there; a click goes on with it in the cell."""

    def __init__(self, grid: GridView) -> None:
        super().__init__()
        self._grid = grid
        self.setReadOnly(True)
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("这一格的内容，点击修改")

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("0") * _VALUE, super().sizeHint().height())

    def show_text(self, text: str) -> None:
        """Show a text from its beginning, its lines one behind the other."""
        self.setText(text.replace("\n", "　"))
        self.setCursorPosition(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the editor of the cell with the caret where the click was."""
        self._grid.open_editor(self.cursorPositionAt(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click did it."""


def _rule() -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line
