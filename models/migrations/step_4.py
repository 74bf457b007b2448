"""Step 4: a changed byte is noticed: a sum over the entries, a chain through the history, seals on heads and settings.

An entry of the history also says who did it and, where a state was given, the state of the data by its SHA-256; its
changes are kept compressed. What stood before this step is taken as it stands.
"""

from __future__ import annotations

import sqlite3
import zlib

from models.seal import entry_sum, link_of, seal_of, total

_ENTRIES = (
    "SELECT 'cell', tbl, row, col, fen, text, origin FROM cell WHERE disclosure_id = ?",
    "SELECT 'line', tbl, row, label, place FROM line WHERE disclosure_id = ?",
    "SELECT 'text', slot, body FROM text WHERE disclosure_id = ?",
)


def _log(connection: sqlite3.Connection) -> None:
    """The history is made anew, every entry linked to the one before it."""
    links: dict[str, str] = {}
    rows = connection.execute("SELECT id, disclosure_id, time, kind, state, name, changes FROM history ORDER BY id")
    for number, disclosure, time, kind, state, name, changes in rows.fetchall():
        packed = zlib.compress(changes.encode())
        link = link_of(links.get(disclosure, ""), packed, disclosure, time, kind, state, None, "", name)
        links[disclosure] = link
        connection.execute(
            "INSERT INTO history_4 VALUES (?, ?, ?, ?, ?, NULL, '', ?, ?, ?)",
            (number, disclosure, time, kind, state, name, packed, link),
        )


def _seals(connection: sqlite3.Connection) -> None:
    heads = connection.execute(
        "SELECT disclosure.id, code, name, year, kind, edition, state, created, changed"
        " FROM disclosure JOIN unit ON unit.id = unit_id"
    )
    for disclosure, *head in heads.fetchall():
        rows = [row for query in _ENTRIES for row in connection.execute(query, (disclosure,))]
        entries = total(entry_sum(*row) for row in rows)
        last = connection.execute(
            "SELECT link FROM history_4 WHERE disclosure_id = ? ORDER BY id DESC LIMIT 1", (disclosure,)
        ).fetchone()
        link = last[0] if last else ""
        connection.execute(
            "UPDATE disclosure SET entries = ?, link = ?, seal = ? WHERE id = ?",
            (entries, link, seal_of(disclosure, *head, entries, link), disclosure),
        )
    for name, value in connection.execute("SELECT name, value FROM setting").fetchall():
        connection.execute("INSERT INTO setting_4 VALUES (?, ?, ?)", (name, value, seal_of(name, value)))


STATEMENTS = (
    """
    CREATE TABLE history_4 (
        id            INTEGER PRIMARY KEY,
        disclosure_id TEXT NOT NULL REFERENCES disclosure (id),
        time    TEXT NOT NULL,
        kind    TEXT NOT NULL,
        state   TEXT,
        digest  TEXT,
        who     TEXT NOT NULL,
        name    TEXT NOT NULL,
        changes BLOB NOT NULL,
        link    TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE setting_4 (
        name  TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL,
        seal  TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "ALTER TABLE disclosure ADD COLUMN entries TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE disclosure ADD COLUMN link TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE disclosure ADD COLUMN seal TEXT NOT NULL DEFAULT ''",
    _log,
    _seals,
    "DROP TABLE history",
    "ALTER TABLE history_4 RENAME TO history",
    "CREATE INDEX history_of_disclosure ON history (disclosure_id, id)",
    "DROP TABLE setting",
    "ALTER TABLE setting_4 RENAME TO setting",
)
