"""Columns that name the unit beside the codes, as budget systems print them, for one unit or for several."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from forms.match.account.accounts import account
from forms.match.asking.question import TOGETHER, Asked, Unsure
from models.records import Address, Unit
from tests.forms.match.layout_tools import insert
from tests.forms.match.units_of_rows import CODE, TOTAL, rows_of_units
from tests.forms.workbooks import nine, original, refused, taken

NAME = "2024-fengrun"
FIRST, SECOND = ("339001", "丰润区工业和信息化局（本级）"), ("339002", "丰润区中小企业服务中心")


@pytest.mark.parametrize("captions", [("单位编码", "单位名称"), ("预算单位代码", "预算单位"), ("部门编码", "部门名称")])
def test_columns_of_the_one_unit_are_understood(captions: tuple[str, str], tmp_path: Path) -> None:
    workbook = nine(NAME)
    rows_of_units(workbook, FIRST, captions=captions)
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values
    assert refused(reading) == refused(original(NAME))
    assert account(reading).notes == account(original(NAME)).notes


def test_codes_of_several_units_are_added_up_and_that_is_told(tmp_path: Path) -> None:
    workbook = nine(NAME)
    rows_of_units(workbook, FIRST, SECOND, captions=("单位编码", "单位名称"))
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values
    assert any("2个单位的数，已按科目相加" in note for note in account(reading).notes)


OF_ONE, STRANGER = "2023-bazhou-unit", ("602002", "霸州市科技馆")


def of_a_unit(*units: tuple[str, str]) -> Workbook:
    """The paper of one unit, its 支出总表 with columns of units: the second has two of the codes."""
    workbook = nine(OF_ONE)
    sheet = workbook.worksheets[2]
    insert(sheet, columns=2, count=2)
    sheet["B3"], sheet["C3"] = "单位编码", "单位名称"
    for row in range(TOTAL + 1, sheet.max_row + 1):
        if sheet.cell(row, CODE).value:
            sheet.cell(row, 2).value, sheet.cell(row, 3).value = units[0]
    for code, amount in (("206", 7.5), ("20601", 7.5), ("2060101", 7.5)):
        sheet.append([None, *units[1], code, None, amount, amount])
    return workbook


OWN = ("601001", "霸州市科学技术和工业信息化局本级")


def test_in_the_paper_of_one_unit_rows_of_two_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(Unsure) as asked:
        taken(of_a_unit(OWN, STRANGER), tmp_path)
    question = asked.value.question
    assert question.asked is Asked.ROWS
    assert [choice.value for choice in question.choices] == [Unit(*OWN), Unit(*STRANGER), TOGETHER]
    assert "--unit-code 602002 --unit-name 霸州市科技馆" in str(asked.value)
    assert "--all-units" in str(asked.value)


def test_the_rows_of_the_one_unit_that_is_named_are_taken(tmp_path: Path) -> None:
    own = original(OF_ONE).document()
    reading = taken(of_a_unit(OWN, STRANGER), tmp_path, unit_code=OWN[0], unit_name=OWN[1])
    document = reading.document()
    for row in ("206", "2060101", "total"):
        assert document.value(Address("T3", row, "total")) == own.value(Address("T3", row, "total"))
    assert reading.unit == Unit(*OWN)
    assert any("有别的单位的行，按指定没有收取" in note for note in account(reading).notes)
    assert "T3/total" not in account(reading).missing


def test_the_rows_of_the_other_unit_are_taken_where_it_is_named(tmp_path: Path) -> None:
    reading = taken(of_a_unit(OWN, STRANGER), tmp_path, unit_code=STRANGER[0], unit_name=STRANGER[1])
    document = reading.document()
    assert [document.value(Address("T3", row, "total")) for row in ("206", "2060101", "total")] == [7_500_000] * 3


def test_all_of_them_are_added_up_where_that_is_said(tmp_path: Path) -> None:
    own = original(OF_ONE).document().value(Address("T3", "2060101", "total"))
    reading = taken(of_a_unit(OWN, STRANGER), tmp_path, all_units=True)
    assert reading.document().value(Address("T3", "2060101", "total")) == (own or 0) + 7_500_000
    assert any("2个单位的数，已按科目相加" in note for note in account(reading).notes)


def test_rows_of_a_unit_that_is_none_of_the_departments_are_asked_about(tmp_path: Path) -> None:
    workbook = nine(NAME)
    rows_of_units(workbook, FIRST, STRANGER, captions=("单位编码", "单位名称"))
    with pytest.raises(Unsure, match="不都是“丰润区工业和信息化局”的"):
        taken(workbook, tmp_path)


@pytest.mark.parametrize("name", ["合计", "丰润区中小企业服务中心", "小计"])
def test_what_a_unit_has_in_all_is_no_row_of_the_table(name: str, tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = rows_of_units(workbook, FIRST, SECOND, captions=("单位编码", "单位名称"))
    sheet.append([None, *SECOND, None, name, 0.01, 0.01])
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values
    assert "是一个单位的合计，各科目已经按单位相加" in {entry.reason for entry in reading.report.left}
