"""Reading .ods: the same content as in .xlsx, whatever the program repeats, covers, hides or hangs on the cells."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from forms.readers import Area, Book, Grid, bounds, read
from models.errors import Trouble

FORMATS = Path(__file__).parents[2] / "data" / "formats"
SHEETS = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_ODF}{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "draw": "drawing",
    }.items()
)

Made = Callable[..., Book]


def package(path: Path, parts: dict[str, str], kind: str = SHEETS) -> Path:
    """An OpenDocument package of these parts."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def content(sheets: str, styles: str = "") -> str:
    """A content part with these automatic styles and sheets."""
    body = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{sheets}"
    return f"<office:document-content {_SPACES}>{body}</office:spreadsheet></office:body></office:document-content>"


@pytest.fixture
def with_rows(tmp_path: Path) -> Made:
    """Reads an .ods whose only sheet holds these rows."""

    def make(rows: str, styles: str = "", sheet: str = "") -> Book:
        table = f'<table:table table:name="表" {sheet}>{rows}</table:table>'
        return read(package(tmp_path / "a.ods", {"content.xml": content(table, styles)}))

    return make


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def text(words: str, more: str = "", tag: str = "table-cell") -> str:
    return f'<table:{tag} office:value-type="string" {more}><text:p>{words}</text:p></table:{tag}>'


def number(value: str, more: str = "", kind: str = "float") -> str:
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}" {more}/>'


def texts(grid: Grid) -> dict[tuple[int, int], str]:
    return {place: cell.text for place, cell in grid.cells.items()}


def test_number_formats_dates_and_hidden_cells_read_as_in_the_workbook_it_comes_from() -> None:
    sheets, workbook = read(FORMATS / "features.ods").grids, read(FORMATS / "features.xlsx").grids
    assert len(sheets) == len(workbook)
    for mine, theirs in zip(sheets, workbook, strict=True):
        assert (mine.name, mine.hidden) == (theirs.name, theirs.hidden)
        assert mine.cells == theirs.cells
        assert mine.concealed == theirs.concealed
        assert set(mine.merges) == set(theirs.merges)


def test_repeated_rows_and_cells_are_written_out(with_rows: Made) -> None:
    blank = '<table:table-cell table:number-columns-repeated="2"/>'
    twice = text("甲", 'table:number-columns-repeated="2"')
    (grid,) = with_rows(
        row(blank, more='table:number-rows-repeated="3"') + row(blank, twice, more='table:number-rows-repeated="2"')
    ).grids
    assert texts(grid) == dict.fromkeys([(4, 3), (4, 4), (5, 3), (5, 4)], "甲")


def test_blank_cells_to_the_end_of_the_sheet_cost_nothing(with_rows: Made) -> None:
    blanks = row(
        '<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048575"'
    )
    (grid,) = with_rows(row(text("甲")) + blanks * 50).grids
    assert texts(grid) == {(1, 1): "甲"}


