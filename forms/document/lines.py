"""The rows of a table as they stand in a disclosure: fixed lines, codes in order under their total, free records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from forms.form.catalogue import Catalogue
from forms.form.model import Table
from models.records import RowEntry

TOTAL = "total"
_COPY = "#"
"""A code met twice in one table gets the keys `2060101` and `2060101#2`."""


Sums = Literal["", "group", "all"]
"""What a record adds up: nothing, the records of its group (小计), or all records of its table (合计)."""
_GRAND = ("合计", "总计")


class Line(NamedTuple):
    """One row. `code` is blank and `level` 0 for the total and for fixed lines; 类 is level 1, 款 2, 项 3."""

    key: str
    label: str
    code: str = ""
    level: int = 0
    side: str = ""
    class_code: str = ""
    numbered: bool = False
    sums: Sums = ""


def code_of(key: str) -> str:
    """The code a row key stands for."""
    return key.partition(_COPY)[0]


def copy_key(code: str, number: int) -> str:
    """The key of the n-th row of the same code."""
    return code if number == 1 else f"{code}{_COPY}{number}"


def fixed_lines(table: Table, labels: Mapping[str, RowEntry]) -> tuple[Line, ...]:
    """The declared lines, under the labels a file gave them when it gave others."""
    return tuple(
        Line(
            key=row.key,
            label=_label(labels.get(row.key), row.label),
            side=row.side,
            class_code=row.class_code,
            numbered=row.numbered,
        )
        for row in table.rows
    )


def code_lines(table: Table, rows: Mapping[str, RowEntry], catalogue: Catalogue) -> tuple[Line, ...]:
    """The rows of codes, in the order of a file that had its own, else by code; the total stands above or below."""
    total = Line(TOTAL, _label(rows.get(TOTAL), table.row_by_key[TOTAL].label))
    lines = [] if table.total_last else [total]
    for key, entry in sorted(rows.items(), key=_place):
        if key != TOTAL:
            code = code_of(key)
            lines.append(Line(key, _label(entry, catalogue.name(code) or ""), code, catalogue.level(code)))
    return (*lines, total) if table.total_last else tuple(lines)


def record_lines(rows: Mapping[str, RowEntry], totals: Mapping[str, str]) -> tuple[Line, ...]:
    """The free rows of a table of records in their order; their keys are numbers that never change.

    `totals` are the names of those that add others up. A bare 合计 is the sum of all, unless there are several of them.
    """
    names = {key: "".join(name.split()) for key, name in totals.items()}
    counts = Counter(names.values())
    sums: dict[str, Sums] = {
        key: "all" if name in _GRAND and counts[name] == 1 else "group" for key, name in names.items()
    }
    order = sorted(rows, key=lambda key: (rows[key].order or int(key), int(key)))
    return tuple(Line(key, "", sums=sums.get(key, "")) for key in order)


def groups(lines: Sequence[Line]) -> dict[str, list[str]]:
    """The keys of the records that each 小计 and 合计 adds up.

    A group stands under its 小计 where the first record, a 合计 aside, is one, and above it everywhere else. A 小计
    beside another one has no group: what it adds up is not to be told.
    """
    parts = [line for line in lines if line.sums != "all"]
    leads = bool(parts) and bool(parts[0].sums)
    found = {line.key: [other.key for other in lines if not other.sums] for line in lines if line.sums == "all"}
    group: list[str] = []
    for line in parts if leads else reversed(parts):
        if line.sums:
            group = found[line.key] = []
        else:
            group.append(line.key)
    return found


def children(lines: Iterable[Line], lengths: tuple[int, ...]) -> dict[str, list[str]]:
    """The keys of the rows right under each row; the total holds the rows that have no parent in the table.

    A 项 whose 款 is missing counts under its 类, so that one missing row does not look like a wrong sum everywhere.
    """
    found: dict[str, list[str]] = {TOTAL: []}
    codes = {line.code: line.key for line in reversed(list(lines)) if line.code}
    for line in lines:
        if line.code:
            above = (codes.get(line.code[:n]) for n in reversed(lengths) if n < len(line.code))
            found.setdefault(next(filter(None, above), TOTAL), []).append(line.key)
    return found


def _label(entry: RowEntry | None, standard: str) -> str:
    return entry.label if entry and entry.label is not None else standard


def _place(item: tuple[str, RowEntry]) -> tuple[bool, int, str]:
    key, entry = item
    return (entry.order is None, entry.order or 0, key)
