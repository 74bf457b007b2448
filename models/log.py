"""The history in the data file: entries appended, each linked to the one before it, read back and followed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from typing import Any

from models.history import dump_changes, load_changes
from models.records import Logged, OperationKind, State
from models.seal import link_of
from models.sqlite import HISTORY, Database

UNREADABLE = "（这一步的内容已损坏，读不出来）"


def append(database: Database, disclosure: str, entry: Logged, previous: str) -> str:
    """Write an entry behind the one whose link is `previous` (blank: it is the first); returns its own link."""
    # Both versions of a text stand in one entry: compressed they take little more than what differs.
    changes = zlib.compress(dump_changes(entry.changes).encode())
    values = (disclosure, entry.time, entry.kind, entry.state, entry.digest, entry.who, entry.name)
    link = link_of(previous, changes, *values)
    database.connection().execute(
        "INSERT INTO history (disclosure_id, time, kind, state, digest, who, name, changes, link)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, changes, link),
    )
    return link


def followed(connection: sqlite3.Connection, disclosure: str) -> str | None:
    """The link of the last entry, blank where there is none; None when the entries do not follow from each other."""
    link = ""
    rows = connection.execute(
        "SELECT link, changes, disclosure_id, time, kind, state, digest, who, name FROM history"
        " WHERE disclosure_id = ? ORDER BY id",
        (disclosure,),
    )
    for kept, changes, *values in rows:
        if not isinstance(changes, bytes) or link_of(link, changes, *values) != kept:
            return None
        link = kept
    return link


def relink(database: Database, disclosure: str) -> str:
    """Link the entries anew as they stand, those that cannot be read any more as empty ones; returns the last link."""
    connection = database.connection()
    link = ""
    rows = connection.execute(
        "SELECT id, changes, disclosure_id, time, kind, state, digest, who, name FROM history"
        " WHERE disclosure_id = ? ORDER BY id",
        (disclosure,),
    ).fetchall()
    for number, changes, *values in rows:
        if not _is_readable(changes, *values):
            changes = zlib.compress(dump_changes(()).encode())
            values = [disclosure, "", OperationKind.EDIT, None, None, "", UNREADABLE]
        link = link_of(link, changes, *values)
        connection.execute("DELETE FROM history WHERE id = ?", (number,))
        connection.execute(
            "INSERT INTO history (id, changes, disclosure_id, time, kind, state, digest, who, name, link)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, changes, *values, link),
        )
    return link


def _is_readable(changes: object, *values: object) -> bool:
    try:
        _entry(changes, *values[1:])
    except (ValueError, KeyError, TypeError, IndexError, zlib.error):
        return False
    return True


def logged(database: Database, disclosure: str, after: int = 0, newest: int | None = None) -> tuple[Logged, ...]:
    """The operations on the disclosure behind entry `after` of the history, newest first; at most so many of the
    newest."""
    columns = (HISTORY.c.changes, HISTORY.c.time, HISTORY.c.kind, HISTORY.c.state)
    rows = (
        HISTORY.select(*columns, HISTORY.c.digest, HISTORY.c.who, HISTORY.c.name)
        .where((HISTORY.c.disclosure_id == disclosure) & (HISTORY.c.id > after))
        .order_by(HISTORY.c.id.desc())
        .limit(newest)
        .tuples()
        .execute(database)
    )
    return tuple(_entry(*row) for row in rows)


def _entry(changes: Any, time: Any, kind: Any, state: Any, digest: Any, who: Any, name: Any) -> Logged:
    made = load_changes(zlib.decompress(changes).decode())
    return Logged(time, name, made, OperationKind(kind), None if state is None else State(state), who, digest)


def last_name(database: Database, disclosure: str, kinds: Sequence[OperationKind]) -> str | None:
    """The name of the last operation of one of these kinds; None when there was none."""
    rows = (
        HISTORY.select(HISTORY.c.name)
        .where((HISTORY.c.disclosure_id == disclosure) & HISTORY.c.kind.in_([str(kind) for kind in kinds]))
        .order_by(HISTORY.c.id.desc())
        .limit(1)
        .tuples()
        .execute(database)
    )
    return next((name for (name,) in rows), None)


def last(database: Database, disclosure: str, kind: OperationKind) -> int | None:
    """The entry of the history that holds the last operation of that kind."""
    rows = (
        HISTORY.select(HISTORY.c.id)
        .where((HISTORY.c.disclosure_id == disclosure) & (HISTORY.c.kind == kind))
        .order_by(HISTORY.c.id.desc())
        .limit(1)
        .tuples()
        .execute(database)
    )
    return next((number for (number,) in rows), None)
