"""What stood at the last 定稿 is known whatever was done since, and every step is in the history."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.compare.history import logged_title
from forms.document.document import Document
from forms.edit.cells import (
    accept_computed,
    add_codes,
    clear,
    enter,
    recode,
    remove_rows,
    rename,
    set_notes,
    sort_by_code,
    write_section,
)
from forms.edit.goal_tables import copy_project, remove_projects
from forms.edit.profile import set_profile
from forms.edit.records import add_records, move_record
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.office.office import Office
from models.errors import Trouble
from models.records import Address, Change, OperationKind, State
from tests.forms.books import changed, published
from tests.forms.documents import UNIT, fill
from tests.forms.faultless import faultless

CELL = Address("T9", "reception", "general")
CODES = ("2060101", "2060102", "2101103", "2210201", "20601")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.open(tmp_path) as opened:
        yield opened


@cache
def reading() -> Reading:
    return recognise(published("2024-fengrun", whole=True))


Step = Callable[[Document], tuple[Change, ...]]
AMOUNTS = st.sampled_from(["0", "0.5", "93.85", "约三万", ""])


def some_row(document: Document, table: str, number: int) -> str:
    """One of the rows that stand; the total where a table has nothing else."""
    lines = document.lines(table)
    return lines[number % len(lines)].key if lines else ""


ROWS = st.integers(0, 30)
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        lambda code, text: lambda d: enter(d, {Address("T5", code, "basic"): text, CELL: text}),
        st.sampled_from(CODES),
        AMOUNTS,
    ),
    st.builds(lambda code: lambda d: add_codes(d, "T5", [code]), st.sampled_from(CODES)),
    st.builds(lambda n: lambda d: remove_rows(d, "T5", [some_row(d, "T5", n)]), ROWS),
    st.builds(
        lambda n, code: lambda d: recode(d, "T5", some_row(d, "T5", n), code),
        st.integers(1, 30),
        st.sampled_from(CODES),
    ),
    st.builds(lambda n, name: lambda d: rename(d, "T3", some_row(d, "T3", n), name), ROWS, st.text("甲乙")),
    st.builds(lambda: lambda d: sort_by_code(d, "T2")),
    st.builds(lambda: lambda d: clear(d, [a for a in d.cells if a.table == "T6"])),
    st.builds(lambda: lambda d: accept_computed(d, list(d.cells))),
    st.builds(lambda text: lambda d: set_notes(d, "T7", [text]), st.text("注空")),
    st.builds(lambda text: lambda d: write_section(d, "S1", text), st.text("甲乙\n")),
    st.builds(lambda text: lambda d: set_profile(d, "published", text), st.sampled_from(["", "2024年1月25日"])),
    st.builds(lambda n: lambda d: add_records(d, "X2", n), st.integers(1, 3)),
    st.builds(
        lambda n, text: lambda d: enter(d, {Address("X2", some_row(d, "X2", n), "total"): text}),
        ROWS,
        AMOUNTS,
    ),
    st.builds(lambda n: lambda d: move_record(d, "X5", some_row(d, "X5", n), -1) if d.lines("X5") else (), ROWS),
    st.builds(lambda n: lambda d: copy_project(d, some_row(d, "X5", n)) if d.lines("X5") else (), ROWS),
    st.builds(lambda n: lambda d: remove_projects(d, [some_row(d, "X5", n)]), ROWS),
)


@pytest.fixture(scope="module")
def settled_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of an office with one faultless disclosure, which was settled and set back."""
    folder = tmp_path_factory.mktemp("settled")
    with Office.open(folder) as office:
        document = faultless(office)
        office.settle(document)
        office.reopen(document, "更正")
    return folder