def test_what_a_merged_cell_covers_is_concealed(with_rows: Made) -> None:
    corner = text("标题", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = text("盖住", tag="covered-table-cell")
    (grid,) = with_rows(row(corner, covered) + row("<table:covered-table-cell/>" * 2, text("旁边"))).grids
    assert grid.merges == (Area(1, 1, 2, 2),)
    assert texts(grid) == {(1, 1): "标题", (2, 3): "旁边"}
    assert [cell.text for cell in grid.concealed] == ["盖住"]


def test_hidden_rows_columns_and_sheets_are_told(with_rows: Made) -> None:
    styles = (
        '<style:style style:name="ta" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="ro" style:family="table-row">'
        '<style:table-row-properties style:row-height="0.00cm"/></style:style>'
    )
    rows = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows += row(text("甲"), text("藏列")) + row(text("藏行"), more='table:visibility="filter"')
    rows += row(text("无高"), more='table:style-name="ro"')
    (grid,) = with_rows(rows, styles, 'table:style-name="ta"').grids
    assert grid.hidden
    assert texts(grid) == {(1, 1): "甲"}
    assert [cell.text for cell in grid.concealed] == ["藏列", "藏行", "无高"]


def test_comments_drawings_and_tables_in_cells_are_left_out(with_rows: Made) -> None:
    aside = "<office:annotation><text:p>批注</text:p></office:annotation><draw:frame><text:p>图</text:p></draw:frame>"
    inner = f"<table:table>{row(text('里'))}</table:table>"
    cell = f'<table:table-cell office:value-type="string">{aside}{inner}<text:p>外</text:p></table:table-cell>'
    (grid,) = with_rows(row(cell, text("旁"))).grids
    assert texts(grid) == {(1, 1): "外", (1, 2): "旁"}


def test_paragraphs_blanks_and_line_breaks_of_a_cell(with_rows: Made) -> None:
    words = '<text:s text:c="2"/>缩<text:span>进</text:span><text:line-break/>换行</text:p><text:p>第二段'
    assert texts(with_rows(row(text(words))).grids[0]) == {(1, 1): "  缩进\n换行\n第二段"}


def test_the_format_comes_from_the_cell_the_row_the_column_or_the_style_it_is_based_on(with_rows: Made) -> None:
    def style(name: str, places: int) -> str:
        digits = f'<number:number number:decimal-places="{places}" number:min-integer-digits="1"/>'
        return (
            f'<number:number-style style:name="N{name}">{digits}</number:number-style>'
            f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="N{name}"/>'
        )

    styles = "".join(style(name, places) for places, name in enumerate(("column", "row", "cell"), 1))
    styles += '<style:style style:name="child" style:family="table-cell" style:parent-style-name="cell"/>'
    columns = '<table:table-column table:default-cell-style-name="column" table:number-columns-repeated="3"/>'
    with_row = row(number("2"), number("3", 'table:style-name="child"'), more='table:default-cell-style-name="row"')
    (grid,) = with_rows(columns + row(number("1")) + with_row, styles).grids
    assert texts(grid) == {(1, 1): "1.0", (2, 1): "2.00", (2, 2): "3.000"}


def test_currency_and_percent_keep_their_value(with_rows: Made) -> None:
    (grid,) = with_rows(row(number("2305.27", kind="currency"), number("0.95", kind="percentage"))).grids
    assert [(cell.text, cell.number) for cell in grid.cells_in_row(1)] == [
        ("2305.27", Decimal("2305.27")),
        ("95.00%", Decimal("0.95")),
    ]


def faulty(shown: str, formula: str) -> str:
    """A cell in which LibreOffice shows an error."""
    extension = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    said = f'office:value-type="string" xmlns:e="{extension}" e:value-type="error" table:formula="of:={formula}"'
    return f"<table:table-cell {said}><text:p>{shown}</text:p></table:table-cell>"


def test_an_error_and_a_formula_without_result_cannot_be_trusted(with_rows: Made) -> None:
    uncalculated = '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>'
    (grid,) = with_rows(row(faulty("#DIV/0!", "1/[.A1]"), uncalculated)).grids
    assert texts(grid) == {(1, 1): "#DIV/0!", (1, 2): "=SUM([.A1:.A2])"}
    assert all(cell.problem for cell in grid.cells_in_row(1))


def test_words_that_begin_like_a_formula_are_kept(with_rows: Made) -> None:
    (grid,) = with_rows(row(faulty("Err:509", "100 分"), faulty("#NAME?", "100万元"))).grids
    assert texts(grid) == {(1, 1): "=100 分", (1, 2): "=100万元"}


@pytest.mark.parametrize(
    ("parts", "kind", "said"),
    [
        ({"content.xml": "<a/>"}, "application/vnd.oasis.opendocument.text", "（.odt）"),
        ({"content.xml": "<a/>"}, "application/vnd.oasis.opendocument.presentation", "OpenDocument 文件"),
        ({"content.xml": "x", "META-INF/manifest.xml": "<a><encryption-data/></a>"}, SHEETS, "打开密码"),
        ({"encrypted-package": "x"}, SHEETS, "打开密码"),
        ({"content.xml": "<a>"}, SHEETS, "已损坏"),
        ({"content.xml": content("")}, SHEETS, "没有任何内容"),
        ({"content.xml": f"<!DOCTYPE a [<!ENTITY e 'x'>]>{content('')}"}, SHEETS, "已损坏"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, parts: dict[str, str], kind: str, said: str) -> None:
    with pytest.raises(Trouble, match=said):
        read(package(tmp_path / "a.ods", parts, kind))


@pytest.mark.parametrize(
    "rows",
    [
        row(text("甲", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="9000"'),
        row(text("甲"), more=f'table:number-rows-repeated="{bounds.MAX_ROWS + 1}"'),
        row(text("甲", 'table:number-rows-spanned="2"') * (bounds.MAX_MERGES + 1)),
        row(text("甲"), more='table:visibility="collapse" table:number-rows-repeated="1"')
        + '<table:table-column table:visibility="collapse" table:number-columns-repeated="16384"/>' * 400
        + row('<table:table-cell table:number-columns-repeated="6553599"/>' * 400, text("乙")),
    ],
    ids=["cells", "rows", "merges", "hidden"],
)
def test_absurd_amounts(with_rows: Made, rows: str) -> None:
    with pytest.raises(Trouble, match="过大"):
        with_rows(rows)
