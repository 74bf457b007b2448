"""The watch over the stored data: a file that is gone is said and put back, what waits is written by itself."""

from __future__ import annotations

import sys

import pytest

from forms.edit.cells import enter
from forms.office.office import Office
from models.backup import DATA_FILE, backups
from models.records import Address
from tests.models.conftest import failing_disk
from ui.kit.session import Session
from ui.window import main_window, watch
from ui.window.main_window import MainWindow

moves = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take an open file away")
LEAF = Address("T5", "2060101", "basic")


@pytest.fixture(autouse=True)
def agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is answered with yes, that of leaving with unstored work too."""
    for module in (watch, main_window):
        monkeypatch.setattr(module, "is_confirmed", lambda *_: True)


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def typed(window: MainWindow) -> None:
    session = session_of(window)
    session.apply("填写1格", enter(session.document, {LEAF: "777"}))


@moves
def test_a_file_that_is_gone_is_said_and_a_copy_is_kept_once(opened: MainWindow, office: Office) -> None:
    (office.folder / DATA_FILE).unlink()
    opened.watch.look()
    opened.watch.look()
    assert opened.workspace is not None
    assert "不在原处" in opened.workspace.banner.text()
    assert opened.status.saved.text() == "没有存上！"
    assert sum(path.stem.endswith("-rescue") for path in backups(office.folder)) == 1
    opened.watch.put_back()
    assert not opened.workspace.banner.isVisible()


@moves
def test_what_was_typed_meanwhile_is_stored_when_the_data_are_put_back(opened: MainWindow, office: Office) -> None:
    (office.folder / DATA_FILE).unlink()
    typed(opened)
    assert session_of(opened).document.is_waiting
    opened.watch.put_back()
    assert not session_of(opened).document.is_waiting
    assert opened.workspace is not None
    assert not opened.workspace.banner.isVisible()
    stored = office.open_disclosure(session_of(opened).document.head.id)
    assert stored.cells[LEAF].fen == 777_000_000


def test_data_that_are_at_their_place_stay_there(opened: MainWindow, office: Office) -> None:
    before = (office.folder / DATA_FILE).stat().st_ino
    opened.watch.put_back()
    assert (office.folder / DATA_FILE).stat().st_ino == before


def test_what_waits_is_written_by_itself_once_there_is_room(opened: MainWindow) -> None:
    with failing_disk():
        typed(opened)
        opened.watch.look()
        assert session_of(opened).document.is_waiting
    opened.watch.look()
    assert not session_of(opened).document.is_waiting
    assert opened.workspace is not None
    assert not opened.workspace.banner.isVisible()
