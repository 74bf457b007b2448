"""Slips in the codes and names of 类, 款 and 项, and rows left out or put in twice."""

from __future__ import annotations

import random
from collections.abc import Iterator

from forms.document.document import Document
from forms.document.lines import Line
from models.records import Address, CellChange, CellEntry, Change, RowAddress, RowChange, RowEntry
from tests.slips.slip import Slip, kind, lines, other_digit

_CODED = ("T2", "T3", "T5", "T6", "T7")


def _leaves(document: Document) -> Iterator[tuple[str, Line]]:
    for table in _CODED:
        for line in lines(document, table):
            if line.level == 3 or (table == "T6" and line.level == 2):
                yield table, line


def _entry(document: Document, table: str, line: Line) -> RowEntry:
    return document.row_entry(table, line.key) or RowEntry()


def _gone(document: Document, table: str, key: str) -> list[Change]:
    columns = document.edition.tables[table].columns
    cells = [Address(table, key, column.id) for column in columns if column.kind == "money"]
    gone: list[Change] = [CellChange(at, document.cells.get(at), None) for at in cells if document.value(at)]
    return [RowChange(RowAddress(table, key), document.row_entry(table, key), None), *gone]


def _with_code(document: Document, table: str, line: Line, code: str) -> Slip:
    there = RowAddress(table, code)
    changes = _gone(document, table, line.key)
    changes.append(RowChange(there, None, RowEntry(line.label, _entry(document, table, line).order)))
    for column in document.edition.tables[table].columns:
        at = Address(table, line.key, column.id)
        if column.kind == "money" and document.value(at):
            changes.append(CellChange(at._replace(row=code), None, CellEntry(fen=document.value(at))))
    return Slip(tuple(changes), (there, table), f"{table} {line.code} {line.label} → {code}")


def _with_name(document: Document, table: str, line: Line, name: str) -> Slip:
    row, entry = RowAddress(table, line.key), _entry(document, table, line)
    change = RowChange(row, document.row_entry(table, line.key), RowEntry(name, entry.order))
    return Slip((change,), (row,), f"{table} {line.code} {line.label} → {name}")


def _is_free(document: Document, table: str, code: str) -> bool:
    return all(other.code != code for other in document.lines(table))


@kind("the last digit of a code")
def last_digit(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        code = line.code[:-1] + other_digit(line.code[-1], chance)
        if _is_free(document, table, code):
            yield _with_code(document, table, line, code)


@kind("two digits of a code")
def turned_code(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        code = line.code[:-2] + line.code[:-3:-1]
        if code != line.code and _is_free(document, table, code):
            yield _with_code(document, table, line, code)


@kind("a code cut short")
def cut_code(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        if _is_free(document, table, line.code[:-1]):
            yield _with_code(document, table, line, line.code[:-1])


@kind("a code with a digit too many")
def long_code(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        yield _with_code(document, table, line, f"{line.code}0")


@kind("a name with a character left out")
def short_name(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        if len(line.label) > 4:
            place = chance.randrange(1, len(line.label) - 1)
            yield _with_name(document, table, line, line.label[:place] + line.label[place + 1 :])


@kind("a name with two characters turned round")
def turned_name(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        name = line.label
        if len(name) > 4 and name[1] != name[2]:
            yield _with_name(document, table, line, name[0] + name[2] + name[1] + name[3:])


@kind("the name of another code")
def other_name(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        others = [one.label for one in document.lines(table) if one.code and one.label != line.label]
        if others:
            yield _with_name(document, table, line, chance.choice(others))


@kind("the name of a 类 in the place of a 项")
def general_name(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        parent = document.line(table, line.code[:3])
        if parent and parent.label != line.label:
            yield _with_name(document, table, line, parent.label)


@kind("a 项 left out")
def row_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        parent = RowAddress(table, line.code[:5] if table != "T6" else line.code[:3])
        yield Slip(tuple(_gone(document, table, line.key)), (table, parent), f"{table} {line.code} {line.label}")


@kind("a 款 left out")
def parent_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in lines(document, table):
            if line.level == 2 and table != "T6":
                gone = tuple(_gone(document, table, line.key))
                yield Slip(gone, (table,), f"{table} {line.code} {line.label}")


@kind("a 政府经济分类 code in 表六")
def government_code(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "T6"):
        if line.level == 2:
            yield _with_code(document, "T6", line, f"50{line.code[2:]}")


@kind("人员经费 under 公用经费")
def staff_as_public(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "T6"):
        at = Address("T6", line.key, "staff")
        if line.level == 2 and line.code[:3] in ("301", "303") and document.value(at):
            there = at._replace(column="public")
            changes = (
                CellChange(at, document.cells.get(at), None),
                CellChange(there, None, CellEntry(fen=document.value(at))),
            )
            yield Slip(changes, (RowAddress("T6", line.key),), f"T6 {line.code}")
