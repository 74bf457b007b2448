"""Names of units, quantities, long numbers and amounts as texts, in the spellings offices give them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.match.amount_cells import read_amount
from forms.match.identity import unit_in
from forms.match.normal import phrases
from forms.match.recognise import recognise
from forms.readers import GridCell, read
from models.records import Unit
from tests.forms.books import DATA
from tests.forms.workbooks import nine, numbers, original, saved, taken

NAME = "2024-fengrun"
READING = DATA / "reading"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("填报单位（盖章）：丰润区工业和信息化局", Unit("", "丰润区工业和信息化局")),
        ("编制单位（公章）：某县教育局（公章）", Unit("", "某县教育局")),
        ("单位名称【加盖公章】:118 某县某局", Unit("118", "某县某局")),
        ("填报部门（签章）:[471]秦皇岛市某局", Unit("471", "秦皇岛市某局")),
        ("118001 䶮㸃𠀾𬱖局", Unit("118001", "䶮㸃𠀾𬱖局")),
        ("339𠀾山县某局", Unit("339", "𠀾山县某局")),
        ("单位：㸃县水利局　单位：万元", Unit("", "㸃县水利局")),
        ("339丰润区工业和信息化局单位：万元", Unit("339", "丰润区工业和信息化局")),
        ("单位：万元（取整）", None),
        ("2024年预算", None),
        ("350个", None),
    ],
)
def test_the_unit_in_a_line(text: str, unit: Unit | None) -> None:
    assert unit_in(text) == unit


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("填报单位：丰润区\n工业和信息化局", ["填报单位：丰润区工业和信息化局"]),
        ("339 丰润区工业和\n信息化局", ["339 丰润区工业和信息化局"]),
        ("编制单位：某县某局\n单位：万元", ["编制单位：某县某局", "单位：万元"]),
        ("339 某局\n预算年度：2024", ["339 某局", "预算年度：2024"]),
        ("预算年度：2024\n某局", ["预算年度：2024", "某局"]),
    ],
)
def test_a_name_over_two_lines_is_one(text: str, parts: list[str]) -> None:
    assert list(phrases([GridCell(1, 1, text)])) == parts


@pytest.mark.parametrize(
    ("file", "name"),
    [("unit-caption-with-seal", "丰润区工业和信息化局"), ("rare-characters", "丰润区䶮㸃𠀾𬱖局")],
)
def test_the_unit_of_a_file(file: str, name: str) -> None:
    assert recognise(read(READING / f"{file}.xlsx")).unit.name == name


def test_lost_digits_are_said_and_what_is_left_is_kept() -> None:
    reading = recognise(read(READING / "words-in-number-formats.xlsx"))
    lost = [entry for entry in reading.report.left if entry.text == "13020824000019100000"]
    reason = "超过15位的编号存成了数字，13020824000019100000 后面的数字已经丢失，请按原件核对"
    assert [entry.reason for entry in lost] == [reason]
    kept = [entry.text for address, entry in reading.content.cells.items() if address.column == "code"]
    assert "13020824000019100000" in kept


@pytest.mark.parametrize("form", ['0"辆"', '#,##0"台"', "0", '"约"0'])
def test_a_quantity_is_its_number(form: str, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(DATA / NAME / "tables.xlsx")
    sheet = next(sheet for sheet in workbook.worksheets if sheet.title.endswith("固定资产占用情况表"))
    sheet["B9"].number_format = form
    assert isinstance(sheet["B9"].value, int)
    reading = recognise(saved(workbook, tmp_path))
    assert reading.content.cells == recognise(read(DATA / NAME / "tables.xlsx")).content.cells


SPELLINGS = ("¥{:,.2f}", "￥{:.2f}", "{:.2f}元", "{:,.2f} 元", " {:,.2f} ", "¥ {:,.2f}", "+{:.2f}")


@given(fen=st.integers(1, 10**12), form=st.sampled_from(SPELLINGS))
def test_an_amount_as_text_is_its_number(fen: int, form: str) -> None:
    text = form.format(Decimal(fen) / 100)
    entry = read_amount(GridCell(1, 1, text), "元").entry
    assert entry is not None
    assert entry.fen == fen


@pytest.mark.parametrize("form", ["¥{:,.2f}", "￥ {:.2f}", "{:.2f}万元", "{:,.2f}", "　{:.2f}　", "{:.2f} 万元"])
def test_a_file_with_numbers_as_texts_is_read_the_same(form: str, tmp_path: Path) -> None:
    workbook = nine(NAME)
    for sheet in workbook.worksheets:
        for cell in numbers(sheet):
            cell.value = form.format(cell.value)
    assert taken(workbook, tmp_path).content == original(NAME).content
