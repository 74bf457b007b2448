"""What the tests of the grid share: documents to type into, pages on the screen, and a keyboard."""

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit import cells
from forms.form.load import edition
from models.records import Address, Head, Unit
from tests.published import disclosure
from ui.kit.session import Session
from ui.pages.table_page import TablePage

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def blank(**codes: tuple[str, ...]) -> Session:
    """A new disclosure of 2024, with rows for these codes by table."""
    document = Document(Head("x", Unit("339", "某局"), 2024, "部门", "hebei-2024"), edition(2024, "部门"))
    for table, wanted in codes.items():
        document.apply("增加科目", cells.add_codes(document, table, wanted))
    return Session(document)


def published(name: str = "2024-fengrun") -> Session:
    """A disclosure as it was published."""
    return Session(disclosure(name))


def shown(qtbot: QtBot, session: Session, table: str) -> TablePage:
    """The page of a table on the screen, the grid in focus."""
    page = TablePage(session, table)
    page.resize(916, 640)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.grid.setFocus()
    return page


def go(page: TablePage, row: str, column: str) -> None:
    """Make the cell of that row key and column the current one."""
    page.grid.setCurrentIndex(page.model.find(Address(page.step_id, row, column)))


def place(page: TablePage) -> tuple[str, str]:
    """Row key and column id of the current cell; the row is blank in the row for new codes."""
    index = page.grid.currentIndex()
    line = page.model.line(index.row(), index.column())
    return line.key if line else "", page.model.columns[index.column()].id


def press(*keys: Qt.Key | str, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
    """Type texts and press keys where the focus is."""
    for key in (one for part in keys for one in (part if isinstance(part, str) else [part])):
        target = QApplication.focusWidget()
        assert target is not None
        if isinstance(key, str):
            QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NO_KEY, key))
        else:
            QTest.keyClick(target, key, modifiers)


def text(page: TablePage, row: str, column: str) -> str:
    """What the cell shows."""
    index = page.model.find(Address(page.step_id, row, column))
    return page.model.text(index.row(), index.column())


def records(table: str, *block: list[str]) -> Session:
    """A new disclosure with these rows in a table of records."""
    session = blank()
    columns = [column.id for column in session.document.edition.tables[table].columns]
    session.apply("粘贴", cells.paste(session.document, table, 0, columns, list(block)).changes)
    return session


def column(page: TablePage, number: int = 0) -> list[str]:
    """What stands in a column, the blank row left out."""
    return [page.model.text(row, number) for row in range(page.model.rowCount() - 1)]


def to_blank_row(page: TablePage, number: int = 0) -> None:
    page.grid.setCurrentIndex(page.model.index(page.model.rowCount() - 1, number))


def compose(*steps: tuple[str, str]) -> None:
    """What an input method does: texts in the making, and texts committed."""
    for composing, committed in steps:
        event = QInputMethodEvent(composing, [])
        event.setCommitString(committed)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def put(content: str) -> None:
    mime = QMimeData()
    mime.setText(content)
    QGuiApplication.clipboard().setMimeData(mime)


def statuses(page: TablePage) -> list[str]:
    said: list[str] = []
    page.status.connect(said.append)
    return said
