"""Pages of the web, and the workbooks of older systems that are pages or one XML: what shows is read, as from .xlsx."""

from __future__ import annotations

import base64
from decimal import Decimal
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.match.recognise import recognise
from forms.readers import Area, Book, Grid, Paragraph, read
from forms.write.page.plain_data import document_data
from tests.forms.books import DATA

OFFICE = "urn:schemas-microsoft-com:office:"
SPACES = f'xmlns="{OFFICE}spreadsheet" xmlns:ss="{OFFICE}spreadsheet" xmlns:x="{OFFICE}excel"'
CHROME = """<html><head><meta charset="{charset}"><title>某县</title><style>p {{ color: red }}</style></head><body>
<nav><a href="/">首页</a><a href="/gk">公开</a></nav><script>var a = "不是内容";</script>
<div style="display:none">看不见</div><table><tr><td><h2>预算<span>公开</span></h2>
<p>一、收入<br>二、支出&nbsp;&nbsp;合计</p>{inner}</td></tr></table></body></html>"""
TABLE = """<table><thead><tr><th rowspan="2">项目</th><th colspan=2>金额</th></tr>
<tr><th>本年</th><th>上年</th></tr></thead>
<tbody><tr><td> 办公费 </td><td>1,234.50</td><td><p>12.00</p></td></tr><tr style='display: none'><td>隐</td></tr>
<tr><td>差旅费<br>和会议费</td><td>0.00<td></tr></tbody></table>"""


def page(folder: Path, text: str, encoding: str = "utf-8", name: str = "公开.html") -> Book:
    (folder / name).write_bytes(text.encode(encoding))
    return read(folder / name)


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.cells_in_row(row)] for row in grid.row_numbers]


def test_what_shows_on_a_page_is_read_in_its_order(tmp_path: Path) -> None:
    book = page(tmp_path, CHROME.format(charset="utf-8", inner=TABLE + "<div>完</div>"))
    title, income, spending, table, end = book.blocks
    assert isinstance(title, Paragraph)
    assert (title.text, title.level) == ("预算公开", 2)
    assert [line.text for line in book.paragraphs[1:]] == ["一、收入", "二、支出 合计", "完"]
    assert (income, spending, end) == book.paragraphs[1:]
    assert isinstance(table, Grid)
    assert texts(table) == [
        ["项目", "金额"],
        ["本年", "上年"],
        ["办公费", "1234.50", "12.00"],
        ["差旅费\n和会议费", "0.00"],
    ]
    assert set(table.merges) == {Area(1, 1, 2, 1), Area(1, 2, 1, 3)}
    assert table.cells[3, 2].number == Decimal("1234.50")


@pytest.mark.parametrize(("said", "encoding"), [("gb2312", "gb18030"), ("GBK", "gbk"), ("utf-8", "utf-8-sig")])
def test_a_page_is_read_in_the_encoding_it_says(tmp_path: Path, said: str, encoding: str) -> None:
    book = page(tmp_path, CHROME.format(charset=said, inner="<p>朱镕基</p>"), encoding)
    assert book.paragraphs[-1].text == "朱镕基"


def test_a_page_that_says_nothing_of_its_encoding_is_read_too(tmp_path: Path) -> None:
    book = page(tmp_path, "<table><tr><td>收入</td><td>1.20</td></tr></table>", "gbk", "导出.xls")
    assert texts(book.grids[0]) == [["收入", "1.20"]]


def test_an_archive_of_a_page_is_read_with_all_its_sheets(tmp_path: Path) -> None:
    parts = [f"<html><table><tr><td>表{n}</td><td>{n}.00</td></tr></table></html>" for n in (1, 2)]
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n"
    body = "".join(
        f"\n--x\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.b64encode(part.encode('gbk')).decode()}\n"
        for part in parts
    )
    (tmp_path / "a.mht").write_text(f"{head}{body}--x--\n", encoding="ascii")
    assert [texts(grid) for grid in read(tmp_path / "a.mht").grids] == [[["表1", "1.00"]], [["表2", "2.00"]]]


def as_page(book: Book) -> str:
    """The sheets of a workbook as a system exports them: titles and tables in one page."""
    parts = []
    for grid in book.grids:
        rows, last = [], max(column for _, column in grid.cells)
        for row in range(1, grid.row_numbers[-1] + 1):
            boxes = []
            for column in range(1, last + 1):
                area = grid.area_at(row, column)
                if area and (area.top, area.left) != (row, column):
                    continue
                cell = grid.cells.get((row, column))
                spans = (
                    f' rowspan="{area.bottom - area.top + 1}" colspan="{area.right - area.left + 1}"' if area else ""
                )
                boxes.append(f"<td{spans}>{escape(cell.text) if cell else '&nbsp;'}</td>")
            rows.append(f"<tr>{''.join(boxes)}</tr>")
        parts.append(f"<table>{''.join(rows)}</table>")
    return f"<html><body>{''.join(parts)}</body></html>"


