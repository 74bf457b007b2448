"""The columns of a table as a county prints them, and the captions over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import groupby

from forms.form.model import Table
from tests.strangers.drawn import Cell, Col, Row
from tests.strangers.own_columns import in_two_units, own_columns
from tests.strangers.ways import Ways

_LEVEL_CODES = ("类", "款", "项")
_TOGETHER = ("newline", "one cell", "joined by dash", "bracketed code", "no blank between", "code behind")
"""The ways in which code and name stand in one cell."""


def columns_of(table: Table, ways: Ways, unit: str, year: int) -> list[Col]:
    """The columns of a table from left to right."""
    columns = [Col(c.kind, c.id, c.path, c.side) for c in table.columns]
    columns = _serials(columns, ways)
    if table.layout == "codes":
        columns = _codes(columns, ways)
    columns = own_columns(columns, table, ways)
    columns = _captioned(columns, ways, unit, year)
    if table.id in ("T1", "T3", "T5", "T9") and ways["own"] in ("", "carry first", "government codes"):
        columns = _with_last(columns, ways, year, of_sides=table.layout == "sides")
    columns = in_two_units(columns, ways["pairs"] if unit == "万元" else "")
    columns = _with_more(columns, ways)
    if ways["serial"] == "right":
        columns = [column for column in columns if column.kind != "serial"] + [Col("serial", "serial", ("行次",))]
    return columns


def _serials(columns: list[Col], ways: Ways) -> list[Col]:
    if ways["serial"] == "none":
        return [column for column in columns if column.kind != "serial"]
    if ways["count"] in ("hang ci", "hang ci left"):
        return [replace(column, path=("行次",)) if column.kind == "serial" else column for column in columns]
    return columns


def _codes(columns: list[Col], ways: Ways) -> list[Col]:
    """Code and name, apart or together."""
    made: list[Col] = []
    for column in columns:
        above = column.path[:-1]
        match ways["code"], column.kind:
            case (("three columns" | "three by level" | "repeated class" | "blank between" | "merged class"), "code"):
                for place, word in enumerate(_LEVEL_CODES, start=1):
                    made.append(Col("code", "code", (*above, column.path[-1], word), part=place))
                    if ways["code"] == "blank between" and place < len(_LEVEL_CODES):
                        made.append(Col("blank", "blank", (*above, column.path[-1], "")))
            case (way, "code") if way in _TOGETHER:
                made.append(Col("both", "name", (*above, "科目编码及名称") if above else ("科目编码及名称",)))
            case (way, "name") if way in _TOGETHER:
                pass
            case "name first", "name":
                made.insert(-1, column)
            case "name only indented", "code":
                pass
            case _:
                made.append(column)
    return made


def _captioned(columns: list[Col], ways: Ways, unit: str, year: int) -> list[Col]:
    """The columns under captions as this county words them."""
    made: list[Col] = []
    for column in columns:
        path = column.path
        if ways["unit"].endswith("in the captions") and column.kind == "money":
            path = (*path[:-1], f"{path[-1]}（{unit}）")
        if ways["head"] == "numbered" and column.kind == "money":
            path = (*path[:-1], f"{path[-1]}（{len(made) + 1}）")
        made.append(replace(column, path=_path(path, column, ways["head"], year)))
    return made


def _path(path: tuple[str, ...], column: Col, way: str, year: int) -> tuple[str, ...]:
    """The captions over one column, from the top down."""
    match way:
        case "one row":
            return ("-".join(path),) if len(path) > 1 and column.kind == "money" else path[-1:]
        case "slash":
            return ("/".join(path),)
        case "line breaks":
            return tuple(f"{word[:4]}\n{word[4:]}" if len(word) > 6 else word for word in path)
        case "vertical":
            return tuple("\n".join(word) if len(word) < 5 else word for word in path)
        case "spaced" | "spaced wide" if column.kind != "serial":
            gap = "  " if way == "spaced" else "　　"
            return tuple(gap.join(word) if len(word) == 2 else word for word in path)
        case "level above" if column.kind == "money" and len(path) == 1:
            return ("金额", *path)
        case "two levels above" if column.kind == "money" and not column.side:
            return (f"{year}年预算情况", "其中", *path)
        case "year over" if column.kind == "money" and not column.side:
            return (f"{year}年预算数", *path)
        case "swapped" if column.kind == "money" and not column.side:
            return path[::-1]
    return path


def _with_last(columns: list[Col], ways: Ways, year: int, *, of_sides: bool) -> list[Col]:
    """The columns of the year before beside those of this one."""
    way, money = ways["last"], [column for column in columns if column.kind == "money"]
    if not way:
        return columns
    now, before, change = f"{year}年预算数", f"{year - 1}年预算数", "增减额"
    if way == "bare years":
        now, before = f"{year}年", f"{year - 1}年"
    elif way == "execution":
        now, before, change = "本年预算数", "上年执行数", "增减"
    if of_sides or way in ("interleaved", "difference", "execution"):
        made = []
        for column in columns:
            if column.kind != "money":
                made.append(column)
                continue
            over = column.path[:-1] if of_sides else column.path
            last = Col("last", column.id, (*over, before), column.side)
            this = replace(column, path=(*over, now))
            both = [last, this] if way in ("before", "interleaved") else [this, last]
            made += both
            if way in ("difference", "execution"):
                made.append(Col("change", column.id, (*over, change), column.side))
        return made
    first = columns.index(money[0])
    last_ones = [Col("last", column.id, (before, *column.path)) for column in money]
    this_ones = [replace(column, path=(now, *column.path)) for column in money]
    both = [*last_ones, *this_ones] if way == "before" else [*this_ones, *last_ones]
    if way == "tail":
        both = [*money, Col("last", "total", ("上年预算数",))]
    return [*columns[:first], *both]


_MORE = {
    "remark": ("remark", "备注"),
    "percent": ("percent", "占比（%）"),
    "growth": ("percent", "增长率"),
    "purpose": ("remark", "资金用途"),
    "percent first": ("percent", "比重"),
    "blank column": ("blank", ""),
}


def _with_more(columns: list[Col], ways: Ways) -> list[Col]:
    """The columns with those that no form has: behind them, before the amounts, or on the left."""
    way = ways["more"]
    if way == "two remarks":
        return [*columns, Col("remark", "remark", ("备注1",)), Col("remark", "remark", ("备注2",))]
    if way == "department codes":
        first = 1 if columns[0].kind == "serial" else 0
        own = [Col("unit code", "", ("单位编码",)), Col("unit name", "", ("单位名称",))]
        return [*columns[:first], *own, *columns[first:]]
    if way not in _MORE:
        return columns
    kind, word = _MORE[way]
    at = len(columns)
    if way in ("percent first", "blank column"):
        at = next(place for place, column in enumerate(columns) if column.kind in ("money", "last"))
    return [*columns[:at], Col(kind, kind, (word,)), *columns[at:]]


def head_rows(columns: list[Col], way: str = "") -> list[Row]:
    """The captions, equal ones merged to the right and the last of a short chain merged downwards.

    Without merges they stand in the first cell of each merge, or, repeated, in all of them.
    """
    depth = max(len(column.path) for column in columns)
    rows: list[Row] = [[None] * len(columns) for _ in range(depth)]

    def fill(level: int, first: int, group: list[Col]) -> None:
        start = first
        for (word, is_last), same in groupby(group, key=lambda c: (c.path[level], len(c.path) == level + 1)):
            members = list(same)
            if is_last:
                for place in range(len(members)):
                    rows[level][start + place] = Cell(word, down=depth - level)
            else:
                rows[level][start] = Cell(word, right=len(members))
                fill(level + 1, start, members)
            start += len(members)

    fill(0, 0, columns)
    return _apart(rows, way == "repeated") if way in ("no merges", "repeated") else rows


def _apart(rows: list[Row], is_repeated: bool) -> list[Row]:
    """Every cell of a merge on its own."""
    apart: list[Row] = [[Cell() for _ in row] for row in rows]
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            for down in range(cell.down if cell else 0):
                for right in range(cell.right if cell else 0):
                    if cell and (is_repeated or (not down and not right)):
                        apart[number + down][place + right] = Cell(cell.text)
    return apart


_COUNTS: Mapping[str, Callable[[int], str]] = {
    "brackets": "（{}）".format,
    "letters": lambda number: chr(ord("A") + number - 1),
    "formulas": lambda number: f"{number}={number + 1}+{number + 2}" if number % 3 == 0 else str(number),
}


def count_row(columns: list[Col], ways: Ways) -> Row | None:
    """The row that numbers the columns; None where the county prints none."""
    way = ways["count"]
    if way == "none":
        return None
    words: list[str] = []
    number = 0
    for place, column in enumerate(columns):
        if column.kind == "serial":
            words.append("栏次" if way not in ("lan ci bare", "jia yi") else "")
            continue
        if way == "jia yi" and column.kind in ("code", "name", "label", "both"):
            words.append("甲乙丙丁"[min(place, 3)])
            continue
        number += 1
        words.append(_COUNTS.get(way, str)(number))
    return [Cell(word) for word in words]
