"""What is typed in a project, in notes and in the profile is stored after a pause, without the field being left."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit import goal_tables
from forms.office.office import Office
from models.records import Address, Unit
from tests.ui.conftest import shown
from ui.kit.fields import PAUSE_MS, LineField, TextField
from ui.kit.session import Session
from ui.kit.steps import PROFILE
from ui.pages.profile_page import ProfilePage
from ui.pages.projects_page import ProjectsPage
from ui.pages.table_page import TablePage

Field = LineField | TextField
UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def session(office: Office) -> Session:
    """A new disclosure with one project, as the office keeps it."""
    document = office.start(Unit("1", "甲局"), 2024, "部门", "hebei")
    document.apply("新增项目", goal_tables.add_project(document))
    return Session(document)


class Kind(NamedTuple):
    """A field of one kind: its page, how it is found on it, and what a disclosure keeps of it."""

    page: Callable[[Session], QWidget]
    field: Callable[[Any], Field]
    kept: Callable[[Document], str]


def of_project(name: str) -> Kind:
    """A field of the only project."""
    return Kind(
        lambda session: ProjectsPage(session, "X5"),
        lambda page: page.form.fields[name],
        lambda document: document.text(Address("X5", document.lines("X5")[0].key, name)),
    )


def _settled(session: Session) -> TablePage:
    """The page of a table that does not apply, with the note that says so."""
    page = TablePage(session, "T7")
    page.settle.button.click()
    return page


KINDS = {
    "purpose": of_project("purpose"),
    "name": of_project("name"),
    "notes": Kind(
        _settled,
        lambda page: page.findChild(TextField),
        lambda document: "\n".join(document.notes("T7")),
    ),
    "profile": Kind(
        lambda session: ProfilePage(session, PROFILE),
        lambda page: page.fields["basis"].editor,
        lambda document: document.profile("basis"),
    ),
}


class Typed:
    """A field in focus and what the office keeps of it."""

    def __init__(
        self, page: QWidget, field: Field, session: Session, office: Office, kept: Callable[[Document], str]
    ) -> None:
        # Qt takes the field away with a page that nobody holds.
        self.page = page
        self.field, self.session, self._office, self._kept = field, session, office, kept
        self._before = self._logged()

    def _logged(self) -> int:
        return len(self._office.history(self.session.document.head.id))

    @property
    def stored(self) -> str:
        """What whoever opens the disclosure anew would read."""
        return self._kept(self._office.open_disclosure(self.session.document.head.id))

    @property
    def steps(self) -> int:
        """How many operations were stored since the field was gone to."""
        return self._logged() - self._before

    @property
    def place(self) -> tuple[int, int]:
        """Cursor and extent of the selection."""
        if isinstance(self.field, LineField):
            return self.field.cursorPosition(), self.field.selectionLength()
        cursor = self.field.textCursor()
        return cursor.position(), len(cursor.selectedText())


@pytest.fixture(params=KINDS)
def typed(qtbot: QtBot, session: Session, office: Office, request: pytest.FixtureRequest) -> Typed:
    """Each kind of field, in focus, with what stood in it selected."""
    kind = KINDS[request.param]
    page = shown(qtbot, kind.page(session))
    field = kind.field(page)
    field.setFocus()
    field.selectAll()
    qtbot.waitUntil(field.hasFocus)
    return Typed(page, field, session, office, kind.kept)


def wait(qtbot: QtBot) -> None:
    qtbot.wait(PAUSE_MS + 200)


def compose(field: Field, preedit: str, commit: str = "") -> None:
    """What an input method sends while a word is being composed, and when it is done."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_a_pause_stores_one_step_and_the_cursor_stays(qtbot: QtBot, typed: Typed) -> None:
    QTest.keyClicks(typed.field, "abc")
    QTest.keyClick(typed.field, Qt.Key.Key_Left)
    assert (typed.stored == "abc", typed.steps) == (False, 0)
    wait(qtbot)
    assert (typed.stored, typed.steps) == ("abc", 1)
    assert typed.field.hasFocus()
    assert typed.place == (2, 0)
    QTest.keyClicks(typed.field, "x")
    wait(qtbot)
    assert (typed.stored, typed.steps) == ("abxc", 2)
    assert typed.place == (3, 0)


