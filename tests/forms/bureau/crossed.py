"""County workbooks that stand crosswise to the form: units as rows, where the form has lines or codes; side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.records import Address, Unit
from tests.forms.bureau.counties import COLUMNS, NAMES, Budget, columns_first, county, money

Lines = dict[str, int]
"""Amounts of 分 by line of the “三公” table."""
LEAVES = ("abroad", "reception", "car.purchase", "car.running")
ORDER = ("total", "abroad", "reception", "car", "car.purchase", "car.running")
LABELS = {
    "total": "“三公”经费合计",
    "abroad": "因公出国（境）费",
    "reception": "公务接待费",
    "car": "公务用车购置及运行维护费",
    "car.purchase": "公务用车购置费",
    "car.running": "公务用车运行维护费",
}


@dataclass(frozen=True)
class OfUnit:
    """What one unit has in the workbook: its codes, and its “三公” by line."""

    budget: Budget
    lines: Lines

    @property
    def unit(self) -> Unit:
        return self.budget.unit


def units_of(seed: int, count: int = 4) -> tuple[Random, list[OfUnit]]:
    rng = Random(seed)
    return rng, [OfUnit(one, summed(_leaves(rng))) for one in county(seed, count)]


def _leaves(rng: Random) -> Lines:
    wanted = [leaf for leaf in LEAVES if rng.random() < 0.6] or ["reception"]
    return {leaf: rng.randint(1, 3_000_000) for leaf in wanted}


def summed(leaves: Lines) -> Lines:
    """The leaves with the lines that are their sums."""
    car = sum(fen for leaf, fen in leaves.items() if leaf.startswith("car."))
    total = sum(leaves[leaf] for leaf in LEAVES if leaf in leaves)
    return {**leaves, **({"car": car} if car else {}), "total": total}


def together(ones: Sequence[Lines]) -> Lines:
    return {line: sum(one.get(line, 0) for one in ones) for line in ORDER if any(line in one for one in ones)}


def parts_of(rng: Random, lines: Lines, count: int) -> list[Lines]:
    """The lines split between so many projects."""
    parts: list[Lines] = [{} for _ in range(count)]
    for leaf in LEAVES:
        left = lines.get(leaf, 0)
        for part in parts[:-1]:
            share = rng.randint(0, left)
            left -= share
            if share:
                part[leaf] = share
        if left:
            parts[-1][leaf] = left
    return [summed(part) for part in parts]


def amounts(lines: Mapping[str, int], order: Sequence[str] = ORDER, scale: int = 1) -> list[Decimal | None]:
    found = (money(lines.get(line)) for line in order)
    return [None if amount is None else amount * scale for amount in found]


Truth = Mapping[Address, int | None]


def truth(
    one: OfUnit, tables: Sequence[str], order: Sequence[str] = ORDER, column: str = "total"
) -> dict[Address, int]:
    """What is to be read of a unit: these tables of codes, and these lines."""
    found = {Address("T9", line, column): one.lines[line] for line in order if line in one.lines}
    for table in tables:
        for code, sums in one.budget.rows(table):
            found |= {Address(table, code or "total", name): fen for name, fen in sums.items()}
    return found


Printed = tuple[Workbook, dict[Unit, dict[Address, int]]]


def _book(units: Sequence[OfUnit], tables: Sequence[str] = ("T3", "T5")) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        columns_first(book.create_sheet(COLUMNS[table][0]), table, [one.budget for one in units])
    return book


def _all_of(
    units: Sequence[OfUnit], tables: Sequence[str] = ("T3", "T5"), order: Sequence[str] = ORDER
) -> dict[Unit, dict[Address, int]]:
    return {one.unit: truth(one, tables, order) for one in units}


def _two_levels(sheet: Worksheet, before: Sequence[str]) -> None:
    """A head of two rows: 公务用车购置及运行费 over its sum and its parts."""
    top, last = sheet.max_row + 1, len(before) + 6
    for column, caption in enumerate((*before, "合计", "因公出国（境）费", "公务接待费"), start=1):
        sheet.cell(top, column, caption)
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
    sheet.cell(top, last - 2, "公务用车购置及运行费")
    sheet.merge_cells(start_row=top, end_row=top, start_column=last - 2, end_column=last)
    for column, caption in enumerate(("小计", "购置费", "运行维护费"), start=last - 2):
        sheet.cell(top + 1, column, caption)


def a_row_each(seed: int) -> Printed:
    """One row a unit under a head of two rows, the sum of the county on top."""
    _, units = units_of(seed)
    book = _book(units)
    sheet = book.create_sheet("三公经费")
    sheet.append(["2025年“三公”经费支出表"])
    sheet.append(["单位：万元"])
    _two_levels(sheet, ("单位编码", "单位名称"))
    sheet.append([None, "全县合计", *amounts(together([one.lines for one in units]))])
    for one in units:
        sheet.append([one.unit.code, one.unit.name, *amounts(one.lines)])
    return book, _all_of(units)


def of_one_funding(seed: int) -> Printed:
    """The title names the funding; the names of units stand alone, the sum of the county below them."""
    _, units = units_of(seed)
    book = _book(units)
    sheet = book.create_sheet("表9")
    sheet.append(["一般公共预算“三公”经费支出表"])
    sheet.append(["预算单位", *(LABELS[line] for line in ORDER)])
    for one in units:
        sheet.append([one.unit.name, *amounts(one.lines)])
    sheet.append(["合计", *amounts(together([one.lines for one in units]))])
    return book, {one.unit: truth(one, ("T3", "T5"), column="general") for one in units}


def by_project(seed: int) -> Printed:
    """The rows of a unit are its projects, below them its sum."""
    rng, units = units_of(seed)
    book = _book(units)
    sheet = book.create_sheet("三公")
    sheet.append(["2025年部门预算财政拨款“三公”经费支出表"])
    sheet.append(["单位：万元"])
    _two_levels(sheet, ("单位编码", "单位名称", "项目名称", "科目编码"))
    for one in units:
        parts = parts_of(rng, one.lines, rng.randint(1, 3))
        for name, code, part in zip(
            ("公用经费", "业务费", "执法"), ("2130301", "2130302", "2130302"), parts, strict=False
        ):
            sheet.append([one.unit.code, one.unit.name, name, code, *amounts(part)])
        sheet.append([one.unit.code, one.unit.name, "小计", None, *amounts(one.lines)])
    sheet.append([None, "合计", None, None, *amounts(together([one.lines for one in units]))])
    return book, _all_of(units)


def by_project_merged(seed: int) -> Printed:
    """Units merged over their projects, no sum of a unit nor of the county, captions in other words."""
    rng, units = units_of(seed)
    book = _book(units)
    sheet = book.create_sheet("“三公”经费支出表")
    sheet.append(["编制单位：清溪县财政局", None, "单位：万元"])
    sheet.append(["单位名称", "项目", "因公出国费", "接待费", "公务用车购置费", "公务用车运行费"])
    for one in units:
        first = sheet.max_row + 1
        for number, part in enumerate(parts_of(rng, one.lines, 2)):
            sheet.append([None if number else one.unit.name, f"项目{number + 1}", *amounts(part, LEAVES)])
        sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=1, end_column=1)
    return book, _all_of(units, order=LEAVES)


def by_funding(seed: int) -> Printed:
    """The rows of a unit are its funding, above them its sum."""
    rng, units = units_of(seed)
    book = _book(units)
    sheet = book.create_sheet("三公")
    sheet.append(["2025年财政拨款三公经费支出表"])
    _two_levels(sheet, ("预算单位", "资金性质"))
    found = _all_of(units)
    for one in units:
        general, fund = parts_of(rng, one.lines, 2)
        name = f"{one.unit.code}-{one.unit.name}"
        sheet.append([name, "小计", *amounts(one.lines)])
        sheet.append([name, "一般公共预算拨款", *amounts(general)])
        sheet.append([name, "政府性基金预算拨款", *amounts(fund)])
        found[one.unit] |= {Address("T9", line, "general"): fen for line, fen in general.items()}
        found[one.unit] |= {Address("T9", line, "fund"): fen for line, fen in fund.items()}
    sheet.append(["总计", None, *amounts(together([one.lines for one in units]))])
    return book, found


def two_years(seed: int) -> Printed:
    """Last year, this year and the difference side by side, in 元."""
    rng, units = units_of(seed)
    book = _book(units)
    order = ("total", "abroad", "car", "reception")
    sheet = book.create_sheet("三公经费对比")
    sheet.append(["三公经费预算表"])
    sheet.append(["单位：元"])
    sheet.append(["单位代码", "预算单位名称"])
    for number, caption in enumerate(("2024年预算数", "2025年预算数", "比上年增减")):
        sheet.cell(3, 3 + 4 * number, caption)
        sheet.merge_cells(start_row=3, end_row=3, start_column=3 + 4 * number, end_column=6 + 4 * number)
        for place, caption in enumerate(("合计", "因公出国（境）费用", "公务用车购置及运行费", "公务接待费")):
            sheet.cell(4, 3 + 4 * number + place, caption)
    before = [summed(_leaves(rng)) for _ in units]

    def row(old: Lines, new: Lines) -> list[Decimal | None]:
        more = {line: new.get(line, 0) - old.get(line, 0) for line in order}
        return [cell for lines in (old, new, more) for cell in amounts(lines, order, 10_000)]

    sheet.append(["合计", None, *row(together(before), together([one.lines for one in units]))])
    for one, old in zip(units, before, strict=True):
        sheet.append([one.unit.code, one.unit.name, *row(old, one.lines)])
    return book, _all_of(units, order=order)


def units_across(seed: int) -> Printed:
    """The lines of the form as rows, a column for each unit and one for the county."""
    _, units = units_of(seed)
    book = _book(units)
    sheet = book.create_sheet("三公经费")
    sheet.append(["2025年财政拨款“三公”经费支出表"])
    sheet.append(["单位：万元"])
    sheet.append(["项目", "全县合计", *(one.unit.name for one in units)])
    for line in ORDER:
        of_all = together([one.lines for one in units])
        sheet.append([LABELS[line], *(money(lines.get(line)) for lines in (of_all, *(one.lines for one in units)))])
    return book, _all_of(units)


def units_over_columns(seed: int) -> Printed:
    """Each unit over three columns of codes, and the county too; the “三公” of all units below on the same sheet."""
    _, units = units_of(seed)
    book = _book(units, ("T3",))
    sheet = book.create_sheet("一般公共预算支出")
    sheet.append(["2025年一般公共预算财政拨款支出表"])
    sheet.append(["科目编码", "科目名称"])
    names = ("全县合计", *(f"{one.unit.code}{one.unit.name}" for one in units))
    for number, name in enumerate(names):
        left = 3 + 3 * number
        sheet.cell(2, left, name)
        sheet.merge_cells(start_row=2, end_row=2, start_column=left, end_column=left + 2)
        for place, caption in enumerate(("合计", "基本支出", "项目支出")):
            sheet.cell(3, left + place, caption)
    rows = [dict(one.budget.rows("T5")) for one in units]
    found = _all_of(units)
    for code in sorted({code for each in rows for code in each}):
        own = [each.get(code, {}) for each in rows]
        of_all = {name: sum(each.get(name, 0) for each in own) for name in ("basic", "project")}
        blocks = ([sum(each.values()), each.get("basic"), each.get("project")] for each in (of_all, *own))
        sheet.append([code or None, NAMES["T5"].get(code, "合计"), *(money(fen or None) for b in blocks for fen in b)])
        for one, each in zip(units, own, strict=True):
            found[one.unit] |= {Address("T5", code or "total", "total"): sum(each.values())} if each else {}
    sheet.append([])
    sheet.append(["“三公”经费支出表"])
    sheet.append(["项目", None, *(one.unit.name for one in units)])
    for line in ORDER:
        sheet.append([LABELS[line], None, *(money(one.lines.get(line)) for one in units)])
    return book, found


def departments_with_units(seed: int) -> Printed:
    """Departments above their units with the sums of them, serial numbers, numbers of columns, a note."""
    _, units = units_of(seed, 6)
    units = [
        replace(one, budget=replace(one.budget, unit=Unit(f"{301 + place // 3}{place % 3 + 1:03}", one.unit.name)))
        for place, one in enumerate(units)
    ]
    book = _book(units)
    sheet = book.create_sheet("三公")
    sheet.append(["附表9  2025年县级部门“三公”经费支出表（万元）"])
    sheet.append(["序号", "单位编码", "单位名称", *(LABELS[line] for line in ORDER)])
    sheet.append(["栏次", None, None, *range(1, 7)])
    sheet.append([None, None, "总计", *amounts(together([one.lines for one in units]))])
    rows: list[tuple[str, str, Lines]] = []
    for department, name in enumerate(("农业农村局", "教育局")):
        own = units[3 * department : 3 * department + 3]
        rows.append((f"{301 + department}", name, together([one.lines for one in own])))
        rows += [(one.unit.code, f"  {one.unit.name}", one.lines) for one in own]
    for number, (code, name, lines) in enumerate(rows, start=1):
        sheet.append([number, code, name, *amounts(lines)])
    sheet.append(["注：公务用车含执法执勤用车。"])
    return book, _all_of(units)


def totals_alone(seed: int) -> Printed:
    """A row for each unit and no codes, in a table that the form has by codes."""
    _, units = units_of(seed)
    book = _book(units, ())
    sheet = book.create_sheet("支出")
    sheet.append(["2025年全县部门支出汇总表"])
    sheet.append(["序号", "单位编码", "单位名称", "合计", "基本支出", "项目支出"])
    sums = [dict(one.budget.rows("T3"))[""] for one in units]
    of_all = {name: sum(each[name] for each in sums) for name in ("basic", "project")}
    sheet.append([None, None, "合计", *(money(fen) for fen in (sum(of_all.values()), *of_all.values()))])
    found = {}
    for number, (one, own) in enumerate(zip(units, sums, strict=True), start=1):
        row = [sum(own.values()), own["basic"], own["project"]]
        sheet.append([number, one.unit.code, one.unit.name, *map(money, row)])
        found[one.unit] = {
            Address("T3", "total", name): fen for name, fen in zip(("total", "basic", "project"), row, strict=True)
        }
    return book, found


BOTH_SIDES = {
    "收入": {
        "income.general": "一般公共预算拨款收入",
        "income.year": "本年收入合计",
        "income.carry": "上年结转结余",
        "income.total": "合计",
    },
    "支出": {"expenditure.205": "教育支出", "expenditure.213": "农林水支出", "expenditure.total": "合计"},
}


def both_sides(seed: int) -> Printed:
    """收支总表 with a row for each unit: income and expenditure beside each other in the head, each with its sum."""
    rng, units = units_of(seed)
    book = _book(units, ())
    sheet = book.create_sheet("收支")
    sheet.append(["2025年县级部门收支总表（万元）"])
    lines = [line for side in BOTH_SIDES.values() for line in side]
    captions = [caption for side in BOTH_SIDES.values() for caption in side.values()]
    sheet.append(
        ["预算单位", *(head if not place else None for head in BOTH_SIDES for place, _ in enumerate(BOTH_SIDES[head]))]
    )
    sheet.append([None, *captions])
    left = 2
    for side in BOTH_SIDES.values():
        sheet.merge_cells(start_row=2, end_row=2, start_column=left, end_column=left + len(side) - 1)
        left += len(side)
    sheet.merge_cells("A2:A3")
    given: list[Lines] = []
    for _ in units:
        general, carry, school = (rng.randint(1, 9_000_000) for _ in range(3))
        total = general + carry + school
        amounts_of = (general + school, general + school, carry, total, school, total - school, total)
        given.append(dict(zip(lines, amounts_of, strict=True)))
    for one, own in zip(units, given, strict=True):
        sheet.append([f"{one.unit.code}{one.unit.name}", *amounts(own, lines)])
    sheet.append(["合计", *(money(sum(own[line] for own in given)) for line in lines)])
    return book, {
        one.unit: {Address("T1", line, "amount"): fen for line, fen in own.items()}
        for one, own in zip(units, given, strict=True)
    }


CROSSED: dict[str, Callable[[int], Printed]] = {
    shape.__name__: shape
    for shape in (
        a_row_each,
        of_one_funding,
        by_project,
        by_project_merged,
        by_funding,
        two_years,
        units_across,
        units_over_columns,
        departments_with_units,
        totals_alone,
        both_sides,
    )
}
