"""Slips in the rows of codes: their order, rows left out or split, codes of another list, names misspelt by ear."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import pairwise

from forms.document.document import Document
from forms.document.lines import Line
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change, RowAddress, RowChange, RowEntry
from tests.slips.slip import Make, Slip, kind, lines

_CODED = ("T2", "T3", "T5", "T6", "T7")
_BY_FUNCTION = ("T2", "T3", "T5", "T7")
_SOUNDS = {"费": "废", "保": "报", "险": "检", "疗": "辽", "行": "型", "设": "社", "资": "姿", "管": "官", "他": "她"}


def _leaves(document: Document, tables: tuple[str, ...] = _CODED) -> Iterator[tuple[str, Line]]:
    for table in tables:
        for line in lines(document, table):
            if line.level == (2 if table == "T6" else 3):
                yield table, line


def _amounts(document: Document, table: str, key: str) -> list[tuple[Address, Fen]]:
    columns = [column.id for column in document.edition.tables[table].columns if column.kind == "money"]
    return [(at, fen) for name in columns if (fen := document.value(at := Address(table, key, name)))]


def _gone(document: Document, table: str, key: str) -> list[Change]:
    cells = [CellChange(at, document.cells.get(at), None) for at, _ in _amounts(document, table, key)]
    return [RowChange(RowAddress(table, key), document.row_entry(table, key), None), *cells]


def _coded_anew(document: Document, table: str, line: Line, code: str, label: str | None) -> Slip:
    """The row under another code, with all its amounts."""
    entry = document.row_entry(table, line.key)
    row = RowChange(RowAddress(table, code), None, RowEntry(label, entry.order if entry else None))
    amounts = [
        CellChange(at._replace(row=code), None, CellEntry(fen=fen)) for at, fen in _amounts(document, table, line.key)
    ]
    changes = (*_gone(document, table, line.key), row, *amounts)
    return Slip(changes, (RowAddress(table, code), table), f"{table} {line.code} {line.label} → {code} {label or ''}")


def _coded(change: Callable[[str], str], tables: tuple[str, ...], name: str | None = "") -> Make:
    """A slip that writes a row under another code; a blank name keeps the row's, none takes the catalogue's."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for table, line in _leaves(document, tables):
            code = change(line.code)
            if code != line.code and not document.line(table, code):
                yield _coded_anew(document, table, line, code, line.label if name == "" else name)

    return make


def _second(code: str) -> str:
    """行政运行 as 一般行政管理事务, 行政单位医疗 as 事业单位医疗: the next 项 of the same 款."""
    return f"{code[:-1]}2" if code.endswith("01") else code


kind("the letter O in a code")(_coded(lambda code: f"{code[0]}{code[1:].replace('0', 'O', 1)}", _CODED))
kind("the letter l in a code")(_coded(lambda code: f"{code[0]}{code[1:].replace('1', 'l', 1)}", _CODED))
kind("a code of the former health insurance")(_coded(lambda code: code.replace("21011", "21005"), _BY_FUNCTION))
kind("the next 项 of the same 款, name and all")(_coded(_second, _BY_FUNCTION, None))
kind("the first two digits of a code turned round")(
    _coded(lambda code: code[1] + code[0] + code[2:] if code[:2] in ("20", "21") else code, _BY_FUNCTION)
)
kind("a functional code in 表六")(
    _coded(lambda code: {"30108": "2080505", "30113": "2210201"}.get(code, code), ("T6",))
)


@kind("two 项 in each other's place")
def out_of_order(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        keys = [line.key for line in lines(document, table) if line.code]
        for (one, line), (other, below) in pairwise(_leaves(document, (table,))):
            if one == other and line.code[:-2] == below.code[:-2]:
                order = keys.copy()
                at, to = keys.index(line.key), keys.index(below.key)
                order[at], order[to] = order[to], order[at]
                rows = [(RowAddress(table, key), document.row_entry(table, key)) for key in order]
                changes = tuple(
                    RowChange(row, entry, RowEntry(entry.label if entry else None, number))
                    for number, (row, entry) in enumerate(rows, start=1)
                )
                places = (RowAddress(table, line.key), RowAddress(table, below.key), table)
                yield Slip(changes, places, f"{table} {line.code} ↔ {below.code}")


@kind("a 类 left out")
def class_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in lines(document, table):
            if line.level == 1:
                yield Slip(tuple(_gone(document, table, line.key)), (table,), f"{table} {line.code} {line.label}")


@kind("a table left out of the paper")
def table_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in ("T2", "T3", "T5", "T6"):
        rows = [line.key for line in lines(document, table)]
        if len(rows) > 2:
            changes = tuple(change for row in rows for change in _gone(document, table, row))
            yield Slip(changes, (table,), table)


@kind("a 项 split into two")
def split(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document, ("T2", "T3", "T5")):
        code = f"{line.code[:-2]}99"
        filled = [(at, fen) for at, fen in _amounts(document, table, line.key) if fen > 2_000_000]
        if filled and not document.line(table, code):
            changes: list[Change] = [RowChange(RowAddress(table, code), None, RowEntry(None))]
            for at, fen in filled:
                some = fen // 20_000 * 10_000
                changes += [CellChange(at._replace(row=code), None, CellEntry(fen=some))]
                changes += [CellChange(at, document.cells.get(at), CellEntry(fen=fen - some))]
            places = (RowAddress(table, code), RowAddress(table, line.key), table)
            yield Slip(tuple(changes), places, f"{table} {line.code} → {code}")


def _named(document: Document, table: str, line: Line, name: str) -> Slip:
    entry = document.row_entry(table, line.key)
    change = RowChange(RowAddress(table, line.key), entry, RowEntry(name, entry.order if entry else None))
    return Slip((change,), (RowAddress(table, line.key),), f"{table} {line.code} {line.label} → {name}")


@kind("the name of a 项 misspelt by ear")
def by_ear(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        wrong = next((mark for mark in line.label if mark in _SOUNDS), "")
        if wrong:
            yield _named(document, table, line, line.label.replace(wrong, _SOUNDS[wrong], 1))


@kind("a word too many at the end of a name")
def longer(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        yield _named(document, table, line, f"{line.label}{'经费' if line.label.endswith('支出') else '支出'}")


@kind("the name of a 款 at its 项")
def from_above(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document, _BY_FUNCTION):
        above = document.line(table, line.code[:5])
        if above and above.label != line.label:
            yield _named(document, table, line, above.label)


@kind("a bracket left open in a name")
def open_bracket(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        new = line.label.replace("）", "").replace(")", "")
        if new != line.label:
            yield _named(document, table, line, new)


@kind("a name with its note behind it")
def with_note(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table, line in _leaves(document):
        yield _named(document, table, line, line.label + chance.choice(("（新增）", "（同上年）", "？", "（待定）")))


@kind("the name of a 类 cut to its first words")
def cut_class(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _BY_FUNCTION:
        for line in lines(document, table):
            if line.level == 1 and len(line.label) > 4:
                yield _named(document, table, line, line.label[:4])
