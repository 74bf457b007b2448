"""The checks for what strays into a text (B03, B09, G07, M05, M06, M08): names of files, talk with software and with
superiors, tables and figures that are not there, points that do not follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.check.special.itself.passages import passages
from forms.check.special.registry import special
from forms.check.special.texts import Text, at, section_texts, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.ordinals import number_of
from forms.form.word_lists import Words, word_lists

_FAULTS = {
    "file_name": ("M08", "是文件名，请换成文字或者删去"),
    "formula": ("M08", "是表格软件里的公式或者表名，请删去"),
    "assistant": ("M08", "像是写作软件留下的话，请删去"),
    "petition": ("M08", "是给人看稿时说的话，公开的文字里请删去"),
    "note": ("M08", "是做事的记号，请补写完以后删去"),
    "empty_mark": ("B09", "括号里没有填写"),
    "bad_mark": ("M05", "后面还有话，这里不应断开，请核对标点"),
    "figure": ("M06", "公开的资料里没有图，请核对"),
    "post_code": ("M06", "邮政编码应是6位，请核对"),
    "address": ("M06", "网址、邮箱写得不对，打不开，请核对"),
}
"""What is looked for: the rule, and what is wrong there."""


@dataclass(frozen=True, slots=True, eq=False)
class StrayWords:
    """The patterns of `words/strays.toml`; see there."""

    file_name: Words
    formula: Words
    assistant: Words
    petition: Words
    note: Words
    empty_mark: Words
    bad_mark: Words
    figure: Words
    table: Words
    post_code: Words
    address: Words
    none_and_some: Words
    points: Words


@special("B03", "B09", "G07", "M05", "M06", "M08", when="prose")
def nothing_strays_into_texts(reporter: Reporter) -> Iterator[Finding]:
    """What does not belong into a published text, and what it points to that is not there."""
    known = word_lists(reporter.edition, "strays", StrayWords)
    for text in section_texts(reporter):
        for name, found in passages(known, tuple(_FAULTS), text.words):
            rule, what = _FAULTS[name]
            yield at(reporter, rule, text, found.span(), f"“{shown(text.words, found.span())}”{what}。", level="W")
        yield from _tables(reporter, known, text)
        for found in known.none_and_some.finditer(text.words):
            if found["amount"].strip("0.,"):
                message = f"“{shown(text.words, found.span())}”前面说没有，后面又写着{found['amount']}万元，请核对。"
                yield at(reporter, "G07", text, found.span(), message, level="W")
        yield from _points(reporter, known, text)


def _tables(reporter: Reporter, known: StrayWords, text: Text) -> Iterator[Finding]:
    """A table of a number beyond all that the form has."""
    most = len([table for table in reporter.edition.tables.values() if table.part != "facts"])
    for found in known.table.finditer(text.words) if "表" in text.words else ():
        number = number_of(found["number"]) or 0
        if number > most:
            message = f"“{shown(text.words, found.span())}”说的第{number}张表没有，请核对编号。"
            yield replace(at(reporter, "M06", text, found.span(), message, level="W"), found=str(number))


def _points(reporter: Reporter, known: StrayWords, text: Text) -> Iterator[Finding]:
    """Points that leave one out or come twice: 一是……三是……; a list may begin anew."""
    last: re.Match[str] | None = None
    for found in known.points.finditer(text.words):
        number = number_of(found["number"]) or 0
        before = number_of(last["number"]) or 0 if last else 0
        if number != 1 and number != before + 1 and last and last["kind"] == found["kind"]:
            said = f"“{last['number']}{last['kind']}”后面是“{found['number']}{found['kind']}”"
            span = found.span("number")
            message = f"“{shown(text.words, span)}”接不上，{said}，请核对是否漏了一条。"
            yield replace(at(reporter, "B03", text, span, message, level="W"), found=found["number"])
        last = found
