"""The details of a finding: what, why and how, its numbers, and the keys that put it right."""

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from forms.document.finding import Finding, Related
from forms.edit import cells
from models.records import Address, CellChange, CellEntry
from tests.ui.findings.panels import LEAF, MISTAKE, choose, levels, purchase, put, told
from ui.findings.numbers import Figure, figures
from ui.findings.panel import FindingsPanel
from ui.kit.session import Session

TOTAL = Address("T3", "total", "total")


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
