"""Tables of free records: rows added, moved, copied, removed and pasted, and every sequence of it taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.check import Checker, check
from forms.document.document import Document
from forms.edit.cells import clear, enter, paste, remove_rows, set_notes, takes_entry
from forms.edit.records import add_records, copy_record, move_record, new_keys
from forms.write.page.layout import pictures
from forms.write.page.plain_data import document_data
from models.records import Address, CellEntry, Change, RowAddress, RowChange, RowEntry
from tests.forms.documents import Kept, begun, imported


def keys(document: Document, table: str = "X2") -> list[str]:
    return [line.key for line in document.lines(table)]


def goods(document: Document) -> list[str]:
    """What is bought, from top to bottom."""
    return [document.text(Address("X2", key, "goods")) for key in keys(document)]


@pytest.fixture
def three() -> Document:
    """Three things to buy, each with its price."""
    document = begun()
    document.apply("增加行", add_records(document, "X2", 3))
    document.apply("填写", enter(document, {Address("X2", str(n), "goods"): f"物品{n}" for n in (1, 2, 3)}))
    document.apply("填写", enter(document, {Address("X2", str(n), "price"): f"{n}.50" for n in (1, 2, 3)}))
    return document


# Adding and entering


def test_a_begun_table_has_no_rows_and_takes_as_many_as_are_added() -> None:
    document = begun()
    assert keys(document) == []
    assert document.is_empty("X2")
    document.apply("增加行", add_records(document, "X2", 2))
    document.apply("增加行", add_records(document, "X2", 1))
    assert keys(document) == ["1", "2", "3"]
    assert not document.is_empty("X2")


def test_texts_are_kept_without_blanks_around_and_amounts_become_fen(three: Document) -> None:
    texts = {"project": "  公用 经费 ", "quantity": "１０台", "price": "０.35", "total": "3,500.00"}
    three.apply("填写", enter(three, {Address("X2", "2", column): text for column, text in texts.items()}))
    assert three.text(Address("X2", "2", "project")) == "公用 经费"
    assert three.text(Address("X2", "2", "quantity")) == "１０台"
    assert three.value(Address("X2", "2", "price")) == 350_000
    assert three.value(Address("X2", "2", "total")) == 3_500_000_000
    assert three.value(Address("X2", "2", "project")) is None
    assert three.wrong(Address("X2", "2", "project")) == ""


def test_a_blank_takes_a_text_away(three: Document) -> None:
    three.apply("填写", enter(three, {Address("X2", "2", "goods"): "  "}))
    assert Address("X2", "2", "goods") not in three.cells
    assert goods(three) == ["物品1", "", "物品3"]


def test_a_text_in_a_cell_of_money_is_kept_as_wrong(three: Document) -> None:
    address = Address("X2", "2", "price")
    three.apply("填写", enter(three, {address: "面议"}))
    assert (three.wrong(address), three.text(address), three.value(address)) == ("面议", "", None)


def test_only_cells_of_rows_that_stand_take_an_entry(three: Document) -> None:
    assert takes_entry(three, Address("X2", "3", "goods"))
    assert takes_entry(three, Address("X2", "3", "price"))
    assert takes_entry(three, Address("X3", "vehicles", "quantity"))
    assert not takes_entry(three, Address("X2", "4", "goods"))
    assert not takes_entry(three, Address("X2", "4", "price"))
    assert not takes_entry(three, Address("X2", "3", "no such column"))
    assert enter(three, {Address("X2", "4", "goods"): "物品4"}) == ()


def test_quantities_of_assets_are_texts_and_values_are_amounts() -> None:
    document = begun()
    cells = {Address("X3", "vehicles", "quantity"): "3", Address("X3", "vehicles", "value"): "46.44"}
    document.apply("填写", enter(document, cells))
    assert [document.text(address) for address in cells] == ["3", ""]
    assert [document.value(address) for address in cells] == [None, 46_440_000]


# Notes, and what is there at all


@pytest.mark.parametrize(("year", "standing"), [(2020, 0), (2022, 0), (2023, 1), (2026, 1)])
def test_the_note_of_the_empty_table_goes_with_the_first_record(year: int, standing: int) -> None:
    document = begun(year)
    assert document.notes("X2")[standing:] == ("注：无政府采购预算，空表列示。",)
    document.apply("增加行", add_records(document, "X2", 1))
    assert len(document.notes("X2")) == standing
    assert all("涉密采购事项" in note for note in document.notes("X2"))


def test_notes_of_its_own_stand_instead_of_the_declared_ones() -> None:
    document = begun()
    document.apply("改注", set_notes(document, "X2", ["注：全部为涉密采购。"]))
    assert document.notes("X2") == ("注：全部为涉密采购。",)
    document.undo()
    assert len(document.notes("X2")) == 2


def test_a_table_of_the_explanation_is_there_when_something_was_entered() -> None:
    document = begun()
    for table, change in {
        "X1": add_records(document, "X1", 1),
        "X2": set_notes(document, "X2", ["注：无政府采购预算，空表列示。"]),
        "X3": enter(document, {Address("X3", "vehicles", "quantity"): "3"}),
    }.items():
        assert table not in there(document)
        document.apply("一步", change)
        assert table in there(document)
    found = {(finding.rule, finding.table) for finding in check(document)}
    assert not found & {(rule, table) for rule in ("B01", "F01", "F02") for table in ("X1", "X2", "X3")}


def there(document: Document) -> set[str]:
    """The tables of the 情况说明 that are dumped, which are those that are printed."""
    dumped = {table["id"] for table in document_data(document)["tables"]}
    assert dumped == {picture.id for picture in pictures(document)}
    return {table for table in dumped if table.startswith("X")}


# Moving, copying, removing


def test_another_order_makes_new_arithmetic_only_where_a_record_adds_up_others(three: Document) -> None:
    plan = three.plan
    three.apply("移动", move_record(three, "X2", "1", 1))
    assert three.plan is plan
    three.apply("改名称", enter(three, {Address("X2", "1", three.edition.tables["X2"].naming): "小计"}))
    plan = three.plan
    three.apply("移动", move_record(three, "X2", "1", 1))
    assert three.plan is not plan


@pytest.mark.parametrize(
    ("key", "by", "order"),
    [
        ("1", 1, ["物品2", "物品1", "物品3"]),
        ("3", -1, ["物品1", "物品3", "物品2"]),
        ("2", -1, ["物品2", "物品1", "物品3"]),
    ],
)
def test_a_record_changes_places_with_its_neighbour(three: Document, key: str, by: int, order: list[str]) -> None:
    three.apply("移动", move_record(three, "X2", key, by))
    assert goods(three) == order
    three.undo()
    assert goods(three) == ["物品1", "物品2", "物品3"]


def test_a_record_goes_all_the_way_down(three: Document) -> None:
    for _ in range(2):
        three.apply("移动", move_record(three, "X2", "1", 1))
    assert goods(three) == ["物品2", "物品3", "物品1"]
    assert keys(three) == ["2", "3", "1"]


def test_there_is_nothing_beyond_either_end(three: Document) -> None:
    assert move_record(three, "X2", "1", -1) == ()
    assert move_record(three, "X2", "3", 1) == ()


def test_a_moved_record_stays_apart_from_those_added_later(three: Document) -> None:
    three.apply("移动", move_record(three, "X2", "3", -1))
    three.apply("增加行", add_records(three, "X2", 1))
    assert keys(three) == ["1", "3", "2", "4"]


def moved(changes: Sequence[Change]) -> list[str]:
    """The rows that these changes give another place or bring in."""
    return [change.key.row for change in changes if isinstance(change, RowChange)]


def test_only_the_rows_that_get_another_place_change(three: Document) -> None:
    three.apply("删除行", remove_rows(three, "X2", ["2"]))
    assert moved(add_records(three, "X2", 1)) == ["4"]
    assert moved(move_record(three, "X2", "3", -1)) == ["3", "1"]
    assert moved(add_records(three, "X2", 1, "3")) == ["4", "3"]


def test_rows_are_put_above_another_one_in_their_order(three: Document) -> None:
    added = add_records(three, "X2", 2, "2")
    three.apply("插入行", added)
    assert new_keys(added) == ["4", "5"]
    assert keys(three) == ["1", "4", "5", "2", "3"]


def test_records_whose_places_a_file_left_open_or_gave_twice_can_be_moved() -> None:
    document = begun()
    rows = {"1": None, "2": 2, "3": 2}
    document.apply("导入", [RowChange(RowAddress("X2", key), None, RowEntry(order=n)) for key, n in rows.items()])
    document.apply("移动", move_record(document, "X2", "3", -1))
    assert keys(document) == ["1", "3", "2"]
    document.apply("增加行", add_records(document, "X2", 1))
    assert keys(document) == ["1", "3", "2", "4"]


def test_a_copy_counts_as_typed_whatever_its_original_was_read_from() -> None:
    document = of_2021()
    first = keys(document)[0]
    copied = copy_record(document, "X2", first)
    (key,) = new_keys(copied)
    document.apply("复制行", copied)
    origins = {
        row: {entry.origin for address, entry in document.cells.items() if address[:2] == ("X2", row)}
        for row in (first, key)
    }
    assert origins == {first: {"imported"}, key: {"typed"}}


def test_a_copy_stands_at_the_end_with_everything_in_it(three: Document) -> None:
    three.apply("复制行", copy_record(three, "X2", "2"))
    assert goods(three) == ["物品1", "物品2", "物品3", "物品2"]
    assert three.value(Address("X2", "4", "price")) == 2_500_000
    three.apply("填写", enter(three, {Address("X2", "4", "goods"): "别的"}))
    assert goods(three) == ["物品1", "物品2", "物品3", "别的"]


def test_a_removed_record_takes_its_cells_along_and_comes_back_with_them(three: Document) -> None:
    before = three.content()
    three.apply("删除行", remove_rows(three, "X2", ["1", "3", "no such row"]))
    assert goods(three) == ["物品2"]
    assert {address.row for address in three.cells} == {"2"}
    three.undo()
    assert three.content() == before
    three.redo()
    assert goods(three) == ["物品2"]


def test_without_its_last_record_a_table_is_empty_again(three: Document) -> None:
    three.apply("删除行", remove_rows(three, "X2", ["1", "2", "3"]))
    assert three.is_empty("X2")
    assert three.notes("X2")[-1] == "注：无政府采购预算，空表列示。"


# Paste


def test_a_block_goes_over_the_rows_that_stand_and_beyond_the_end(three: Document) -> None:
    block = [["甲", "A01", "台", "2", "０.5"], ["乙", "", "个", "", ""], ["丙", "A03", "", "3", "面议"]]
    pasted = paste(three, "X2", 2, ["goods", "catalogue", "measure", "quantity", "price"], block)
    three.apply("粘贴", pasted.changes)
    assert (pasted.filled, pasted.skipped) == (15, 0)
    assert goods(three) == ["物品1", "物品2", "甲", "乙", "丙"]
    assert keys(three) == ["1", "2", "3", "4", "5"]
    assert three.cells[Address("X2", "3", "price")] == CellEntry(fen=500_000)
    assert three.cells[Address("X2", "5", "quantity")] == CellEntry(text="3")
    assert three.wrong(Address("X2", "5", "price")) == "面议"
    assert Address("X2", "4", "price") not in three.cells
    three.undo()
    assert goods(three) == ["物品1", "物品2", "物品3"]
    three.redo()
    assert goods(three) == ["物品1", "物品2", "甲", "乙", "丙"]


def test_a_block_over_a_moved_row_goes_by_what_is_seen(three: Document) -> None:
    three.apply("移动", move_record(three, "X2", "3", -1))
    three.apply("粘贴", paste(three, "X2", 1, ["goods"], [["甲"], ["乙"], ["丙"]]).changes)
    assert goods(three) == ["物品1", "甲", "乙", "丙"]
    assert keys(three) == ["1", "3", "2", "4"]


def test_a_blank_pasted_over_a_text_takes_it_away(three: Document) -> None:
    three.apply("粘贴", paste(three, "X2", 0, ["goods", "price"], [["", "9"]]).changes)
    assert goods(three) == ["", "物品2", "物品3"]
    assert three.value(Address("X2", "1", "price")) == 9_000_000


def test_a_block_fills_a_table_that_has_no_rows() -> None:
    document = begun()
    block = [["某局", "行政", "正科级", "财政拨款"], ["某中心", "事业", "股级", "财政补助"]]
    document.apply("粘贴", paste(document, "X1", 0, ["name", "nature", "rank", "funding"], block).changes)
    rows = document_data(document)["tables"]
    (table,) = (table for table in rows if table["id"] == "X1")
    assert [list(row["cells"].values()) for row in table["rows"]] == block


def test_a_block_over_the_assets_keeps_their_rows() -> None:
    document = begun()
    pasted = paste(document, "X3", 3, ["quantity", "value"], [["3", "46.44"], ["——", "——"], ["1", "x"], ["too", "far"]])
    document.apply("粘贴", pasted.changes)
    assert document.text(Address("X3", "vehicles", "quantity")) == "3"
    assert document.text(Address("X3", "large_equipment", "quantity")) == "——"
    assert document.value(Address("X3", "large_equipment", "value")) is None
    assert document.wrong(Address("X3", "other", "value")) == "x"
    assert len(document.lines("X3")) == 6


# What is stored


def test_every_step_is_written_to_the_store_under_its_name() -> None:
    kept = Kept()
    document = begun(kept=kept)
    document.apply("增加行", add_records(document, "X1", 1))
    document.apply("填写", enter(document, {Address("X1", "1", "name"): "某局"}))
    document.undo()
    document.undo()
    assert [name for name, _ in kept.operations] == ["增加行", "填写", "撤销填写", "撤销增加行"]
    assert document.content() == begun().content()


# Every sequence of operations can be taken back and done again

TEXTS = ("", "1", "0", "12.5", "错", "-3", "——", "电脑")
COLUMNS = ("goods", "quantity", "price", "total")

Step = Callable[[Document], tuple[Change, ...]]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """One operation of a clerk on the records, at a row that may or may not exist."""
    row, by = draw(st.integers(0, 6)), draw(st.sampled_from((-1, 1)))
    column, text = draw(st.sampled_from(COLUMNS)), draw(st.sampled_from(TEXTS))
    rows = draw(st.integers(1, 4))

    def key(document: Document) -> str:
        return keys(document)[row % len(keys(document))]

    def with_rows(operation: Step) -> Step:
        return lambda document: operation(document) if keys(document) else ()

    return draw(
        st.sampled_from(
            [
                lambda document: add_records(document, "X2", rows),
                lambda document: paste(document, "X2", row, [column, "price"], [[text, "1"]] * rows).changes,
                with_rows(lambda document: enter(document, {Address("X2", key(document), column): text})),
                with_rows(lambda document: clear(document, [Address("X2", key(document), column)])),
                with_rows(lambda document: move_record(document, "X2", key(document), by)),
                with_rows(lambda document: copy_record(document, "X2", key(document))),
                with_rows(lambda document: remove_rows(document, "X2", [key(document), str(rows)])),
            ]
        )
    )


def of_2021() -> Document:
    return imported("2021-qinhuangdao")


@pytest.mark.parametrize("make", [begun, of_2021], ids=["begun", "imported"])
@settings(max_examples=60)
@given(sequence=st.lists(steps(), max_size=12))
def test_undo_restores_the_start_and_redo_the_end(make: Callable[[], Document], sequence: list[Step]) -> None:
    document = make()
    states = [document.content()]
    for step in sequence:
        if document.apply("一步", step(document)):
            states.append(document.content())
        assert len(set(keys(document))) == len(keys(document))
        assert {address.row for address in document.cells if address.table == "X2"} <= set(keys(document))
    shown = document_data(document)

    for before in reversed(states[:-1]):
        assert document.undo() is not None
        assert document.content() == before
    assert document.undo() is None

    for after in states[1:]:
        assert document.redo() is not None
        assert document.content() == after
    assert document.redo() is None
    assert document_data(document) == shown


@settings(max_examples=40)
@given(sequence=st.lists(steps(), max_size=10), back=st.integers(0, 5))
def test_a_checker_kept_open_finds_what_a_new_one_finds(sequence: list[Step], back: int) -> None:
    document = of_2021()
    checker = Checker(document)
    for step in sequence:
        document.apply("一步", step(document))
        assert checker.findings() == check(document)
    for _ in range(back):
        document.undo()
        assert checker.findings() == check(document)
