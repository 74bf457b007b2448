"""The page 单位资料与签审: fields by group, each a step of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGroupBox
from pytestqt.qtbot import QtBot

from forms.document.finding import Finding
from forms.office.office import Office
from models.records import TextChange, Unit
from tests.ui.conftest import shown
from tests.ui.grid.grids import blank
from tests.ui.menus import call
from ui.findings.marks import mark
from ui.kit.commands import UNDO
from ui.kit.session import Session
from ui.kit.steps import PROFILE
from ui.pages.profile_page import ProfilePage
from ui.window.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot) -> ProfilePage:
    page = ProfilePage(blank(), PROFILE)
    shown(qtbot, page)
    return page


def field(page: ProfilePage, name: str) -> str:
    """What is kept of a field."""
    return page.session.document.profile(name)


def test_every_field_stands_in_its_group(page: ProfilePage) -> None:
    declared = page.session.document.edition.profile
    assert list(page.fields) == list(declared)
    groups = [box.title() for box in page.findChildren(QGroupBox)]
    assert groups == list(dict.fromkeys(one.group for one in declared.values()))


def test_leaving_a_field_makes_one_named_step(page: ProfilePage) -> None:
    editor = page.fields["place"].editor
    editor.setFocus()
    editor.setText("丰润区")
    assert field(page, "place") == ""
    page.fields["approval"].editor.setFocus()
    page.commit_pending()
    assert field(page, "place") == "丰润区"
    assert page.session.document.undo_name == "填写 所在地"


def test_enter_goes_on_to_the_next_field(page: ProfilePage) -> None:
    editor = page.fields["place"].editor
    editor.setFocus()
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert field(page, "place") == "a"
    assert page.fields["nature"].editor.hasFocus()


def test_a_choice_is_taken_at_once(page: ProfilePage) -> None:
    box = page.fields["nature"].editor
    box.setCurrentText("事业")
    box.activated.emit(box.currentIndex())
    assert field(page, "nature") == "事业"


def test_a_default_stands_and_is_not_kept(page: ProfilePage) -> None:
    default = page.session.document.edition.profile["basis"].default
    editor = page.fields["basis"].editor
    assert editor.text() == default
    editor.setText("别的依据")
    page.commit_pending()
    editor.setText(default)
    page.commit_pending()
    assert "profile.basis" not in page.session.document.texts


def test_the_default_comes_back_into_a_field_that_is_emptied(page: ProfilePage) -> None:
    default = page.session.document.edition.profile["basis"].default
    for typed in ("", "别的依据", "  "):
        page.fields["basis"].editor.setText(typed)
        page.commit_pending()
    assert field(page, "basis") == page.fields["basis"].text == default
    assert "profile.basis" not in page.session.document.texts


def test_an_emptied_field_without_a_default_stays_blank(page: ProfilePage) -> None:
    for typed in ("丰润区", ""):
        page.fields["place"].editor.setText(typed)
        page.commit_pending()
    assert field(page, "place") == page.fields["place"].text == ""
    assert "profile.place" not in page.session.document.texts


def test_a_word_that_is_no_choice_is_shown_as_it_stands_and_cannot_be_chosen_again(page: ProfilePage) -> None:
    session = page.session
    session.apply("导入", [TextChange("profile.nature", None, "企业")])
    box = page.fields["nature"].editor
    assert box.currentText() == "企业"
    told: list[str] = []
    page.status.connect(told.append)
    for chosen in ("事业", "企业"):
        box.setCurrentText(chosen)
        box.activated.emit(box.currentIndex())
    assert told == ["“单位性质”不能写“企业”；请选行政、参公、事业。"]
    assert field(page, "nature") == box.currentText() == "事业"


def test_follows_what_is_taken_back(page: ProfilePage) -> None:
    page.fields["place"].editor.setText("丰润区")
    page.commit_pending()
    page.session.undo()
    assert page.fields["place"].text == ""


def test_a_step_elsewhere_leaves_what_is_being_typed(page: ProfilePage) -> None:
    page.fields["approval"].editor.setText("丰财")
    page.fields["place"].editor.setText("丰润区")
    page.fields["place"].commit()
    assert page.fields["approval"].text == "丰财"


def test_nothing_can_be_typed_where_one_only_looks(qtbot: QtBot) -> None:
    page = ProfilePage(Session(blank().document, is_inspected=True), PROFILE)
    qtbot.addWidget(page)
    assert not any(one.isEnabled() for one in page.fields.values())


def test_the_mark_tells_how_far_it_is(page: ProfilePage) -> None:
    document = page.session.document
    assert mark(document, (), PROFILE)[0] == "·"
    page.fields["place"].editor.setText("丰润区")
    page.commit_pending()
    assert mark(document, (), PROFILE)[0] == "…"
    for name in document.edition.profile:
        document.texts[f"profile.{name}"] = "填"
    assert mark(document, (), PROFILE)[0] == "✓"


def test_a_new_disclosure_begins_here_and_an_old_one_with_its_tables(
    window: MainWindow, office: Office, opened: MainWindow
) -> None:
    assert opened.workspace.at == "T1"
    window.show_document(office.start(Unit("1", "甲局"), 2024, "部门", "hebei"))
    assert window.workspace.at == PROFILE


def test_undo_leads_back_here(opened: MainWindow) -> None:
    opened.workspace.go(PROFILE)
    page = opened.workspace.current_page
    assert isinstance(page, ProfilePage)
    page.fields["place"].editor.setText("丰润区")
    opened.workspace.go("T3")
    call(opened, UNDO)
    assert opened.workspace.at == PROFILE


def test_a_finding_leads_to_the_field_that_it_names(page: ProfilePage) -> None:
    page.resize(900, 300)
    page.show_passage(Finding("A05", "E", "保密审查还没有记录完整，缺审查日期。", "", ""))
    editor = page.fields["secrecy_date"].editor
    assert editor.hasFocus()
    assert page.rect().contains(editor.mapTo(page, editor.rect().center()))
