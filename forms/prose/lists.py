"""Lists of amounts behind a total: 项目支出…万元，主要为甲…万元、乙…万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.prose.grammar import FULL_STOP
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, Stated, clause, stated
from models.money import Fen

_OPENING = re.compile(r"[,(:]?(?:全部为本级支出,)?(?:其中:?)?(?:主要)?(?:为|是|用于|包括)")
"""What opens a list right behind its total."""


@dataclass(frozen=True, slots=True)
class AmountList:
    """A total with the amounts listed behind it; `span` covers them all."""

    whole: Stated
    items: tuple[Quantity, ...]
    span: tuple[int, int]

    @property
    def total(self) -> Fen:
        """What the items add up to."""
        return sum(item.fen or 0 for item in self.items)


@per_revision
def lists(document: Document) -> tuple[AmountList, ...]:
    """Every list of at least two amounts behind an amount of the text, up to the end of its sentence."""
    return tuple(_lists(document))


def _lists(document: Document) -> Iterator[AmountList]:
    everything = stated(document)
    for whole in everything:
        text = clause(document, whole.section)
        stretch = _stretch(text, whole)
        if stretch is None:
            continue
        # Amounts that words bind to a total of their own are no items: 上缴上级支出0万元 behind the projects.
        others = {one.span for one in everything if one.section == whole.section and not one.group.each}
        items = tuple(
            n for n in text.money if stretch[0] <= n.start < stretch[1] and text.span(n.start, n.end) not in others
        )
        if len(items) > 1:
            yield AmountList(whole, items, text.span(items[0].start, items[-1].end))


def phrase(document: Document, behind: str) -> str:
    """What the text says behind the amount of a slot about what it is for; blank when it says nothing."""
    everything = stated(document)
    for whole in everything:
        text = clause(document, whole.section)
        stretch = _stretch(text, whole) if whole.slot == behind else None
        if stretch is not None:
            start, end = stretch
            bound = [one for one in everything if one.section == whole.section and not one.group.each]
            later = [place for one in bound if start < (place := text.text.place(one.passage[0])) < end]
            return text.text.original(start, min([end, *later])).strip("，,；;：:")
    return ""


def _stretch(text: Clause, whole: Stated) -> tuple[int, int] | None:
    """Where in the squeezed text the list behind an amount begins, and where its sentence ends."""
    squeezed = text.text.text
    opening = _OPENING.match(squeezed, text.text.place(whole.span[1]))
    if opening is None:
        return None
    stop = FULL_STOP.search(squeezed, opening.end())
    return opening.end(), stop.start() if stop else len(squeezed)
