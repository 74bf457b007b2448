"""Checks of the bands 优, 良, 中, 差 of the goal table by duties: without gap or overlap, rates in % (K04, K10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from forms.check.special.goal_entries import Measure, goal_words, joined, longest_ending, measure
from forms.check.special.records.indicators import is_tiny
from forms.check.special.registry import special
from forms.document.finding import Finding, Mend
from forms.document.reporter import Reporter
from forms.form.language import patterns
from models.records import Address, CellChange, CellEntry

_BANDS = ("excellent", "good", "fair", "poor")
_UPWARDS = ("≥", ">", ">=")
_DOWNWARDS = ("≤", "<", "<=")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@special("K10", when="prose", needs=("bands",))
def bands_follow_one_another(reporter: Reporter) -> Iterator[Finding]:
    """Bands that begin where another begins, or leave a gap before 差: one finding a row, at the band that is off."""
    for row, bands in _rows(reporter):
        three, poor = [bands[column] for column in _BANDS[:3]], bands["poor"]
        falls = three[0].number > three[2].number
        off = _off(three, falls)
        if off is not None:
            column, above = _BANDS[off], _BANDS[off - 1]
            right = poor.number if off == 2 and _between(three[1].number, poor.number, falls) else None
            one, other = _word(reporter, column), _word(reporter, above)
            told, over = _text(reporter, row, column), _text(reporter, row, above)
            unit = three[off].unit
            rest = f"“{one}”宜从{right.normalize():f}{unit}起" if right is not None else "请改成低一档的数"
            message = f"写作“{told}”，“{other}”是“{over}”，两档分不开，{rest}。"
            yield _finding(reporter, row, column, message, right)
        elif poor.number != three[2].number or poor.sign in (_UPWARDS if falls else _DOWNWARDS):
            fair, sign = _text(reporter, row, "fair"), "<" if falls else ">"
            end = f"{three[2].number.normalize():f}{three[2].unit}"
            message = (
                f"写作“{_text(reporter, row, 'poor')}”，“中”是“{fair}”，两档没有首尾相接，“差”应写作“{sign}{end}”。"
            )
            yield _finding(reporter, row, "poor", message, three[2].number, "<" if falls else ">")


def _off(three: list[Measure], falls: bool) -> int | None:
    """Which of 良 and 中 does not come after the band before it."""
    for number in (1, 2):
        step = three[number - 1].number - three[number].number
        if step == 0 or (step > 0) != falls:
            return number
    return None


def _between(above: Decimal, below: Decimal, falls: bool) -> bool:
    return above > below if falls else above < below


def _finding(reporter: Reporter, row: str, column: str, message: str, right: Decimal | None, sign: str = "") -> Finding:
    address = Address(_table(reporter), row, column)
    text = _text(reporter, row, column)
    finding = replace(reporter.cell("K10", address, message), quote=text, found=text)
    if right is None:
        return finding
    mended = _NUMBER.sub(f"{right.normalize():f}", text, count=1)
    if sign:
        mended = sign + mended.lstrip("≥≤<>=＜＞ ")
    change = CellChange(address, reporter.document.cells.get(address), CellEntry(text=mended))
    return replace(finding, mend=Mend(f"改为“{mended}”", (change,)))


@special("K04", when="prose", needs=("bands",))
def bands_of_rates_are_per_cent(reporter: Reporter) -> Iterator[Finding]:
    """Rates without % in the bands, and a 完成率 of 1 per cent as 优."""
    known = goal_words(reporter)
    rate = patterns(reporter.edition).rate
    for row, bands in _rows(reporter):
        name = joined(_text(reporter, row, "indicator"))
        best, text = bands["excellent"], _text(reporter, row, "excellent")
        noun = longest_ending(name, known.units)
        message = ""
        if rate.search(noun) and "%" in known.units[noun] and not best.unit and best.number > 1:
            message = f"写作“{text}”，比率的四档都应写上%，如“{text}%”。"
        elif best.unit == "%" and is_tiny(known, name, best.number):
            message = f"写作“{text}”，完成得这样少不能算“优”，像是百分数写错了。"
        if message:
            address = Address(_table(reporter), row, "excellent")
            yield replace(reporter.cell("K04", address, message), quote=text, found=text)


def _rows(reporter: Reporter) -> Iterator[tuple[str, dict[str, Measure]]]:
    """The rows whose four bands are all measured."""
    for line in reporter.document.lines(_table(reporter)):
        bands = {column: measure(reporter.edition, _text(reporter, line.key, column)) for column in _BANDS}
        found = {column: band for column, band in bands.items() if band is not None}
        if len(found) == len(_BANDS):
            yield line.key, found


def _word(reporter: Reporter, column: str) -> str:
    """How a band is called: 优, 良, 中, 差."""
    return reporter.edition.tables[_table(reporter)].column(column).path[-1]


def _text(reporter: Reporter, row: str, column: str) -> str:
    return reporter.document.text(Address(_table(reporter), row, column))


def _table(reporter: Reporter) -> str:
    return reporter.edition.roles.table("bands")
