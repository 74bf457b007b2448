"""Right records of bodies of many kinds, `records/bodies.toml`: a project with its indicators, and what it buys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from forms.document.document import Document
from forms.edit.cells import enter
from forms.edit.records import add_records
from forms.form.load import edition
from models.records import Address, Head, Unit

_FILE = Path(__file__).parent / "records" / "bodies.toml"
_INDICATOR = ("level1", "level2", "level3", "description", "value", "basis")
_BOUGHT = ("project", "budget", "goods", "catalogue", "measure", "quantity", "price", "total")


@cache
def bodies() -> tuple[dict[str, Any], ...]:
    """Every body of the file."""
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))["body"])


def with_records(body: dict[str, Any]) -> Document:
    """A begun disclosure of the body with its records."""
    form = edition(body["year"], body["kind"])
    document = Document(Head("1", Unit("131", body["unit"]), body["year"], body["kind"], form.id), form)
    project = body["project"]
    _add(document, "X5", {**project, "title": f"{project['name']}绩效目标表"})
    owner = document.lines("X5")[-1].key
    for row in body["indicator"]:
        _add(document, "X5I", {"project": owner, **dict(zip(_INDICATOR, row.split("|"), strict=True))})
    for row in body.get("bought", ()):
        values = dict(zip(_BOUGHT, row.split("|"), strict=True))
        _add(document, "X2", {**values, "general": values["total"]})
    return document


def _add(document: Document, table: str, values: Mapping[str, str]) -> None:
    document.apply("增加行", add_records(document, table, 1))
    key = document.lines(table)[-1].key
    known = {column.id for column in document.edition.tables[table].columns}
    texts = {Address(table, key, column): text for column, text in values.items() if column in known}
    document.apply("填写", enter(document, texts))
