"""The slots of drafted sentences, `{T1/income.total/amount}` and the like: their form, and whether they lead on."""

from __future__ import annotations

import re

from forms.form.model import Edition, Section, Table

_FIRST_SLOT = re.compile(r"[\[{]")
_LEAD = 10
"""So many characters of a drafted paragraph tell that it belongs to its section."""
SLOT = re.compile(r"\{([^{}]+)\}")
_CELL = re.compile(r"(?:[a-z]+:)?[A-Z]\w*/[^\s{}]+")
UNIT, PROJECTS = "unit", "projects"
"""The name of the unit, and the projects with their budgets."""
MOVEMENT = {"change", "percent", "reason"}
"""What is told of a row of a table that sets this year beside the last."""
NOW, BEFORE, REASON = "now", "before", "reason"
"""The columns of such a table: this year's amount, last year's, the reason of the difference."""


def leads(section: Section) -> tuple[str, ...]:
    """The set words that the drafted paragraphs of a section begin with, by which it is known without its heading."""
    words = (_FIRST_SLOT.split(draft)[0][:_LEAD] for draft in section.draft)
    return tuple(lead for lead in words if len(lead) == _LEAD)


def slots_in(text: str) -> list[str]:
    """The slots of a text that name a cell; one that is a cell and nothing else is a slot by itself."""
    return [text] if _CELL.fullmatch(text) else [slot for slot in SLOT.findall(text) if "/" in slot]


def unknown_slots(edition: Edition, section: Section) -> list[str]:
    """The slots of a section's drafts that name no table, row or column of the edition."""
    slots = [slot for text in (*section.draft, *section.draft_zero) for slot in SLOT.findall(text)]
    return [slot for slot in (*slots, *filter(None, [section.zero_when])) if not is_known(edition, slot)]


def is_known(edition: Edition, slot: str) -> bool:
    """Whether something stands behind a slot in that edition."""
    return not missing(edition, slot)


def missing(edition: Edition, slot: str) -> str:
    """What a slot names that the edition does not have: TABLE, TABLE/ROW or TABLE//COLUMN, another slot as it is
    written; blank where something stands behind it."""
    kind, _, place = slot.rpartition(":")
    name, *rest = place.split("/")
    table = edition.tables.get(name)
    if slot in (UNIT, PROJECTS) or (kind == "profile" and place in edition.profile):
        return ""
    if table is None:
        return name if rest else slot
    if _leads(table, kind, rest):
        return ""
    match kind, rest:
        case "", [row, column]:
            return f"{name}//{column}" if _has_row(table, row) else f"{name}/{row}"
        case kind, [row] if kind in MOVEMENT:
            return f"{name}/{row}"
    return slot


def _has_row(table: Table, row: str) -> bool:
    return row in table.row_by_key or table.layout in ("codes", "records")


def _leads(table: Table, kind: str, rest: list[str]) -> bool:
    """Whether what a slot names of a table is there."""
    columns = {column for ids in table.money_ids.values() for column in ids}
    match kind, rest:
        case "lines", [side]:
            return side in table.sides
        case (("items" | "classes" | "sum"), [column]):
            return column in columns
        case "", [row, column]:
            return _has_row(table, row) and (column in columns or column in table.written)
        case kind, [row] if kind in MOVEMENT:
            return row in table.row_by_key and {NOW, BEFORE} <= columns and REASON in table.written
    return False
