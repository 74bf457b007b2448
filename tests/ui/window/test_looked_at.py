"""Data that are looked at only: the band says so, everything can be seen, nothing can be entered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from forms.edit.cells import enter
from forms.office.office import Office
from models.records import Address, State
from tests.models.test_held import locked, running
from tests.models.test_opening import HOLDER
from tests.published import reading
from tests.ui.conftest import shown
from ui.kit import commands
from ui.kit.commands import OPEN_PACKET, PRACTISE, SELF_CHECK
from ui.kit.jobs import Jobs
from ui.kit.session import LOOKED_AT
from ui.window import app
from ui.window.main_window import MainWindow

LEAF = Address("T5", "2060101", "basic")
ID = "339-2024-部门"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A data folder with the published workbook that another process has open."""
    folder = tmp_path / "data"
    with Office.open(folder) as office:
        office.take(reading("2024-fengrun"))
    with running(HOLDER, folder):
        yield folder


@pytest.fixture
def looking(qtbot: QtBot, held: Path, jobs: Jobs, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a copy of them."""
    with Office.look(held, locked(held)) as office:
        yield shown(qtbot, MainWindow(office, jobs, tmp_path / "program.log"))


def test_the_band_says_why_and_by_whom(looking: MainWindow) -> None:
    assert looking.band.isVisible()
    assert "只读打开" in looking.band.text()
    assert "在这台电脑上打开" in looking.band.text()
    looking.open(ID)
    assert looking.band.isVisible()


def test_no_packet_is_taken_into_them(looking: MainWindow, tmp_path: Path) -> None:
    said: list[str] = []

    def read_it() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.accept()

    QTimer.singleShot(0, read_it)
    looking.take([tmp_path / "资料.ysgk"])
    assert said
    assert looking.workspace is None
    assert not looking.start.ways[OPEN_PACKET].button.isEnabled()


def test_data_that_can_be_written_have_no_band(window: MainWindow) -> None:
    assert not window.band.isVisible()


def test_a_backup_that_was_not_written_stands_in_the_band(qtbot: QtBot, tmp_path: Path, jobs: Jobs) -> None:
    folder = tmp_path / "data"
    with Office.open(folder) as office:
        office.take(reading("2024-fengrun"))
    for path in (folder / "backups").iterdir():
        path.unlink()
    (folder / "backups").rmdir()
    (folder / "backups").write_text("", encoding="utf-8")
    with Office.open(folder) as office:
        window = shown(qtbot, MainWindow(office, jobs, tmp_path / "program.log"))
        assert "今天没有备份" in window.band.text()
        window.open(ID)
        assert window.workspace is not None
        assert not window.workspace.session.is_read_only
        assert window.close()


def test_nothing_can_be_entered_and_the_reason_is_told(looking: MainWindow) -> None:
    looking.open(ID)
    assert looking.workspace is not None
    session = looking.workspace.session
    before = dict(session.document.cells)
    assert not session.apply("填写1格", enter(session.document, {LEAF: "777"}))
    assert session.document.cells == before
    assert looking.status.saved.text() == "只读，不能改动"
    assert not looking.menus.state.isEnabled()
    assert looking.menus.state.text().strip() == State.EDITING
    looking.workspace.show_cell(LEAF)
    index = looking.workspace.current_page.grid.currentIndex()
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


@pytest.mark.parametrize("command", [commands.NEW, commands.IMPORT, commands.BACK_UP, commands.CATALOGUE])
def test_commands_that_store_rest_and_say_why(looking: MainWindow, command: commands.Command) -> None:
    for menu in looking.menus.all:
        menu.aboutToShow.emit()
    action = looking.menus.actions[command]
    assert (action.isEnabled(), action.toolTip()) == (False, LOOKED_AT)


def test_the_start_page_offers_to_look_and_to_check_only(looking: MainWindow) -> None:
    start = looking.start
    assert start.go_on.isEnabled()
    assert start.ways[SELF_CHECK].button.isEnabled()
    assert start.ways[PRACTISE].button.isEnabled()
    assert not any(button.isEnabled() for button in (start.new, start.files.choose))
    assert not start.due


def test_history_and_findings_are_seen(looking: MainWindow) -> None:
    looking.open(ID)
    assert looking.workspace is not None
    assert looking.workspace.session.findings
    assert looking.office.history(ID)


def test_files_that_are_dropped_are_not_imported(
    looking: MainWindow, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.window.main_window.warn", lambda *words: said.append(words[-1]))
    looking.exchange.import_these([workbook])
    assert len(said) == 1
    assert "只读打开的，不能改动" in said[0]


def test_what_is_chosen_in_the_window_does_not_disturb(looking: MainWindow) -> None:
    looking.set_size("大")
    assert looking.office.setting("window.type") == "大"
    looking.set_size("中")
    assert looking.close()


def choose(monkeypatch: pytest.MonkeyPatch, word: str) -> list[str]:
    """Press the button with this word in every box that comes; the texts that were shown."""
    told: list[str] = []

    def press(box: QMessageBox) -> int:
        told.append(box.text())
        next(button for button in box.buttons() if word in button.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    return told


@pytest.mark.usefixtures("qapp")
def test_data_in_use_are_opened_to_look_when_asked(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = choose(monkeypatch, "只读打开")
    office = app.open_office(held)
    assert office is not None
    with office:
        assert office.is_read_only
        assert len(office.listed()) == 1
    assert len(told) == 1
    assert "在这台电脑上打开" in told[0]


@pytest.mark.usefixtures("qapp")
def test_data_in_use_are_left_alone_when_not(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = choose(monkeypatch, "退出")
    assert app.open_office(held) is None
    assert len(told) == 1


@pytest.mark.usefixtures("qapp")
def test_who_agreed_before_is_not_asked_again(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = choose(monkeypatch, "退出")
    office = app.open_office(held, looks=True)
    assert office is not None
    office.close()
    assert not told
    assert QApplication.activeModalWidget() is None
