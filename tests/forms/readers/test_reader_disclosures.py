"""The five published disclosures: whatever was transcribed from them is read, and the number of a cell is its text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from forms.readers import read

FOLDERS = ("2019-bazhou", "2020-shijiazhuang", "2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")
DATA = Path(__file__).parents[2] / "data"


def bare(text: str) -> str:
    return "".join(text.split())


@cache
def transcript(folder: str) -> dict:
    return json.loads((DATA / folder / "transcript.json").read_text(encoding="utf-8"))


@cache
def book(folder: str):
    return read(DATA / folder / "disclosure.docx")


def cells(folder: str) -> Counter[str]:
    return Counter(bare(cell.text) for grid in book(folder).grids for cell in grid.cells.values())


def narrative(folder: str) -> Iterator[str]:
    written = transcript(folder)
    yield written["document"]["title"]
    for section in written["narrative"]:
        yield from (section["section"], *section["paragraphs"])
    for term, text in written["glossary"]:
        yield f"{term}：{text}"
    for table in written["tables"]:
        yield from (table["title"], *table["header_lines"], *table["notes"])
    for project in written["performance"]["projects"]:
        yield from (project["title"], project["unit_line"], project["amount_unit_line"])


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_paragraph_is_read(folder):
    read_texts = {bare(paragraph.text) for paragraph in book(folder).paragraphs}
    assert [text for text in narrative(folder) if text and bare(text) not in read_texts] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_cell_of_every_table_is_read(folder):
    written = Counter(
        bare(text)
        for table in transcript(folder)["tables"]
        for row in (*table["columns"], table["column_numbers"], *table["rows"])
        for text in row
        if text
    )
    assert written - cells(folder) == Counter()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_goal_and_indicator_is_read(folder):
    projects = transcript(folder)["performance"]["projects"]
    written = Counter(
        bare(text)
        for project in projects
        for text in (
            *(project[key] for key in ("project_code", "project_name", "budget", "fiscal_fund", "purpose")),
            *(project["payment_plan"] or {}).values(),
            "\n".join(project["goals"]),
            *(text for row in project["indicators"] for text in row),
        )
        if text
    )
    assert written - cells(folder) == Counter()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_character_of_the_published_text_is_read(folder):
    path = DATA / folder / "published.txt"
    found = read(path)
    kept = [paragraph.text for paragraph in found.paragraphs]
    kept += [cell.text for grid in found.grids for cell in grid.cells.values()]
    assert sum(map(str.isalnum, "".join(kept))) == sum(map(str.isalnum, without_marks(path)))


def without_marks(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    for mark in ("RANGE!A1:AH10", "_GoBack", "_Toc471398463", "_Toc471398468"):
        text = text.replace(f"[bookmark: {mark}]", "")
    return text


@pytest.mark.parametrize(
    ("folder", "table", "place", "text"),
    [
        ("2019-bazhou", "表格 2", (3, 2), "494.13"),
        ("2021-qinhuangdao", "表格 1", (4, 3), "4436.20"),
        ("2023-bazhou-unit", "表格 2", (4, 13), "341.00"),
        ("2024-fengrun", "表格 11", (2, 3), "1.80"),
    ],
)
def test_cells_stand_where_they_are_printed(folder, table, place, text):
    grids = {grid.name: grid for grid in book(folder).grids}
    assert grids[table].cells[place].text == text
