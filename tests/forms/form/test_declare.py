"""The declarations: every edition loads and says what the published forms say; faults are told with file and key."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.check import check
from forms.document.calculate import Circle, Plan, plan
from forms.document.document import Document
from forms.document.lines import Line, code_lines, fixed_lines, record_lines
from forms.edit.cells import enter
from forms.form.catalogue import catalogue
from forms.form.declared import BadDeclaration
from forms.form.load import KINDS, PACKS, Pack, edition, pack
from forms.form.model import Edition, Relation, Table
from models.records import Address, Head, RowEntry, Unit
from tests.forms.documents import fill

YEARS = (2021, 2022, 2023, 2024, 2025, 2026)
"""The years of the nine tables."""
ALL_YEARS = (2019, 2020, *YEARS)
EVERY = [pytest.param(year, kind, id=f"{year} {kind}") for year in ALL_YEARS for kind in KINDS]


def budget(form: Edition) -> list[Table]:
    return [table for table in form.tables.values() if table.part == "budget"]


def labels(table: Table, side: str = "", numbered: bool | None = None) -> list[str]:
    return [row.label.strip() for row in table.rows if row.side == side and numbered in (None, row.numbered)]


def captions(table: Table) -> list[str]:
    return ["/".join(column.path) for column in table.columns]


# Every edition


def test_the_pack_covers_these_years() -> None:
    """A year more is held by its fingerprint."""
    assert pack().years[: len(ALL_YEARS)] == ALL_YEARS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", YEARS)
def test_an_edition_has_the_nine_tables_in_order(year: int, kind: str) -> None:
    tables = budget(edition(year, kind))
    assert [table.id for table in tables] == [f"T{number}" for number in range(1, 10)]
    assert [table.ordinal for table in tables] == [f"表{number}" for number in "一二三四五六七八九"]
    assert all(table.title.startswith(f"{kind}预算") for table in tables)
    assert list(edition(year, kind).tables.values())[:9] == tables, "the tables of the 情况说明 come after them"


@pytest.mark.parametrize(("year", "kind"), EVERY)
def test_no_text_of_a_table_keeps_a_slot(year: int, kind: str) -> None:
    for table in edition(year, kind).tables.values():
        captions = [part for column in table.columns for part in (*column.path, *column.aliases)]
        texts = (table.title, *table.titles, table.head_date, table.standing_note, table.empty_note, *captions)
        assert not [text for text in texts if "{" in text]


@pytest.mark.parametrize(("year", "kind"), EVERY)
def test_nothing_is_computed_from_itself(year: int, kind: str) -> None:
    form = edition(year, kind)
    compiled = plan(form, {name: lines(table, year) for name, table in form.tables.items()})
    done: set[int] = set()
    for equation in compiled.computing:
        awaited = {index for _, index in equation.operands} & compiled.computed
        assert awaited <= done, f"{compiled.addresses[equation.cell]} comes before what it is made of"
        done.add(equation.cell)
    assert done == compiled.computed


@pytest.mark.parametrize(("year", "kind"), EVERY)
def test_titles_and_headings_are_told_without_the_edition(year: int, kind: str) -> None:
    form = edition(year, kind)
    assert pack().titles(year, kind) == {name: (table.title, *table.titles) for name, table in form.tables.items()}
    named = tuple((section.key, (section.title, *section.aliases)) for section in form.sections)
    assert pack().headings(year, kind) == named


def test_a_pack_is_read_once_however_it_is_asked_for() -> None:
    assert pack() is pack("hebei")
    assert edition(2024, "部门") is edition(2024, "部门", "hebei")


@pytest.mark.parametrize("name", ["T1", "T2", "T3", "T4", "X2"])
def test_a_plan_of_one_table_states_what_the_whole_states_within_it(name: str) -> None:
    form = edition(2024, "部门")
    rows = {table.id: lines(table, 2024) for table in form.tables.values()}

    def is_within(relation: Relation) -> bool:
        terms = (relation.cell, *relation.terms, *relation.when_zero)
        return relation.table == name and all(term.table == name for term in terms)

    assert stated(plan(form, {name: rows[name]}, is_within)) == stated(plan(form, rows, is_within))


def stated(compiled: Plan) -> list[tuple[str, Address, list[tuple[int, Address]]]]:
    """The equations of a plan by the addresses of their cells, each with its rule."""
    return [
        (
            equation.relation.rule,
            compiled.addresses[equation.cell],
            [(sign, compiled.addresses[index]) for sign, index in equation.operands],
        )
        for equation in compiled.equations
    ]


def lines(table: Table, year: int) -> tuple[Line, ...]:
    """The rows of a table in which every code of the year stands."""
    if table.layout == "records":
        return record_lines({"1": RowEntry(), "2": RowEntry()}, {"1": "合计"})
    if table.layout != "codes":
        return fixed_lines(table, {})
    known = catalogue(table.catalogue, year)
    return code_lines(table, {code: RowEntry() for code in known.codes}, known)


@pytest.mark.parametrize(("year", "kind"), EVERY)
def test_every_rule_says_what_why_and_how(year: int, kind: str) -> None:
    for rule in edition(year, kind).rules.values():
        assert rule.title
        assert rule.why.endswith("。")
        assert rule.fix.endswith("。")


def test_an_edition_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="2018"):
        edition(2018, "部门")
    with pytest.raises(KeyError, match="科室"):
        edition(2024, "科室")


# What the published forms say


@pytest.mark.parametrize(("year", "count"), [(2021, 30), (2022, 30), (2023, 31), (2024, 31), (2025, 31), (2026, 30)])
def test_lines_of_expenditure(year: int, count: int) -> None:
    form = edition(year, "部门")
    for name in ("T1", "T4"):
        numbered = labels(form.tables[name], "expenditure", numbered=True)
        assert len(numbered) == count
        assert numbered[29] == "三十、抗疫特别国债安排的支出"
        assert numbered[30:] == ["三十一、人行科目"][: count - 30]


@pytest.mark.parametrize(("year", "count"), [(2021, 9), (2022, 9), (2023, 9), (2024, 5), (2025, 5), (2026, 5)])
def test_lines_of_income(year: int, count: int) -> None:
    numbered = labels(edition(year, "部门").tables["T1"], "income", numbered=True)
    assert len(numbered) == count
    assert numbered[3] == "四、财政专户管理资金收入"
    assert numbered[4] == ("五、单位资金" if count == 5 else "五、事业收入")


def test_closing_lines() -> None:
    form = edition(2024, "部门")
    assert labels(form.tables["T1"], "income", numbered=False) == ["本年收入合计", "上年结转结余", "收入总计"]
    assert labels(form.tables["T1"], "expenditure", numbered=False) == ["本年支出合计", "年终结转结余", "支出总计"]
    assert labels(form.tables["T4"], "income") == [
        "一、一般公共预算拨款",
        "二、政府性基金预算拨款",
        "三、国有资本经营预算拨款",
        "本年收入合计",
        "年初财政拨款结转和结余",
        "一、一般公共预算拨款",
        "二、政府性基金预算拨款",
        "三、国有资本经营预算拨款",
        "收入总计",
    ]


def test_columns_of_the_table_of_income_are_the_same_every_year() -> None:
    assert {tuple(captions(edition(year, "部门").tables["T2"])) for year in YEARS} == {
        (
            "序号",
            "功能分类科目/科目编码",
            "功能分类科目/科目名称",
            "合计",
            "本年收入/小计",
            "本年收入/财政拨款收入",
            "本年收入/财政专户收入",
            "本年收入/事业收入",
            "本年收入/经营收入",
            "本年收入/上级补助收入",
            "本年收入/附属单位上缴收入",
            "本年收入/其他收入",
            "上年结转",
        )
    }


def test_captions_that_changed() -> None:
    old, new = edition(2021, "部门").tables["T3"], edition(2023, "部门").tables["T3"]
    assert captions(old)[1:4] == ["支出功能分类科目/科目编码", "支出功能分类科目/科目名称", "本年支出合计"]
    assert captions(new)[1:4] == ["功能分类科目/科目编码", "功能分类科目/科目名称", "合计"]
    assert "上缴上级支出" in captions(old)
    assert "上解上级支出" in captions(new)


@pytest.mark.parametrize("year", YEARS)
def test_general_expenditure_is_split_until_2022(year: int) -> None:
    ids = edition(year, "部门").tables["T5"].money_ids[""]
    assert ids == (("total", "basic", "staff", "public", "project") if year <= 2022 else ("total", "basic", "project"))


def test_rows_of_the_table_of_three_expenses() -> None:
    six = ["合计", "一、因公出国（境）费", "二、公务用车购置及运维费"]
    six += ["其中：公务用车购置费", "公务用车运行维护费", "三、公务接待费"]
    assert labels(edition(2021, "部门").tables["T9"]) == six
    assert labels(edition(2023, "单位").tables["T9"]) == ["“三公”经费合计", *six[1:]]
    assert labels(edition(2024, "部门").tables["T9"]) == [
        "合计",
        "“三公”经费小计",
        "一、因公出国（境）费",
        "其中：教学科研人员因公出国（境）费",
        "其他因公出国（境）费",
        "二、公务用车购置及运维费",
        "其中：公务用车购置费",
        "公务用车运行维护费",
        "三、公务接待费",
        "四、会议费",
        "其中：省属高校业务性会议费",
        "其他会议费",
        "五、培训费",
    ]


def test_columns_of_the_table_of_three_expenses() -> None:
    assert [len(edition(year, "部门").tables["T9"].money_ids[""]) for year in YEARS] == [4, 4, 8, 4, 4, 4]


def test_serial_numbers_and_column_numbers() -> None:
    for year in YEARS:
        for table in budget(edition(year, "部门")):
            bare = (table.id, year) == ("T9", 2023)
            assert ("serial" in {column.kind for column in table.columns}) is not bare
            assert table.column_numbers is not bare


@pytest.mark.parametrize(
    ("year", "words"), [(2021, "政府基金"), (2023, "政府基金"), (2024, "政府性基金"), (2026, "政府性基金")]
)
def test_the_table_of_funds_has_its_title_of_the_year(year: int, words: str) -> None:
    assert edition(year, "部门").tables["T7"].title == f"部门预算{words}预算财政拨款支出表"
    assert edition(year, "单位").tables["T7"].title == f"单位预算{words}预算财政拨款支出表"


def test_notes_of_empty_tables() -> None:
    old, new = edition(2021, "部门"), edition(2024, "部门")
    assert old.tables["T7"].empty_note == "注：无政府性基金预算，空表列示。"
    assert new.tables["T7"].empty_note == "注：无政府性基金预算财政拨款预算，空表列示。"
    assert new.tables["T8"].empty_note == "注：无国有资本经营预算财政拨款预算，空表列示。"
    assert not any(new.tables[name].empty_note for name in ("T1", "T2", "T3", "T4"))


def test_heads_of_the_tables() -> None:
    heads = {year: edition(year, "部门").tables["T1"] for year in YEARS}
    assert heads[2021].unit_caption == "金额单位："
    assert heads[2021].head_unit.format(code="471", name="局") == "预算单位编码及名称：[471]局"
    assert heads[2023].unit_caption == "单位："
    assert heads[2023].head_unit.format(code="601001", name="局") == "601001局"
    assert heads[2024].head_unit.format(code="339", name="局") == "339 局"
    assert {table.unit for year in YEARS for table in edition(year, "部门").tables.values()} == {"万元"}


def test_lines_of_expenditure_are_bound_to_the_classes_of_the_year() -> None:
    for year in YEARS:
        known = catalogue("functional", year)
        for row in edition(year, "部门").tables["T1"].rows:
            if row.class_code:
                assert known.name(row.class_code) == row.label.partition("、")[2], (year, row.key)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the pack and of what it stands on, to be broken."""
    shutil.copytree(PACKS / "national", tmp_path / "national")
    return shutil.copytree(PACKS / "hebei", tmp_path / "broken")


