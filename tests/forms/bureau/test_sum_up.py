"""汇总: units become their department, to the 分, in any order; every figure leads back; transfers go."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.bureau.county_plan import ForAll
from forms.bureau.hand_out import hand_out
from forms.bureau.sum_up import sum_up, traced
from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import enter, write_section
from forms.edit.goal_tables import add_project
from forms.edit.records import add_records
from forms.form.load import edition
from forms.office.office import Office
from forms.readers import read
from forms.signing.checklist import checklist
from forms.summing.summed import shares, summed
from models.errors import Trouble
from models.money import show
from models.records import Address, Head, Unit
from tests.forms.bureau.counties import COLUMNS, YEAR, Budget, county, printed
from tests.forms.cli.lines import Line, assert_refused
from tests.forms.documents import fill

DEPARTMENT = Unit("300", "清溪县水利局")
FORM = edition(YEAR, "部门", "hebei")
HEAD = Head("", DEPARTMENT, YEAR, "部门", FORM.id)
CODES = ("2080505", "2130301", "2130302", "2210201")


def unit(number: int, amounts: dict[str, str]) -> Document:
    form = edition(YEAR, "单位", "hebei")
    document = Document(Head(f"u{number}", Unit(f"30000{number}", f"清溪县第{number}站"), YEAR, "单位", form.id), form)
    fill(document, amounts)
    return document


def by_rule(document: Document, rule: str) -> list[Finding]:
    return [finding for finding in check(document) if finding.rule == rule]


# What the sum is


amounts = st.integers(min_value=0, max_value=10**12)
leaves = st.dictionaries(st.tuples(st.sampled_from(CODES), st.sampled_from(("basic", "project"))), amounts, max_size=6)


@settings(max_examples=30)
@given(st.lists(leaves, min_size=1, max_size=4))
def test_sums_agree_to_the_fen_and_lead_back_to_the_units(counties: list[dict[tuple[str, str], int]]) -> None:
    units = []
    for number, found in enumerate(counties):
        texts = {f"T3/{code}/{column}": show(fen) for (code, column), fen in found.items()}
        units.append(unit(number, texts))
    whole = summed(HEAD, FORM, units).document
    for place in whole.plan.addresses:
        parts = shares(units, place)
        if place.table == "T3":
            assert (whole.value(place) or 0) == sum(part.value for part in parts), place
        for part in parts:
            assert part.value == part.unit.value(place)


def test_the_order_of_units_does_not_matter() -> None:
    units = [unit(n, {f"T3/{code}/basic": f"{n}.{n}1" for code in CODES[n:]}) for n in range(3)]
    for one in units:
        added = add_records(one, "X2", 2)
        one.apply("采购", added)
        one.apply("采购", enter(one, {Address("X2", "1", "project"): f"项目{one.head.id}"}))
    wanted = summed(HEAD, FORM, units).content
    for other in permutations(units):
        assert summed(HEAD, FORM, other).content == wanted


def test_records_stand_one_behind_the_other_with_their_indicators() -> None:
    units = [unit(number, {}) for number in (1, 2)]
    for one in units:
        one.apply("机构", add_records(one, "X1", 2))
        names = {Address("X1", "1", "name"): one.head.unit.name, Address("X1", "2", "name"): "清溪县水利局本级"}
        one.apply("机构", enter(one, names))
        one.apply("项目", add_project(one))
        one.apply("项目", enter(one, {Address("X5", "1", "name"): f"{one.head.unit.name}的项目"}))
        one.apply("指标", add_records(one, "X5I", 1))
        one.apply("指标", enter(one, {Address("X5I", "1", "project"): "1", Address("X5I", "1", "level3"): one.head.id}))
    whole = summed(HEAD, FORM, units).document
    assert [whole.text(Address("X1", line.key, "name")) for line in whole.lines("X1")] == [
        "清溪县第1站",
        "清溪县水利局本级",
        "清溪县第2站",
    ]
    owners = [whole.text(Address("X5I", line.key, "project")) for line in whole.lines("X5I")]
    projects = {line.key: whole.text(Address("X5", line.key, "name")) for line in whole.lines("X5")}
    assert [projects[owner] for owner in owners] == ["清溪县第1站的项目", "清溪县第2站的项目"]


def test_quantities_are_added_where_they_are_numbers() -> None:
    units = [unit(number, {}) for number in (1, 2)]
    for one, cars in zip(units, ("3", "4.5"), strict=True):
        texts = {Address("X3", "vehicles", "quantity"): cars, Address("X3", "vehicles", "value"): "10"}
        one.apply("资产", enter(one, texts))
    whole = summed(HEAD, FORM, units).document
    assert whole.text(Address("X3", "vehicles", "quantity")) == "7.5"
    assert whole.value(Address("X3", "vehicles", "value")) == 20_000_000
    units[1].apply("资产", enter(units[1], {Address("X3", "vehicles", "quantity"): "若干"}))
    assert summed(HEAD, FORM, units).document.text(Address("X3", "vehicles", "quantity")) == ""


def test_a_code_that_only_one_unit_parts_is_told() -> None:
    units = [unit(1, {"T3/20805/basic": "5"}), unit(2, {"T3/2080505/basic": "7"})]
    (doubt,) = summed(HEAD, FORM, units).doubts
    assert "清溪县第1站" in doubt
    assert "20805" in doubt


# Transfers


def paying(paid: str, received: str) -> list[Document]:
    """A unit that pays one below it, which spends the money."""
    head = {"T2/2130301/fiscal": "100", "T3/2130301/basic": "60", "T3/2130301/affiliated": paid}
    below = {"T2/2130302/superior": received, "T2/2130302/fiscal": "5", "T3/2130302/project": "45"}
    return [unit(1, head), unit(2, below)]


def test_what_units_pay_each_other_is_removed_on_both_sides() -> None:
    whole = summed(HEAD, FORM, paying("40", "40"))
    (one,) = whole.transfers
    assert one.is_removed
    totals = {table: whole.document.value(Address(table, "total", "total")) for table in ("T2", "T3")}
    assert totals == {"T2": 105_000_000, "T3": 105_000_000}


def test_what_does_not_match_is_not_guessed() -> None:
    whole = summed(HEAD, FORM, paying("40", "39"))
    (one,) = whole.transfers
    assert not one.is_removed
    assert whole.document.value(Address("T3", "total", "total")) == 145_000_000


def test_money_from_outside_is_no_transfer() -> None:
    units = [unit(1, {"T2/2130301/superior": "8"}), unit(2, {"T2/2130301/fiscal": "1"})]
    whole = summed(HEAD, FORM, units)
    assert whole.transfers == ()
    assert whole.document.value(Address("T2", "total", "total")) == 9_000_000


# In the store


@pytest.fixture
def budgets() -> list[Budget]:
    return county(17)


@pytest.fixture
def ids(tmp_path: Path, budgets: list[Budget]) -> list[str]:
    """The ids of four units in the data of `bureau`."""
    with Office.open(tmp_path / "bureau") as office:
        books = [read(file) for file in printed("merged", budgets, tmp_path)]
        return [one.id for one in hand_out(office, books, ForAll(YEAR, pack="hebei"), tmp_path / "out").units]


def total(budgets: list[Budget], table: str, column: str) -> int:
    return sum(dict(budget.rows(table))[""].get(column, 0) for budget in budgets)


def test_the_department_is_the_sum_and_the_questions_are_checks(
    tmp_path: Path, ids: list[str], budgets: list[Budget]
) -> None:
    with Office.open(tmp_path / "bureau") as office:
        done = sum_up(office, ids, DEPARTMENT)
        document = office.open_disclosure(done.document.head.id)
        assert done.is_new
        for table, (_, columns) in COLUMNS.items():
            for column in columns:
                assert (document.value(Address(table, "total", column)) or 0) == total(budgets, table, column)
        place = Address("T3", "2130301", "basic")
        assert {(one.head.unit.code, fen) for one, fen in traced(document, place)} == {
            (budget.unit.code, budget.leaves["T3"]["2130301", "basic"]) for budget in budgets
        }
        asked = {item.rule.id for item in checklist(document)}
        assert asked.isdisjoint({"D16", "P01", "P02"})
        assert asked
        assert by_rule(document, "D16") == []
        assert {finding.level for finding in by_rule(document, "P01")} == {"H"}
        blank = office.start(Unit("9", "别的局"), YEAR, "部门", "hebei")
        assert {"D16", "P01", "P02"} <= {item.rule.id for item in checklist(blank)}


def test_an_amount_that_is_not_the_units_is_found_with_their_amounts(tmp_path: Path, ids: list[str]) -> None:
    with Office.open(tmp_path / "bureau") as office:
        document = sum_up(office, ids, DEPARTMENT).document
        place = Address("T3", "2130301", "basic")
        right = document.value(place)
        fill(document, {"T3/2130301/basic": "0.01"})
        (finding,) = by_rule(document, "D16")
        assert (finding.table, finding.row, finding.column, finding.level) == (*place, "E")
        assert all(one.head.unit.name in finding.sentence for one in document.units)
        document.undo()
        assert document.value(place) == right
        assert by_rule(document, "D16") == []


def test_a_unit_that_changed_after_the_sum_is_found(tmp_path: Path, ids: list[str]) -> None:
    with Office.open(tmp_path / "bureau") as office:
        done = sum_up(office, ids, DEPARTMENT)
        changed = office.open_disclosure(ids[0])
        fill(changed, {"T3/2130301/basic": "0.01", "T3/2130399/project": "3"})
        document = office.open_disclosure(done.document.head.id)
        assert {finding.row for finding in by_rule(document, "D16")} == {"2130301", None}
        again = sum_up(office, ids, DEPARTMENT)
        assert not again.is_new
        assert again.changed > 0
        assert by_rule(office.open_disclosure(done.document.head.id), "D16") == []


def test_texts_follow_the_sum_and_one_that_speaks_of_a_unit_is_found(tmp_path: Path, ids: list[str]) -> None:
    with Office.open(tmp_path / "bureau") as office:
        document = sum_up(office, ids[:3], DEPARTMENT).document
        overview = next(section for section in document.edition.sections if section.key == "overview")
        said = document.section_text(overview.id)
        document = sum_up(office, ids, DEPARTMENT).document
        assert document.section_text(overview.id) != said
        assert by_rule(document, "P02") == []
        of_one = office.open_disclosure(ids[0]).section_text(overview.id)
        document.apply("写", write_section(document, overview.id, of_one))
        found = by_rule(document, "P02")
        assert found
        assert all(document.units[0].head.unit.name in finding.sentence for finding in found)


def test_a_bound_number_stays_bound_and_free_text_stays(tmp_path: Path, ids: list[str]) -> None:
    with Office.open(tmp_path / "bureau") as office:
        document = sum_up(office, ids[:2], DEPARTMENT).document
        duties = next(section for section in document.edition.sections if section.key == "duties")
        document.apply("写", write_section(document, duties.id, "负责全县水利。"))
        document = sum_up(office, ids, DEPARTMENT).document
        assert document.section_text(duties.id) == "负责全县水利。"
        assert len(document.units) == 4
        document.undo()
        assert len(office.open_disclosure(document.head.id).texts["sum.units"].splitlines()) == 2


def test_what_cannot_be_summed_is_refused(tmp_path: Path, ids: list[str]) -> None:
    with Office.open(tmp_path / "bureau") as office:
        with pytest.raises(Trouble, match="选了两次"):
            sum_up(office, [ids[0], ids[0]], DEPARTMENT)
        older = office.start(Unit("77", "清溪县档案馆"), YEAR - 1, "单位", "hebei")
        with pytest.raises(Trouble, match="不能汇总"):
            sum_up(office, [ids[0], older.head.id], DEPARTMENT)
        with pytest.raises(Trouble, match="至少选一个"):
            sum_up(office, [], DEPARTMENT)
        done = sum_up(office, ids[:2], DEPARTMENT)
        with pytest.raises(Trouble, match="自己里面"):
            sum_up(office, [*ids, done.document.head.id], DEPARTMENT)


def test_a_unit_left_out_is_asked_after(tmp_path: Path, ids: list[str]) -> None:
    with Office.open(tmp_path / "bureau") as office:
        document = sum_up(office, ids[:3], DEPARTMENT).document
        missing = office.open_disclosure(ids[3]).head.unit.name
        document.apply("机构", add_records(document, "X1", 1))
        document.apply("机构", enter(document, {Address("X1", document.lines("X1")[-1].key, "name"): missing}))
        assert [f.level for f in by_rule(document, "P01") if missing in f.sentence] == ["W"]


def test_the_commands_sum_and_trace(
    tmp_path: Path, ids: list[str], budgets: list[Budget], capsys: pytest.CaptureFixture[str]
) -> None:
    line = Line(tmp_path / "bureau", capsys)
    said = line.data("county", "sum", *ids, "--into", "300 清溪县水利局")
    assert (said.data["id"], said.data["new"]) == (f"300-{YEAR}-部门", True)
    assert [one["id"] for one in said.data["units"]] == sorted(ids)
    again = line.data("county", "sum", *reversed(ids), "--into", said.data["id"])
    assert (again.data["new"], again.data["changed"]) == (False, 0)
    found = line.data("county", "trace", said.data["id"], "T3/2130301/basic").data
    assert {one["code"] for one in found["units"]} == {budget.unit.code for budget in budgets}
    income = line.data("county", "trace", said.data["id"], "T1/income.1/amount")
    assert income.code == 0
    assert_refused(line.data("county", "trace", said.data["id"], "T3/9999999/basic"))
    assert_refused(line.data("county", "trace", ids[0], "T3/total/total"))
    assert_refused(line.data("county", "sum", "没有", "--into", "300 清溪县水利局"))
