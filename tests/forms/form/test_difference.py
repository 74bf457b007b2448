"""A pack as a difference over the national base: what is laid over, dropped, put elsewhere, and what a form lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.check import check
from forms.check.registered import NOT_IN_THE_FORM, lacks
from forms.check.rulebook import as_html
from forms.document.document import Document
from forms.form import load
from forms.form.declared import BadDeclaration
from forms.form.model import Edition
from forms.form.pack import Pack
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.workbook.workbook import write_workbook
from models.records import Address, Head, Unit
from tests.forms.documents import fill

PACK = """
[pack]
title = "天北省"
base = "national"
years = [2026]
tables = ["T1", "T2", "T3", "T4"]
"""
NO_TEXT = "[keep]\nsection = []\n"
NO_PROSE = "[keep]\namount = []\nmovement = []\nphrase = []\n"


T4_ALONE = """
[[relation]]
id = "lines.expenditure.general"
drop = true
[[relation]]
id = "lines.expenditure.fund"
drop = true
[[relation]]
id = "lines.expenditure.capital"
drop = true
[[relation]]
id = "expenditure.year.general"
drop = true
[[relation]]
id = "expenditure.year.fund"
drop = true
[[relation]]
id = "expenditure.year.capital"
drop = true
"""
T3_ALONE = """
[[relation]]
id = "each.each"
drop = true
"""


def write(folder: Path, **files: str) -> Path:
    """A pack of these files beside what every small pack needs."""
    files = {"pack": PACK, "sections": NO_TEXT, "prose": NO_PROSE, "T4": T4_ALONE, "T1": "", **files}
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def edition(folder: Path) -> Edition:
    return Pack(folder).edition(2026, "部门")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "tianbei", T3=T3_ALONE)


def at(row: str) -> Address:
    return Address("T1", row, "amount")


def blank(form: Edition) -> Document:
    return Document(Head("1", Unit("", "局"), 2026, "部门", form.id), form)


def test_what_is_not_said_is_that_of_the_base(folder: Path) -> None:
    form = edition(folder)
    assert list(form.tables) == ["T1", "T2", "T3", "T4"]
    assert [row.key for row in form.tables["T1"].rows if row.side == "income"][:2] == ["income.general", "income.fund"]
    assert form.tables["T2"].column("carry").path == ("上年结转",)


def test_an_item_of_the_same_key_is_laid_over_value_by_value(folder: Path) -> None:
    write(folder, T3=T3_ALONE, T2='[table]\ntitle = "收入总表"\n[[column]]\nid = "carry"\npath = ["结转"]\n')
    table = edition(folder).tables["T2"]
    assert table.title == "收入总表"
    assert table.column("carry").path == ("结转",)
    assert table.column("carry").aliases == ("上年结转结余",)
    assert table.layout == "codes"


def test_items_of_its_own_stand_where_the_list_of_what_stays_names_them(folder: Path) -> None:
    text = """
    [keep]
    column = ["code", "name", "own", "total", "carry", "grant"]
    relation = []
    [[column]]
    id = "grant"
    path = ["拨款"]
    [[column]]
    id = "own"
    path = ["自有"]
    """
    table = edition(write(folder, T3="[keep]\nrelation = []\n", T2=text)).tables["T2"]
    assert [column.id for column in table.columns] == ["code", "name", "own", "total", "carry", "grant"]


def test_numbers_begin_anew_behind_a_chapter_without_one(folder: Path) -> None:
    chapters = [
        ("a", "概况", False),
        ("b", "职责", True),
        ("c", "机构", True),
        ("d", "说明", False),
        ("e", "收支", True),
    ]
    text = NO_TEXT + "".join(
        f'[[section]]\nkey = "{key}"\ntitle = "{title}"\nnumbered = {str(numbered).lower()}\n'
        for key, title, numbered in chapters
    )
    form = edition(write(folder, T3=T3_ALONE, sections=text))
    assert [section.heading for section in form.sections] == ["概况", "一、职责", "二、机构", "说明", "一、收支"]


def test_the_lines_of_a_list_are_numbered_as_the_form_says(folder: Path) -> None:
    row = '[[row]]\nside = "income"\nlines = "income_sources"\nline_number = ""\n'
    said = f'[table]\nline_number = "（{{ordinal}}）"\n{row}'
    table = edition(write(folder, T3=T3_ALONE, T1=said)).tables["T1"]
    labels = {row.side: row.label for row in reversed(table.rows) if row.numbered}
    assert labels == {"income": "一般公共预算拨款收入", "expenditure": "（一）一般公共服务支出"}


def test_a_line_in_the_middle_touches_no_other(folder: Path) -> None:
    before = edition(folder).tables["T1"]
    line = '[[line]]\nid = "debt"\nafter = "general"\nname = "债务收入"\n'
    table = edition(write(folder, T3=T3_ALONE, income_sources=line)).tables["T1"]
    assert [row.label for row in table.rows[:3]] == [
        "一、一般公共预算拨款收入",
        "二、债务收入",
        "三、政府性基金预算拨款收入",
    ]
    assert table.relations == before.relations
    document = blank(edition(folder))
    fill(document, {"T4/income.fund/amount": "7", "T2/2010101/fiscal": "7", "T1/income.debt/amount": "5"})
    assert document.value(at("income.fund")) == 7_000_000
    assert document.value(at("income.year")) == 12_000_000


def test_the_items_that_stay_can_be_named_in_their_order(folder: Path) -> None:
    kept = '[keep]\ncolumn = ["code", "name", "project", "basic", "total"]\n'
    alone = T3_ALONE + '[[relation]]\nid = "each.total"\nequal = ["{row}/basic", "{row}/project"]\n'
    form = edition(write(folder, T3=kept + alone))
    assert [column.id for column in form.tables["T3"].columns] == ["code", "name", "project", "basic", "total"]


def test_what_the_base_says_of_a_column_that_is_left_out_does_not_hold(folder: Path) -> None:
    kept = '[keep]\ncolumn = ["code", "name", "total", "fiscal", "special", "carry"]\n'
    form = edition(write(folder, T2=kept, T3=T3_ALONE))
    total = next(r for r in form.tables["T2"].relations if r.id == "each.total")
    # 小计 is left out: 合计 adds up what 小计 did.
    assert [term.column for term in total.terms] == ["fiscal", "special", "carry"]
    assert "each.year" not in {relation.id for relation in form.tables["T2"].relations}
    assert "income.service.amount" not in {relation.id for relation in form.tables["T1"].relations}
    document = blank(form)
    fill(document, {"T2/2010101/fiscal": "7", "T2/2010101/special": "2", "T2/2010101/carry": "1"})
    assert document.value(Address("T2", "total", "total")) == 10_000_000


def test_what_the_base_says_of_a_table_that_is_left_out_does_not_hold(folder: Path) -> None:
    names = [name for name in edition(folder).tables if name not in ("T3", "T8")]
    head = folder / "pack.toml"
    lines = [line for line in head.read_text(encoding="utf-8").splitlines() if not line.startswith("tables")]
    lines.insert(lines.index("[pack]") + 1, f"tables = {names}".replace("'", '"'))
    head.write_text("\n".join(lines), encoding="utf-8")
    form = edition(folder)
    assert {"T3", "T8"}.isdisjoint(form.tables)
    named = {term.table for table in form.tables.values() for r in table.relations for term in (r.cell, *r.terms)}
    assert named <= set(form.tables)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("T2", '[[column]]\nid = "carri"\ndrop = true\n', "底稿的 column 里没有“carri”，不能去掉"),
        ("T2", '[keep]\ncolumn = ["codes"]\n', "底稿的 column 里没有“codes”，是不是想写“code”？"),
        ("T2", '[keep]\ncolumns = ["code"]\n', "keep 里的 columns 在底稿里没有"),
        ("T2", '[[column]]\nid = "debt"\nafter = "carri"\npath = ["债"]\n', "没有“carri”，不能排在它后面"),
        ("T2", '[[relation]]\nid = "x"\nrule = "C03"\ncell = "total/car"\nequal = ["total/year"]\n', "没有金额列 car"),
        ("T2", '[[row]]\nid = "total"\ndrop = true\n', "T2 没有行 total"),
    ],
)
def test_a_slip_in_a_difference_is_told_with_its_line(folder: Path, file: str, text: str, told: str) -> None:
    write(folder, **{"T3": T3_ALONE, file: text})
    with pytest.raises(BadDeclaration) as refused:
        edition(folder)
    assert told in "；".join(map(str, refused.value.faults))
    assert any(fault.line for fault in refused.value.faults)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    write(folder, T3=T3_ALONE, T2='[table]\ntitel = "收入"\n[[column]]\nid = "carry"\nwidht = 3\n')
    faults = Pack(folder).faults()
    assert [(fault.file, fault.line, fault.key) for fault in faults] == [
        ("tianbei/T2.toml", 2, "titel"),
        ("tianbei/T2.toml", 5, "widht"),
    ]


def test_what_a_form_lacks_switches_its_checks_off_and_the_rule_book_says_so(folder: Path) -> None:
    form = edition(folder)
    assert form.roles.table("institutions") == ""
    assert form.roles.cell("project_money") is not None
    for rule in ("H01", "D12", "J05", "B06"):
        assert lacks(form, form.rules[rule]), rule
    assert not lacks(form, form.rules["C02"])
    assert NOT_IN_THE_FORM in as_html(form)
    document = blank(form)
    fill(document, {"T2/2010101/fiscal": "7", "T3/2010101/basic": "6"})
    assert {finding.table for finding in check(document)} <= {"T1", "T2", "T3", "T4", None}


def test_a_rule_that_a_province_drops_is_off_everywhere(folder: Path) -> None:
    document = blank(edition(folder))
    assert "A01" in {finding.rule for finding in check(document)} | set(document.edition.rules)
    told = {finding.rule for finding in check(document)}
    rule = sorted(told)[0]
    write(folder, T3=T3_ALONE, **{f"rules__{rule[0]}": f'[[rule]]\nid = "{rule}"\ndrop = true\n'})
    form = edition(folder)
    assert rule not in form.rules
    assert {finding.rule for finding in check(blank(form))} == told - {rule}


def test_a_pack_is_whole_by_itself_without_a_base() -> None:
    assert Pack(Path(__file__).parents[3] / "forms" / "packs" / "national").base is None


@pytest.fixture
def third(tmp_path: Path) -> str:
    """A third province with four tables under titles of its own, written after the guide."""
    titles = {"T1": "年度收支总体情况表", "T2": "年度收入来源表", "T3": "年度支出安排表", "T4": "拨款收支情况表"}
    rest = {"T3": T3_ALONE, "T4": T4_ALONE}
    files = {name: f'[table]\ntitle = "{{kind}}{title}"\n{rest.get(name, "")}' for name, title in titles.items()}
    write(tmp_path / "packs" / "tianbei", **files)
    load.use_folder(tmp_path / "packs")
    return "tianbei"


def test_a_third_province_is_entered_checked_written_and_told_by_its_titles(third: str, tmp_path: Path) -> None:
    form = load.edition(2026, "部门", third)
    document = Document(Head("1", Unit("", "天北县财政局"), 2026, "部门", form.id), form)
    fill(document, {"T4/income.general/amount": "9", "T2/2010101/fiscal": "9", "T3/2010101/basic": "9"})
    assert document.value(at("income.total")) == document.value(at("expenditure.total")) == 9_000_000
    path = tmp_path / "天北县财政局2026年部门预算公开表.xlsx"
    write_workbook(document, path)
    reading = recognise(read(path), unit_name="天北县财政局")
    assert reading.edition.id == "tianbei-2026"
    assert reading.report.counts["refused"] == 0
    again = reading.document()
    assert {a: again.value(a) for a in document.plan.addresses} == {
        a: document.value(a) for a in document.plan.addresses
    }
