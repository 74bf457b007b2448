"""A new year from last year's disclosure: nothing is lost unsaid, no amount is left as this year's."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from forms.check import check
from forms.document.document import Document
from forms.document.fields import field
from forms.document.fields import fill as filled
from forms.document.projects import projects
from forms.edit.cells import add_codes, enter, write_section
from forms.edit.records import add_records
from forms.form.load import KINDS, edition, pack
from forms.match.recognise import recognise
from forms.prose.quantities import Squeezed, quantities
from forms.readers import read
from forms.years.carried import CarriedLine
from forms.years.carry import AS_LAST_YEAR, carry
from forms.years.last_year import amounts_before, comparison_before, take_last_year
from forms.years.moved_on import moved_on
from forms.years.succession import carry_words
from models.records import Address, Content, Head, RowAddress, TextChange, Unit
from tests.forms.books import DATA
from tests.forms.documents import COMPARISON, begun, fill

PAIRS = [
    ("2019-bazhou", 2019),
    ("2020-shijiazhuang", 2020),
    ("2021-qinhuangdao", 2021),
    ("2021-qinhuangdao", 2022),
    ("2023-bazhou-unit", 2023),
    ("2024-fengrun", 2024),
    ("2024-fengrun", 2025),
]
"""The published disclosures, two of them also as if they were of the year after."""


@cache
def last(name: str, year: int) -> Document:
    return recognise([read(DATA / name / "tables.xlsx"), read(DATA / name / "disclosure.docx")], year=year).document()


def made(previous: Document, content: Content) -> Document:
    """The disclosure that was made, knowing last year's."""
    year, kind = previous.head.year + 1, previous.head.kind
    form = edition(year, kind)
    return Document(Head("1", previous.head.unit, year, kind, form.id), form, content, previous=previous)


def fate(previous: Document, place: object) -> CarriedLine:
    (line,) = (line for line in carry(previous, previous.head.year + 1).report.lines if line.place == place)
    return line


@pytest.mark.parametrize(("name", "year"), PAIRS)
def test_everything_of_last_year_is_accounted_for_once(name: str, year: int) -> None:
    previous = last(name, year)
    report = carry(previous, year + 1).report
    content = previous.content()
    standing = [a for a in previous.plan.addresses if previous.value(a) is not None]
    expected = {*content.cells, *standing, *content.rows, *content.texts}
    assert {line.place for line in report.lines} == expected
    counts = report.counts
    assert counts["lines"] == len(expected) == counts["kept"] + counts["led"] + counts["left"]
    for line in report.lines:
        assert (line.target is None) == (line.fate == "left")
        assert line.reason or line.fate == "kept"


@pytest.mark.parametrize(("name", "year"), PAIRS)
def test_no_amount_of_last_year_is_left_as_this_years(name: str, year: int) -> None:
    previous = last(name, year)
    document = made(previous, carry(previous, year + 1).content)
    standing = {a for a in document.plan.addresses if document.value(a) is not None}
    assert {(a.table, a.column) for a in standing} <= {(COMPARISON, "before"), (COMPARISON, "change")}
    assert not any(document.wrong(a) for a in document.plan.addresses)
    for line in document.lines(COMPARISON):
        before, now = (Address(COMPARISON, line.key, column) for column in ("before", "now"))
        assert document.value(before) == previous.value(now)


@pytest.mark.parametrize(("name", "year"), PAIRS)
def test_every_amount_left_in_the_text_is_named_and_found(name: str, year: int) -> None:
    """A text with an amount of last year's in plain words is in the report, and the check finds something there."""
    previous = last(name, year)
    carried = carry(previous, year + 1)
    document = made(previous, carried.content)
    warned = {f.section for f in check(document) if f.rule == "L03" or f.rule.startswith("G")}
    reasons = {line.target: line.reason for line in carried.report.lines}
    for section in document.edition.sections:
        plain = filled(document.texts.get(f"{section.id}.text", ""), lambda _: "").text
        money = [q for q in quantities(Squeezed(plain).text) if q.fen]
        assert bool(money) == ("还写着上年的金额" in reasons.get(f"{section.id}.text", ""))
        if money and section.key not in ("opening", "duties", "glossary"):
            assert section.id in warned


@pytest.mark.parametrize(("name", "year"), PAIRS)
def test_what_lasts_is_taken_over(name: str, year: int) -> None:
    previous = last(name, year)
    document = made(previous, carry(previous, year + 1).content)
    for table in ("X1", "X2"):
        assert [line.key for line in document.lines(table)] == [line.key for line in previous.lines(table)]
    assert [p.name for p in projects(document)] == [p.name for p in projects(previous)]
    assert [len(p.indicators) for p in projects(document)] == [len(p.indicators) for p in projects(previous)]
    old = {section.key: section for section in previous.edition.sections}
    for section in document.edition.sections:
        if section.key in old and section.key != "opening":
            was = previous.section_text(old[section.key].id)
            assert without_numbers(document.section_text(section.id)) == without_numbers(was)


