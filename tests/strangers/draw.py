"""The nine tables of a paper as a county draws them: the lines in its order, the amounts in its writing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from forms.form.model import Row as Line
from forms.form.model import Table
from tests.strangers.columns import columns_of, count_row, head_rows
from tests.strangers.drawn import Cell, Col, Drawn, Numbers, Row
from tests.strangers.own_codes import own_code, own_name
from tests.strangers.own_columns import hidden_yuan, lying_visits, merged_class, own_cell, third_block
from tests.strangers.paper import Lines, Paper
from tests.strangers.strewn import strewn
from tests.strangers.ways import Ways

NINE = tuple(f"T{number}" for number in range(1, 10))
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|其中：)")
_SHORT = {
    "T1": "收支总表",
    "T2": "收入总表",
    "T3": "支出总表",
    "T4": "财拨总表",
    "T5": "一般公共",
    "T6": "基本支出",
    "T7": "基金",
    "T8": "国资",
    "T9": "三公",
}
_TITLES = {
    "number before": "附表{number}：{title}",
    "county and year": "{name}{year}年{title}",
    "number behind": "{title}（附表{number}）",
    "bracketed number": "（表{number}）{title}",
    "year behind": "{title}（{year}年）",
    "of the unit": "{name}{title}",
}
_MONEY_LINES = {
    "english colon": "单位:{}",
    "bracketed": "（单位：{}）",
    "no colon": "单位 {}",
    "renminbi": "金额单位：人民币{}",
    "RMB": "单位：RMB {}",
    "currency": "币种：人民币　金额单位：{}",
    "english unit": "Unit: {}",
    "dated": "2024年1月　单位：{}",
}
_NO_MONEY_LINE = ("absent", "in the captions", "元 in the captions", "in the title", "below the head")
_CHINESE = "〇一二三四五六七八九"
_TOTALS = {
    "zong ji": "总计",
    "spaced": "合  计",
    "xiao ji": "小计",
    "colon": "合计：",
    "of which": "合计（本年）",
}


def nine(paper: Paper, ways: Ways) -> list[Drawn]:
    """The nine tables in the order of the county."""
    drawn = [_Drawer(paper, paper.form.tables[name], ways).draw() for name in NINE]
    rng = ways.rng("order")
    if ways["order"] == "turned":
        drawn.reverse()
    elif ways["order"] == "shuffled":
        rng.shuffle(drawn)
    return drawn


def unit_of(name: str, ways: Ways) -> str:
    """The unit of money in which a table is written."""
    match ways["unit"]:
        case "元" | "元 in the captions" | "元 first only":
            return "元"
        case "mixed":
            return ways.rng(f"unit {name}").choice(("元", "万元"))
        case "亿元 once":
            return "亿元" if name == ways.rng("unit").choice(("T1", "T2", "T4")) else "万元"
        case "千元":
            return "千元"
    return "万元"


def title_of(table: Table, paper: Paper, ways: Ways) -> list[list[str]]:
    """The title with what stands above it, a line each."""
    title, number = table.title, table.id[1:]
    if ways["quotes"] == "english":
        title = title.replace("“", '"').replace("”", '"')
    elif ways["quotes"]:
        title = title.replace("“", "‘" if ways["quotes"] == "single" else "").replace(
            "”", "’" if ways["quotes"] == "single" else ""
        )
    if ways["title"] == "copied once" and table.id == "T8":
        title = paper.form.tables["T7"].title
    return _lines_of_title(title, number, paper, ways)


def _lines_of_title(title: str, number: str, paper: Paper, ways: Ways) -> list[list[str]]:
    if ways["unit"] == "in the title":
        title += "（万元）"
    match ways["title"]:
        case "tab only" | "title in the head":
            return []
        case "number above":
            return [[f"附表{number}"], [title]]
        case "two lines":
            return [[f"{paper.name}{paper.year}年"], [title]]
        case "spaced":
            return [[" ".join(title)]]
        case "no department":
            return [[re.sub(r"^(?:部门|单位)预算", "", title)]]
    shape = _TITLES.get(ways["title"], "{title}")
    return [[shape.format(title=title, number=number, name=paper.name, year=paper.year)]]


def tab_of(table: Table, ways: Ways) -> str:
    """The name of the sheet."""
    number = table.id[1:]
    names = {
        "Sheet": f"Sheet{number}",
        "number": f"{int(number):02}",
        "short": f"附表{number}{_SHORT[table.id]}",
        "GK": f"GK0{number}",
        "roman": ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ"][int(number) - 1],
        "T9": f"T{number}",
        "of others": _SHORT[f"T{int(number) % 9 + 1}"],
        "Sheet copy": f"Sheet1 ({number})",
    }
    title = re.sub(r"[“”]", "", table.title)[:31]
    return title if ways["title"] == "tab only" else names.get(ways["tab"], title)


_BOTH = {
    "joined by dash": "{code}-{name}",
    "bracketed code": "[{code}]{name}",
    "no blank between": "{code}{name}",
    "code behind": "{name}（{code}）",
    "newline": "{code}\n{name}",
}
"""Code and name in one cell."""


class _Drawer:
    def __init__(self, paper: Paper, table: Table, ways: Ways) -> None:
        self.paper, self.table, self.ways = paper, table, ways
        self.lines: Lines = paper.tables[table.id]
        self.before: Lines = paper.last[table.id]
        self.unit = unit_of(table.id, ways)
        zero = ways["zero"]
        # LibreOffice writes this pattern as another one.
        style = "text" if ways["numbers"] == "format of 万" and ways.kind != "xlsx" else ways["numbers"] or "number"
        self.numbers = Numbers(self.unit, style, zero, ways["negative"] or "-")
        self.columns = columns_of(table, ways, self.unit, paper.year)
        self.rng = ways.rng(f"draw {table.id}")
        self.serial = 0

    def draw(self) -> Drawn:
        """The table."""
        above = [*title_of(self.table, self.paper, self.ways), *self._head_line()]
        if self.ways["title"] == "unit before":
            above.reverse()
        if self.ways["own"] == "T9 lying" and self.table.id == "T9":
            lying = lying_visits(self.table, self.lines, self.before, self.numbers, self.paper.year)
            return Drawn(
                "T9", tab_of(self.table, self.ways), above, lying, 2, self._below(), units=frozenset({self.unit})
            )
        head = head_rows(self.columns, self.ways["head"])
        count = count_row(self.columns, self.ways)
        if self.ways["head"] == "title in the head":
            head.insert(0, _whole_row(self.table.title, len(self.columns)))
        if self.ways["unit"] == "below the head":
            head.append(_whole_row(f"单位：{self.unit}", len(self.columns)))
        rows = [*head, *([count] if count else []), *self._body()]
        drawn = Drawn(self.table.id, tab_of(self.table, self.ways), above, rows, len(head))
        drawn.below, drawn.units = self._below(), frozenset({self.unit})
        drawn.hidden_columns = hidden_yuan(self.columns, self.ways["pairs"])
        if self.ways["code"] == "merged class" and self.table.layout == "codes":
            merged_class(drawn, self.columns)
        return drawn

    def _head_line(self) -> list[list[str]]:
        paper, way = self.paper, self.ways["unit"]
        who = self.rng.choice(
            (f"{paper.code}{paper.name}", f"单位名称：{paper.name}", f"填报单位：{paper.code} {paper.name}")
        )
        money = "" if way in _NO_MONEY_LINE else _MONEY_LINES.get(way, "单位：{}").format(self.unit)
        if way == "元 first only" and self.table.id != "T1":
            money = ""
        far = [""] * len(self.columns) if way == "far right" else []
        return [[*filter(None, (who, f"预算年度：{paper.year}")), *far, *filter(None, (money,))]]

    def _below(self) -> list[list[str]]:
        rows = {
            "signatures": [["单位负责人：张三", "财务负责人：李四", "填表人：王五"]],
            "dates": [["填报日期：2024年1月15日"]],
            "two columns of signatures": [["审核人：", "赵六"], ["联系电话：", "0335-8812345"]],
            "printed by": [["打印时间：2024-02-03 10:11:12", "第1页/共1页"]],
            "red note": [["注：本表金额保留两位小数，如有差异为四舍五入所致。"]],
            "memo row": [["补充资料：其中政府购买服务支出12.34万元"]],
        }
        note = [[self.table.empty_note]] if not self.lines and self.table.empty_note else []
        return note + rows.get(self.ways["below"], [])

    def _body(self) -> list[Row]:
        match self.table.layout:
            case "codes":
                rows = self._code_rows()
            case "sides":
                rows = list(self._side_rows())
                third_block(rows, self.columns, self.lines, self.numbers, self.ways["own"])
            case _:
                lines = [line for line in self.table.rows if self._is_shown(line)]
                rows = [self._row({"": line}) for line in lines]
        return self._strewn(rows)

    def _is_shown(self, line: Line) -> bool:
        return (
            self.ways["lines"] != "short" or line.key in self.lines or line.key.rpartition(".")[2] in ("year", "total")
        )

    # Rows of codes

    def _code_rows(self) -> list[Row]:
        codes = [key for key in self.lines if key != "total"]
        if codes and self.ways["rows"] == "whole catalogue" and self.table.id in ("T3", "T5", "T6"):
            known = self.paper.form.catalogue(self.table.catalogue).codes
            codes = sorted({*codes, *(code for code in known if not code.startswith(("23", "24")))})
        rows = [self._row({"": Line(code, self._name(code))}) for code in codes]
        if not rows or self.ways["total"] == "absent":
            return rows
        word = _TOTALS.get(self.ways["total"], self.table.row_by_key["total"].label)
        last = self._row({"": Line("total", self.paper.name if self.ways["total"] == "unit named" else word)})
        match self.ways["total"]:
            case "last":
                return [*rows, last]
            case "twice":
                return [last, *rows, self._row({"": Line("total", "总计")})]
            case "middle":
                return [*rows[: len(rows) // 2], last, *rows[len(rows) // 2 :]]
            case "unit below":
                return [last, self._unit_row(last), *rows]
            case "merged":
                _merge_total(last, self.columns)
        return [last, *rows]

    def _unit_row(self, total: Row) -> Row:
        """The row of the unit under the total, with the same amounts."""
        words = {"code": self.paper.code, "name": self.paper.name, "both": f"{self.paper.code}{self.paper.name}"}
        row: Row = []
        for column, cell in zip(self.columns, total, strict=True):
            word = words.get(column.kind, "") if column.part < 2 else ""
            row.append(Cell(word) if column.kind in words else replace(cell, place="") if cell else None)
        return row

    def _name(self, code: str) -> str:
        return own_name(code, self._known_name(code), self.ways["code"])

    def _known_name(self, code: str) -> str:
        return self.paper.form.catalogue(self.table.catalogue).name(code) or f"科目{code}"

    # Rows of two sides

    def _side_rows(self) -> Iterator[Row]:
        sides = [self._side(side) for side in self.table.sides]
        bodies, feet = zip(*sides, strict=True)
        for part, at_end in ((bodies, False), (feet, True)):
            height = max(map(len, part))
            for place in range(height):
                lines = {}
                for side, own in zip(self.table.sides, part, strict=True):
                    at = place - (height - len(own)) if at_end else place
                    if 0 <= at < len(own):
                        lines[side] = own[at]
                yield self._row(lines)

    def _side(self, side: str) -> tuple[list[Line], list[Line]]:
        """The lines of a side, and those that close it."""
        lines = [line for line in self.table.rows if line.side == side and self._is_shown(line)]
        foot = [line for line in lines if line.key.split(".")[1] in ("year", "carry", "total")]
        return [line for line in lines if line not in foot], foot

    # One row

    def _row(self, lines: Mapping[str, Line]) -> Row:
        self.serial += 1
        return [self._cell(column, lines) for column in self.columns]

    def _cell(self, column: Col, lines: Mapping[str, Line]) -> Cell:
        line = lines.get(column.side)
        if column.kind == "serial":
            return Cell(_serial(self.serial, self.ways["serial"]))
        if column.kind.startswith("unit "):
            return Cell(self.paper.code if column.kind == "unit code" else self.paper.name)
        if line is None:
            return Cell()
        place = f"{self.table.id}/{line.key}/{column.id}"
        match column.kind:
            case "money":
                return self.numbers.cell(self.lines.get(line.key, {}).get(column.id), place)
            case "last":
                return self.numbers.cell(self.before.get(line.key, {}).get(column.id))
            case "change":
                now, last = (part.get(line.key, {}).get(column.id, 0) for part in (self.lines, self.before))
                return self.numbers.cell(now - last)
            case "label":
                return Cell(self._label(line))
            case "percent":
                return Cell("12.5%", number=Decimal("0.125"), pattern="0.0%") if line.key in self.lines else Cell()
            case "code" | "name" | "both":
                return self._code_cell(column, line)
        return own_cell(column, line.key, self.lines, self.numbers)

    def _label(self, line: Line) -> str:
        ordinal = _ORDINAL.match(line.label)
        bare, code = _ORDINAL.sub("", line.label), line.key.rpartition(".")[2]
        match self.ways["lines"]:
            case "no ordinals":
                return bare
            case "bracketed" if ordinal:
                return f"（{ordinal[0].rstrip('、')}）{bare}"
            case "arabic ordinals" if ordinal and "：" not in ordinal[0]:
                return f"{self.serial}.{bare}"
            case "blank between":
                return f"{ordinal[0]} {bare}" if ordinal else line.label
            case "codes before" if code.isdigit():
                return f"{code}{bare}"
            case "class behind" if code.isdigit():
                return f"{line.label}（类）"
        return line.label

    def _code_cell(self, column: Col, line: Line) -> Cell:
        code = "" if line.key == "total" else line.key
        way, indent = self.ways["code"], "  " * (len(code) // 2 - 1)
        if not code and self.ways["total"] == "code column" and column.kind != "both":
            return Cell(line.label if column.kind == "code" and column.part < 2 else "")
        if column.kind == "name":
            return Cell(indent + line.label if way in ("indented", "name only indented") else line.label)
        if column.kind == "both":
            shape = _BOTH.get(way, "{indent}{code} {name}")
            return Cell(shape.format(code=code, name=line.label, indent=indent) if code else line.label)
        if column.part:
            start, end = ((0, 3), (3, 5), (5, 7))[column.part - 1]
            has = len(code) == end or (len(code) > start and way != "three by level")
            return Cell(code[start:end] if has else "")
        if way == "numbers" and code:
            return Cell(code, number=Decimal(code))
        if way in ("spaced levels", "dots") and code:
            return Cell((" " if way == "spaced levels" else ".").join(filter(None, (code[:3], code[3:5], code[5:]))))
        code = own_code(code, way, self.paper.code)
        return Cell("'" + code if way == "text with apostrophe" and code else code)

    def _strewn(self, rows: list[Row]) -> list[Row]:
        """The rows with what this county puts between and below them."""
        bodies = [body[0] for body in self.paper.bodies]
        return strewn(rows, self.columns, self.table, self.lines, self.numbers, self.ways, (self.paper.code, bodies))


def _serial(number: int, way: str) -> str:
    if way == "chinese" and number < 100:
        tens, ones = divmod(number, 10)
        return f"{_CHINESE[tens] if tens > 1 else ''}{'十' if tens else ''}{_CHINESE[ones] if ones else ''}"
    return f"{number}、" if way == "dotted" else str(number)


def _whole_row(text: str, wide: int) -> Row:
    """A row of one cell merged over all columns."""
    return [Cell(text, right=wide), *[None] * (wide - 1)]


def _merge_total(row: Row, columns: Sequence[Col]) -> None:
    """The word of the total over the columns of code and name."""
    places = [place for place, column in enumerate(columns) if column.kind in ("code", "name")]
    word = next((cell for place in places if (cell := row[place]) and cell.text), None)
    if word is None or places != [*range(places[0], places[-1] + 1)]:
        return
    for place in places:
        row[place] = None
    row[places[0]] = replace(word, right=len(places))
