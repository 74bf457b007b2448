"""The slots of drafted sentences, `{T1/income.total/amount}` and the like: their form, and whether they lead on."""

from __future__ import annotations

import re

from forms.declare.model import Edition, Section

SLOT = re.compile(r"\{([^{}]+)\}")
UNIT, PROJECTS = "unit", "projects"
"""The name of the unit, and the projects with their budgets."""


def unknown_slots(edition: Edition, section: Section) -> list[str]:
    """The slots of a section's drafts that name no table, row or column of the edition."""
    slots = [slot for text in (*section.draft, *section.draft_zero) for slot in SLOT.findall(text)]
    return [slot for slot in (*slots, *filter(None, [section.zero_when])) if not _is_known(edition, slot)]


def _is_known(edition: Edition, slot: str) -> bool:
    if slot in (UNIT, PROJECTS):
        return True
    kind, _, place = slot.rpartition(":")
    name, *rest = place.split("/")
    table = edition.tables.get(name)
    if table is None:
        return False
    columns = {column for ids in table.money_ids.values() for column in ids}
    match kind, rest:
        case "lines", [side]:
            return side in table.sides
        case ("items" | "sum"), [column]:
            return column in columns
        case ("" | "change"), [row, column]:
            return row in table.row_by_key and column in columns
    return False
