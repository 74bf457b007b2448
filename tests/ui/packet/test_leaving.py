"""Packet files in the window: saved, opened from menu, start page, a drop and a start; and who works here."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.office.office import Office
from forms.office.packet_file import save_packet
from forms.signing.state_name import state_of
from tests.forms.faultless import faultless
from tests.ui.menus import call, told_of
from tests.ui.modal import look_at
from ui.dialogs.import_page import ImportPage
from ui.kit.commands import OPEN_PACKET, PERSON, SAVE_PACKET
from ui.window.main_window import MainWindow
from ui.window.passing import PersonDialog


@pytest.fixture
def packet(tmp_path: Path) -> Path:
    """A packet file of another office."""
    with Office.open(tmp_path / "other") as other:
        other.set_person("李强")
        document = faultless(other)
        other.settle(document)
        return save_packet(other, document.head.id, tmp_path / "资料.ysgk")


def test_what_is_open_is_saved_with_its_history(
    window: MainWindow, right: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return str(tmp_path / "甲"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert "请先打开一份资料" in told_of(window, SAVE_PACKET)
    window.show_document(right)
    call(window, SAVE_PACKET)
    assert proposed == ["2025年丰润区工业和信息化局部门预算.ysgk"]
    assert state_of(right).code in window.statusBar().currentMessage()
    with Office.open(tmp_path / "there") as there:
        from forms.office.packet_file import open_packet

        assert state_of(open_packet(there, tmp_path / "甲.ysgk")) == state_of(right)


@pytest.mark.parametrize("is_menu", [True, False])
def test_a_packet_is_chosen_and_opened(
    window: MainWindow, office: Office, packet: Path, monkeypatch: pytest.MonkeyPatch, is_menu: bool
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(packet), ""))
    if is_menu:
        call(window, OPEN_PACKET)
    else:
        window.start.ways[OPEN_PACKET].button.click()
    session = window.workspace.session
    assert session.is_locked
    assert office.history(session.document.head.id)[0].who == "李强"
    assert office.setting("folder.packet") == str(packet.parent)
    assert state_of(session.document).code in window.statusBar().currentMessage()


def drop(window: MainWindow, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    window.dropEvent(
        QDropEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def test_a_dropped_packet_is_opened_without_a_question(qtbot: QtBot, window: MainWindow, packet: Path) -> None:
    drop(window, packet)
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace.session.document.head.year == 2025


def test_a_packet_that_is_damaged_is_refused_in_words(
    qtbot: QtBot, window: MainWindow, office: Office, packet: Path
) -> None:
    packet.write_bytes(packet.read_bytes()[:-1])
    said: list[str] = []
    look_at(QMessageBox, lambda box: said.append(box.text()))
    drop(window, packet)
    qtbot.waitUntil(lambda: bool(said))
    assert "已损坏，或者被改动过" in said[0]
    assert office.listed() == ()


def test_files_given_at_the_start_are_opened_or_imported_by_their_kind(
    window: MainWindow, packet: Path, workbook: Path
) -> None:
    window.take([packet, workbook])
    assert isinstance(window.cover.page, ImportPage)
    assert window.workspace.session.document.head.year == 2025


def test_another_start_hands_over_a_packet(window: MainWindow, packet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without a screen no window comes to the front.
    monkeypatch.setattr(window, "raise_", lambda: None)
    window.answer_call([packet])
    assert window.workspace.session.is_locked


def test_who_works_here_is_changed_in_the_menu(window: MainWindow, office: Office, right: Document) -> None:
    office.set_person("王敏")

    def change(dialog: PersonDialog) -> None:
        assert dialog.person.text() == "王敏"
        dialog.person.setText(" ")
        assert not dialog.ok.isEnabled()
        dialog.person.setText("李强")
        dialog.ok.click()

    look_at(PersonDialog, change)
    call(window, PERSON)
    office.review(right)
    assert office.history(right.head.id)[0].who == "李强"
