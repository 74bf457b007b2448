"""Checks of amounts that lack their number or their unit, or whose number is broken (G24)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.check.special.texts import Fix, Span, Text, at, counted, formal_texts, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.document.text_tables import CELL_MARK
from forms.form.language import patterns
from forms.form.model import Level
from forms.prose.grammar import grammar

_DECIMALS = re.compile(r"\.\d\d$")
_WITH_UNIT = re.compile(r"\d\s*万元")
_BROKEN = re.compile(r"(?<![\d.])(?P<whole>\d+)(?P<point>[.．。]{2,}|[。，])(?P<part>\d{1,2})(?=\s*万元)")
_LETTER = re.compile(r"(?<![\dA-Za-z.])(?=\d*\.?\d*[OoＯｏ])\d[\dOoＯｏ]*(?:\.[\dOoＯｏ]*)?(?=\s*[万亿]元)")
_ZEROS = str.maketrans("OoＯｏ", "0000")


@special("G24", when="prose")
def amounts_are_whole(reporter: Reporter) -> Iterator[Finding]:
    """万元 without a number before it; a number with two decimals behind the name of an amount, and no unit."""
    said, unit_above = grammar(reporter.edition), patterns(reporter.edition).unit_above
    for text in formal_texts(reporter):
        for found in said.no_number.finditer(text.words):
            if said.blank.search(text.words, found.start(), found.end()):
                continue  # B09 tells of a place left blank
            message = f"“{shown(text.words, found.span())}”的“万元”前面没有数，请补上金额。"
            yield at(reporter, "G24", text, found.span(), message)
        if unit_above.search(text.words):
            continue
        zeros: list[Span] = []
        for found in said.no_unit.finditer(text.words):
            span = found.span("amount" if found["amount"] else "more")
            if not _is_amount(text.words, span):
                continue
            if text.words[slice(*span)].strip("0."):
                yield _without_unit(reporter, text, [span], "W")
            else:
                zeros.append(span)
        if zeros:
            # Nothing is nothing in every unit: it only reads badly.
            yield _without_unit(reporter, text, zeros, "H")


def _without_unit(reporter: Reporter, text: Text, spans: list[Span], level: Level) -> Finding:
    span = spans[0]
    message = f"“{shown(text.words, span)}”的{text.words[slice(*span)]}没有写单位，应写作“万元”{counted(len(spans))}。"
    fixes: list[Fix] = [((end, end), "万元") for _, end in spans]
    return at(reporter, "G24", text, span, message, fixes, level=level, name="补写“万元”")


@special("G24", when="prose")
def numbers_are_not_broken(reporter: Reporter) -> Iterator[Finding]:
    """Two points in an amount, another mark where its point should be, or a letter for a zero: 10..75万元, 48，82万元,
    3.2O万元."""
    for text in formal_texts(reporter):
        for found in _LETTER.finditer(text.words):
            right = found[0].translate(_ZEROS)
            message = f"“{shown(text.words, found.span())}”的数里有字母O，应为{right}。"
            yield replace(at(reporter, "G24", text, found.span(), message, [(found.span(), right)]), expected=right)
        for found in _BROKEN.finditer(text.words):
            right = f"{found['whole']}.{found['part']}"
            message = f"“{shown(text.words, found.span())}”的小数点写错了，疑为“{right}万元”。"
            yield replace(at(reporter, "G24", text, found.span(), message, [(found.span(), right)]), expected=right)


def _is_amount(words: str, span: Span) -> bool:
    """Whether a number can only be an amount: it has two decimals, or others of its paragraph have a unit. What stands
    in a table has it above."""
    start, end = words.rfind("\n", 0, span[0]) + 1, words.find("\n", span[1])
    paragraph = words[start : end if end >= 0 else len(words)]
    return CELL_MARK not in paragraph and bool(_DECIMALS.search(words, *span) or _WITH_UNIT.search(paragraph))
