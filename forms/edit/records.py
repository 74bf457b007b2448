"""What a person can do to projects with their indicators and to tables of records, each turned into one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.document.document import Document
from forms.document.lines import Line
from forms.document.projects import INDICATORS, PROJECTS
from forms.edit.cells import Pasted, lay_block, remove_rows
from forms.form.model import Edition
from forms.form.word_lists import Lists, words
from forms.readers import Area, Grid, GridCell
from models.records import Address, CellChange, CellEntry, Change, RowAddress, RowChange, RowEntry

OWNER = "project"
"""The column of an indicator that names the row of its project."""
_YEARLESS = ("name", "unit", "purpose", "goals", "secret")
"""What a project of last year is begun with again; code, amounts and plan are new every year."""


@dataclass(frozen=True)
class IndicatorWords:
    """What `words/indicators.toml` declares: the names of the second level by those of the first."""

    levels: Lists


def indicator_levels(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The 一级指标 of the edition in their order, each with its 二级指标."""
    return {first: second for first, second in words(edition, "indicators", IndicatorWords).levels.items() if second}


def indicators_of(document: Document, project: str) -> tuple[Line, ...]:
    """The rows of X5I that belong to the project of that key, in their order."""
    lines = document.lines(INDICATORS)
    return tuple(line for line in lines if document.text(Address(INDICATORS, line.key, OWNER)) == project)


# Any table of records


def insert_records(document: Document, table: str, count: int, before: str | None = None) -> tuple[RowChange, ...]:
    """So many blank rows above the row `before`, or at the end; the new keys are those of the changes without `old`."""
    if not count:
        return ()
    keys = [line.key for line in document.lines(table)]
    at = keys.index(before) if before else len(keys)
    return _ordered(document, table, [*keys[:at], *_fresh(document, table, count), *keys[at:]])


def new_keys(changes: Iterable[Change]) -> list[str]:
    """The keys of the rows that come into being by these changes, in their order."""
    return [c.key.row for c in changes if isinstance(c, RowChange) and c.old is None]


def move_among(document: Document, table: str, keys: Sequence[str], key: str, by: int) -> tuple[Change, ...]:
    """Let a record change places with the one before it (`by` -1) or behind it (1) in `keys`, which need not be all."""
    there = keys.index(key) + by
    if not 0 <= there < len(keys):
        return ()
    other = {key: keys[there], keys[there]: key}
    return _ordered(document, table, [other.get(line.key, line.key) for line in document.lines(table)])


def add_subtotal(document: Document, table: str, name: str, keys: Sequence[str]) -> tuple[Change, ...]:
    """A 小计 of that name for neighbouring records: above them, as the form prints it, or below as others stand here.

    The program adds it up, as far as the next 小计. Nothing where it would be the first one, but not above the first
    record: a table whose records come before their 小计 is read the other way round.
    """
    lines = document.lines(table)
    order = [line.key for line in lines]
    parts = [line for line in lines if line.sums != "all"]
    if not any(line.sums for line in parts) and parts[0].key not in keys:
        return ()
    below = not parts[0].sums and any(line.sums for line in parts)
    at = max(map(order.index, keys)) + 1 if below else min(map(order.index, keys))
    return _named(document, table, f"{name}小计", order[at] if at < len(order) else None)


def add_total(document: Document, table: str) -> tuple[Change, ...]:
    """The 合计 of all records above them; nothing where there is one, or nothing to add up."""
    lines = document.lines(table)
    if not lines or any(line.sums == "all" for line in lines):
        return ()
    return _named(document, table, "合计", lines[0].key)


# Projects


def add_project(document: Document, before: str | None = None) -> tuple[Change, ...]:
    """A blank project above the one of key `before`, or at the end."""
    return insert_records(document, PROJECTS, 1, before)


def copy_project(document: Document, key: str) -> tuple[Change, ...]:
    """A project once more right below itself, with its indicators; its printed title is made from its name."""
    keys = [line.key for line in document.lines(PROJECTS)]
    following = keys[keys.index(key) + 1 :]
    columns = [column.id for column in document.edition.tables[PROJECTS].columns]
    return _begin(document, document, [key], columns, *following[:1])


def copy_last_year(document: Document, previous: Document, keys: Sequence[str]) -> tuple[Change, ...]:
    """These projects of last year's disclosure at the end: name, purpose, goals, indicators; code and amounts blank."""
    return _begin(document, previous, keys, _YEARLESS)


def remove_projects(document: Document, keys: Sequence[str]) -> tuple[Change, ...]:
    """Take projects out together with their indicators."""
    indicators = [line.key for key in keys for line in indicators_of(document, key)]
    return (*remove_rows(document, PROJECTS, keys), *remove_rows(document, INDICATORS, indicators))


def paste_indicators(
    document: Document, project: str, top: int, columns: list[str], block: list[list[str]]
) -> tuple[Change, ...]:
    """A block of texts over the indicators of a project from the row `top` on; more come as far as the block reaches.

    A 一级指标 that is blank in a new row is that of the row above, for print merges it downwards.
    """
    lines = indicators_of(document, project)
    keys = [line.key for line in lines[top:]]
    added = insert_records(document, INDICATORS, max(len(block) - len(keys), 0))
    new = new_keys(added)
    above = document.text(Address(INDICATORS, lines[-1].key, "level1")) if lines else ""
    laid = lay_block(document, INDICATORS, [*keys, *new], columns, block).changes
    cells = {change.key: change.new for change in laid if isinstance(change, CellChange)}
    for key in new:
        cells[Address(INDICATORS, key, OWNER)] = CellEntry(text=project)
        first = Address(INDICATORS, key, "level1")
        entry = cells.get(first)
        above = entry.text if entry and entry.text else above
        cells[first] = CellEntry(text=above) if above else None
    return (*added, *(CellChange(a, document.cells.get(a), entry) for a, entry in cells.items()))


