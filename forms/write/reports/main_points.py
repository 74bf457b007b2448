"""The 要点 of a list of differences: how many there are of which kind, and the largest changes of amounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forms.compare.compare import PART_WORDS, Difference
from forms.write.page.layout import Picture
from forms.write.reports.plain_report import plain_table
from models.money import Fen

LARGEST = 12
"""So many of the largest changes stand among the 要点."""


def numbers(differences: Sequence[Difference]) -> Picture:
    """How many differences there are of tables, texts and projects, and how many of them are amounts."""
    rows = []
    for part, word in PART_WORDS.items():
        found = [one for one in differences if one.part == part]
        moved = [_moved(one) for one in found if is_amount(one)]
        rows.append((word, str(len(found)), str(len(moved)), str(sum(change > 0 for change in moved))))
    total = [str(sum(int(row[column]) for row in rows)) for column in (1, 2, 3)]
    heads = ("类别", "不同的地方", "其中金额", "金额增加的")
    return plain_table("要点", heads, [*rows, ("合计", *total)], dict.fromkeys(heads[1:], "quantity"))


def by_amount(differences: Iterable[Difference]) -> list[Difference]:
    """The changes of amounts, the largest first; an amount that came or went counts whole."""
    return sorted(filter(is_amount, differences), key=lambda one: -abs(_moved(one)))


def largest(differences: Iterable[Difference]) -> Picture:
    """The largest changes, with both amounts."""
    return amounts("变动最大的金额", by_amount(differences)[:LARGEST])


def amounts(title: str, differences: Iterable[Difference]) -> Picture:
    """Differences of amounts in narrow columns, in the given order."""
    heads = ("序号", "所在", "内容", "原来", "现在", "增减")
    rows = [
        (str(number), one.place, one.item, one.old_fen, one.new_fen, one.change)
        for number, one in enumerate(differences, start=1)
    ]
    return plain_table(title, heads, rows, dict.fromkeys(heads[3:], "money"))


def others(title: str, differences: Iterable[Difference]) -> Picture:
    """Differences that are no amounts, each as it was and as it is."""
    rows = [(str(number), d.place, d.item, d.old, d.new) for number, d in enumerate(differences, start=1)]
    return plain_table(title, ("序号", "所在", "内容", "原来", "现在"), rows)


def is_amount(one: Difference) -> bool:
    """Whether it is one of amounts."""
    return one.old_fen is not None or one.new_fen is not None


def _moved(one: Difference) -> Fen:
    """By how much an amount rose; blank counts as nothing here, where only the size is asked for."""
    return (one.new_fen or 0) - (one.old_fen or 0)
