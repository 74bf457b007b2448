"""The printed picture of the tables equals the five published disclosures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

import pytest
from published import published

from forms.document.document import Document
from forms.form.load import edition
from forms.form.model import Column
from forms.write.page.layout import Picture, picture, pictures
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit
from tests.forms.books import ALL_NAMES
from tests.forms.transcripts import DASH, transcript

EVERY = [pytest.param(name, table, id=f"{name} {table}") for name in ALL_NAMES for table in transcript(name)]
MISPRINTED = {("2024-fengrun", "T2")}
"""Published heads that contradict their own captions; the form of the year is printed instead."""
UNNAMED = {("2021-qinhuangdao", "X3")}
"""Published head lines that break off where the unit should stand."""


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def printed(name: str, table: str) -> Picture:
    document = published(name)
    return picture(document, document.edition.tables[table])


def head_grid(drawn: Picture) -> list[list[str]]:
    """The head as a grid of captions, blank where an area covers."""
    grid = [[""] * len(drawn.columns) for _ in range(drawn.head_rows)]
    for cell in drawn.head:
        grid[cell.row][cell.column] = cell.text
    return grid


def made(content: Content, year: int = 2024, kind: str = "部门", unit: Unit | None = None) -> Document:
    form = edition(year, kind)
    return Document(Head("1", unit or Unit("339", "某局"), year, kind, form.id), form, content)


@pytest.mark.parametrize(("name", "table"), EVERY)
def test_rows_are_those_published(name: str, table: str) -> None:
    drawn = printed(name, table)

    def value(column: Column, text: str) -> object:
        if column.kind != "money":
            return text if table.startswith("T") else plain(text)
        return Decimal(text) if text.strip() not in ("", DASH) else None

    def values(row: Iterable[str]) -> list[object]:
        return [value(column, text) for column, text in zip(drawn.columns, row, strict=True)]

    rows = [values(cell.text for cell in row) for row in drawn.rows]
    assert rows == [values(row) for row in transcript(name)[table]["rows"]]


@pytest.mark.parametrize(("name", "table"), EVERY)
def test_head_is_merged_as_published(name: str, table: str) -> None:
    if (name, table) in MISPRINTED:
        return
    captions = [[plain(caption) for caption in row] for row in transcript(name)[table]["columns"] if any(row)]
    assert [list(map(plain, row)) for row in head_grid(printed(name, table))] == captions


@pytest.mark.parametrize(("name", "table"), EVERY)
def test_title_head_lines_numbers_and_notes_are_those_published(name: str, table: str) -> None:
    drawn, wanted = printed(name, table), transcript(name)[table]
    assert drawn.title == wanted["title"] or table in ("X1", "X3")
    assert wanted["title"].endswith(drawn.title) or not wanted["title"], "the name of the body may stand before it"
    lines = [plain(line) for line in wanted["header_lines"]]
    assert [plain(line) for line in drawn.head_lines if line][-len(lines) :] == lines or (name, table) in UNNAMED
    assert list(drawn.numbers) == wanted["column_numbers"]
    assert list(drawn.notes) == wanted["notes"]


def test_the_areas_of_a_head_cover_every_place_once() -> None:
    for name in ALL_NAMES:
        for drawn in pictures(published(name)):
            covered = [
                (cell.row + down, cell.column + right)
                for cell in drawn.head
                for down in range(cell.rows)
                for right in range(cell.columns)
            ]
            wanted = [(row, column) for row in range(drawn.head_rows) for column in range(len(drawn.columns))]
            assert sorted(covered) == wanted


def test_a_zero_is_printed_and_a_blank_is_not() -> None:
    code = RowAddress("T3", "2060101")
    document = made(Content({Address("T3", "2060101", "basic"): CellEntry(0)}, {code: RowEntry()}))
    drawn = picture(document, document.edition.tables["T3"])
    texts = {column.id: cell.text for column, cell in zip(drawn.columns, drawn.rows[1], strict=True)}
    assert (texts["basic"], texts["project"]) == ("0.00", "")


def test_an_amount_finer_than_two_decimals_keeps_them() -> None:
    cells = {Address("T3", "206", "basic"): CellEntry(1_592_872)}
    document = made(Content(cells, {RowAddress("T3", "206"): RowEntry()}))
    assert picture(document, document.edition.tables["T3"]).rows[1][4].text == "1.592872"


def test_a_text_where_an_amount_belongs_is_not_lost_in_a_draft() -> None:
    cells = {Address("T7", "206", "basic"): CellEntry(text="约12")}
    document = made(Content(cells, {RowAddress("T7", "206"): RowEntry()}))
    rows = picture(document, document.edition.tables["T7"]).rows
    assert [(cell.text, cell.fen) for cell in rows[1] if cell.kind == "money"][1] == ("约12", None)


def test_totals_are_bold_and_names_are_indented_below_their_class() -> None:
    rows = printed("2024-fengrun", "T3").rows
    assert [(row[2].bold, row[2].indent) for row in rows[:4]] == [(True, 0), (False, 0), (False, 1), (False, 2)]


def test_only_the_totals_of_a_side_are_bold() -> None:
    rows = printed("2024-fengrun", "T4").rows
    assert [number for number, row in enumerate(rows, 1) if any(cell.bold for cell in row)] == [37]


def test_a_unit_without_code_leaves_no_empty_brackets() -> None:
    for year, wanted in ((2021, "预算单位编码及名称：某局"), (2024, "某局")):
        document = made(Content(), year, unit=Unit("", "某局"))
        assert picture(document, document.edition.tables["T1"]).head_lines[0] == wanted
