"""签字件 in the window: attached, opened from a private folder, saved, taken away."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.office.office import Office
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.kit.commands import PAPERS
from ui.packet import papers_dialog
from ui.packet.papers_dialog import PapersDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def scans(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "签批单.jpg", tmp_path / "封面.pdf"]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number]) * 3000)
    return paths


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, document: Document) -> PapersDialog:
    dialog = PapersDialog(office, document)
    qtbot.addWidget(dialog)
    return dialog


def names(dialog: PapersDialog) -> list[str]:
    return [row[0] for row in dialog.list.texts()]


def test_chosen_files_are_attached(
    dialog: PapersDialog, scans: list[Path], monkeypatch: pytest.MonkeyPatch, document: Document, office: Office
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in scans], ""))
    dialog.add.click()
    assert names(dialog) == ["签批单.jpg", "封面.pdf"]
    assert dialog.list.texts()[0][1] == "2 KB"
    assert len(office.papers(document.head.id)) == 2


def test_what_cannot_be_attached_is_told_and_the_rest_is_kept(dialog: PapersDialog, scans: list[Path]) -> None:
    dialog.attach([scans[0], scans[0], scans[1]])
    assert names(dialog) == ["签批单.jpg", "封面.pdf"]
    assert "“签批单.jpg”已经附上了" in dialog.told.text()


def test_a_paper_is_opened_from_a_folder_for_this_user_alone(
    dialog: PapersDialog, scans: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(QUrl.toLocalFile(url))))
    dialog.attach(scans)
    dialog.look.click()
    (path,) = opened
    assert (path.name, path.read_bytes()) == ("签批单.jpg", scans[0].read_bytes())
    if os.name == "posix":
        assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


def test_a_paper_is_saved_where_one_likes(
    dialog: PapersDialog, scans: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "副本.jpg"), ""))
    dialog.attach(scans)
    dialog.save.click()
    assert (tmp_path / "副本.jpg").read_bytes() == scans[0].read_bytes()


@pytest.mark.parametrize("is_sure", [True, False])
def test_a_paper_is_taken_away_once_that_is_confirmed(
    is_sure: bool, dialog: PapersDialog, scans: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_dialog, "is_confirmed", lambda *_: is_sure)
    dialog.attach(scans)
    dialog.remove.click()
    assert names(dialog) == (["封面.pdf"] if is_sure else ["签批单.jpg", "封面.pdf"])


def test_the_menu_shows_the_papers_of_what_is_open(opened: MainWindow) -> None:
    titles: list[str] = []

    def look(dialog: PapersDialog) -> None:
        titles.append(dialog.windowTitle())
        dialog.reject()

    answer(PapersDialog, look)
    call(opened, PAPERS)
    assert titles[0].startswith("签字件 — ")
