"""What an office keeps of its own is damaged: the window starts, says so, and the work goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.match.recognise import recognise
from forms.office import own_words
from forms.office.office import Office
from forms.readers import read
from models.records import Address
from tests.ui.conftest import shown
from ui.kit.jobs import Jobs
from ui.window.main_window import MainWindow

LIST = "functional-2024.csv"
LEAF = Address("T5", "2060101", "basic")


@pytest.fixture
def before(tmp_path: Path, workbook: Path) -> Document:
    """A disclosure kept in a folder whose list of codes and list of words are damaged afterwards."""
    with Office.open(tmp_path / "data") as office:
        document = office.take(recognise(read(workbook)))
        office.set_setting(own_words.SETTING, "甲词\n乙词")
        office._store._database.connection().execute("UPDATE setting SET value = x'00ff80'")
        office.own_catalogues.mkdir(exist_ok=True)
        (office.own_catalogues / LIST).write_bytes(bytes(range(256)))
    return document


@pytest.fixture
def again(tmp_path: Path, before: Document) -> Iterator[Office]:
    assert before
    with Office.open(tmp_path / "data") as office:
        yield office


def test_a_list_that_cannot_be_read_is_kept_aside_and_bars_nothing(
    qtbot: QtBot, jobs: Jobs, again: Office, before: Document, tmp_path: Path
) -> None:
    window = shown(qtbot, MainWindow(again, jobs, tmp_path / "program.log"))
    assert isinstance(window, MainWindow)
    said = window.band.text()
    assert "科目表" in said
    assert "本单位的用词" in said
    (aside,) = again.own_catalogues.iterdir()
    assert aside.name in said
    assert (aside.name != LIST, aside.read_bytes()) == (True, bytes(range(256)))
    window.open(before.head.id)
    assert window.workspace is not None
    assert window.workspace.session.document.value(LEAF) == before.value(LEAF)


def test_an_office_without_damage_has_nothing_to_say(again: Office) -> None:
    again.set_setting(own_words.SETTING, "甲词")
    folder = again.folder
    again.close()
    with Office.open(folder) as office:
        assert (office.warnings, office.own_words) == ((), ("甲词",))
