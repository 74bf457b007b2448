"""Columns that single tables have in some counties only: a third block, parts of a column, amounts in two units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from forms.form.model import Table
from models.money import Fen
from tests.strangers.drawn import Cell, Col, Drawn, Numbers, Row
from tests.strangers.paper import Lines
from tests.strangers.ways import Ways

_STAFF = ("208", "210", "221")
"""Classes whose basic expenditure is all for staff."""
BLOCKS: Mapping[str, tuple[str, Sequence[str]]] = {
    "T1 three blocks": (
        "支出经济分类科目",
        ("一、工资福利支出", "二、商品和服务支出", "三、对个人和家庭的补助", "四、资本性支出"),
    ),
    "T1 by nature": ("支出性质", ("一、基本支出", "人员经费", "公用经费", "二、项目支出")),
}
"""By way: the caption of the third block and its lines."""
_GOVERNMENT = {
    "301": ("501", "机关工资福利支出"),
    "302": ("502", "机关商品和服务支出"),
    "303": ("509", "对个人和家庭的补助"),
}


def own_columns(columns: list[Col], table: Table, ways: Ways) -> list[Col]:
    """The columns as the county has them for this table."""
    match ways["own"], table.id:
        case (("T1 three blocks" | "T1 by nature"), "T1"):
            word = BLOCKS[ways["own"]][0]
            made = [
                replace(c, path=("支出", "功能分类科目")) if c.id == "label" and c.side == "expenditure" else c
                for c in columns
            ]
            return [*made, Col("third label", "", ("支出", word)), Col("third amount", "", ("支出", "金额"))]
        case "carry first", "T2":
            carry = replace(next(c for c in columns if c.id == "carry"), path=("上年结转结余",))
            rest = [c for c in columns if c.id != "carry"]
            at = next(place for place, c in enumerate(rest) if c.id == "year")
            return [*rest[:at], carry, *rest[at:]]
        case "basic split", ("T3" | "T5"):
            parts = [Col("part", "staff", ("基本支出", "人员经费")), Col("part", "public", ("基本支出", "公用经费"))]
            at = next(place for place, c in enumerate(columns) if c.id == "basic")
            return [*columns[:at], replace(columns[at], path=("基本支出", "小计")), *parts, *columns[at + 1 :]]
        case "government codes", "T6":
            above = "政府预算支出经济分类科目"
            own = [Col("government", "code", (above, "科目编码")), Col("government", "name", (above, "科目名称"))]
            at = next(place for place, c in enumerate(columns) if c.kind == "money")
            return [*columns[:at], *own, *columns[at:]]
        case "T9 compared", "T9":
            label = [c for c in columns if c.kind in ("serial", "label")]
            words = (("last", "上年预算数"), ("money", "本年预算数"), ("change", "增减额"), ("percent", "增减率（%）"))
            return [
                *label,
                *(Col(kind, "total", (word,)) for kind, word in words),
                Col("remark", "remark", ("变动原因",)),
            ]
    return columns


def in_two_units(columns: list[Col], way: str) -> list[Col]:
    """Every column of money with the same amounts in 元 beside it."""
    if not way:
        return columns
    made: list[Col] = []
    for column in columns:
        if column.kind != "money":
            made.append(column)
            continue
        *above, last = column.path
        both = [
            replace(column, path=(*above, f"{last}（万元）")),
            Col("yuan", column.id, (*above, f"{last}（元）"), column.side),
        ]
        made += both[::-1] if way == "yuan before" else both
    return made


def hidden_yuan(columns: Sequence[Col], way: str) -> set[int]:
    """The places of the columns in 元 where they are hidden."""
    return {place for place, column in enumerate(columns) if column.kind == "yuan"} if way == "yuan hidden" else set()


def part_of(lines: Lines, key: str, part: str) -> Fen:
    """What of the basic expenditure of a line is for staff, or for the office; parents are the sum of their leaves."""
    start = "" if key == "total" else key
    found = 0
    for leaf, cells in lines.items():
        if len(leaf) == 7 and leaf.startswith(start):
            basic = cells.get("basic", 0)
            staff = basic if leaf[:3] in _STAFF else basic // 20_000 * 10_000
            found += staff if part == "staff" else basic - staff
    return found


def own_cell(column: Col, key: str, lines: Lines, numbers: Numbers) -> Cell:
    """The cell of a column that only this county has."""
    match column.kind:
        case "part":
            return numbers.cell(part_of(lines, key, column.id))
        case "yuan":
            return replace(numbers, unit="元").cell(lines.get(key, {}).get(column.id))
        case "government" if key in lines and key != "total":
            return Cell(_GOVERNMENT.get(key[:3], ("599", "其他支出"))[0 if column.id == "code" else 1])
    return Cell()


def third_block(rows: Sequence[Row], columns: Sequence[Col], lines: Lines, numbers: Numbers, way: str) -> None:
    """Fill the block that stands to the right of both sides, from the first row down and in the last one."""
    if way not in BLOCKS or columns[-1].kind != "third amount":
        return
    words, whole = BLOCKS[way][1], lines["income.total"]["amount"]
    share = whole // (10_000 * len(words)) * 10_000
    amounts = [share] * (len(words) - 1)
    amounts = [*amounts, whole - sum(amounts)]
    if way == "T1 by nature":
        amounts = [share * 2, share, share, whole - share * 2]
    for row, word, fen in zip(rows, words, amounts, strict=False):
        row[-2], row[-1] = Cell(word), numbers.cell(fen)
    rows[-1][-2], rows[-1][-1] = Cell("支出总计"), numbers.cell(whole)


def lying_visits(table: Table, lines: Lines, before: Lines, numbers: Numbers, year: int) -> list[Row]:
    """The “三公” with its lines as captions, this year and the last as rows; the first two rows are captions."""
    shown = [line for line in table.rows if line.key in lines or line.key in ("abroad", "car.purchase")]
    top: Row = [Cell("年度", down=2)]
    below: Row = [None]
    cars = [line for line in shown if line.key.startswith("car")]
    for line in shown:
        word = line.label.removeprefix("其中：")
        if line not in cars:
            top.append(Cell(word, down=2))
            below.append(None)
        else:
            top.append(Cell("公务用车购置及运行费", right=len(cars)) if line is cars[0] else None)
            below.append(Cell("小计" if line.key == "car" else word))
    now: Row = [Cell(f"{year}年预算数")]
    last: Row = [Cell(f"{year - 1}年预算数")]
    for line in shown:
        now.append(numbers.cell(lines.get(line.key, {}).get("total"), f"T9/{line.key}/total"))
        last.append(numbers.cell(before.get(line.key, {}).get("total")))
    return [top, below, last, now]


def merged_class(drawn: Drawn, columns: Sequence[Col]) -> None:
    """The first column of a code in parts is merged over all rows of its class, as the second over its items."""
    places = [place for place, column in enumerate(columns) if column.kind == "code" and column.part in (1, 2)]
    rows = drawn.rows[drawn.head :]
    for deep, place in enumerate(places, start=1):
        start = 0
        while start < len(rows):
            end = start + 1
            key = _code(rows[start], places[:deep])
            while end < len(rows) and all(key) and _code(rows[end], places[:deep]) == key:
                end += 1
            first = rows[start][place]
            if first is not None and end - start > 1:
                _merge_down(rows[start:end], place)
            start = end


def _code(row: Row, places: Sequence[int]) -> tuple[str, ...]:
    return tuple(cell.text if (cell := row[place]) else "" for place in places)


def _merge_down(rows: Sequence[Row], place: int) -> None:
    first = rows[0][place]
    if first is not None:
        rows[0][place] = replace(first, down=len(rows))
        for row in rows[1:]:
            row[place] = None
