"""The comparison with last year as the text tells it: this year's amount, last year's, the difference, the per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.form.model import Section
from forms.form.prose_words import MovementWords
from forms.prose.grammar import FULL_STOP, Grammar, grammar, is_of_last_year
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clauses
from forms.prose.topics import Mention, Token, Topic, Topics
from models.money import Fen, show

_PARTS_FOLLOW = re.compile(r",其中|\(其中|。其中")
"""Behind a difference: it was that of the whole, which is now told by its parts."""

Role = Literal["now", "before", "change", "percent", "reached", ""]
"""What a number is to its row: this year's amount, last year's, the difference, the per cent, or the amount that is
reached by a difference without a number (减少到…万元); blank for none of these."""


@dataclass(frozen=True, slots=True)
class Figure:
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
    grammar: Grammar
    named: tuple[int, int]
    now: Figure | None = None
    before: Figure | None = None
    change: Figure | None = None
    percent: Figure | None = None
    level: tuple[int, int] | None = None
    ends: list[int] = field(default_factory=list)
    """Where its numbers end in the squeezed clause: reasons stand behind them."""
    mentions: list[int] = field(default_factory=list)
    """Where the row is named, in the squeezed clause."""
    again: list[tuple[Figure, Figure]] = field(default_factory=list)
    """What is told once more under the same name, after what was told first."""

    @property
    def told(self) -> tuple[Figure, ...]:
        """Every number of it that the text gives."""
        first = (self.now, self.before, self.change, self.percent)
        return (*filter(None, first), *(again for _, again in self.again))


@per_revision
def movements(document: Document) -> tuple[tuple[MovementWords, tuple[Movement, ...]], ...]:
    """The movements of every declared comparison, in the order of the text."""
    return tuple(_movements(document))


def _movements(document: Document) -> Iterator[tuple[MovementWords, tuple[Movement, ...]]]:
    for group in document.edition.prose.movements:
        for clause in clauses(document, group.place):
            found = tuple(_Assembly(group, clause, document).movements())
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


def _reason_before(text: str, movement: Movement) -> tuple[int, int] | None:
    """Where the words of a reason stand between the name and the difference: 基本支出因人员调资增加…万元."""
    end = min(movement.ends, default=0)
    found = movement.grammar.reason.search(text, movement.named[1], end)
    verbs = [*movement.grammar.verb.finditer(text, found.end(), end)] if found else []
    return (found.end(), verbs[-1].start()) if found and verbs and found.end() < verbs[-1].start() else None


class _Assembly:
    """Puts the movements of a clause together: every number is given to the row that is spoken of, in its role."""

    def __init__(self, group: MovementWords, clause: Clause, document: Document) -> None:
        self._group = group
        self._clause = clause
        self._grammar = grammar(document.edition)
        self._year = document.head.year
        self._last_year = f"{self._year - 1}年"
        self._found: dict[str, Movement] = {}

    def movements(self) -> Iterator[Movement]:
        """The movements in the order in which their rows are first spoken of."""
        topics = Topics(self._group, self._clause, self._grammar)
        for token, topic in topics:
            for mention in topic.turned_by:
                self._at(mention).mentions.append(mention.start)
            if token.number is None:
                self._unchanged(topics.text, token, topic)
            else:
                self._number(topics.text, token, token.number, topic)
        return iter(self._found.values())

    def _at(self, mention: Mention) -> Movement:
        """The movement of the row that is named."""
        return self._found.setdefault(
            mention.row,
            Movement(
                section=self._clause.section,
                group=self._group,
                row=mention.row,
                word=mention.word,
                clause=self._clause,
                grammar=self._grammar,
                named=(mention.start, mention.end),
            ),
        )

    def _unchanged(self, text: str, token: Token, topic: Topic) -> None:
        """Where nothing changed: for the rows named last, or for all parts of the whole."""
        spoken_of = [self._found[row] for row in topic.rows]
        sentence = FULL_STOP.split(text[token.after : token.end])[-1]
        if topic.row == self._group.whole and self._grammar.all_parts.search(sentence):
            parts = [(word, row) for word, row in self._group.words if row in self._group.parts]
            for word, row in parts:
                part = self._at(Mention(token.start, token.start, row, word))
                part.mentions.append(token.start)
            rows = [*(row for _, row in parts), topic.row]
            spoken_of = [one for row in rows if (one := self._found[row]).change is None]
        for one in spoken_of:
            one.level = one.level or self._clause.span(token.start, token.end)
            one.ends.append(token.end)

    def _number(self, text: str, token: Token, number: Quantity, topic: Topic) -> None:
        """Give a number to its movement. An amount of several rows together is that of none."""
        lead = text[token.lead : token.start]
        verb = self._grammar.change.search(lead)
        row = self._owner(text, token, topic, is_change=verb is not None)
        at = self._found.get(row)
        if at is None or self._is_in_reason(text, at, token, topic) or (row == topic.row and len(topic.rows) > 1):
            return
        at.ends.append(token.end)
        named = any(mention.row == row for mention in topic.beside)
        is_titled = topic.titled and row == topic.row
        only_compares = verb is not None and self._grammar.than.fullmatch(lead, 0, verb.start()) is not None
        again = named or (only_compares and topic.named and row == topic.row)
        more = verb["more"] is not None if verb else None
        told = Figure(number, self._clause.span(token.start, token.end), more)
        role = self._role(lead, number, named=named or is_titled)
        if role == "now" and is_of_last_year(text[: token.start], self._grammar, self._year):
            role = "before"
        match role:
            case "percent":
                at.percent = at.percent or told
            case "change":
                at.change = _first(at, at.change, told, again)
            case "reached":
                at.now = at.now or told
                at.change = at.change or self._difference(at, told, lead)
            case "before":
                at.before = _first(at, at.before, told, again)
            case "now":
                at.now = _first(at, at.now, told, again)

    def _owner(self, text: str, token: Token, topic: Topic, *, is_change: bool) -> str:
        """Whose number it is. “较上年减少…，其中” behind the last item speaks of the whole, unless its parts follow."""
        whole = self._group.whole
        has_parts = any(row.startswith(f"{topic.row}.") for row in self._group.parts if topic.row)
        is_of_whole = is_change and not topic.beside and topic.whole and not has_parts
        return whole if is_of_whole and _PARTS_FOLLOW.match(text, token.end) else topic.row

    def _is_in_reason(self, text: str, at: Movement, token: Token, topic: Topic) -> bool:
        """Whether the number stands in the reason of a movement that was told before it."""
        told = at.ends[-1] if at.ends else None
        return told is not None and not topic.beside and bool(self._grammar.reason.search(text, told, token.start))

    def _role(self, lead: str, number: Quantity, *, named: bool) -> Role:
        """What a number is by the words before it; this year's amount only where the row is named beside it."""
        if number.kind == "percent":
            return "percent"
        if self._grammar.change.search(lead):
            return "change"
        if self._grammar.change_to.search(lead):
            return "reached"
        if self._grammar.than_other.search(lead) or self._last_year in lead:
            return "before"
        return "now" if named else ""

    def _difference(self, at: Movement, now: Figure, lead: str) -> Figure | None:
        """The difference that “由…万元减少到…万元” tells without a number of its own."""
        verb = self._grammar.change_to.search(lead)
        if at.before is None or verb is None:
            return None
        fen = abs(now.fen - at.before.fen)
        return Figure(replace(now.number, number=show(fen), fen=fen), now.span, verb["more"] is not None)


def _first(at: Movement, first: Figure | None, told: Figure, again: bool) -> Figure:
    """What was told first stands; what is told again under the name is kept beside it."""
    if first is not None and again:
        at.again.append((first, told))
    return first or told
