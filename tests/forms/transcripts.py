"""The published tables as a person copied them, and the dump of a disclosure brought to the same shape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from tests.forms.books import DATA, TABLES

SIDES = {
    "T1": {"income": ["amount"], "expenditure": ["amount"]},
    "T4": {"income": ["amount"], "expenditure": ["total", "general", "fund", "capital"]},
}
"""The columns of each half of the tables of two sides, from left to right."""

Line = tuple[str, str, tuple[Decimal | None, ...]]
"""Code, label without blanks, amounts."""


@cache
def copied(name: str) -> Mapping[str, tuple[list[Line], list[str]]]:
    """The rows and the notes of each of the nine tables; the rows of the left side come before those of the right."""
    tables = json.loads((DATA / name / "transcript.json").read_text("utf-8"))["tables"][: len(TABLES)]
    return {key: (_copied_rows(key, table), table["notes"]) for key, table in zip(TABLES, tables, strict=True)}


def dumped(data: Mapping[str, Any]) -> Mapping[str, tuple[list[Line], list[str]]]:
    """The same of what `dump --json` says."""
    return {table["id"]: (_dumped_rows(table), table["notes"]) for table in data["tables"]}


def _copied_rows(key: str, table: Mapping[str, Any]) -> list[Line]:
    first = table["column_paths"][0]
    rows = [row[1:] if first == "序号" else row for row in table["rows"]]
    if key in SIDES:
        width = 1 + len(SIDES[key]["income"])
        return [_line("", *row[:width]) for row in rows if row[0]] + [
            _line("", *row[width:]) for row in rows if row[width]
        ]
    if key == "T9":
        return [_line("", *row) for row in rows]
    return [_line(*row) for row in rows if any(row)]


def _dumped_rows(table: Mapping[str, Any]) -> list[Line]:
    columns = [column["id"] for column in table["columns"]]
    sides = SIDES.get(table["id"], {"": columns})
    return [
        _line(row["code"] or "", row["label"], *(row["cells"].get(column, "") for column in ids))
        for side, ids in sides.items()
        for row in table["rows"]
        if row["key"].startswith(side)
    ]


def _line(code: str, label: str, *amounts: str) -> Line:
    return code, "".join(label.split()), tuple(Decimal(amount) if amount else None for amount in amounts)


def cells(tables: Mapping[str, tuple[Iterable[Line], Any]]) -> int:
    """How many amounts there are."""
    return sum(amount is not None for lines, _ in tables.values() for line in lines for amount in line[2])
