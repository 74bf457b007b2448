"""The codes of a year are learned from workbooks of the budget system, and make the list sure once they are taken."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from forms.bureau.codes_learned import Kind, Learned, learn, save_list
from forms.check import check
from forms.document.document import Document
from forms.form.catalogue import catalogue
from forms.form.load import edition
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from models.records import Head, Unit
from tests.forms.bureau import counties
from tests.forms.bureau.counties import SHAPES, YEAR, county, printed
from tests.forms.cli.lines import Line, assert_refused
from tests.forms.documents import fill

NEW, NEW_NAME = "2130379", "农村供水保障"
RENAMED = "2130306", "水利工程运行维护"
MOVED, HEIR = "2130302", "2130380"


@pytest.fixture
def changed_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """This year's list of the invented county: a code more, one with another name, one that moved to another code."""
    names = {**counties.FUNCTIONAL, NEW: NEW_NAME, RENAMED[0]: RENAMED[1]}
    names[HEIR] = names.pop(MOVED)
    monkeypatch.setattr(counties, "FUNCTIONAL", names)
    monkeypatch.setitem(counties.NAMES, "T2", names)
    monkeypatch.setitem(counties.NAMES, "T3", names)
    monkeypatch.setitem(counties.NAMES, "T5", names)


def changed_county(seed: int = 5) -> list[counties.Budget]:
    """Units that use the changed codes: the new one the first two, the moved and the renamed one by chance."""
    budgets = county(seed, 8)
    for number, budget in enumerate(budgets):
        for table, column in (("T2", "fiscal"), ("T3", "project"), ("T5", "project")):
            leaves = budget.leaves[table]
            for code, of in list(leaves):
                if code == MOVED:
                    leaves[HEIR, of] = leaves.pop((code, of))
            if number < 2:
                leaves[NEW, column] = 1_000_000
    return budgets


def learned(shape: str, budgets: list[counties.Budget], folder: Path) -> dict[str, Learned]:
    books = [read(path) for path in printed(shape, budgets, folder)]
    return {one.code: one for one in learn(books, YEAR, "hebei").learned}


@pytest.mark.usefixtures("changed_codes")
@pytest.mark.parametrize("shape", SHAPES)
def test_new_renamed_and_retired_codes_are_found_with_their_units(shape: str, tmp_path: Path) -> None:
    budgets = changed_county()
    found = learned(shape, budgets, tmp_path)
    used = {code: sum(any(c == code for c, _ in b.leaves["T3"]) for b in budgets) for code in (NEW, HEIR, RENAMED[0])}
    assert (found[NEW].kind, found[NEW].name, found[NEW].units) == (Kind.NEW, NEW_NAME, 2)
    assert (found[RENAMED[0]].kind, found[RENAMED[0]].name) == (Kind.RENAMED, RENAMED[1])
    assert found[RENAMED[0]].units == used[RENAMED[0]]
    assert (found[HEIR].kind, found[HEIR].units) == (Kind.NEW, used[HEIR])
    assert (found[MOVED].kind, found[MOVED].successor, found[MOVED].is_doubtful) == (Kind.RETIRED, HEIR, True)
    assert {code for code, one in found.items() if one.kind is not Kind.SURE} == {NEW, HEIR, RENAMED[0], MOVED}


@pytest.mark.usefixtures("changed_codes")
def test_two_units_are_not_enough_to_infer_that_a_code_is_out_of_use(tmp_path: Path) -> None:
    users = [one for one in changed_county() if any(code == HEIR for code, _ in one.leaves["T3"])][:2]
    proposal = learn([read(path) for path in printed("columns first", users, tmp_path)], YEAR, "hebei")
    assert MOVED not in {one.code for one in proposal.learned}
    assert [(one.code, one.successor) for one in proposal.unproved] == [(MOVED, HEIR)]
    assert MOVED in proposal.caution


def test_units_and_amounts_are_no_codes(tmp_path: Path) -> None:
    budgets = county(3)
    alike = ("208", "213", "301", "302")
    odd = [counties.Budget(Unit(code, b.unit.name), b.leaves) for code, b in zip(alike, budgets, strict=True)]
    for shape in SHAPES:
        (folder := tmp_path / shape).mkdir()
        assert {one.kind for one in learned(shape, odd, folder).values()} <= {Kind.SURE}, shape


