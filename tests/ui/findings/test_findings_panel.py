"""The findings panel: filters, the jump to the place, the one-key fixes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.document.finding import Finding, Related
from forms.document.reporter import Reporter
from forms.edit import cells
from forms.signing.waivers import waive
from models.records import Address, CellChange, CellEntry
from tests.ui.menus import call
from ui.findings.numbers import Figure, figures
from ui.findings.panel import FindingsPanel
from ui.kit.commands import NEXT_FINDING
from ui.kit.session import Session
from ui.pages.text_page import TextPage
from ui.window.main_window import MainWindow

LEAF = Address("T3", "2060101", "basic")
TOTAL = Address("T3", "total", "total")


@pytest.fixture
def session(document: Document) -> Session:
    return Session(document)


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> FindingsPanel:
    panel = FindingsPanel(session)
    session.checked.connect(panel.refresh)
    qtbot.addWidget(panel)
    return panel


def levels(panel: FindingsPanel) -> str:
    return "".join(finding.level for finding in panel.shown())


def choose(panel: FindingsPanel, address: Address) -> None:
    """Choose the finding at that cell."""
    panel.list.setCurrentRow(next(n for n, finding in enumerate(panel.shown()) if finding.address == address))


def test_errors_stand_first_with_letter_and_word(panel: FindingsPanel, session: Session) -> None:
    assert levels(panel) == "".join(sorted((f.level for f in session.open_findings), key="EWH".index))
    panel.set_page("T2")
    panel.here.setChecked(True)
    assert panel.list.item(0).text().startswith("E 错误　表二 · 215 ")


def test_what_stands_beside_a_message_is_not_said_again(panel: FindingsPanel, session: Session) -> None:
    put(session, Reporter(session.document).table("F04", "T2", "金额全是零。", link="的"), told(session))
    assert [panel.list.item(row).text().split("\n")[1] for row in range(2)] == ["金额全是零。", "“收益”疑为“受益”。"]


def test_filters_by_level(panel: FindingsPanel) -> None:
    panel.choose("W")
    assert set(levels(panel)) == {"W"}


def test_filters_by_the_page_in_the_middle(panel: FindingsPanel) -> None:
    panel.set_page("T5")
    panel.here.setChecked(True)
    assert {finding.table for finding in panel.shown()} == {"T5"}
    panel.set_page("T1")
    assert panel.shown() == ()
    assert panel.empty.isVisibleTo(panel)


def test_steps_round_the_list(panel: FindingsPanel) -> None:
    jumps: list[Finding] = []
    panel.jump.connect(jumps.append)
    shown = list(panel.shown())
    for _ in (*shown, None):
        panel.step(1)
    panel.step(-1)
    assert jumps == [*shown, shown[0], shown[-1]]


def at_cells(*columns: str) -> tuple[Finding, ...]:
    """Errors in so many cells of the row of LEAF."""
    return tuple(Finding("C11", "E", f"{c}有误。", "", "", table="T3", row=LEAF.row, column=c) for c in columns)


def test_the_next_one_after_a_fix_is_the_one_behind_it(panel: FindingsPanel, session: Session) -> None:
    first, second, third = at_cells("total", "basic", "project")
    put(session, first, second, third)
    panel.step(1)
    panel.step(1)
    put(session, first, third)
    panel.step(1)
    assert panel.current() == third


def test_the_one_before_after_a_fix_is_the_one_before_it(panel: FindingsPanel, session: Session) -> None:
    first, second, third = at_cells("total", "basic", "project")
    put(session, first, second, third)
    panel.list.setCurrentRow(1)
    put(session, first, third)
    put(session, first, third)
    panel.step(-1)
    assert panel.current() == first


def test_after_the_last_one_is_mended_the_list_begins_anew(panel: FindingsPanel, session: Session) -> None:
    first, second, third = at_cells("total", "basic", "project")
    put(session, first, second, third)
    panel.list.setCurrentRow(2)
    put(session, first, second)
    panel.step(1)
    assert panel.current() == first


def test_a_key_that_mends_and_the_key_to_go_on_visit_every_error(opened: MainWindow) -> None:
    session, panel = opened.workspace.session, opened.workspace.findings
    wrong = [Address("T3", row, "project") for row in ("2010101", "2010102", "2010103")]
    session.apply("测试", cells.add_codes(session.document, "T3", [a.row for a in wrong]))
    session.apply("测试", [CellChange(a, None, CellEntry(fen=None, text="１O")) for a in wrong])
    put(session, *(replace(at_cells("project")[0], row=a.row, expected="10.00") for a in wrong))
    seen = []
    for _ in wrong:
        call(opened, NEXT_FINDING)
        seen.append(opened.workspace.place)
        left = [f for f in panel.shown() if f.address != panel.current().address]
        panel.details.change.click()
        put(session, *left)
    assert seen == wrong
    assert [session.document.value(a) for a in wrong] == [10_000000] * 3


def test_going_to_a_marked_cell_shows_its_finding(opened: MainWindow) -> None:
    session, panel = opened.workspace.session, opened.workspace.findings
    basic, project = at_cells("basic", "project")
    put(session, basic, project)
    opened.workspace.go("T3")
    grid = opened.workspace.current_page.grid
    grid.setCurrentIndex(grid.model().find(Address("T3", LEAF.row, "project")))
    assert panel.current() == project
    assert project.message in panel.details.text.toPlainText()
    grid.setCurrentIndex(grid.model().find(LEAF))
    assert panel.current() == basic


def test_going_to_another_cell_of_a_finding_keeps_it(opened: MainWindow) -> None:
    session, panel = opened.workspace.session, opened.workspace.findings
    basic, project = at_cells("basic", "project")
    put(session, basic, project)
    panel.list.setCurrentRow(0)
    panel.go.emit(Address("T3", LEAF.row, "project"))
    assert opened.workspace.place.column == "project"
    assert panel.current() == basic


def test_the_jump_shows_the_page_and_the_cell(opened: MainWindow) -> None:
    workspace = opened.workspace
    finding = next(f for f in workspace.session.findings if f.address is not None)
    workspace.jump(finding)
    assert workspace.at == finding.table
    assert workspace.place == finding.address


def test_details_say_what_why_and_how(panel: FindingsPanel) -> None:
    panel.list.setCurrentRow(0)
    finding = panel.current()
    assert finding.why not in panel.details.text.toPlainText()
    panel.details.why.click()
    text = panel.details.text.toPlainText()
    assert finding.why in text
    assert finding.fix in text


def test_a_related_cell_is_a_link(qtbot: QtBot, panel: FindingsPanel) -> None:
    number = next(n for n, finding in enumerate(panel.shown()) if finding.related)
    panel.list.setCurrentRow(number)
    panel.details.why.click()
    related = panel.shown()[number].related[0]
    target = Address(related.table, related.row, related.column)
    link = QUrl("cell:")
    link.setFragment("/".join(target))
    assert link.toString() in panel.details.text.toHtml()
    with qtbot.waitSignal(panel.go) as gone:
        panel.details.text.anchorClicked.emit(link)
    assert gone.args == [target]


def test_a_stated_total_gives_way_to_the_computed_one(panel: FindingsPanel, session: Session) -> None:
    before = session.document.value(TOTAL)
    wrong = CellEntry(fen=(before or 0) + 100, origin="imported")
    session.apply("测试", [CellChange(TOTAL, None, wrong)])
    choose(panel, TOTAL)
    assert panel.details.accept.isVisibleTo(panel)
    panel.details.accept.click()
    assert session.document.value(TOTAL) == before
    assert session.document.undo_name == "采用计算数"
    assert all(finding.address != TOTAL for finding in panel.shown())


def test_an_amount_is_put_right_in_one_step(panel: FindingsPanel, session: Session) -> None:
    document = session.document
    before = {address: document.value(address) for address in document.plan.addresses}
    session.apply("测试", cells.state(document, LEAF, 301_650000))
    # The totals stay as a file prints them, so that all of them speak against this one cell.
    stated = [a for a, fen in before.items() if document.is_computed(a) and document.value(a) != fen]
    session.apply("测试", [CellChange(a, None, CellEntry(fen=before[a], origin="imported")) for a in stated])
    choose(panel, LEAF)
    assert panel.details.change.text() == "改为 292.65"
    panel.details.change.click()
    assert document.value(LEAF) == before[LEAF]
    assert document.undo_name == "改为 292.65"
    session.undo()
    assert document.value(LEAF) == 301_650000


def test_a_name_is_put_right_in_one_step(panel: FindingsPanel, session: Session) -> None:
    choose(panel, Address("T2", "215", "name"))
    left = levels(panel)[1:]
    panel.details.change.click()
    assert session.document.line("T2", "215").label == "资源勘探工业信息等支出"
    assert session.document.undo_name == "改为 资源勘探工业信息等支出"
    assert levels(panel) == left


def test_a_hint_is_not_taken_over(panel: FindingsPanel) -> None:
    row = next(n for n, finding in enumerate(panel.shown()) if finding.level == "H" and finding.expected)
    panel.list.setCurrentRow(row)
    assert not panel.details.change.isVisibleTo(panel)


def test_says_so_when_nothing_is_wrong(qtbot: QtBot, document: Document) -> None:
    session = Session(document)
    session.findings = ()
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    assert panel.empty.isVisibleTo(panel)
    assert panel.empty.sentence.text() == "没有错误，可以送签"
    with qtbot.waitSignal(panel.sign_wanted):
        panel.empty.button.click()


def test_says_what_is_left_when_no_error_is(qtbot: QtBot, document: Document) -> None:
    session = Session(document)
    session.findings = (Finding("C11", "W", "有误。", "", "", table="T3", row=LEAF.row),)
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.choose("E")
    assert panel.empty.text == "没有错误\n警告 1，改正或者写了说明就能送签。"
    panel.empty.button.click()
    assert levels(panel) == "W"


def test_the_two_numbers_stand_large_and_their_digits_differ(panel: FindingsPanel, session: Session) -> None:
    related = (Related("T5", LEAF.row, "basic", "866.21"),)
    finding = Finding(
        "D01",
        "E",
        "为866.12，应为866.21。",
        "",
        "",
        table="T3",
        row=LEAF.row,
        column="basic",
        found="866.12",
        expected="866.21",
        difference="0.09",
        related=related,
    )
    assert figures(session.document, finding) == (
        Figure("本格", "866.12", (4, 6), "error"),
        Figure("表五同一科目", "866.21", (4, 6), "ok"),
        Figure("相差", "0.09"),
    )
    panel.details.show_finding(finding)
    assert panel.details.numbers.spoken == "本格 866.12，表五同一科目 866.21，相差 0.09"


def test_findings_stand_by_weight_or_by_page(panel: FindingsPanel, session: Session) -> None:
    hint = Finding("C11", "H", "请看一看。", "", "", table="T2", row=LEAF.row)
    error = Finding("C11", "E", "有误。", "", "", table="T3", row=LEAF.row)
    put(session, error, hint)
    assert levels(panel) == "EH"
    panel.order.click()
    assert levels(panel) == "HE"


# Tables of the 情况说明


def purchase(session: Session, **texts: str) -> None:
    """A record of 政府采购 with these texts; a text that is no amount makes a finding."""
    columns = list(texts)
    session.apply("粘贴", cells.paste(session.document, "X2", 0, columns, [list(texts.values())]).changes)


def test_a_wrong_amount_of_a_record_is_placed_by_its_name(panel: FindingsPanel, session: Session) -> None:
    purchase(session, goods="打印机", price="待定")
    choose(panel, Address("X2", "1", "price"))
    assert panel.list.currentItem().text().startswith("E 错误　政府采购 · “打印机”行“单价”列\n")


def test_related_cells_of_records_are_named_with_their_texts(panel: FindingsPanel, session: Session) -> None:
    purchase(session, goods="打印机", quantity="4")
    related = tuple(Related("X2", "1", column, "") for column in ("goods", "quantity", "price"))
    panel.details.show_finding(Finding("C11", "W", "有误。", "", "", table="X2", row="1", related=related))
    panel.details.why.click()
    told = panel.details.text.toPlainText().split("\n")
    assert [line.split()[1:] for line in told[-3:]] == [
        ["第1行", "采购物品名称", "打印机"],
        ["第1行", "数量", "4"],
        ["第1行", "单价", "空白"],
    ]


def test_an_expected_text_is_put_in_with_one_key(panel: FindingsPanel, session: Session) -> None:
    session.apply("清空", cells.remove_rows(session.document, "X1", ["1", "2"]))
    session.apply("粘贴", cells.paste(session.document, "X1", 0, ["name"], [["甲"]]).changes)
    finding = Finding("C11", "W", "有误。", "", "", table="X1", row="1", column="name", expected="甲局")
    panel.details.show_finding(finding)
    panel.details.change.click()
    assert session.document.text(Address("X1", "1", "name")) == "甲局"


def test_a_finding_at_a_row_of_records_leads_to_its_first_cell(opened: MainWindow) -> None:
    finding = Finding("C11", "W", "有误。", "", "", table="X1", row="2")
    opened.workspace.jump(finding)
    assert opened.workspace.place == Address("X1", "2", "name")


# Passages of the text


MISTAKE = "收益群体满意。"


def told(session: Session, level: str = "W") -> Finding:
    """A finding in section 二 whose passage one key rewrites."""
    session.apply("改文字", cells.write_section(session.document, "S2", MISTAKE))
    reporter = Reporter(session.document)
    section = next(s for s in session.document.edition.sections if s.id == "S2")
    finding = reporter.passage("C11", section, (0, 2), "“收益”疑为“受益”。", level=level, link="里的")
    return replace(finding, mend=reporter.rewrite(section, (0, 2), "受益"))


def put(session: Session, *findings: Finding) -> None:
    """Let these be all that was found, and found just now."""
    session.check()
    session.findings = findings
    session.checked.emit()


def test_a_finding_is_mended_with_its_own_key(panel: FindingsPanel, session: Session) -> None:
    put(session, told(session))
    panel.list.setCurrentRow(0)
    assert panel.details.change.text() == "改为“受益”"
    panel.details.change.click()
    assert session.document.section_text("S2") == "受益群体满意。"
    assert session.document.undo_name == "改为“受益”"


def test_a_fix_that_is_out_of_date_does_not_undo_what_was_typed(
    qtbot: QtBot, panel: FindingsPanel, session: Session
) -> None:
    put(session, told(session))
    panel.list.setCurrentRow(0)
    session.apply("改文字", cells.write_section(session.document, "S2", f"{MISTAKE}又写了一句。"))
    with qtbot.waitSignal(panel.told):
        panel.details.change.click()
    assert session.document.section_text("S2") == f"{MISTAKE}又写了一句。"


def test_a_finding_selects_its_passage(opened: MainWindow) -> None:
    session = opened.workspace.session
    put(session, told(session))
    call(opened, NEXT_FINDING)
    page = opened.workspace.current_page
    assert isinstance(page, TextPage)
    assert page.editor.textCursor().selectedText() == "收益"
    assert "疑为“受益”" in page.editor.tip(1)


def test_a_passage_is_underlined_and_follows_what_is_typed(opened: MainWindow) -> None:
    session = opened.workspace.session
    put(session, told(session))
    opened.workspace.go("S2")
    page = opened.workspace.current_page
    assert isinstance(page, TextPage)
    page.editor.insertPlainText("有的")
    (mark,) = page.marks.marks
    assert mark.passage.selectedText() == "收益"
    lines = [s.format.underlineStyle() for s in page.editor.extraSelections()]
    assert QTextCharFormat.UnderlineStyle.WaveUnderline in lines


def test_a_passage_behind_a_blank_chip_is_where_it_should_be(opened: MainWindow) -> None:
    session = opened.workspace.session
    session.apply("改文字", cells.write_section(session.document, "S2", f"⟦X8/projects/words⟧为𬭎{MISTAKE}"))
    section = next(s for s in session.document.edition.sections if s.id == "S2")
    put(session, Reporter(session.document).passage("C11", section, (2, 4), "有误。"))
    call(opened, NEXT_FINDING)
    page = opened.workspace.current_page
    assert isinstance(page, TextPage)
    assert page.editor.textCursor().selectedText() == "收益"


# 说明


def test_an_answered_warning_leaves_the_list(panel: FindingsPanel, session: Session) -> None:
    put(session, told(session))
    panel.list.setCurrentRow(0)
    panel.details.reason.setPlainText("原文如此")
    finding = panel.current()
    panel.details.waive.click()
    put(session, finding)
    assert session.document.undo_name == "写说明"
    assert panel.shown() == ()
    assert panel.waived.text() == "已说明 1"
    panel.waived.click()
    panel.list.setCurrentRow(0)
    assert "原文如此" in panel.details.text.toPlainText()
    panel.details.withdraw.click()
    assert session.document.undo_name == "撤回说明"
    put(session, finding)
    assert session.open_findings == (finding,)


def test_an_answer_needs_words(qtbot: QtBot, panel: FindingsPanel, session: Session) -> None:
    put(session, told(session))
    panel.list.setCurrentRow(0)
    with qtbot.waitSignal(panel.told):
        panel.details.waive.click()
    assert session.waived_findings == ()


def test_the_old_words_are_offered_when_the_numbers_changed(panel: FindingsPanel, session: Session) -> None:
    finding = told(session)
    session.apply("写说明", waive(session.document, finding, "原文如此"))
    put(session, replace(finding, quote="别的"))
    panel.list.setCurrentRow(0)
    assert panel.details.reason.toPlainText() == "原文如此"
    assert len(panel.shown()) == 1


@pytest.mark.parametrize("level", ["E", "H"])
def test_only_warnings_are_answered(panel: FindingsPanel, session: Session, level: str) -> None:
    put(session, told(session, level))
    panel.list.setCurrentRow(0)
    assert not panel.details.waive.isVisibleTo(panel)


def test_an_answered_warning_does_not_count_in_the_marks(opened: MainWindow) -> None:
    session = opened.workspace.session
    finding = told(session)
    put(session, finding)
    assert opened.workspace.marks()["S2"] == "!1"
    session.apply("写说明", waive(session.document, finding, "原文如此"))
    put(session, finding)
    assert opened.workspace.marks()["S2"] == "✓"
