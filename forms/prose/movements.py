"""The comparison with last year as the text tells it: this year's amount, last year's, the difference, the per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from forms.document.document import Document
from forms.document.per_revision import kept
from forms.form.model import Section
from forms.form.prose_words import MovementWords
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clauses, squeeze
from models.money import Fen, show

_MORE = "增加|增长|上升|提高|增幅|升幅|涨幅|上涨|多安排|增"
_LESS = "减少|下降|降低|压减|压缩|核减|减幅|降幅|少安排|减"
_VERB = re.compile(
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:了|额|额为|为|约|达|幅度|幅度为|比例为|率为|预算|支出|资金|经费)*"
)
_TO = re.compile(rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:到|至)了?\Z")
_BEFORE = re.compile(r"(?:较|比|同|与|上年(?!结转|结余)|去年)[^,;。]{0,24}")
_THAN = re.compile(r"同比|(?:较|比|同|与)(?:上一?年|去年|20\d\d年)度?(?:预算|收支|收入|支出|安排|总额|数|相比)*")
"""What stands before a difference that is none of a part."""
_LEVEL = re.compile(
    r"持平|(?:与|同|较|比)[^,;。]{0,12}(?:相同|一致)|(?:没有|无|未发生|未有|未)(?:增减)?(?:任何)?(?:变化|变动)|无增减"
    r"|没有增减|(?:保持|维持)不变|20\d\d年度?[、和与及](?:20\d\d|上)年度?均(?:未|没有|无)(?:安排|预算|发生)"
)
_ALL = re.compile(r"[各四三]项|均|都|全部")
"""Said of the whole, what is level is so for each of its parts."""
_REASON = re.compile(
    r"主要(?:原因)?(?:是|为|系|由于|因|:)(?:因为|由于)?|原因(?:为|是|系|:)+(?:因为|由于)?|由于|因为|因(?!公)|为了"
    r"|系(?=[^,;。]{2,40}(?:所致|导致|引起|影响|造成))|受(?=[^,;。]{2,40}影响)"
)
_STOP = re.compile(r"[。\n]")
_AND = re.compile(r"[、和及与]|以及|还有")
"""Between the names of rows that are spoken of together."""
_TITLED = re.compile(r"(?:[一二三四五六七八九十\d]+[、.]|[(〈][一二三四五六七八九十\d]+[)〉])?(?P<title>[^,;:]{2,24})")
"""A heading, or a sentence that is but a name."""
_NUMBERED = re.compile(r"[一二三四五六七八九十\d]+[、.]|[(〈][一二三四五六七八九十\d]+[)〉]|·{3,4}")
"""The number of a line; in brackets it was taken for an aside."""
_FUND = re.compile(r"(?:公共|基金|经营)\Z")
"""What makes 预算收入 that of one fund."""
_LONGER = 10
"""A heading may be so many characters longer than the name of the row in it."""
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
    mentions: list[int] = field(default_factory=list)
    """Where the row is named, in the squeezed clause."""
    again: list[tuple[Told, Told]] = field(default_factory=list)
    """What is told once more under the same name, after what was told first."""

    @property
    def told(self) -> tuple[Told, ...]:
        """Every number of it that the text gives."""
        first = (self.now, self.before, self.change, self.percent)
        return (*filter(None, first), *(again for _, again in self.again))


@kept
def movements(document: Document) -> tuple[tuple[MovementWords, tuple[Movement, ...]], ...]:
    """The movements of every declared comparison, in the order of the text."""
    return tuple(_movements(document))


def _movements(document: Document) -> Iterator[tuple[MovementWords, tuple[Movement, ...]]]:
    for group in document.edition.prose.movements:
        for clause in clauses(document, group.place):
            found = tuple(_Reader(group, clause, document.head.year).read())
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
    found = found or _reason_before(text, movement)
    return movement.clause.text.original(*found).strip("，,；;。\n") if found else ""


def _reason_behind(
    text: str, movement: Movement, others: tuple[Movement, ...], start: int, stop: int
) -> tuple[int, int] | None:
    """Where the words of a reason stand that begins behind `start`, before another row is spoken of or the stop."""
    later = [place for other in others if other is not movement for place in other.mentions if place > start]
    end = min([*later, stop if stop >= 0 else len(text)])
    found = _REASON.search(text, start, end)
    return (found.end(), end) if found else None


def _reason_before(text: str, movement: Movement) -> tuple[int, int] | None:
    """Where the words of a reason stand between the name and the difference: 基本支出因人员调资增加…万元."""
    end = min(movement.ends, default=0)
    found = _REASON.search(text, movement.named[1], end)
    verb = next(reversed([*_VERB.finditer(text, found.end(), end)]), None) if found else None
    return (found.end(), verb.start()) if found and verb and found.end() < verb.start() else None


class _Reader:
    """Goes through a clause from number to number and keeps of which row it is speaking."""

    def __init__(self, group: MovementWords, clause: Clause, year: int) -> None:
        self._last_year = f"{year - 1}年"
        self._group = group
        self._clause = clause
        self._found: dict[str, Movement] = {}
        self._at: Movement | None = None
        self._together: list[Movement] = []
        """The rows that the words before the number name together with the one it is speaking of."""
        self._anchor: Movement | None = None
        """The row that a numbered line begins with: all of that line speaks of it."""
        self._titled = self._named = False
        """Whether a heading names the row, and whether any words since the last sentence do."""

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
            else:
                self._level(text[position:end], start, end)
            position = end
        return iter(self._found.values())

    def _name(self, text: str, start: int, end: int, before: int) -> None:
        """Find which row the words between two numbers name; a new sentence begins with the whole again, unless it
        follows a heading."""
        stop = max(text.rfind("。", before, start), text.rfind("\n", before, start))
        named = self._rows(text, start, end)
        if not named:
            begin = max(before, stop + 1)
            reason = _REASON.search(text, begin, start)
            named = self._rows(text, begin, reason.start() if reason else start)
        if named:
            self._turn_to(named, titled=False)
            line = text.rfind("\n", 0, named[0][0]) + 1
            if _NUMBERED.fullmatch(text, line, named[0][0]):
                self._anchor = self._at
            elif line > before:
                self._anchor = None
        elif stop >= 0:
            titled = self._title(text, before, stop)
            if titled:
                self._turn_to(titled, titled=True)
            else:
                if text.find("\n", before, start) >= 0:
                    self._anchor = None
                self._at, self._together = self._anchor or self._found.get(self._group.whole), []
                self._named = False

    def _turn_to(self, named: list[tuple[int, int, str, str]], *, titled: bool) -> None:
        for first, last, row, word in named:
            if row not in self._found:
                self._found[row] = Movement(self._clause.section, self._group, row, word, self._clause, (first, last))
            self._found[row].mentions.append(first)
        self._together = [self._found[row] for _, _, row, _ in named]
        self._at, self._titled, self._named = self._together[-1], titled, True

    def _title(self, text: str, before: int, stop: int) -> list[tuple[int, int, str, str]]:
        """The rows that a heading right before a sentence names."""
        line = max(before, *(text.rfind(mark, before, stop) + 1 for mark in "。\n;"))
        heading = _TITLED.fullmatch(text, line, stop)
        named = self._rows(text, heading.start("title"), stop) if heading else []
        return named if heading and named and len(heading["title"]) <= len(named[-1][3]) + _LONGER else []

    def _rows(self, text: str, start: int, end: int) -> list[tuple[int, int, str, str]]:
        """The last row named in a stretch of text, after those it is named together with: 因公出国费、公务接待费."""
        places = [
            (at, at + len(plain), row, word)
            for word, row in self._group.words
            for plain in [squeeze(word)]
            if (at := text.rfind(plain, start, end)) >= 0 and not _FUND.search(text, max(at - 2, 0), at)
        ]
        if not places:
            return []
        best = max(places, key=lambda place: (place[1], place[1] - place[0]))
        # Of names that overlap the one counts that begins first: 基本支出预算 is no 支出预算.
        best = min(
            (place for place in places if place[1] > best[0]), key=lambda place: (place[0], -place[1]), default=best
        )
        joined = next((m for m in _AND.finditer(text, start, best[0]) if m.end() == best[0]), None)
        return [*(self._rows(text, start, joined.start()) if joined else []), best]

    def _level(self, words: str, start: int, end: int) -> None:
        """Where nothing changed: for the rows named last, or for all parts."""
        if self._at is None:
            return
        spoken_of = self._together or [self._at]
        if self._at.row == self._group.whole and _ALL.search(re.split("[。\n]", words)[-1]):
            parts = [(start, start, row, word) for word, row in self._group.words if row in self._group.parts]
            at, together = self._at, self._together
            self._turn_to(parts, titled=False)
            spoken_of = [one for one in (*self._together, at) if one.change is None]
            self._at, self._together = at, together
        for one in spoken_of:
            one.level = one.level or self._clause.span(start, end)
            one.ends.append(end)

    def _number(self, text: str, start: int, number: Quantity) -> None:
        lead = text[start : number.start]
        verb = next((verb for verb in _VERB.finditer(lead) if verb.end() == len(lead)), None)
        more = verb["more"] is not None if verb else None
        at = self._owner(text, lead, number, more)
        if at is None or self._is_in_reason(text, at, lead, number):
            return
        if len(self._together) > 1 and at is self._at:
            return  # an amount of several rows together is that of none
        told = Told(number, self._clause.span(number.start, number.end), more)
        at.ends.append(number.end)
        named = any(row == at.row for _, _, row, _ in self._rows(lead, 0, len(lead)))
        named = named or bool(self._named and at is self._at and verb and _THAN.fullmatch(lead, 0, verb.start()))
        if number.kind == "percent":
            at.percent = at.percent or told
        elif more is not None:
            at.change = self._first(at, at.change, told, named)
        elif verb is None and (to := _TO.search(lead)):
            at.now = at.now or told
            at.change = at.change or self._difference(at, told, to["more"] is not None)
        elif _BEFORE.search(lead) or self._last_year in lead:
            at.before = self._first(at, at.before, told, named)
        elif named or (self._titled and at is self._at):
            at.now = self._first(at, at.now, told, named)
            self._titled = False

    def _difference(self, at: Movement, now: Told, more: bool) -> Told | None:
        """The difference that “由…万元减少到…万元” tells without a number of its own."""
        if at.before is None:
            return None
        fen = abs(now.fen - at.before.fen)
        return Told(replace(now.number, number=show(fen), fen=fen), now.span, more)

    @staticmethod
    def _first(at: Movement, first: Told | None, told: Told, named: bool) -> Told:
        """What was told first stands; what is told again under the name is kept beside it."""
        if first is not None and named:
            at.again.append((first, told))
        return first or told

    def _owner(self, text: str, lead: str, number: Quantity, more: bool | None) -> Movement | None:
        """Whose number it is. “较上年减少…，其中” behind the last item speaks of the whole, unless its parts follow."""
        named = bool(self._rows(lead, 0, len(lead)))
        whole = self._found.get(self._group.whole)
        has_parts = self._at is not None and any(row.startswith(f"{self._at.row}.") for row in self._group.parts)
        opens = re.match(r"(?:,其中|\(其中|。其中)", text[number.end :]) is not None
        return whole if more is not None and not named and opens and whole and not has_parts else self._at

    def _is_in_reason(self, text: str, at: Movement, lead: str, number: Quantity) -> bool:
        """Whether the number stands in the reason of a movement that was told before it."""
        named = bool(self._rows(lead, 0, len(lead)))
        return bool(at.ends) and not named and _REASON.search(text, at.ends[-1], number.start) is not None


def _last_stop(text: str, start: int, end: int) -> int:
    """Where the words that belong to a number begin: behind the last comma or stop before it."""
    place = max(text.rfind(mark, start, end) for mark in ",;。:\n")
    return place + 1 if place >= 0 else start
