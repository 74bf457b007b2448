"""The report on what became of every cell, as a workbook and as a text."""

from pathlib import Path

import openpyxl
import pytest

from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.reports.reading_report import TITLE, write_reading_report
from models.errors import Trouble


@pytest.fixture(scope="module")
def reading() -> Reading:
    return recognise(read(Path(__file__).parents[2] / "data" / "2024-fengrun" / "tables.xlsx"))


def test_every_cell_is_a_line_of_the_workbook(reading: Reading, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_reading_report(reading, tmp_path / "报告.xlsx"))
    rows = [[cell.value for cell in row] for row in book["逐格"].iter_rows(min_row=3)]
    assert len(rows) == reading.report.counts["read"]
    assert [row[2] for row in rows] == [entry.cell for entry in reading.report.entries]
    fates = [row[4] for row in rows]
    assert fates.count("采用") == reading.report.counts["taken"]


def test_the_first_sheet_tells_what_was_recognised(reading: Reading, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_reading_report(reading, tmp_path / "报告.xlsx"))
    words = [str(cell.value or "") for row in book.worksheets[0].iter_rows() for cell in row]
    counts = reading.report.counts
    assert words[0] == TITLE
    assert any(f"读入 {counts['read']} 项" in text for text in words)
    assert "部门预算收入总表" in words


def test_the_text_says_the_same(reading: Reading, tmp_path: Path) -> None:
    lines = write_reading_report(reading, tmp_path / "报告.txt").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == TITLE
    assert sum(line.split("\t")[4:5] in (["采用"], ["跳过"], ["未采用"]) for line in lines) == len(
        reading.report.entries
    )
    assert any("表一《部门预算收支总表》" in line for line in lines)


def test_a_folder_that_is_not_there_is_said(reading: Reading, tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        write_reading_report(reading, tmp_path / "没有" / "报告.xlsx")
