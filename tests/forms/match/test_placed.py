"""What is placed by hand is kept as JSON, and whatever it is, every cell is accounted for."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.form.load import edition
from forms.match.found import SURETY_WORDS
from forms.match.placed import DECLINED, Placed, sheet_caption
from forms.match.recognise import recognise
from forms.readers import Book, Grid, GridCell, read

TABLES = [*edition(2024, "部门").tables, DECLINED, "T99"]
COLUMNS = ["/fiscal", "/total", "/code", "/nothing", DECLINED]
CAPTIONS = ["财政拨款收入", "合计", "科目编码", "上级给的"]
ROWS = ["2060101", "total", "income.general", "nothing", DECLINED]
LABELS = ["行政运行", "合计", "一、一般公共预算拨款收入", "省里给的"]


@pytest.fixture(scope="module")
def book(data: Path) -> Book:
    return read(data / "2024-fengrun" / "tables.xlsx")


@pytest.fixture(scope="module")
def data() -> Path:
    return Path(__file__).parents[2] / "data"


@st.composite
def placements(draw: st.DrawFn) -> Placed:
    placed = Placed()
    table = st.sampled_from(TABLES)
    for _ in range(draw(st.integers(0, 3))):
        placed = placed.with_column(draw(table), draw(st.sampled_from(CAPTIONS)), draw(st.sampled_from(COLUMNS)))
        placed = placed.with_row(draw(table), draw(st.sampled_from(LABELS)), draw(st.sampled_from(ROWS)))
    return placed


@settings(max_examples=25)
@given(placements(), st.dictionaries(st.integers(0, 11), st.sampled_from(TABLES), max_size=3))
def test_every_cell_is_accounted_for(book: Book, placed: Placed, sheets: dict[int, str]) -> None:
    for number, table in sheets.items():
        placed = placed.with_sheet(sheet_caption(book.grids[number]), table)
    reading = recognise(book, unit_name="甲局", year=2024, kind="部门", placed=placed)
    counts = reading.report.counts
    assert counts["read"] == sum(len(grid.cells) + len(grid.concealed) for grid in book.grids)
    assert counts["read"] == counts["taken"] + counts["skipped"] + counts["refused"]
    assert all(found.surety in SURETY_WORDS for found in reading.sheets)


@given(placements())
def test_is_kept_as_json(placed: Placed) -> None:
    assert Placed.load(placed.dump()) == placed


def test_nothing_is_placed_where_nothing_was_kept() -> None:
    assert Placed.load(None) == Placed()


def test_a_choice_can_be_taken_back() -> None:
    placed = (
        Placed().with_sheet("甲", "T2").with_column("T2", "上级 给的", "/fiscal").with_row("T2", "行政运行", "2060101")
    )
    assert placed.column_of("T2", "上级给的") == "/fiscal"
    back = placed.with_sheet("甲", None).with_column("T2", "上级给的", None).with_row("T2", "行政运行", None)
    assert (back.sheets, back.column_of("T2", "上级给的"), back.row_of("T2", "行政运行")) == ({}, None, None)


def test_a_sheet_is_known_again_next_year() -> None:
    def sheet(name: str, title: str) -> Grid:
        return Grid(name, {(1, 1): GridCell(1, 1, title)})

    assert sheet_caption(sheet("进项2024", "2024年 进项")) == sheet_caption(sheet("进项2025", "2025年进项"))
    assert sheet_caption(sheet("进项", "甲")) != sheet_caption(sheet("出项", "甲"))


@pytest.mark.parametrize(
    "kept",
    ['{"', "[]", "null", "1", '"x"', '{"sheets": []}', '{"rows": {"T1": 1}}', '{"columns": null}', "[" * 100_000],
)
def test_nothing_is_placed_where_what_was_kept_is_damaged(kept: str) -> None:
    placed = Placed.load(kept)
    assert not placed.sheets
    assert placed.row_of("T1", "合计") is None
    assert placed.column_of("T1", "合计") is None


def test_what_is_sound_beside_damage_stays() -> None:
    assert Placed.load('{"sheets": {"a": "T1", "b": 2}, "rows": 3}') == Placed(sheets={"a": "T1"})
