"""What a person can do to projects and their indicators, each thing turned into the changes of one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forms.document.document import Document
from forms.document.projects import OWNER, indicator_cell, indicators_of, project_cell
from forms.edit.cells import Pasted, lay_block, remove_rows
from forms.edit.records import add_records, copied_cells, new_keys
from forms.form.model import Edition
from forms.form.word_lists import Lists, word_lists
from models.records import CellChange, CellEntry, Change, RowAddress

if TYPE_CHECKING:
    from forms.readers import Grid

_YEARLESS = ("name", "unit", "purpose", "goals", "secret")
"""What a project of last year is begun with again; code, amounts and plan are new every year."""


@dataclass(frozen=True)
class IndicatorWords:
    """What `words/indicators.toml` declares: the names of the second level by those of the first."""

    levels: Lists


def indicator_levels(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The 一级指标 of the edition in their order, each with its 二级指标."""
    return {
        first: second for first, second in word_lists(edition, "indicators", IndicatorWords).levels.items() if second
    }


def add_project(document: Document, before: str | None = None) -> tuple[Change, ...]:
    """A blank project above the one of key `before`, or at the end."""
    return add_records(document, document.edition.roles.projects, 1, before)


def copy_project(document: Document, key: str) -> tuple[Change, ...]:
    """A project once more right below itself, with its indicators; its printed title is made from its name."""
    projects = document.edition.roles.projects
    keys = [line.key for line in document.lines(projects)]
    following = keys[keys.index(key) + 1 :]
    columns = [column.id for column in document.edition.tables[projects].columns]
    return _begin(document, document, [key], columns, *following[:1])


def copy_last_year(document: Document, previous: Document, keys: Sequence[str]) -> tuple[Change, ...]:
    """These projects of last year's disclosure at the end: name, purpose, goals, indicators; code and amounts blank."""
    return _begin(document, previous, keys, _YEARLESS)


def remove_projects(document: Document, keys: Sequence[str]) -> tuple[Change, ...]:
    """Take projects out together with their indicators."""
    roles = document.edition.roles
    indicators = [line.key for key in keys for line in indicators_of(document, key)]
    return (*remove_rows(document, roles.projects, keys), *remove_rows(document, roles.indicators, indicators))


def paste_indicators(
    document: Document, project: str, top: int, columns: list[str], block: list[list[str]]
) -> tuple[Change, ...]:
    """A block of texts over the indicators of a project from the row `top` on; more come as far as the block reaches.

    A 一级指标 that is blank in a new row is that of the row above, for print merges it downwards.
    """
    table = document.edition.roles.indicators
    lines = indicators_of(document, project)
    keys = [line.key for line in lines[top:]]
    added = add_records(document, table, max(len(block) - len(keys), 0))
    new = new_keys(added)
    above = document.text(indicator_cell(document, lines[-1].key, "level1")) if lines else ""
    laid = lay_block(document, table, [*keys, *new], columns, block).changes
    cells = {change.key: change.new for change in laid if isinstance(change, CellChange)}
    for key in new:
        cells[indicator_cell(document, key, OWNER)] = CellEntry(text=project)
        first = indicator_cell(document, key, "level1")
        entry = cells.get(first)
        above = entry.text if entry and entry.text else above
        cells[first] = CellEntry(text=above) if above else None
    return (*added, *(CellChange(a, document.cells.get(a), entry) for a, entry in cells.items()))


def paste_goal_table(document: Document, block: list[list[str]], before: str | None = None) -> Pasted:
    """A whole goal table (绩效目标表) copied from a document or a sheet as a new project, or a list of them as several.

    Empty when it is none. `skipped` counts the cells whose meaning was not recognised.
    """
    # Recognising files is a large part of the program, which a window that only opens does not need.
    from forms.match.body import Body
    from forms.match.goals.goal_lists import goal_reader
    from forms.match.goals.project_tables import is_project
    from forms.match.report import Ledger, Reason

    tables, roles = document.edition.tables, document.edition.roles
    grid = _grid(block)
    if not is_project(grid, tables.get(roles.indicators)):
        return Pasted((), 0, 0)
    bodies = {name: Body(tables[name], tables[name].unit) for name in (roles.projects, roles.indicators)}
    ledger = Ledger("", grid)
    goal_reader("", grid, bodies[roles.projects], bodies[roles.indicators], ledger).read()
    changes: list[Change] = []
    renamed: dict[RowAddress, str] = {}
    for name, body in bodies.items():
        rows = add_records(document, name, len(body.labels), before if name == roles.projects else None)
        renamed |= {RowAddress(name, old): new for old, new in zip(body.labels, new_keys(rows), strict=True)}
        changes += rows
    for address, entry in (item for body in bodies.values() for item in body.cells.items()):
        owner = address.table == roles.indicators and address.column == OWNER
        text = renamed[RowAddress(roles.projects, entry.text or "")] if owner else entry.text
        place = address._replace(row=renamed[RowAddress(*address[:2])])
        changes.append(CellChange(place, None, replace(entry, text=text, origin="typed") if _says(entry) else None))
    refused = sum(entry.status == "refused" for entry in ledger.close(Reason.NOT_OURS))
    return Pasted(tuple(changes), sum(isinstance(c, CellChange) for c in changes), refused)


def _begin(
    document: Document, source: Document, keys: Sequence[str], columns: Sequence[str], before: str | None = None
) -> tuple[Change, ...]:
    """Projects of `source` as new ones of `document`, with these of their columns and with all their indicators."""
    roles, others = document.edition.roles, source.edition.roles
    rows = add_records(document, roles.projects, len(keys), before)
    changes: list[Change] = list(rows)
    begun = list(zip(new_keys(rows), keys, strict=True))
    owned = [(new, line.key) for new, key in begun for line in indicators_of(source, key)]
    for new, key in begun:
        named = bool(source.text(project_cell(source, key, "name")))
        wanted = [column for column in columns if column != "title"] + ([] if named else ["title"])
        changes += copied_cells(source, RowAddress(others.projects, key), RowAddress(roles.projects, new), wanted)
    added = add_records(document, roles.indicators, len(owned))
    changes += added
    texts = [column for column in document.edition.tables[roles.indicators].written if column != OWNER]
    for new, (owner, key) in zip(new_keys(added), owned, strict=True):
        changes.append(CellChange(indicator_cell(document, new, OWNER), None, CellEntry(text=owner)))
        changes += copied_cells(source, RowAddress(others.indicators, key), RowAddress(roles.indicators, new), texts)
    return tuple(changes)


def _says(entry: CellEntry) -> bool:
    return entry.fen is not None or bool(entry.text)


def _grid(block: list[list[str]]) -> Grid:
    """A block of the clipboard as a grid: a blank in its first column is covered by the cell above, as in print."""
    from forms.readers import Area, Grid, GridCell

    cells = {
        (row, column): GridCell(row, column, text.strip())
        for row, texts in enumerate(block, start=1)
        for column, text in enumerate(texts, start=1)
        if text.strip()
    }
    merges = []
    top = 1
    for row in range(2, len(block) + 2):
        if row > len(block) or (row, 1) in cells:
            if row - 1 > top:
                merges.append(Area(top, 1, row - 1, 1))
            top = row
    return Grid("", cells, tuple(merges))
