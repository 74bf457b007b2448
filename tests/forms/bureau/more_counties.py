"""More shapes in which a county prints its units in one table: under headings, under two levels of captions, with sums
of several units among them, and signed at the foot."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.bureau.counties import COLUMNS, YEAR, Budget, Shape, _all, _captions, _cells, _head, money


def headed(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """单位：code and name, merged over the table, above the rows of each unit."""
    captions = _captions(table)
    _head(sheet, table, captions)
    for budget in budgets:
        sheet.append([f"单位：{budget.unit.code} {budget.unit.name}"])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(captions))
        for code, sums in budget.rows(table):
            sheet.append(_cells(table, code, sums))


def numbered(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """（一）某某局 with its sum above its rows, and no code; the sum of the county on top."""
    _head(sheet, table, _captions(table))
    sheet.append([None, "合计", *_cells(table, "", _all(budgets, table))[2:]])
    for number, budget in zip("一二三四五六七八", budgets, strict=False):
        total, *rows = budget.rows(table)
        sheet.append([None, f"（{number}）{budget.unit.name}", *_cells(table, "", total[1])[2:]])
        for code, sums in rows:
            sheet.append(_cells(table, code, sums))


def two_levels(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """单位 over 编码 and 名称; all amounts of a row in one column 合计 besides, and no column for sums of some."""
    names = list(COLUMNS[table][1].values())
    sheet.append([f"{YEAR}年{COLUMNS[table][0]}"])
    sheet.append(["单位：万元"])
    sheet.append(["单位", None, "科目", None, "合计", "其中"])
    sheet.append(["编码", "名称", "编码", "名称", None, *names])
    for area in ("A3:B3", "C3:D3", "E3:E4"):
        sheet.merge_cells(area)
    sheet.merge_cells(start_row=3, end_row=3, start_column=6, end_column=5 + len(names))
    for budget in budgets:
        for code, sums in budget.rows(table):
            key, name, *amounts = _cells(table, code, sums)
            sheet.append([budget.unit.code, budget.unit.name, key, name, money(sum(sums.values())), *amounts])


def code_behind(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """The name of the unit with its code in brackets, code and name of the line in one cell."""
    _head(sheet, table, ["单位", "科目", *COLUMNS[table][1].values()])
    for budget in budgets:
        for code, sums in budget.rows(table):
            _, name, *amounts = _cells(table, code, sums)
            sheet.append([f"{budget.unit.name}（{budget.unit.code}）", f"{code} {name}".strip(), *amounts])


def several_summed(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """Below every two units a sum that is no unit's; at the foot who made the table."""
    _head(sheet, table, ["单位编码", "单位名称", *_captions(table)])
    for number in range(0, len(budgets), 2):
        pair = budgets[number : number + 2]
        for budget in pair:
            for code, sums in budget.rows(table):
                sheet.append([budget.unit.code, budget.unit.name, *_cells(table, code, sums)])
        sheet.append([None, f"第{number // 2 + 1}业务股小计", None, None, *_cells(table, "", _all(pair, table))[2:]])
    sheet.append([None, "总计", None, None, *_cells(table, "", _all(budgets, table))[2:]])
    sheet.append(["制表人：", "张三", None, "审核人：", "李四"])


def among_names(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """单位/科目名称: the unit with its sum and no code, its lines with theirs."""
    _head(sheet, table, ["科目编码", "单位/科目名称", *COLUMNS[table][1].values()])
    for budget in budgets:
        total, *rows = budget.rows(table)
        sheet.append([None, budget.unit.name, *_cells(table, "", total[1])[2:]])
        for code, sums in rows:
            sheet.append(_cells(table, code, sums))


def coded_among_lines(sheet: Worksheet, table: str, budgets: list[Budget]) -> None:
    """The code and the name of the unit with its sum above its lines, and no caption says so."""
    _head(sheet, table, _captions(table))
    for budget in budgets:
        total, *rows = budget.rows(table)
        sheet.append([int(budget.unit.code), budget.unit.name, *_cells(table, "", total[1])[2:]])
        for code, sums in rows:
            sheet.append(_cells(table, code, sums))


MORE_SHAPES: dict[str, Shape] = {
    "headed": headed,
    "numbered": numbered,
    "two levels": two_levels,
    "code behind": code_behind,
    "several summed": several_summed,
    "among names": among_names,
    "coded among lines": coded_among_lines,
}
