"""Changes: those between two contents, written down as JSON for the history, read back, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from models.records import (
    Address,
    CellChange,
    CellEntry,
    Change,
    Content,
    Logged,
    RowAddress,
    RowChange,
    RowEntry,
    TextChange,
)

K = TypeVar("K")
V = TypeVar("V")


def dump_changes(changes: Iterable[Change]) -> str:
    """The changes as a JSON list, one object each: `cell`, `row` or `text` says where, `old` and `new` what stood.

    A cell entry is `[fen, text, origin]`, a row entry `[label, order]`, a text itself; `null` is blank. Amounts are
    JSON integers in 分, which Python writes and reads exactly.
    """
    return json.dumps([_dump(change) for change in changes], ensure_ascii=False, separators=(",", ":"))


def load_changes(text: str) -> tuple[Change, ...]:
    """The changes that `dump_changes` wrote."""
    return tuple(_load(change) for change in json.loads(text))


def taken_back(content: Content, operations: Iterable[Logged]) -> Content:
    """The content as it was before these operations, the newest of which comes first."""
    cells, rows, texts = dict(content.cells), dict(content.rows), dict(content.texts)
    for operation in operations:
        for change in reversed(operation.changes):
            match change:
                case CellChange(cell, entry):
                    _put(cells, cell, entry)
                case RowChange(row, line):
                    _put(rows, row, line)
                case TextChange(slot, text):
                    _put(texts, slot, text)
    return Content(cells, rows, texts)


def replacing(old: Content, new: Content) -> tuple[Change, ...]:
    """The changes that turn one content into another."""
    changes: list[Change] = []
    for address in {**old.cells, **new.cells}:
        changes.append(CellChange(address, old.cells.get(address), new.cells.get(address)))
    for row in {**old.rows, **new.rows}:
        changes.append(RowChange(row, old.rows.get(row), new.rows.get(row)))
    for slot in {**old.texts, **new.texts}:
        changes.append(TextChange(slot, old.texts.get(slot), new.texts.get(slot)))
    return tuple(change for change in changes if change.old != change.new)


def made_by(history: Sequence[Logged]) -> Content:
    """What these operations, the oldest first, make of an empty disclosure."""
    cells: dict[Address, CellEntry] = {}
    rows: dict[RowAddress, RowEntry] = {}
    texts: dict[str, str] = {}
    for operation in history:
        for change in operation.changes:
            match change:
                case CellChange(cell, _, entry):
                    _put(cells, cell, entry)
                case RowChange(row, _, line):
                    _put(rows, row, line)
                case TextChange(slot, _, text):
                    _put(texts, slot, text)
    return Content(cells, rows, texts)


def deviations(content: Content, operations: Iterable[Logged]) -> int:
    """In how many places a disclosure is not what its operations made of an empty one; the newest of them comes first.

    Counted are changes that do not begin with what stood there, and entries that no change left so.
    """
    cells: dict[Address, CellEntry] = {}
    rows: dict[RowAddress, RowEntry] = {}
    texts: dict[str, str] = {}
    broken = 0
    for operation in reversed(tuple(operations)):
        for change in operation.changes:
            match change:
                case CellChange(cell, old, new):
                    broken += cells.get(cell) != old
                    _put(cells, cell, new)
                case RowChange(row, line, now):
                    broken += rows.get(row) != line
                    _put(rows, row, now)
                case TextChange(slot, text, said):
                    broken += texts.get(slot) != text
                    _put(texts, slot, said)
    return broken + _unlike(cells, content.cells) + _unlike(rows, content.rows) + _unlike(texts, content.texts)


def _unlike(made: Mapping[K, V], stands: Mapping[K, V]) -> int:
    return sum(made.get(key) != stands.get(key) for key in {**made, **stands})


def _put(entries: dict[K, V], key: K, value: V | None) -> None:
    if value is None:
        entries.pop(key, None)
    else:
        entries[key] = value


def _dump(change: Change) -> Mapping[str, Any]:
    match change:
        case CellChange():
            return {"cell": change.key, "old": _dump_cell(change.old), "new": _dump_cell(change.new)}
        case RowChange():
            return {"row": change.key, "old": _dump_row(change.old), "new": _dump_row(change.new)}
        case TextChange():
            return {"text": change.key, "old": change.old, "new": change.new}


def _dump_cell(entry: CellEntry | None) -> list[int | str | None] | None:
    return None if entry is None else [entry.fen, entry.text, entry.origin]


def _dump_row(entry: RowEntry | None) -> list[int | str | None] | None:
    return None if entry is None else [entry.label, entry.order]


def _load(change: Mapping[str, Any]) -> Change:
    old, new = change["old"], change["new"]
    if "cell" in change:
        return CellChange(Address(*change["cell"]), old and CellEntry(*old), new and CellEntry(*new))
    if "row" in change:
        return RowChange(RowAddress(*change["row"]), old and RowEntry(*old), new and RowEntry(*new))
    return TextChange(change["text"], old, new)
