"""Checks for what is half written or written badly: without its year, its self, its reason, its month, its end; for
what was copied along; for amounts that are no number as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from forms.check.special.broken_words import BrokenWords, broken_words
from forms.check.special.registry import special
from forms.check.special.texts import Fix, Text, at, counted, formal_texts, section_texts, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.document.text_tables import CELL_MARK

_LONG = 30
"""A paragraph so long is no heading and no entry of a list."""
_SENTENCE = 16
"""So is one with a comma in it."""
_USUAL = 0.95
_LOCAL = (7, 8)
"""So many digits has the number of a telephone without its area."""
_IN_THREES = re.compile(r"\d{1,3}(?:[,，]\d{3})+\.\d+")
_THOUSANDS = re.compile("[,，]")
_SERVICE = re.compile(r"1\d{2,4}|9\d{4}")
"""Numbers that are called as they are: 12345."""


@special("A05", "G07", "G09", "G11", "L01", "L02", when="prose")
def sentences_are_whole(reporter: Reporter) -> Iterator[Finding]:
    """Sentences on the budget that lack the year they compare with, whom they speak of, the reason they announce; a
    change in 百分点; 决算 of the budget year."""
    said, year, kind = broken_words(reporter), reporter.document.head.year, reporter.document.head.kind
    for text in formal_texts(reporter):
        for found in said.no_year.finditer(text.words):
            span = found.span("year")
            message = f"“{shown(text.words, span)}”的“年”前面没有写是哪一年，应为“{year - 1}年”。"
            yield at(reporter, "L01", text, span, message, [(span, f"{year - 1}年")], level="W")
        for found in said.no_self.finditer(text.words):
            message = f"“{shown(text.words, found.span())}”的“我”后面漏写了“{kind}”。"
            yield at(reporter, "A05", text, found.span(), message, [(found.span(), f"我{kind}")], level="W")
        for found in said.no_percent.finditer(text.words):
            span = found.span("unit")
            message = f"“{shown(text.words, span)}”的“{found['unit']}”应为“%”，金额的增减率用百分数写。"
            yield at(reporter, "G09", text, span, message, [(span, "%")], level="W")
        for found in said.accounts.finditer(text.words):
            if int(found["year"]) == year:
                span = found.span("word")
                message = f"“{shown(text.words, span)}”写的是“决算”，{year}年公开的是预算。"
                yield at(reporter, "L02", text, span, message, [(span, "预算")], level="W")
        for found in said.see_accounts.finditer(text.words):
            span = found.span("word")
            message = f"“{shown(text.words, span)}”写的是“决算”，公开的是预算。"
            yield at(reporter, "L02", text, span, message, [(span, "预算")], level="W")
        for found in said.both_ways.finditer(text.words):
            message = f"“{shown(text.words, found.span())}”的增减写得不对，增加、减少只写一个，后面写正数。"
            yield at(reporter, "G07", text, found.span(), message, level="W")
        for found in said.no_reason.finditer(text.words):
            message = f"“{shown(text.words, found.span())}”后面没有写出原因，请写明具体的事项。"
            yield at(reporter, "G11", text, found.span(), message, level="W")


@special("G24", when="prose")
def amounts_are_numbers(reporter: Reporter) -> Iterator[Finding]:
    """Commas at no thousands, a blank beside the point: 14,07.37万元, 885. 29万元."""
    said = broken_words(reporter)
    for text in formal_texts(reporter):
        for found in said.thousands.finditer(text.words):
            if _IN_THREES.fullmatch(found[0]):
                continue
            right = _THOUSANDS.sub("", found[0])
            message = f"“{shown(text.words, found.span())}”的逗号不在千位上，疑为“{right}”。"
            finding = at(reporter, "G24", text, found.span(), message, [(found.span(), right)], level="W")
            yield replace(finding, expected=right)
        for found in said.pointed.finditer(text.words):
            message = f"“{shown(text.words, found.span())}”的数后面多了一个小数点。"
            yield at(reporter, "G24", text, found.span(), message, [(found.span(), "")], level="W", name="删去多余的")
        spaced = list(said.spaced.finditer(text.words))
        if spaced:
            fixes: list[Fix] = [(found.span(), f"{found['whole']}.{found['part']}") for found in spaced]
            message = (
                f"“{shown(text.words, fixes[0][0])}”的小数点旁边有空格，应为“{fixes[0][1]}”{counted(len(fixes))}。"
            )
            yield at(reporter, "G24", text, fixes[0][0], message, fixes, level="W")


@special("B04", "L02", "M06", "M07", "M08", when="prose")
def paragraphs_are_whole(reporter: Reporter) -> Iterator[Finding]:
    """Paragraphs that break off, days without their month, page numbers copied along, telephones that cannot be
    called."""
    said = broken_words(reporter)
    for text in section_texts(reporter):
        for found in said.breaks_off.finditer(text.words):
            span = found.span("mark")
            message = f"“{shown(text.words, span)}”以“{found['mark']}”结束，像是没有写完。"
            yield at(reporter, "M06", text, span, message, level="W")
        for found in said.unit_twice.finditer(text.words):
            span = found.span("again" if found["unit"] else "no")
            message = f"“{shown(text.words, found.span())}”重复了“{text.words[slice(*span)]}”。"
            yield at(reporter, "M06", text, span, message, [(span, "")], level="W", name="删去多余的")
        for found in said.empty_label.finditer(text.words):
            message = f"“{found['label']}：”后面没有写。"
            yield at(reporter, "B04", text, found.span(), message, level="W")
        for found in said.no_month.finditer(text.words):
            message = f"“{shown(text.words, found.span())}”有年、有日，没有写月。"
            yield at(reporter, "M07", text, found.span(), message)
        for found in said.page_number.finditer(text.words):
            message = f"单独一行的“{found[0].strip()}”像是从别的文件带来的页码，请删去。"
            fix = ((max(found.start() - 1, 0), found.end()), "")
            yield at(reporter, "M08", text, found.span(), message, [fix], level="W", name="删去这一行")
        for found in said.telephone.finditer(text.words):
            if len(found["local"]) not in _LOCAL and not _SERVICE.fullmatch(found["number"]):
                message = f"“{shown(text.words, found.span())}”的电话号码是{len(found['local'])}位，请核对有没有写漏。"
                yield at(reporter, "M06", text, found.span("number"), message, level="W")
    for text in section_texts(reporter, {"opening"}):
        for found in said.no_published_year.finditer(text.words):
            year, span = f"{reporter.document.head.year}年", found.span("budget")
            message = f"“{shown(text.words, span)}”没有写年度，应为“{year}{found['budget']}”。"
            yield at(reporter, "L02", text, span, message, [((span[0], span[0]), year)], level="W", name="补上年度")
    yield from _without_stop(reporter, list(section_texts(reporter)), said)


def _without_stop(reporter: Reporter, texts: Sequence[Text], said: BrokenWords) -> Iterator[Finding]:
    """Long paragraphs without a mark at their end, where nearly all have one."""
    open_: list[tuple[Text, int]] = []
    many = 0
    for text in texts:
        for line in re.finditer(r"[^\n]+", text.words):
            words = line[0].rstrip()
            is_sentence = len(words) >= _LONG or (len(words) >= _SENTENCE and "，" in words and words[-1].isalpha())
            if is_sentence and CELL_MARK not in words:
                many += 1
                if not said.stops.search(words):
                    open_.append((text, line.start() + len(words)))
    if len(open_) > (1 - _USUAL) * many:
        return
    for text, group in groupby(open_, key=lambda one: one[0]):
        ends = [end for _, end in group]
        last = text.words[max(ends[0] - 12, 0) : ends[0]]
        message = f"“……{last}”这一段末尾没有句号，请看是不是没有写完{counted(len(ends))}。"
        fixes: list[Fix] = [((end, end), "。") for end in ends]
        yield at(reporter, "M06", text, (ends[0] - 1, ends[0]), message, fixes, level="W", name="补上句号")
