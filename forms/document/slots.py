"""What a slot stands for: a cell, a sum, a list of rows, how an item moved against last year and why.

`T1/income.total/amount` a cell, amounts without their unit; `lines:T1/income` every numbered line of a side with its
amount; `items:T6/public` the rows at the bottom of a table of codes with an amount in that column, `classes:T6/staff`
those at its top; `sum:X2/total` the
records without their 小计 and 合计; `projects` the public projects with their budgets; `unit` the name of the unit;
`profile:place` a field of the unit's profile. Of a row of the year-on-year table: `change:X7/basic` 增加, 减少 or 持平
with the amount, `percent:X7/basic` the same in per cent of last year, `reason:X7/basic` the clerk's words.
A blank amount counts as zero; where last year's is blank nothing is said of the movement, but for an item that is blank
in both years beside others that have last year's amount: it was nought and stays so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from forms.document.disclosed import Disclosed
from forms.document.lines import Line
from forms.document.projects import BUDGET, project_cell, public_projects
from forms.form.ordinals import LEAD
from forms.form.slot_grammar import BEFORE, NOW, PROJECTS, REASON, UNIT
from models.money import Fen, show
from models.records import Address

TOTALS = ("合计", "小计", "总计")
"""How the name of a record ends that is a sum of others."""


def slot_text(document: Disclosed, slot: str) -> str:
    """What stands in the place of a slot."""
    if slot == UNIT:
        return document.head.unit.name
    if slot == PROJECTS:
        return "、".join(f"{p.name}{show(p.budget)}万元" for p in public_projects(document) if p.name and p.budget)
    kind, _, place = slot.rpartition(":")
    match kind:
        case "lines":
            return "，".join(_lines(document, *place.split("/")))
        case "classes":
            return "，".join(_items(document, *place.split("/"), classes=True))
        case "items":
            return "、".join(_items(document, *place.split("/")))
        case "sum":
            return show(record_sum(document, *place.split("/")))
        case "profile":
            return document.profile(place)
        case "change" | "percent" | "reason":
            return _movement(document, kind, *place.split("/"))
    address = Address(*place.split("/"))
    if address.column in document.edition.tables[address.table].written:
        return document.text(address)
    return show(document.value(address) or 0)


def slot_amount(document: Disclosed, slot: str) -> Fen | None:
    """The amount behind a slot of a cell or a sum; None when the cell is blank."""
    kind, _, place = slot.rpartition(":")
    if kind == "sum":
        return record_sum(document, *place.split("/"))
    return document.value(Address(*place.split("/")))


def drawn_from(document: Disclosed, slot: str) -> Iterator[Address]:
    """The cells that the words of a slot come from; none for what stands in no table."""
    kind, _, place = slot.rpartition(":")
    if slot == PROJECTS:
        yield from (project_cell(document, project.key, BUDGET) for project in public_projects(document))
    elif "/" in place:
        table, *rest = place.split("/")
        match kind, rest:
            case "lines", [side]:
                yield from (address for _, address in _numbered(document, table, side))
            case (("items" | "classes"), [column]):
                yield from (at for _, at in _coded(document, table, column, classes=kind == "classes"))
            case "sum", [column]:
                yield from (address for _, address in _single(document, table, column))
            case "reason", [row]:
                yield Address(table, row, REASON)
            case (("change" | "percent"), [row]):
                yield from (Address(table, row, column) for column in (BEFORE, NOW))
            case "", [row, column]:
                yield Address(table, row, column)


def is_total(name: str) -> bool:
    """Whether a record of that name is a sum of others (小计, 合计)."""
    return "".join(name.split()).endswith(TOTALS)


def record_sum(document: Disclosed, table: str, column: str) -> Fen:
    """The amounts of a column of records, without the records that are sums themselves; none give zero."""
    return sum(document.value(address) or 0 for _, address in _single(document, table, column))


def percent(part: Fen, whole: Fen, places: int = 2) -> str:
    """How much `part` is of `whole` in per cent, as it is printed; blank when the whole is zero."""
    if not whole:
        return ""
    return str((Decimal(abs(part)) * 100 / abs(whole)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _movement(document: Disclosed, kind: str, table: str, row: str) -> str:
    before, now = (document.value(Address(table, row, column)) for column in (BEFORE, NOW))
    if before is None and not now and any(document.value(Address(table, r.key, BEFORE)) for r in document.lines(table)):
        before = 0
    if before is None:
        return ""
    more = (now or 0) - before
    match kind:
        case "change" if not more:
            return "持平"
        case "change":
            return f"{'增加' if more > 0 else '减少'}{show(abs(more))}万元"
        case "percent" if more and before:
            return f"{'增长' if more > 0 else '降低'}{percent(more, before)}%"
        case "reason" if more:
            return document.text(Address(table, row, REASON))
    return ""


def _lines(document: Disclosed, table: str, side: str) -> Iterator[str]:
    for line, address in _numbered(document, table, side):
        yield f"{LEAD.sub('', line.label)}{show(document.value(address) or 0)}万元"


def _items(document: Disclosed, table: str, column: str, *, classes: bool = False) -> Iterator[str]:
    """The rows of codes with an amount: those at the bottom, or those of the classes at the top."""
    for line, address in _coded(document, table, column, classes=classes):
        fen = document.value(address)
        if fen:
            yield f"{line.label}{show(fen)}万元"


_Cells = Iterator[tuple[Line, Address]]


def _numbered(document: Disclosed, table: str, side: str) -> _Cells:
    """The numbered lines of a side."""
    column = document.edition.tables[table].money_ids[side][0]
    for line in document.lines(table):
        if line.side == side and line.numbered:
            yield line, Address(table, line.key, column)


def _coded(document: Disclosed, table: str, column: str, *, classes: bool) -> _Cells:
    """The rows of codes: those at the bottom, or those of the classes at the top."""
    for line in document.lines(table):
        address = Address(table, line.key, column)
        if line.code and (line.level == 1 if classes else not document.is_computed(address)):
            yield line, address


def _single(document: Disclosed, table: str, column: str) -> _Cells:
    """The records that are no sums of others."""
    first = next(iter(document.edition.tables[table].written))
    for line in document.lines(table):
        if not is_total(document.text(Address(table, line.key, first))):
            yield line, Address(table, line.key, column)
