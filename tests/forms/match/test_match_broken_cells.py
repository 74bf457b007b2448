"""Codes and amounts that a narrow column of Word broke over two paragraphs are joined where that is proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.match.recognise import recognise
from forms.readers import read
from tests.forms.books import DATA
from tests.forms.workbooks import nine, original, refused, taken

NAME = "2024-fengrun"


@pytest.mark.parametrize("at", [2, 3, 4, 5, 6])
def test_a_code_on_two_lines_is_one_that_the_list_has(at: int, tmp_path: Path) -> None:
    workbook = nine(NAME)
    for number in (1, 2, 4):
        for row in workbook.worksheets[number].iter_rows(min_row=7):
            code = str(row[1].value or "")
            if code.isdigit() and len(code) > at:
                row[1].value = f"{code[:at]}\n{code[at:]}"
    reading = taken(workbook, tmp_path)
    assert reading.content == original(NAME).content
    assert not refused(reading)


def test_the_codes_of_a_document_on_two_lines() -> None:
    reading = recognise(read(DATA / "reading" / "codes-on-two-lines.docx"))
    whole = recognise(read(DATA / NAME / "disclosure.docx"))
    assert (reading.content.cells, reading.content.rows) == (whole.content.cells, whole.content.rows)


def test_digits_on_two_lines_that_are_no_code_are_refused(tmp_path: Path) -> None:
    workbook = nine(NAME)
    workbook.worksheets[1]["B9"] = "20777\n77"
    reasons = {reason for _, reason in refused(taken(workbook, tmp_path))}
    assert reasons == {"这一行没有科目编码，也不是合计"}


@pytest.mark.parametrize("at", [1, 2, 3, 5])
def test_an_amount_on_two_lines_is_joined_where_the_relations_accept_it(at: int, tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[1]
    for column in (4, 5, 6):
        text = f"{sheet.cell(9, column).value:.2f}"
        sheet.cell(9, column).value = f"{text[:at]}\n{text[at:]}"
    reading = taken(workbook, tmp_path)
    assert reading.content == original(NAME).content
    assert not refused(reading)


def test_two_amounts_in_one_cell_are_not_joined(tmp_path: Path) -> None:
    workbook = nine(NAME)
    workbook.worksheets[1]["F9"] = "200\n92.65"
    assert refused(taken(workbook, tmp_path)) == [("F9", "“200\n92.65”不是金额")]
