"""The page of a table: jumping to a cell, what is told to the window, unfinished typing, notes, widths."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from forms.document.finding import Finding
from models.records import Address, CellChange, CellEntry
from tests.ui.grid.grids import SHIFT, blank, go, place, press, published, shown, text
from ui.grid.frozen import FrozenColumns
from ui.kit import style
from ui.kit.session import Session
from ui.pages.table_page import TablePage

K = Qt.Key
TABLES = tuple(f"T{n}" for n in range(1, 10))


@pytest.fixture
def page(qtbot: QtBot) -> TablePage:
    return shown(qtbot, blank(T5=("2060101", "2060102")), "T5")


def notes(page: TablePage) -> QPlainTextEdit:
    found = page.findChild(QPlainTextEdit)
    assert found is not None
    return found


def width(page: TablePage) -> int:
    return sum(page.grid.columnWidth(column) for column in range(page.model.columnCount()))


def test_a_jump_selects_shows_and_flashes_the_cell(qtbot: QtBot) -> None:
    page = shown(qtbot, published(), "T2")
    assert page.show_cell(Address("T2", "2210201", "carry"))
    assert place(page) == ("2210201", "carry")
    index = page.grid.currentIndex()
    assert page.grid.viewport().rect().contains(page.grid.visualRect(index))
    corner = page.grid.visualRect(index).topLeft() + QPoint(4, 4)
    assert page.grid.viewport().grab().toImage().pixelColor(corner) == style.flash_color()


def test_a_jump_to_another_table_is_refused(page: TablePage) -> None:
    assert not page.show_cell(Address("T6", "30101", "total"))


def test_a_jump_to_a_row_without_a_column_goes_to_its_first_cell(page: TablePage) -> None:
    page.show_cell(Address("T5", "2060102", ""))
    assert place(page) == ("2060102", "code")


def test_a_table_that_computes_itself_opens_at_its_top(qtbot: QtBot) -> None:
    page = shown(qtbot, published(), "T1")
    assert page.grid.currentIndex().row() == 0
    assert page.grid.verticalScrollBar().value() == 0


def test_the_current_cell_is_told(qtbot: QtBot, page: TablePage) -> None:
    with qtbot.waitSignal(page.current_changed) as told:
        go(page, "2060102", "project")
    assert told.args == [Address("T5", "2060102", "project")]


def test_the_blank_row_is_told_as_no_cell(qtbot: QtBot, page: TablePage) -> None:
    go(page, "2060101", "basic")
    with qtbot.waitSignal(page.current_changed) as told:
        page.grid.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
    assert told.args == [None]


def test_the_selected_amounts_are_counted_and_summed(page: TablePage) -> None:
    page.model.enter("x", {Address("T5", f"206010{n}", "basic"): t for n, t in ((1, "12.5"), (2, "0"))})
    go(page, "2060101", "name")
    press(K.Key_Down, K.Key_Right, K.Key_Right, modifiers=SHIFT)
    assert page.selection_sum() == (4, 25_000_000)


def test_what_is_being_typed_is_taken_over_before_the_page_is_left(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("12.5")
    page.commit_pending()
    assert text(page, "2060101", "basic") == "12.50"


def test_a_page_that_is_hidden_takes_over_what_is_being_typed(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("12.5")
    page.hide()
    assert text(page, "2060101", "basic") == "12.50"


def test_another_unit_takes_over_what_is_being_typed_in_the_old_one(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("2")
    page.set_unit("元")
    assert text(page, "2060101", "basic") == "20000.00"


def test_typing_in_yuan_is_echoed_in_the_unit_of_the_form(page: TablePage) -> None:
    said: list[str] = []
    page.status.connect(said.append)
    page.set_unit("元")
    go(page, "2060101", "basic")
    press("12345")
    assert said[-1] == "12345 元 ＝ 1.2345 万元"


def test_the_note_of_an_empty_table_can_be_changed(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(), "T7")
    edit = notes(page)
    page.settle.button.click()
    assert edit.toPlainText() == "注：无政府性基金预算财政拨款预算，空表列示。"
    edit.setFocus()
    edit.selectAll()
    press("注：无。")
    page.commit_pending()
    assert page.session.document.notes("T7") == ("注：无。",)
    page.session.undo()
    assert edit.toPlainText() == "注：无政府性基金预算财政拨款预算，空表列示。"


def test_the_note_goes_when_the_table_is_filled(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(T7=("2120801",)), "T7")
    page.settle.button.click()
    assert notes(page).isVisible()
    go(page, "2120801", "project")
    press("5", K.Key_Return)
    assert not notes(page).isVisible()
    assert page.session.document.notes("T7") == ()


def test_a_table_that_is_not_begun_says_nothing_of_being_empty_until_it_is_settled(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(), "T7")
    assert not notes(page).isVisible()
    assert page.settle.isVisible()
    page.settle.button.click()
    assert "空表列示" in notes(page).toPlainText()
    assert not page.settle.isVisible()
    assert page.session.document.undo_name == "标为不适用 表七"


def test_a_table_with_an_amount_cannot_be_settled_as_empty(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(T7=("2120801",)), "T7")
    go(page, "2120801", "project")
    press("5", K.Key_Return)
    assert not page.settle.isVisible()


def test_a_table_the_form_never_prints_empty_cannot_be_settled(qtbot: QtBot) -> None:
    assert not shown(qtbot, blank(), "T2").settle.isVisible()


def test_a_note_that_stands_beside_amounts_stays_to_be_seen(qtbot: QtBot) -> None:
    session = published()
    page = shown(qtbot, session, "T7")
    page.model.setData(page.model.index(page.model.rowCount() - 1, 0), "2120801")
    go(page, "2120801", "project")
    press("5", K.Key_Return)
    assert notes(page).isVisible()


def test_the_head_tells_how_the_table_is_filled_and_leads_to_its_first_finding(qtbot: QtBot, page: TablePage) -> None:
    assert page.head.guidance.text() == page.model.table.guidance
    assert page.head.chip.isHidden()
    first = Finding("C11", "E", "有误。", "", "", table="T5", row="2060101", column="basic")
    page.session.findings = (
        first,
        replace(first, row="2060102"),
        replace(first, level="W"),
        replace(first, table="T2"),
    )
    page.session.checked.emit()
    assert page.head.chip.text() == "错误 2"
    with qtbot.waitSignal(page.finding_wanted) as wanted:
        page.head.chip.click()
    assert wanted.args == [first]


def test_a_column_without_amounts_is_narrow(qtbot: QtBot) -> None:
    page = shown(qtbot, published(), "T2")
    widths = {one.id: page.grid.columnWidth(number) for number, one in enumerate(page.model.columns)}
    blank_ = [one.id for n, one in enumerate(page.model.columns) if one.kind == "money" and not column_text(page, n)]
    assert blank_
    assert max(widths[name] for name in blank_) < widths["fiscal"]


def column_text(page: TablePage, column: int) -> str:
    """Everything that stands in a column."""
    return "".join(page.model.shown(row, column) for row in range(page.model.rowCount()))


def test_a_stated_amount_gets_a_second_line(page: TablePage) -> None:
    row = page.model.find(Address("T5", "206", "basic")).row()
    plain = page.grid.rowHeight(row)
    change = CellChange(Address("T5", "206", "basic"), None, CellEntry(fen=5, origin="imported"))
    page.session.apply("导入", [change])
    assert page.grid.rowHeight(row) > plain
    go(page, "206", "basic")
    press(K.Key_Delete)
    assert page.grid.rowHeight(row) == plain


@pytest.fixture(params=["中", "特大"])
def size(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    """A type size for the whole program."""
    style.set_size(qapp, request.param)
    yield request.param
    style.set_size(qapp, style.STANDARD_SIZE)


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("table", TABLES)
def test_every_amount_is_seen_whole(qtbot: QtBot, table: str) -> None:
    page = shown(qtbot, published(), table)
    metrics = page.grid.fontMetrics()
    for row in range(page.model.rowCount()):
        for column in range(page.model.columnCount()):
            if page.model.columns[column].kind == "money":
                assert metrics.horizontalAdvance(page.model.text(row, column)) < page.grid.columnWidth(column)


@pytest.mark.parametrize("table", [table for table in TABLES if table != "T2"])
def test_a_table_fits_beside_the_panels_of_a_small_screen(qtbot: QtBot, table: str) -> None:
    page = shown(qtbot, published(), table)
    assert width(page) <= page.grid.viewport().width()


def test_a_longer_amount_widens_its_column(page: TablePage) -> None:
    column = page.model.find(Address("T5", "2060101", "basic")).column()
    before = page.grid.columnWidth(column)
    page.model.enter("x", {Address("T5", "2060101", "basic"): "1234567890123.45"})
    assert page.grid.columnWidth(column) > before


@pytest.fixture
def wide(qtbot: QtBot) -> TablePage:
    """T2, which is wider than the page."""
    return shown(qtbot, published(), "T2")


def frozen(page: TablePage) -> FrozenColumns:
    found = page.findChild(FrozenColumns)
    assert found is not None
    return found


def test_code_and_name_stay_when_a_table_is_scrolled_sideways(wide: TablePage) -> None:
    assert not frozen(wide).isVisible()
    wide.show_cell(Address("T2", "2060101", "carry"))
    assert frozen(wide).isVisible()
    name = wide.model.find(Address("T2", "2060101", "name"))
    theirs, ours = frozen(wide).visualRect(name), wide.grid.visualRect(name)
    assert (theirs.width(), theirs.top(), theirs.height()) == (ours.width(), ours.top(), ours.height())


def test_no_current_cell_hides_below_the_frozen_columns(wide: TablePage) -> None:
    wide.show_cell(Address("T2", "2060101", "carry"))
    while place(wide)[1] != "total":
        press(K.Key_Left)
        covered = frozen(wide).width() if frozen(wide).isVisible() else 0
        assert wide.grid.visualRect(wide.grid.currentIndex()).left() >= covered


def test_nothing_is_frozen_where_it_would_leave_no_room(wide: TablePage) -> None:
    wide.resize(420, 640)
    wide.show_cell(Address("T2", "2060101", "carry"))
    assert not frozen(wide).isVisible()


def test_a_click_on_a_frozen_cell_goes_to_it(wide: TablePage) -> None:
    wide.show_cell(Address("T2", "2060101", "carry"))
    name = wide.model.find(Address("T2", "20601", "name"))
    middle = frozen(wide).visualRect(name).center()
    QTest.mouseClick(frozen(wide).viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert place(wide) == ("20601", "name")
    assert not frozen(wide).isVisible()


def test_the_cell_in_focus_has_a_ring(page: TablePage) -> None:
    go(page, "2060101", "basic")
    edge = page.grid.visualRect(page.grid.currentIndex()).topLeft() + QPoint(1, 1)
    ring = page.grid.palette().color(QPalette.ColorRole.Highlight)
    assert page.grid.viewport().grab().toImage().pixelColor(edge) == ring


def test_every_table_opens_on_the_screen(qtbot: QtBot) -> None:
    session: Session = published()
    for table in TABLES:
        page = shown(qtbot, session, table)
        assert not page.grid.grab().isNull()


def test_no_part_of_a_page_stands_as_a_window_of_its_own_for_a_moment(qtbot: QtBot) -> None:
    seen: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(watched)
            return False

    watch, application = Watch(), QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    page = shown(qtbot, blank(), "T7")
    application.removeEventFilter(watch)
    assert seen == [page]
