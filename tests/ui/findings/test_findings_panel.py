"""The list of the findings panel: its order and filters, what a card says, what stands there when nothing is wrong."""

from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from models.records import Address
from tests.ui.findings.panels import LEAF, choose, levels, purchase, put, told
from ui.findings.panel import FindingsPanel
from ui.kit.session import Session


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


def test_findings_stand_by_weight_or_by_page(panel: FindingsPanel, session: Session) -> None:
    hint = Finding("C11", "H", "请看一看。", "", "", table="T2", row=LEAF.row)
    error = Finding("C11", "E", "有误。", "", "", table="T3", row=LEAF.row)
    put(session, error, hint)
    assert levels(panel) == "EH"
    panel.order.click()
    assert levels(panel) == "HE"


def test_a_wrong_amount_of_a_record_is_placed_by_its_name(panel: FindingsPanel, session: Session) -> None:
    purchase(session, goods="打印机", price="待定")
    choose(panel, Address("X2", "1", "price"))
    assert panel.list.currentItem().text().startswith("E 错误　政府采购 · “打印机”行“单价”列\n")
