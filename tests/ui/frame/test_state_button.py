"""The state on the tool bar: what stands against it is said, and changing a number takes it back."""

from datetime import timedelta

from PySide6.QtWidgets import QMessageBox

from forms.document.document import profile_slot
from forms.edit import cells
from forms.office.office import Office
from forms.signing.dates import day_words
from models.records import Address, State, TextChange
from tests.ui.modal import answer
from ui.frame.stage_bar import StageBar
from ui.window.main_window import MainWindow


def test_shows_the_state_of_the_open_disclosure(window: MainWindow, opened: MainWindow) -> None:
    assert (opened.menus.state.text().strip(), opened.menus.state.isEnabled()) == ("编制中", True)
    window.go_home()
    assert not window.menus.state.isEnabled()


def test_the_days_that_are_left_stand_beside_the_state(opened: MainWindow) -> None:
    session = opened.workspace.session
    today = session.document.today()
    assert today is not None
    approved = day_words(today - timedelta(days=6))
    session.apply("填写", [TextChange(profile_slot("approved"), None, approved)])
    session.checked.emit()
    bar = opened.findChild(StageBar)
    assert bar is not None
    assert (bar.days.text(), opened.menus.state.text().strip()) == ("离公开期限还有 14 天", "编制中")


def test_errors_stand_against_a_review(opened: MainWindow) -> None:
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.accept()

    answer(QMessageBox, read)
    opened.menus.state.choose(State.REVIEWED)
    assert "不能标为“已审核”" in said[0]
    assert opened.menus.state.text().strip() == "编制中"


def test_a_changed_number_takes_the_state_back(opened: MainWindow, office: Office) -> None:
    session = opened.workspace.session
    # What stands against a review is tested where it is decided; here the state is simply given.
    office._set_state(session.document, State.REVIEWED)
    session.check()
    assert opened.menus.state.text().strip() == "已审核"
    session.apply("填写", cells.state(session.document, Address("T5", "2060101", "basic"), 5))
    assert opened.menus.state.text().strip() == "编制中"
    opened.menus.state.choose(State.EDITING)
    assert session.document.head.state == "编制中"


def test_the_state_that_holds_is_chosen_without_a_trace(opened: MainWindow, office: Office) -> None:
    disclosure = opened.workspace.session.document.head.id
    before = office.history(disclosure), len(office.backups())
    opened.menus.state.choose(State.EDITING)
    assert (office.history(disclosure), len(office.backups())) == before
