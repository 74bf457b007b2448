"""上年对照: last year's amount under this year's, the box that shows them, what has gone, reasons and sentences."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit.cells import enter, remove_rows
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from models.records import Address, Unit
from tests.ui.grid.grids import SHIFT, go, place, press, text
from tests.ui.menus import call
from ui.grid.clipboard import to_mime
from ui.grid.commands import block_of
from ui.grid.delegate import PADDING, SMALL
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
    """T5 with last year's amounts."""
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


def under(page: TablePage, address: Address) -> str | None:
    """What stands small under the amount of a cell; None where no room is kept for it."""
    index = page.model.find(address)
    return page.model.look(index.row(), index.column()).before


def test_last_year_stands_under_the_amounts(page: TablePage) -> None:
    assert page.model.columnCount() == len(page.model.columns) == 5
    assert under(page, Address("T5", "2060101", "total")) == "301.10"
    assert under(page, LEAF) == "301.10"
    assert under(page, Address("T5", "2060101", "project")) == ""


@pytest.mark.parametrize("name", ["T1", "T3", "T9", "X1"])
def test_a_column_at_once_says_what_its_cells_say(opened: MainWindow, name: str) -> None:
    model = table(opened, name).model
    rows = range(model.rowCount())
    for column, one in enumerate(model.columns):
        cells = [model.shown(row, column) for row in rows]
        assert [text for text in model.texts(rows, column) if text] == [text for text in cells if text]
        if one.kind == "money":
            below = {model.second(row, column) for row in rows}
            assert model.seconds(rows, column) | {""} == below | {""}


def test_it_is_drawn_below_this_years_and_paler(qtbot: QtBot, page: TablePage) -> None:
    """The ink of a cell in two bands: above this year's number in the colour of the text, below last year's."""
    page.show_cell(Address("T5", "2060101", "project"))
    qtbot.wait(1300)  # the place just jumped to flashes
    cell = page.grid.visualRect(page.model.find(LEAF))
    image = page.grid.viewport().grab().toImage()

    def darkest(top: int, bottom: int) -> int:
        points = ((x, y) for x in range(cell.left() + 4, cell.right() - 4) for y in range(top, bottom))
        return min(image.pixelColor(*point).lightness() for point in points)

    middle = cell.bottom() - page.grid.itemDelegate().second_line(page.grid.fontMetrics())
    above, below = darkest(cell.top() + 4, middle - 2), darkest(middle + 4, cell.bottom() - 3)
    assert above < below < 160


def test_a_row_has_room_for_both_years(opened: MainWindow, page: TablePage) -> None:
    two = page.grid.rowHeight(3)
    opened.menus.last_year.click()
    assert page.grid.rowHeight(3) < two < 2 * page.grid.rowHeight(3)


def test_a_row_without_last_year_stays_single(opened: MainWindow) -> None:
    page = table(opened, "T1")
    heights = {page.grid.rowHeight(row) for row in range(page.model.rowCount())}
    single = page.grid.verticalHeader().defaultSectionSize()
    assert min(heights) == single
    assert max(heights) > single


def test_a_table_that_last_year_did_not_have_keeps_single_rows(opened: MainWindow) -> None:
    page = table(opened, "T8")
    assert page.model.look(0, page.model.columnCount() - 1).before is None


def test_both_sides_are_compared(opened: MainWindow) -> None:
    page = table(opened, "T4")
    kept = {c.side for n, c in enumerate(page.model.columns) if page.model.look(0, n).before is not None}
    assert kept == {"income", "expenditure"}


def test_the_comparison_table_has_its_per_cent_under_the_difference(comparison: ComparisonPage) -> None:
    comparison.model.enter("x", {Address("X7", "reception", "before"): "4"})
    assert text(comparison, "reception", "change") == "-3.20"
    assert under(comparison, Address("X7", "reception", "change")) == "-80.00%"
    assert under(comparison, Address("X7", "reception", "before")) == ""
    assert comparison.model.small_print == "小字为增减百分比"


@pytest.mark.parametrize("name", ["X1", "X2", "X8"])
def test_records_and_facts_are_not_compared(opened: MainWindow, name: str) -> None:
    model = table(opened, name).model
    assert {model.look(0, column).before for column in range(model.columnCount())} == {None}


@pytest.mark.parametrize("name", ["T1", "T5", "T6", "T9", "X3", "X7", "X8"])
def test_a_narrow_table_fits_a_small_screen_with_last_year(opened: MainWindow, name: str) -> None:
    opened.resize(1366, 740)
    page = table(opened, name)
    width = sum(page.grid.columnWidth(column) for column in range(page.model.columnCount()))
    assert width <= page.grid.viewport().width()


