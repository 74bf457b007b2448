"""The unit of money in question: amounts ten thousand times off, beside other tables, text or last year, are asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from forms.document.calculate import add, plan
from forms.document.document import Document
from forms.form.model import Edition, Relation
from forms.match.asking.question import Asked, Choice, Question, Unsure
from forms.match.body import Body, lines_of
from forms.match.segments import Located
from forms.match.taking import Taken
from models.money import UNITS, Fen, NotMoney, parse, show

MONEY_UNITS = ("元", "万元")
"""The units between which a person decides."""
_STEP = UNITS["万元"] // UNITS["元"]
"""How many times too large amounts are when 元 are taken for 万元. Other factors are slips of the pen."""
_NEAR = Fraction(1, 100)
"""Amounts shown in whole 元 and in 万元 with two decimals agree so far."""
_MOST, _MOST_UNNAMED = 1_000_000 * UNITS["万元"], 100_000 * UNITS["万元"]
"""No department has so much; where no unit of money is named, even less is asked about."""
_LEAST = 10_000 * UNITS["元"]
"""No department has so little."""
_FEWEST = 2
"""So many amounts of the text speak for another unit than that of the tables."""
_TELLING = 1_000
"""Amounts of fewer digits than this are too often alike by chance, without their zeros."""
_LEAP = 300
"""No budget is so many times that of the year before."""
_IN_TEXT = re.compile(r"(?<![\d,]),*+(\d[\d,]*+(?:\.\d++)?)\s*+(亿元|万元|元)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the unit of money is not certain, in Chinese; the tables in question, those that differ first; whether it is
    tables that contradict each other."""

    why: str
    tables: tuple[frozenset[str], ...]
    is_between_tables: bool = False

    def unsure(self, bodies: Mapping[str, Body]) -> Unsure:
        """The question; what the largest amounts of the tables in question are in each unit speaks for the one."""

        def evidence(unit: str) -> Iterator[str]:
            for tables in self.tables:
                yield from _example(unit, tables, bodies)

        choices = tuple(Choice(unit, tuple(evidence(unit))) for unit in MONEY_UNITS)
        return Unsure(Question(Asked.MONEY_UNIT, self.why, choices))

    def answers(self, unit: str, tables: Sequence[Located]) -> Iterator[list[Located]]:
        """The tables with the unit that a person gave, for those in question; the likeliest first."""
        for chosen in dict.fromkeys((*self.tables, frozenset[str]().union(*self.tables))):
            yield in_unit(unit, tables, chosen)


def in_unit(unit: str, tables: Iterable[Located], chosen: Collection[str] | None = None) -> list[Located]:
    """The tables, with those that are chosen (None for all) read in this unit whatever they say."""
    return [
        replace(one, head=replace(one.head, unit=unit, units=frozenset({unit}), is_unit_given=True))
        if one.head is not None and (chosen is None or one.table.id in chosen)
        else one
        for one in tables
    ]


def find_doubt(edition: Edition, taken: Taken, tables: Iterable[Located]) -> Doubt | None:
    """Why the unit of money of what was read is in question; None when nothing speaks against it."""
    told = _units_told(tables)
    budget = {name: body for name, body in taken.bodies.items() if edition.tables[name].part == "budget"}
    return (
        _among_captions(edition, told)
        or _among_tables(edition, taken.bodies)
        or _beside_the_text(budget, taken.texts.values())
        or _by_size(edition, budget, told)
    )


def beside_last_year(now: Document, before: Document) -> Doubt | None:
    """Whether the largest amount is hundreds of times that of the year before, or a small part of it."""
    here, there = (_largest(_stated(one)) for one in (now, before))
    if here and there and not Fraction(1, _LEAP) < Fraction(here, there) < _LEAP:
        return Doubt("金额与上年的相差几百倍以上，单位可能认错了", (frozenset(now.edition.tables),))
    return None


def _example(unit: str, tables: Collection[str], bodies: Mapping[str, Body]) -> tuple[str, ...]:
    """What the largest number of these tables is, if it stands in this unit; nothing where they were not read."""
    amounts = [
        (abs(entry.fen), address)
        for name in tables
        for address, entry in (bodies[name].cells.items() if name in bodies else ())
        if entry.fen
    ]
    if not amounts:
        return ()
    _, address = max(amounts)
    body = bodies[address.table]
    fen = body.cells[address].fen or 0
    place = f"{body.sources[address].cell}的" if address in body.sources else "最大的数"
    number, amount = show(fen, body.unit, places=0), show(fen // UNITS[body.unit] * UNITS[unit])
    return (f"《{body.table.title}》{place} {_grouped(number)} 就是 {_grouped(amount)} 万元",)


def _grouped(number: str) -> str:
    """A number with its thousands set apart."""
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}"


def _units_told(tables: Iterable[Located]) -> dict[str, set[str]]:
    """The units of money that the heads of each table name."""
    told: dict[str, set[str]] = {}
    for one in tables:
        if one.head is not None:
            told.setdefault(one.table.id, set()).update(one.head.units)
    return told


def _among_captions(edition: Edition, told: Mapping[str, set[str]]) -> Doubt | None:
    """Tables whose head names two units of money."""
    torn = frozenset(name for name, units in told.items() if len(units) > 1)
    if not torn:
        return None
    words = "、".join(sorted({unit for name in torn for unit in told[name]}, key=lambda unit: UNITS[unit]))
    return Doubt(f"{_titles(edition, torn)}的表头写了几种金额单位（{words}）", (torn,))


