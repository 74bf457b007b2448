"""The checks of numbers that cannot be (G09, G19, K14, M03, M06, M07): shares above the whole, more batches than
guests, millions for each person, months that there are not, one number told twice and not alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from forms.check.special.registry import special
from forms.check.special.texts import Text, at, section_texts, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.ordinals import number_of
from forms.form.word_lists import Words, word_lists

_WHOLE = Decimal(100)
_ROUNDED = Decimal("0.5")
"""So much may the shares of a whole come to above it by rounding."""
_SENTENCE = re.compile(r"[^。\n]+")
_TIMES = 20
"""So many times as many who have retired as who serve."""


@dataclass(frozen=True, slots=True, eq=False)
class ManyWords:
    """The patterns of `words/many.toml`; see there."""

    share: Words
    rate: Words
    each: Words
    guests: Words
    month: Words
    things: Words
    twice: Words
    retired: Words
    serving: Words


@special("G09", "G19", "K14", "M03", "M06", "M07", when="prose")
def numbers_can_be(reporter: Reporter) -> Iterator[Finding]:
    """Numbers of the texts that are more than there can be."""
    known = word_lists(reporter.edition, "many", ManyWords)
    for text in section_texts(reporter):
        words = text.words
        yield from _shares(reporter, known, text)
        for found in known.rate.finditer(words):
            if Decimal(found["number"]) > _WHOLE:
                message = f"“{shown(words, found.span())}”超过了100%，请核对。"
                yield at(reporter, "K14", text, found.span(), message, level="W")
        for found in known.each.finditer(words):
            message = f"“{shown(words, found.span())}”像是把“元”写成了“万元”，请核对。"
            yield at(reporter, "M03", text, found.span(), message, level="W")
        for found in known.guests.finditer(words):
            if int(found["batches"]) > int(found["persons"]):
                message = f"“{shown(words, found.span())}”的批次比人次还多，请核对是不是写反了。"
                yield at(reporter, "G19", text, found.span(), message, level="W")
        for found in known.month.finditer(words):
            message = f"“{shown(words, found.span('month'))}”没有这个月份。"
            yield at(reporter, "M07", text, found.span("month"), message)
        for found in known.things.finditer(words):
            message = f"“{shown(words, found.span())}”写的是“{found[0]}”，请核对是不是多写了“万”。"
            yield at(reporter, "M06", text, found.span(), message, level="W")
        for found in known.twice.finditer(words):
            if number_of(found["words"]) != int(found["number"]):
                message = f"“{shown(words, found.span())}”里数字和汉字写的不是一个数，请核对。"
                yield replace(at(reporter, "G19", text, found.span(), message), found=found["number"])
        yield from _retired(reporter, known, text)


def _shares(reporter: Reporter, known: ManyWords, text: Text) -> Iterator[Finding]:
    """A share above the whole, and shares of one named whole that come to more than it in one sentence."""
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for found in known.share.finditer(text.words) if "占" in text.words else ():
        number = Decimal(found["number"])
        begin = max(text.words.rfind(mark, 0, found.start()) for mark in "。\n")
        before, whole = sums[begin, found["whole"]], found["whole"]
        sums[begin, whole] += number
        if number > _WHOLE:
            message = f"“{shown(text.words, found.span())}”的占比超过了100%，请核对。"
            yield at(reporter, "G09", text, found.span(), message, level="W")
        elif whole and before and before + number > _WHOLE + _ROUNDED and before <= _WHOLE:
            message = (
                f"“{shown(text.words, found.span())}”和这一句前面的占比加起来是{before + number}%，超过了100%，请核对。"
            )
            yield at(reporter, "G09", text, found.span(), message, level="W")


def _retired(reporter: Reporter, known: ManyWords, text: Text) -> Iterator[Finding]:
    """Far more who have retired than who serve, told in one sentence: another may speak of those of a whole county."""
    for sentence in _SENTENCE.finditer(text.words):
        serving = [int(found["number"]) for found in known.serving.finditer(sentence[0])]
        for found in known.retired.finditer(sentence[0]) if serving else ():
            if int(found["number"]) > _TIMES * max(serving) > 0:
                span = sentence.start() + found.start(), sentence.start() + found.end()
                message = f"“{shown(text.words, span)}”，在职的只有{max(serving)}人，请核对位数。"
                yield at(reporter, "G19", text, span, message, level="W")