def paste_goal_table(document: Document, block: list[list[str]], before: str | None = None) -> Pasted:
    """A whole goal table (绩效目标表) copied from a document or a sheet as a new project; empty when it is none.

    `skipped` counts the cells whose meaning was not recognised.
    """
    # Recognising files is a large part of the program, which a window that only opens does not need.
    from forms.match.body import Body
    from forms.match.project_tables import ProjectReader, is_project
    from forms.match.report import Ledger, Reason

    tables = document.edition.tables
    grid = _grid(block)
    if not is_project(grid, tables[INDICATORS]):
        return Pasted((), 0, 0)
    bodies = {name: Body(tables[name], tables[name].unit) for name in (PROJECTS, INDICATORS)}
    ledger = Ledger("", grid)
    ProjectReader("", grid, bodies[PROJECTS], bodies[INDICATORS], ledger).read()
    changes: list[Change] = []
    renamed: dict[RowAddress, str] = {}
    for name, body in bodies.items():
        rows = insert_records(document, name, len(body.labels), before if name == PROJECTS else None)
        renamed |= {RowAddress(name, old): new for old, new in zip(body.labels, new_keys(rows), strict=True)}
        changes += rows
    for address, entry in (item for body in bodies.values() for item in body.cells.items()):
        owner = address.table == INDICATORS and address.column == OWNER
        text = renamed[RowAddress(PROJECTS, entry.text or "")] if owner else entry.text
        place = address._replace(row=renamed[RowAddress(*address[:2])])
        changes.append(CellChange(place, None, replace(entry, text=text, origin="typed") if _says(entry) else None))
    refused = sum(entry.status == "refused" for entry in ledger.close(Reason.NOT_OURS))
    return Pasted(tuple(changes), sum(isinstance(c, CellChange) for c in changes), refused)


# Inside


def _fresh(document: Document, table: str, count: int) -> list[str]:
    """Keys that no row has and no indicator refers to."""
    used = [int(line.key) for line in document.lines(table)]
    if table == PROJECTS:
        owners = (document.text(Address(INDICATORS, line.key, OWNER)) for line in document.lines(INDICATORS))
        used += [int(owner) for owner in owners if owner.isdecimal()]
    first = max(used, default=0) + 1
    return [str(first + number) for number in range(count)]


def _ordered(document: Document, table: str, keys: Sequence[str]) -> tuple[RowChange, ...]:
    """The rows in this order; those that do not stand come into being."""
    changes = []
    for number, key in enumerate(keys, start=1):
        old = document.row_entry(table, key)
        new = RowEntry(old.label if old else None, number)
        if new != old:
            changes.append(RowChange(RowAddress(table, key), old, new))
    return tuple(changes)


def _named(document: Document, table: str, name: str, before: str | None) -> tuple[Change, ...]:
    rows = insert_records(document, table, 1, before)
    (key,) = new_keys(rows)
    return (*rows, CellChange(Address(table, key, document.edition.tables[table].naming), None, CellEntry(text=name)))


def _begin(
    document: Document, source: Document, keys: Sequence[str], columns: Sequence[str], before: str | None = None
) -> tuple[Change, ...]:
    """Projects of `source` as new ones of `document`, with these of their columns and with all their indicators."""
    rows = insert_records(document, PROJECTS, len(keys), before)
    changes: list[Change] = list(rows)
    begun = list(zip(new_keys(rows), keys, strict=True))
    owned = [(new, line.key) for new, key in begun for line in indicators_of(source, key)]
    for new, key in begun:
        named = bool(source.text(Address(PROJECTS, key, "name")))
        wanted = [column for column in columns if column != "title"] + ([] if named else ["title"])
        changes += _copied(source, Address(PROJECTS, key, ""), RowAddress(PROJECTS, new), wanted)
    added = insert_records(document, INDICATORS, len(owned))
    changes += added
    texts = [column for column in document.edition.tables[INDICATORS].written if column != OWNER]
    for new, (owner, key) in zip(new_keys(added), owned, strict=True):
        changes.append(CellChange(Address(INDICATORS, new, OWNER), None, CellEntry(text=owner)))
        changes += _copied(source, Address(INDICATORS, key, ""), RowAddress(INDICATORS, new), texts)
    return tuple(changes)


def _copied(source: Document, row: Address, to: RowAddress, columns: Iterable[str]) -> Iterable[CellChange]:
    for column in columns:
        entry = source.cells.get(row._replace(column=column))
        if entry is not None:
            yield CellChange(Address(*to, column), None, replace(entry, origin="typed"))


def _says(entry: CellEntry) -> bool:
    return entry.fen is not None or bool(entry.text)


def _grid(block: list[list[str]]) -> Grid:
    """A block of the clipboard as a grid: a blank in its first column is covered by the cell above, as in print."""
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
