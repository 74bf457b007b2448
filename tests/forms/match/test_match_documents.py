"""Word and text files: their tables are taken with the paragraphs around them, and every paragraph is accounted for."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from forms.check import check
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from forms.readers.blocks import Book, Paragraph
from forms.write.page.plain_data import document_data

INDICATOR = ("level2", "level3", "description", "value", "basis")
AGAINST_THE_TEXT = {"G19", "K12"}
"""The rules that find in a table what the text says otherwise; a workbook has no text."""
FIVE = ("2019-bazhou", "2020-shijiazhuang", "2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")


def transcript(data: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data / name / "transcript.json").read_text("utf-8"))
    return found


def squeezed(text: str | None) -> str:
    """A text without blanks."""
    return re.sub(r"\s", "", text or "")


def reading(data: Path, name: str, file: str) -> Reading:
    return recognise(read(data / name / file))


@pytest.mark.parametrize("name", FIVE)
def test_the_word_file_holds_the_same_tables_as_the_workbook(data: Path, name: str) -> None:
    word, sheets = (reading(data, name, file) for file in ("disclosure.docx", "tables.xlsx"))
    assert document_data(word.document())["tables"] == document_data(sheets.document())["tables"]
    assert (word.unit, word.year, word.kind) == (sheets.unit, sheets.year, sheets.kind)


@pytest.mark.parametrize("name", FIVE)
def test_the_word_file_and_the_workbook_give_the_same_findings_in_tables(data: Path, name: str) -> None:
    word, sheets = (
        # N02 is told once for the whole paper, in the text where it begins there.
        {(f.rule, f.sentence) for f in check(reading(data, name, file).document()) if f.table and f.rule != "N02"}
        for file in ("disclosure.docx", "tables.xlsx")
    )
    assert sheets <= word
    assert {rule for rule, _ in word - sheets} <= AGAINST_THE_TEXT


def test_a_finding_in_a_word_file_names_the_place_in_its_table(data: Path) -> None:
    (error,) = (f for f in check(reading(data, "2024-fengrun", "disclosure.docx").document()) if f.rule == "E01")
    assert error.source is not None
    assert (error.source.sheet, error.source.cell) == ("表格 2", "第 21 行第 3 列")


@pytest.mark.parametrize("name", FIVE)
def test_every_paragraph_and_every_cell_is_accounted_for_once(data: Path, name: str) -> None:
    book = read(data / name / "disclosure.docx")
    report = recognise(book).report
    cells = sum(len(grid.cells) for grid in book.grids)
    assert report.counts["read"] == len(report.entries) == cells + len(book.paragraphs)
    assert len({(entry.sheet, entry.cell) for entry in report.entries}) == len(report.entries)
    assert {entry.reason for entry in report.left} <= {"封面和目录由程序生成", "标题由程序生成"}


def test_a_table_goes_on_over_the_page_without_its_title(data: Path) -> None:
    text, sheets = (reading(data, "2024-fengrun", file) for file in ("published.txt", "tables.xlsx"))
    both = [
        {t["id"]: [(row["key"], row["cells"]) for row in t["rows"]] for t in document_data(r.document())["tables"]}
        for r in (text, sheets)
    ]
    assert {f"T{n}": both[0][f"T{n}"] for n in range(1, 10)} == {f"T{n}": both[1][f"T{n}"] for n in range(1, 10)}


def test_a_title_in_the_contents_is_no_table(data: Path) -> None:
    book = read(data / "2024-fengrun" / "disclosure.docx")
    first = next(block for block in book.blocks if not isinstance(block, Paragraph))
    contents = tuple(Paragraph(9000 + n, f"部门预算收支总表{n}") for n in range(3))
    more = Book(book.file, (*contents, *book.blocks))
    assert document_data(recognise(more).document()) == document_data(recognise(book).document())
    assert first.name == "表格 1"


def test_of_a_table_in_two_files_the_first_is_taken(data: Path) -> None:
    books = [read(data / "2024-fengrun" / file) for file in ("tables.xlsx", "disclosure.docx")]
    both, alone = recognise(books), recognise(books[:1])
    assert (both.content.cells, both.content.rows) == (alone.content.cells, alone.content.rows)
    assert both.content.texts.items() > alone.content.texts.items()
    reasons = {entry.reason for entry in both.report.left if entry.file == "disclosure.docx"}
    assert "《部门预算收支总表》出现了两次，只采用第一次" in reasons


@pytest.mark.parametrize("name", FIVE)
def test_every_paragraph_and_every_number_of_the_text_is_in_its_section(data: Path, name: str) -> None:
    dumped = document_data(reading(data, name, "disclosure.docx").document())
    taken = [squeezed(section["text"]) for section in dumped["sections"]]
    wanted = [squeezed(p) for section in transcript(data, name)["narrative"] for p in section["paragraphs"]]
    lost = [paragraph for paragraph in wanted if not any(paragraph in text for text in taken)]
    assert sum(map(len, lost)) <= 0.005 * sum(map(len, wanted))
    numbers = [Counter(re.findall(r"\d+(?:\.\d+)?", " ".join(texts))) for texts in (wanted, taken)]
    assert not numbers[0] - numbers[1]


@pytest.mark.parametrize("name", FIVE)
def test_paragraphs_stand_under_their_own_heading(data: Path, name: str) -> None:
    dumped = document_data(reading(data, name, "disclosure.docx").document())
    sections = {squeezed(section["title"]): squeezed(section["text"]) for section in dumped["sections"]}
    for printed in transcript(data, name)["narrative"]:
        if printed["section"] and printed["paragraphs"]:
            text = sections[squeezed(printed["section"])]
            assert squeezed(printed["paragraphs"][0]) in text
            assert squeezed(printed["paragraphs"][-1]) in text


@pytest.mark.parametrize("name", FIVE)
def test_the_glossary_is_read_term_by_term(data: Path, name: str) -> None:
    dumped = document_data(reading(data, name, "disclosure.docx").document())["glossary"]
    taken = [(squeezed(entry["term"]), squeezed(entry["text"])) for entry in dumped]
    assert taken == [(squeezed(term), squeezed(text)) for term, text in transcript(data, name)["glossary"]]


@pytest.mark.parametrize("file", ["disclosure.docx", "tables.xlsx"])
@pytest.mark.parametrize("name", FIVE[1:])
def test_every_project_comes_with_all_it_says(data: Path, name: str, file: str) -> None:
    projects = document_data(reading(data, name, file).document())["projects"]
    printed = transcript(data, name)["performance"]["projects"]
    assert len(projects) == len(printed)
    for project, copy in zip(projects, printed, strict=True):
        for ours, theirs in (("title", "title"), ("code", "project_code"), ("name", "project_name")):
            assert squeezed(project[ours]) == squeezed(copy[theirs])
        assert (squeezed(project["purpose"]), squeezed(project["unit"])) == (
            squeezed(copy["purpose"]),
            squeezed(copy["unit_line"]),
        )
        assert [squeezed(goal) for goal in project["goals"]] == [squeezed(goal) for goal in copy["goals"]]
        rows = [tuple(squeezed(i[key]) for key in INDICATOR) for i in project["indicators"]]
        assert rows == [tuple(map(squeezed, row[1:])) for row in copy["indicators"] if any(row)]


def test_a_section_whose_heading_is_lost_begins_with_its_set_words(data: Path) -> None:
    document = reading(data, "2020-shijiazhuang", "disclosure.docx").document()
    overview = next(section for section in document.edition.sections if section.key == "overview")
    assert document.heading(overview) == ""
    assert document.section_name(overview) == "二、部门预算安排的总体情况"
    assert document.section_text(overview.id).startswith("按照预算管理有关规定")
    duties = next(section for section in document.edition.sections if section.key == "duties")
    assert "收入说明" not in document.section_text(duties.id)
