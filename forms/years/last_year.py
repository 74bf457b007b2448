"""Last year's amounts beside this year's: for every cell, and for the comparison table of the text (增减情况)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from forms.document.document import Document
from forms.document.slots import percent
from forms.edit.cells import write_section
from forms.edit.draft import draft
from forms.form.model import Edition, Section, Table
from forms.form.slot_grammar import BEFORE, NOW
from forms.prose.movements import movements
from forms.years.succession import Succession
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change, RowAddress


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """An amount beside last year's; None is blank. Where last year's is, nothing is said of the movement."""

    now: Fen | None
    before: Fen | None

    @property
    def change(self) -> Fen | None:
        """How much more it is than last year, less below zero; None without last year's amount."""
        return None if self.before is None else (self.now or 0) - self.before

    @property
    def percent(self) -> str:
        """The change in per cent of last year, `-12.50%`; blank without a change or last year's amount."""
        if not self.change or not self.before:
            return ""
        return f"{'-' if self.change < 0 else ''}{percent(self.change, self.before)}%"


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A row with an amount that only last year's table had; `code` is blank where rows have none."""

    code: str
    label: str
    before: Fen


_KNOWN: WeakKeyDictionary[Document, Mapping[Address, Fen]] = WeakKeyDictionary()


def amounts_before(document: Document) -> Mapping[Address, Fen]:
    """Last year's amounts by this year's cells, those of lines that became one added up; empty without last year's.

    The comparison table is left out: its columns hold both years.
    """
    previous = document.previous
    if previous is None:
        return {}
    if document not in _KNOWN:
        _KNOWN[document] = _amounts(document, previous)
    return _KNOWN[document]


def comparison_cell(document: Document, row: str, column: str) -> Address:
    """A cell of the comparison table."""
    return Address(document.edition.roles.comparison, row, column)


def is_compared(edition: Edition, table: Table) -> bool:
    """Whether amounts of the table stand beside last year's: those of lines and codes that are published.

    A record has no name to know it by from year to year.
    """
    return table.id == edition.roles.comparison or (table.layout != "records" and table.part != "facts")


def year_on_year(document: Document, address: Address) -> YearOnYear:
    """The amount of a cell beside last year's; every cell of the comparison table stands for the row of both years."""
    if address.table == document.edition.roles.comparison:
        now, before = (document.value(address._replace(column=column)) for column in (NOW, BEFORE))
        return YearOnYear(now, before)
    return YearOnYear(document.value(address), amounts_before(document).get(address))


def rows_gone(document: Document, table: str) -> tuple[GoneRow, ...]:
    """The rows of last year's table with an amount in its first column that lead to none of this year's rows.

    Where a code has gone together with the one above it, only the one above is named.
    """
    previous = document.previous
    if previous is None or table == document.edition.roles.comparison or table not in previous.edition.tables:
        return ()
    succession = Succession(previous, document.edition, document.catalogue)
    declared = previous.edition.tables[table]
    found: list[GoneRow] = []
    for line in previous.lines(table):
        key = succession.row(RowAddress(table, line.key))
        ids = declared.money_ids[line.side]
        before = previous.value(Address(table, line.key, ids[0])) if ids else None
        stands = isinstance(key, str) and document.line(table, key) is not None
        above = bool(found and line.code and found[-1].code and line.code.startswith(found[-1].code))
        if before and not stands and not above:
            found.append(GoneRow(line.code, line.label.strip(), before))
    return tuple(found)


def comparison_before(document: Document) -> Mapping[Address, Fen]:
    """What the comparison table should have as last year's amounts: what last year's had as its own."""
    previous = document.previous
    if previous is None:
        return {}
    found = {}
    for line in document.lines(document.edition.roles.comparison):
        fen = previous.value(comparison_cell(previous, line.key, NOW))
        if fen is not None:
            found[comparison_cell(document, line.key, BEFORE)] = fen
    return found


def take_last_year(document: Document) -> tuple[Change, ...]:
    """Fill last year's amounts of the comparison table that are blank from last year's disclosure."""
    return tuple(
        CellChange(address, None, CellEntry(fen=fen, origin="imported"))
        for address, fen in comparison_before(document).items()
        if address not in document.cells
    )


def draft_movements(document: Document) -> tuple[Change, ...]:
    """The sentences that tell how amounts moved since last year, behind the text of the sections that want them.

    A section that is blank is drafted in full; one that tells movements already is left alone.
    """
    told = {one.section.id for _, found in movements(document) for one in found}
    changes: list[Change] = []
    for section in document.edition.sections:
        written = document.filled_text(section.id).kept.strip()
        sentences = _movement_sentences(document, section)
        if sentences and section.id not in told:
            text = f"{written}\n{sentences}" if written else draft(document, section)
            changes += write_section(document, section.id, text)
    return tuple(changes)


def _movement_sentences(document: Document, section: Section) -> str:
    """The drafted paragraphs of a section that tell movements; blank while last year's amounts are."""
    moved = f"change:{document.edition.roles.comparison}/"
    telling = tuple(paragraph for paragraph in section.draft if moved in paragraph)
    return draft(document, replace(section, draft=telling, draft_zero=())) if telling else ""


def _amounts(document: Document, previous: Document) -> Mapping[Address, Fen]:
    found: dict[Address, Fen] = {}
    succession = Succession(previous, document.edition, document.catalogue)
    for address, sources in succession.amounts().items():
        values = [fen for source in sources if (fen := previous.value(source)) is not None]
        if values and address.table != document.edition.roles.comparison:
            found[address] = sum(values)
    return found
