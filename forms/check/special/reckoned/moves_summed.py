"""Checks that differences told one behind the other make up the one that is told with them (G08).

收入增加246.24万元，其中：财政拨款增加206.24万元，教育收费增加40.00万元, whatever they are called. They are told where
they would, were one of them turned, or the first of a sentence one digit other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import NamedTuple

from forms.check.special.reckoned.moves import Moved, moved
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess, telling_digits
from forms.document.reporter import Passage, Reporter
from forms.form.language import Language, language
from forms.form.word_lists import Words, any_of
from forms.prose.grammar import grammar
from forms.prose.movements import movements
from models.money import Fen, show

_FEWEST, _MOST = 2, 6
"""So many differences make up one."""
_TELLING = 3
"""A difference with so many telling digits is not met by chance."""


_STOP = re.compile(r"[。\n]")


class _Change(NamedTuple):
    """A difference, below zero where less is needed; a net one is that of the differences before it together."""

    at: Moved
    more: Fen
    is_net: bool


_Sentences = Sequence[Sequence[_Change]]
_WithParts = tuple[_Change, Sequence[_Change]]


@special("G08", when="prose")
def differences_make_up_the_one_told_with_them(reporter: Reporter) -> Iterator[Finding]:
    """A difference that those beside it would make up, were one of them turned; or, the first of its sentence, were one
    digit other."""
    judged, left_out = _judged(reporter.document), re.compile(any_of(language(reporter.edition).left_out))
    for _, every in groupby(moved(reporter.document), key=lambda one: one.section.id):
        sentences = _sentences(list(every), language(reporter.edition))
        settled = {id(one) for _, parts in _made_up(sentences) for one in parts}
        sure = settled | {id(whole) for whole, _ in _made_up(sentences)}
        for whole, parts in (*_turned(sentences, left_out), *_one_digit_other(reporter, sentences)):
            places = {_place(one) for one in (whole, *parts)}
            is_settled = any(id(one) in settled for one in parts) or any(places <= of_rows for of_rows in judged)
            # What others make up is right itself, but may be made up once more.
            if not is_settled and not (id(whole) in sure and _is_turned_itself(whole, parts)):
                settled |= {id(one) for one in parts}
                sure.add(id(whole))
                yield _finding(reporter, whole, parts)


def _sentences(every: Sequence[Moved], said: Language) -> _Sentences:
    """The differences of a section, those of each sentence together."""
    net = _net(said)
    text = every[0].text
    ends = [stop.start() for stop in _STOP.finditer(text.text.text)]
    changes = [
        _Change(one, (one.number.fen or 0) * (1 if one.more else -1), net.search(text.lead(one.number)) is not None)
        for one in every
        if not one.number.slack
    ]
    grouped = groupby(changes, key=lambda one: bisect_right(ends, one.at.number.start))
    return [list(sentence) for _, sentence in grouped]


@cache
def _net(said: Language) -> Words:
    return re.compile(any_of(said.net))


def _made_up(sentences: _Sentences) -> Iterator[_WithParts]:
    """Each difference with those told one behind the other that make it up."""
    return ((whole, parts) for whole, parts in _beside(sentences) if sum(one.more for one in parts) == whole.more)


def _turned(sentences: _Sentences, left_out: Words) -> Iterator[_WithParts]:
    """The same for those that would make it up, were it or one of them told the other way round."""
    for whole, parts in _beside(sentences):
        total = sum(one.more for one in parts)
        alike = {abs(one.more) for one in parts}
        if abs(whole.more) in alike or not _is_telling(whole.more) or _is_without(whole, parts, left_out):
            continue
        if _is_turned_itself(whole, parts) or whole.more in {total - 2 * one.more for one in parts}:
            yield whole, parts


def _is_without(whole: _Change, parts: Sequence[_Change], left_out: Words) -> bool:
    """Whether the parts are one difference with and without what the whole tells of: 上升17.40万元；扣除购车因素…."""
    text = parts[0].at.text.text.text
    between = left_out.search(text, parts[0].at.number.end, parts[-1].at.number.start)
    return between is not None and parts[0].more == whole.more + sum(one.more for one in parts[1:])


def _is_turned_itself(whole: _Change, parts: Sequence[_Change]) -> bool:
    return sum(one.more for one in parts) == -whole.more


def _one_digit_other(reporter: Reporter, sentences: _Sentences) -> Iterator[_WithParts]:
    """The first difference of each sentence with all others, where these come to it but for one slip of a number."""
    said = grammar(reporter.edition)
    for whole, *parts in sentences:
        if len(parts) < _FEWEST or any(one.is_net for one in parts):
            continue
        text = whole.at.text.text.text
        if _slip(whole, parts) and not said.restated.search(text, whole.at.number.start, parts[-1].at.number.end):
            yield whole, parts


def _slip(whole: _Change, parts: Sequence[_Change]) -> str:
    """The slip of one number by which some differences do not come to another, blank where none is likely."""
    gap = whole.more - sum(one.more for one in parts)
    slips = [(whole.more, whole.more - gap), *((one.more, one.more + gap) for one in parts)]
    likely = (guess(abs(told), abs(right)) for told, right in slips if told * right > 0 and _is_telling(right))
    return next(filter(None, likely), "")


def _is_telling(fen: Fen) -> bool:
    return telling_digits(fen) >= _TELLING


def _beside(sentences: _Sentences) -> Iterator[_WithParts]:
    """Every difference with the runs of others right behind it in its sentence, a net one with those before it, and the
    first one of each sentence with all of another."""
    for sentence in sentences:
        for at, whole in enumerate(sentence):
            for count in range(_FEWEST, _MOST + 1):
                start = at - count if whole.is_net else at + 1
                parts = sentence[start : start + count] if start >= 0 else ()
                if len(parts) == count and not any(one.is_net for one in parts):
                    yield whole, parts
        for other in sentences:
            if other is not sentence and _FEWEST <= len(other) <= _MOST:
                yield sentence[0], other


def _place(one: _Change) -> tuple[str, tuple[int, int]]:
    return one.at.section.id, one.at.text.span(one.at.number.start, one.at.number.end)


def _judged(document: Document) -> list[set[tuple[str, tuple[int, int]]]]:
    """The differences of each whole and its rows, which are held against each other by themselves."""
    return [
        {(one.section.id, one.change.span) for one in rows if one.change is not None} for _, rows in movements(document)
    ]


def _finding(reporter: Reporter, whole: _Change, parts: Sequence[_Change]) -> Finding:
    total = sum(one.more for one in parts)
    where = "后面" if parts[0].at.number.start > whole.at.number.start else "前面"
    words = "、".join(_words(one.more) for one in parts)
    message = f"写作{_words(whole.more)}，{where}各项（{words}）合起来是{_words(total)}"
    place = Passage(whole.at.section, whole.at.text.span(whole.at.number.start, whole.at.number.end))
    guessed = _slip(whole, parts) or "像是有一处增减写反了"
    return replace(reporter.differs("G08", place, message, whole.more, total, guessed=guessed, link="里"), level="W")


def _words(fen: Fen) -> str:
    return f"{'增加' if fen > 0 else '减少'}{show(abs(fen))}万元"
