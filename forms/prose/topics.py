"""Of which rows of the year-on-year table the text is speaking, from number to number of a clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from forms.form.prose_words import MovementWords
from forms.prose.grammar import ASIDE, NUMBERED, TITLED, Grammar
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, is_bare, is_its_own, squeeze

_LONGER = 10
"""A heading may be so many characters longer than the name of the row in it."""
_MARKS = ",;。:\n"
_FAR = 16
_DIGIT = re.compile(r"\d")
_REACH = 8
"""The words right before a name that make it another are no longer."""
OTHER = ""
"""The row of what is named and stands in no row of the comparison."""
_BOTH = 2
"""Years that are told of together."""
_BRACKETS = re.compile("[()]")


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
    joint: tuple[str, ...] = ()
    """Rows named together whose numbers are told one by one: 分别; that of a number is its share."""
    share: int = 0
    """Which of them it is."""
    years: tuple[bool | None, ...] = ()
    """Of one row told for some years one by one, whether each is last year; None for an older one."""
    passed: bool = False
    """Whether another numbered line has begun since the rows were named, and names none: they may be left behind."""
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

    def __init__(self, group: MovementWords, clause: Clause, grammar: Grammar, others: Collection[str] = ()) -> None:
        """`others` are names of what no row of the group speaks of: numbers behind them are none of its."""
        self.text = ASIDE.sub(lambda aside: "·" * len(aside[0]), clause.text.text)
        self._group = group
        self._clause = clause
        self._grammar = grammar
        words = (*group.words, *((word, OTHER) for word in others))
        named = sorted(_mentions(self.text, words, grammar), key=lambda mention: mention.start)
        if group.table and self._begins_with_the_whole():
            whole = next(word for word, row in group.words if row == group.whole)
            named.insert(0, Mention(0, 0, group.whole, whole))
        self._mentions = [self._of_the_whole(mention, named) for mention in named]
        self._told: list[tuple[int, str]] = []
        self._starts = [mention.start for mention in self._mentions]

    def _begins_with_the_whole(self) -> bool:
        """Whether a text begins with an amount of its own that nothing names, or with the comparison alone:
        较上年4410.20万元增加…."""
        first = next(self._clause.money, None)
        is_own = first is not None and is_its_own(self._clause, self._group.place)
        is_unnamed = is_own and first is not None and is_bare(self._clause, first, self._grammar)
        return is_unnamed or self._grammar.than_last_year.match(self.text) is not None

    def _of_the_whole(self, mention: Mention, named: Sequence[Mention]) -> Mention:
        """A name of the whole, or what it names in truth: “三公”经费支出预算 is no 支出预算 of everything."""
        said = self._grammar
        if mention.row != self._group.whole or not said.is_of_something(self.text, mention.start, mention.word):
            return mention
        is_again = any(one.row == mention.row and one.start < mention.start <= one.end + 1 for one in named)
        return mention if is_again else replace(mention, row=OTHER)

    def __iter__(self) -> Iterator[tuple[Token, Topic]]:
        topic = Topic()
        outside: list[Topic] = []
        for token in self._tokens():
            topic = self._within_brackets(topic, self._next(topic, token), token, outside)
            if token.number is not None:
                self._told.append((token.start, topic.row))
            yield token, topic

    def _within_brackets(self, before: Topic, topic: Topic, token: Token, outside: list[Topic]) -> Topic:
        """The topic of a token, which behind a bracket is the one that stood before it, unless another is named."""
        for mark in _BRACKETS.finditer(self.text, token.after, token.start):
            named = [mention.end <= mark.start() for mention in topic.turned_by]
            if mark[0] == "(":
                outside.append(topic if named and all(named) else before)
            elif outside:
                told = outside.pop()
                if (
                    told.rows
                    and (not named or all(named))
                    and not any(stop in self.text[token.after : token.start] for stop in "。\n")
                ):
                    topic = replace(told, turned_by=(), beside=topic.beside)
        return topic

    def _tokens(self) -> Iterator[Token]:
        numbers = {n.start: n for n in self._clause.numbers if n.kind in ("money", "percent")}
        ends = {found.start(): found.end() for found in self._grammar.level.finditer(self.text)}
        ends |= {start: number.end for start, number in numbers.items()}
        after = 0
        for start, end in sorted(ends.items()):
            # Right behind a colon or a comma it is the name before it that tells what the number is.
            close = start - self.text[after:start].endswith((":", ","))
            lead = max(self.text.rfind(mark, after, close) for mark in _MARKS) + 1 or after
            yield Token(after, lead, start, end, numbers.get(start))
            after = end

    def _next(self, topic: Topic, token: Token) -> Topic:
        """What is spoken of at the token behind that topic; a new sentence begins with the whole again, unless it
        follows a heading."""
        text = self.text
        beside = tuple(self._names(token.lead, token.start if token.number else token.end))
        beside = beside or self._object(token)
        stop = max(text.rfind(mark, token.after, token.lead) for mark in "。\n")
        named = beside or self._names_before(token, stop)
        topic = replace(topic, turned_by=(), beside=beside)
        if named:
            topic = replace(
                self._turned(self._anchored(topic, token, named), named, titled=False), joint=(), share=0, years=()
            )
            return self._parted(topic, token)
        if topic.joint and stop < 0 and (parted := self._parted(topic, token)).joint:
            return parted
        topic = replace(topic, joint=(), share=0, years=())
        if stop < 0:
            return self._parted(topic, token) if token.number and self._told_so_far(token) else topic
        if titled := self._title(token.after, stop):
            return self._turned(topic, titled, titled=True)
        anchor = topic.anchor if text.find("\n", token.after, token.lead) < 0 else ""
        row = anchor or (self._group.whole if topic.whole else "")
        line = text.rfind("\n", 0, token.lead) + 1
        passed = not anchor and (topic.passed or (line > token.after and NUMBERED.match(text, line) is not None))
        return replace(topic, rows=(row,) if row else (), anchor=anchor, titled=False, named=False, passed=passed)

    def _object(self, token: Token) -> tuple[Mention, ...]:
        """The row named right behind words that say that nothing changed: 两年均未安排因公出国费."""
        first = bisect_left(self._starts, token.end)
        behind = [one for one in self._mentions[first : first + _BOTH] if one.start == token.end]
        return () if token.number else tuple(behind[-1:])

    def _turned(self, topic: Topic, named: tuple[Mention, ...], *, titled: bool) -> Topic:
        rows = tuple(mention.row for mention in named)
        whole = topic.whole or self._group.whole in rows
        return replace(topic, rows=rows, titled=titled, named=True, passed=False, whole=whole, turned_by=named)

    def _parted(self, topic: Topic, token: Token) -> Topic:
        """The topic with the one of the rows named together that a number belongs to: the first behind 分别, then the
        next behind a mark of a list."""
        rows = topic.joint or topic.rows
        words = self.text[token.after : token.start]
        if token.number is None:
            return replace(topic, rows=rows)
        if self._grammar.apart.search(words):
            if len(rows) == 1 and self._grammar.years.search(words):
                rows = self._told_so_far(token) or rows
            years = self._years(words) if len(rows) == 1 else ()
            return replace(topic, rows=rows[:1], joint=rows * len(years) or rows, share=0, years=years)
        share = topic.share + 1
        if topic.joint and share < len(rows) and words[:1] in ("、", "和", ",") and "," not in words[1:]:
            return replace(topic, rows=(rows[share],), share=share)
        return replace(topic, rows=rows[:1] if topic.years else rows, joint=(), years=())

    def _told_so_far(self, token: Token) -> tuple[str, ...]:
        """The rows that have an amount of their own in the sentence before a token, in their order:
        2023年基本支出…万元、项目支出…万元，2024年分别为."""
        begin = max(self.text.rfind(mark, 0, token.after) for mark in "。;\n") + 1
        rows = tuple(dict.fromkeys(row for start, row in self._told if start >= begin))
        return rows if len(rows) > 1 and OTHER not in rows else ()

    def _years(self, words: str) -> tuple[bool | None, ...]:
        """Whether each of the years that a sentence begins with is last year, where it tells of some up to this one."""
        named = [found for found in self._grammar.years.finditer(words) if not found["compared"]]
        if len(named) == _BOTH:
            years = _is_before(named[0], named[1]), _is_before(named[1], named[0])
            return years if years[0] != years[1] else ()
        told = [int(found["year"] or 0) for found in named]
        last = max(told, default=0)
        return tuple({last: False, last - 1: True}.get(year) for year in told) if len(set(told)) > _BOTH else ()

    def _anchored(self, topic: Topic, token: Token, named: tuple[Mention, ...]) -> Topic:
        """The topic with the row as its anchor that a numbered line begins with; on another line there is none."""
        line = self.text.rfind("\n", 0, named[0].start) + 1
        if NUMBERED.fullmatch(self.text, line, named[0].start):
            return replace(topic, anchor=named[-1].row)
        return replace(topic, anchor="") if line > token.after else topic

    def _names_before(self, token: Token, stop: int) -> tuple[Mention, ...]:
        """The rows named earlier in the sentence of a token, before any reason, or behind its end."""
        begin = max(token.after, stop + 1)
        part = self.text.rfind(";", begin, token.lead) + 1
        if part and (named := self._names_to_reason(part, token.lead)):
            return named
        return self._names_to_reason(begin, token.lead)

    def _names_to_reason(self, begin: int, end: int) -> tuple[Mention, ...]:
        """The names before any reason; where that stands in a bracket, those behind the bracket."""
        reason = self._grammar.reason.search(self.text, begin, end)
        if reason is None:
            return tuple(self._names(begin, end))
        closing = self._closing(reason.end(), end)
        behind = self._names_to_reason(closing, end) if closing else ()
        return behind or tuple(self._names(begin, reason.start()))

    def _closing(self, begin: int, end: int) -> int:
        """Behind the end of a bracket that was opened before `begin`; 0 when none ends there."""
        depth = 0
        for mark in _BRACKETS.finditer(self.text, begin, end):
            depth += 1 if mark[0] == "(" else -1
            if depth < 0:
                return mark.end()
        return 0

    def _title(self, after: int, stop: int) -> tuple[Mention, ...]:
        """The rows that a heading right before a sentence names."""
        line = max(after, *(self.text.rfind(mark, after, stop) + 1 for mark in "。\n;"))
        heading = TITLED.fullmatch(self.text, line, stop)
        named = tuple(self._names(heading.start("title"), stop)) if heading else ()
        return named if heading and named and len(heading["title"]) <= len(named[-1].word) + _LONGER else ()

    def _names(self, start: int, end: int) -> list[Mention]:
        """The last row named in a stretch of text, after those it is named together with: 因公出国费、公务接待费."""
        first, behind = bisect_left(self._starts, start), bisect_left(self._starts, end)
        places = [mention for mention in self._mentions[first:behind] if mention.end <= end]
        if len(places) > 1:
            # In “基本支出较上年预算安排减少” it is not the whole budget that is spoken of.
            compared = self._grammar.than_last_year_before
            places = [one for one in places if not compared.search(self.text, start, one.start)] or places
        if not places:
            return []
        last = max(places, key=lambda place: (place.end, place.end - place.start))
        # Of names that overlap the one counts that begins first: 基本支出预算 is no 支出预算; so it does where the
        # other, right behind it, says nothing of its own: 公务接待费支出预算.
        first_end = min(last.start + (self._grammar.filler.fullmatch(last.word) is None), last.end)
        last = min((place for place in places if place.end >= first_end), key=lambda place: (place.start, -place.end))
        joint = self._grammar.joint.search(self.text, start, last.start)
        return [*(self._names(start, joint.start()) if joint else []), last]


def _is_before(year: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a year that is told of with another is the one before it."""
    if year["year"] and other["year"]:
        return year["year"] < other["year"]
    return bool(year["before"] or (year["year"] and other["now"]))


def _mentions(text: str, words: Sequence[tuple[str, str]], said: Grammar) -> Iterator[Mention]:
    """Every name of a row in a text, also those within another."""
    for word, row in words:
        plain = squeeze(word)
        at = text.find(plain)
        while at >= 0:
            near = max(at - _REACH, 0)
            # 占基本支出预算的…%: a whole of which something is a share.
            share = said.share.search(text, max(at - _FAR, 0), at)
            is_whole = share is not None and not _DIGIT.search(share[0])
            if not (is_whole or said.one_fund.search(text, near, at) or said.left_out.search(text, near, at)):
                yield Mention(at, at + len(plain), row, word)
            at = text.find(plain, at + 1)
