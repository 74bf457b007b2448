"""What a clerk does to a disclosure: rows, codes, names, paste; and that every sequence of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.check import Checker, check
from forms.document.document import Document
from forms.document.entries import split_code
from forms.edit.cells import (
    accept_computed,
    add_codes,
    clear,
    enter,
    paste,
    recode,
    remove_rows,
    rename,
    set_notes,
    sort_by_code,
    state,
)
from forms.edit.records import add_records
from models.records import Address, CellEntry, Change, RowAddress, RowChange, RowEntry
from tests.forms.documents import PROJECTS, begun, fill, imported


def keys(document: Document, table: str) -> list[str]:
    return [line.key for line in document.lines(table)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" 50", "50.00"), ("7.5", "7.50"), ("100.", "100.00"), ("33.333", "33.333"), ("100%", "100%"), ("年底", "年底")],
)
def test_a_share_of_the_plan_is_kept_with_the_decimals_of_its_column(typed: str, kept: str) -> None:
    document = begun(2024)
    document.apply("新增", add_records(document, PROJECTS, 1))
    place = Address(PROJECTS, document.lines(PROJECTS)[0].key, "march")
    document.apply("填写", enter(document, {place: typed}))
    assert document.text(place) == kept


# Codes


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("2060101 行政运行", "2060101", "行政运行"),
        ("[206]科学技术支出", "206", "科学技术支出"),
        ("【20601】 科学技术管理事务", "20601", "科学技术管理事务"),
        ("（30101）基本工资", "30101", "基本工资"),
        ("２０６０１０１　行政运行", "2060101", "行政运行"),
        (" 2060101 ", "2060101", ""),
        ("行政运行", "", "行政运行"),
        ("合计", "", "合计"),
        ("", "", ""),
        ("12", "", "12"),
    ],
)
def test_a_code_is_split_from_its_name(text: str, code: str, name: str) -> None:
    assert split_code(text) == (code, name)


def test_a_code_brings_its_parents() -> None:
    document = begun()
    document.apply("增加科目", add_codes(document, "T2", ["2060101", "2060502"]))
    assert keys(document, "T2") == ["total", "206", "20601", "2060101", "20605", "2060502"]
    assert [line.label for line in document.lines("T2")][1:4] == ["科学技术支出", "科学技术管理事务", "行政运行"]
    assert add_codes(document, "T2", ["2060101"]) == ()


def test_a_code_that_is_in_no_list_is_taken_as_it_is() -> None:
    document = begun()
    document.apply("增加科目", add_codes(document, "T2", ["20"]))
    assert [(line.key, line.level) for line in document.lines("T2")] == [("total", 0), ("20", 0)]


def test_parents_without_children_go_with_the_last_child() -> None:
    document = begun()
    fill(document, {"T2/2060101/fiscal": "1", "T2/2060502/fiscal": "2", "T2/2210201/fiscal": "3"})
    document.apply("删除行", remove_rows(document, "T2", ["2060101"]))
    assert keys(document, "T2") == ["total", "206", "20605", "2060502", "221", "22102", "2210201"]
    document.apply("删除行", remove_rows(document, "T2", ["2060502"]))
    assert keys(document, "T2") == ["total", "221", "22102", "2210201"]
    assert not [address for address in document.cells if address.row.startswith("206")]
    document.undo()
    document.undo()
    assert document.value(Address("T2", "total", "total")) == 6_000_000


def test_a_parent_for_which_a_file_stated_an_amount_stays() -> None:
    document = begun()
    fill(document, {"T2/2060101/fiscal": "1"})
    document.apply("导入", state(document, Address("T2", "20601", "fiscal"), 5_000_000))
    document.apply("删除行", remove_rows(document, "T2", ["2060101"]))
    assert keys(document, "T2") == ["total", "206", "20601"]
    assert document.value(Address("T2", "total", "total")) == 5_000_000


def test_the_total_cannot_be_removed() -> None:
    document = begun()
    fill(document, {"T2/2060101/fiscal": "1"})
    assert remove_rows(document, "T2", ["total"]) == ()


def test_a_row_gets_another_code_and_keeps_its_amounts() -> None:
    document = begun()
    fill(document, {"T2/2060101/fiscal": "1", "T2/2060101/carry": "2"})
    document.apply("改科目", recode(document, "T2", "2060101", "2150501"))
    assert keys(document, "T2") == ["total", "215", "21505", "2150501"]
    assert document.value(Address("T2", "2150501", "total")) == 3_000_000
    assert document.line("T2", "2150501").label == "行政运行"  # type: ignore[union-attr]


def test_a_new_code_under_the_same_parents_keeps_them() -> None:
    document = begun()
    fill(document, {"T2/2060101/fiscal": "1"})
    document.apply("改科目", recode(document, "T2", "2060101", "2060102"))
    assert keys(document, "T2") == ["total", "206", "20601", "2060102"]


def test_a_code_that_stands_already_is_not_given_twice() -> None:
    document = begun()
    fill(document, {"T2/2060101/fiscal": "1", "T2/2060102/fiscal": "2"})
    assert recode(document, "T2", "2060101", "2060102") == ()
    assert recode(document, "T2", "2060101", "2060101") == ()


# Names and order


def test_a_name_of_its_own_is_kept_and_the_name_of_the_list_is_not() -> None:
    document = imported()
    assert document.line("T2", "215").label == "资源勘探工业信息支出"  # type: ignore[union-attr]
    document.apply("改名", rename(document, "T2", "215", " 资源勘探工业信息等支出 "))
    assert document.row_entry("T2", "215") == RowEntry()
    document.apply("改名", rename(document, "T9", "car", "公务用车"))
    assert document.line("T9", "car").label == "公务用车"  # type: ignore[union-attr]
    document.apply("改名", rename(document, "T9", "car", ""))
    assert document.row_entry("T9", "car") is None
    assert rename(document, "T2", "no such row", "名称") == ()


def test_rows_in_the_order_of_a_file_can_be_sorted() -> None:
    document = begun()
    rows = [RowChange(RowAddress("T2", code), None, RowEntry(None, n)) for n, code in enumerate(("221", "206", "215"))]
    document.apply("导入", rows)
    assert keys(document, "T2") == ["total", "221", "206", "215"]
    document.apply("按编码排序", sort_by_code(document, "T2"))
    assert keys(document, "T2") == ["total", "206", "215", "221"]
    assert sort_by_code(document, "T2") == ()


# Paste


def test_a_block_fills_the_rows_that_stand_there() -> None:
    document = begun()
    fill(document, {"T3/2060101/basic": "1", "T3/2060102/basic": "2"})
    block = paste(document, "T3", 3, ["total", "basic", "project"], [["9", "１０.５", "—"], ["", "x", "0"], ["", "3"]])
    document.apply("粘贴", block.changes)
    assert (block.filled, block.skipped) == (4, 1)
    assert document.value(Address("T3", "2060101", "basic")) == 10_500_000
    assert document.value(Address("T3", "2060101", "project")) is None
    assert document.wrong(Address("T3", "2060102", "basic")) == "x"
    assert document.value(Address("T3", "2060102", "project")) == 0


def test_a_block_with_codes_brings_its_rows() -> None:
    document = begun()
    block = paste(
        document,
        "T5",
        0,
        ["serial", "code", "name", "total", "basic", "project"],
        [
            ["1", "", "合计", "5", "3", "2"],
            ["2", "[206]科学技术支出", "", "5", "3", "2"],
            ["3", "20601", "科学技术管理事务", "5", "3", "2"],
            ["4", "2060101 行政运行", "", "3", "3", ""],
            ["5", "2060102", "一般行政管理事务", "2", "", "2.00"],
        ],
    )
    document.apply("粘贴", block.changes)
    assert keys(document, "T5") == ["total", "206", "20601", "2060101", "2060102"]
    assert document.value(Address("T5", "total", "total")) == 5_000_000
    assert set(document.cells) == {Address("T5", "2060101", "basic"), Address("T5", "2060102", "project")}
    assert block.filled == 4
    document.undo()
    assert keys(document, "T5") == ["total"]


def test_a_block_of_nothing_changes_nothing() -> None:
    document = begun()
    assert paste(document, "T3", 0, ["basic"], []).changes == ()
    assert paste(document, "T3", 0, [], [[]]).changes == ()


def test_a_block_longer_than_the_table_is_cut_off() -> None:
    document = begun()
    block = paste(document, "T9", 12, ["general"], [["1"], ["2"], ["3"]])
    document.apply("粘贴", block.changes)
    assert document.cells == {Address("T9", "training", "general"): CellEntry(fen=1_000_000)}


# Every sequence of operations can be taken back and done again

TABLES = ("T2", "T3", "T5", "T6", "T9")
CODES = ("206", "20601", "2060101", "2060102", "2060199", "2080505", "2150501", "30101", "30201", "2150501#2", "99")
TEXTS = ("", "1", "0", "12.5", "错", "-3", "—")

Step = Callable[[Document], tuple[Change, ...]]


def columns(document: Document, table: str) -> tuple[str, ...]:
    return next(iter(document.edition.tables[table].money_ids.values()))


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """One operation of a clerk, at a place that may or may not exist."""
    table, code, other = draw(st.sampled_from(TABLES)), draw(st.sampled_from(CODES)), draw(st.sampled_from(CODES))
    row, column, text = draw(st.integers(0, 9)), draw(st.integers(0, 4)), draw(st.sampled_from(TEXTS))

    def address(document: Document) -> Address:
        lines, names = document.lines(table), columns(document, table)
        return Address(table, lines[row % len(lines)].key, names[column % len(names)])

    def pasted(document: Document) -> tuple[Change, ...]:
        block = [[code, text], [other, text]]
        layout = document.edition.tables[table].layout
        return paste(document, table, row, ["code" if layout == "codes" else "total", "basic"], block).changes

    def in_codes(operation: Step) -> Step:
        return lambda document: operation(document) if table != "T9" else ()

    return draw(
        st.sampled_from(
            [
                lambda document: enter(document, {address(document): text}),
                lambda document: clear(document, [address(document)]),
                lambda document: state(document, address(document), row),
                lambda document: accept_computed(document, document.cells),
                lambda document: rename(document, table, address(document).row, text),
                lambda document: set_notes(document, table, [text]),
                in_codes(lambda document: add_codes(document, table, [code, other])),
                in_codes(lambda document: remove_rows(document, table, [code, address(document).row])),
                in_codes(lambda document: recode(document, table, address(document).row, code)),
                in_codes(lambda document: sort_by_code(document, table)),
                pasted,
            ]
        )
    )


@pytest.mark.parametrize("make", [begun, imported], ids=["begun", "imported"])
@settings(max_examples=60)
@given(sequence=st.lists(steps(), max_size=12))
def test_undo_restores_the_start_and_redo_the_end(make: Callable[[], Document], sequence: list[Step]) -> None:
    document = make()
    start, states = document.content(), [document.content()]
    for step in sequence:
        if document.apply("一步", step(document)):
            states.append(document.content())
    end, values = document.content(), list(document.values)

    for state_before in reversed(states[:-1]):
        assert document.undo() is not None
        assert document.content() == state_before
    assert document.undo() is None
    assert document.content() == start

    for state_after in states[1:]:
        assert document.redo() is not None
        assert document.content() == state_after
    assert document.redo() is None
    assert (document.content(), document.values) == (end, values)


@settings(max_examples=40)
@given(sequence=st.lists(steps(), max_size=10), back=st.integers(0, 5))
def test_a_checker_kept_open_finds_what_a_new_one_finds(sequence: list[Step], back: int) -> None:
    document = imported()
    checker = Checker(document)
    for step in sequence:
        document.apply("一步", step(document))
        assert checker.findings() == check(document)
    for _ in range(back):
        document.undo()
        assert checker.findings() == check(document)
