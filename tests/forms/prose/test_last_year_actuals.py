"""Amounts of last year in a sentence of their own are not held against this year's; this year's still are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.check import check
from forms.match.recognise import recognise
from forms.readers import Book, read
from forms.readers.blocks import Paragraph
from tests.forms.books import DATA

FILE = DATA / "reading" / "r6-last-year-actuals.docx"
SENTENCE = "2022年实际支出8.00万元，其中：公务接待费3.50万元，公务用车运行维护费4.50万元。"
PARTS = "8.00万元，其中：公务接待费3.50万元，公务用车运行维护费4.50万元。"


def contradictions(words: str) -> list[str]:
    """The rules of the text that find an error once other words stand for the sentence on last year."""
    book: Book = read(FILE)
    assert any(SENTENCE in paragraph.text for paragraph in book.paragraphs)
    blocks = tuple(
        replace(block, text=block.text.replace(SENTENCE, words)) if isinstance(block, Paragraph) else block
        for block in book.blocks
    )
    found = check(recognise(replace(book, blocks=blocks)).document())
    return sorted({finding.rule for finding in found if finding.level == "E" and finding.rule.startswith("G")})


@pytest.mark.parametrize(
    "words",
    [
        SENTENCE,
        f"2022年决算{PARTS}",
        f"2022年度执行数为{PARTS}",
        f"上年执行数{PARTS}",
        f"去年实际支出{PARTS}",
        f"我局2022年“三公”经费决算数为{PARTS}",
        "上年决算支出8.00万元，其中：公务接待费3.50万元；公务用车运行维护费4.50万元。",
        "去年实际支出中，公务接待费3.50万元，公务用车运行维护费4.50万元。",
    ],
)
def test_last_years_amounts_contradict_nothing(words: str) -> None:
    assert contradictions(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "2022年实际支出8.00万元；2023年公务接待费3.50万元。",
        "2022年公务接待费3.50万元，2023年公务接待费3.10万元。",
        "本年公务接待费3.50万元。",
    ],
)
def test_this_years_amounts_still_do(words: str) -> None:
    assert contradictions(words) == ["G05", "G13"]
