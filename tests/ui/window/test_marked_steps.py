"""The steps of a disclosure in the main window: walked through, marked with what is found and what is to fill in."""

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from forms.document.finding import TO_DO
from forms.edit import cells
from forms.office.office import Office
from models.records import Address, Unit
from tests.forms.faultless import faultless
from tests.ui.conftest import read_through
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.dialogs.locate import LocateDialog
from ui.findings.choice import ALL
from ui.findings.marks import mark
from ui.kit import words
from ui.kit.commands import (
    CHECK,
    LOCATE,
    NEXT_FINDING,
    NEXT_PAGE,
    PREVIOUS_FINDING,
    PREVIOUS_PAGE,
)
from ui.kit.steps import steps
from ui.packet.ready_page import ReadyPage
from ui.window.main_window import MainWindow


def test_walks_the_tables_and_goes_on_to_the_signing(opened: MainWindow) -> None:
    assert opened.workspace.at == "T1"
    call(opened, PREVIOUS_PAGE)
    call(opened, PREVIOUS_PAGE)
    walked = [opened.workspace.at]
    while not walked[1:] or walked[-1] != walked[-2]:
        call(opened, NEXT_PAGE)
        walked.append(opened.workspace.at)
    assert walked[:-1] == [*(step.id for step in steps(opened.workspace.session.document)), ReadyPage.STEP]


def test_marks_tell_the_state_of_every_table(opened: MainWindow) -> None:
    marks = opened.workspace.marks()
    assert (marks["T1"], marks["T2"], marks["T7"]) == ("✓", "×1", "!1")


def test_a_blank_disclosure_is_not_painted_red(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    window.show_document(office.start(Unit("1", "甲局"), 2024, "部门", "hebei"))
    read_through(qtbot, window)
    assert set(window.workspace.marks().values()) == {"·"}
    panel = window.workspace.findings
    assert panel.shown() == ()
    assert "待填" in panel.empty.text


def test_a_table_counts_its_rows_until_all_are_filled(window: MainWindow, office: Office) -> None:
    document = office.start(Unit("1", "甲局"), 2024, "部门", "hebei")
    window.show_document(document)
    session = window.workspace.session
    marks = []
    for code, other in (("2060101", ""), ("2060102", "2060101"), ("", "2060102")):
        if code:
            session.apply("增加科目", cells.add_codes(document, "T5", [code]))
        if other:
            session.apply("填写", cells.enter(document, {Address("T5", other, "basic"): "1"}))
        marks.append(window.workspace.marks()["T5"])
    assert marks == ["0/1", "1/2", "✓"]


def test_a_table_that_does_not_apply_says_so(window: MainWindow, office: Office) -> None:
    window.show_document(office.start(Unit("1", "甲局"), 2024, "部门", "hebei"))
    window.workspace.go("T7")
    window.workspace.current_page.settle.button.click()
    assert window.workspace.marks()["T7"] == "—"


def test_marks_and_list_count_the_same(opened: MainWindow) -> None:
    session, marks = opened.workspace.session, opened.workspace.marks()
    counted = {step: int(sign[1:]) for step, sign in marks.items() if sign.startswith("×")}
    errors = [f for f in session.open_findings if f.level == "E"]
    listed = [words.step_of_table(session.document, f.table or "") or f.section for f in errors]
    assert counted == {step: listed.count(step) for step in listed}


def test_what_is_to_be_filled_in_is_a_list_apart_that_leads_there(window: MainWindow, office: Office) -> None:
    window.show_document(office.start(Unit("1", "甲局"), 2024, "部门", "hebei"))
    panel = window.workspace.findings
    panel.choose(TO_DO)
    assert panel.list.item(0).text().startswith("H 待填　表一\n")
    call(window, NEXT_FINDING)
    call(window, NEXT_FINDING)
    assert window.workspace.at == "T2"
    panel.choose(ALL)
    assert panel.shown() == ()


def test_next_finding_leads_to_its_table(opened: MainWindow) -> None:
    session = opened.workspace.session
    session.findings = tuple(f for f in session.findings if f.table in ("T2", "T7"))
    session.checked.emit()
    call(opened, NEXT_FINDING)
    assert opened.workspace.at == "T2"
    call(opened, NEXT_FINDING)
    assert opened.workspace.at == "T7"
    call(opened, PREVIOUS_FINDING)
    assert opened.workspace.at == "T2"


def test_check_says_how_it_stands(opened: MainWindow) -> None:
    call(opened, CHECK)
    session = opened.workspace.session
    levels = [finding.level for finding in session.open_findings]
    told = f"错误 {levels.count('E')} 个，警告 {levels.count('W')} 个，提示 {levels.count('H')} 个"
    told += f"，待填 {len(session.to_do)} 处"
    assert opened.statusBar().currentMessage() == f"已检查：{told}"


def test_check_waits_for_no_pause(opened: MainWindow) -> None:
    session = opened.workspace.session
    session.apply("写说明", cells.write_section(session.document, "S3", "本年收入预算比上年增加1.00亿元，增长5%%。"))
    assert not session.is_settled
    call(opened, CHECK)
    assert session.is_settled
    assert [finding for finding in session.open_findings if finding.section == "S3" and finding.span is not None]


def test_locate_goes_to_the_row(opened: MainWindow) -> None:
    def choose(dialog: QDialog) -> None:
        dialog.text.setText("表六 30201")
        dialog.accept()

    answer(LocateDialog, choose)
    call(opened, LOCATE)
    assert opened.workspace.at == "T6"
    assert opened.workspace.place == Address("T6", "30201", "total")


def test_what_was_settled_empty_does_not_wait_to_be_filled_in(office: Office) -> None:
    document = faultless(office)
    assert mark(document, (), "T7")[0] == "·"
    office.settle(document)
    assert mark(document, (), "T7")[0] == "—"
