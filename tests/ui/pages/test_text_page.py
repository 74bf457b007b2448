"""The page of a section: typing becomes named steps, taking back, what comes from outside, the input method."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.edit import cells
from forms.edit.adopt import drafted
from forms.office.office import Office
from models.records import Address, Unit
from tests.ui.grid.grids import CTRL, blank
from tests.ui.menus import call, told_of
from ui.findings.marks import mark
from ui.help import topics
from ui.kit.commands import ACCEPT_COMPUTED, REDO, SORT_BY_CODE, UNDO
from ui.kit.session import Session
from ui.kit.steps import section
from ui.pages.text_page import TextPage
from ui.window.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot) -> TextPage:
    """The page of section 二 of a blank disclosure, its editor in focus."""
    page = TextPage(blank(), "S2")
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.editor.setFocus()
    return page


@pytest.fixture
def written(opened: MainWindow) -> TextPage:
    """The page of section 二 in the window, with a text that was written before."""
    write(opened.workspace.session, "第一段\n第二段\n第三段")
    opened.workspace.go("S2")
    page = opened.workspace.current_page
    assert isinstance(page, TextPage)
    page.editor.setFocus()
    return page


def write(session: Session, text: str) -> None:
    """Put a text into section 二 from outside the page."""
    session.apply("改文字", cells.write_section(session.document, "S2", text))


def stored(page: TextPage) -> str:
    return page.session.document.section_text("S2")


def compose(page: TextPage, preedit: str, commit: str = "") -> None:
    """What an input method sends while a word is being composed, and when it is done."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(page.editor, event)


def test_a_pause_makes_one_named_step(qtbot: QtBot, page: TextPage) -> None:
    with qtbot.waitSignal(page.session.changed):
        QTest.keyClicks(page.editor, "abc")
    assert stored(page) == "abc"
    assert page.session.document.undo_name == "填写 二、部门预算安排的总体情况"
    page.session.undo()
    assert stored(page) == ""


def test_leaving_the_editor_writes_at_once(page: TextPage) -> None:
    QTest.keyClicks(page.editor, "abc")
    assert stored(page) == ""
    page.editor.clearFocus()
    assert stored(page) == "abc"


def test_going_to_another_page_writes_at_once(opened: MainWindow) -> None:
    opened.workspace.go("S0")
    QTest.keyClicks(opened.workspace.current_page.editor, "abc")
    opened.workspace.go("S1")
    assert opened.workspace.session.document.section_text("S0") == "abc"
    assert opened.menus.actions[UNDO].text() == "撤销(&U) 填写 开头"


def test_looking_at_a_text_is_no_step(page: TextPage) -> None:
    write(page.session, "第一段\n第二段")
    name = page.session.document.undo_name
    page.commit_pending()
    assert page.session.document.undo_name == name


def test_a_blank_line_just_begun_stays_while_typing_goes_on(page: TextPage) -> None:
    QTest.keyClicks(page.editor, "abc")
    QTest.keyClick(page.editor, Qt.Key.Key_Return)
    page.commit_pending()
    assert stored(page) == "abc"
    assert page.editor.toPlainText() == "abc\n"


def test_the_editor_takes_back_what_is_not_yet_a_step(page: TextPage) -> None:
    QTest.keyClicks(page.editor, "abc")
    QTest.keyClick(page.editor, Qt.Key.Key_Z, CTRL)
    page.commit_pending()
    assert page.editor.toPlainText() == ""
    assert page.session.document.undo_name == ""


def test_the_same_key_takes_back_the_last_step(written: TextPage, opened: MainWindow) -> None:
    QTest.keyClick(written.editor, Qt.Key.Key_Z, CTRL)
    assert stored(written) == ""
    assert written.editor.toPlainText() == ""
    assert opened.menus.actions[REDO].text() == "重做(&R) 改文字"


def test_undo_and_redo_show_the_page(written: TextPage, opened: MainWindow) -> None:
    opened.workspace.go("T3")
    opened.menus.actions[UNDO].trigger()
    assert (opened.workspace.at, written.editor.toPlainText()) == ("S2", "")
    opened.workspace.go("T3")
    opened.menus.actions[REDO].trigger()
    assert (opened.workspace.at, written.editor.toPlainText()) == ("S2", "第一段\n第二段\n第三段")


@pytest.mark.parametrize("before", ["第一段", "𬭎𬬭段"])
def test_a_change_from_outside_leaves_the_cursor_where_it_is(page: TextPage, before: str) -> None:
    write(page.session, f"{before}\n第二段\n第三段")
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    page.editor.moveCursor(QTextCursor.MoveOperation.StartOfLine)
    write(page.session, f"{before}和更多\n第二段\n第三段")
    assert page.editor.toPlainText() == f"{before}和更多\n第二段\n第三段"
    page.editor.insertPlainText("|")
    assert page.editor.toPlainText().endswith("\n|第三段")