def as_spreadsheet(book: Book) -> str:
    """The same as one XML, with blank cells and rows left out."""
    sheets = []
    for grid in book.grids:
        rows = []
        for row in grid.row_numbers:
            cells = []
            for cell in grid.cells_in_row(row):
                area = grid.area_at(row, cell.column)
                across, down = (area.right - area.left, area.bottom - area.top) if area else (0, 0)
                kind, style = ("String", "") if cell.number is None else ("Number", f"{cell.places}")
                said = cell.text if cell.number is None else str(cell.number)
                cells.append(
                    f'<Cell ss:Index="{cell.column}" ss:StyleID="{style}" ss:MergeAcross="{across}" '
                    f'ss:MergeDown="{down}"><Data ss:Type="{kind}">{escape(said)}</Data></Cell>'
                )
            rows.append(f'<Row ss:Index="{row}">{"".join(cells)}</Row>')
        sheets.append(f'<Worksheet ss:Name="{grid.name}"><Table>{"".join(rows)}</Table></Worksheet>')
    forms = [(None, "General Number"), *((places, f"{0:.{places}f}") for places in range(7))]
    made = (f'<Style ss:ID="{n}"><NumberFormat ss:Format="{form}"/></Style>' for n, form in forms)
    styles = f"<Styles>{''.join(made)}</Styles>"
    return f'<?xml version="1.0" encoding="GB2312"?><Workbook {SPACES}>{styles}{"".join(sheets)}</Workbook>'


@pytest.mark.parametrize("name", ["2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun"])
@pytest.mark.parametrize("kind", ["page", "spreadsheet"])
def test_the_tables_of_a_real_workbook_are_the_same(tmp_path: Path, name: str, kind: str) -> None:
    book = read(DATA / name / "tables.xlsx")
    text = as_page(book) if kind == "page" else as_spreadsheet(book)
    (tmp_path / "导出.xls").write_bytes(text.encode("gb18030"))
    found, meant = (document_data(recognise(one).document()) for one in (read(tmp_path / "导出.xls"), book))
    assert found["tables"] == meant["tables"]
    assert (found["unit"], found["year"]) == (meant["unit"], meant["year"])


def spreadsheet(folder: Path, body: str, styles: str = "") -> Book:
    text = f'<?xml version="1.0"?><Workbook {SPACES}><Styles>{styles}</Styles>{body}</Workbook>'
    (folder / "a.xls").write_text(text, encoding="utf-8")
    return read(folder / "a.xls")


def test_cells_without_a_place_stand_behind_the_last_and_its_area(tmp_path: Path) -> None:
    rows = (
        '<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">甲</Data></Cell>'
        '<Cell><Data ss:Type="Number">2</Data></Cell></Row>'
        '<Row><Cell ss:Index="3"><Data ss:Type="Number">3</Data></Cell></Row>'
    )
    (grid,) = spreadsheet(tmp_path, f'<Worksheet ss:Name="表"><Table>{rows}</Table></Worksheet>').grids
    assert {place: cell.text for place, cell in grid.cells.items()} == {(2, 1): "甲", (2, 3): "2", (3, 3): "3"}
    assert grid.merges == (Area(2, 1, 2, 2),)


@pytest.mark.parametrize(
    ("form", "shown"), [("Fixed", "1234.50"), ("Standard", "1234.50"), ("0.0", "1234.5"), ("General Number", "1234.5")]
)
def test_a_number_shows_as_its_format_says(tmp_path: Path, form: str, shown: str) -> None:
    style = f'<Style ss:ID="s"><NumberFormat ss:Format="{form}"/></Style>'
    cell = '<Row><Cell ss:StyleID="s"><Data ss:Type="Number">1234.5</Data></Cell></Row>'
    (grid,) = spreadsheet(tmp_path, f'<Worksheet ss:Name="表"><Table>{cell}</Table></Worksheet>', style).grids
    assert grid.cells[1, 1].text == shown


def test_hidden_sheets_rows_and_columns_are_known(tmp_path: Path) -> None:
    row = '<Row {}><Cell><Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="String">乙</Data></Cell></Row>'
    hides = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    rows = row.format("") + row.format('ss:Hidden="1"')
    table = f'<Table><Column/><Column ss:Hidden="1"/>{rows}</Table>'
    shown, hidden = spreadsheet(
        tmp_path, f'<Worksheet ss:Name="一">{table}</Worksheet><Worksheet ss:Name="二">{table}{hides}</Worksheet>'
    ).grids
    assert (shown.hidden, hidden.hidden) == (False, True)
    assert list(shown.cells) == [(1, 1)]
    assert len(shown.concealed) == 3


@given(
    st.lists(
        st.lists(st.text(alphabet='收支0123456789.,<>&" ', max_size=9), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_of_a_cell_is_read_as_it_stands(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    text = "".join(f"<tr>{''.join(f'<td>{escape(said)}</td>' for said in row)}</tr>" for row in rows)
    shown = [[" ".join(said.split()) for said in row] for row in rows]
    if not any(said for row in shown for said in row):
        return
    book = page(tmp_path_factory.mktemp("page"), f"<html><p>表</p><table>{text}</table></html>")
    (grid,) = book.grids
    for y, row in enumerate(shown, 1):
        for x, said in enumerate(row, 1):
            cell = grid.cells.get((y, x))
            assert (cell.text if cell else "") in (said, said.replace(",", ""))
