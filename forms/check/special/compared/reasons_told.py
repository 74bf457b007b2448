"""Checks that a difference has a reason, and one that goes its way (G11, G12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.check.special.compared.comparisons import told_as
from forms.check.special.registry import special
from forms.check.special.weighed import weighed
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.language import Language, language
from forms.form.model import Level
from forms.prose.grammar import grammar
from forms.prose.movements import Figure, Movement, movements
from forms.prose.statements import squeeze
from forms.prose.why import has_other_words, reason

_OPENS_LINES = re.compile(r"[^。;\n]{0,16}:\n")
_DIGIT = re.compile(r"\d")
_MARKS = re.compile("[,(]")
_STOP = re.compile(r"[;。\n]")
_SHORTEST = 4
"""So many characters a reason has at least."""


@special("G11", "G12", when="prose")
@weighed
def differences_have_reasons(reporter: Reporter) -> Iterator[Finding]:
    """A difference without a reason, or with one that says the opposite."""
    said = language(reporter.edition)
    every = [(one, reason(one, found)) for _, found in movements(reporter.document) for one in found]
    for group, found in movements(reporter.document):
        reasons = {one.row: reason(one, found) for one in found}
        reasons |= {
            one.row: _shared_reason(one, found) for one in found if one.row != group.whole and not reasons[one.row]
        }
        moved = [(one, one.change) for one in found if one.change is not None and one.change.fen]
        # A part of which the text gives the per cent alone, or both years alone, has moved as well.
        rows = {one.row for one, _ in moved} | {one.row for one in found if one.percent or (one.before and one.now)}
        for one, change in moved:
            own = reasons[one.row]
            if own:
                yield from _doubtful_reason(reporter, one, change, own)
            # The whole moves for the reasons of its parts, and one reason of what they are parts of may stand for all.
            above = (group.whole, one.row.rpartition(".")[0])
            is_told = any(len(reasons.get(row, "")) >= _SHORTEST for row in above if row != one.row)
            is_told = is_told or (one.row == group.whole and len(rows) > 1)
            is_told = is_told or any(row.startswith(f"{one.row}.") for row in rows) or _is_itself_a_reason(one)
            is_told = is_told or _told_below(one) or any(why and _is_again(one, other) for other, why in every)
            is_told = is_told or any(word in own for word in said.as_above)
            if len(own) < _SHORTEST and not is_told and not has_other_words(reporter.edition, one, found):
                behind = list(_behind(one))
                if any(_may_be_a_reason(words, one) for words in behind):
                    continue
                is_sure = group.strict and not behind
                level: Level = "E" if is_sure else "H" if not group.strict and _in_passing(one, change, said) else "W"
                message = f"{one.word}{told_as(change.fen)}，没有写明原因。"
                yield reporter.passage("G11", one.section, change.span, message, level=level)


def _behind(one: Movement) -> Iterator[str]:
    """The parts of a sentence without a number that stand behind one of a row."""
    text = one.clause.text.text
    for end in one.ends:
        stop = _STOP.search(text, end)
        parts = _MARKS.split(text[end : stop.start() if stop else len(text)])
        yield from (words for words in parts if len(words) >= _SHORTEST and not _DIGIT.search(words))


def _may_be_a_reason(words: str, one: Movement) -> bool:
    """Whether words without a number tell of something that is done: 落实过紧日子要求; none of what it is spent on."""
    said = one.grammar
    return not any(pattern.search(words) for pattern in (said.no_reason, said.level, said.than_other, said.share))


def _is_again(one: Movement, other: Movement) -> bool:
    """Whether the same difference of a row is told in two places."""
    if one is other or (one.group.table, one.row) != (other.group.table, other.row):
        return False
    return one.change is not None and other.change is not None and one.change.fen == other.change.fen


def _told_below(one: Movement) -> bool:
    """Whether a difference opens lines of its own, which tell the reasons: 增加22.68万元，分项目是：."""
    text = one.clause.text.text
    opening = _OPENS_LINES.match(text, max(one.ends, default=0))
    return opening is not None and one.grammar.reason.search(text, opening.end()) is not None


def _is_itself_a_reason(one: Movement) -> bool:
    """Whether a row is named in the reason of another: 主要原因是：基本支出增加…万元；项目支出增加…万元."""
    text = one.clause.text.text
    begin = max(text.rfind(mark, 0, one.named[0]) for mark in "。\n") + 1
    opening = one.grammar.reason.search(text, begin, one.named[0])
    behind = text.find(":", opening.end() - 1, opening.end() + 1) + 1 if opening else 0
    if opening is None or not behind or "原因" not in opening[0]:
        return False
    return any(text.startswith(squeeze(word), behind) for word, _ in one.group.words)


def _in_passing(one: Movement, change: Figure, said: Language) -> bool:
    """Whether a difference stands in a bracket, or behind a sign: 901.33万元（占60.24%，同比+31.13万元）."""
    text, at = one.clause.text.text, one.clause.text.place(change.span[0] - one.clause.start)
    begin = text.rfind("\n", 0, at) + 1
    signs = (*said.plus, *said.minus)
    return text.count("(", begin, at) > text.count(")", begin, at) or text[at - 1 : at] in signs


def _shared_reason(one: Movement, found: tuple[Movement, ...], behind: int = 0) -> str:
    """The reason of the row told next, where nothing but commas stands between them: one reason for both."""
    end = max([behind, *one.ends])
    later = [(place, other) for other in found if other is not one for place in other.mentions if place > end]
    place, other = min(later, key=lambda pair: pair[0], default=(0, one))
    if other is one or re.search(r"[;。\n]", one.clause.text.text[end:place]):
        return ""
    return reason(other, found) or _shared_reason(other, found, place)


def _doubtful_reason(reporter: Reporter, one: Movement, change: Figure, words: str) -> Iterator[Finding]:
    said = grammar(reporter.edition)
    more, less = said.cause_more, said.cause_less
    opposite, fitting = (less, more) if change.fen > 0 else (more, less)
    first = re.split(r"[,;。，；]", words)[0]
    if said.level.search(first):
        message = f"{one.word}{told_as(change.fen)}，原因却从没有变化的事项写起，请先写引起变化的事项。"
    elif opposite.search(words) and not fitting.search(words):
        message = f"{one.word}{told_as(change.fen)}，写的原因“{words}”说的是相反的变化。"
    elif not said.stock.sub("", words):
        message = f"{one.word}{told_as(change.fen)}，原因“{words}”只是通常的说法，请写出具体的事项。"
    else:
        return
    yield reporter.passage("G12", one.section, change.span, message)
