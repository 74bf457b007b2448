"""From finding to finding, and between a finding and its place: the keys, the jump, the marked cell and passage."""

from dataclasses import replace

from PySide6.QtGui import QTextCharFormat

from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.edit import cells
from models.records import Address, CellChange, CellEntry
from tests.ui.findings.panels import LEAF, MISTAKE, at_cells, put, told
from tests.ui.menus import call
from ui.findings.panel import FindingsPanel
from ui.kit.commands import NEXT_FINDING
from ui.kit.session import Session
from ui.pages.text_page import TextPage
from ui.window.main_window import MainWindow


def test_steps_round_the_list(panel: FindingsPanel) -> None:
    jumps: list[Finding] = []
    panel.jump.connect(jumps.append)
    shown = list(panel.shown())
    for _ in (*shown, None):
        panel.step(1)
    panel.step(-1)
    assert jumps == [*shown, shown[0], shown[-1]]


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


def test_a_finding_at_a_row_of_records_leads_to_its_first_cell(opened: MainWindow) -> None:
    finding = Finding("C11", "W", "有误。", "", "", table="X1", row="2")
    opened.workspace.jump(finding)
    assert opened.workspace.place == Address("X1", "2", "name")


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
