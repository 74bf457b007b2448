"""The model of the grid: what it shows of a real disclosure, and that it tells the views what changed, no more."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.edit import cells
from forms.edit.origins import CameFrom
from models.records import Address, CellChange, CellEntry, RowAddress, RowChange, RowEntry
from tests.ui.grid.grids import blank, published
from ui.grid.look import LOOK, NEW_CODE, Look
from ui.grid.model import GridModel
from ui.kit.session import Session

DISCLOSURES = ("2024-fengrun", "2021-qinhuangdao", "2023-bazhou-unit")
TABLES = tuple(f"T{n}" for n in range(1, 10))
Role = Qt.ItemDataRole

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def session() -> Session:
    return published()


def watched(model: GridModel) -> QAbstractItemModelTester:
    """Qt's own check of a model; a breach is a warning, and a warning fails the test."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)


def cell(model: GridModel, row: str, column: str) -> QModelIndex:
    index = model.find(Address(model.table.id, row, column))
    assert index.isValid()
    return index


def told(session: Session, table: str, row: str, column: str, role: int = Role.DisplayRole) -> str:
    """What a new model says about a cell."""
    model = GridModel(session, table)
    return str(cell(model, row, column).data(role))


def enter(session: Session, table: str, row: str, column: str, text: str) -> None:
    session.apply("填写", cells.enter(session.document, {Address(table, row, column): text}))


def state(session: Session, address: Address, fen: int) -> None:
    """A file states an amount for a computed cell."""
    session.apply("导入", [CellChange(address, None, CellEntry(fen=fen, origin="imported"))])


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", DISCLOSURES)
def test_every_table_is_a_proper_model(name: str, table: str) -> None:
    model = GridModel(published(name), table)
    watched(model)
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            for role in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole, Role.AccessibleTextRole):
                assert isinstance(model.index(row, column).data(role), str | None)
            assert isinstance(model.index(row, column).data(LOOK), Look)


@pytest.mark.parametrize(("table", "number"), [("T1", 0), ("T4", 3)])
@pytest.mark.parametrize("name", DISCLOSURES)
def test_both_sides_stand_beside_each_other_as_printed(data: Path, name: str, table: str, number: int) -> None:
    transcript = json.loads((data / name / "transcript.json").read_text(encoding="utf-8"))
    printed = [(row[1], row[3]) for row in transcript["tables"][number]["rows"]]
    model = GridModel(published(name), table)
    left, right = (n for n, column in enumerate(model.columns) if column.kind == "label")
    assert [(model.text(row, left), model.text(row, right)) for row in range(model.rowCount())] == printed


def test_an_amount_has_two_decimals(session: Session) -> None:
    assert told(session, "T2", "2060101", "fiscal") == "292.65"


def test_zero_is_not_blank() -> None:
    session = blank(T5=("2060101",))
    model = GridModel(session, "T5")
    enter(session, "T5", "2060101", "basic", "0")
    assert cell(model, "2060101", "basic").data() == "0.00"
    assert cell(model, "2060101", "project").data() == ""


def test_finer_amounts_are_shown_whole() -> None:
    session = blank(T5=("2060101",))
    model = GridModel(session, "T5")
    enter(session, "T5", "2060101", "basic", "0.123456")
    assert cell(model, "2060101", "basic").data() == "0.123456"


def test_the_other_unit_is_for_looks_and_entry() -> None:
    session = blank(T5=("2060101",))
    model = GridModel(session, "T5")
    model.set_unit("元")
    index = cell(model, "2060101", "basic")
    model.setData(index, "12345.6")
    assert index.data() == "12345.60"
    assert session.document.value(Address("T5", "2060101", "basic")) == 1_234_560


def test_a_unit_word_wins_over_the_unit_that_is_shown() -> None:
    session = blank(T5=("2060101",))
    model = GridModel(session, "T5")
    model.set_unit("元")
    model.setData(cell(model, "2060101", "basic"), "2万元")
    assert cell(model, "2060101", "basic").data() == "20000.00"