def broken(folder: Path, file: str, old: str, new: str) -> Callable[[], Edition]:
    """Replace a text in a file of the pack, or else of its base, and load all of it."""
    path = next(path for path in (folder / file, folder.parent / "national" / file) if old in _text(path))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return lambda: [Pack(folder).edition(year, kind) for year in ALL_YEARS for kind in KINDS][-1]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def test_differences_and_upper_limits_can_be_declared(folder: Path) -> None:
    broken(folder, "T9.toml", 'at_least = ["T6/30217/total"]', 'at_most = ["T6/30217/total"]')
    form = broken(
        folder, "T3.toml", 'equal = ["{row}/basic", "{row}/project",', 'equal = ["-{row}/basic", "{row}/project",'
    )()
    document = Document(Head("1", Unit("", "局"), 2026, "单位", form.id), form)
    texts = {"T3/2060101/basic": "1", "T3/2060101/project": "4", "T6/30217/public": "2", "T9/reception/general": "3"}
    fill(document, texts)
    assert document.value(Address("T3", "2060101", "total")) == 3_000_000
    (finding,) = (finding for finding in check(document) if finding.rule == "D08")
    assert "不应大于" in finding.sentence
    document.apply("填写", enter(document, {Address("T9", "reception", "general"): "1"}))
    assert not [finding for finding in check(document) if finding.rule == "D08"]


