"""What a table says of another year than its own: a line above rows, a caption above columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.match.text.reading_words import reading_words

_BEFORE, _THIS = 1, 9999
"""Years that are named by words stand before and behind those that are named by numbers."""


def year_named(text: str) -> str:
    """The year that a plain text names and nothing else, also one before it in words; blank when it says more."""
    found = reading_words().other_year.fullmatch(text)
    return found["year"] if found else ""


def year_order(caption: str) -> int:
    """Where the year that a caption names stands among others: 上年, 去年 before any, 本年 behind all; 0 for none."""
    year = year_named(caption)
    if year == reading_words().this_year:
        return _THIS
    return int(year) if year.isdecimal() else _BEFORE if year else 0


def columns_of_other_years(chains: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """The columns under the caption of an earlier year, where the same captions come again under that of a later one;
    `chains` are the captions over each column, outermost first."""
    years = {number: max(map(year_order, chain), default=0) for number, chain in chains.items()}
    earlier = {number for number, year in years.items() if year and year < max(years.values())}
    earlier |= {number for number, year in years.items() if year == _BEFORE}
    said = {chains[number][-1] for number in chains.keys() - earlier if chains[number]}
    # The years may also stand below: 合计 over 2023年预算数 and 2024年预算数.
    named = {_without_year(chains[number]) for number in chains.keys() - earlier if years[number]} - {()}
    return frozenset(n for n in earlier if chains[n][-1] in said or _without_year(chains[n]) in named)


def _without_year(chain: Sequence[str]) -> tuple[str, ...]:
    return tuple(caption for caption in chain if not year_named(caption))
