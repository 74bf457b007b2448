"""What a person can do to a disclosure, each turned into changes that `Document.apply` carries out as one step.

Nothing is refused for being wrong: a text in a cell of money is kept and reported by rule C11, an unknown code by E01.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.document.document import Document
from forms.document.entries import entry_of, split_code
from forms.document.lines import TOTAL, Line
from forms.edit.records import add_records, new_keys
from forms.form.catalogue import fold_name
from forms.form.model import Table
from models.records import Address, CellChange, CellEntry, Change, RowAddress, RowChange, RowEntry, TextChange


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste would do: its changes, how many cells it fills, and how many it leaves alone as computed."""

    changes: tuple[Change, ...]
    filled: int
    skipped: int


def enter(document: Document, texts: Mapping[Address, str]) -> tuple[Change, ...]:
    """Texts typed into cells of money, of quantities and of free text; cells that the program fills are left alone."""
    changes = []
    for address, text in texts.items():
        if takes_entry(document, address):
            changes.append(CellChange(address, document.cells.get(address), _entry(document, address, text)))
    return tuple(changes)


def takes_entry(document: Document, address: Address) -> bool:
    """Whether a person fills the cell: an amount the program does not compute, or a text in a row that stands, in a
    column in which the row is filled in."""
    table = document.edition.tables[address.table]
    if not table.takes(address.row, address.column):
        return False
    if address in document.plan.index:
        return not document.is_computed(address)
    return address.column in table.written and document.line(address.table, address.row) is not None


def _entry(document: Document, address: Address, text: str) -> CellEntry | None:
    table = document.edition.tables[address.table]
    if column := table.written.get(address.column):
        return CellEntry(text=column.kept(text)) if text.strip() else None
    return entry_of(text, table.unit)


def clear(document: Document, addresses: Iterable[Address]) -> tuple[Change, ...]:
    """Blank what was entered in these cells; a computed cell loses only what a file stated for it."""
    return tuple(CellChange(a, document.cells[a], None) for a in dict.fromkeys(addresses) if a in document.cells)


def accept_computed(document: Document, addresses: Iterable[Address]) -> tuple[Change, ...]:
    """Give up what a file stated for computed cells, so that the arithmetic stands."""
    return clear(document, (a for a in addresses if document.is_stated(a)))


def state(document: Document, address: Address, fen: int) -> tuple[Change, ...]:
    """Put an amount of 分 into a free cell, as the one-key fix of a finding does."""
    return (CellChange(address, document.cells.get(address), CellEntry(fen=fen)),)


def add_codes(document: Document, table: str, codes: Iterable[str]) -> tuple[Change, ...]:
    """Rows for codes that the table does not hold yet, their missing 款 and 类 included."""
    catalogue = document.catalogue(document.edition.tables[table])
    keys: dict[str, None] = {}
    for code in codes:
        keys.update(dict.fromkeys(c for c in (*catalogue.parents(code), code) if document.line(table, c) is None))
    return tuple(RowChange(RowAddress(table, key), None, RowEntry()) for key in keys)


def recode(document: Document, table: str, key: str, code: str) -> tuple[Change, ...]:
    """Give a row another code: its amounts move along, missing parents come, parents left without children go."""
    if document.line(table, code) is not None or code == key:
        return ()
    moved: list[Change] = []
    for address, entry in document.cells.items():
        if address.table == table and address.row == key:
            moved += [CellChange(address, entry, None), CellChange(address._replace(row=code), None, entry)]
    gone = [c for c in remove_rows(document, table, [key]) if isinstance(c, RowChange)]
    kept = {c.key.row for c in gone} & set(document.catalogue(document.edition.tables[table]).parents(code))
    return (*moved, *(c for c in gone if c.key.row not in kept), *add_codes(document, table, [code]))


def remove_rows(document: Document, table: str, keys: Iterable[str]) -> tuple[Change, ...]:
    """Take rows out with their amounts, and the parents above them that are left without children and amounts."""
    going = {key for key in keys if key != TOTAL and document.row_entry(table, key) is not None}
    declared = document.edition.tables[table]
    lengths = document.catalogue(declared).lengths if declared.layout == "codes" else ()
    for length in reversed(lengths[:-1]):
        for line in document.lines(table):
            is_above = len(line.code) == length and any(key.startswith(line.code) for key in going)
            if is_above and line.key not in going and _is_orphaned(document, table, line, going):
                going.add(line.key)
    cells = [(a, e) for a, e in document.cells.items() if a.table == table and a.row in going]
    changes: list[Change] = [CellChange(address, entry, None) for address, entry in cells]
    changes += [RowChange(RowAddress(table, key), document.row_entry(table, key), None) for key in sorted(going)]
    return tuple(changes)


def rename(document: Document, table: str, key: str, label: str) -> tuple[Change, ...]:
    """The name of a row as it shall stand; the catalogue's own name is not kept as a text of its own."""
    line = document.line(table, key)
    if line is None or document.edition.tables[table].layout == "records":
        return ()
    old = document.row_entry(table, key)
    standard = _standard_label(document, table, line)
    new = RowEntry(None if fold_name(label) in ("", fold_name(standard)) else label.strip(), old.order if old else None)
    return (RowChange(RowAddress(table, key), old, None if _is_default(line, new) else new),)