def test_a_selection_stays(qtbot: QtBot, typed: Typed) -> None:
    QTest.keyClicks(typed.field, "abc")
    for _ in range(2):
        QTest.keyClick(typed.field, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    wait(qtbot)
    assert typed.steps == 1
    assert typed.place == (1, 2)


def test_keys_in_quick_succession_are_one_step(qtbot: QtBot, typed: Typed) -> None:
    for letter in "abcd":
        QTest.keyClicks(typed.field, letter)
        qtbot.wait(PAUSE_MS // 3)
    assert typed.steps == 0
    wait(qtbot)
    assert (typed.stored, typed.steps) == ("abcd", 1)


def test_white_space_at_the_end_stays_until_the_field_is_left(qtbot: QtBot, typed: Typed) -> None:
    QTest.keyClicks(typed.field, "abc ")
    wait(qtbot)
    assert (typed.stored, typed.field.typed) == ("abc", "abc ")
    QTest.keyClicks(typed.field, "d")
    wait(qtbot)
    assert (typed.stored, typed.field.typed) == ("abc d", "abc d")
    QTest.keyClicks(typed.field, " ")
    wait(qtbot)
    typed.field.clearFocus()
    assert (typed.stored, typed.field.typed, typed.steps) == ("abc d", "abc d", 2)


def test_an_emptied_field_stays_empty_and_in_sight_until_it_is_left(qtbot: QtBot, typed: Typed) -> None:
    QTest.keyClicks(typed.field, "abc")
    wait(qtbot)
    typed.field.selectAll()
    QTest.keyClick(typed.field, Qt.Key.Key_Delete)
    wait(qtbot)
    assert typed.steps == 2
    assert typed.field.typed == ""
    assert typed.field.hasFocus()
    typed.field.clearFocus()
    assert typed.field.typed == typed.stored
    assert typed.steps == 2


def test_a_word_being_composed_is_not_cut_off(qtbot: QtBot, typed: Typed) -> None:
    QTest.keyClicks(typed.field, "a")
    compose(typed.field, "bu men")
    qtbot.wait(2 * PAUSE_MS + 200)
    assert typed.steps == 0
    compose(typed.field, "", "部门")
    wait(qtbot)
    assert (typed.stored, typed.field.typed, typed.steps) == ("a部门", "a部门", 1)


def test_leaving_stores_at_once(typed: Typed) -> None:
    QTest.keyClicks(typed.field, "abc")
    typed.field.clearFocus()
    assert (typed.stored, typed.steps) == ("abc", 1)


def test_what_is_a_step_is_taken_back_by_the_window(qtbot: QtBot, typed: Typed) -> None:
    before = typed.stored
    QTest.keyClicks(typed.field, "abc")
    wait(qtbot)
    QTest.keyClick(typed.field, *UNDO)
    assert typed.field.typed == "abc"
    typed.session.undo()
    assert typed.field.typed == typed.stored == before
    typed.session.redo()
    assert typed.field.typed == typed.stored == "abc"


@pytest.mark.parametrize("name", ["code", "budget", "march"])
def test_codes_and_numbers_wait_until_the_field_is_left(qtbot: QtBot, session: Session, name: str) -> None:
    page = shown(qtbot, ProjectsPage(session, "X5"))
    field = page.form.fields[name]
    field.setFocus()
    QTest.keyClicks(field, "12.")
    with qtbot.assertNotEmitted(session.changed, wait=PAUSE_MS + 200):
        pass
    assert field.typed == "12."
    with qtbot.waitSignal(session.changed):
        field.clearFocus()


def test_a_date_waits_until_the_field_is_left(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, ProfilePage(session, PROFILE))
    editor = page.fields["approved"].editor
    editor.setFocus()
    QTest.keyClicks(editor, "2024")
    with qtbot.assertNotEmitted(session.changed, wait=PAUSE_MS + 200):
        pass
    editor.clearFocus()
    assert session.document.profile("approved") == "2024"