def without_numbers(text: str) -> str:
    """A text without blanks, numbers and what is said of their movement: these become this year's."""
    return re.sub(r"持平|增加|减少|增长|降低|万元|[\d.%]|\s", "", text)


def test_codes_are_led_on_by_the_tables_of_renaming() -> None:
    """A code that lives on, one that has a successor, one that has none, one that no list knows."""
    previous = begun(2022)
    previous.apply("增加科目", add_codes(previous, "T2", ["2060101", "2100601", "2100699", "9999999"]))
    document = made(previous, carry(previous, 2023).content)
    kept = [line.key for line in document.lines("T2")]
    assert kept == ["total", "206", "20601", "2060101", "210", "21017", "2101704", "999", "99999", "9999999"]
    moved = fate(previous, RowAddress("T2", "2100601"))
    assert (moved.fate, moved.target) == ("led", RowAddress("T2", "2101704"))
    assert "2101704 中医（民族医）药专项" in moved.reason
    gone = fate(previous, RowAddress("T2", "2100699"))
    assert (gone.fate, gone.target) == ("left", None)
    assert "没有唯一的后继科目" in gone.reason
    assert fate(previous, RowAddress("T2", "21006")).fate == "left"


def test_codes_of_the_offices_own_list_keep_their_names(tmp_path: Path) -> None:
    (tmp_path / "functional-2024.csv").write_text("code,name\n2159988,本地专项\n", encoding="utf-8")
    form = edition(2024, "部门")
    previous = Document(Head("1", Unit("339", "工信局"), 2024, "部门", form.id), form, own_catalogues=tmp_path)
    previous.apply("增加科目", add_codes(previous, "T2", ["2159988"]))
    document = made(previous, carry(previous, 2025, tmp_path).content)
    assert {line.code: line.label for line in document.lines("T2")}["2159988"] == "本地专项"


def test_codes_get_the_name_of_the_new_year() -> None:
    renamed = fate(last("2024-fengrun", 2024), RowAddress("T2", "215"))
    assert (renamed.fate, renamed.target) == ("led", RowAddress("T2", "215"))
    assert renamed.reason == "科目名称2025年为“资源勘探工业信息等支出”"


def test_fields_of_the_profile_last_but_for_those_of_the_year() -> None:
    previous = begun(2024)
    values = {"profile.leader": "王某", "profile.approved": "2024-02-01", "profile.approval": "丰财〔2024〕1号"}
    previous.apply("填写", [TextChange(slot, None, text) for slot, text in values.items()])
    assert {k: v for k, v in carry(previous, 2025).content.texts.items() if k in values} == {"profile.leader": "王某"}


def test_nine_lines_of_income_become_five() -> None:
    previous = begun(2023)
    fill(previous, {"T2/2060101/service": "10", "T2/2060101/other": "2.5", "T2/2060101/special": "4"})
    five = Address("T1", "income.unit", "amount")
    for name in ("service", "other"):
        line = fate(previous, Address("T1", f"income.{name}", "amount"))
        assert (line.fate, line.reason, line.target) == ("led", AS_LAST_YEAR, five)
    document = made(previous, carry(previous, 2024).content)
    before = amounts_before(document)
    assert before[five] == 12_500_000
    assert before[Address("T1", "income.special", "amount")] == 4_000_000
    assert before[Address("T2", "2060101", "service")] == 10_000_000


def test_the_three_public_total_becomes_the_subtotal() -> None:
    previous = begun(2023)
    fill(previous, {"T9/reception/general": "2", "T9/reception/special": "1"})
    document = made(previous, carry(previous, 2024).content)
    before = amounts_before(document)
    assert before[Address("T9", "subtotal", "total")] == 3_000_000
    assert Address("T9", "total", "total") not in before
    assert document.value(Address(COMPARISON, "three", "before")) == 3_000_000
    gone = fate(previous, Address("T9", "reception", "special"))
    assert (gone.fate, gone.reason) == ("left", "2024年的表样没有这一栏")


def test_lines_of_expenditure_follow_their_class_not_their_number() -> None:
    previous = begun(2022)
    fill(previous, {"T3/2150599/project": "7"})
    document = made(previous, carry(previous, 2023).content)
    lines = {line.class_code: line.key for line in document.lines("T1") if line.class_code}
    assert amounts_before(document)[Address("T1", lines["215"], "amount")] == 7_000_000