# Faults


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "T2.toml",
            'ordinal = "表二"',
            'ordinal = "表二"\ncolumn_number = true',
            "第4行 column_number：不认识",
        ),
        ("T2.toml", 'type = "serial"', 'type = "serial"\nwide = 3', "T2.toml 第16行 wide：不认识 wide"),
        ("T2.toml", "[[row]]", "[[rows]]\nid = 'x'\n[[row]]", "rows：不认识 [rows]，是不是想写“row”？"),
        ("T2.toml", 'title = "{kind}预算收入总表"\n', "", "T2.toml 第1行 title：缺少 title"),
        ("T2.toml", 'layout = "codes"', 'layout = "code"', "layout 不能写“code”，是不是想写“codes”？"),
        ("T2.toml", 'type = "code"', 'type = "codes"', "type 不能写“codes”，是不是想写“code”？"),
        ("T2.toml", 'orientation = "landscape"', "orientation = 3", "orientation 的值“3”不对，应当写文字"),
        ("T2.toml", 'equal = ["T3/{row}/total"]', 'equal = ["T0/{row}/total"]', "equal：没有表 T0"),
        ("T2.toml", 'cell = "total/fiscal"', 'cell = "total/fiscall"', "没有金额列 fiscall，是不是想写“fiscal”？"),
        ("T2.toml", 'cell = "total/fiscal"', 'cell = "totals/fiscal"', "T2 没有行 totals，是不是想写“total”？"),
        ("T2.toml", 'cell = "total/fiscal"', 'cell = "fiscal"', "“fiscal”应当写成 [-][表/]行/列"),
        ("T2.toml", 'rule = "D03"', 'rule = "D99"', "rule：规则册里没有 D99"),
        ("T2.toml", 'equal = ["T3/{row}/total"]', "", "equal、at_least、at_most 要写而且只能写一个"),
        ("T2.toml", 'rows = "codes"', 'rows = "code"', "rows 不能写“code”，是不是想写“codes”？"),
        ("T3.toml", '["basic", "project"]', '["basic", "projekt"]', "没有金额列 projekt，是不是想写“project”？"),
        ("T1.toml", 'lines = "income_sources"', 'lines = "income"', "lines：没有 income.toml 这个文件"),
        ("T9.toml", "since = 2023, until = 2023 },", "since = 2022, until = 2023 },", "有两个版本同时适用"),
        (
            "T9.toml",
            "since = 2023, until = 2023 },",
            "since = 2023, till = 2023 },",
            "的 till，是不是想写“until”？",
        ),
        ("T9.toml", "since = 2023, until = 2023 },", "since = 2024, until = 2023 },", "从2024年到2023年不成一段"),
        ("T9.toml", "since = 2024\n", "since = 2204\n", "since = 2204 不是年度"),
        ("T7.toml", '{ is = "{kind}预算政府基金', '{ was = "{kind}预算政府基金', "title 的一个版本没有写 is"),
        ("rules/B.toml", 'level = "E"', 'level = "X"', "level 不能写“X”；可以写：E、W、H"),
        ("rules/B.toml", 'id = "B01"\n', "", "id：缺少 id"),
        ("rules/D.toml", 'id = "D06"', 'id = "D66"', "T5.toml 第67行 rule：规则册里没有 D06"),
        ("pack.toml", '"T9", "X1"', '"T9", "T10", "X1"', "tables：没有 T10.toml 这个文件"),
        ("pack.toml", "years = [", "editions = 6\nyears = [", "editions：[pack] 里不认识 editions"),
        ("rules/B.toml", "[[rule]]", "[[rules]]\nid = 'x'\n[[rule]]", "不认识 [rules]，是不是想写“rule”？"),
        ("fiscal_funds.toml", "[[line]]", "[[lines]]", "不认识 [lines]，是不是想写“line”？"),
        ("pack.toml", "years = [", "years = [,", "broken/pack.toml 第5行：这一行不合 TOML 的写法"),
        ("sections.toml", "{X3/total/value}", "{X3/totals/value}", "“{X3/totals/value}”在本年度的表样里没有所指"),
        ("prose.toml", 'rule = "G02"', 'rule = "ZZ9"', "rule：规则册里没有 ZZ9"),
        ("T2.toml", 'catalogue = "functional"', 'catalogue = "functionel"', "没有名为“functionel”的科目表"),
        (
            "functional_classes.toml",
            'class = "202"',
            'class = "201"',
            "class：同一张表、同一边有两行是这一类：T1/expenditure/201",
        ),
        ("T1.toml", "foot = 2", "foot = 1", "有两行的 foot 相同：T1/income/1"),
        ("pack.toml", 'is = "{code} {name}"', 'is = "{code} {nam}"', "不认识 {nam}，是不是想写“name”"),
        ("pack.toml", 'base = "national"', 'base = "nation"', "没有名为“nation”的底稿"),
        ("T1.toml", 'id = "income.service.amount"', 'id = "income.servic.amount"\ndrop = true', "不能去掉"),
    ],
    ids=lambda value: value if isinstance(value, str) and "toml" in value else "",
)
def test_a_fault_is_told_with_its_place(folder: Path, file: str, old: str, new: str, told: str) -> None:
    load = broken(folder, file, old, new)
    with pytest.raises(BadDeclaration) as caught:
        load()
    said = "；".join(map(str, caught.value.faults))
    assert told in said, said


def test_a_pack_without_rules_is_told(folder: Path) -> None:
    shutil.rmtree(folder.parent / "national" / "rules")
    with pytest.raises(BadDeclaration, match="没有规则册"):
        Pack(folder).edition(2024, "部门")


def test_a_circle_of_computing_is_told(folder: Path) -> None:
    old = 'rule = "C01"\ncell = "income.total/amount"\nequal = ["expenditure.total/amount"]'
    new = 'rule = "C01"\ncell = "income.general/amount"\nequal = ["income.total/amount"]\ncomputes = true'
    file = folder.parent / "national" / "T1.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new).replace('rule = "D04"', 'rule = "D04"\nuntil = 2021', 1), encoding="utf-8")
    form = Pack(folder).edition(2024, "部门")
    with pytest.raises(Circle, match="绕了一圈"):
        plan(form, {name: lines(table, 2024) for name, table in form.tables.items()})
