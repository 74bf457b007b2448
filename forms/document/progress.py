"""How far the work on each table and section has come: not begun, begun, filled in, or nothing to fill in (不适用)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from weakref import WeakKeyDictionary

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.form.load import PROJECTS
from forms.form.model import Edition, Section, Table

FACTS = "facts"
"""The part of the tables that are not published: they help to write the text, and nothing waits for them."""


class Stage(Enum):
    """How far one table or section has come; what is found in it is another matter."""

    NOT_BEGUN = "还没有填写"
    BEGUN = "已开始"
    FILLED = "已填写"
    NOT_APPLICABLE = "不适用"
    """A table that is printed empty because that was said of it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A stage; of a table of codes also how many of the rows that are typed hold something."""

    stage: Stage
    filled: int = 0
    of: int = 0


@per_revision
def progress(document: Document) -> Mapping[str, Progress]:
    """The progress of every table and every section, by id."""
    entered = {address.table for address in document.cells}
    leaves = _leaves(document)
    begun = _begun(document)
    found = {}
    for table in document.edition.tables.values():
        filled = len(leaves.get(table.id, frozenset()) & begun)
        found[table.id] = _of_table(document, table, filled, len(leaves.get(table.id, ())), table.id in entered)
    for section in document.edition.sections:
        has_text = bool(document.section_text(section.id))
        held = [name for name in held_tables(document.edition, section) if name in found]
        stages = (found[name].stage for name in held if not is_fact(document, name))
        is_begun = has_text or any(stage != Stage.NOT_BEGUN for stage in stages)
        is_nothing = bool(section.nothing) and document.section_text(section.id).strip() == section.nothing
        stage = Stage.NOT_APPLICABLE if is_nothing else Stage.FILLED if is_begun else Stage.NOT_BEGUN
        found[section.id] = Progress(stage)
    return found


@per_revision
def _begun(document: Document) -> frozenset[tuple[str, str]]:
    """The rows in which something stands, with their tables."""
    return frozenset(address[:2] for address in document.cells)


def is_due(document: Document, table: str) -> bool:
    """Whether a table that is not begun will have to be: the form never prints it empty, or it `is_expected`."""
    return not document.edition.tables[table].may_be_empty or is_expected(document, table)


def is_expected(document: Document, table: str) -> bool:
    """Whether something is known to belong into a table: rows stand in it, or last year's held amounts."""
    before = document.previous
    had = before is not None and table in before.edition.tables and not before.is_empty(table)
    return had or bool(_leaves(document).get(table))


def unfilled_rows(document: Document, table: str) -> tuple[str, ...]:
    """The rows of a table of codes that have no amount yet though last year's had one, in their order."""
    before = document.previous
    if before is None:
        return ()
    blank = (_leaves(document).get(table, frozenset()) - _begun(document)) & _begun(before)
    return tuple(line.key for line in document.lines(table) if (table, line.key) in blank) if blank else ()


def is_fact(document: Document, table: str) -> bool:
    """Whether the table only helps to write the text."""
    return document.edition.tables[table].part == FACTS


def held_tables(edition: Edition, section: Section) -> Iterator[str]:
    """The ids of the tables that stand in the section."""
    for name in section.holds:
        table = edition.roles.projects if name == PROJECTS else name
        if table:
            yield table


def _of_table(document: Document, table: Table, filled: int, of: int, has_entries: bool) -> Progress:
    if is_fact(document, table.id):
        return Progress(Stage.FILLED if has_entries else Stage.NOT_BEGUN)
    if document.is_empty(table.id) and not has_entries:
        stated = document.texts.get(f"{table.id}.notes")
        # Where the form has no note for it, that was said by a note without words.
        is_settled = bool(stated) if table.empty_note else table.may_be_empty and stated is not None
        return Progress(Stage.NOT_APPLICABLE if is_settled else Stage.NOT_BEGUN, 0, of)
    return Progress(Stage.FILLED if filled == of else Stage.BEGUN, filled, of)


_Leaves = Mapping[str, frozenset[tuple[str, str]]]
_KNOWN: WeakKeyDictionary[Document, tuple[int, _Leaves]] = WeakKeyDictionary()


def _leaves(document: Document) -> _Leaves:
    """The rows of each table of codes in which an amount is typed; anew only when rows came or went."""
    at = _KNOWN.get(document)
    if at is None or at[0] != document.structure:
        at = _KNOWN[document] = document.structure, _read_leaves(document)
    return at[1]


def _read_leaves(document: Document) -> _Leaves:
    tables = document.edition.tables.values()
    coded = {(t.id, line.key) for t in tables if t.layout == "codes" for line in document.lines(t.id) if line.code}
    computed = document.plan.computed
    typed = {address[:2] for number, address in enumerate(document.plan.addresses) if number not in computed}
    found: dict[str, set[tuple[str, str]]] = {}
    for row in typed & coded:
        found.setdefault(row[0], set()).add(row)
    return {table: frozenset(rows) for table, rows in found.items()}
