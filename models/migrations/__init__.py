"""The steps that lead from an empty file to the present schema, each one exclusive transaction of raw SQL."""

from __future__ import annotations

from collections.abc import Sequence

from models.migrations import step_1, step_2, step_3
from models.sqlite import Database

Step = Sequence[str]
"""The SQL statements of one step. They never go through live table definitions: those change, a step does not."""

STEPS: tuple[Step, ...] = (step_1.STATEMENTS, step_2.STATEMENTS, step_3.STATEMENTS)
"""Step number n leads from version n-1 to version n. Append only."""


def version_of(database: Database) -> int:
    """The schema version of an open database; 0 for an empty file."""
    return int(database.pragma("user_version"))


def migrate(database: Database, steps: Sequence[Step]) -> None:
    """Run the steps the database has not seen. A step that fails leaves schema, data and version as before it."""
    for number in range(version_of(database) + 1, len(steps) + 1):
        with database.atomic("EXCLUSIVE"):
            for statement in steps[number - 1]:
                database.connection().execute(statement)
            database.connection().execute(f"PRAGMA user_version = {number}")