def test_a_change_elsewhere_leaves_what_is_being_typed(page: TextPage) -> None:
    QTest.keyClicks(page.editor, "abc")
    page.session.apply("改别处", cells.write_section(page.session.document, "S3", "别处"))
    assert page.editor.toPlainText() == "abc"


def test_a_word_being_composed_is_not_cut_off(qtbot: QtBot, page: TextPage) -> None:
    compose(page, "bu men")
    with qtbot.waitSignal(page.session.changed):
        compose(page, "", "部门")
    assert stored(page) == "部门"


def test_a_table_is_pasted_as_plain_text(page: TextPage) -> None:
    mime = QMimeData()
    mime.setHtml("<table><tr><td><b>收入</b></td><td>1</td></tr></table>")
    mime.setText("收入\t1")
    QApplication.clipboard().setMimeData(mime)
    page.editor.paste()
    page.commit_pending()
    assert stored(page) == "收入\t1"


def test_counts_characters_and_paragraphs(page: TextPage) -> None:
    assert page.count.text() == "还没有填写"
    page.editor.setPlainText("第 一段\n\n　　第二段。\n")
    assert page.count.text() == "7 字，2 段"


def test_a_text_has_no_cells_and_no_sum(page: TextPage) -> None:
    assert not page.show_cell(Address("T1", "total", "amount"))
    assert page.selection_sum() == (0, 0)


def test_the_keys_for_walking_work_inside_the_text(written: TextPage, opened: MainWindow) -> None:
    QTest.keyClick(written.editor, Qt.Key.Key_PageDown, CTRL)
    assert opened.workspace.at == "X7"


def test_commands_for_tables_say_that_there_is_none(opened: MainWindow) -> None:
    opened.workspace.go("S2")
    assert told_of(opened, SORT_BY_CODE) == "本页没有科目编码，不用排列。"
    call(opened, ACCEPT_COMPUTED)
    assert opened.statusBar().currentMessage() == "本页没有与计算数不一致的格。"
    assert opened.status.place.text() == "二、部门预算安排的总体情况"


def test_the_draft_stands_beside_and_takes_the_place_of_the_text_in_one_step(written: TextPage) -> None:
    assert "2024年支出预算2305.27万元" in written.beside.draft
    QTest.mouseClick(written.adopt_all, Qt.MouseButton.LeftButton)
    text = stored(written)
    assert text == written.beside.draft == written.editor.toPlainText()
    assert not written.adopt_all.isEnabled()
    written.session.undo()
    assert stored(written) == "第一段\n第二段\n第三段"