def _among_tables(edition: Edition, bodies: Mapping[str, Body]) -> Doubt | None:
    """Tables whose amounts are ten thousand times off against those of the others, where relations tie them."""
    off: Counter[frozenset[str]] = Counter()
    alike: Counter[frozenset[str]] = Counter()
    for tied, one, other in _tied(edition, bodies):
        (alike if one == other else off)[tied] += one == other or _is_step(one, other)
    apart = {tied for tied, count in off.items() if count > alike[tied]}
    if not apart:
        return None
    first, rest = sorted(_halves(apart, [tied for tied in alike if tied not in apart]), key=len)
    if not first:
        return Doubt(f"{_titles(edition, rest)}之间有金额正好相差一万倍", (rest,), is_between_tables=True)
    here, there = (f"{_titles(edition, group)}（按{bodies[min(group)].unit}读）" for group in (first, rest))
    return Doubt(f"{here}的金额与{there}的正好相差一万倍", (first, rest), is_between_tables=True)


def _tied(edition: Edition, bodies: Mapping[str, Body]) -> Iterator[tuple[frozenset[str], Fen, Fen]]:
    """Two amounts that a relation makes equal, each of one table of its own."""
    empty = {name: Body(table, table.unit) for name, table in edition.tables.items()}
    lines = {name: lines_of(bodies.get(name, body), edition) for name, body in empty.items()}
    arithmetic = plan(edition, lines, _ties_tables)
    addresses = arithmetic.addresses
    entries = [bodies[a.table].cells.get(a) if a.table in bodies else None for a in addresses]
    values = [entry.fen if entry else None for entry in entries]
    for equation in arithmetic.equations:
        one, other = values[equation.cell], add(values, equation.operands)
        here, there = addresses[equation.cell].table, {addresses[index].table for _, index in equation.operands}
        if one and other and len(there) == 1 and here not in there:
            yield frozenset({here, *there}), one, other


def _ties_tables(relation: Relation) -> bool:
    return any(term.table != relation.cell.table for term in relation.terms)


def _halves(apart: Collection[frozenset[str]], alike: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """The tables in question in two halves: what is apart stands in different ones, what is alike in the same."""
    half: dict[str, bool] = {}
    for tie in apart:
        waiting = [(min(tie), False)]
        while waiting:
            name, side = waiting.pop()
            if name not in half:
                half[name] = side
                waiting += [(other, side) for pair in alike if name in pair for other in pair]
                waiting += [(other, not side) for pair in apart if name in pair for other in pair - {name}]
    return [frozenset(name for name, held in half.items() if held is side) for side in (False, True)]


def _beside_the_text(bodies: Mapping[str, Body], texts: Iterable[str]) -> Doubt | None:
    """Whether amounts of the tables stand in the text ten thousand times larger or smaller, and none as it is."""
    in_text = set(_amounts_in(texts))
    entries = (entry.fen for body in bodies.values() for entry in body.cells.values())
    amounts = {abs(fen) for fen in entries if fen and _digits(fen) >= _TELLING}
    if not in_text or amounts & in_text:
        return None
    off = {fen for fen in amounts if {fen * _STEP, Fraction(fen, _STEP)} & in_text}
    if len(off) < _FEWEST:
        return None
    return Doubt("表里的金额与情况说明里的正好相差一万倍", (frozenset(bodies),))


def _by_size(edition: Edition, bodies: Mapping[str, Body], told: Mapping[str, set[str]]) -> Doubt | None:
    """Whether a department can have so much, or so little."""
    for name, body in bodies.items():
        largest = _largest(entry.fen for entry in body.cells.values())
        units = told.get(name, set())
        if largest and largest > (_MOST if units else _MOST_UNNAMED):
            words = f"按{body.unit}读" if units else f"没有写明金额单位，按{body.unit}读"
            return Doubt(f"{_titles(edition, {name})}{words}，金额大得不像一个部门的预算", (frozenset(bodies),))
        if largest and units - {"万元", "亿元"} and largest < _LEAST and name == min(bodies):
            words = f"{_titles(edition, {name})}按{body.unit}读"
            return Doubt(f"{words}，金额小得不像一个部门的预算", (frozenset(bodies),))
    return None


def _amounts_in(texts: Iterable[str]) -> Iterator[Fen]:
    for text in texts:
        for number, unit in _IN_TEXT.findall(text):
            try:
                fen = parse(number, unit)
            except NotMoney:
                continue
            if fen:
                yield fen


def _stated(document: Document) -> Iterator[Fen | None]:
    """The amounts of the budget tables as they stand."""
    for address, fen in zip(document.plan.addresses, document.values, strict=True):
        if document.edition.tables[address.table].part == "budget":
            yield fen


def _largest(amounts: Iterable[Fen | None]) -> Fen:
    return max((abs(fen) for fen in amounts if fen), default=0)


def _is_step(one: Fen, other: Fen) -> bool:
    """Whether one amount is the other in another unit of money, or in one that was changed on the wrong side."""
    ratio = Fraction(max(abs(one), abs(other)), min(abs(one), abs(other)))
    return one * other > 0 and any(abs(ratio / step - 1) <= _NEAR for step in (_STEP, _STEP**2))


def _digits(fen: Fen) -> int:
    """An amount without the zeros at its end."""
    return int(str(abs(fen)).rstrip("0") or "0")


def _titles(edition: Edition, names: Collection[str]) -> str:
    """The titles of the tables, in the order of the form; no more than three."""
    tables = [table for name, table in edition.tables.items() if name in names]
    words = "".join(f"《{table.title}》" for table in tables[:3])
    return words if len(tables) <= 3 else f"{words}等{len(tables)}张表"
