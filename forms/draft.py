"""Drafting the text of a section from the tables: declared sentences whose slots are cells, sums and lists of rows.

Slots: `{T1/income.total/amount}` a cell, `{change:T3/total/basic}` how a cell differs from last year's disclosure,
`{lines:T1/income}` every numbered line of a side with its amount,
`{items:T6/public}` the rows at the bottom of a table of codes with an amount in that column, `{sum:X2/total}` the
records without their 小计 and 合计, `{projects}` the projects with their budgets, `{unit}` the name of the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.declare.model import Section
from forms.declare.slots import PROJECTS, SLOT, UNIT
from forms.document import Document
from forms.projects import public_projects
from models.money import Fen, show
from models.records import Address

_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、")
_TOTALS = ("合计", "小计", "总计")


def draft(document: Document, section: Section) -> str:
    """The drafted paragraphs, each on a line; blank when the form has no draft for the section.

    Sentences that compare with last year are left out when its disclosure is not there.
    """
    zero = section.draft_zero and not _amount(document, section.zero_when)
    paragraphs = section.draft_zero if zero else section.draft
    told = (p for p in paragraphs if document.previous is not None or "{change:" not in p)
    return "\n".join(SLOT.sub(lambda slot: _fill(document, slot[1]), paragraph) for paragraph in told)


def _fill(document: Document, slot: str) -> str:
    """What stands in the place of a slot; a blank cell counts as zero."""
    if slot == UNIT:
        return document.head.unit.name
    if slot == PROJECTS:
        named = [f"{p.name}{show(p.budget)}万元" for p in public_projects(document) if p.name and p.budget]
        return f"，主要为{'、'.join(named)}" if named else ""
    kind, _, place = slot.rpartition(":")
    match kind:
        case "lines":
            return "，".join(_lines(document, *place.split("/")))
        case "items":
            return "、".join(_items(document, *place.split("/")))
        case "change" if document.previous is not None:
            address = Address(*place.split("/"))
            return _change(document.value(address), document.previous.value(address))
    return show(_amount(document, slot) or 0)


def _amount(document: Document, slot: str) -> Fen | None:
    kind, _, place = slot.rpartition(":")
    if kind == "sum":
        return sum(_records(document, *place.split("/")))
    return document.value(Address(*place.split("/")))


def _change(now: Fen | None, before: Fen | None) -> str:
    """增加, 减少 or 持平, with the amount; a blank counts as zero."""
    more = (now or 0) - (before or 0)
    return "持平" if not more else f"{'增加' if more > 0 else '减少'}{show(abs(more))}万元"


def _lines(document: Document, table: str, side: str) -> Iterator[str]:
    column = document.edition.tables[table].money_ids[side][0]
    for line in document.lines(table):
        if line.side == side and line.numbered:
            fen = document.value(Address(table, line.key, column))
            yield f"{_ORDINAL.sub('', line.label)}{show(fen or 0)}万元"


def _items(document: Document, table: str, column: str) -> Iterator[str]:
    for line in document.lines(table):
        address = Address(table, line.key, column)
        fen = document.value(address)
        if fen and line.code and not document.is_computed(address):
            yield f"{line.label}{show(fen)}万元"


def _records(document: Document, table: str, column: str) -> Iterator[Fen]:
    first = next(iter(document.edition.tables[table].written))
    for line in document.lines(table):
        name = "".join(document.text(Address(table, line.key, first)).split())
        if not name.endswith(_TOTALS):
            yield document.value(Address(table, line.key, column)) or 0
