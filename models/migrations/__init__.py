"""The steps that lead from an empty file to the present schema, each one exclusive transaction of raw SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import lru_cache

from models.migrations import step_1, step_2, step_3, step_4, step_5
from models.sqlite import Database

Step = Sequence[str | Callable[[sqlite3.Connection], None]]
"""What one step does in turn: SQL statements, and functions that run some where SQL alone cannot say it.

They never go through live table definitions: those change, a step does not.
"""

STEPS: tuple[Step, ...] = (
    step_1.STATEMENTS,
    step_2.STATEMENTS,
    step_3.STATEMENTS,
    step_4.STATEMENTS,
    step_5.STATEMENTS,
)
"""Step number n leads from version n-1 to version n. Append only."""


def version_of(database: Database) -> int:
    """The schema version of an open database; 0 for an empty file."""
    return int(database.pragma("user_version"))


def migrate(database: Database, steps: Sequence[Step]) -> None:
    """Run the steps the database has not seen. A step that fails leaves schema, data and version as before it."""
    for number in range(version_of(database) + 1, len(steps) + 1):
        with database.atomic("EXCLUSIVE"):
            _run(database.connection(), steps[number - 1])
            database.connection().execute(f"PRAGMA user_version = {number}")


def has_schema(connection: sqlite3.Connection, version: int) -> bool:
    """Whether the file has every table, column and index of that version of the schema, which is one we know."""
    return _schema_of_version(version) <= _schema(connection)


@lru_cache
def _schema_of_version(version: int) -> frozenset[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as made:
        for step in STEPS[:version]:
            _run(made, step)
        return _schema(made)


def _schema(connection: sqlite3.Connection) -> frozenset[tuple[object, ...]]:
    # The words of the SQL are not compared: versions of SQLite write them differently.
    return frozenset(
        connection.execute(
            'SELECT m.type, m.name, m.tbl_name, c.name, c.type, c."notnull", c.dflt_value, c.pk'
            " FROM sqlite_master AS m LEFT JOIN pragma_table_info(m.name) AS c"
        )
    )


def _run(connection: sqlite3.Connection, step: Step) -> None:
    for part in step:
        if isinstance(part, str):
            connection.execute(part)
        else:
            part(connection)
