"""用在哪里: what uses a cell; what it says of sums is held against what a change of the cell moves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.check.where_used import Use, UsedIn, where_used
from forms.document.document import Document
from forms.document.fields import field
from forms.edit import cells
from forms.match.recognise import recognise
from forms.readers import read
from models.records import Address, TextChange
from tests.published import disclosure

LEAF = Address("T3", "2150501", "basic")


@pytest.fixture(scope="module")
def published(data: Path) -> Document:
    folder = data / "2024-fengrun"
    return recognise([read(folder / "tables.xlsx"), read(folder / "disclosure.docx")]).document()


@pytest.fixture
def document() -> Document:
    return disclosure("2024-fengrun")


def of_kind(document: Document, address: Address, kind: UsedIn) -> list[Use]:
    return [use for use in where_used(document, address) if use.kind == kind]


def sums(document: Document, address: Address) -> set[Address | None]:
    return {use.address for use in of_kind(document, address, UsedIn.SUM)}


def test_a_cell_is_used_in_the_sum_of_its_row_and_in_those_above_it(document: Document) -> None:
    own = {Address("T3", "2150501", "total"), *(Address("T3", row, "basic") for row in ("21505", "215", "total"))}
    assert own <= sums(document, LEAF)
    assert {at.table for at in sums(document, LEAF) - own if at} <= {"X7"}


def test_the_nearest_sum_stands_first(document: Document) -> None:
    up = [use.address.row for use in where_used(document, LEAF) if use.address and use.address.column == "basic"]
    assert [row for row in up if row in ("21505", "215", "total")] == ["21505", "215", "total"]


@given(st.data())
def test_sums_are_what_a_change_of_the_cell_moves(published: Document, data: st.DataObject) -> None:
    """All sums that are named move with the cell, and of its own row and column no other does."""
    plan = published.plan
    typed = [n for n, at in enumerate(plan.addresses) if n not in plan.computed and published.value(at)]
    number = data.draw(st.sampled_from(typed))
    own = plan.addresses[number]
    # What a file states for a sum stands whatever the cells say: here the sums are those of the arithmetic.
    entered = [None if n in plan.computed else fen for n, fen in enumerate(published.values)]
    before = plan.calculate(entered)
    entered[number] = (entered[number] or 0) + 1
    moved = {at for at, old, new in zip(plan.addresses, before, plan.calculate(entered), strict=True) if old != new}
    named = sums(published, own)
    assert named <= moved
    along = {at for at in moved - {own} if at.table == own.table}
    assert {at for at in along if at.row == own.row or at.column == own.column} <= named


def test_a_relation_leads_to_its_other_side_from_both(document: Document) -> None:
    other = Address("T5", "2150501", "basic")
    assert [use.address for use in of_kind(document, LEAF, UsedIn.RELATION)] == [other]
    assert LEAF in [use.address for use in of_kind(document, other, UsedIn.RELATION)]


def test_a_sum_is_not_called_a_relation_as_well(document: Document) -> None:
    address = Address("T3", "215", "basic")
    assert not sums(document, address) & {use.address for use in of_kind(document, address, UsedIn.RELATION)}


def test_a_sentence_that_names_the_cell_uses_it(published: Document) -> None:
    address = Address("T9", "reception", "total")
    (use,) = of_kind(published, address, UsedIn.SENTENCE)
    assert use.span is not None
    assert published.section_text(use.section)[slice(*use.span)] == "0.80万元"


def test_a_bound_number_uses_its_cell_once_though_its_words_name_it_too(document: Document) -> None:
    section = next(s.id for s in document.edition.sections if s.key == "three_public")
    kept = f"今年安排公务接待费{field('T9/reception/total')}万元。另外写作⟦没有这一格⟧。"
    document.apply("写", [TextChange(f"{section}.text", None, kept)])
    (use,) = of_kind(document, Address("T9", "reception", "total"), UsedIn.SENTENCE)
    assert use.span is not None
    assert document.section_text(section)[slice(*use.span)] == "0.80"


def test_a_list_of_rows_uses_each_of_them(document: Document) -> None:
    section = document.edition.sections[-1].id
    document.apply("写", [TextChange(f"{section}.text", None, f"收入包括{field('lines:T1/income')}。")])
    for line in document.lines("T1"):
        told = of_kind(document, Address("T1", line.key, "amount"), UsedIn.SENTENCE)
        assert bool(told) == (line.side == "income" and line.numbered)


def test_the_difference_of_two_years_uses_both(document: Document) -> None:
    section = document.edition.sections[-1].id
    document.apply("写", [TextChange(f"{section}.text", None, f"比上年{field('change:X7/basic')}。")])
    for column in ("now", "before"):
        assert of_kind(document, Address("X7", "basic", column), UsedIn.SENTENCE)


def test_a_check_that_looks_at_the_cell_by_its_role_is_named(document: Document) -> None:
    rules = {use.rule for use in of_kind(document, Address("T3", "total", "project"), UsedIn.RULE)}
    assert "D13" in rules
    assert "D13" not in {use.rule for use in where_used(document, LEAF)}


def test_what_was_changed_since_counts(document: Document) -> None:
    before = where_used(document, LEAF)
    document.apply("删", cells.remove_rows(document, "T5", ["2150501"]))
    after = where_used(document, LEAF)
    assert {use.kind for use in set(before) - set(after)} == {UsedIn.RELATION}


def test_a_name_is_used_nowhere(document: Document) -> None:
    assert where_used(document, Address("T3", "2150501", "name")) == ()
