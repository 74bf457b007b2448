"""The workbook beyond its tables: 目录 with links, formulas on demand, true numbers, codes that raise no warning."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from published import published
from whole import whole

from forms.document.document import Document
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.page.layout import pictures
from forms.write.workbook.index_sheet import write_index
from forms.write.workbook.workbook import write_workbook
from models.records import Address, CellEntry, Content
from tests.forms.books import NAMES

_TERM = re.compile(r"(-?)SUM\(([^)]*)\)")
_AREA = re.compile(r"(?:'([^']+)'!)?([A-Z]+\d+)(?::([A-Z]+\d+))?")


def opened(document: Document, path: Path, *, with_formulas: bool = False) -> Workbook:
    write_workbook(document, path, with_formulas=with_formulas)
    return openpyxl.load_workbook(path)


def recalculated(book: Workbook, sheet: str, cell: str) -> Decimal:
    """What a spreadsheet program makes of a cell, formulas followed through."""
    value = book[sheet][cell].value
    if not isinstance(value, str):
        return Decimal(str(value or 0))
    total = Decimal(0)
    for sign, areas in _TERM.findall(value):
        for other, first, last in _AREA.findall(areas):
            held = book[other or sheet][f"{first}:{last or first}"]
            places = [one.coordinate for row in held for one in row]
            added = sum((recalculated(book, other or sheet, place) for place in places), Decimal(0))
            total += -added if sign else added
    return total


@pytest.mark.parametrize("name", NAMES)
def test_every_formula_gives_the_amount_that_stands_there(name: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    book = opened(published(name), path, with_formulas=True)
    shown = openpyxl.load_workbook(path, data_only=True)
    cells = [
        (sheet.title, c.coordinate) for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"
    ]
    assert len(cells) > 50
    for sheet, cell in cells:
        assert recalculated(book, sheet, cell) == Decimal(str(shown[sheet][cell].value)), (sheet, cell)


def test_without_the_choice_there_is_no_formula(tmp_path: Path) -> None:
    book = opened(published("2024-fengrun"), tmp_path / "表.xlsx")
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_a_total_that_the_paper_states_otherwise_stays_a_number(tmp_path: Path) -> None:
    document = published("2024-fengrun")
    content = document.content()
    address = Address("T3", "total", "total")
    assert document.is_computed(address)
    wrong = Document(document.head, document.edition, Content({**content.cells, address: CellEntry(1)}, content.rows))
    book = opened(wrong, tmp_path / "表.xlsx", with_formulas=True)
    row = next(row for row in book["部门预算支出总表"].iter_rows() if row[2].value == "合计")
    assert row[3].data_type == "n"
    assert row[4].data_type == "f"


@pytest.mark.parametrize("with_formulas", [False, True])
def test_read_back_it_is_the_same_with_and_without_formulas(with_formulas: bool, tmp_path: Path) -> None:
    document = published("2021-qinhuangdao")
    write_workbook(document, tmp_path / "表.xlsx", with_formulas=with_formulas)
    again = recognise(read(tmp_path / "表.xlsx"))
    assert again.report.counts["refused"] == 0
    for table in document.edition.tables.values():
        if table.part == "budget":
            amounts = [
                [document.value(Address(table.id, line.key, c)) for c in table.money_ids[line.side]]
                for line in document.lines(table.id)
            ]
            other = again.document()
            assert amounts == [
                [other.value(Address(table.id, line.key, c)) for c in table.money_ids[line.side]]
                for line in other.lines(table.id)
            ]


def test_the_first_sheet_links_to_every_other(tmp_path: Path) -> None:
    book = opened(whole("2021-qinhuangdao"), tmp_path / "表.xlsx")
    index, *others = book.worksheets
    assert index.title == "目录"
    links = [cell for cell in index["B"] if cell.hyperlink]
    assert [cell.hyperlink.location for cell in links] == [f"'{sheet.title}'!A1" for sheet in others]
    assert [cell.value for cell in links] == [sheet["A1"].value for sheet in others]


def test_a_long_title_is_not_cut_in_the_index() -> None:
    title = "关于提前下达中小企业发展专项资金预算（第一批、第二批、第三批）的通知绩效项目采购设备和服务情况表"
    write_index(sheet := openpyxl.Workbook().active, [("收支总表", "收支总表"), (title, "长")], mark="")
    assert sheet.column_dimensions["B"].width > 2 * len(title)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_tables_written_alone_have_no_index(tmp_path: Path) -> None:
    write_workbook(published("2024-fengrun"), tmp_path / "表.xlsx", tables=["T2"])
    assert openpyxl.load_workbook(tmp_path / "表.xlsx").sheetnames == ["部门预算收入总表"]


def test_codes_as_texts_raise_no_warning(tmp_path: Path) -> None:
    document = published("2024-fengrun")
    book = opened(document, tmp_path / "表.xlsx")
    with zipfile.ZipFile(tmp_path / "表.xlsx") as parts:
        place = book.sheetnames.index("部门预算收入总表") + 1
        sheet = parts.read(f"xl/worksheets/sheet{place}.xml").decode()
    (areas,) = re.findall(r'<ignoredError sqref="([^"]+)" numberStoredAsText="1"/>', sheet)
    codes = [
        cell.coordinate for cell in book["部门预算收入总表"]["B"] if str(cell.value).isdigit() and cell.data_type == "s"
    ]
    first, last = areas.split(":")
    assert first[0] == last[0] == "B"
    assert int(first[1:]) <= int(codes[0][1:]) <= int(codes[-1][1:]) <= int(last[1:])


def test_quantities_are_numbers_and_show_as_they_were_written(tmp_path: Path) -> None:
    document = published("2020-shijiazhuang")
    book = opened(document, tmp_path / "表.xlsx")
    for picture, sheet in zip(pictures(document), book.worksheets[1:], strict=True):
        first = 3 + picture.head_rows + bool(picture.numbers)
        for row, cells in enumerate(picture.rows, start=first):
            for column, cell in enumerate(cells, start=1):
                if cell.kind == "quantity" and cell.text.isdigit():
                    held = sheet.cell(row, column)
                    assert (held.data_type, str(held.value), held.number_format) == ("n", cell.text, "0")


def test_sums_of_the_procurement_are_bold() -> None:
    document = published("2021-qinhuangdao")
    (printed,) = (picture for picture in pictures(document) if picture.id == "X2")
    bold = {row[0].text for row in printed.rows if row[0].bold}
    assert "合计" in bold
    assert any(text.endswith("小计") for text in bold)
    assert all("计" in text for text in bold)