def test_column_heads_are_broken_between_words(session: Session) -> None:
    model = GridModel(session, "T2")
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert "财政拨款\n收入" in heads
    spoken = model.headerData(heads.index("财政拨款\n收入"), Qt.Orientation.Horizontal, Role.AccessibleTextRole)
    assert spoken == "本年收入 财政拨款收入"


def test_the_row_head_has_the_letter_of_the_worst_finding(session: Session) -> None:
    model = GridModel(session, "T2")
    row = cell(model, "215", "name").row()
    assert model.headerData(row, Qt.Orientation.Vertical) == f"E {row + 1}"
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"


def test_a_screen_reader_is_told_place_amount_and_findings(session: Session) -> None:
    spoken = told(session, "T5", "21011", "basic", Role.AccessibleTextRole)
    assert spoken.startswith("表五 21011 行政事业单位医疗 基本支出 123.75 万元，提示：")


def test_a_screen_reader_is_told_a_blank(session: Session) -> None:
    spoken = told(session, "T6", "30101", "public", Role.AccessibleTextRole)
    assert spoken == "表六 30101 基本工资 公用经费 空白"


def test_a_computed_cell_tells_how_it_comes_about(session: Session) -> None:
    said = told(session, "T3", "206", "basic", Role.ToolTipRole)
    assert said.startswith("由“20601 科学技术管理事务” 292.65　＋“20605 科技条件与服务”")
    assert said.endswith("自动计算，不用填写。")


def test_a_cell_taken_from_another_table_names_that_table(session: Session) -> None:
    said = told(session, "T1", "expenditure.206", "amount", Role.ToolTipRole)
    assert said == "由表三“206 科学技术支出” 1150.65自动计算，不用填写。"


def test_a_wrong_text_tells_why(session: Session) -> None:
    model = GridModel(session, "T5")
    enter(session, "T5", "2060101", "basic", "待定")
    assert "“待定”不是数字" in cell(model, "2060101", "basic").data(Role.ToolTipRole)
    assert model.look(*_place(cell(model, "2060101", "basic"))).wrong


def test_an_imported_cell_is_marked_until_it_is_typed(session: Session) -> None:
    model = GridModel(session, "T5")
    index = cell(model, "2060101", "basic")
    assert model.look(*_place(index)).came_from is CameFrom.FILE
    model.setData(index, "292.66")
    assert model.look(*_place(index)).came_from is CameFrom.CHANGED


def test_a_stated_amount_stands_with_what_it_should_be(session: Session) -> None:
    model = GridModel(session, "T2")
    state(session, Address("T2", "215", "fiscal"), 915_040_000)
    index = cell(model, "215", "fiscal")
    assert (index.data(), model.look(*_place(index)).should) == ("915.04", "应为 915.40")
    assert "文件中是915.04，按计算应为915.40" in index.data(Role.ToolTipRole)


def test_names_stand_in_by_level(session: Session) -> None:
    model = GridModel(session, "T2")
    indents = [model.look(*_place(cell(model, code, "name"))).indent for code in ("206", "20601", "2060101")]
    assert indents == [0, 1, 2]


def test_the_blank_row_says_what_may_be_typed() -> None:
    model = GridModel(blank(), "T5")
    index = model.index(model.rowCount() - 1, 1)
    assert (index.data(), index.data(Role.EditRole)) == (NEW_CODE, "")


def test_computed_cells_and_the_code_of_the_total_cannot_be_edited(session: Session) -> None:
    model = GridModel(session, "T5")
    editable = {
        (row, column): bool(cell(model, row, column).flags() & Qt.ItemFlag.ItemIsEditable)
        for row, column in (("total", "code"), ("206", "basic"), ("2060101", "total"), ("2060101", "basic"))
    }
    assert editable == {
        ("total", "code"): False,
        ("206", "basic"): False,
        ("2060101", "total"): False,
        ("2060101", "basic"): True,
    }


