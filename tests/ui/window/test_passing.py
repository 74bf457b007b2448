"""A settled disclosure is locked in the window, and leads back with a reason and a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.office.office import Office
from forms.write.packet.package import export
from models.records import Address, OperationKind, State
from tests.forms.faultless import faultless
from tests.ui.modal import answer
from ui.kit import commands
from ui.packet.publication_dialog import PublicationDialog
from ui.pages.profile_page import ProfilePage
from ui.pages.text_page import TextPage
from ui.window.main_window import MainWindow
from ui.window.needs import Needs
from ui.window.passing import PassingDialog

CELL = Address("T9", "reception", "general")


@pytest.fixture
def faultless_one(window: MainWindow, office: Office) -> MainWindow:
    """The window with a disclosure that can be settled."""
    window.show_document(faultless(office))
    return window


def settled(window: MainWindow, office: Office) -> None:
    office.set_person("王敏")
    window.menus.state.choose(State.SETTLED)


def test_the_person_is_asked_once_and_stands_in_the_history(faultless_one: MainWindow, office: Office) -> None:
    def name(dialog: PassingDialog) -> None:
        assert not dialog.ok.isEnabled()
        dialog.person.setText("王敏")
        dialog.ok.click()

    answer(PassingDialog, name)
    faultless_one.menus.state.choose(State.REVIEWED)
    faultless_one.menus.state.choose(State.SETTLED)
    assert [one.who for one in office.history(office.listed()[0].head.id)[:2]] == ["王敏", "王敏"]


def test_turning_away_from_the_question_leaves_the_state(faultless_one: MainWindow) -> None:
    answer(PassingDialog, lambda dialog: dialog.reject())
    faultless_one.menus.state.choose(State.REVIEWED)
    assert faultless_one.menus.state.text().split()[0] == "编制中"


def test_a_settled_disclosure_is_locked_on_every_page(faultless_one: MainWindow, office: Office) -> None:
    faultless_one.workspace.go("S1")
    settled(faultless_one, office)
    workspace = faultless_one.workspace
    assert workspace.at == "S1"
    page = workspace.current_page
    assert isinstance(page, TextPage)
    assert page.editor.isReadOnly()
    assert workspace.session.apply("填写", ()) is False
    assert workspace.session.undo() is None
    assert "已定稿，不能再改" in Needs(faultless_one).why_not(commands.UNDO.needs)
    workspace.go("profile")
    profile = workspace.current_page
    assert isinstance(profile, ProfilePage)
    enabled = {name for name, field in profile.fields.items() if field.isEnabled()}
    assert "published" in enabled
    assert "leader" not in enabled


def test_it_is_taken_back_with_a_reason(faultless_one: MainWindow, office: Office) -> None:
    settled(faultless_one, office)

    def give(dialog: PassingDialog) -> None:
        assert not dialog.ok.isEnabled()
        dialog.reason.setText("接待费漏填")
        dialog.ok.click()

    answer(PassingDialog, give)
    bar = faultless_one.workspace.bar
    assert bar is not None
    bar.reopen.click()
    assert faultless_one.workspace.bar is None
    assert faultless_one.menus.state.text().split()[0] == "编制中"
    entry = office.history(faultless_one.workspace.session.document.head.id)[0]
    assert (entry.kind, entry.name, entry.who) == (OperationKind.REOPEN, "接待费漏填", "王敏")


def test_it_is_published_once_it_is_registered_what_stands_where(
    faultless_one: MainWindow, office: Office, tmp_path: Path
) -> None:
    settled(faultless_one, office)
    answer(PublicationDialog, lambda dialog: dialog.reject())
    faultless_one.menus.state.choose(State.PUBLISHED)
    assert faultless_one.menus.state.text().split()[0] == "已定稿"
    (file,) = export(faultless_one.workspace.session.document, tmp_path / "公开", formats=("xlsx",))

    def register(dialog: PublicationDialog) -> None:
        dialog.day.setText("2025年1月25日")
        dialog.target.setText(str(file))
        dialog.register.click()
        dialog.reject()

    answer(PublicationDialog, register)
    faultless_one.menus.state.choose(State.PUBLISHED)
    assert faultless_one.menus.state.text().strip() == "已公开"
