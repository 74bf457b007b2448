"""Bound numbers in the text of a section: chips that follow their cells, are taken as a whole and lead to the table."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.edit import cells
from forms.office.office import Office
from models.records import Address, Unit
from tests.ui.grid.grids import CTRL, SHIFT
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.kit.commands import UNDO
from ui.pages.text_page import TextPage
from ui.prose.field_editor import NOTHING
from ui.prose.number_dialog import NumberDialog, numbers
from ui.window.main_window import MainWindow

SLOT = "T5/2060101/basic"
CELL = Address("T5", "2060101", "basic")
KEPT = f"基本支出⟦{SLOT}⟧万元。"
SHOWN = "基本支出292.65万元。"
START, END = 4, 10
"""Where the chip stands."""


@pytest.fixture
def page(opened: MainWindow) -> TextPage:
    """The page of section 二 in the window, with a text that holds one chip."""
    keep(opened, KEPT)
    opened.workspace.go("S2")
    page = opened.workspace.current_page
    assert isinstance(page, TextPage)
    page.editor.setFocus()
    return page


def keep(window: MainWindow, text: str) -> None:
    """Put a text into section 二 as it is kept."""
    session = window.workspace.session
    session.apply("改文字", cells.write_section(session.document, "S2", text))


def kept(page: TextPage) -> str:
    """What is kept of the section once the typing is over."""
    page.commit_pending()
    return page.session.document.filled_text("S2").kept


def put(page: TextPage, position: int, to: int | None = None) -> None:
    """Put the cursor somewhere; with `to` select up to there."""
    cursor = page.editor.textCursor()
    cursor.setPosition(position)
    if to is not None:
        cursor.setPosition(to, QTextCursor.MoveMode.KeepAnchor)
    page.editor.setTextCursor(cursor)


def change(page: TextPage, text: str) -> None:
    """Type into the cell behind the chip."""
    page.session.apply("填写", cells.enter(page.session.document, {CELL: text}))


def test_shows_the_number_of_the_cell(page: TextPage) -> None:
    assert page.editor.toPlainText() == SHOWN
    assert [(chip.slot, chip.start, chip.end) for chip in page.editor.chips()] == [(SLOT, START, END)]


def test_looking_at_it_is_no_step(page: TextPage) -> None:
    name = page.session.document.undo_name
    assert kept(page) == KEPT
    assert page.session.document.undo_name == name


def test_follows_the_cell(page: TextPage) -> None:
    change(page, "1234.5")
    assert page.editor.toPlainText() == "基本支出1234.50万元。"
    assert kept(page) == KEPT


def test_a_cell_that_is_cleared_leaves_a_chip_to_see(page: TextPage) -> None:
    document = page.session.document
    page.session.apply("改文字", cells.write_section(document, "S2", "因⟦X8/projects/words⟧。"))
    assert page.editor.toPlainText() == f"因{NOTHING}。"
    assert kept(page) == "因⟦X8/projects/words⟧。"


@pytest.mark.parametrize(
    ("position", "wanted"), [(START, f"基本支出x⟦{SLOT}⟧万元。"), (END, f"基本支出⟦{SLOT}⟧x万元。")]
)
def test_what_is_typed_beside_it_is_free_text(page: TextPage, position: int, wanted: str) -> None:
    put(page, position)
    QTest.keyClicks(page.editor, "x")
    assert kept(page) == wanted


@pytest.mark.parametrize("before", ["", "\n"])
def test_what_is_typed_before_it_on_a_new_line_is_free_text(opened: MainWindow, page: TextPage, before: str) -> None:
    keep(opened, f"甲{before}⟦{SLOT}⟧")
    put(page, 1 + len(before))
    QTest.keyClicks(page.editor, "x")
    assert kept(page) == f"甲{before}x⟦{SLOT}⟧"


def test_a_number_typed_behind_a_removed_one_stays_as_typed(page: TextPage) -> None:
    put(page, END)
    QTest.keyClicks(page.editor, "x")
    put(page, END)
    QTest.keyClick(page.editor, Qt.Key.Key_Backspace)
    put(page, START)
    QTest.keyClicks(page.editor, "292.65")
    assert kept(page) == "基本支出292.65x万元。"


def test_the_input_method_writes_beside_it(page: TextPage) -> None:
    put(page, END)
    event = QInputMethodEvent("yi", [])
    QApplication.sendEvent(page.editor, event)
    event = QInputMethodEvent("", [])
    event.setCommitString("亿")
    QApplication.sendEvent(page.editor, event)
    assert kept(page) == f"基本支出⟦{SLOT}⟧亿万元。"


@pytest.mark.parametrize(
    ("position", "key", "modifiers"),
    [
        (END, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (END, Qt.Key.Key_Backspace, CTRL),
        (START, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (START, Qt.Key.Key_Delete, CTRL),
    ],
)
def test_one_key_removes_it_whole(page: TextPage, position: int, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    put(page, position)
    QTest.keyClick(page.editor, key, modifiers)
    assert "⟦" not in kept(page)
    assert not any(digit in kept(page) for digit in "0123456789.")


def test_the_editor_takes_the_removal_back_as_a_chip(page: TextPage) -> None:
    put(page, END)
    QTest.keyClick(page.editor, Qt.Key.Key_Backspace)
    QTest.keyClick(page.editor, Qt.Key.Key_Z, CTRL)
    assert kept(page) == KEPT


def test_the_window_takes_back_the_step_that_removed_it(page: TextPage, opened: MainWindow) -> None:
    put(page, END)
    QTest.keyClick(page.editor, Qt.Key.Key_Backspace)
    assert kept(page) == "基本支出万元。"
    call(opened, UNDO)
    assert page.editor.toPlainText() == SHOWN
    assert kept(page) == KEPT


def test_the_cursor_steps_over_it(page: TextPage) -> None:
    put(page, START)
    QTest.keyClick(page.editor, Qt.Key.Key_Right)
    assert page.editor.textCursor().position() == END
    QTest.keyClick(page.editor, Qt.Key.Key_Left)
    assert page.editor.textCursor().position() == START


def test_a_selection_takes_it_whole_and_lets_it_go_whole(page: TextPage) -> None:
    put(page, START)
    QTest.keyClick(page.editor, Qt.Key.Key_Right, SHIFT)
    assert page.editor.textCursor().selectedText() == "292.65"
    QTest.keyClick(page.editor, Qt.Key.Key_Left, SHIFT)
    assert not page.editor.textCursor().hasSelection()


def test_typing_over_it_replaces_it_whole(page: TextPage) -> None:
    put(page, START + 2, END - 1)
    QTest.keyClicks(page.editor, "0")
    assert kept(page) == "基本支出0万元。"


def test_copying_gives_the_words_and_pasting_free_text(page: TextPage) -> None:
    page.editor.selectAll()
    page.editor.copy()
    assert QApplication.clipboard().text() == SHOWN
    put(page, len(SHOWN))
    page.editor.paste()
    assert kept(page) == KEPT + SHOWN


def test_two_of_them_side_by_side_stay_two(opened: MainWindow, page: TextPage) -> None:
    keep(opened, f"⟦{SLOT}⟧⟦{SLOT}⟧")
    assert len(page.editor.chips()) == 2
    put(page, 6)
    QTest.keyClick(page.editor, Qt.Key.Key_Backspace)
    assert kept(page) == f"⟦{SLOT}⟧"


def test_one_of_several_lines_stays_one(opened: MainWindow, page: TextPage) -> None:
    document = page.session.document
    text = cells.enter(document, {Address("X8", "projects", "words"): "甲\n乙"})
    page.session.apply("填写", text)
    keep(opened, "主要为⟦X8/projects/words⟧\n其他")
    assert page.editor.toPlainText() == "主要为甲\n乙\n其他"
    put(page, len("主要为"))
    QTest.keyClick(page.editor, Qt.Key.Key_Delete)
    assert kept(page) == "主要为\n其他"


def test_rare_characters_before_it_do_not_shift_it(opened: MainWindow, page: TextPage) -> None:
    keep(opened, f"𬭎𬬭⟦{SLOT}⟧万元")
    assert [(chip.start, chip.end) for chip in page.editor.chips()] == [(4, 10)]
    change(page, "5")
    assert page.editor.toPlainText() == "𬭎𬬭5.00万元"


def test_a_cell_that_changes_while_one_types_is_shown_afterwards(page: TextPage) -> None:
    put(page, len(SHOWN))
    QTest.keyClicks(page.editor, "x")
    change(page, "5")
    assert page.editor.toPlainText() == f"{SHOWN}x"
    page.commit_pending()
    assert page.editor.toPlainText() == "基本支出5.00万元。x"


def test_a_drafted_paragraph_brings_its_chips_and_keeps_those_that_stand(page: TextPage) -> None:
    number = next(n for n, text in enumerate(page.beside.draft.split("\n")) if "预算收入" in text)
    page.adopt_paragraph(number)
    assert KEPT in kept(page)
    assert "⟦T1/income.total/amount⟧" in kept(page)


def test_a_click_with_ctrl_leads_to_the_cell(page: TextPage, opened: MainWindow) -> None:
    put(page, START)
    point = page.editor.cursorRect().center() + QPoint(4, 0)
    QTest.mouseClick(page.editor.viewport(), Qt.MouseButton.LeftButton, CTRL, point)
    assert opened.workspace.at == "T5"
    assert opened.workspace.place == CELL


@pytest.mark.parametrize(
    ("slot", "place"),
    [
        ("X8/running/words", ("X8", Address("X8", "running", "words"))),
        ("change:X7/basic", ("X7", Address("X7", "basic", "change"))),
        ("reason:X7/basic", ("X7", Address("X7", "basic", "reason"))),
        ("lines:T1/income", ("T1", None)),
        ("profile:place", ("profile", None)),
    ],
)
def test_every_kind_of_slot_leads_to_its_place(page: TextPage, slot: str, place: tuple[str, Address | None]) -> None:
    gone: list[tuple[str, Address | None]] = []
    page.go_wanted.connect(lambda step, address: gone.append((step, address)))
    page.editor.followed.emit(slot)
    assert gone == [place]


def test_the_tip_names_the_cell(page: TextPage) -> None:
    assert page.editor.tip(START + 1) == "取自：表五 2060101 行政运行 基本支出\n按住 Ctrl 点击到表"
    assert page.editor.tip(0) == ""


def test_a_slot_that_leads_nowhere_is_shown_as_it_is_kept(opened: MainWindow, page: TextPage) -> None:
    keep(opened, "数⟦T99/a/b⟧")
    assert page.editor.toPlainText() == "数⟦T99/a/b⟧"
    assert "没有" in page.editor.tip(3)
    assert kept(page) == "数⟦T99/a/b⟧"


def take_number(text: str) -> None:
    """When the dialog is up, look for this and take the first cell found."""

    def take(dialog: NumberDialog) -> None:
        dialog.text.setText(text)
        dialog.take.click()

    answer(NumberDialog, take)


def test_a_number_of_a_table_is_put_in_by_its_key(page: TextPage) -> None:
    put(page, len(SHOWN))
    take_number("表五 行政运行 基本")
    QTest.keyClick(page.editor, Qt.Key.Key_F4)
    assert kept(page) == f"{KEPT}⟦{SLOT}⟧"
    assert page.session.document.undo_name.startswith("填写 二、")


def test_a_selected_number_becomes_a_chip(page: TextPage) -> None:
    put(page, 0)
    page.editor.insertPlainText("共292.65万元，")
    put(page, 1, 7)
    take_number("292.65 表五 行政运行 基本")
    page.insert.click()
    assert kept(page).startswith(f"共⟦{SLOT}⟧万元，")


def test_cells_are_found_by_words_and_by_value(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = NumberDialog(opened.workspace.session.document, sought="2305.27")
    qtbot.addWidget(dialog)
    assert {row[1] for row in dialog.list.texts()} == {"2305.27"}
    dialog.text.setText("没有这样的数")
    assert dialog.list.count() == 0
    assert not dialog.take.isEnabled()


def test_enter_takes_the_first_cell_found(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = NumberDialog(opened.workspace.session.document, sought="表五 行政运行 基本")
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.address == CELL


def test_words_kept_for_the_sentences_can_be_chosen(opened: MainWindow) -> None:
    document = opened.workspace.session.document
    address = Address("X8", "running", "words")
    document.apply("填写", cells.enter(document, {address: "办公费"}))
    assert [n.value for n in numbers(document) if n.address == address] == ["办公费"]


def test_plain_amounts_are_bound_to_their_cells_in_one_step(opened: MainWindow, page: TextPage) -> None:
    keep(opened, "2、支出说明\n2024年支出预算2305.27万元。")
    page.bind.click()
    assert kept(page) == "2、支出说明\n2024年支出预算⟦T1/expenditure.total/amount⟧万元。"
    assert opened.statusBar().currentMessage() == "已绑定 1 个数，可以撤销。"
    call(opened, UNDO)
    assert kept(page) == "2、支出说明\n2024年支出预算2305.27万元。"


def test_nothing_to_bind_is_said(opened: MainWindow, page: TextPage) -> None:
    keep(opened, "没有数字。")
    page.bind.click()
    assert opened.statusBar().currentMessage().startswith("没有可以绑定的数")


# What stands beside


def test_without_last_year_the_draft_stands_beside(page: TextPage) -> None:
    assert page.compare.isChecked()
    assert "2024年支出预算2305.27万元" in page.beside.draft
    page.compare.click()
    assert not page.beside.isVisible()


def test_last_years_paragraph_stands_beside(window: MainWindow, office: Office) -> None:
    unit = Unit("1", "甲局")
    before = office.start(unit, 2023, "部门", "hebei")
    section = next(s for s in before.edition.sections if s.key == "running")
    before.apply("填写", cells.write_section(before, section.id, "去年这样写。"))
    window.show_document(office.start(unit, 2024, "部门", "hebei"))
    edition = window.workspace.session.document.edition
    window.workspace.go(next(s.id for s in edition.sections if s.key == "running"))
    page = window.workspace.current_page
    assert isinstance(page, TextPage)
    assert page.beside.draft == "我部门无机关运行经费。"
    before = page.beside.before
    assert not before.text.isVisible()
    before.head.click()
    assert before.text.isVisible()
    assert before.text.toPlainText() == "去年这样写。"
    assert before.text.accessibleName() == "2023年的写法"


def test_a_section_with_nothing_beside_it_is_shown_alone(opened: MainWindow) -> None:
    opened.workspace.go("S1")
    page = opened.workspace.current_page
    assert isinstance(page, TextPage)
    assert not page.compare.isEnabled()
    assert not page.beside.isVisible()
