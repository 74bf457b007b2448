"""Lists of amounts behind a total: 项目支出…万元，主要为甲…万元、乙…万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.form.language import Language, language
from forms.form.ordinals import LINE_NUMBER
from forms.form.word_lists import Words, any_of
from forms.prose.grammar import FULL_STOP, Grammar, grammar
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, Stated, clause, squeeze, stated
from models.money import Fen

_LINES = re.compile(rf"[:。]?(?:\n\s*(?:{LINE_NUMBER})[^\n]*)+")
"""A list whose items are numbered lines."""


@dataclass(frozen=True, slots=True)
class AmountList:
    """A total with the amounts listed behind it; `span` covers them all."""

    whole: Stated
    items: tuple[Quantity, ...]
    span: tuple[int, int]
    is_whole: bool = True
    """Whether the text says that these are all of it; 其中 alone says that they are some."""
    sums: tuple[Quantity, ...] = ()
    """What the text says the items come to, behind them: 合计…万元."""

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
    # Amounts that words bind to a total of their own are no items: 上缴上级支出0万元 behind the projects.
    others = {(one.section.id, one.span) for one in everything if not one.group.each}
    for whole in everything:
        text = clause(document, whole.section)
        stretch = _stretch(text, whole, grammar(document.edition))
        if stretch is None:
            continue
        in_stretch = (n for n in text.money if stretch[0] <= n.start < stretch[1])
        listed = [n for n in in_stretch if (whole.section.id, text.span(n.start, n.end)) not in others]
        told = grammar(document.edition)
        sums = tuple(n for n in listed if told.sum.search(text.lead(n)))
        items = tuple(
            n
            for n in listed
            if n not in sums and not told.of_which.search(text.lead(n)) and not _is_inner(text, stretch[0], n, told)
        )
        if len(items) > 1:
            is_whole = stretch[2] and not text.text.text.startswith(language(document.edition).list_rest, items[-1].end)
            yield AmountList(whole, items, text.span(items[0].start, items[-1].end), is_whole, sums)


def _is_inner(text: Clause, start: int, number: Quantity, said: Grammar) -> bool:
    """Whether an amount of a list is a part of an item before it: 甲430.00万元，其中：乙230.00万元；丙…."""
    begin = max(text.text.text.rfind(";", start, number.start), start)
    return said.parts_follow.search(text.text.text, begin, number.start) is not None


def phrase(document: Document, behind: str) -> str:
    """What the text says behind the amount of a slot about what it is for; blank when it says nothing."""
    everything = stated(document)
    for whole in everything:
        text = clause(document, whole.section)
        stretch = _stretch(text, whole, grammar(document.edition)) if whole.slot == behind else None
        if stretch is not None and stretch[2]:
            start, end, _ = stretch
            closing = _closing(language(document.edition)).search(text.text.text, start, end)
            end = closing.start() if closing else end
            bound = [one for one in everything if one.section == whole.section and not one.group.each]
            later = [place for one in bound if start < (place := text.text.place(one.passage[0])) < end]
            return text.text.original(start, min([end, *later])).strip("，,；;：:")
    return ""


@cache
def _closing(said: Language) -> Words:
    """What is said behind a list and is no part of it: ，详见政府采购预算表."""
    return re.compile(rf"[,;]{any_of(said.list_ends)}")


def _stretch(text: Clause, whole: Stated, said: Grammar) -> tuple[int, int, bool] | None:
    """Where in the squeezed text the list behind an amount begins, where its sentence ends, and whether it is whole."""
    squeezed = text.text.text
    begin = text.text.place(whole.span[1])
    again = squeezed.startswith(named := squeeze(whole.word), begin + 1) and squeezed[begin] in "。,;"
    opening = said.opening.match(squeezed, begin + 1 + len(named) if again else begin)
    if opening is None:
        return None
    is_whole = opening.lastgroup is not None
    if lines := _LINES.match(squeezed, opening.end()):
        return opening.end(), lines.end(), is_whole
    stop = FULL_STOP.search(squeezed, opening.end())
    return opening.end(), stop.start() if stop else len(squeezed), is_whole