def test_of_a_blank_section_the_whole_draft_is_one_card(written: TextPage) -> None:
    paragraphs = [one.text for one in drafted(written.session.document, section(written.session.document, "S2"))]
    assert len(paragraphs) > 1
    write(written.session, "")
    assert [card.isVisibleTo(written) for card in written.beside._cards].count(True) == 1
    assert written.adopt.text() == "采用全文 Alt+回车"
    assert not written.keep.isVisibleTo(written)
    QTest.keyClick(written.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert stored(written).split("\n") == paragraphs
    written.session.undo()
    assert stored(written) == ""


def test_where_all_agrees_nothing_stands_beside_the_paper(written: TextPage) -> None:
    assert written.beside.isVisibleTo(written)
    written.adopt_draft()
    assert not written.beside.isVisibleTo(written)
    assert written.count.text().endswith("，与各表一致")
    written.session.undo()
    assert written.beside.isVisibleTo(written)


def test_drafting_twice_does_not_make_the_text_longer(written: TextPage) -> None:
    written.adopt_draft()
    once = stored(written)
    written.adopt_draft()
    assert stored(written) == once


def test_a_key_takes_over_one_paragraph_and_goes_on_to_the_next(written: TextPage) -> None:
    write(written.session, f"本部门自己写的话\n{OLD}")
    draft = written.beside.draft.split("\n")
    number = next(n for n, paragraph in enumerate(draft) if paragraph.startswith("收支预算总表支出栏"))
    to_paragraph(written, 1)
    assert written.beside.current == number
    QTest.keyClick(written.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert stored(written).split("\n") == ["本部门自己写的话", draft[number]]
    assert written.session.document.undo_name == "采用起草的一段 二、部门预算安排的总体情况"
    assert written.beside.current == number + 1
    written.session.undo()
    assert "支出预算9.00万元" in stored(written)


KEEP = Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier


def test_a_key_keeps_the_own_paragraph_and_goes_on_to_the_next(written: TextPage) -> None:
    write(written.session, f"本部门自己写的话\n{OLD}")
    to_paragraph(written, 1)
    number = written.beside.current
    QTest.keyClick(written.editor, *KEEP)
    assert stored(written) == f"本部门自己写的话\n{OLD}"
    assert written.beside.current == number + 1
    assert written.beside._cards[number].is_done
    assert written.beside._cards[number]._head.text().startswith("✓ 保留原文：收支预算总表")


def test_what_was_kept_is_offered_again_once_it_says_something_else(written: TextPage) -> None:
    write(written.session, f"本部门自己写的话\n{OLD}")
    to_paragraph(written, 1)
    number = written.beside.current
    QTest.keyClick(written.editor, *KEEP)
    write(written.session, f"本部门自己写的话\n{OLD.replace('9.00', '8.00')}")
    assert not written.beside._cards[number].is_done


def test_what_was_kept_stays_so_on_a_page_made_anew(qtbot: QtBot, written: TextPage) -> None:
    write(written.session, f"本部门自己写的话\n{OLD}")
    to_paragraph(written, 1)
    number = written.beside.current
    QTest.keyClick(written.editor, *KEEP)
    again = TextPage(written.session, written.step_id)
    qtbot.addWidget(again)
    assert again.beside._cards[number].is_done


def test_a_blank_section_is_said_not_to_apply_in_the_words_of_the_form(qtbot: QtBot) -> None:
    session = blank()
    step = next(one.id for one in session.document.edition.sections if one.key == "earmarked")
    page = TextPage(session, step)
    qtbot.addWidget(page)
    page.show()
    QTest.mouseClick(page.nothing, Qt.MouseButton.LeftButton)
    assert session.document.section_text(step) == "我部门无主管专项资金。"
    assert mark(session.document, (), step) == ("—", "不适用，写明没有")
    assert not page.nothing.isVisible()
    session.undo()
    assert page.nothing.isVisible()


def test_a_section_that_always_applies_offers_no_such_sentence(qtbot: QtBot) -> None:
    session = blank()
    page = TextPage(session, next(one.id for one in session.document.edition.sections if one.key == "overview"))
    qtbot.addWidget(page)
    page.show()
    assert not page.nothing.isVisible()


def test_a_blank_section_shows_how_it_may_read(qtbot: QtBot) -> None:
    session = blank()
    section = next(one for one in session.document.edition.sections if one.key == "overview")
    page = TextPage(session, section.id)
    qtbot.addWidget(page)
    assert page.editor.placeholderText().endswith(f"例如：{section.example}")
    assert section.example in topics.here(session.document, section.id, None)
    assert section.why in topics.here(session.document, section.id, None)


def test_typing_next_to_the_draft_is_taken_over_before_the_paragraph(written: TextPage) -> None:
    to_paragraph(written, 2)
    written.editor.insertPlainText("又写了")
    written.adopt_paragraph(0)
    assert "又写了第三段" in stored(written)


OLD = "收支预算总表支出栏、基本支出表、项目支出表反映本部门支出预算的总体情况。支出预算9.00万元，其中基本支出9.00万元。"


def to_paragraph(page: TextPage, number: int) -> None:
    page.editor.setTextCursor(QTextCursor(page.editor.document().findBlockByNumber(number)))


def test_a_section_that_has_no_draft_offers_none(qtbot: QtBot) -> None:
    page = TextPage(blank(), "S1")
    qtbot.addWidget(page)
    page.show()
    assert not page.adopt.isVisible()
    assert not page.adopt_all.isVisible()


def test_a_paragraph_is_indented_by_its_looks_alone(page: TextPage) -> None:
    QTest.keyClicks(page.editor, "abc")
    QTest.keyClick(page.editor, Qt.Key.Key_Return)
    QTest.keyClicks(page.editor, "d")
    first, second = (page.editor.document().findBlockByNumber(n) for n in range(2))
    assert first.blockFormat().textIndent() == second.blockFormat().textIndent() > 0
    QTest.keyClick(page.editor, Qt.Key.Key_Z, CTRL)
    page.commit_pending()
    assert stored(page).startswith("abc")
    assert first.blockFormat().textIndent() > 0


def test_what_is_copied_out_of_a_text_is_words_alone(page: TextPage) -> None:
    QTest.keyClicks(page.editor, "abc")
    page.editor.selectAll()
    copied = page.editor.createMimeDataFromSelection()
    assert (copied.text(), copied.formats()) == ("abc", ["text/plain"])


def test_where_nothing_is_drafted_last_years_text_is_written_again_as_of_this_year(
    window: MainWindow, office: Office
) -> None:
    unit = Unit("339", "甲局")
    before = office.start(unit, 2024, "部门", "hebei")
    own = next(s for s in before.edition.sections if not s.draft and not s.wordless)
    before.apply("写", cells.write_section(before, own.id, "2024年我局有两个内设机构。"))
    window.show_document(office.start(unit, 2025, "部门", "hebei"))
    window.workspace.go(next(s.id for s in window.workspace.session.document.edition.sections if s.key == own.key))
    page = window.workspace.current_page
    assert isinstance(page, TextPage)
    assert page.again.isVisible()
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.editor.toPlainText() == "2025年我局有两个内设机构。"
    assert not page.again.isVisible()
    assert window.workspace.session.document.undo_name.startswith("照用上年")
