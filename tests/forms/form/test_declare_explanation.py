"""The declared tables of the 情况说明: their columns, rows, heads and notes of each year."""

from __future__ import annotations

import pytest

from forms.form.load import KINDS, edition
from forms.form.model import Table

BUDGET_YEARS = (2021, 2022, 2023, 2024, 2025, 2026)
YEARS = (2019, 2020, *BUDGET_YEARS)
EVERY = [pytest.param(year, kind, id=f"{year} {kind}") for year in YEARS for kind in KINDS]


def table(name: str, year: int) -> Table:
    return edition(year, "部门").tables[name]


@pytest.mark.parametrize(("year", "kind"), EVERY)
def test_an_edition_has_the_tables_of_the_explanation_in_order(year: int, kind: str) -> None:
    form = edition(year, kind)
    goals = [("X6", "绩效目标", f"{kind}职责-工作活动绩效目标")] if year == 2019 else []
    assert [
        (table.id, table.ordinal, table.title) for table in form.tables.values() if table.part == "explanation"
    ] == [
        ("X1", "机构设置", f"{kind}机构设置情况"),
        *goals,
        ("X2", "政府采购", f"{kind}政府采购预算"),
        ("X3", "固定资产", f"{kind}固定资产占用情况表"),
    ]
    assert ("T1" in form.tables) is (year in BUDGET_YEARS)


@pytest.mark.parametrize(
    ("year", "added"),
    [
        (2019, ["grand", "total", "general", "fund", "special", "unit_funds", "other_channels"]),
        (2020, ["total", "general", "fund", "capital", "special", "unit_funds"]),
        (2022, ["total", "general", "fund", "capital", "special", "unit_funds"]),
        (
            2023,
            [
                *("total", "general", "fund", "capital", "special", "unit_funds"),
                *("fiscal_carry", "other_carry", "small_firms"),
            ],
        ),
        (2024, ["total", "general", "fund", "capital", "special", "unit_funds", "small_firms"]),
    ],
)
def test_amounts_of_the_table_of_procurement(year: int, added: list[str]) -> None:
    declared = table("X2", year)
    assert list(declared.money_ids[""]) == ["budget", "price", *added]
    assert list(declared.written) == ["project", "goods", "catalogue", "measure", "quantity"]


def test_captions_of_the_table_of_procurement() -> None:
    def last(year: int, column: str) -> str:
        return next(c.path[-1] for c in table("X2", year).columns if c.id == column)

    assert [last(year, "measure") for year in (2019, 2020)] == ["数量单位", "计量单位"]
    assert [last(year, "unit_funds") for year in (2019, 2020, 2021)] == ["其他来源收入", "其他来源收入", "单位资金"]
    assert [last(year, "small_firms") for year in (2023, 2026)] == [f"{y}年预留中小微企业份额" for y in (2023, 2026)]


@pytest.mark.parametrize(
    ("year", "named", "date"),
    [
        (2019, "编制部门：601某局", "截止时间：2018年12月31日"),
        (2020, "编制部门：某局", "截止时间：2019年12月31日"),
        (2022, "编制部门：某局", "截止时间：2021年12月31日"),
        (2023, "601某局", "截止时间：2022-12-31"),
        (2026, "601 某局", "截止时间：2025-12-31"),
    ],
)
def test_the_assets_are_those_at_the_end_of_the_year_before(year: int, named: str, date: str) -> None:
    declared = table("X3", year)
    assert (declared.head_unit.format(code="601", name="某局"), declared.head_date) == (named, date)


def test_rows_of_the_table_of_assets() -> None:
    old = ["3、单价在20万元以上的设备", "4、其他固定资产"]
    split = ["3、通用设备", "4、专用设备", "5、家具、用具、装具及动植物", "6、无形资产"]
    for year in YEARS:
        rows = [row.label for row in table("X3", year).rows]
        assert rows[0] == "资产总额"
        assert rows[4:] == (split if year in (2021, 2022) else old)


def test_notes_of_the_table_of_procurement() -> None:
    for year in YEARS:
        declared = table("X2", year)
        assert declared.empty_note == "注：无政府采购预算，空表列示。"
        assert declared.standing_note.startswith("注：同一采购目录序号的物品") is (year >= 2023)
