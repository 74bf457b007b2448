"""The page 核对清单: answers and remarks, each a step of its own."""

import pytest
from pytestqt.qtbot import QtBot

from forms.signing.checklist import ANSWERS, checklist
from tests.ui.conftest import shown
from tests.ui.grid.grids import blank
from tests.ui.menus import call
from ui.findings.marks import mark
from ui.kit.commands import UNDO
from ui.kit.session import Session
from ui.kit.steps import CHECKLIST
from ui.pages.checklist_page import ChecklistPage
from ui.window.main_window import MainWindow

YES, NO, _ = ANSWERS


@pytest.fixture
def page(qtbot: QtBot) -> ChecklistPage:
    page = ChecklistPage(blank(), CHECKLIST)
    shown(qtbot, page)
    return page


def first(page: ChecklistPage) -> str:
    return next(iter(page.questions))


def answer(page: ChecklistPage, rule: str, word: str) -> None:
    """Click an answer."""
    page.questions[rule].answers.button(ANSWERS.index(word)).click()


def stands(page: ChecklistPage, rule: str) -> tuple[str, str]:
    """The answer and the remark that are kept."""
    item = next(item for item in checklist(page.session.document) if item.rule.id == rule)
    return item.answer, item.remark


def test_every_question_is_asked(page: ChecklistPage) -> None:
    assert list(page.questions) == [item.rule.id for item in checklist(page.session.document)]
    assert page.count.text().startswith(f"共 {len(page.questions)} 条，已回答 0 条")


def test_a_click_answers_and_can_be_taken_back(page: ChecklistPage) -> None:
    rule = first(page)
    answer(page, rule, NO)
    assert stands(page, rule) == (NO, "")
    assert page.session.document.undo_name.startswith("核对 ")
    page.session.undo()
    assert stands(page, rule) == ("", "")
    assert page.questions[rule].answers.checkedId() == -1


def test_a_remark_is_kept_with_the_answer(page: ChecklistPage) -> None:
    rule = first(page)
    assert page.questions[rule].remark.isHidden()
    answer(page, rule, NO)
    page.questions[rule].remark.setText("已与财政股核对")
    page.commit_pending()
    assert stands(page, rule) == (NO, "已与财政股核对")
    answer(page, rule, YES)
    assert stands(page, rule) == (YES, "已与财政股核对")


def test_only_looking_answers_nothing(qtbot: QtBot) -> None:
    page = ChecklistPage(Session(blank().document, is_inspected=True), CHECKLIST)
    qtbot.addWidget(page)
    assert not any(question.isEnabled() for question in page.questions.values())


def test_the_mark_tells_how_far_it_is(page: ChecklistPage) -> None:
    document = page.session.document
    assert mark(document, (), CHECKLIST)[0] == "·"
    answer(page, first(page), YES)
    assert mark(document, (), CHECKLIST)[0] in "…✓"
    for rule in page.questions:
        answer(page, rule, YES)
    assert mark(document, (), CHECKLIST) == ("✓", f"已回答 {len(page.questions)} 项，共 {len(page.questions)} 项")


def test_undo_leads_back_here(opened: MainWindow) -> None:
    opened.workspace.go(CHECKLIST)
    page = opened.workspace.current_page
    assert isinstance(page, ChecklistPage)
    answer(page, first(page), YES)
    opened.workspace.go("T3")
    call(opened, UNDO)
    assert opened.workspace.at == CHECKLIST
