"""与上年对比: the differences as a list, and on paper."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from forms.compare.compare import compare
from forms.document.document import Document
from forms.office.office import Office
from tests.ui.menus import told_of
from ui.dialogs.blackline_page import BlacklinePage
from ui.kit.commands import COMPARE_LAST_YEAR
from ui.kit.jobs import Jobs
from ui.window.main_window import MainWindow


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs, document: Document) -> BlacklinePage:
    """The published disclosure beside the one made from it."""
    dialog = BlacklinePage(office, jobs, document, office.carry(document.head.id, 2025))
    qtbot.addWidget(dialog)
    return dialog


def test_lists_every_difference(dialog: BlacklinePage, office: Office) -> None:
    old, new = office.open_disclosure("339-2024-部门"), office.open_disclosure("339-2025-部门")
    assert dialog.list.list.count() == len(compare(old, new)) > 0
    tables = sum(one.part == "table" for one in compare(old, new))
    assert f"表格 {tables} 处" in dialog.list.told.text()


def test_finds_a_difference_by_its_words(dialog: BlacklinePage) -> None:
    place = dialog.differences[0].place
    dialog.list.search.setText(place)
    assert all(place in " ".join(row) for row in dialog.list.list.texts())


def test_shows_one_kind_alone(dialog: BlacklinePage) -> None:
    dialog.list.part.setCurrentIndex(dialog.list.part.findData("text"))
    assert dialog.list.list.count() == sum(one.part == "text" for one in dialog.differences)


def test_writes_both_values_out(dialog: BlacklinePage) -> None:
    one = dialog.list.list.current()
    words = dialog.list.detail.toPlainText()
    assert f"原来：{one.old or '空'}" in words
    assert f"现在：{one.new or '空'}" in words


def test_saves_pdf_and_workbook(dialog: BlacklinePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    dialog.save_to(tmp_path / "对照")
    assert {path.suffix for path in (tmp_path / "对照").iterdir()} == {".pdf", ".xlsx"}


def test_says_that_last_year_is_missing(opened: MainWindow) -> None:
    assert "还没有丰润区工业和信息化局2023年的资料" in told_of(opened, COMPARE_LAST_YEAR)