def test_fields_stay_fields_where_their_cell_lives_on() -> None:
    previous = begun(2023)
    fill(previous, {"T2/2060101/fiscal": "8", "T2/2060101/service": "10", "T9/reception/general": "2"})
    slots = ["T1/income.total/amount", "T1/income.service/amount", "T9/total/total", "change:X7/total", "T9/total/unit"]
    text = "；".join(field(slot) for slot in slots)
    previous.apply("写", write_section(previous, "S2", text))
    content = carry(previous, 2024).content
    total, service, three, change, unit = content.texts["S2.text"].split("；")
    assert total == field("T1/income.total/amount")
    assert service == "10.00"
    assert three == field("T9/subtotal/total")
    assert change == field("change:X7/total")
    assert unit == "0.00"
    assert "还写着上年的金额" not in fate(previous, "S2.text").reason


def test_sections_follow_their_subject_not_their_number() -> None:
    previous = begun(2023)
    sections = {section.key: section.id for section in previous.edition.sections}
    previous.apply("写", write_section(previous, sections["assets"], "2022年末固定资产已清点。"))
    content = carry(previous, 2024).content
    target = next(s.id for s in edition(2024, "部门").sections if s.key == "assets")
    assert target != sections["assets"]
    assert content.texts[f"{target}.text"] == "2023年末固定资产已清点。"


def test_projects_go_on_without_amounts_and_plan() -> None:
    previous = begun(2024)
    values = {
        "name": "网络运行维护费",
        "code": "13020824P00001910005H",
        "budget": "1.8",
        "june": "50",
        "purpose": "2024年运维",
    }
    other = {"name": "2023年老项目", "code": "13020822P00001910005H"}
    for key, texts in (("1", values), ("2", other)):
        previous.apply("增加", add_records(previous, "X5", 1))
        previous.apply("填写", enter(previous, {Address("X5", key, column): text for column, text in texts.items()}))
    first, second = projects(made(previous, carry(previous, 2025).content))
    assert (first.name, first.code, first.budget, first.purpose) == ("网络运行维护费", "130208", None, "2025年运维")
    assert not any(first.plan.values())
    assert (second.name, second.code) == ("2023年老项目", "13020822P00001910005H")


def test_only_the_year_after_is_made() -> None:
    with pytest.raises(ValueError, match="2026"):
        carry(begun(2024), 2026)


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2024年，我部门安排预算", "2025年，我部门安排预算"),
        ("2024 年度，较2023预算增加", "2025 年度，较2024预算增加"),
        ("与2023年相比持平", "与2024年相比持平"),
        ("截止到 2023 年 12 月 31 日", "截止到 2024 年 12 月 31 日"),
        ("2023年末固定资产", "2024年末固定资产"),
        ("唐财建【2024】133号2024年专项资金", "唐财建【2024】133号2024年专项资金"),
        ("《2024年行动计划》", "《2024年行动计划》"),
        ("2023年比2022年同期增长3%", "2023年比2022年同期增长3%"),
        ("2018年认定的企业，邮编120240", "2018年认定的企业，邮编120240"),
    ],
)
def test_years_move_on_where_they_mean_the_budget_year(text: str, moved: str) -> None:
    assert moved_on(text, 2024) == moved


def test_names_of_projects_keep_their_years() -> None:
    assert moved_on("2024年安排2024年运维费5万元", 2024, ["2024年运维费"]) == "2025年安排2024年运维费5万元"


def test_last_years_amounts_fill_only_what_is_blank() -> None:
    previous = begun(2024)
    fill(previous, {"T3/2060101/basic": "100", "T3/2060101/project": "40"})
    document = made(previous, Content())
    document.apply("填写", enter(document, {Address(COMPARISON, "basic", "before"): "90"}))
    document.apply("带出", take_last_year(document))
    assert document.value(Address(COMPARISON, "basic", "before")) == 90_000_000
    assert document.value(Address(COMPARISON, "project", "before")) == 40_000_000
    assert take_last_year(document) == ()
    assert comparison_before(begun(2024)) == amounts_before(begun(2024)) == {}


def test_what_is_declared_about_carrying_is_there() -> None:
    """Every row, column and field that `words/carry.toml` names is in the form of some year."""
    forms = [edition(year, kind) for year in pack().years for kind in KINDS]
    for form in forms:
        if form.year == pack().years[0]:
            continue
        declared = carry_words(form)
        before = edition(form.year - 1, form.kind)
        for place, sources in declared.rows.items():
            name, row = place.split("/")
            for source in sources if name in before.tables else ():
                assert row in form.tables[name].row_by_key
                assert source in before.tables[name].row_by_key
        assert set(declared.yearly_profile) <= set(form.profile)
        for place in (*declared.yearly_texts, *declared.texts_without_amounts):
            name, column = place.split("/")
            assert any(name in one.tables and column in one.tables[name].written for one in forms)