# Following the session


def test_an_edit_announces_its_row_and_the_rows_above_it_only(qtbot: QtBot, session: Session) -> None:
    model = GridModel(session, "T3")
    rows: set[int] = set()
    model.dataChanged.connect(lambda first, last: rows.update(range(first.row(), last.row() + 1)))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.layoutChanged):
        enter(session, "T3", "2060502", "project", "49")
    expected = {cell(model, code, "total").row() for code in ("total", "206", "20605", "2060502")}
    assert expected <= rows
    assert cell(model, "2101101", "total").row() not in rows


def test_an_edit_elsewhere_reaches_the_cells_that_draw_on_it(session: Session) -> None:
    model = GridModel(session, "T1")
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    enter(session, "T3", "2060502", "project", "49")
    assert cell(model, "expenditure.206", "amount").row() in changed


def test_a_new_code_is_inserted_and_what_was_current_stays(session: Session) -> None:
    model = GridModel(session, "T5")
    watched(model)
    current = QPersistentModelIndex(cell(model, "2150501", "basic"))
    model.setData(model.index(model.rowCount() - 1, 0), "2010101")
    assert model.line(current.row(), current.column()).key == "2150501"
    assert model.text(1, 0) == "201"


def test_undoing_it_removes_the_rows_again(session: Session) -> None:
    model = GridModel(session, "T5")
    watched(model)
    before = [model.text(row, 0) for row in range(model.rowCount())]
    model.setData(model.index(model.rowCount() - 1, 0), "2010101")
    session.undo()
    assert [model.text(row, 0) for row in range(model.rowCount())] == before


def test_rows_put_in_order_keep_what_is_current() -> None:
    session = blank(T5=("2150501", "2060101"))
    document = session.document
    orders = [line.key for line in document.lines("T5") if line.code][::-1]
    session.apply(
        "次序",
        [
            RowChange(RowAddress("T5", key), document.row_entry("T5", key), RowEntry(order=number))
            for number, key in enumerate(orders)
        ],
    )
    model = GridModel(session, "T5")
    watched(model)
    current = QPersistentModelIndex(cell(model, "2150501", "basic"))
    session.apply("按编码排列", cells.sort_by_code(document, "T5"))
    assert [model.text(row, 0) for row in range(1, 4)] == ["206", "20601", "2060101"]
    assert model.line(current.row(), current.column()).key == "2150501"


def test_another_code_moves_the_row() -> None:
    session = blank(T5=("2060101", "2060199"))
    model = GridModel(session, "T5")
    watched(model)
    placed: list[str] = []
    model.placed.connect(placed.append)
    model.setData(cell(model, "2060199", "code"), "2050101")
    assert placed == ["2050101"]
    assert [model.text(row, 0) for row in range(1, 4)] == ["205", "20501", "2050101"]


def test_a_finding_that_goes_takes_its_letter_along() -> None:
    session = blank(T5=("2060101",))
    model = GridModel(session, "T5")
    index = cell(model, "2060101", "basic")
    model.setData(index, "x")
    assert model.look(*_place(index)).level == "E"
    heads: list[int] = []
    model.headerDataChanged.connect(lambda _o, first, last: heads.extend(range(first, last + 1)))
    model.setData(index, "1")
    assert model.look(*_place(index)).level != "E"
    assert index.row() in heads


def test_a_closed_page_hears_nothing_more() -> None:
    session = blank(T5=("2060101",))
    model = GridModel(session, "T5")
    model.deleteLater()
    QApplication.sendPostedEvents(model)
    enter(session, "T5", "2060101", "basic", "1")
    assert session.document.value(Address("T5", "2060101", "basic")) == 1_000_000


def _place(index: QModelIndex) -> tuple[int, int]:
    return index.row(), index.column()
