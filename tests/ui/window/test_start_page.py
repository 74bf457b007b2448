"""The start page: what there is, where to go on, what is kept where."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from forms.form.load import pack
from forms.office.office import Office
from models.records import Unit
from ui.window.main_window import MainWindow
from ui.window.start_page import StartPage, sample_file


def test_lists_the_disclosure_changed_last_first(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    office.start(Unit("", "乙站"), 2025, "单位", "hebei")
    page = StartPage(office)
    qtbot.addWidget(page)
    assert [row[:5] for row in page.list.texts()] == [
        ("", "乙站", "2025", "单位", "编制中"),
        ("339", "甲局", "2024", "部门", "编制中"),
    ]


def test_goes_on_with_the_last_disclosure(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    page = StartPage(office)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.opened) as opened:
        page.go_on.click()
    assert opened.args == ["339-2024-部门"]


def test_offers_nothing_to_go_on_with_when_there_is_none(qtbot: QtBot, office: Office) -> None:
    page = StartPage(office)
    qtbot.addWidget(page)
    assert page.go_on.isHidden()
    assert page.list.count() == 0


def test_opens_the_chosen_row(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    page = StartPage(office)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.opened) as opened:
        page.list.doubleClicked.emit(page.list.currentIndex())
    assert opened.args == ["339-2024-部门"]


def test_says_where_the_data_and_the_last_backup_lie(qtbot: QtBot, office: Office) -> None:
    office.backup_now()
    page = StartPage(office)
    qtbot.addWidget(page)
    words = page.where.text()
    assert str(office.folder) in words
    assert "（手工备份）" in words


def test_the_sample_is_installed() -> None:
    sample = sample_file()
    assert isinstance(sample, Path)
    assert sample.is_file()


def test_offers_the_next_year_of_each_unit(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2023, "部门", "hebei")
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    office.start(Unit("", "乙站"), pack().years[-1], "单位", "hebei")
    page = StartPage(office)
    qtbot.addWidget(page)
    assert [button.text() for button in page.due] == ["2024年 甲局（部门）→ 生成2025年"]
    with qtbot.waitSignal(page.next_year_wanted) as wanted:
        page.due[0].click()
    assert wanted.args[0].id == "339-2024-部门"


def test_a_year_that_was_made_is_offered_no_more(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), pack().years[-2], "部门", "hebei")
    page = StartPage(office)
    qtbot.addWidget(page)
    assert len(page.due) == 1
    office.start(Unit("339", "甲局"), pack().years[-1], "部门", "hebei")
    page.refresh()
    assert page.due == []


def test_a_disclosure_that_was_never_reviewed_is_removed_and_kept_in_a_backup(
    window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = pack().years[-1]
    office.start(Unit("339", "甲局"), last - 1, "部门", "hebei")
    office.start(Unit("339", "甲局"), last, "部门", "hebei")
    window.start.refresh()
    assert window.start.due == []
    monkeypatch.setattr("ui.window.exchange.is_confirmed", lambda *_: True)
    window.start.remove.click()
    assert [row[2] for row in window.start.list.texts()] == [str(last - 1)]
    assert len(window.start.due) == 1
    (kept, *_) = office.backups()
    assert any(str(last) in held for held in kept.holds)
    assert kept.why.words == "删除一份资料之前"


def test_nothing_is_removed_without_a_yes(window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    window.start.refresh()
    monkeypatch.setattr("ui.window.exchange.is_confirmed", lambda *_: False)
    window.start.list.setFocus()
    QTest.keyClick(window.start.list, Qt.Key.Key_Delete)
    assert window.start.list.count() == 1
