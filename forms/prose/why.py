"""The words that give the reason of a movement, behind its numbers or before them."""

from __future__ import annotations

import re

from forms.form.model import Edition
from forms.prose.grammar import FULL_STOP
from forms.prose.movements import Movement
from forms.prose.understood import unknown_words

_STOP = re.compile(r"[;。\n]")
_ASIDE = re.compile(r"[(〈][一-鿿、]{2,}[)〉]")
"""A bracket of words alone right behind a difference: 增加48.44万元（调资）."""
_FEWEST = 2
"""So many characters that say something else than amounts may be a reason."""
_BARE = re.compile(r",[一-鿿、]{2,12}(?=[;。\n]|$)")
"""Words alone that end the part of the sentence: 减少0.50万元，压减用车; one character of them is enough."""


def reason(movement: Movement, others: tuple[Movement, ...]) -> str:
    """The words that give the reason of a movement: behind its numbers, before the next row is spoken of.

    That of the whole may also stand at the end, behind all its parts. Blank when no reason is given.
    """
    text = movement.clause.text.text
    ends = sorted(movement.ends, reverse=True) or [len(text)]
    # It may be told again later on without its reason.
    behind = (_reason_behind(text, movement, others, end, text.find("\n", end)) for end in ends)
    found = next(filter(None, behind), None)
    if found is None and movement.row == movement.group.whole:
        last = max(end for other in others for end in (*other.ends, 0))
        stop = FULL_STOP.search(text, last)
        found = _reason_behind(text, movement, others, stop.end(), -1) if stop else None
    found = found or _reason_before(text, movement)
    return movement.clause.text.original(*found).strip("，,；;。\n") if found else ""


def _reason_behind(
    text: str, movement: Movement, others: tuple[Movement, ...], start: int, stop: int
) -> tuple[int, int] | None:
    """Where the words of a reason stand that begins behind `start`, before another row is spoken of or the stop."""
    later = [place for other in others if other is not movement for place in other.mentions if place > start]
    end = min([*later, stop if stop >= 0 else len(text)])
    found = movement.grammar.reason.search(text, start, end)
    return (found.end(), end) if found else None


def has_other_words(edition: Edition, movement: Movement, others: tuple[Movement, ...]) -> bool:
    """Whether something is said right behind a movement that may be its reason in other words (，报废1辆): in the same
    part of the sentence, or in the next one where that opens like a reason."""
    text, end = movement.clause.text.text, max(movement.ends, default=0)
    later = [place for other in others if other is not movement for place in other.mentions if place > end]
    stop = _STOP.search(text, end)
    if stop and stop[0] == "。" and movement.grammar.reason_opening.match(text, stop.end()):
        stop = _STOP.search(text, stop.end())
    until = min([*later, stop.start() if stop else len(text)])
    other = movement.grammar.no_reason.search(text, end, until)
    if _ASIDE.match(text, end, other.start() if other else until):
        return True
    words = text[end : other.start() if other else until]
    return len(unknown_words(edition, words)) >= (1 if _BARE.fullmatch(words) else _FEWEST)


def _reason_before(text: str, movement: Movement) -> tuple[int, int] | None:
    """Where the words of a reason stand between the name and the difference: 基本支出因人员调资增加…万元."""
    end = min(movement.ends, default=0)
    found = movement.grammar.reason.search(text, movement.named[1], end)
    verbs = [*movement.grammar.verb.finditer(text, found.end(), end)] if found else []
    return (found.end(), verbs[-1].start()) if found and verbs and found.end() < verbs[-1].start() else None
