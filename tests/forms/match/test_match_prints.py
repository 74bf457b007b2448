"""Tables printed without upright lines are read as they stand, or it is said that they are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from forms.match.account.accounts import account
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.page.plain_data import document_data
from tests.forms.match.prints import FONT, MARGIN, Style, TablePrinter

TABLES = ("T1", "T2", "T3", "T4", "T5", "T6")
STYLES = {
    "three lines": Style(),
    "three lines on upright paper, with heads on each page": Style(size=7, gap=6, repeated=True, paper=(595, 842)),
    "lines under groups of captions": Style(lines="groups", size=9, pitch=20, paper=(1191, 842)),
    "a line under each row": Style(lines="rows", centred=True, paper=(792, 612)),
    "no lines": Style(lines="none", pitch=15),
    "no lines, amounts in the middle": Style(lines="none", centred=True, size=7, paper=(1191, 842)),
}


def workbook(data: Path, name: str, factor: int, office: str) -> openpyxl.Workbook:
    """The six tables with amounts of a published workbook, with other amounts, of another office."""
    book = openpyxl.load_workbook(data / name / "tables.xlsx")
    for sheet in book.worksheets[6:]:
        book.remove(sheet)
    for sheet in book.worksheets:
        sheet.cell(2, 1).value = f"714 {office}"
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                if isinstance(cell.value, int | float):
                    cell.value = round(float(cell.value) * factor, 2)
    return book


def dumped(*files: Path) -> dict[str, dict[str, Any]]:
    tables = document_data(recognise([read(file) for file in files]).document())["tables"]
    return {table["id"]: {row["key"]: row["cells"] for row in table["rows"]} for table in tables}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize(
    ("name", "factor", "office"),
    [
        ("2024-fengrun", 7, "青石县水务局"),
        ("2023-bazhou-unit", 3, "临溪县第二中学"),
        ("2021-qinhuangdao", 13, "白杨镇人民政府"),
    ],
)
def test_tables_with_few_lines_or_none_are_read_like_their_workbook(
    data: Path, tmp_path: Path, style: Style, name: str, factor: int, office: str
) -> None:
    book = workbook(data, name, factor, office)
    source, paper = tmp_path / "表.xlsx", tmp_path / "纸.pdf"
    book.save(source)
    printer = TablePrinter(paper, style)
    for sheet in book.worksheets:
        printer.print(sheet)
    printer.save()
    found, wanted = dumped(paper), dumped(source)
    assert {name: found.get(name) for name in TABLES} == {name: wanted[name] for name in TABLES}


def test_columns_that_run_into_each_other_are_told_and_no_table(tmp_path: Path) -> None:
    paper = tmp_path / "纸.pdf"
    canvas = Canvas(str(paper), pagesize=(595, 842))
    canvas.setFont(FONT, 10)
    canvas.drawString(200, 780, "部门预算支出总表")
    for row in range(12):
        # The amounts begin where they like: no way is free between them.
        for left in (MARGIN, MARGIN + 80):
            canvas.drawString(left + 20 * (row % 4), 740 - 18 * row, f"{row}101.50")
    canvas.save()
    book = read(paper)
    assert not book.grids
    assert any("第1页" in remark and "分不清各栏" in remark for remark in book.remarks)


def test_text_cut_off_at_the_side_of_its_cell_is_named(data: Path) -> None:
    reading = recognise(read(data / "pdf" / "2021-qinhuangdao.widths.pdf"))
    assert any("没有印全" in line for line in account(reading).words)
