"""What a person can do to the rows of a table of records: adding, moving, copying them, and sums of several of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from forms.document.document import Document
from forms.document.projects import owner_of
from models.records import Address, CellChange, CellEntry, Change, RowAddress, RowChange, RowEntry


def add_records(document: Document, table: str, count: int, before: str | None = None) -> tuple[RowChange, ...]:
    """So many blank rows above the row `before`, or at the end; `new_keys` tells which of the changes they are."""
    keys = [line.key for line in document.lines(table)]
    at = keys.index(before) if before else len(keys)
    return _in_order(document, table, [*keys[:at], *_fresh(document, table, count), *keys[at:]])


def new_keys(changes: Iterable[Change]) -> list[str]:
    """The keys of the rows that come into being by these changes, in their order."""
    return [c.key.row for c in changes if isinstance(c, RowChange) and c.old is None]


def move_record(document: Document, table: str, key: str, by: int, among: Sequence[str] = ()) -> tuple[RowChange, ...]:
    """Let a record change places with the one above it (`by` -1) or below it (1); nothing at either end.

    `among` holds the keys of those it moves among, where that is not the whole table.
    """
    order = [line.key for line in document.lines(table)]
    among = among or order
    there = among.index(key) + by
    if not 0 <= there < len(among):
        return ()
    other = {key: among[there], among[there]: key}
    return _in_order(document, table, [other.get(one, one) for one in order])


def copy_record(document: Document, table: str, key: str) -> tuple[Change, ...]:
    """A record once more at the end of its table."""
    added = add_records(document, table, 1)
    (new,) = new_keys(added)
    columns = (column.id for column in document.edition.tables[table].columns)
    return (*added, *copied_cells(document, RowAddress(table, key), RowAddress(table, new), columns))


def copied_cells(source: Document, row: RowAddress, to: RowAddress, columns: Iterable[str]) -> Iterator[CellChange]:
    """What stands in these columns of a record of `source`, entered in a new record as if it had been typed there."""
    for column in columns:
        entry = source.cells.get(Address(*row, column))
        if entry is not None:
            yield CellChange(Address(*to, column), None, replace(entry, origin="typed"))


def add_subtotal(document: Document, table: str, name: str, keys: Sequence[str]) -> tuple[Change, ...]:
    """A 小计 of that name for neighbouring records: above them, as the form prints it, or below as others stand here.

    The program adds it up, as far as the next 小计. Nothing where it would be the first one, but not above the first
    record: a table whose records come before their 小计 is read the other way round.
    """
    lines = document.lines(table)
    order = [line.key for line in lines]
    parts = [line for line in lines if line.sums != "all"]
    if not any(line.sums for line in parts) and parts[0].key not in keys:
        return ()
    below = not parts[0].sums and any(line.sums for line in parts)
    at = max(map(order.index, keys)) + 1 if below else min(map(order.index, keys))
    return _named(document, table, f"{name}小计", order[at] if at < len(order) else None)


def add_total(document: Document, table: str) -> tuple[Change, ...]:
    """The 合计 of all records above them; nothing where there is one, or nothing to add up."""
    lines = document.lines(table)
    if not lines or any(line.sums == "all" for line in lines):
        return ()
    return _named(document, table, "合计", lines[0].key)


def _fresh(document: Document, table: str, count: int) -> list[str]:
    """Keys that no row has and no indicator refers to."""
    used = [int(line.key) for line in document.lines(table)]
    roles = document.edition.roles
    if table == roles.projects:
        owners = (owner_of(document, line.key) for line in document.lines(roles.indicators))
        used += [int(owner) for owner in owners if owner.isdecimal()]
    first = max(used, default=0) + 1
    return [str(first + number) for number in range(count)]


def _in_order(document: Document, table: str, keys: Sequence[str]) -> tuple[RowChange, ...]:
    """The rows in this order; those that do not stand come into being.

    The places that stand are dealt out anew, with more behind them for new rows, so that only rows that move change.
    """
    standing: Mapping[str, RowEntry] = {key: entry for key in keys if (entry := document.row_entry(table, key))}
    taken = {key: entry.order or int(key) for key, entry in standing.items()}
    places = sorted(set(taken.values()))
    last = places[-1] if places else 0
    places += range(last + 1, last + 1 + len(keys) - len(places))
    changes = []
    for key, place in zip(keys, places, strict=True):
        if taken.get(key) != place:
            old = standing.get(key)
            changes.append(RowChange(RowAddress(table, key), old, RowEntry(old.label if old else None, place)))
    return tuple(changes)


def _named(document: Document, table: str, name: str, before: str | None) -> tuple[Change, ...]:
    rows = add_records(document, table, 1, before)
    (key,) = new_keys(rows)
    return (*rows, CellChange(Address(table, key, document.edition.tables[table].naming), None, CellEntry(text=name)))
