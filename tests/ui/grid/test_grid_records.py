"""Tables of records in the grid: text and quantities, the blank row that grows the table, rows moved and repeated."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QInputDialog, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from forms.edit import cells
from forms.edit.records import copy_record, move_record
from models.records import Address
from tests.ui.grid.grids import CTRL, SHIFT, blank, go, place, press, published, shown, text
from ui.grid import text as grid_text
from ui.grid.editor import TextEditor
from ui.grid.look import LOOK, NEW_RECORD, Look
from ui.grid.model import GridModel
from ui.kit.session import Session
from ui.pages.table_page import TablePage

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Role = Qt.ItemDataRole
LONG = "制订和组织实施工业和信息化发展战略、计划，组织全市工业技术改造工作。" * 12
DECLARED = (
    ("2019-bazhou", "X6"),
    *((name, table) for name in ("2019-bazhou", "2021-qinhuangdao", "2024-fengrun") for table in ("X1", "X2", "X3")),
)


@pytest.fixture
def page(qtbot: QtBot) -> TablePage:
    """X1 with three institutions, 甲, 乙 and 丙."""
    return shown(qtbot, records("X1", ["甲局", "行政"], ["乙局", "行政"], ["丙中心", "事业"]), "X1")


@pytest.fixture
def empty(qtbot: QtBot) -> TablePage:
    """X2 without a line."""
    return shown(qtbot, blank(), "X2")


def records(table: str, *block: list[str]) -> Session:
    """A new disclosure with these rows in a table of records."""
    session = blank()
    columns = [column.id for column in session.document.edition.tables[table].columns]
    session.apply("粘贴", cells.paste(session.document, table, 0, columns, list(block)).changes)
    return session


def column(page: TablePage, number: int = 0) -> list[str]:
    """What stands in a column, the blank row left out."""
    return [page.model.text(row, number) for row in range(page.model.rowCount() - 1)]


def to_blank_row(page: TablePage, number: int = 0) -> None:
    page.grid.setCurrentIndex(page.model.index(page.model.rowCount() - 1, number))


def compose(*steps: tuple[str, str]) -> None:
    """What an input method does: texts in the making, and texts committed."""
    for composing, committed in steps:
        event = QInputMethodEvent(composing, [])
        event.setCommitString(committed)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def put(content: str) -> None:
    mime = QMimeData()
    mime.setText(content)
    QGuiApplication.clipboard().setMimeData(mime)


def statuses(page: TablePage) -> list[str]:
    said: list[str] = []
    page.status.connect(said.append)
    return said


# The model


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("name", "table"), DECLARED)
def test_every_table_of_the_explanation_is_a_proper_model(data: Path, name: str, table: str) -> None:
    model = GridModel(published(data, name), table)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    for row in range(model.rowCount()):
        for number in range(model.columnCount()):
            for role in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole, Role.AccessibleTextRole):
                assert isinstance(model.index(row, number).data(role), str | None)
            assert isinstance(model.index(row, number).data(LOOK), Look)


@pytest.mark.usefixtures("qapp")
def test_it_stays_a_proper_model_while_rows_come_move_and_go() -> None:
    session = records("X1", ["甲"], ["乙"], ["丙"])
    model = GridModel(session, "X1")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    document = session.document
    model.setData(model.index(3, 1), "行政")
    session.apply("移", move_record(document, "X1", "1", 1))
    session.apply("复制", copy_record(document, "X1", "2"))
    session.apply("删", cells.remove_rows(document, "X1", ["1", "4"]))
    session.undo()
    assert [model.text(row, 0) for row in range(model.rowCount())] == ["乙", "甲", "丙", "", "乙", ""]


@pytest.mark.usefixtures("qapp")
def test_the_blank_row_becomes_the_record_and_another_comes_under_it() -> None:
    model = GridModel(records("X1", ["甲"]), "X1")
    typed = QPersistentModelIndex(model.index(1, 0))
    model.setData(model.index(1, 0), "乙")
    assert (typed.row(), typed.data(), model.index(2, 0).data()) == (1, "乙", NEW_RECORD)


@pytest.mark.usefixtures("qapp")
def test_nothing_typed_into_the_blank_row_adds_nothing() -> None:
    model = GridModel(blank(), "X1")
    assert not model.setData(model.index(0, 0), "  ")
    assert model.rowCount() == 1


@pytest.mark.usefixtures("qapp")
def test_an_edit_announces_its_row_only() -> None:
    model = GridModel(records("X1", ["甲"], ["乙"], ["丙"]), "X1")
    rows: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: rows.append((first.row(), last.row())))
    model.setData(model.index(1, 1), "事业")
    assert set(rows) == {(1, 1)}


@pytest.mark.usefixtures("qapp")
def test_a_text_that_looks_like_an_amount_stays_as_typed_in_the_other_unit() -> None:
    model = GridModel(records("X2", ["打印机"]), "X2")
    model.set_unit("元")
    columns = [column.id for column in model.columns]
    for name, typed in (("goods", "2021"), ("quantity", "12.0"), ("price", "12000")):
        model.setData(model.index(0, columns.index(name)), typed)
    document = model.document
    assert document.text(Address("X2", "1", "goods")) == "2021"
    assert document.text(Address("X2", "1", "quantity")) == "12.0"
    assert document.value(Address("X2", "1", "price")) == 1_200_000


@pytest.mark.usefixtures("qapp")
def test_text_stands_left_and_a_quantity_right() -> None:
    model = GridModel(records("X2", ["打印机"]), "X2")
    sides = {
        model.columns[number].kind: Qt.AlignmentFlag(model.index(0, number).data(Role.TextAlignmentRole))
        & Qt.AlignmentFlag.AlignHorizontal_Mask
        for number in range(model.columnCount())
    }
    assert sides == {
        "text": Qt.AlignmentFlag.AlignLeft,
        "money": Qt.AlignmentFlag.AlignRight,
        "quantity": Qt.AlignmentFlag.AlignRight,
    }


@pytest.mark.usefixtures("qapp")
def test_a_record_is_named_by_its_number(data: Path) -> None:
    model = GridModel(published(data, "2021-qinhuangdao"), "X2")
    price = [column.id for column in model.columns].index("price")
    assert str(model.index(2, price).data(Role.AccessibleTextRole)).startswith("政府采购 第3行 单价 0.27 万元")


@pytest.mark.usefixtures("qapp")
def test_the_tooltip_tells_the_whole_text() -> None:
    model = GridModel(records("X1", [LONG]), "X1")
    assert str(model.index(0, 0).data(Role.ToolTipRole)).replace("\n", "") == LONG


@pytest.mark.usefixtures("qapp")
def test_the_lines_of_the_assets_are_fixed_and_take_quantities() -> None:
    model = GridModel(blank(), "X3")
    quantity = model.find(Address("X3", "vehicles", "quantity"))
    model.setData(quantity, "——")
    assert (model.grows, quantity.data()) == (False, "——")


# Typing


def test_typing_in_the_blank_row_adds_a_record_in_one_step(page: TablePage) -> None:
    to_blank_row(page, 1)
    press("参公", K.Key_Return)
    assert column(page, 1) == ["行政", "行政", "事业", "参公"]
    page.session.undo()
    assert column(page, 1) == ["行政", "行政", "事业"]


def test_an_amount_can_be_the_first_thing_typed(empty: TablePage) -> None:
    to_blank_row(empty, [c.id for c in empty.model.columns].index("price"))
    press("1.5", K.Key_Return)
    assert empty.session.document.value(Address("X2", "1", "price")) == 1_500_000


def test_tab_goes_on_in_the_record_and_enter_begins_the_next(page: TablePage) -> None:
    to_blank_row(page)
    press("丁局", K.Key_Tab, "行政", K.Key_Return, "戊局", K.Key_Return)
    assert column(page) == ["甲局", "乙局", "丙中心", "丁局", "戊局"]
    assert column(page, 1)[3:] == ["行政", ""]


def test_composing_in_the_blank_row_keeps_the_first_character(page: TablePage) -> None:
    to_blank_row(page)
    compose(("ding", ""), ("", "丁"), ("ju", ""), ("", "局"))
    press(K.Key_Return)
    assert column(page)[-1] == "丁局"


def test_the_input_method_is_on_for_text_and_off_for_quantities(empty: TablePage) -> None:
    allowed = {}
    attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
    for name in ("goods", "quantity", "price"):
        to_blank_row(empty, [c.id for c in empty.model.columns].index(name))
        press(K.Key_F2)
        editor = QApplication.focusWidget()
        assert editor is not None
        allowed[name] = (empty.grid.testAttribute(attribute), editor.testAttribute(attribute))
        press(K.Key_Escape)
    assert allowed == {"goods": (True, True), "quantity": (False, False), "price": (False, False)}


def test_typing_takes_the_place_of_a_text(page: TablePage) -> None:
    go(page, "1", "name")
    press("丁局", K.Key_Return)
    assert column(page)[0] == "丁局"


def test_f2_adds_to_a_text(page: TablePage) -> None:
    go(page, "1", "name")
    press(K.Key_F2, "本级", K.Key_Return)
    assert column(page)[0] == "甲局本级"


def test_backspace_begins_with_an_empty_text(page: TablePage) -> None:
    go(page, "1", "name")
    press(K.Key_Backspace, K.Key_Return)
    assert column(page)[0] == ""


def test_escape_leaves_a_text_as_it_was(page: TablePage) -> None:
    go(page, "1", "name")
    press("丁局", K.Key_Escape)
    assert column(page)[0] == "甲局"


def test_alt_and_enter_break_the_line(page: TablePage) -> None:
    go(page, "1", "name")
    press("甲")
    press(K.Key_Return, modifiers=ALT)
    press("乙", K.Key_Return)
    assert column(page)[0] == "甲\n乙"


def test_an_arrow_moves_the_caret_after_f2_and_leaves_while_typing(page: TablePage) -> None:
    go(page, "1", "name")
    press(K.Key_F2, K.Key_Left, "某", K.Key_Return)
    assert column(page)[0] == "甲某局"
    press("丁", K.Key_Down)
    assert (column(page)[1], place(page)) == ("丁", ("3", "name"))


def test_what_is_being_typed_is_taken_over_before_the_page_is_left(page: TablePage) -> None:
    to_blank_row(page)
    press("丁局")
    page.commit_pending()
    assert column(page)[-1] == "丁局"


def test_the_editor_shows_a_long_text_whole(page: TablePage) -> None:
    page.model.enter("x", {Address("X1", "1", "name"): LONG})
    go(page, "1", "name")
    press(K.Key_F2)
    editor = page.findChild(TextEditor)
    assert editor is not None
    assert editor.verticalScrollBar().maximum() == 0
    assert page.grid.viewport().rect().contains(editor.geometry())


# Rows


def test_insert_leads_to_the_blank_row(page: TablePage) -> None:
    press(K.Key_Insert, "丁局", K.Key_Return)
    assert column(page) == ["甲局", "乙局", "丙中心", "丁局"]


def test_control_plus_does_the_same(page: TablePage) -> None:
    press(K.Key_Plus, modifiers=CTRL)
    press("丁局", K.Key_Return)
    assert column(page)[-1] == "丁局"


def test_control_minus_removes_the_selected_records(page: TablePage) -> None:
    said = statuses(page)
    go(page, "1", "name")
    press(K.Key_Down, modifiers=SHIFT)
    press(K.Key_Minus, modifiers=CTRL)
    assert column(page) == ["丙中心"]
    assert said == ["已删除 2 行，可以撤销。"]
    page.session.undo()
    assert column(page) == ["甲局", "乙局", "丙中心"]


def test_an_empty_table_shows_its_note(qtbot: QtBot) -> None:
    page = shown(qtbot, records("X2", ["打印机"]), "X2")
    go(page, "1", "project")
    press(K.Key_Minus, modifiers=CTRL)
    notes = next(edit for edit in page.findChildren(QPlainTextEdit) if not isinstance(edit, TextEditor))
    assert notes.isVisible()
    assert "空表列示" in notes.toPlainText()


def test_delete_clears_a_text(page: TablePage) -> None:
    go(page, "2", "name")
    press(K.Key_Delete)
    assert column(page) == ["甲局", "", "丙中心"]


def test_control_d_repeats_a_text(page: TablePage) -> None:
    go(page, "1", "name")
    press(K.Key_Down, K.Key_Down, modifiers=SHIFT)
    press(K.Key_D, modifiers=CTRL)
    assert column(page) == ["甲局"] * 3


def test_control_enter_fills_the_blank_row_too(page: TablePage) -> None:
    go(page, "3", "name")
    press(K.Key_Down, modifiers=SHIFT)
    press("丁")
    press(K.Key_Return, modifiers=CTRL)
    assert column(page) == ["甲局", "乙局", "丁", "丁"]
    page.session.undo()
    assert column(page) == ["甲局", "乙局", "丙中心"]


def test_alt_and_an_arrow_move_the_record_and_the_current_cell_with_it(page: TablePage) -> None:
    go(page, "1", "nature")
    press(K.Key_Down, modifiers=ALT)
    assert (column(page), place(page)) == (["乙局", "甲局", "丙中心"], ("1", "nature"))
    press(K.Key_Up, modifiers=ALT)
    assert (column(page), place(page)) == (["甲局", "乙局", "丙中心"], ("1", "nature"))


def test_what_is_being_typed_moves_along(page: TablePage) -> None:
    go(page, "1", "name")
    press("丁局")
    press(K.Key_Down, modifiers=ALT)
    assert column(page) == ["乙局", "丁局", "丙中心"]


def test_the_first_record_does_not_move_up(page: TablePage) -> None:
    said = statuses(page)
    go(page, "1", "name")
    press(K.Key_Up, modifiers=ALT)
    assert said == ["已经是第一行。"]


def test_a_record_is_repeated_at_the_end(page: TablePage) -> None:
    go(page, "2", "nature")
    page.grid.commands.copy_row()
    assert column(page) == ["甲局", "乙局", "丙中心", "乙局"]
    assert column(page, 1)[3] == "行政"
    assert place(page) == ("4", "name")


def test_only_records_are_moved_and_repeated(qtbot: QtBot, page: TablePage) -> None:
    def names(page: TablePage) -> set[str]:
        return {command.text for command in page.grid.commands.all}

    assert names(page) - names(shown(qtbot, blank(), "X3")) == {
        "上移", "下移", "复制一行", "增加一行", "在上面插入一行",
    }  # fmt: skip


def test_the_menu_of_a_cell_names_the_keys_as_they_are_printed(page: TablePage) -> None:
    captions = [command.caption for command in page.grid.commands.all]
    assert captions[8:12] == ["在上面插入一行\tAlt+Ins", "上移\tAlt+↑", "下移\tAlt+↓", "复制一行"]


# Pasting


def test_a_block_grows_the_table_in_one_step(page: TablePage) -> None:
    said = statuses(page)
    put("丁局\t行政\r\n戊局\t事业\r\n")
    to_blank_row(page)
    press(K.Key_V, modifiers=CTRL)
    assert column(page) == ["甲局", "乙局", "丙中心", "丁局", "戊局"]
    assert said == ["新增 2 行，已粘贴 4 个单元格。"]
    page.session.undo()
    assert column(page) == ["甲局", "乙局", "丙中心"]


def test_a_block_covers_records_and_goes_on_under_them(page: TablePage) -> None:
    put("子\n丑\n")
    go(page, "3", "name")
    press(K.Key_V, modifiers=CTRL)
    assert column(page) == ["甲局", "乙局", "子", "丑"]


def test_blank_rows_at_the_end_of_a_block_add_no_records(page: TablePage) -> None:
    put("丁局\r\n\r\n\r\n")
    to_blank_row(page)
    press(K.Key_V, modifiers=CTRL)
    assert column(page)[3:] == ["丁局"]


def test_what_lies_beside_the_table_is_told(page: TablePage) -> None:
    said = statuses(page)
    put("财政拨款\t多余\r\n")
    go(page, "1", "funding")
    press(K.Key_V, modifiers=CTRL)
    assert said == ["已粘贴 1 个单元格，1 个超出表格，没有填入。"]


def test_amounts_of_a_block_are_in_the_unit_that_is_shown(empty: TablePage) -> None:
    empty.set_unit("元")
    put("打印机\t12345.6\r\n")
    to_blank_row(empty)
    press(K.Key_V, modifiers=CTRL)
    assert empty.session.document.value(Address("X2", "1", "budget")) == 1_234_560


def test_a_copied_text_keeps_its_line_breaks(page: TablePage) -> None:
    page.model.enter("x", {Address("X1", "1", "name"): "甲\n乙"})
    go(page, "1", "name")
    press(K.Key_C, modifiers=CTRL)
    to_blank_row(page)
    press(K.Key_V, modifiers=CTRL)
    assert column(page)[-1] == "甲\n乙"


# Looks


def test_a_row_is_as_high_as_its_text_up_to_a_limit(page: TablePage) -> None:
    plain = page.grid.rowHeight(0)
    heights = []
    for content in (LONG[:80], LONG, LONG * 3):
        page.model.enter("x", {Address("X1", "1", "name"): content})
        heights.append(page.grid.rowHeight(0))
    assert plain < heights[0] < heights[1] == heights[2]
    page.session.undo()
    page.session.undo()
    page.session.undo()
    assert page.grid.rowHeight(0) == plain


def test_heights_go_with_their_records(page: TablePage) -> None:
    page.model.enter("x", {Address("X1", "1", "name"): LONG})
    plain, high = page.grid.rowHeight(1), page.grid.rowHeight(0)
    go(page, "1", "name")
    press(K.Key_Down, modifiers=ALT)
    assert (page.grid.rowHeight(0), page.grid.rowHeight(1)) == (plain, high)


def test_a_narrower_column_makes_its_rows_higher(page: TablePage) -> None:
    page.model.enter("x", {Address("X1", "1", "name"): LONG[:60]})
    before = page.grid.rowHeight(0)
    page.grid.setColumnWidth(0, 120)
    assert page.grid.rowHeight(0) > before


def test_what_a_cell_cannot_show_is_cut_with_dots(page: TablePage) -> None:
    font = page.grid.font()
    lines = grid_text.shown(LONG, font, 200)
    assert len(lines) == grid_text.MOST_LINES
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("content", ["", "甲", LONG, "甲\n\n乙", "A0201060102" * 9, "𠮷野" * 40])
def test_breaking_a_text_loses_nothing(page: TablePage, content: str) -> None:
    lines = grid_text.lines(content, page.grid.font(), 100)
    assert "".join(lines) == content.replace("\n", "")


def test_the_first_column_of_a_record_stays_when_scrolled(qtbot: QtBot, data: Path) -> None:
    page = shown(qtbot, published(data, "2021-qinhuangdao"), "X2")
    assert page.show_cell(Address("X2", "5", "unit_funds"))
    frozen = page.grid.childAt(page.grid.viewport().geometry().topLeft())
    assert frozen is not None
    assert frozen.parent() is not page.grid
    assert text(page, "5", "goods") == "其他印刷品"


def test_the_hint_of_the_blank_row_is_seen_whole(empty: TablePage) -> None:
    assert empty.grid.fontMetrics().horizontalAdvance(NEW_RECORD) < empty.grid.columnWidth(0)


def test_every_amount_of_the_purchases_is_seen_whole(qtbot: QtBot, data: Path) -> None:
    page = shown(qtbot, published(data, "2021-qinhuangdao"), "X2")
    metrics = page.grid.fontMetrics()
    for row in range(page.model.rowCount()):
        for number in range(page.model.columnCount()):
            if page.model.columns[number].kind in ("money", "quantity"):
                assert metrics.horizontalAdvance(page.model.text(row, number)) < page.grid.columnWidth(number)


def test_an_undone_record_leaves_a_current_cell(page: TablePage) -> None:
    to_blank_row(page)
    press("丁局", K.Key_Return, K.Key_Up)
    page.session.undo()
    assert page.grid.currentIndex() != QModelIndex()


# Totals of 政府采购


@pytest.fixture
def purchases(qtbot: QtBot) -> TablePage:
    """Two purchases of one office and one of another."""
    blank_columns = [""] * 6
    rows = [["公用经费", *blank_columns, amount] for amount in ("1.20", "0.30", "20")]
    return shown(qtbot, records("X2", *rows), "X2")


def amounts(page: TablePage) -> list[str]:
    return [text(page, line.key, "total") for line in page.session.document.lines("X2")]


def button(page: TablePage, name: str) -> QToolButton:
    return next(button for button in page.findChildren(QToolButton) if button.text() == name)


def select_rows(page: TablePage, first: int, last: int) -> None:
    area = QItemSelection(page.model.index(first, 0), page.model.index(last, 0))
    page.grid.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_subtotals_and_the_total_are_added_by_their_buttons(
    purchases: TablePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[list[str]] = []
    names = iter(["甲局", "乙局"])

    def answer(_parent: object, _title: str, _label: str, items: list[str]) -> tuple[str, bool]:
        offered.append(items)
        return next(names), True

    monkeypatch.setattr(QInputDialog, "getItem", answer)
    select_rows(purchases, 0, 1)
    button(purchases, "加小计…").click()
    select_rows(purchases, 3, 3)
    button(purchases, "加小计…").click()
    button(purchases, "加合计").click()
    assert amounts(purchases) == ["21.50", "1.50", "1.20", "0.30", "20.00", "20.00"]
    assert column(purchases) == ["合计", "甲局小计", "公用经费", "公用经费", "乙局小计", "公用经费"]
    assert offered == [["某局"], ["某局"]]
    for _ in range(3):
        purchases.session.undo()
    assert amounts(purchases) == ["1.20", "0.30", "20.00"]


def test_what_cannot_be_totalled_is_told(purchases: TablePage, monkeypatch: pytest.MonkeyPatch) -> None:
    said = statuses(purchases)
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("甲局", True))
    select_rows(purchases, 1, 2)
    button(purchases, "加小计…").click()
    assert said == ["请先给最前面的单位加小计，再依次给后面的单位加。"]
    button(purchases, "加合计").click()
    button(purchases, "加合计").click()
    assert said[-1].startswith("已经有合计行")


def test_a_computed_total_is_not_typed_over(purchases: TablePage) -> None:
    purchases.grid.commands.add_total()
    said = statuses(purchases)
    key = purchases.session.document.lines("X2")[0].key
    go(purchases, key, "total")
    press("9")
    assert text(purchases, key, "total") == "21.50"
    assert "自动计算" in said[-1]


def test_a_table_of_codes_has_no_buttons_for_records(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(), "T2")
    assert not [button for button in page.findChildren(QToolButton) if button.text() == "上移"]