@pytest.mark.usefixtures("changed_codes")
def test_what_was_taken_makes_the_checks_sure(tmp_path: Path) -> None:
    books = [read(path) for path in printed("merged", changed_county(), tmp_path)]
    with Office.open(tmp_path / "data") as office:
        proposal = learn(books, YEAR, "hebei", office.own_catalogues)
        before = codes_found(office)
        office.lay_over(YEAR, proposal.lists(proposal.learned))
        after = codes_found(office)
        again = learn(books, YEAR, "hebei", office.own_catalogues)
    assert before == {("E01", "W", NEW), ("E01", "W", HEIR)}
    assert after == {("E05", "E", MOVED)}
    assert again.learned == ()


def codes_found(office: Office) -> set[tuple[str, str, str | None]]:
    """What the checks of codes say of a disclosure with the new code, the moved one and the one it moved to."""
    form = edition(YEAR, "单位", "hebei")
    document = Document(Head("1", Unit("1", "某局"), YEAR, "单位", form.id), form, own_catalogues=office.own_catalogues)
    fill(document, {f"T3/{code}/project": "1" for code in (NEW, MOVED, HEIR)})
    return {(f.rule, f.level, f.row) for f in check(document) if f.rule in ("E01", "E05")}


@pytest.mark.usefixtures("changed_codes")
def test_carry_leads_a_retired_code_on_to_where_its_name_stands(tmp_path: Path) -> None:
    books = [read(path) for path in printed("columns first", changed_county(), tmp_path)]
    with Office.open(tmp_path / "data") as office:
        head = Head("", Unit("307001", "清溪县水利局"), YEAR - 1, "单位", f"hebei-{YEAR - 1}")
        last = office.start(head.unit, head.year, head.kind, "hebei")
        fill(last, {f"T3/{MOVED}/project": "12.50"})
        office.lay_over(YEAR, (proposal := learn(books, YEAR, "hebei")).lists(proposal.learned))
        carried = office.carry(last.head.id, YEAR)
    assert {line.code for line in carried.lines("T3") if line.level == 3} == {HEIR}


@pytest.mark.usefixtures("changed_codes")
def test_another_county_takes_what_was_written(tmp_path: Path) -> None:
    books = [read(path) for path in printed("file each", changed_county(), tmp_path)]
    proposal = learn(books, YEAR, "hebei")
    path = save_list(proposal.learned, tmp_path / "科目")
    with Office.open(tmp_path / "other") as office:
        office.take_catalogues(YEAR, path)
        mine = catalogue("functional", YEAR, office.own_catalogues)
    assert mine.name(NEW) == NEW_NAME
    assert mine.name(RENAMED[0]) == RENAMED[1]
    assert MOVED not in mine.codes
    assert (heir := mine.successor(MOVED)) is not None
    assert heir.code == HEIR


def test_one_unit_teaches_too(data: Path) -> None:
    """A published workbook of 2024: whatever it says, no line of another thing is taken for a code."""
    book = read(data / "2024-fengrun" / "tables.xlsx")
    proposal = learn([book], 2024, "hebei")
    stands = {line.code for table in ("T2", "T3", "T5", "T6") for line in recognise(book).document().lines(table)}
    assert {one.code for one in proposal.learned if one.kind is not Kind.RETIRED} <= stands
    assert proposal.known > 0
    assert all(one.units == 1 for one in proposal.learned if one.kind is not Kind.RETIRED)


@pytest.mark.usefixtures("changed_codes")
def test_the_command_proposes_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = Line(tmp_path / "data", capsys)
    (file,) = printed("columns last", changed_county(), tmp_path)
    said = line.data("catalogue", "learn", file, "--year", YEAR, "--out", tmp_path / "学来.csv")
    assert said.code == 0
    by_code = {one["code"]: one for one in said.data["learned"]}
    assert by_code[NEW]["kind"] == "new"
    assert by_code[NEW]["units"] == 2
    sheet = by_code[NEW]["source"]
    workbook = openpyxl.load_workbook(file)
    assert str(workbook[sheet["sheet"]][sheet["cell"]].value) == NEW
    taken = line.data("catalogue", "take", said.data["file"], "--year", YEAR)
    assert taken.data["taken"]["functional"] >= 3
    assert json.loads(line.data("catalogue", "learn", file, "--year", YEAR).out)["counts"]["new"] == 0
    words = line("catalogue", "learn", file, "--year", YEAR, "--data", tmp_path / "empty").out
    assert f"新增 {NEW} {NEW_NAME}（2个单位使用）" in words


def test_what_teaches_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = Line(tmp_path / "data", capsys)
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    book.save(tmp_path / "名单.xlsx")
    assert_refused(line.data("catalogue", "learn", tmp_path / "名单.xlsx", "--year", YEAR))
    assert_refused(line.data("catalogue", "learn", tmp_path / "名单.xlsx", "--year", 1999))
