"""The open disclosure: arithmetic as against an independent sum, blanks, stated entries, undo, redo, writing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.check import check
from forms.document.document import Document
from forms.edit.cells import accept_computed, add_codes, clear, enter, set_notes, state
from forms.form.catalogue import catalogue
from models.errors import Trouble
from models.records import Address, CellChange, CellEntry
from tests.forms.books import NAMES
from tests.forms.documents import Kept, begun, fill, imported

FISCAL, TOTAL = Address("T2", "2060101", "fiscal"), Address("T2", "total", "total")

# Arithmetic


def test_amounts_roll_up_from_leaves_to_the_totals_of_other_tables() -> None:
    document = begun()
    fill(document, {"T3/2060101/basic": "292.65", "T3/2060502/project": "48", "T3/2210201/basic": "49.49"})
    assert {row: document.value(Address("T3", row, "total")) for row in ("20601", "206", "221", "total")} == {
        "20601": 292_650_000,
        "206": 340_650_000,
        "221": 49_490_000,
        "total": 390_140_000,
    }
    assert document.value(Address("T1", "expenditure.206", "amount")) == 340_650_000
    assert document.value(Address("T1", "expenditure.total", "amount")) == 390_140_000


def test_the_sum_of_blanks_is_blank_and_not_zero() -> None:
    document = begun()
    document.apply("增加科目", add_codes(document, "T2", ["2060101"]))
    assert document.value(TOTAL) is None
    assert document.is_empty("T2")
    assert not document.is_zero("T2")


def test_a_zero_that_was_typed_stays_a_zero() -> None:
    document = begun()
    fill(document, {"T2/2060101/fiscal": "0"})
    assert document.cells[FISCAL] == CellEntry(fen=0)
    assert document.value(TOTAL) == 0
    assert document.is_zero("T2")
    assert not document.is_empty("T2")
    document.apply("清空", enter(document, {FISCAL: ""}))
    assert FISCAL not in document.cells
    assert document.value(TOTAL) is None


def test_a_wrong_text_is_kept_and_counts_as_blank() -> None:
    document = begun()
    fill(document, {"T2/2060101/fiscal": "约三百万"})
    assert document.wrong(FISCAL) == "约三百万"
    assert document.value(FISCAL) is None
    assert document.value(TOTAL) is None
    assert [f.rule for f in check(document) if f.address == FISCAL] == ["C11"]


def test_a_computed_cell_cannot_be_typed_over() -> None:
    document = imported()
    assert enter(document, {TOTAL: "1.00"}) == ()
    assert enter(document, {Address("T2", "no such row", "total"): "1.00"}) == ()


def codes(kind: str) -> list[str]:
    """Some leaves of a list of codes, spread over all of it."""
    known = catalogue(kind, 2024)
    leaves = sorted(code for code in known.codes if len(code) == known.lengths[-1])
    return leaves[:: len(leaves) // 40]


COLUMNS = {
    "T2": ("fiscal", "special", "service", "operating", "superior", "affiliated", "other", "carry"),
    "T3": ("basic", "project", "operating", "superior", "affiliated"),
    "T5": ("basic", "project"),
    "T6": ("staff", "public"),
}
AMOUNTS = st.integers(0, 10**12)


@st.composite
def leaves(draw: st.DrawFn, table: str) -> dict[tuple[str, str], int]:
    """Amounts for some leaves of a table, by code and column."""
    chosen = draw(st.lists(st.sampled_from(codes("economic" if table == "T6" else "functional")), unique=True))
    cells = st.tuples(st.sampled_from(chosen), st.sampled_from(COLUMNS[table])) if chosen else st.nothing()
    return draw(st.dictionaries(cells, AMOUNTS, max_size=20)) if chosen else {}


def summed(entered: dict[tuple[str, str], int], prefix: str, columns: tuple[str, ...]) -> int | None:
    """The plain sum of what was entered under a code; None when nothing was."""
    found = [fen for (code, column), fen in entered.items() if code.startswith(prefix) and column in columns]
    return sum(found) if found else None


@settings(max_examples=40)
@given(st.data())
def test_every_computed_cell_is_the_plain_sum_of_the_leaves(data: st.DataObject) -> None:
    entered = {table: data.draw(leaves(table), label=table) for table in COLUMNS}
    document = begun()
    for table, cells in entered.items():
        document.apply("增加科目", add_codes(document, table, {code for code, _ in cells}))
        for (code, column), fen in cells.items():
            document.apply("填写", state(document, Address(table, code, column), fen))

    for table, columns in COLUMNS.items():
        sums = {"total": columns, **{column: (column,) for column in columns}}
        if table == "T2":
            sums["year"] = columns[:-1]
        for line in document.lines(table):
            for column, parts in sums.items():
                expected = summed(entered[table], line.code, parts)
                assert document.value(Address(table, line.key, column)) == expected, (table, line.key, column)
    for line in document.lines("T1"):
        if line.class_code:
            expected = summed(entered["T3"], line.class_code, COLUMNS["T3"])
            assert document.value(Address("T1", line.key, "amount")) == expected
    assert document.value(Address("T1", "expenditure.year", "amount")) == summed(entered["T3"], "", COLUMNS["T3"])
    assert document.value(Address("T4", "expenditure.year", "general")) == summed(entered["T5"], "", COLUMNS["T5"])
    assert not [f.sentence for f in check(document) if f.rule in {"C02", "C03", "C04", "C05", "C07", "C08", "C10"}]


@pytest.mark.parametrize("year", [2021, 2023, 2024])
def test_the_table_of_three_expenses_adds_up_rows_and_columns(year: int) -> None:
    document = begun(year)
    total, *sources = document.edition.tables["T9"].money_ids[""]
    rows = ["abroad", "car.purchase", "car.running", "reception", *(["meeting", "training"] if year == 2024 else [])]
    amounts = {(row, column): 2**n for n, (row, column) in enumerate((r, c) for r in rows for c in sources)}
    for (row, column), fen in amounts.items():
        document.apply("填写", state(document, Address("T9", row, column), fen))

    def plain(wanted: list[str], columns: list[str]) -> int:
        return sum(fen for (row, column), fen in amounts.items() if row in wanted and column in columns)

    sums = {"total": rows, "car": rows[1:3], **({"subtotal": rows[:4]} if year == 2024 else {})}
    for row, wanted in {**sums, **{row: [row] for row in rows}}.items():
        for column in (total, *sources):
            expected = plain(wanted, sources if column == total else [column])
            assert document.value(Address("T9", row, column)) == expected, (row, column)


def test_the_fiscal_summary_adds_up_by_fund() -> None:
    document = begun()
    funds = ("general", "fund", "capital")
    texts = {f"T4/income.{fund}/amount": str(10**n) for n, fund in enumerate(funds, start=1)}
    texts |= {f"T4/income.carry.{fund}/amount": str(2 * 10**n) for n, fund in enumerate(funds, start=1)}
    texts |= {"T5/2060101/basic": "27", "T7/2120899/project": "270", "T8/2230105/project": "2700"}
    texts |= {f"T4/expenditure.carry/{fund}": str(3 * 10**n) for n, fund in enumerate(funds)}
    fill(document, texts)
    assert {
        row: document.value(Address("T4", row, "amount")) for row in ("income.year", "income.carry", "income.total")
    } == {
        "income.year": 1_110_000_000,
        "income.carry": 2_220_000_000,
        "income.total": 3_330_000_000,
    }
    columns = ("total", "general", "fund", "capital")
    assert [document.value(Address("T4", "expenditure.total", column)) for column in columns] == [
        3_330_000_000,
        30_000_000,
        300_000_000,
        3_000_000_000,
    ]
    assert not [f.sentence for f in check(document) if f.rule in {"C06", "D04", "D05"}]


# What a file states for computed cells


def test_a_stated_entry_stands_and_shows_what_the_arithmetic_gives() -> None:
    document = imported()
    document.apply("导入", [CellChange(TOTAL, None, CellEntry(fen=1, origin="imported"))])
    assert document.is_stated(TOTAL)
    assert document.value(TOTAL) == 1
    assert document.computed_value(TOTAL) == 2_305_270_000


def test_a_stated_entry_goes_when_the_arithmetic_agrees_with_it() -> None:
    document = begun()
    fill(document, {"T9/reception/general": "0.80"})
    total = Address("T9", "total", "general")
    document.apply("导入", [CellChange(total, None, CellEntry(fen=1_800_000, origin="imported"))])
    assert document.is_stated(total)
    changes = document.apply("填写", enter(document, {Address("T9", "meeting", "general"): "1.00"}))
    assert CellChange(total, CellEntry(fen=1_800_000, origin="imported"), None) in changes
    assert not document.is_stated(total)
    document.undo()
    assert document.is_stated(total)


def test_the_arithmetic_can_be_accepted() -> None:
    document = imported()
    document.apply("导入", [CellChange(TOTAL, None, CellEntry(fen=1, origin="imported"))])
    document.apply("采用计算结果", accept_computed(document, [TOTAL, FISCAL]))
    assert not document.is_stated(TOTAL)
    assert document.value(FISCAL) == 292_650_000


# Notes


def test_an_empty_table_carries_its_declared_note_until_another_is_written() -> None:
    document = begun()
    assert document.notes("T7") == ("注：无政府性基金预算财政拨款预算，空表列示。",)
    assert document.notes("T2") == ()
    document.apply("填写", set_notes(document, "T7", ["注：一。", "注：二。"]))
    assert document.notes("T7") == ("注：一。", "注：二。")
    document.undo()
    fill(document, {"T7/2120899/project": "3"})
    assert document.notes("T7") == ()


# Undo and redo


def test_undo_and_redo_name_their_steps() -> None:
    document = imported()
    assert document.undo() is None
    assert document.redo() is None
    document.apply("填写 办公费", enter(document, {Address("T6", "30201", "public"): "8"}))
    assert (document.undo_name, document.redo_name) == ("填写 办公费", "")
    document.undo()
    assert (document.undo_name, document.redo_name) == ("", "填写 办公费")


def test_a_new_step_forgets_what_was_undone() -> None:
    document = imported()
    document.apply("一", enter(document, {FISCAL: "1"}))
    document.undo()
    document.apply("二", enter(document, {FISCAL: "2"}))
    assert document.redo() is None


def test_a_change_that_changes_nothing_is_no_step() -> None:
    document = imported()
    same = CellChange(FISCAL, document.cells[FISCAL], document.cells[FISCAL])
    assert document.apply("填写", [same]) == ()
    assert document.undo_name == ""


def test_undo_brings_rows_and_their_amounts_back() -> None:
    document = imported()
    before = document.content()
    document.apply("清空", clear(document, list(document.cells)))
    assert document.value(FISCAL) is None
    document.undo()
    assert document.content() == before


# Writing through


def test_every_step_is_written_with_its_name() -> None:
    kept = Kept()
    document = begun(kept=kept)
    fill(document, {"T2/2060101/fiscal": "1"})
    document.undo()
    document.redo()
    assert [name for name, _ in kept.operations] == ["增加科目", "填写", "撤销填写", "重做填写"]
    assert kept.operations[1][1] == (CellChange(FISCAL, None, CellEntry(fen=1_000_000)),)
    assert kept.operations[2][1] == (CellChange(FISCAL, CellEntry(fen=1_000_000), None),)


def test_what_could_not_be_written_stays_and_is_written_with_the_next_step() -> None:
    kept = Kept()
    document = begun(kept=kept)
    document.apply("增加科目", add_codes(document, "T2", ["2060101"]))
    kept.full = True
    with pytest.raises(Trouble, match="磁盘已满"):
        document.apply("填写", enter(document, {FISCAL: "1"}))
    assert document.value(FISCAL) == 1_000_000
    with pytest.raises(Trouble):
        document.undo()
    assert document.value(FISCAL) is None
    kept.full = False
    document.apply("填写", enter(document, {FISCAL: "2"}))
    assert [name for name, _ in kept.operations] == ["增加科目", "填写", "撤销填写", "填写"]


@pytest.mark.parametrize("name", NAMES)
def test_a_published_disclosure_computes_what_it_printed(name: str) -> None:
    document: Document = imported(name)
    assert document.calculated == document.values