@settings(max_examples=30, deadline=None)
@given(after=st.lists(st.one_of(STEPS, st.sampled_from(["undo", "redo", "restart"])), max_size=12))
def test_the_last_settled_state_comes_back_whatever_was_done_since(settled_data: Path, after: list[Step | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(settled_data, folder, dirs_exist_ok=True)
        with Office.open(Path(folder)) as office:
            (listed,) = office.listed()
            document = office.open_disclosure(listed.head.id)
            then = document.content()
            for act in after:
                if act == "undo":
                    document.undo()
                elif act == "redo":
                    document.redo()
                elif act == "restart":
                    document = office.open_disclosure(listed.head.id)
                else:
                    document.apply("以后", act(document))
            settled = office.settled(listed.head.id)
            assert settled is not None
            assert settled.content() == then
            assert office.open_disclosure(listed.head.id).content() == document.content()


def test_an_import_over_it_is_taken_back_too(office: Office) -> None:
    document = faultless(office)
    office.settle(document)
    office.reopen(document, "重新导入")
    stated = replace(recognise(published("2024-fengrun")), unit=document.head.unit, edition=document.edition)
    again = office.take(stated)
    assert again.content() != document.content()
    settled = office.settled(again.head.id)
    assert settled is not None
    assert settled.content() == document.content()


def test_the_last_of_several_holds(office: Office) -> None:
    document = faultless(office)
    for place in ("临江县", "望海县"):
        document.apply("填写", set_profile(document, "place", place))
        office.settle(document)
        office.reopen(document, "更正")
    document.apply("填写", set_profile(document, "place", "青山县"))
    settled = office.settled(document.head.id)
    assert settled is not None
    assert settled.profile("place") == "望海县"


def test_it_survives_a_restart(office: Office, tmp_path: Path) -> None:
    document = faultless(office)
    office.settle(document)
    then = document.content()
    office.reopen(document, "更正")
    fill(document, {"T5/2060101/basic": "3"})
    office.close()
    with Office.open(tmp_path) as again:
        settled = again.settled(document.head.id)
        assert settled is not None
        assert (settled.head.state, settled.content()) == (State.SETTLED, then)


def test_what_was_never_settled_has_none(office: Office) -> None:
    document = office.start(UNIT, 2024, "部门", "hebei")
    assert not office.was_settled(document.head.id)
    assert office.settled(document.head.id) is None
    with pytest.raises(Trouble, match="没有编号为"):
        office.settled("nowhere")


def test_the_history_names_every_step_newest_first(office: Office) -> None:
    document = faultless(office)
    made = len(office.history(document.head.id))
    office.review(document)
    office.settle(document)
    office.reopen(document, "更正接待费")
    document.apply("填写 公务接待费", enter(document, {CELL: "0.6"}))
    document.undo()
    office.review(document)
    document.redo()
    told = [logged_title(logged) for logged in office.history(document.head.id)][:-made]
    assert told == [
        "重做填写 公务接待费，退回编制中",
        "标为已审核",
        "撤销填写 公务接待费",
        "填写 公务接待费",
        "退回编制中：更正接待费",
        "定稿",
        "标为已审核",
    ]
    assert office.open_disclosure(document.head.id).head.state == State.EDITING


def test_the_history_says_of_every_step_what_it_was(office: Office) -> None:
    head = office.take(reading()).head
    document = office.take(recognise(changed(published("2024-fengrun"), {"T2!F9": "300.00"})))
    document.apply("填写 公务接待费", enter(document, {CELL: "0.5"}))
    office.carry(head.id, 2025)
    steps = [(logged.kind, logged.state) for logged in reversed(office.history(head.id))]
    assert steps == [(OperationKind.IMPORT, None), (OperationKind.IMPORT, None), (OperationKind.EDIT, None)]
    (carried,) = office.history(f"{head.unit.code}-2025-部门")
    assert carried.kind == OperationKind.CARRY


def test_the_history_that_version_1_wrote_reads_as_it_did(data: Path, tmp_path: Path) -> None:
    old = data / "databases" / "version-1.db"
    with closing(sqlite3.connect(old)) as connection:
        names = connection.execute("SELECT disclosure_id, name FROM history ORDER BY id DESC").fetchall()
    shutil.copy(old, tmp_path / "disclosures.db")
    with Office.open(tmp_path) as office:
        for disclosure in {disclosure for disclosure, _ in names}:
            told = [logged_title(logged) for logged in office.history(disclosure)]
            assert told == [name for owner, name in names if owner == disclosure]
        settled = office.settled("339-2025-部门")
    assert settled is not None
    assert (settled.head.state, settled.profile("leader")) == (State.SETTLED, "赵六")


def test_what_never_passed_a_review_can_be_taken_out(office: Office) -> None:
    document = office.take(reading())
    kept = office.remove(document.head.id)
    assert office.listed() == ()
    assert kept.is_file()
    assert office.take(reading()).head.id == document.head.id
    with pytest.raises(Trouble):
        office.remove("没有这一份")


@pytest.mark.parametrize("pass_it", [Office.review, Office.settle])
def test_what_passed_a_review_once_stays(office: Office, pass_it: Callable[[Office, Document], None]) -> None:
    document = faultless(office)
    pass_it(office, document)
    office.reopen(document, "更正")
    with pytest.raises(Trouble, match="不能删除"):
        office.remove(document.head.id)
    assert len(office.listed()) == 1
