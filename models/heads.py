"""The heads of the disclosures in the data file, each under a seal over it, its entries and its history."""

from __future__ import annotations

import sqlite3
from typing import Any

from peewee import JOIN, Expression

from models.content import sum_of
from models.errors import Trouble
from models.log import followed
from models.records import Head, Listed, State, Unit
from models.seal import seal_of, total
from models.sqlite import (
    ATTACHMENT,
    CELL,
    DAMAGED,
    DISCLOSURE,
    ERRORS,
    HISTORY,
    LINE,
    SETTING,
    TEXT,
    UNIT,
    Database,
    primary_code,
)

NOTHING = total(())
"""The sum over no entries."""
_COLUMNS = "disclosure.id, code, name, year, kind, edition, state, created, changed, entries, link"
# A unit that is gone breaks the seal; it must not take the disclosure out of sight.
_SEALED = f"SELECT {_COLUMNS}, seal FROM disclosure LEFT JOIN unit ON unit.id = unit_id"


def select_heads(database: Database, where: Expression | None = None) -> tuple[Listed, ...]:
    """The heads that fulfil the condition, the one changed last first."""
    query = (
        DISCLOSURE.select(
            DISCLOSURE.c.id,
            UNIT.c.code,
            UNIT.c.name,
            DISCLOSURE.c.year,
            DISCLOSURE.c.kind,
            DISCLOSURE.c.edition,
            DISCLOSURE.c.state,
            DISCLOSURE.c.created,
            DISCLOSURE.c.changed,
            DISCLOSURE.c.entries,
            DISCLOSURE.c.link,
            DISCLOSURE.c.seal,
        )
        .join(UNIT, JOIN.LEFT_OUTER, on=UNIT.c.id == DISCLOSURE.c.unit_id)
        .order_by(DISCLOSURE.c.changed.desc(), DISCLOSURE.c.id)
    )
    if where is not None:
        query = query.where(where)
    return tuple(_listed(row) for row in query.tuples().execute(database))


def find_head(database: Database, unit: Unit, year: int, kind: str, edition: str) -> Head | None:
    """The disclosure of this unit in this edition: of the same code, or name where one of the two has no code."""
    same_year = (DISCLOSURE.c.year == year) & (DISCLOSURE.c.kind == kind) & (DISCLOSURE.c.edition == edition)
    same_unit = UNIT.c.name == unit.name
    if unit.code:
        same_unit = (UNIT.c.code == unit.code) | ((UNIT.c.code == "") & same_unit)
    found = [listed.head for listed in select_heads(database, same_year & same_unit)]
    # A unit of the same code comes before one of the same name without code.
    return next((head for head in found if head.unit.code == unit.code), found[0] if found else None)


def unknown(database: Database, disclosure: str) -> Trouble:
    """What is said when there is no disclosure of that id; it names ids there are."""
    ids = [listed.head.id for listed in select_heads(database)]
    if not ids:
        return Trouble(f"没有编号为“{disclosure}”的预算公开。", "现在一份也没有，请先新建或导入。")
    shown = "、".join(ids[:5])
    return Trouble(f"没有编号为“{disclosure}”的预算公开。", f"现有 {len(ids)} 份，最近改动的是：{shown}。")


def insert_head(database: Database, head: Head, now: str) -> None:
    """Add an empty disclosure, and its unit where it is new."""
    unit = head.unit
    UNIT.insert(code=unit.code, name=unit.name).on_conflict_ignore().execute(database)
    (unit_id,) = (
        UNIT.select(UNIT.c.id).where((UNIT.c.code == unit.code) & (UNIT.c.name == unit.name)).tuples().execute(database)
    )[0]
    DISCLOSURE.insert(
        id=head.id,
        unit_id=unit_id,
        year=head.year,
        kind=head.kind,
        edition=head.edition,
        state=head.state,
        created=now,
        changed=now,
        entries=NOTHING,
    ).execute(database)
    seal(database, head.id)


def remove_disclosure(database: Database, disclosure: str) -> bool:
    """Take out the disclosure of that id with everything in it; False when there is none."""
    for table in (CELL, LINE, TEXT, HISTORY, ATTACHMENT):
        table.delete().where(table.c.disclosure_id == disclosure).execute(database)
    return bool(DISCLOSURE.delete().where(DISCLOSURE.c.id == disclosure).execute(database))


def sums(database: Database, disclosure: str) -> tuple[str, str] | None:
    """The sum over the entries of the disclosure and the last link of its history; None when it is unknown."""
    row = database.connection().execute("SELECT entries, link FROM disclosure WHERE id = ?", (disclosure,)).fetchone()
    return None if row is None else (row[0], row[1])


def update_head(
    database: Database, disclosure: str, changed: str, state: State | None, entries: str, link: str
) -> None:
    """Write down when the disclosure was changed, its new state if it got one, and the sums over what it holds now."""
    database.connection().execute(
        "UPDATE disclosure SET changed = ?, state = coalesce(?, state), entries = ?, link = ? WHERE id = ?",
        (changed, state, entries, link, disclosure),
    )
    seal(database, disclosure)


def seal(database: Database, disclosure: str) -> None:
    """Put the seal anew on what stands now."""
    connection = database.connection()
    (*values, _) = connection.execute(f"{_SEALED} WHERE disclosure.id = ?", (disclosure,)).fetchone()
    connection.execute("UPDATE disclosure SET seal = ? WHERE id = ?", (seal_of(*values), disclosure))


def is_sealed(connection: sqlite3.Connection, disclosure: str) -> bool:
    """Whether the disclosure, its entries and its history are as they were written."""
    try:
        row = connection.execute(f"{_SEALED} WHERE disclosure.id = ?", (disclosure,)).fetchone()
        if row is None:
            return False
        *values, kept = row
        *_, entries, link = values
        whole = sum_of(connection, disclosure) == entries and followed(connection, disclosure) == link
        return bool(whole and seal_of(*values) == kept)
    except ERRORS as error:
        if primary_code(error) in DAMAGED:
            return False
        raise


def altered(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The ids of the disclosures that are not as they were written."""
    ids = [id_ for (id_,) in connection.execute("SELECT id FROM disclosure ORDER BY id").fetchall()]
    return tuple(id_ for id_ in ids if not is_sealed(connection, id_))


def altered_settings(database: Database) -> tuple[str, ...]:
    """The names of the settings that are not as they were written."""
    rows = SETTING.select(SETTING.c.name, SETTING.c.value, SETTING.c.seal).tuples().execute(database)
    return tuple(name for name, value, seal in rows if seal != seal_of(name, value))


def _listed(row: tuple[Any, ...]) -> Listed:
    *values, kept = row
    id_, code, name, year, kind, edition, state, _, changed, *_ = values
    if seal_of(*values) == kept:
        return Listed(Head(id_, Unit(code, name), year, kind, edition, State(state)), changed)
    # Damaged bytes may give a field another type.
    unit = Unit(_text(code), _text(name))
    head = Head(_text(id_), unit, year if isinstance(year, int) else 0, _text(kind), _text(edition))
    return Listed(head, _text(changed), sound=False)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
