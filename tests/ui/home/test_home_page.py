"""The start page: what there is, where to go on, what is kept where."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.document.document import Document, profile_slot
from forms.edit.cells import enter
from forms.form.load import pack
from forms.office.nearby_files import Nearby
from forms.office.office import Office
from models.records import Address, TextChange, Unit
from ui.home.home_page import HomePage
from ui.home.looking import Looking
from ui.kit import style
from ui.kit.jobs import Jobs
from ui.kit.session import Session
from ui.window.main_window import MainWindow


def test_lists_the_disclosure_changed_last_first(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    office.start(Unit("", "乙站"), 2025, "单位", "hebei")
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    assert [row[:5] for row in page.list.texts()] == [
        ("2025", "", "乙站", "单位", "编制中"),
        ("2024", "339", "甲局", "部门", "编制中"),
    ]


def test_goes_on_with_the_last_disclosure(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.led) as led:
        page.go_on.click()
    assert led.args == ["339-2024-部门", ""]


def test_offers_nothing_to_go_on_with_when_there_is_none(qtbot: QtBot, office: Office) -> None:
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    assert page.card.isHidden()
    assert page.list.count() == 0


def test_opens_the_chosen_row(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.led) as led:
        page.list.doubleClicked.emit(page.list.currentIndex())
    assert led.args == ["339-2024-部门", ""]


def test_a_click_on_open_opens_its_row(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    office.start(Unit("339", "甲局"), 2025, "部门", "hebei")
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    page.resize(1366, 700)
    with qtbot.waitExposed(page):
        page.show()
    row = page.list.visualItemRect(page.list.item(1))
    with qtbot.waitSignal(page.led) as led:
        QTest.mouseClick(
            page.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center() + QPoint(row.width() // 2 - 20, 0)
        )
    assert led.args == ["339-2024-部门", ""]


def test_the_card_turns_to_the_other_units_and_back(qtbot: QtBot, office: Office) -> None:
    for unit, year in ((Unit("339", "甲局"), 2024), (Unit("339", "甲局"), 2025), (Unit("340", "乙局"), 2025)):
        office.start(unit, year, "部门", "hebei")
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    before, after = page.card.others
    shown = [page.card.unit.text()]
    for button in (after, after, before):
        button.click()
        shown.append(page.card.unit.text())
    assert shown == ["340 乙局", "339 甲局", "340 乙局", "339 甲局"]
    assert page.card.title.text().startswith("2025年")
    with qtbot.waitSignal(page.led) as led:
        page.go_on.click()
    assert led.args == ["339-2025-部门", ""]


def test_the_only_unit_has_no_other_to_turn_to(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2025, "部门", "hebei")
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    assert all(button.isHidden() for button in page.card.others)


def test_says_where_the_data_and_the_last_backup_lie(qtbot: QtBot, office: Office) -> None:
    office.backup_now()
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    words = page.where.text()
    assert str(office.folder) in words
    assert "（手工备份）" in words


def test_offers_the_next_year_of_each_unit(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), 2023, "部门", "hebei")
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    office.start(Unit("", "乙站"), pack().years[-1], "单位", "hebei")
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    assert [button.text() for button in page.due] == ["生成2025年…"]
    with qtbot.waitSignal(page.next_year_wanted) as wanted:
        page.due[0].click()
    assert wanted.args[0].id == "339-2024-部门"


def test_a_year_that_was_made_is_offered_no_more(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), pack().years[-2], "部门", "hebei")
    page = HomePage(office, Jobs(inline=True))
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
    assert [row[0] for row in window.start.list.texts()] == [str(last - 1)]
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


def test_the_card_tells_how_the_disclosure_of_last_time_stands(
    qtbot: QtBot, window: MainWindow, document: Document
) -> None:
    window.go_home()
    qtbot.waitUntil(window.start.card.ring.isVisible)
    card = window.start.card
    assert card.title.text() == f"{document.head.year}年{document.head.kind}预算信息公开"
    assert card.unit.text().endswith(document.head.unit.name)
    shown = int(card.counts["错误"].text()), int(card.counts["警告"].text()), int(card.counts["待填"].text())
    session = Session(document)
    levels = [finding.level for finding in session.open_findings]
    assert shown == (levels.count("E"), levels.count("W"), len(session.to_do))
    assert card.bars.accessibleName().startswith("准备，1步完成0步；预算表，9步完成")
    assert card.clock.text() == "还不知道公开期限"
    assert card.ask_day.isVisible()


def test_coming_home_the_card_tells_what_was_just_done(qtbot: QtBot, opened: MainWindow) -> None:
    session = opened.workspace.session
    session.apply("填写", enter(session.document, {Address("T6", "30201", "public"): "6.70"}))
    assert not session.is_settled
    opened.go_home()
    qtbot.waitUntil(opened.start.card.ring.isVisible)
    left = tuple(opened.start.card.counts[name].text() for name in ("错误", "警告", "待填"))
    anew = Session(opened.office.open_disclosure(session.document.head.id))
    levels = [finding.level for finding in anew.open_findings]
    assert left == tuple(map(str, (levels.count("E"), levels.count("W"), len(anew.to_do))))


def test_coming_home_what_was_open_is_neither_opened_again_nor_read_at_once(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, asked = opened.workspace.session, list[str]()
    session.apply("填写", enter(session.document, {Address("T6", "30201", "public"): "6.70"}))
    monkeypatch.setattr(type(opened.office), "open_disclosure", lambda _, disclosure: asked.append(disclosure))
    opened.go_home()
    assert not session.is_settled
    assert not opened.start.card.ring.isVisible()
    item = opened.start.list.item(0)
    qtbot.waitUntil(lambda: "错误" in item.data(Qt.ItemDataRole.AccessibleTextRole))
    assert opened.start.card.ring.isVisible()
    assert asked == []


def test_what_the_card_was_told_of_is_not_opened_again(
    qtbot: QtBot, window: MainWindow, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go_home()
    qtbot.waitUntil(window.start.card.ring.isVisible)
    monkeypatch.delattr(type(window.office), "open_disclosure")
    window.open(document.head.id)
    session = window.workspace.session
    assert session.is_settled
    assert session.findings == Session(session.document).findings
    assert session.apply("填写", enter(session.document, {Address("T6", "30201", "public"): "6.70"}))
    assert window.office.history(document.head.id)[0].name == "填写"


def test_the_row_one_stands_on_is_open_before_it_is_chosen(
    qtbot: QtBot, office: Office, document: Document, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.start(Unit("340", "乙局"), 2024, "部门", "hebei")
    window.go_home()
    qtbot.waitUntil(window.start.card.ring.isVisible)
    window.start.list.setFocus()
    window.start.list.setCurrentRow(1)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: "错误" in window.start.list.item(1).data(spoken))
    monkeypatch.delattr(type(window.office), "opening")
    QTest.keyClick(window.start.list, Qt.Key.Key_Return)
    assert window.workspace.session.document.head == document.head
    assert window.workspace.session.is_settled


def test_what_is_wanted_while_it_is_being_opened_is_opened_to_the_end(
    window: MainWindow, office: Office, document: Document
) -> None:
    looking = Looking(office, window)
    looking.look_into(document.head.id)
    known = looking.given(document.head.id)
    assert known is not None
    assert known.document.content() == document.content()
    assert looking.given(document.head.id) is None


def test_what_the_card_was_told_of_is_opened_anew_after_something_was_stored(
    qtbot: QtBot, window: MainWindow, document: Document
) -> None:
    window.go_home()
    qtbot.waitUntil(window.start.card.ring.isVisible)
    document.apply("填写", enter(document, {Address("T6", "30201", "public"): "6.70"}))
    window.open(document.head.id)
    assert window.workspace.session.document.content() == document.content()


def test_what_the_card_was_told_of_is_opened_anew_for_another_list_of_codes(
    qtbot: QtBot, window: MainWindow, document: Document
) -> None:
    window.go_home()
    qtbot.waitUntil(window.start.card.ring.isVisible)
    window.office.lay_over(document.head.year, {"functional": {"2060101": "行政运行（试）"}})
    window.open(document.head.id)
    assert window.workspace.session.document.line("T3", "2060101").label == "行政运行（试）"


def test_an_error_leads_to_its_place(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    window.go_home()
    qtbot.waitUntil(lambda: bool(window.start.errors.rows))
    window.start.errors.rows[0].click()
    assert window.workspace is not None
    assert window.workspace.session.document.head.id == document.head.id
    (finding, *_) = [one for one in window.workspace.session.open_findings if one.level == "E"]
    assert window.workspace.at in (finding.table, finding.section)


def test_it_goes_on_with_the_first_step_that_is_not_done(qtbot: QtBot, window: MainWindow, document: Document) -> None:
    assert document.head.id
    window.go_home()
    qtbot.waitUntil(lambda: window.start.go_on.text() != "继续填")
    assert window.start.go_on.text() == "继续填 单位资料与签审"
    window.start.go_on.click()
    assert window.workspace.at == "profile"


def test_the_first_run_asks_for_the_unit_and_begins(window: MainWindow, office: Office) -> None:
    first = window.start.first
    assert first.isVisible()
    first.begin.click()
    assert first.trouble.isVisible()
    first.form.name.setText("某县图书馆")
    first.begin.click()
    assert [one.head.unit.name for one in office.listed()] == ["某县图书馆"]
    assert window.workspace.session.document.head.unit.name == "某县图书馆"


def test_files_found_nearby_are_named_and_imported_when_asked(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    file = tmp_path / "2025年部门预算.xlsx"
    page.files.show_files([Nearby(file, date(2025, 2, 3), 2025)])
    with qtbot.waitSignal(page.files_wanted) as wanted:
        page.files.rows[0].click()
    assert wanted.args == [[file]]


def test_enter_goes_on_with_what_was_worked_on_last(
    qtbot: QtBot, window: MainWindow, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.home.home_page.this_year", lambda: document.head.year)
    window.go_home()
    qtbot.waitUntil(window.start.go_on.hasFocus)
    QTest.keyClick(window.start.go_on, Qt.Key.Key_Return)
    assert window.workspace.session.document.head.id == document.head.id


def test_a_row_tells_when_it_was_published_and_how_it_stands(
    qtbot: QtBot, window: MainWindow, document: Document
) -> None:
    slot = profile_slot("published")
    document.apply("登记", [TextChange(slot, document.texts.get(slot), f"{document.head.year}年2月24日")])
    window.go_home()
    item = window.start.list.item(0)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: f"{document.head.year}年2月24日公开，" in item.data(spoken))
    shown = int(window.start.card.counts["错误"].text())
    assert f"公开，错误 {shown}，" in item.data(spoken)


def test_last_years_disclosure_leads_with_making_this_years(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.home.home_page.this_year", lambda: 2025)
    office.start(Unit("339", "甲局"), 2024, "部门", "hebei")
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    assert page.card.likely is page.due[0]
    assert [bool(button.property("filled")) for button in (page.card.make, page.go_on)] == [True, False]
    office.start(Unit("339", "甲局"), 2025, "部门", "hebei")
    page.refresh()
    assert page.card.likely is page.go_on


def test_tables_and_text_of_one_disclosure_are_one_row(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    names = ("2025年部门预算情况说明.docx", "2024年部门预算公开表.xlsx", "2025年部门预算公开表.xlsx")
    text, before, tables = (tmp_path / name for name in names)
    page.files.show_files([Nearby(file, date(2025, 2, 3), 2025) for file in (text, before, tables)])
    assert len(page.files.rows) == 2
    with qtbot.waitSignal(page.files_wanted) as wanted:
        page.files.rows[0].click()
    assert wanted.args == [[tables, text]]


@pytest.mark.parametrize("size", ["小", "特大"])
def test_the_first_start_is_seen_whole_in_every_type(
    qtbot: QtBot, office: Office, qapp: QApplication, size: str
) -> None:
    page = HomePage(office, Jobs(inline=True))
    qtbot.addWidget(page)
    page.resize(1366, 662)  # of a screen of 1366x768
    with qtbot.waitExposed(page):
        page.show()
    try:
        style.set_size(qapp, size)
        page.setFont(qapp.font())
        qapp.processEvents()
        seen = [way for way in page.ways.values() if way.isVisible()]
        assert len(seen) == 4
        assert all(way.parentWidget().rect().contains(way.geometry()) for way in seen)
        assert page.verticalScrollBar().maximum() == 0
        ends = [part.mapTo(page, part.rect().topRight()).x() for part in (page.first, seen[-1])]
        assert abs(ends[0] - ends[1]) <= 1
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)
