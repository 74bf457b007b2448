"""Kinds of files that offices also send: sheets saved as text, a file a table, blank forms, rows of last year."""

from __future__ import annotations

import codecs
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from forms.document.document import Document
from forms.match.account.accounts import account
from forms.match.identity import unit_in
from forms.match.recognise import recognise
from forms.readers import read
from tests.forms.books import DATA
from tests.forms.workbooks import nine, original, refused, taken

NAME = "2024-fengrun"


def as_text(workbook: Workbook, *, padded: bool) -> str:
    """All sheets below each other with tabs, quoted as Excel does; `padded` to one number of cells in each line."""
    lines: list[list[str]] = []
    for sheet in workbook.worksheets:
        rows = ([cell.value for cell in row] for row in sheet.iter_rows())
        lines += [["" if v is None else f"{v:,.2f}" if isinstance(v, float) else str(v) for v in row] for row in rows]
    width = max(map(len, lines))
    full = (row + [""] * (width - len(row)) if padded else row for row in lines)
    return "\r\n".join("\t".join(f'"{text}"' if "," in text else text for text in row) for row in full)


@pytest.mark.parametrize(
    ("file", "encoding", "padded"),
    [("表.txt", "utf-16", False), ("表.csv", "utf-16", True), ("表.csv", "gb18030", True)],
)
def test_a_sheet_saved_with_tabs_is_read_like_the_workbook(
    file: str, encoding: str, padded: bool, tmp_path: Path
) -> None:
    path = tmp_path / file
    path.write_bytes(as_text(nine(NAME), padded=padded).encode(encoding))
    book = read(path)
    assert len(book.grids) == 1
    assert recognise(book).document().values == original(NAME).document().values


def test_a_text_with_a_table_is_no_sheet_because_it_is_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "说明.txt"
    lines = [
        "一、部门职责",
        "负责本辖区的有关工作。",
        "二、机构设置",
        "单位\t性质\t级别",
        "某局\t行政\t正科级",
        "三、说明",
    ]
    path.write_bytes(codecs.BOM_UTF16_LE + "\n".join(lines).encode("utf-16-le"))
    assert [paragraph.text for paragraph in read(path).paragraphs] == [lines[0], lines[1], lines[2], lines[5]]


def projects(document: Document) -> list[str]:
    return [line.key for line in document.lines(document.edition.roles.projects)]


def split(folder: Path, *, again: bool) -> list[Path]:
    """The published workbook with its first goal table in the one file and the other ones, or all, in the second."""
    files = [folder / "一.xlsx", folder / "二.xlsx"]
    for file in files:
        workbook = openpyxl.load_workbook(DATA / NAME / "tables.xlsx")
        goals = [sheet for sheet in workbook.worksheets if sheet.title.startswith("绩效")]
        others = [sheet for sheet in workbook.worksheets if sheet not in goals]
        is_first = file is files[0]
        for sheet in goals[1:] if is_first else [*others, *([] if again else goals[:1])]:
            workbook.remove(sheet)
        workbook.save(file)
    return files


@pytest.mark.parametrize("again", [False, True])
def test_projects_in_files_of_their_own_are_all_taken_each_once(again: bool, tmp_path: Path) -> None:
    whole = recognise(read(DATA / NAME / "tables.xlsx")).document()
    document = recognise([read(file) for file in split(tmp_path, again=again)]).document()
    assert len(projects(document)) == len(projects(whole))


@pytest.mark.parametrize("instead", [None, 0])
def test_a_form_that_nobody_filled_in_is_told(instead: int | None, tmp_path: Path) -> None:
    workbook = nine(NAME)
    for sheet in workbook.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, float) or (isinstance(cell.value, int) and cell.column > 2):
                cell.value = instead
    assert "空表" in account(taken(workbook, tmp_path)).notes[0]


def test_the_published_papers_are_no_blank_forms() -> None:
    assert not any("空表" in note for note in account(original(NAME)).notes)


def test_rows_below_a_second_total_are_none_of_the_table(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[2]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=9)]
    for row in rows:
        sheet.append([value + 3 if isinstance(value, float) else value for value in row])
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values
    assert {reason for _, reason in refused(reading)} == {
        "合计又出现了一次，数与前面的不同，只采用第一次",
        "在合计之下又有科目，不知道是哪一年、哪一份的数",
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("324204 元氏县妇女联合会", "元氏县妇女联合会"),
        ("[501]项城市水务局", "项城市水务局"),
        ("118人民法院", "人民法院"),
        ("120元", None),
        ("2024年丰润区水务局", None),
        ("350人", None),
        ("123万元", None),
    ],
)
def test_the_name_behind_a_code_may_begin_like_a_count(text: str, name: str | None) -> None:
    found = unit_in(text)
    assert (found and found.name) == name
