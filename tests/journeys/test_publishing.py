"""From 定稿 through the window to what stands on the web site, the check of it, and the disclosure of next year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from models.records import Address, State
from tests.forms.faultless import DAY, faultless
from tests.ui.conftest import read_through
from tests.ui.grid.grids import compose
from tests.ui.menus import call
from tests.ui.modal import answer, look_at
from ui.dialogs.new_dialog import NewDialog
from ui.kit import commands
from ui.packet.publication_dialog import PublicationDialog
from ui.packet.publish_dialog import PublishDialog
from ui.window.main_window import MainWindow


def publish_into(folder: Path, dialog: PublishDialog) -> None:
    dialog.folder.setText(str(folder))
    dialog.start.click()


def register(dialog: PublicationDialog) -> None:
    """The package that was just written is proposed."""
    dialog.day.setText("2025年1月25日")
    dialog.address.setText("某区人民政府网站")
    dialog.register.click()


def test_from_settled_to_the_web_site_and_on_to_next_year(
    qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    office.set_person("张三")
    settled = faultless(office)
    office.settle(settled)
    window.open(settled.head.id)
    window.workspace.session.document.today = lambda: DAY.replace(year=2025)
    look_at(PublishDialog, lambda dialog: publish_into(tmp_path / "site", dialog))
    call(window, commands.PUBLISH)
    look_at(PublicationDialog, register)
    window.menus.state.choose(State.PUBLISHED)
    assert window.workspace.session.document.head.state == State.PUBLISHED
    (registered,) = office.publications(settled.head.id)
    assert "某区人民政府网站" in registered.words

    (folder,) = (path for path in (tmp_path / "site").iterdir() if path.is_dir())
    window.self_check.start([*folder.glob("*.xlsx"), *folder.glob("*.docx")])
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.session.is_inspected)
    found = read_through(qtbot, window).workspace.session.open_findings
    assert [finding.sentence for finding in found if finding.level != "H"] == []
    window.end_guest()

    window.go_home()
    answer(NewDialog, lambda dialog: dialog.buttons.accepted.emit())
    window.start.due[0].click()
    made = window.workspace.session.document
    assert (made.head.year, made.head.state) == (2026, State.EDITING)
    assert made.previous is not None
    assert made.previous.value(Address("T3", "total", "total")) == settled.value(Address("T3", "total", "total"))


def test_a_word_being_composed_is_kept_when_a_backup_is_made(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    document = faultless(office)
    document.today = lambda: date(2025, 1, 22)
    window.show_document(document)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.workspace.show_cell(Address("X1", "1", "name"))
    window.workspace.setFocus()
    compose(("shiye", ""), ("事业", ""))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: document.text(Address("X1", "1", "name")) == "事业")
