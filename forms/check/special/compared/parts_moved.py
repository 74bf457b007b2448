"""Checks that a whole moves as its parts do (G08), wherever amounts that make up another are told with differences.

基本支出…万元，较上年增加…万元，其中：人员经费…万元，增加…万元；公用经费…万元，减少…万元: no table need know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from forms.check.special.compared.comparisons import slip_of_part, told_as
from forms.check.special.reckoned.moves import moved, reached_by
from forms.check.special.reckoned.told_numbers import told
from forms.check.special.registry import special
from forms.check.special.weighed import rounded
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess
from forms.document.reporter import Passage, Reporter
from forms.form.model import Section
from forms.prose.grammar import grammar
from forms.prose.movements import movements
from forms.prose.statements import Clause
from models.money import Fen, show

_FEWEST, _MOST = 2, 12
"""So many parts a whole has."""
_NEAR = 16
"""So near behind an amount stand the words that it did not change."""
_STOP = re.compile(r"[;。\n\d]")


class _AmountWithChange(NamedTuple):
    """An amount of this year with its difference from last year; `span` is where that stands in the section's text."""

    fen: Fen
    more: Fen
    span: tuple[int, int]


@special("G08", when="prose")
def wholes_move_as_the_parts_told_with_them(reporter: Reporter) -> Iterator[Finding]:
    """A difference that is not the sum of those of the amounts behind it that make up its amount."""
    said = grammar(reporter.edition)
    wholes = {
        one.change.span
        for group, rows in movements(reporter.document)
        for one in rows
        if one.change and (one.row == group.whole or any(row.startswith(f"{one.row}.") for row in group.parts))
    }
    for section, text in told(reporter.document):
        every = list(_reached(reporter.document, section, text))
        for at, whole in enumerate(every):
            parts = _parts(whole, every[at + 1 : at + 1 + _MOST])
            more = sum(one.more for one in parts)
            spans = {whole.span, *(one.span for one in parts)}
            if not parts or more == whole.more or whole.span in wholes:
                continue
            words = reporter.document.section_text(section.id)[min(spans)[0] : max(spans)[1]]
            if said.restated.search(words) is None:
                yield _other(reporter, section, whole, parts, more)


def _reached(document: Document, section: Section, text: Clause) -> Iterator[_AmountWithChange]:
    """The amounts that are told with nothing but a comparison with last year behind them, in their order."""
    said = grammar(document.edition)
    changes = {}
    for one in moved(document):
        reached = reached_by(one, said) if one.section == section else None
        if reached is not None and not said.is_with_actual(text.lead(one.number)):
            changes[reached.start] = one.number, one.number.fen if one.more else -(one.number.fen or 0)
    for number in text.money:
        if number.start in changes:
            change, more = changes[number.start]
            yield _AmountWithChange(number.fen or 0, more or 0, text.span(change.start, change.end))
            continue
        level = said.level.search(text.text.text, number.end, number.end + _NEAR) if number.fen else None
        if level is not None and _STOP.search(text.text.text, number.end, level.start()) is None:
            yield _AmountWithChange(number.fen or 0, 0, text.span(level.start(), level.end()))


def _parts(whole: _AmountWithChange, behind: Sequence[_AmountWithChange]) -> Sequence[_AmountWithChange]:
    """The amounts right behind one that make it up; none where they do not."""
    total = 0
    for count, one in enumerate(behind, 1):
        total += one.fen
        if total == whole.fen and count >= _FEWEST:
            return behind[:count]
    return ()


def _other(
    reporter: Reporter, section: Section, whole: _AmountWithChange, parts: Sequence[_AmountWithChange], more: Fen
) -> Finding:
    words = "、".join(told_as(one.more) for one in parts)
    message = f"{show(whole.fen)}万元写作{told_as(whole.more)}，组成它的各项（{words}）合起来是{told_as(more)}"
    gap = whole.more - more
    slips = (slip_of_part(one.more, one.more + gap) for one in parts)
    turned = "像是增减写反了" if whole.more == -more else guess(abs(whole.more), abs(more))
    guessed = turned or next(filter(None, slips), "")
    place = Passage(section, whole.span)
    finding = reporter.differs("G08", place, message, whole.more, more, guessed=guessed, link="里")
    level = finding.level if guessed else "W"
    finding = replace(finding, level=level, found=show(abs(whole.more)), expected=show(abs(more)))
    return rounded(finding, gap, len(parts) + 1)
