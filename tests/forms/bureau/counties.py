"""Invented counties: units with amounts by code, printed in one workbook in the shapes in which systems export them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.records import Unit

YEAR = 2025
KIND = "单位"
BODIES = ("水利局", "林业和草原局", "供销合作社联合社", "第三中学", "妇幼保健院", "殡仪馆", "文化馆", "残疾人联合会")
FUNCTIONAL = {
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "213": "农林水支出",
    "21303": "水利",
    "2130301": "行政运行",
    "2130302": "一般行政管理事务",
    "2130306": "水利工程运行与维护",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
}
ECONOMIC = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "30108": "机关事业单位基本养老保险缴费",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30211": "差旅费",
}
Amounts = dict[tuple[str, str], int]
"""Amounts of 分 by code and column."""


@dataclass(frozen=True)
class Budget:
    """What one unit has: by table its leaves."""

    unit: Unit
    leaves: dict[str, Amounts] = field(default_factory=dict)

    def rows(self, table: str) -> Iterator[tuple[str, dict[str, int]]]:
        """The total (a blank code) and every code that stands in the table, with what each column has."""
        leaves = self.leaves[table]
        codes = sorted({code[:n] for code, _ in leaves for n in (3, 5, 7) if n <= len(code)})
        for code in ("", *codes):
            sums: dict[str, int] = {}
            for (leaf, column), fen in leaves.items():
                if leaf.startswith(code):
                    sums[column] = sums.get(column, 0) + fen
            yield code, sums


COLUMNS: dict[str, tuple[str, dict[str, str]]] = {
    "T2": ("单位预算收入总表", {"fiscal": "财政拨款收入", "service": "事业收入", "carry": "上年结转"}),
    "T3": ("单位预算支出总表", {"basic": "基本支出", "project": "项目支出"}),
    "T5": ("单位预算一般公共预算财政拨款支出表", {"basic": "基本支出", "project": "项目支出"}),
    "T6": ("单位预算一般公共预算财政拨款基本支出表", {"staff": "人员经费", "public": "公用经费"}),
}
NAMES = {"T2": FUNCTIONAL, "T3": FUNCTIONAL, "T5": FUNCTIONAL, "T6": ECONOMIC}


def county(seed: int, units: int = 4) -> list[Budget]:
    """So many units with amounts of their own; each adds up, and income is expenditure."""
    rng = Random(seed)
    found = []
    for number, body in enumerate(rng.sample(BODIES, units), start=1):
        unit = Unit(f"{300 + 7 * number}001", f"清溪县{body}")
        basic = {(code, "basic"): rng.randint(1, 90_000_000) for code in ("2080505", "2130301", "2210201")}
        wanted = rng.sample(("2130302", "2130306"), rng.randint(1, 2))
        projects = {(code, "project"): rng.randint(1, 90_000_000) for code in wanted}
        spent = {**basic, **projects}
        income = {(code, rng.choice(("fiscal", "fiscal", "service", "carry"))): fen for (code, _), fen in spent.items()}
        staff = {(code, "staff"): rng.randint(1, 9_000_000) for code in ("30101", "30108")}
        public = {(code, "public"): rng.randint(1, 9_000_000) for code in ("30201", "30211")}
        found.append(Budget(unit, {"T2": income, "T3": spent, "T5": dict(spent), "T6": {**staff, **public}}))
    return found


Shape = Callable[[Worksheet, str, list[Budget]], None]


def money(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 1_000_000


def _head(sheet: Worksheet, table: str, captions: list[str], title: str = "") -> None:
    title = title or f"{YEAR}年{COLUMNS[table][0]}"
    sheet.append([title])
    sheet.append(["单位：万元"])
    sheet.append(captions)


def _captions(table: str) -> list[str]:
    return ["科目编码", "科目名称", *COLUMNS[table][1].values()]


def _cells(table: str, code: str, sums: dict[str, int], total: str = "合计") -> list[Any]:
    amounts = [money(sums.get(column)) for column in COLUMNS[table][1]]
    return [code or None, NAMES[table].get(code, total), *amounts]


def _all(budgets: list[Budget], table: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for budget in budgets:
        for column, fen in dict(budget.rows(table))[""].items():
            found[column] = found.get(column, 0) + fen
    return found


def columns_first(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """Code and name of the unit before each row; the sum of the county on top, each unit's sum as its first row."""
    _head(sheet, table, ["单位编码", "单位名称", *_captions(table)])
    sheet.append([None, "全县合计", None, None, *_cells(table, "", _all(budgets, table))[2:]])
    for budget in budgets:
        for code, sums in budget.rows(table):
            sheet.append([budget.unit.code, budget.unit.name, *_cells(table, code, sums)])


