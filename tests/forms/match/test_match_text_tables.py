"""Tables that are text: frames around paragraphs, layouts with headings in their cells, small tables in a section."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document as Word

from forms.match.recognise import recognise
from forms.match.report import Reason
from forms.readers import read as read_file
from forms.readers.blocks import Block
from tests.forms.match.texts_of_papers import OFFICE, cells, paper, read, text_of, texts, total_table, written

STAFF = [["经费名称", "金额（万元）"], ["办公费", "12.30"], ["水费", ""], ["合计", "12.30"]]


def saved(word: Word, folder: Path) -> Path:
    file = folder / "说明.docx"
    word.save(str(file))
    return file


@pytest.mark.parametrize("depth", [1, 2])
def test_text_in_a_frame_is_text(depth: int, tmp_path: Path) -> None:
    lines = written(2024, "部门", "一、")
    word = docx.Document()
    for line in lines[:8]:
        word.add_paragraph(line)
    cell = word.add_table(1, 1).cell(0, 0)
    for _ in range(depth - 1):
        cell = cell.add_table(1, 1).cell(0, 0)
    for line in lines[8:16]:
        cell.add_paragraph(line)
    for line in lines[16:]:
        word.add_paragraph(line)
    reading = recognise(
        [read_file(saved(word, tmp_path)), paper(total_table(2024, "部门"))], unit_name=OFFICE, year=2024, kind="部门"
    )
    found = texts(reading)
    assert [found[f"S{number}"] for number in range(1, 11)] == [text_of(f"S{number}") for number in range(1, 11)]
    framed, behind = (reading.provenance.passages[name][0] for name in ("S4", "S8"))
    # The first paragraph of the cell is a blank one, the heading of S4 the second.
    assert framed.cell == f"表格 {depth} 段落 3"
    assert behind.cell == "段落 10"


def test_headings_in_the_cells_of_a_layout_are_headings() -> None:
    lines = written(2024, "部门", "一、")
    pairs = [[lines[n], lines[n + 1]] for n in range(2, len(lines), 2)]
    reading = read([*lines[:2], cells("表格 1", pairs), *total_table(2024, "部门")])
    assert all(texts(reading)[f"S{number}"] == text_of(f"S{number}") for number in range(1, 12))


def test_a_small_table_is_part_of_its_section() -> None:
    lines: list[str | Block] = list(written(2024, "部门", "一、"))
    lines.insert(8, cells("表格 1", STAFF))
    reading = read([*lines, *total_table(2024, "部门")])
    rows = "经费名称\t金额（万元）\n办公费\t12.30\n水费\n合计\t12.30"
    assert texts(reading)["S3"] == f"{text_of('S3')}\n{rows}"
    assert reading.provenance.passages["S3"][2].cell == "第 2 行第 1 列"
    fates = {entry.status for entry in reading.report.entries if entry.sheet == "表格 1"}
    assert fates == {"taken"}


def test_a_blank_cell_keeps_its_place() -> None:
    lines: list[str | Block] = list(written(2024, "部门", "一、"))
    lines.insert(8, cells("表格 1", [["名称", "上年", "本年"], ["水费", "", "3.00"], ["", "1.00", ""]]))
    text = texts(read([*lines, *total_table(2024, "部门")]))["S3"]
    assert text.split("\n")[1:] == ["名称\t上年\t本年", "水费\t\t3.00", "\t1.00"]


def test_every_cell_and_paragraph_is_accounted_for_once() -> None:
    lines: list[str | Block] = [*written(2024, "部门", "一、"), *total_table(2024, "部门")]
    lines.insert(8, cells("表格 1", STAFF))
    report = read(lines).report
    assert len({(entry.sheet, entry.cell) for entry in report.entries}) == len(report.entries)
    assert sum(entry.sheet == "正文" for entry in report.entries) == 2 + 2 * 11
    assert sum(entry.sheet == "表格 1" for entry in report.entries) == 7
    assert {entry.why for entry in report.left if entry.sheet == "正文"} == {Reason.DOCUMENT_TITLE}
