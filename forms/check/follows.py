"""Which kinds of findings follow from which where no amount ties them together: a table of rules, each with what must
hold between the two places. Two faults that could stand there without each other are never put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from forms.document.document import Document
from forms.document.finding import Finding

_HALVES = ("《》", "“”", "‘’", "（）()", "【】", "〔〕", "「」")
"""The marks of one pair; of round brackets both widths."""
_FEW = 16
"""A longer passage is more than a word."""
_NEAR = 40
"""So far apart are two halves of one pair at the most."""

Holds = Callable[[Document, Finding, Finding], bool]


def _meet(_: Document, cause: Finding, one: Finding) -> bool:
    """Their passages overlap, or one begins where the other ends, a mark aside."""
    if not (cause.section and cause.section == one.section and cause.span and one.span):
        return False
    return max(cause.span[0], one.span[0]) <= min(cause.span[1], one.span[1]) + 1


def _overlap(document: Document, cause: Finding, one: Finding) -> bool:
    """One says of a part of the passage, or of all of it, what the other says."""
    if not (_meet(document, cause, one) and cause.span and one.span):
        return False
    outer, inner = sorted((cause.span, one.span), key=lambda span: span[0] - span[1])
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _same_word(document: Document, cause: Finding, one: Finding) -> bool:
    """One says of a word, or of a few, what the other says of a part of them."""
    spans = [found.span for found in (cause, one) if found.span is not None]
    return all(end - start <= _FEW for start, end in spans) and _overlap(document, cause, one)


def _are_halves(document: Document, cause: Finding, one: Finding) -> bool:
    """Two marks of one pair in one line that both lack the other half, with none of that pair between them."""
    if not (cause.section and cause.section == one.section and cause.span and one.span):
        return False
    pair = next((marks for marks in _HALVES if cause.quote in marks), "")
    start, end = sorted((cause.span[0], one.span[0]))
    between = document.section_text(cause.section)[start + 1 : end]
    is_near = one.quote in pair and cause.quote != "" and 0 < end - start <= _NEAR
    return is_near and not set(pair + "\n") & set(between)


def _reads_the_cell(_: Document, cause: Finding, one: Finding) -> bool:
    """The cell that can be no such value takes part in the other."""
    return cause.address is not None and cause.address in {(r.table, r.row, r.column) for r in one.related}


def _misses_the_number(_: Document, cause: Finding, one: Finding) -> bool:
    """The section is said to lack the amount that stands there, written so that it is no number."""
    is_lacking = bool(cause.section) and cause.section == one.section and one.span is None
    return is_lacking and bool(cause.expected) and any(related.value == cause.expected for related in one.related)


def _swap_words(_: Document, cause: Finding, one: Finding) -> bool:
    """Two places that differ: each says that the words of the other are right."""
    return bool(cause.found) and (cause.found, cause.expected) == (one.expected, one.found)


def _of_one_heading(_: Document, cause: Finding, one: Finding) -> bool:
    """Both are about the heading of a section, which has no place in its text; one says what it should be."""
    in_heading = bool(cause.section) and cause.section == one.section and cause.span is None and one.span is None
    return in_heading and cause.expected != "" and one.quote == cause.expected


@dataclass(frozen=True, slots=True)
class _Following:
    """Findings of some rules follow from those of others where this holds; no rules are all."""

    causes: str
    follow: str
    holds: Holds


_FOLLOWING = (
    _Following("C11 J05", "", _reads_the_cell),
    _Following("G24", "G", _misses_the_number),
    _Following("B09 M05 M08", "M06", _meet),
    _Following("B09", "G01", _overlap),
    _Following("B09", "L01", _meet),
    _Following("M06", "M06", _same_word),
    _Following("J03", "M07", _overlap),
    _Following("A03", "A03", _overlap),
    _Following("M05", "M05", _are_halves),
    _Following("K12", "K12", _swap_words),
    _Following("A05 M06 M08", "B05", _of_one_heading),
)


def follows(document: Document, cause: Finding, one: Finding) -> bool:
    """Whether a finding is of a kind that follows from one of the cause's kind, and stands so that it does."""
    return any(
        cause.rule in kind.causes.split() and one.rule.startswith(tuple(kind.follow.split()) or "")
        and kind.holds(document, cause, one)
        for kind in _FOLLOWING
    )  # fmt: skip


@cache
def may_cause(rule: str) -> frozenset[str]:
    """The rules of which a finding may be such a cause of one of this rule."""
    kinds = (kind for kind in _FOLLOWING if rule.startswith(tuple(kind.follow.split()) or ""))
    return frozenset(cause for kind in kinds for cause in kind.causes.split())


CAUSES = frozenset(rule for kind in _FOLLOWING for rule in kind.causes.split())
"""The rules of which a finding may be such a cause."""
