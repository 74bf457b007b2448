"""检查 as a page: every finding over its whole width, by kind, by weight or by page; at none it leads to 签审."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.document.finding import TO_DO, Mend, fault_counts
from forms.edit.cells import enter, write_section
from forms.office.office import Office
from models.records import Address, State, TextChange
from tests.forms.faultless import faultless
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.findings.at_once import fixes, together
from ui.findings.at_once_dialog import AtOnceDialog
from ui.findings.choice import ALL
from ui.findings.wide_list import LOOK
from ui.frame.step_list import StepList
from ui.help.help_window import HelpWindow
from ui.kit import commands
from ui.kit.session import Session
from ui.kit.steps import CHECKLIST
from ui.pages.check_page import CheckPage
from ui.window.main_window import MainWindow

NAME = Address("T2", "215", "name")
"""A cell in which a word is missing, and whose fix is offered."""
FIX = "改为 资源勘探工业信息等支出"


@pytest.fixture
def page(qtbot: QtBot, document: Document) -> CheckPage:
    page = CheckPage(Session(document))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def row_of(page: CheckPage, address: Address) -> int:
    return next(row for row, finding in enumerate(page.list.findings) if finding.address == address)


def button(page: CheckPage, row: int, *, first: bool) -> tuple[str, QPoint]:
    """The words of a painted button of a card at rest, 去看 or the fix, and where it is."""
    place = page.list.visualItemRect(page.list.item(row))
    words, at = page.list.itemDelegate().buttons(place, row)[0 if first else -1]
    return words, at.center()


def test_what_is_found_stands_under_its_level_with_the_number_of_faults(page: CheckPage) -> None:
    counts = fault_counts(page.session.open_findings)
    titles = [title for title, _ in page.list.heads.values()]
    assert titles == [
        f"{word} {counts[level]}" for level, word in zip("EWH", ("错误", "警告", "提示"), strict=True) if counts[level]
    ]


def test_by_page_it_stands_under_the_titles_of_the_pages(page: CheckPage) -> None:
    page.order.setCurrentIndex(1)
    titles = [title for title, _ in page.list.heads.values()]
    assert any("支出总表" in title or "收入总表" in title for title in titles)
    assert len(set(titles)) == len(titles)


def test_the_painted_fix_mends_with_one_click(page: CheckPage, qtbot: QtBot) -> None:
    row = row_of(page, NAME)
    page.list.setCurrentRow(page.list.count() - 1)
    page.list.scrollToItem(page.list.item(row))
    words, at = button(page, row, first=False)
    assert words == FIX
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.session.document.undo_name == FIX


def test_the_painted_link_leads_to_the_place(page: CheckPage, qtbot: QtBot) -> None:
    row = row_of(page, NAME)
    page.list.setCurrentRow(page.list.count() - 1)
    page.list.scrollToItem(page.list.item(row))
    words, at = button(page, row, first=True)
    assert words == LOOK
    with qtbot.waitSignal(page.finding_wanted) as wanted:
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted.args[0].address == NAME


def test_in_little_room_the_numbers_stand_in_the_line(page: CheckPage, qtbot: QtBot) -> None:
    session = page.session
    session.apply("填写", enter(session.document, {Address("T3", "2060101", "basic"): "229.65"}))
    session.check()
    row = row_of(page, Address("T1", "income.total", "amount"))
    page.resize(600, 700)
    qtbot.waitUntil(lambda: not page.list.is_wide)
    assert "写的是 2305.27，应为 2242.27" in page.list.item(row).text()
    page.list.setCurrentRow(row)
    qtbot.waitUntil(page.list.card.isVisible)
    assert page.list.card.numbers.spoken.startswith("本格 2305.27")


def test_without_any_fault_it_is_green_and_leads_to_the_signing(qtbot: QtBot, office: Office) -> None:
    right = faultless(office)
    if right.head.state != State.EDITING:
        office.reopen(right, "重新来过")
    session = Session(right)
    page = CheckPage(session)
    qtbot.addWidget(page)
    page.show()
    for finding in session.open_findings:
        assert finding.level == "H"
    page.choose("E")
    assert page.empty.sentence.text() == "没有错误，可以送签"
    assert page.empty.property("good")
    with qtbot.waitSignal(page.signing_wanted):
        page.empty.button.click()


def test_the_list_on_the_left_chooses_the_kind_and_leads_to_the_checklist(opened: MainWindow) -> None:
    call(opened, commands.CHECK)
    page, listed = opened.workspace.current_page, opened.findChild(StepList)
    assert isinstance(page, CheckPage)
    assert listed is not None
    assert page.kind == ALL
    names = listed.names()
    listed.list.setCurrentRow(next(n for n, name in enumerate(names) if name.startswith("待填")))
    assert page.kind == TO_DO
    assert all(finding.waits_for for finding in page.list.findings)
    listed.list.setCurrentRow(len(names) - 1)
    assert opened.workspace.at == CHECKLIST
    listed.list.setCurrentRow(1)
    assert (opened.workspace.at, page.kind) == (CheckPage.STEP, "E")


def test_the_panel_is_away_while_the_page_is_in_front(opened: MainWindow) -> None:
    before = opened.workspace.at
    call(opened, commands.CHECK)
    assert opened.workspace.findings.isHidden()
    opened.workspace.back()
    assert opened.workspace.at == before
    assert not opened.workspace.findings.isHidden()


# 一次改好


SLIPS = "较2023预算增加218.55万元，项目支出（含专项)若干。按《管理办法》（唐财建【2023】133号）执行。"
"""A year without 年, a bracket of half width, brackets that are not six-cornered: each with a fix of its own."""


@pytest.fixture
def slipped(page: CheckPage) -> CheckPage:
    """The page with slips in one text, beside those of the workbook."""
    page.session.apply("改文字", write_section(page.session.document, "S2", SLIPS))
    page.session.check()
    return page


def test_all_sure_fixes_are_one_step_that_is_taken_back_as_one(slipped: CheckPage) -> None:
    page = slipped
    before = page.session.document.content()
    answer(AtOnceDialog, lambda dialog: dialog.mend.click())
    page.mend_all.click()
    after = page.session.document
    assert after.undo_name.startswith("一次改好 ")
    assert after.section_text("S2") == SLIPS.translate(str.maketrans("【】)", "〔〕）")).replace(
        "2023预算", "2023年预算"
    )
    assert after.line(NAME.table, NAME.row).label == "资源勘探工业信息等支出"
    page.session.undo()
    assert page.session.document.content() == before


def test_an_amount_is_mended_only_when_the_clerk_ticks_it(page: CheckPage) -> None:
    wrong = "2024年支出预算2305.27万元，其中：基本支出1389.08万元。"
    page.session.apply("改文字", write_section(page.session.document, "S2", wrong))
    page.session.check()
    sure = {one.mend.name: one.is_sure for one in fixes(page.session)}
    assert sure.items() >= {FIX: True, "改为“1398.08万元”": False}.items()


def test_what_is_not_ticked_stays_as_it_is(slipped: CheckPage) -> None:
    page = slipped

    def leave_out(dialog: AtOnceDialog) -> None:
        dialog.list.tick_all(False)
        assert not dialog.mend.isEnabled()
        dialog.reject()

    answer(AtOnceDialog, leave_out)
    page.mend_all.click()
    assert page.session.document.section_text("S2") == SLIPS


def test_fixes_of_parts_of_one_text_go_together_unless_they_meet() -> None:
    def of(new: str) -> Mend:
        return Mend("改", (TextChange("S2.text", "甲乙丙丁", new),))

    (change,) = together([of("天乙丙丁"), of("甲乙丙地")])
    assert change.new == "天乙丙地"
    (change,) = together([of("天地丙丁"), of("甲人丙丁")])
    assert change.new == "天地丙丁"


def test_f1_on_the_page_opens_the_guide(opened: MainWindow) -> None:
    call(opened, commands.CHECK)
    call(opened, commands.EXPLAIN)
    assert opened.findChild(HelpWindow).isVisible()


def test_the_list_before_tells_the_whole_of_the_current_row(page: CheckPage) -> None:
    told: list[str] = []

    def look(dialog: AtOnceDialog) -> None:
        told.append(dialog.told.text())
        dialog.reject()

    answer(AtOnceDialog, look)
    page.mend_all.click()
    assert told[0].startswith(fixes(page.session)[0].finding.sentence)
