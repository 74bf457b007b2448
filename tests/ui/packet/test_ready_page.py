"""签审与公开: each state has one next step, what stands in the way is said and gone to, signers are written down."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.document.finding import Finding, fault_counts
from forms.edit.cells import enter
from forms.edit.profile import set_profile
from forms.office.office import Office
from forms.write.page.approval import SIGNERS, record_of
from models.records import Address, State
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.frame.stage_bar import StageBar
from ui.kit import commands
from ui.kit.jobs import Jobs
from ui.kit.session import Session
from ui.packet.miniature import Miniature
from ui.packet.ready_page import ReadyPage
from ui.packet.sign_dialog import SignDialog
from ui.window.main_window import MainWindow
from ui.window.passing import PassingDialog


@pytest.fixture
def page(qtbot: QtBot, office: Office, right: Document, jobs: Jobs) -> ReadyPage:
    """A faultless disclosure on its way out, set back to where it is made."""
    office.set_person("王敏")
    if right.head.state != State.EDITING:
        office.reopen(right, "重新来过")
    page = ReadyPage(Session(right), office, jobs)
    qtbot.addWidget(page)
    page.show()
    return page


def test_what_is_without_errors_may_be_reviewed(page: ReadyPage, qtbot: QtBot) -> None:
    assert page.headline.text() == "没有错误，可以送签"
    with qtbot.waitSignal(page.state_wanted) as wanted:
        page.next.click()
    assert wanted.args == [State.REVIEWED]


def test_an_error_stands_in_the_way_and_is_gone_to(page: ReadyPage, qtbot: QtBot) -> None:
    document = page.session.document
    page.session.apply("填写", enter(document, {Address("T9", "reception", "general"): "三万"}))
    page.session.check()
    assert page.headline.text().startswith("还不能送审：")
    with qtbot.waitSignal(page.finding_wanted) as wanted:
        page.next.click()
    (finding,) = wanted.args
    assert isinstance(finding, Finding)
    assert finding.level == "E"


def test_what_is_to_be_filled_in_is_no_error_and_is_counted_as_the_panel_counts(
    qtbot: QtBot, office: Office, document: Document, jobs: Jobs
) -> None:
    session = Session(document)
    page = ReadyPage(session, office, jobs)
    qtbot.addWidget(page)
    errors = fault_counts(session.open_findings)["E"]
    assert errors
    assert page.headline.text().startswith(f"还不能送审：{errors}处错误没有改正、{len(session.to_do)}处待填")


def test_after_the_review_the_copy_for_signing_is_printed(page: ReadyPage, office: Office, qtbot: QtBot) -> None:
    document = page.session.document
    office.review(document)
    for field in SIGNERS:
        document.apply("填写", set_profile(document, f"{record_of(field)}_date", ""))
    page.refresh()
    with qtbot.waitSignal(page.called) as wanted:
        page.next.click()
    assert wanted.args == [commands.PRINT]


def test_a_signer_is_written_down_where_the_signers_stand(page: ReadyPage) -> None:
    def sign(dialog: SignDialog) -> None:
        dialog.name.setText("欧阳明月")
        dialog.day.setText("2024.1.20")
        dialog.sign.click()

    answer(SignDialog, sign)
    page.signers["maker"].register.click()
    assert page.session.document.profile("maker_date") == "2024年1月20日"
    assert page.signers["maker"].mark.accessibleName() == "已签字"
    assert "欧阳明月" in page.signers["maker"].name.text()


def test_a_day_that_is_none_is_not_taken(page: ReadyPage, qtbot: QtBot) -> None:
    dialog = SignDialog(page.session.document, "leader")
    qtbot.addWidget(dialog)
    dialog.day.setText("下周")
    dialog.sign.click()
    assert "认不出是哪一天" in dialog.trouble.text()
    assert not dialog.changes


def test_the_package_waits_for_the_settled_state(page: ReadyPage, office: Office, qtbot: QtBot) -> None:
    package = page.buttons[commands.PUBLISH.id]
    assert not package.isEnabled()
    assert page.later.isVisible()
    office.review(page.session.document)
    office.settle(page.session.document)
    page.refresh()
    assert package.isEnabled()
    assert not page.later.isVisible()
    with qtbot.waitSignal(page.called) as wanted:
        page.next.click()
    assert wanted.args == [commands.PUBLISH]
    assert page.record.itemAtPosition(0, 1).widget().text() == "王敏"


def test_the_page_stands_in_the_window_and_stays_through_a_change_of_state(
    window: MainWindow, office: Office, right: Document
) -> None:
    office.set_person("王敏")
    office.settle(right)
    window.open(right.head.id)
    call(window, commands.READY)
    assert window.workspace is not None
    page = window.workspace.current_page
    assert isinstance(page, ReadyPage)
    answer(PassingDialog, lambda dialog: (dialog.reason.setText("更正"), dialog.ok.click()))
    page.state_wanted.emit(State.EDITING)
    assert window.workspace.at == ReadyPage.STEP
    assert window.workspace.current_page is not page
    assert window.workspace.session.document.head.state == State.EDITING
    call(window, commands.EXPLAIN)
    window.workspace.step(-1)
    assert window.workspace.at != ReadyPage.STEP


def test_exactly_one_button_is_filled(page: ReadyPage) -> None:
    filled = [button for button in (page.next, *page.buttons.values()) if button.property("filled")]
    assert filled == [page.next]


def test_both_products_are_seen_in_small(qtbot: QtBot, page: ReadyPage) -> None:
    def inked() -> list[bool]:
        """Whether something stands on each page."""
        shown = [miniature.grab().toImage() for miniature in page.findChildren(Miniature)]
        return [
            any(one.pixelColor(x, y).lightness() < 200 for x in range(5, 70) for y in range(5, 100)) for one in shown
        ]

    qtbot.waitUntil(lambda: inked() == [True, True])


def test_each_of_both_stages_has_its_own_part(window: MainWindow, right: Document) -> None:
    window.show_document(right)
    bar = window.findChild(StageBar)
    for stage, is_publishing in (("公开", True), ("签审", False)):
        next(button for button in bar.buttons if button.name == stage).click()
        page = window.workspace.current_page
        assert page.buttons[commands.PUBLICATION.id].isVisible() is is_publishing
        assert page.signers["maker"].isVisible() is not is_publishing
        (current,) = (button.name for button in bar.buttons if button.accessibleName().endswith("当前"))
        assert current == stage


def test_what_a_command_did_is_seen_when_it_comes_back(page: ReadyPage, office: Office) -> None:
    id_ = page.session.document.head.id
    page.called.connect(lambda _: office.stand(id_, "2025年2月6日", [("公开.zip", "0" * 64)]))
    page.buttons[commands.PUBLICATION.id].click()
    assert "登记了1个文件" in page.published.text()


def test_a_day_that_has_gone_by_is_said_and_stands_in_nothings_way(page: ReadyPage, qtbot: QtBot) -> None:
    page.session.document.today = lambda: date(2027, 1, 1)
    page.refresh()
    assert page.headline.text() == "可以送签"
    assert "这不妨碍送签" in page.words.text()
    page.next.setFocus()
    with qtbot.waitSignal(page.state_wanted):
        QTest.keyClick(page.next, Qt.Key.Key_Return)