def sort_by_code(document: Document, table: str) -> tuple[Change, ...]:
    """Give up the order a file had; the rows stand by code again. Records have no codes and stay as they are."""
    if document.edition.tables[table].layout != "codes":
        return ()
    entries = ((line.key, document.row_entry(table, line.key)) for line in document.lines(table))
    return tuple(RowChange(RowAddress(table, k), e, RowEntry(e.label)) for k, e in entries if e and e.order is not None)


def set_notes(document: Document, table: str, notes: Iterable[str]) -> tuple[Change, ...]:
    """The notes that stand under a table, instead of the declared one."""
    slot = f"{table}.notes"
    return (TextChange(slot, document.texts.get(slot), "\n".join(notes)),)


def write_section(document: Document, section: str, text: str) -> tuple[Change, ...]:
    """The text of a section, its paragraphs on lines of their own; blank takes it away."""
    slot = f"{section}.text"
    return (TextChange(slot, document.texts.get(slot), text.strip() or None),)


def paste(document: Document, table: str, top: int, columns: list[str], block: list[list[str]]) -> Pasted:
    """A block of texts laid over the rows from `top` on and over these columns (`code` and `name` among them).

    A block that begins with a code column brings its own rows; otherwise it fills the rows that stand there.
    """
    declared = document.edition.tables[table]
    if "code" in columns[: len(block[0]) if block else 0] and declared.layout == "codes":
        return _paste_rows(document, table, columns, block)
    if declared.layout == "records":
        return _paste_records(document, table, top, columns, block)
    texts: dict[Address, str] = {}
    skipped = 0
    for line, values in zip(document.lines(table)[top:], block, strict=False):
        for column, text in zip(columns, values, strict=False):
            address = Address(table, line.key, column)
            if takes_entry(document, address):
                texts[address] = text
            else:
                skipped += 1 if text.strip() else 0
    return Pasted(enter(document, texts), len(texts), skipped)


def _paste_records(document: Document, table: str, top: int, columns: list[str], block: list[list[str]]) -> Pasted:
    """A block over records from row `top` on; the table grows as far as the block reaches."""
    keys = [line.key for line in document.lines(table)[top:]]
    added = add_records(document, table, max(len(block) - len(keys), 0))
    keys += new_keys(added)
    laid = lay_block(document, table, keys, columns, block)
    return Pasted((*added, *laid.changes), laid.filled, laid.skipped)


def lay_block(
    document: Document, table: str, keys: Sequence[str], columns: Sequence[str], block: Sequence[Sequence[str]]
) -> Pasted:
    """A block over the records of these keys, whether they stand or are about to; computed cells are left alone.

    What is merged over several rows of the block stands in its first one and belongs to each of them.
    """
    changes = []
    skipped = 0
    for key, values in zip(keys, _unmerged(document.edition.tables[table], columns, block), strict=False):
        for column, text in zip(columns, values, strict=False):
            address = Address(table, key, column)
            if document.is_computed(address):
                skipped += bool(text.strip())
            else:
                changes.append(CellChange(address, document.cells.get(address), _entry(document, address, text)))
    return Pasted(tuple(changes), len(changes), skipped)


def _unmerged(table: Table, columns: Sequence[str], block: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The rows of a block; one that is blank in all the columns that print merges downwards has them from above."""
    width = len(block[0]) if block else 0
    merged = [n for n, column in enumerate(columns[:width]) if table.column(column).repeats]
    above: Sequence[str] = ()
    for values in block:
        row = list(values)
        if above and any(map(str.strip, row)) and not any(row[n].strip() for n in merged):
            for n in merged:
                row[n] = above[n]
        above = row if any(row[n].strip() for n in merged) else ()
        yield row


def _paste_rows(document: Document, table: str, columns: list[str], block: list[list[str]]) -> Pasted:
    """Rows pasted with their codes. Amounts of rows that will have children are left to the arithmetic."""
    unit = document.edition.tables[table].unit
    at = columns.index("code")
    rows = {split_code(values[at])[0]: values for values in block if len(values) > at}
    rows.pop("", None)
    changes: list[Change] = list(add_codes(document, table, rows))
    filled = skipped = 0
    for code, values in rows.items():
        parent = any(other != code and other.startswith(code) for other in rows)
        for column, text in zip(columns, values, strict=False):
            address = Address(table, code, column)
            if column in ("serial", "code", "name"):
                continue
            if parent or document.is_computed(address) or _computes(document, table, column):
                skipped += 1 if text.strip() else 0
                continue
            changes.append(CellChange(address, document.cells.get(address), entry_of(text, unit)))
            filled += 1
    return Pasted(tuple(changes), filled, skipped)


def _computes(document: Document, table: str, column: str) -> bool:
    """Whether the program fills that column in every row."""
    return any(
        r.computes and r.cell.row == "{row}" and r.cell.column == column
        for r in document.edition.tables[table].relations
    )


def _is_orphaned(document: Document, table: str, line: Line, going: set[str]) -> bool:
    """Whether rows under the line all go, some do, and nothing was entered in the line itself."""
    below = [o.key for o in document.lines(table) if o.code.startswith(line.code) and len(o.code) > len(line.code)]
    if not below or not all(key in going for key in below):
        return False
    return not any(address.table == table and address.row == line.key for address in document.cells)


def _standard_label(document: Document, table: str, line: Line) -> str:
    declared = document.edition.tables[table]
    if line.code:
        return document.catalogue(declared).name(line.code) or ""
    return declared.row_by_key[line.key].label


def _is_default(line: Line, entry: RowEntry) -> bool:
    """Whether a fixed line needs no entry of its own."""
    return not line.code and entry == RowEntry()
