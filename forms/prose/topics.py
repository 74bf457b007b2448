"""Of which rows of the year-on-year table the text is speaking, from number to number of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.form.prose_words import MovementWords
from forms.prose.grammar import ASIDE, NUMBERED, TITLED, Grammar
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, squeeze

_FUND = re.compile(r"(?:公共|基金|经营)\Z")
"""What makes 预算收入 that of one fund."""
_LONGER = 10
"""A heading may be so many characters longer than the name of the row in it."""
_MARKS = ",;。:\n"


@dataclass(frozen=True, slots=True)
class Token:
    """A number of a clause, or words that say that nothing changed, at `start` to `end`.

    `after` is where the token before it ended, `lead` where its own words begin: behind the last mark before it.
    """

    after: int
    lead: int
    start: int
    end: int
    number: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """The name of a row in the text: where it stands, and the declared word for it."""

    start: int
    end: int
    row: str
    word: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What the text is speaking of at a token."""

    rows: tuple[str, ...] = ()
    """The rows named last, together; a number is that of the last of them. None before the first is named."""
    anchor: str = ""
    """The row that a numbered line begins with: all of that line speaks of it."""
    titled: bool = False
    """Whether a heading, and no words of the sentence, names the rows."""
    named: bool = False
    """Whether the heading or any words since the sentence began name the rows."""
    whole: bool = False
    """Whether the whole has been named by now: it is what a sentence speaks of that names nothing."""
    turned_by: tuple[Mention, ...] = ()
    """The names before this token that the text turns to these rows by; none where it goes on as before."""
    beside: tuple[Mention, ...] = ()
    """The names among the token's own words."""

    @property
    def row(self) -> str:
        """The row that a number belongs to; blank when there is none."""
        return self.rows[-1] if self.rows else ""


class Topics:
    """The tokens of a clause, each with what the text speaks of there."""

    def __init__(self, group: MovementWords, clause: Clause, grammar: Grammar) -> None:
        self.text = ASIDE.sub(lambda aside: "·" * len(aside[0]), clause.text.text)
        self._group = group
        self._clause = clause
        self._grammar = grammar

    def __iter__(self) -> Iterator[tuple[Token, Topic]]:
        topic = Topic()
        for token in self._tokens():
            topic = self._next(topic, token)
            yield token, topic

    def _tokens(self) -> Iterator[Token]:
        numbers = {n.start: n for n in self._clause.numbers if n.kind in ("money", "percent")}
        ends = {found.start(): found.end() for found in self._grammar.level.finditer(self.text)}
        ends |= {start: number.end for start, number in numbers.items()}
        after = 0
        for start, end in sorted(ends.items()):
            lead = max(self.text.rfind(mark, after, start) for mark in _MARKS) + 1 or after
            yield Token(after, lead, start, end, numbers.get(start))
            after = end

    def _next(self, topic: Topic, token: Token) -> Topic:
        """What is spoken of at the token behind that topic; a new sentence begins with the whole again, unless it
        follows a heading."""
        text = self.text
        beside = tuple(self._names(token.lead, token.start if token.number else token.end))
        stop = max(text.rfind(mark, token.after, token.lead) for mark in "。\n")
        named = beside or self._names_before(token, stop)
        topic = replace(topic, turned_by=(), beside=beside)
        if named:
            return self._turned(self._anchored(topic, token, named), named, titled=False)
        if stop < 0:
            return topic
        if titled := self._title(token.after, stop):
            return self._turned(topic, titled, titled=True)
        anchor = topic.anchor if text.find("\n", token.after, token.lead) < 0 else ""
        row = anchor or (self._group.whole if topic.whole else "")
        return replace(topic, rows=(row,) if row else (), anchor=anchor, titled=False, named=False)

    def _turned(self, topic: Topic, named: tuple[Mention, ...], *, titled: bool) -> Topic:
        rows = tuple(mention.row for mention in named)
        whole = topic.whole or self._group.whole in rows
        return replace(topic, rows=rows, titled=titled, named=True, whole=whole, turned_by=named)

    def _anchored(self, topic: Topic, token: Token, named: tuple[Mention, ...]) -> Topic:
        """The topic with the row as its anchor that a numbered line begins with; on another line there is none."""
        line = self.text.rfind("\n", 0, named[0].start) + 1
        if NUMBERED.fullmatch(self.text, line, named[0].start):
            return replace(topic, anchor=named[-1].row)
        return replace(topic, anchor="") if line > token.after else topic

    def _names_before(self, token: Token, stop: int) -> tuple[Mention, ...]:
        """The rows named earlier in the sentence of a token, before any reason."""
        begin = max(token.after, stop + 1)
        reason = self._grammar.reason.search(self.text, begin, token.lead)
        return tuple(self._names(begin, reason.start() if reason else token.lead))

    def _title(self, after: int, stop: int) -> tuple[Mention, ...]:
        """The rows that a heading right before a sentence names."""
        line = max(after, *(self.text.rfind(mark, after, stop) + 1 for mark in "。\n;"))
        heading = TITLED.fullmatch(self.text, line, stop)
        named = tuple(self._names(heading.start("title"), stop)) if heading else ()
        return named if heading and named and len(heading["title"]) <= len(named[-1].word) + _LONGER else ()

    def _names(self, start: int, end: int) -> list[Mention]:
        """The last row named in a stretch of text, after those it is named together with: 因公出国费、公务接待费."""
        places = [
            Mention(at, at + len(plain), row, word)
            for word, row in self._group.words
            for plain in [squeeze(word)]
            if (at := self.text.rfind(plain, start, end)) >= 0 and not _FUND.search(self.text, max(at - 2, 0), at)
        ]
        if not places:
            return []
        last = max(places, key=lambda place: (place.end, place.end - place.start))
        # Of names that overlap the one counts that begins first: 基本支出预算 is no 支出预算.
        last = min((place for place in places if place.end > last.start), key=lambda place: (place.start, -place.end))
        joint = self._grammar.joint.search(self.text, start, last.start)
        return [*(self._names(start, joint.start()) if joint else []), last]
