"""Lists of a county with a line in several rows: added by code, spread over the columns of the form, or told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forms.bureau.taken_apart import Apart, take_apart
from forms.match.identity import unit_in
from forms.readers import read
from models.records import Address
from tests.forms.bureau.counties import COLUMNS, FUNCTIONAL, Budget, _captions, _cells, _head, county, money, saved
from tests.forms.bureau.test_taken_apart import readings

FUNDS = ("一般公共预算", "政府性基金预算")
KINDS = {"basic": ("人员类", "公用经费"), "project": ("特定目标类", "其他运转类")}


def by_fund(sheet: Worksheet, budgets: list[Budget]) -> None:
    """Each code in a row for each fund; what stands above it is their sum."""
    _head(sheet, "T3", ["单位编码", "单位名称", *_captions("T3")[:2], "资金性质", *_captions("T3")[2:]])
    for budget in budgets:
        for code, sums in budget.rows("T3"):
            parts = {FUNDS[0]: _half(sums, 0), FUNDS[1]: _half(sums, 1)} if len(code) == 7 else {None: sums}
            for fund, part in parts.items():
                key, name, *amounts = _cells("T3", code, part)
                sheet.append([budget.unit.code, budget.unit.name, key, name, fund, *amounts])


def by_project(sheet: Worksheet, budgets: list[Budget]) -> None:
    """Each code with its sum, below it the rows of its projects."""
    _head(sheet, "T3", ["单位编码", "单位名称", *_captions("T3")[:2], "项目名称", *_captions("T3")[2:]])
    for budget in budgets:
        for code, sums in budget.rows("T3"):
            parts = {None: sums} | ({"甲": _half(sums, 0), "乙": _half(sums, 1)} if len(code) == 7 else {})
            for project, part in parts.items():
                key, name, *amounts = _cells("T3", code, part)
                sheet.append([budget.unit.code, budget.unit.name, key, name, project, *amounts])


def by_kind(sheet: Worksheet, budgets: list[Budget]) -> None:
    """A row for each payment, which says what it is for; one column of amounts, no sums."""
    _head(sheet, "T3", ["单位编码", "单位名称", *_captions("T3")[:2], "支出类型", "资金性质", "金额"])
    for budget in budgets:
        for (code, column), fen in budget.leaves["T3"].items():
            for number, (kind, fund) in enumerate(zip(KINDS[column], FUNDS, strict=True)):
                part = _half({column: fen}, number)[column]
                row = [budget.unit.code, budget.unit.name, code, FUNCTIONAL[code], kind, fund, money(part)]
                sheet.append(row)


def _half(sums: dict[str, int], number: int) -> dict[str, int]:
    return {column: fen - fen // 3 if number else fen // 3 for column, fen in sums.items()}


def taken(folder: Path, shape: Callable[[Worksheet, list[Budget]], None]) -> Apart:
    book = Workbook()
    book.active.title = COLUMNS["T3"][0]
    shape(book.active, county(5))
    return take_apart([read(saved(book, folder))])


@pytest.mark.parametrize("shape", [by_fund, by_project, by_kind], ids=("fund", "project", "kind"))
def test_rows_of_one_code_are_added(shape: Callable[[Worksheet, list[Budget]], None], tmp_path: Path) -> None:
    found = taken(tmp_path, shape)
    assert len(found.doubts) == 1
    assert "已按科目相加" in found.doubts[0]
    for reading, budget in zip(readings(found), county(5), strict=True):
        document = reading.document()
        for (code, column), fen in budget.leaves["T3"].items():
            assert document.value(Address("T3", code, column)) == fen
        assert not [entry for entry in reading.report.entries if entry.status == "refused" and entry.text[:1].isdigit()]


def test_a_row_that_names_no_part_and_is_not_the_sum_is_added_to_nothing(tmp_path: Path) -> None:
    def wrong(sheet: Worksheet, budgets: list[Budget]) -> None:
        by_project(sheet, budgets)
        bare = next(row for row in sheet.iter_rows(min_row=4) if len(str(row[2].value or "")) == 7)
        bare[5].value = (bare[5].value or 0) + 1

    assert taken(tmp_path, wrong).doubts == ()


def test_rows_of_two_years_are_not_added(tmp_path: Path) -> None:
    def two_years(sheet: Worksheet, budgets: list[Budget]) -> None:
        by_fund(sheet, budgets)
        years = {FUNDS[0]: "2024年", FUNDS[1]: "2025年"}
        for row in sheet.iter_rows(min_row=4):
            row[4].value = years.get(row[4].value)

    assert taken(tmp_path, two_years).doubts == ()


def test_blocks_with_the_same_captions_are_units_when_one_of_them_is_known(tmp_path: Path) -> None:
    """However the others are called: 殡仪馆, 第三中学."""
    budgets, names = county(77, 4), list(COLUMNS["T3"][1].values())
    book = Workbook()
    sheet = book.active
    sheet.title = COLUMNS["T3"][0]
    _head(sheet, "T3", ["科目编码", "科目名称", *(c for b in budgets for c in (b.unit.name, None))])
    sheet.append([None, None, *names * len(budgets)])
    for number in range(len(budgets)):
        sheet.merge_cells(start_row=3, end_row=3, start_column=3 + 2 * number, end_column=4 + 2 * number)
    rows = [dict(budget.rows("T3")) for budget in budgets]
    for code in sorted({code for of_unit in rows for code in of_unit}):
        sums = [of_unit.get(code, {}) for of_unit in rows]
        amounts = (money(one.get(column)) for one in sums for column in COLUMNS["T3"][1])
        sheet.append([*_cells("T3", code, {})[:2], *amounts])
    found = take_apart([read(saved(book, tmp_path))])
    assert [part.unit.name for part in found.parts] == [budget.unit.name for budget in budgets]
    for reading, budget in zip(readings(found), budgets, strict=True):
        document = reading.document()
        assert all(document.value(Address("T3", *place)) == fen for place, fen in budget.leaves["T3"].items())


def test_a_heading_of_department_or_unit_names_the_unit() -> None:
    for caption in ("部门/单位：", "部门（单位）名称：", "单位、部门："):
        assert unit_in(f"{caption}清溪县水利局") is not None
