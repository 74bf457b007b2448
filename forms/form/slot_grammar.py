"""The slots of drafted sentences, `{T1/income.total/amount}` and the like: their form, and whether they lead on."""

from __future__ import annotations

import re

from forms.form.model import Edition, Section

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
    if slot in (UNIT, PROJECTS):
        return True
    kind, _, place = slot.rpartition(":")
    if kind == "profile":
        return place in edition.profile
    name, *rest = place.split("/")
    table = edition.tables.get(name)
    if table is None:
        return False
    columns = {column for ids in table.money_ids.values() for column in ids}
    is_row = bool(rest) and (rest[0] in table.row_by_key or table.layout in ("codes", "records"))
    match kind, rest:
        case "lines", [side]:
            return side in table.sides
        case (("items" | "classes" | "sum"), [column]):
            return column in columns
        case "", [_, column]:
            return is_row and (column in columns or column in table.written)
        case kind, [row] if kind in MOVEMENT:
            return row in table.row_by_key and {NOW, BEFORE} <= columns and REASON in table.written
    return False
