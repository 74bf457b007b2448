"""The comparison with last year as the text tells it: this year's amount, last year's, the difference, the per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.declare.model import Section
from forms.declare.prose import MovementWords
from forms.document import Document
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clauses, squeeze
from models.money import Fen

_MORE = "增加|增长|上升|提高|增幅|上涨|多安排|增"
_LESS = "减少|下降|降低|压减|压缩|核减|减幅|少安排|减"
_VERB = re.compile(
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:了|额|额为|为|约|幅度|幅度为|比例为|率为|预算|支出|资金|经费)*"
)
_BEFORE = re.compile(r"(?:较|比|同|与|上年|去年)[^,;。]{0,24}")
_LEVEL = re.compile(
    r"持平|(?:与|同|较|比)[^,;。]{0,12}(?:相同|一致)|(?:没有|无|未发生|未有)(?:增减)?(?:任何)?(?:变化|变动)|无增减"
)
_REASON = re.compile(
    r"主要(?:原因)?(?:是|为|系|由于|因)(?:因为|由于)?|原因(?:为|是|系|:)+(?:因为|由于)?|由于|因为|因(?!公)|为了"
)
_STOP = re.compile(r"[。\n]")
_ASIDE = re.compile(r"\((?:(?!\d[\d.]*万?元)[^()])*\)")
"""A bracket without an amount is an aside: the rows it names are not the ones spoken of."""


@dataclass(frozen=True, slots=True)
class Told:
    """An amount or a per cent of a movement with its place; `more` is the direction that was written, if one was."""

    number: Quantity
    span: tuple[int, int]
    more: bool | None = None

    @property
    def fen(self) -> Fen:
        """The amount in 分, with the sign of its direction."""
        fen = self.number.fen or 0
        return -fen if self.more is False else fen


@dataclass(slots=True)
class Movement:
    """What the text says of one row of the year-on-year table. `level` is where it says that nothing changed."""

    section: Section
    group: MovementWords
    row: str
    word: str
    clause: Clause
    named: tuple[int, int]
    now: Told | None = None
    before: Told | None = None
    change: Told | None = None
    percent: Told | None = None
    level: tuple[int, int] | None = None
    ends: list[int] = field(default_factory=list)
    """Where its numbers end in the squeezed clause: reasons stand behind them."""


def movements(document: Document) -> Iterator[tuple[MovementWords, tuple[Movement, ...]]]:
    """The movements of every declared comparison, in the order of the text."""
    for group in document.edition.prose.movements:
        for clause in clauses(document, group.place):
            found = tuple(_Reader(group, clause).read())
            if found:
                yield group, found


def reason(movement: Movement, others: tuple[Movement, ...]) -> str:
    """The words that give the reason of a movement: behind its numbers, before the next row is spoken of.

    That of the whole may also stand at the end, behind all its parts. Blank when no reason is given.
    """
    text = movement.clause.text.text
    end = max(movement.ends, default=len(text))
    found = _reason_behind(text, movement, others, end, text.find("\n", end))
    if found is None and movement.row == movement.group.whole:
        last = max(end for other in others for end in (*other.ends, 0))
        stop = _STOP.search(text, last)
        found = _reason_behind(text, movement, others, stop.end(), -1) if stop else None
    return movement.clause.text.original(*found).strip("，,；;。\n") if found else ""


def _reason_behind(
    text: str, movement: Movement, others: tuple[Movement, ...], start: int, stop: int
) -> tuple[int, int] | None:
    """Where the words of a reason stand that begins behind `start`, before another row is spoken of or the stop."""
    later = [other.named[0] for other in others if other is not movement and other.named[0] > start]
    end = min([*later, stop if stop >= 0 else len(text)])
    found = _REASON.search(text, start, end)
    return (found.end(), end) if found else None


class _Reader:
    """Goes through a clause from number to number and keeps of which row it is speaking."""

    def __init__(self, group: MovementWords, clause: Clause) -> None:
        self._group = group
        self._clause = clause
        self._found: dict[str, Movement] = {}
        self._at: Movement | None = None

    def read(self) -> Iterator[Movement]:
        text = _ASIDE.sub(lambda aside: "·" * len(aside[0]), self._clause.text.text)
        numbers = {n.start: n for n in self._clause.numbers if n.kind in ("money", "percent")}
        levels = {match.start(): match for match in _LEVEL.finditer(text)}
        position = 0
        for start in sorted(numbers | levels):
            number = numbers.get(start)
            end = number.end if number else levels[start].end()
            lead = max(position, _last_stop(text, position, start))
            self._name(text, lead, start if number else end, position)
            if number:
                self._number(text, lead, number)
            elif self._at is not None:
                self._at.level = self._clause.span(start, end)
                self._at.ends.append(end)
            position = end
        return iter(self._found.values())

    def _name(self, text: str, start: int, end: int, before: int) -> None:
        """Find which row the words between two numbers name; a new sentence begins with the whole again."""
        best: tuple[int, int, str, str] | None = None
        for word, row in self._group.words:
            plain = squeeze(word)
            at = text.rfind(plain, start, end)
            if at >= 0 and (best is None or (at + len(plain), len(plain)) > (best[1], best[1] - best[0])):
                best = at, at + len(plain), row, word
        if best is not None:
            first, last, row, word = best
            self._at = self._found.get(row)
            if self._at is None:
                self._at = Movement(self._clause.section, self._group, row, word, self._clause, (first, last))
                self._found[row] = self._at
        elif "。" in text[before:end] or "\n" in text[before:end]:
            self._at = self._found.get(self._group.whole)

    def _number(self, text: str, start: int, number: Quantity) -> None:
        lead = text[start : number.start]
        verb = next((verb for verb in _VERB.finditer(lead) if verb.end() == len(lead)), None)
        more = verb["more"] is not None if verb else None
        at = self._owner(text, lead, number, more)
        if at is None or self._is_in_reason(text, at, lead, number):
            return
        told = Told(number, self._clause.span(number.start, number.end), more)
        at.ends.append(number.end)
        if number.kind == "percent":
            at.percent = at.percent or told
        elif more is not None:
            at.change = at.change or told
        elif _BEFORE.search(lead):
            at.before = at.before or told
        elif any(squeeze(word) in lead for word, row in self._group.words if row == at.row):
            at.now = at.now or told

    def _owner(self, text: str, lead: str, number: Quantity, more: bool | None) -> Movement | None:
        """Whose number it is. “较上年减少…，其中” behind the last item speaks of the whole."""
        named = any(squeeze(word) in lead for word, _ in self._group.words)
        if more is not None and not named and re.match(r"(?:,其中|\(其中|。其中)", text[number.end :]):
            return self._found.get(self._group.whole, self._at)
        return self._at

    def _is_in_reason(self, text: str, at: Movement, lead: str, number: Quantity) -> bool:
        """Whether the number stands in the reason of a movement that was told before it."""
        named = any(squeeze(word) in lead for word, _ in self._group.words)
        return bool(at.ends) and not named and _REASON.search(text, at.ends[-1], number.start) is not None


def _last_stop(text: str, start: int, end: int) -> int:
    """Where the words that belong to a number begin: behind the last comma or stop before it."""
    place = max(text.rfind(mark, start, end) for mark in ",;。:\n")
    return place + 1 if place >= 0 else start
