"""One fault is one finding: what a slip leads to in the totals, the other tables and the text follows from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding, by_cause, worst_level
from forms.document.provenance import Provenance
from forms.edit.draft import draft
from models.records import Address, CellChange, CellEntry, Change, Content, RowAddress, RowChange, TextChange
from tests.forms.check.variants import invented, published, worked_on

BODIES = range(3)
BLANK = CellEntry(text="", origin="imported")
Slip = Callable[[Document], list[Change]]


@cache
def paper(number: int) -> Document:
    """A made-up paper as a file states it, with the sections that tell the budget drafted from the tables."""
    own, stated = worked_on(invented(number), 2025), published(invented(number), 2025)
    drafts = {f"{section.id}.text": draft(own, section) for section in own.edition.sections}
    drafted = Document(own.head, own.edition, Content(own.cells, own.content().rows, drafts))
    texts = {slot: drafted.section_text(slot.removesuffix(".text")) for slot, text in drafts.items() if text}
    content = stated.content()
    # All of it is 财政拨款, so that the table of that expenditure says the same again.
    rows = {RowAddress("T5", row): entry for (table, row), entry in content.rows.items() if table == "T3"}
    columns = [column.id for column in own.edition.tables["T5"].columns]
    copies = {at._replace(table="T5"): entry for at, entry in content.cells.items() if at.table == "T3"}
    cells = {**content.cells, **{at: entry for at, entry in copies.items() if at.column in columns}}
    empty = {f"{table}.notes": own.edition.tables[table].empty_note for table in ("T7", "T8")}
    whole = Content(cells, {**content.rows, **rows}, {**texts, **empty})
    return Document(stated.head, stated.edition, whole, provenance=Provenance())


def signature(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.sentence


def spoilt(document: Document, slip: Slip) -> Document:
    """The file with a slip in it: nothing else of it is worked on."""
    content = document.content()
    parts: dict[type, dict[Any, Any]] = {
        CellChange: dict(content.cells),
        RowChange: dict(content.rows),
        TextChange: dict(content.texts),
    }
    for change in slip(document):
        part = parts[type(change)]
        part.pop(change.key, None)
        if change.new is not None:
            part[change.key] = change.new
    return Document(document.head, document.edition, Content(*parts.values()), provenance=Provenance())


def brought_in(number: int, slip: Slip) -> tuple[tuple[Finding, ...], ...]:
    """What a slip brings in, in groups, hints aside."""
    before = frozenset(map(signature, check(paper(number))))
    found = [one for one in check(spoilt(paper(number), slip)) if signature(one) not in before]
    return tuple(group for group in by_cause(found) if worst_level(group) != "H")


def stating(document: Document, amounts: Iterable[tuple[Address, int | None]]) -> list[Change]:
    return [
        CellChange(at, document.cells.get(at), CellEntry(fen=fen) if fen is not None else BLANK) for at, fen in amounts
    ]


def a_code_that_is_none(document: Document) -> list[Change]:
    line = next(line for line in document.lines("T3") if line.code == "2010499")
    other = RowAddress("T3", "2010478")
    entry = document.row_entry("T3", line.key)
    changes: list[Change] = [RowChange(RowAddress("T3", line.key), entry, None), RowChange(other, None, entry)]
    for address, cell in document.cells.items():
        if address[:2] == ("T3", line.key):
            changes += CellChange(address, cell, None), CellChange(Address(*other, address.column), None, cell)
    return changes


def an_empty_total(table: str) -> Slip:
    def slip(document: Document) -> list[Change]:
        cells = [Address(table, "total", column.id) for column in document.edition.tables[table].columns]
        return stating(document, [(at, None) for at in cells if document.value(at)])

    return slip


def swapped(table: str, left: str, right: str) -> Slip:
    def slip(document: Document) -> list[Change]:
        pairs = [(Address(table, line.key, left), Address(table, line.key, right)) for line in document.lines(table)]
        values = [(a, document.value(b)) for a, b in [*pairs, *((b, a) for a, b in pairs)]]
        return stating(document, values)

    return slip


def last_years_text(document: Document) -> list[Change]:
    """Every amount of the overview is another one, each by its own share."""
    section = next(section for section in document.edition.sections if section.key == "overview")
    slot = f"{section.id}.text"
    shares = iter(range(80, 10_000))

    def other(found: re.Match[str]) -> str:
        fen = round(float(found[0]) * next(shares))
        return f"{fen / 100:.2f}"

    text = document.texts[slot]
    return [TextChange(slot, text, re.sub(r"\d+\.\d\d(?=万元)", other, text))]


def an_amount_in_another_unit(document: Document) -> list[Change]:
    section = next(section for section in document.edition.sections if section.key == "overview")
    slot, text = f"{section.id}.text", document.texts[f"{section.id}.text"]
    return [TextChange(slot, text, re.sub(r"(基本支出\d+\.\d\d)万元", r"\1元", text, count=1))]


def too_much_bought(document: Document) -> list[Change]:
    at = Address("X2", "1", "total")
    return stating(document, [(at, (document.value(at) or 0) + 3_170_000)])


SLIPS: dict[str, tuple[Slip, str]] = {
    "code": (a_code_that_is_none, "E01"),
    "total of income": (an_empty_total("T2"), "C04"),
    "total of expenditure": (an_empty_total("T3"), "C04"),
    "total of basic expenditure": (an_empty_total("T6"), "C08"),
    "columns": (swapped("T3", "basic", "project"), "D07"),
    "staff and public": (swapped("T6", "staff", "public"), "C09"),
    "text of last year": (last_years_text, ""),
    "unit": (an_amount_in_another_unit, "M02"),
    "procurement": (too_much_bought, "I01"),
}


@pytest.mark.parametrize("number", BODIES)
@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_one_fault(name: str, number: int) -> None:
    slip, rule = SLIPS[name]
    groups = brought_in(number, slip)
    assert len(groups) == 1, [[f"{one.rule} {one.sentence}" for one in group] for group in groups]
    ((first, *following),) = groups
    assert following, "nothing follows: the case says nothing about grouping"
    assert rule in (first.rule, "")


def test_two_slips_are_two_faults() -> None:
    def both(document: Document) -> list[Change]:
        total = Address("T9", "total", "total")
        return [
            *a_code_that_is_none(document),
            *stating(document, [(total, (document.value(total) or 0) + 10_000_000)]),
        ]

    assert len(brought_in(0, both)) == 2


def test_swapped_columns_and_blank_rows_are_called_so() -> None:
    ((first, *_),) = brought_in(0, swapped("T3", "basic", "project"))
    assert first.sentence.endswith("“基本支出”和“项目支出”两列像是填反了。")
    ((first, *_),) = brought_in(0, an_empty_total("T3"))
    assert first.sentence.endswith("这一行整行空着。")


@pytest.mark.parametrize("name", SLIPS)
def test_a_cause_is_no_consequence_and_stands_in_the_same_list(name: str) -> None:
    found = check(spoilt(paper(1), SLIPS[name][0]))
    causes = [one.cause for one in found if one.cause is not None]
    assert causes
    assert all(any(cause is one for one in found) and cause.cause is None for cause in causes)


def test_what_follows_stands_alone_where_its_cause_is_not_shown() -> None:
    cause = Finding("E01", "W", "甲。", "", "", table="T3")
    follows = Finding("D03", "E", "乙。", "", "", table="T2", cause=cause)
    other = Finding("C12", "E", "丙。", "", "", table="T2")
    assert by_cause([follows, other, cause]) == ((cause, follows), (other,))
    assert by_cause([follows, other]) == ((follows,), (other,))
