"""The columns of a table as a county prints them, and the captions over them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from forms.form.model import Table
from tests.strangers.drawn import Cell, Row
from tests.strangers.ways import Ways

_LEVEL_CODES = ("类", "款", "项")


@dataclass(frozen=True, slots=True)
class Col:
    """A printed column: what stands in it (`kind`), of which declared column and side, under which captions."""

    kind: str
    id: str
    path: tuple[str, ...]
    side: str = ""
    part: int = 0
    """Which part of the code stands in it, from 1; 0 for all of it."""


def columns_of(table: Table, ways: Ways, unit: str, year: int) -> list[Col]:
    """The columns of a table from left to right."""
    columns = [Col(c.kind, c.id, c.path, c.side) for c in table.columns]
    columns = _serials(columns, ways)
    if table.layout == "codes":
        columns = _codes(columns, ways)
    columns = _captioned(columns, ways, unit, year)
    if table.id in ("T1", "T3", "T5", "T9"):
        columns = _with_last(columns, ways, year, of_sides=table.layout == "sides")
    columns += _more(ways)
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
            case (("three columns" | "three by level" | "repeated class"), "code"):
                made += [
                    Col("code", "code", (*above, column.path[-1], word), part=place)
                    for place, word in enumerate(_LEVEL_CODES, start=1)
                ]
            case (("one cell" | "joined by dash" | "bracketed code"), "code"):
                made.append(Col("both", "name", (*above, "科目编码及名称") if above else ("科目编码及名称",)))
            case (("one cell" | "joined by dash" | "bracketed code"), "name"):
                pass
            case "name only indented", "code":
                pass
            case _:
                made.append(column)
    return made


def _captioned(columns: list[Col], ways: Ways, unit: str, year: int) -> list[Col]:
    """The columns under captions as this county words them."""
    made = []
    for column in columns:
        path = column.path
        if ways["unit"].endswith("in the captions") and column.kind == "money":
            path = (*path[:-1], f"{path[-1]}（{unit}）")
        match ways["head"]:
            case "one row":
                path = ("-".join(path),) if len(path) > 1 and column.kind == "money" else path[-1:]
            case "slash":
                path = ("/".join(path),)
            case "line breaks":
                path = tuple(f"{word[:4]}\n{word[4:]}" if len(word) > 6 else word for word in path)
            case "spaced" | "spaced wide" if column.kind != "serial":
                gap = "  " if ways["head"] == "spaced" else "　　"
                path = tuple(gap.join(word) if len(word) == 2 else word for word in path)
            case "level above" if column.kind == "money":
                path = (*path[:-1], path[-1]) if len(path) > 1 else ("金额", *path)
            case "two levels above" if column.kind == "money" and not column.side:
                path = (f"{year}年预算情况", "其中", *path)
            case "year over" if column.kind == "money" and not column.side:
                path = (f"{year}年预算数", *path)
        made.append(replace(column, path=path))
    return made


def _with_last(columns: list[Col], ways: Ways, year: int, *, of_sides: bool) -> list[Col]:
    """The columns of the year before beside those of this one."""
    way, money = ways["last"], [column for column in columns if column.kind == "money"]
    if not way:
        return columns
    now, before, change = f"{year}年预算数", f"{year - 1}年预算数", "增减额"
    if of_sides or way in ("interleaved", "difference"):
        made = []
        for column in columns:
            if column.kind != "money":
                made.append(column)
                continue
            over = column.path[:-1] if of_sides else column.path
            last = Col("last", column.id, (*over, before), column.side)
            this = replace(column, path=(*over, now))
            both = [last, this] if way in ("before", "interleaved") else [this, last]
            made += both + ([Col("change", column.id, (*over, change), column.side)] if way == "difference" else [])
        return made
    first = columns.index(money[0])
    last_ones = [Col("last", column.id, (before, *column.path)) for column in money]
    this_ones = [replace(column, path=(now, *column.path)) for column in money]
    both = [*last_ones, *this_ones] if way == "before" else [*this_ones, *last_ones]
    if way == "tail":
        both = [*money, Col("last", "total", ("上年预算数",))]
    return [*columns[:first], *both]


def _more(ways: Ways) -> list[Col]:
    words = {
        "remark": [("remark", "备注")],
        "percent": [("percent", "占比（%）")],
        "growth": [("percent", "增长率")],
        "purpose": [("remark", "资金用途")],
        "two remarks": [("remark", "备注1"), ("remark", "备注2")],
    }
    return [Col(kind, kind, (word,)) for kind, word in words.get(ways["more"], [])]


def head_rows(columns: list[Col]) -> list[Row]:
    """The captions, equal ones merged to the right and the last of a short chain merged downwards."""
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
    return rows


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
        words.append(f"（{number}）" if way == "brackets" else str(number))
    return [Cell(word) for word in words]