def test_the_difference_follows_an_edit(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("311.1", K.Key_Return)
    page.show_cell(Address("T5", "2060101", "total"))
    assert page.line._how.text().startswith("上年 301.10，增加 10.00（3.32%）　＝ “基本支出” 311.10")


def test_the_unit_holds_for_last_year_too(opened: MainWindow, page: TablePage) -> None:
    opened.set_unit("元")
    assert under(page, Address("T5", "2060101", "total")) == "3011000.00"


def test_last_year_is_not_copied(page: TablePage) -> None:
    go(page, "2060101", "total")
    press(K.Key_Right, K.Key_Right, modifiers=SHIFT)
    assert block_of(page.model, page.grid.selected_cells()) == [["292.65", "292.65", ""]]


def test_a_block_is_pasted_past_last_year(page: TablePage) -> None:
    QGuiApplication.clipboard().setMimeData(to_mime([["7", "8"]]))
    go(page, "2060101", "basic")
    page.grid.commands.paste()
    assert (text(page, "2060101", "basic"), text(page, "2060101", "project")) == ("7.00", "8.00")


def test_frozen_columns_stay_as_they_are(opened: MainWindow) -> None:
    opened.resize(1000, 600)
    page = table(opened, "T2")
    frozen = page.findChild(FrozenColumns)
    assert frozen is not None
    page.show_cell(Address("T2", "2060101", "carry"))
    shown = [n for n in range(page.model.columnCount()) if not frozen.isColumnHidden(n)]
    assert [page.model.columns[number].kind for number in shown] == ["code", "name"]


def test_the_line_sets_the_current_cell_beside_last_year(page: TablePage) -> None:
    page.show_cell(LEAF)
    assert page.line._how.text() == "上年 301.10，减少 8.45（-2.81%）"
    page.model.enter("x", {LEAF: "301.1"})
    assert page.line._how.text() == "上年 301.10，持平"


def test_a_cell_is_spoken_with_last_year(page: TablePage) -> None:
    index = page.model.find(LEAF)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("上年 301.10，减少 8.45（-2.81%）")


def test_the_box_puts_last_year_away_and_is_remembered(opened: MainWindow, page: TablePage, office: Office) -> None:
    opened.menus.last_year.click()
    assert under(page, LEAF) is None
    page.show_cell(LEAF)
    assert page.line._how.text() == "＝ 2926500.00 元"
    assert not opened.menus.actions[LAST_YEAR].isChecked()
    assert office.setting("window.last_year") == "0"
    opened.menus.actions[LAST_YEAR].trigger()
    assert under(page, LEAF) == "301.10"
    assert office.setting("window.last_year") == "1"


def test_the_box_is_dead_without_last_year_and_says_why(window: MainWindow, document: Document) -> None:
    box = window.menus.last_year
    assert not box.isEnabled()
    window.show_document(document)
    assert not box.isEnabled()
    assert "没有丰润区工业和信息化局2023年的资料" in box.toolTip()
    assert under(table(window, "T5"), LEAF) is None


def test_the_page_says_what_the_small_numbers_are(opened: MainWindow, page: TablePage) -> None:
    def said() -> bool:
        return any("小字为上年数" in label.text() for label in page.findChildren(QLabel) if label.isVisible())

    assert said()
    opened.menus.last_year.click()
    assert not said()


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


def test_a_row_of_text_takes_no_amount(qtbot: QtBot, opened: MainWindow) -> None:
    page = table(opened, "X8")
    words, amount = (page.model.find(Address("X8", "projects", column)) for column in ("words", "amount"))
    page.grid.setCurrentIndex(amount)
    said = []
    page.grid.status.connect(said.append)
    qtbot.keyClick(page.grid, Qt.Key.Key_5)
    assert said == ["这一行填在“文字”一栏，这里不填。"]
    page.model.enter("粘贴", {Address("X8", "projects", "amount"): "5", Address("X8", "projects", "words"): "网络维护"})
    assert (page.model.text(amount.row(), amount.column()), page.model.text(words.row(), words.column())) == (
        "",
        "网络维护",
    )
    assert page.model.is_entry(page.model.find(Address("X8", "planned", "amount")).row(), amount.column())


def test_a_longer_amount_of_last_year_is_seen_whole(window: MainWindow, office: Office, workbook: Path) -> None:
    sheets = read(workbook)
    before = office.take(recognise(sheets, year=2023))
    before.apply("改", enter(before, {LEAF: "1234567890.12"}))
    window.show_document(office.take(recognise(sheets)))
    page = table(window, "T5")
    small = page.grid.font()
    small.setPointSizeF(small.pointSizeF() * SMALL)
    column = page.model.find(LEAF).column()
    assert QFontMetrics(small).horizontalAdvance("1234567890.12") < page.grid.columnWidth(column) - 2 * PADDING


def test_the_blank_row_takes_a_code_with_last_year_shown(page: TablePage) -> None:
    page.grid.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
    press("2060199", K.Key_Return)
    assert place(page)[0] == "2060199"
    assert page.session.document.line("T5", "2060199") is not None
