"""上年对照: quiet columns beside the amounts, the box that shows them, what has gone, reasons and sentences."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit.cells import enter, remove_rows
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from models.records import Address, Unit
from tests.ui.grid.grids import CTRL, SHIFT, go, place, press, text
from tests.ui.menus import call
from ui.grid.clipboard import to_mime
from ui.grid.commands import block_of
from ui.grid.frozen import FrozenColumns
from ui.kit.commands import LAST_YEAR, UNDO
from ui.pages.comparison_page import ComparisonPage
from ui.pages.gone_line import GoneLine
from ui.pages.table_page import TablePage
from ui.window.main_window import MainWindow

K = Qt.Key
LEAF = Address("T5", "2060101", "basic")


@pytest.fixture
def both(office: Office, workbook: Path) -> Document:
    """The disclosure of 2024, with one of 2023 before it that differs in a few cells."""
    sheets = read(workbook)
    before = office.take(recognise(sheets, year=2023))
    before.apply("改", enter(before, {LEAF: "301.10", Address("T9", "reception", "general"): "3.2"}))
    return office.take(recognise(sheets))


@pytest.fixture
def opened(window: MainWindow, both: Document) -> MainWindow:
    window.show_document(both)
    return window


@pytest.fixture
def page(opened: MainWindow) -> TablePage:
    """T5 with last year's columns: all three beside 合计, last year's amount beside the other two."""
    return table(opened, "T5")


@pytest.fixture
def comparison(opened: MainWindow) -> ComparisonPage:
    page = table(opened, "X7")
    assert isinstance(page, ComparisonPage)
    return page


def table(window: MainWindow, name: str) -> TablePage:
    window.workspace.go(name)
    page = window.workspace.current_page
    assert isinstance(page, TablePage)
    page.grid.setFocus()
    return page


def heads(page: TablePage) -> list[str]:
    """The heads as they stand from left to right, each on one line."""
    header, model = page.grid.horizontalHeader(), page.model
    order = (header.logicalIndex(place) for place in range(model.columnCount()))
    return [str(model.headerData(n, Qt.Orientation.Horizontal)).replace("\n", "") for n in order]


def beside(page: TablePage, address: Address) -> list[str]:
    """What is shown beside a cell."""
    index = page.model.find(address)
    own = len(page.model.columns)
    return [
        page.model.shown(index.row(), number)
        for number, column in enumerate(page.model.beside, start=own)
        if column.of == index.column()
    ]


def test_last_year_stands_beside_the_amounts(page: TablePage) -> None:
    names = ["合计", "上年数", "增减", "%", "基本支出", "上年数", "项目支出", "上年数"]
    assert heads(page)[-len(names) :] == names
    assert beside(page, Address("T5", "2060101", "total")) == ["301.10", "-8.45", "-2.81%"]
    assert beside(page, LEAF) == ["301.10"]


@pytest.mark.parametrize("name", ["T2", "T3"])
def test_a_wide_table_is_compared_by_its_total_only(opened: MainWindow, name: str) -> None:
    page = table(opened, name)
    assert {page.model.columns[column.of].id for column in page.model.beside} == {"total"}


def test_both_sides_are_compared(opened: MainWindow) -> None:
    page = table(opened, "T4")
    assert {page.model.columns[column.of].side for column in page.model.beside} == {"income", "expenditure"}


@pytest.mark.parametrize("name", ["X1", "X2", "X8"])
def test_records_and_facts_are_not_compared(opened: MainWindow, name: str) -> None:
    assert table(opened, name).model.beside == ()


@pytest.mark.parametrize("name", ["T1", "T5", "T6", "T9", "X3", "X7", "X8"])
def test_a_narrow_table_fits_a_small_screen_with_last_year(opened: MainWindow, name: str) -> None:
    opened.resize(1366, 740)
    page = table(opened, name)
    width = sum(page.grid.columnWidth(column) for column in range(page.model.columnCount()))
    assert width <= page.grid.viewport().width()


def test_the_difference_follows_an_edit(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("311.1", K.Key_Return)
    assert beside(page, Address("T5", "2060101", "total")) == ["301.10", "10.00", "3.32%"]


def test_the_unit_holds_for_last_year_too(opened: MainWindow, page: TablePage) -> None:
    opened.set_unit("元")
    assert beside(page, Address("T5", "2060101", "total")) == ["3011000.00", "-84500.00", "-2.81%"]


def test_an_arrow_passes_over_last_year(page: TablePage) -> None:
    go(page, "2060101", "total")
    press(K.Key_Right)
    assert place(page) == ("2060101", "basic")
    press(K.Key_Left)
    assert place(page) == ("2060101", "total")
    press(K.Key_End)
    assert place(page) == ("2060101", "project")
    press(K.Key_Left, modifiers=CTRL)
    assert place(page)[1] in {column.id for column in page.model.columns}


def test_tab_passes_over_last_year(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press(K.Key_Tab)
    assert place(page) == ("2060101", "project")
    press(K.Key_Tab)
    assert place(page)[1] == "basic"


def test_last_year_is_not_copied(page: TablePage) -> None:
    go(page, "2060101", "total")
    press(K.Key_Right, K.Key_Right, modifiers=SHIFT)
    assert block_of(page.model, page.grid.selected_cells()) == [["292.65", "292.65", ""]]


def test_a_block_is_pasted_past_last_year(page: TablePage) -> None:
    QGuiApplication.clipboard().setMimeData(to_mime([["7", "8"]]))
    go(page, "2060101", "basic")
    page.grid.commands.paste()
    assert (text(page, "2060101", "basic"), text(page, "2060101", "project")) == ("7.00", "8.00")


def test_everything_selected_is_this_years(page: TablePage) -> None:
    page.grid.selectAll()
    assert {column for _, column in page.grid.selected_cells()} == set(range(len(page.model.columns)))


def test_last_year_cannot_be_gone_to(page: TablePage) -> None:
    index = page.model.index(3, len(page.model.columns))
    go(page, "2060101", "basic")
    page.grid.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert not page.model.flags(index)
    assert page.grid.selected_cells() == {(page.grid.currentIndex().row(), page.grid.currentIndex().column())}


def test_frozen_columns_stay_as_they_are(opened: MainWindow) -> None:
    opened.resize(1000, 600)
    page = table(opened, "T2")
    frozen = page.findChild(FrozenColumns)
    assert frozen is not None
    page.show_cell(Address("T2", "2060101", "carry"))
    shown = [n for n in range(page.model.columnCount()) if not frozen.isColumnHidden(n)]
    assert [page.model.columns[number].kind for number in shown] == ["code", "name"]


def test_the_status_bar_sets_the_current_cell_beside_last_year(opened: MainWindow, page: TablePage) -> None:
    page.show_cell(LEAF)
    assert opened.status.place.text() == "表五 2060101 行政运行 基本支出　上年 301.10，减少 8.45（-2.81%）"
    page.model.enter("x", {LEAF: "301.1"})
    assert opened.status.place.text() == "表五 2060101 行政运行 基本支出　上年 301.10，持平"


def test_a_cell_is_spoken_with_last_year(page: TablePage) -> None:
    index = page.model.find(LEAF)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("上年 301.10，减少 8.45（-2.81%）")


def test_the_box_puts_last_year_away_and_is_remembered(opened: MainWindow, page: TablePage, office: Office) -> None:
    plain = len(page.model.columns)
    opened.menus.last_year.click()
    assert page.model.columnCount() == plain
    page.show_cell(LEAF)
    assert opened.status.place.text() == "表五 2060101 行政运行 基本支出"
    assert not opened.menus.actions[LAST_YEAR].isChecked()
    assert office.setting("window.last_year") == "0"
    opened.menus.actions[LAST_YEAR].trigger()
    assert page.model.columnCount() > plain
    assert office.setting("window.last_year") == "1"


def test_the_box_is_dead_without_last_year_and_says_why(window: MainWindow, document: Document) -> None:
    box = window.menus.last_year
    assert not box.isEnabled()
    window.show_document(document)
    assert not box.isEnabled()
    assert "没有丰润区工业和信息化局2023年的资料" in box.toolTip()
    assert table(window, "T5").model.beside == ()


def test_columns_come_and_go_in_their_places(opened: MainWindow, page: TablePage) -> None:
    before = heads(page)
    for _ in range(4):
        opened.menus.last_year.toggle()
    assert heads(page) == before


def gone(page: TablePage) -> GoneLine:
    found = page.findChild(GoneLine)
    assert found is not None
    return found


def test_what_has_gone_is_named_under_the_table(page: TablePage) -> None:
    assert not gone(page).isVisible()
    document = page.session.document
    page.session.apply("删", remove_rows(document, "T5", ["20608", "2060801"]))
    assert gone(page).isVisible()
    assert gone(page).text() == "上年有、今年没有：20608 科技交流与合作 10.00"
    page.session.undo()
    assert not gone(page).isVisible()


def test_last_years_amounts_are_fetched_with_a_button(comparison: ComparisonPage) -> None:
    said: list[str] = []
    comparison.status.connect(said.append)
    before = Address("X7", "reception", "before")
    comparison.model.enter("清", {before: ""})
    comparison.model.enter("改", {Address("X7", "three", "before"): "1"})
    button(comparison, "取上年数").click()
    assert text(comparison, "reception", "before") == "3.20"
    assert said[-1].startswith("已取上年数 1 格，可以撤销。有 1 格与上年公开的不一致")
    comparison.session.undo()
    assert text(comparison, "reception", "before") == ""


def button(page: TablePage, name: str) -> QToolButton:
    return next(found for found in page.findChildren(QToolButton) if found.text() == name)


def test_sentences_are_drafted_and_shown(opened: MainWindow, comparison: ComparisonPage) -> None:
    button(comparison, "起草增减说明").click()
    assert opened.workspace.at == "S2"
    assert "与2023年预算" in comparison.session.document.section_text("S2")
    call(opened, UNDO)
    assert comparison.session.document.section_text("S2") == ""


def test_what_is_told_is_not_drafted_twice(comparison: ComparisonPage) -> None:
    said: list[str] = []
    comparison.status.connect(said.append)
    button(comparison, "起草增减说明").click()
    button(comparison, "起草增减说明").click()
    assert said[-1] == "说明里已经写了增减情况，没有再起草。"


def test_without_last_years_amounts_the_buttons_say_what_is_missing(window: MainWindow, document: Document) -> None:
    window.show_document(document)
    page = table(window, "X7")
    said: list[str] = []
    page.status.connect(said.append)
    button(page, "取上年数").click()
    button(page, "起草增减说明").click()
    assert [line[:6] for line in said] == ["没有2023", "还没有上年数"]


def test_a_reason_is_chosen_from_the_bank(comparison: ComparisonPage) -> None:
    go(comparison, "reception", "reason")
    press(K.Key_F2, K.Key_Down, K.Key_Return)
    assert text(comparison, "reception", "reason") == "压减接待批次和陪餐人数"


def test_typing_narrows_the_bank_and_own_words_stand(comparison: ComparisonPage) -> None:
    go(comparison, "reception", "reason")
    press("外地")
    editor = comparison.grid.indexWidget(comparison.grid.currentIndex())
    assert editor.popup.codes() == ["外地来访批次减少"]
    press("考察团没有来", K.Key_Return)
    assert text(comparison, "reception", "reason") == "外地考察团没有来"


def test_a_click_takes_a_reason(qtbot: QtBot, comparison: ComparisonPage) -> None:
    go(comparison, "reception", "reason")
    press(K.Key_F2)
    popup = comparison.grid.indexWidget(comparison.grid.currentIndex()).popup
    middle = popup.visualItemRect(popup.item(1)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert text(comparison, "reception", "reason") == "外地来访批次减少"


def test_own_words_are_offered_next_time(comparison: ComparisonPage) -> None:
    comparison.model.enter("写", {Address("X7", "reception", "reason"): "考察团没有来"})
    index = comparison.model.find(Address("X7", "reception", "reason"))
    assert comparison.model.choices(index.row(), index.column())[0] == "考察团没有来"
    assert comparison.model.choices(index.row(), index.column() - 1) == ()


def test_labels_of_facts_are_seen_whole(opened: MainWindow, office: Office) -> None:
    opened.resize(1366, 740)
    opened.show_document(office.start(Unit("1", "甲局"), 2021, "部门", "hebei"))
    page = table(opened, "X8")
    metrics = page.grid.fontMetrics()
    for row in range(page.model.rowCount()):
        assert metrics.horizontalAdvance(page.model.text(row, 0)) < page.grid.columnWidth(0) - 8


def test_an_amount_of_last_year_is_seen_whole(page: TablePage) -> None:
    metrics, model = page.grid.fontMetrics(), page.model
    for column in range(len(model.columns), model.columnCount()):
        for row in range(model.rowCount()):
            assert metrics.horizontalAdvance(model.shown(row, column)) < page.grid.columnWidth(column)


def test_the_blank_row_takes_a_code_with_last_year_shown(page: TablePage) -> None:
    page.grid.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
    press("2060199", K.Key_Return)
    assert place(page)[0] == "2060199"
    assert page.session.document.line("T5", "2060199") is not None