def columns_last(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """Unit behind the amounts, code and name in one cell; the sum of each unit below its rows, no sum of the county."""
    _head(sheet, table, [*_captions(table), "预算单位"])
    for budget in budgets:
        total, *rows = budget.rows(table)
        for code, sums in (*rows, total):
            sheet.append([*_cells(table, code, sums), f"[{budget.unit.code}]{budget.unit.name}"])


def merged(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """The unit merged over its rows; below them its sum as 小计, at the end that of the county as 合计."""
    _head(sheet, table, ["单位编码", "单位名称", *_captions(table)])
    for budget in budgets:
        total, *rows = budget.rows(table)
        first = sheet.max_row + 1
        for number, (code, sums) in enumerate(rows):
            named = [budget.unit.code, budget.unit.name] if not number else [None, None]
            sheet.append([*named, *_cells(table, code, sums)])
        for column in (1, 2):
            sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=column, end_column=column)
        sheet.append([None, "小计", None, None, *_cells(table, "", total[1])[2:]])
    sheet.append([None, "合计", None, None, *_cells(table, "", _all(budgets, table))[2:]])


def blanks_below(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """The unit in its first row alone, the words 某某局小计 for its sum; the columns are numbered."""
    _head(sheet, table, ["序号", "单位名称", *_captions(table)])
    sheet.append([None, None, *range(1, len(_captions(table)) + 1)])
    for number, budget in enumerate(budgets, start=1):
        total, *rows = budget.rows(table)
        for place, (code, sums) in enumerate(rows):
            sheet.append([None if place else number, None if place else budget.unit.name, *_cells(table, code, sums)])
        sheet.append([None, f"{budget.unit.name}小计", None, None, *_cells(table, "", total[1])[2:]])


def unit_rows(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """Units among the codes: a row with the unit and its sum, below it the codes."""
    captions = ["单位/科目编码", "单位/科目名称", *COLUMNS[table][1].values()]
    _head(sheet, table, captions)
    sheet.append([None, "合计", *_cells(table, "", _all(budgets, table))[2:]])
    for budget in budgets:
        total, *rows = budget.rows(table)
        sheet.append([budget.unit.code, budget.unit.name, *_cells(table, "", total[1])[2:]])
        for code, sums in rows:
            sheet.append(_cells(table, code, sums))


IN_ONE_TABLE: dict[str, Shape] = {
    "columns first": columns_first,
    "columns last": columns_last,
    "merged": merged,
    "blanks below": blanks_below,
    "rows of units": unit_rows,
}


def one_table_each(shape: Shape, budgets: list[Budget]) -> Workbook:
    """A workbook with a sheet for each table, all units in it."""
    book = Workbook()
    book.remove(book.active)
    for table in COLUMNS:
        shape(book.create_sheet(COLUMNS[table][0]), table, budgets)
    return book


def one_sheet_each(budgets: list[Budget]) -> Workbook:
    """A workbook with a sheet for each unit, its tables below each other."""
    book = Workbook()
    book.remove(book.active)
    for number, budget in enumerate(budgets, start=1):
        sheet = book.create_sheet(f"单位{number}")
        for table in COLUMNS:
            sheet.append([f"{YEAR}年{COLUMNS[table][0]}"])
            sheet.append([f"预算单位编码及名称：[{budget.unit.code}]{budget.unit.name}", None, None, "单位：万元"])
            sheet.append(_captions(table))
            for code, sums in budget.rows(table):
                sheet.append(_cells(table, code, sums))
    return book


def saved(book: Workbook, folder: Path, name: str = "全县.xlsx") -> Path:
    path = folder / name
    book.save(path)
    return path


def printed(shape: str, budgets: list[Budget], folder: Path) -> list[Path]:
    """The county in files of that shape."""
    if shape == "sheet each":
        return [saved(one_sheet_each(budgets), folder)]
    if shape == "file each":
        return [saved(one_sheet_each([one]), folder, f"{one.unit.name}.xlsx") for one in budgets]
    return [saved(one_table_each(IN_ONE_TABLE[shape], budgets), folder)]


SHAPES = (*IN_ONE_TABLE, "sheet each", "file each")
