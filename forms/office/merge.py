"""What an import makes of a disclosure: the files' tables and sections, and around them what was there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from forms.document.document import Document
from forms.document.projects import OWNER, SECRET
from forms.form.roles import Roles
from forms.prose.bind import facts
from forms.years.last_year import take_last_year
from models.records import Address, CellEntry, Content, RowAddress, RowEntry

if TYPE_CHECKING:
    from forms.match.reading import Reading


def laid_over(old: Content, reading: Reading) -> Content:
    """The old content with the tables and the sections of the files in the place of its own.

    What the files do not hold stays: sign-off, answers, tables and sections of other files, and secret projects,
    which no published file has. An entry that a file only repeats stays as it was typed. Facts that an earlier import
    took from a text go with that text.
    """
    new = reading.content
    taken, roles = _taken(reading), reading.edition.roles
    if roles.projects in taken:
        new = _with_secret_projects(old, new, roles)
    facts_of_texts = _facts_of_texts(reading, taken)
    cells = {
        address: entry
        for address, entry in old.cells.items()
        if address.table not in taken and not (address.table in facts_of_texts and entry.origin == "imported")
    }
    rows = {row: entry for row, entry in old.rows.items() if row.table not in taken}
    texts = {slot: text for slot, text in old.texts.items() if _owner(slot) not in taken}
    laid = {address: _kept(old.cells.get(address), entry) for address, entry in new.cells.items()}
    return Content(cells={**cells, **laid}, rows={**rows, **new.rows}, texts={**texts, **new.texts})


def _taken(reading: Reading) -> set[str]:
    """The tables and sections that the files hold; with the projects come their indicators."""
    new, roles = reading.content, reading.edition.roles
    taken = {_owner(slot) for slot in new.texts}
    taken |= {address.table for address in new.cells} | {row.table for row in new.rows}
    return taken | {roles.indicators} if roles.projects in taken else taken


def _facts_of_texts(reading: Reading, taken: set[str]) -> set[str]:
    """The tables of facts that only a text tells, where the files bring a text."""
    if taken.isdisjoint(section.id for section in reading.edition.sections):
        return set()
    return {table.id for table in reading.edition.tables.values() if table.part == "facts"}


def _owner(slot: str) -> str:
    """The section, or the table, that a text belongs to."""
    return slot.partition(".")[0]


def complete(document: Document) -> Content:
    """The content with what follows from it: last year's amounts where they are known, facts that only a text tells."""
    document.apply("带出上年数", take_last_year(document))
    document.apply("取说明里的数", facts(document))
    return document.content()


def _kept(old: CellEntry | None, new: CellEntry) -> CellEntry:
    return old if old is not None and (old.fen, old.text) == (new.fen, new.text) else new


def _with_secret_projects(old: Content, new: Content, roles: Roles) -> Content:
    """The new content with the mark on projects that are secret by their old one, the others of them behind its own."""
    cells, rows, projects = dict(new.cells), dict(new.rows), roles.projects
    here = {_name(new, projects, key): key for key in _keys(new.rows, projects)}
    moved: dict[str, str] = {}
    for key in _keys(old.rows, projects):
        mark = old.cells.get(Address(projects, key, "secret"))
        if mark is None or mark.text not in SECRET:
            continue
        name = _name(old, projects, key)
        if name in here:
            cells[Address(projects, here[name], "secret")] = mark
        else:
            moved[key] = _add(rows, projects)
    indicators: dict[str, str] = {}
    for key in _keys(old.rows, roles.indicators):
        owner = old.cells.get(Address(roles.indicators, key, OWNER))
        if owner is not None and owner.text in moved:
            indicators[key] = _add(rows, roles.indicators)
    keys = {projects: moved, roles.indicators: indicators}
    for address, entry in old.cells.items():
        target = keys.get(address.table, {}).get(address.row)
        if target is not None:
            is_owner = address.table == roles.indicators and address.column == OWNER
            cells[address._replace(row=target)] = replace(entry, text=moved[entry.text or ""]) if is_owner else entry
    return replace(new, cells=cells, rows=rows)


def _keys(rows: Iterable[RowAddress], table: str) -> list[str]:
    return sorted((row.row for row in rows if row.table == table), key=int)


def _name(content: Content, projects: str, key: str) -> str:
    """The name of a project, by its table's title in older forms."""
    texts = (content.cells.get(Address(projects, key, column)) for column in ("name", "title"))
    return next(("".join(entry.text.split()) for entry in texts if entry and entry.text), "")


def _add(rows: dict[RowAddress, RowEntry], table: str) -> str:
    """Put one more record behind those there are; its key."""
    number = max((int(key) for key in _keys(rows, table)), default=0) + 1
    order = max((entry.order or 0 for row, entry in rows.items() if row.table == table), default=0) + 1
    rows[RowAddress(table, str(number))] = RowEntry(order=order)
    return str(number)
