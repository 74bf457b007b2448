"""Findings stand in the order of the form: neither the order in which a clerk typed nor the store moves one of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from forms.check import check
from forms.check.checker import Checker
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import enter
from forms.office.office import Office
from models.records import Address, CellChange, Change, Content, RowChange, TextChange
from tests.forms.check.audits import NAMES, reading

_WRONG = ("不详", "-3", "#REF!", "略", "12.3456", "涉密", "见下表（", "２０元")
"""What sets off checks that look at single cells."""


def spoilt(name: str) -> Document:
    """A published disclosure as it is worked on, with something wrong in one cell of seven."""
    document = Document(reading(name).head, reading(name).edition, reading(name).content)
    chance = random.Random(name)
    cells = sorted(document.cells)
    for address in chance.sample(cells, len(cells) // 7):
        if address.table in document.edition.tables and not document.is_computed(address):
            document.apply("填写", enter(document, {address: chance.choice(_WRONG)}))
    return document


def entries(content: Content) -> list[Change]:
    """What has to be entered, bit by bit."""
    rows = [RowChange(key, None, entry) for key, entry in content.rows.items()]
    cells = [CellChange(key, None, entry) for key, entry in content.cells.items()]
    texts = [TextChange(slot, None, text) for slot, text in content.texts.items()]
    return [*rows, *cells, *texts]


def printed(findings: tuple[Finding, ...]) -> list[str]:
    return list(map(repr, findings))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_the_order_of_entering_moves_no_finding(name: str, chance: random.Random) -> None:
    whole = spoilt(name)
    steps = entries(whole.content())
    chance.shuffle(steps)
    typed = Document(whole.head, whole.edition)
    checker = Checker(typed)
    cut = chance.randrange(len(steps))
    for part in (steps[:cut], steps[cut:]):
        typed.apply("填写", part)
        findings = checker.findings()
    # A stated sum that agreed with what was there halfway has nothing left to say from then on.
    assume(typed.content() == whole.content())
    expected = printed(check(whole))
    assert printed(check(typed)) == expected
    assert printed(findings) == expected, "what was kept from the round before differs"


@pytest.mark.parametrize("name", NAMES)
def test_findings_are_the_same_after_reopening(name: str, tmp_path: Path) -> None:
    whole = spoilt(name)
    steps = entries(whole.content())
    random.Random(name).shuffle(steps)
    with Office.open(tmp_path) as office:
        typed = office.start(whole.head.unit, whole.head.year, whole.head.kind, "hebei")
        typed.apply("填写", steps)
        expected = printed(check(typed))
        name_kept = typed.head.id
    with Office.open(tmp_path) as office:
        assert printed(check(office.open_disclosure(name_kept))) == expected


def test_a_cell_entered_last_is_told_of_where_it_stands() -> None:
    document = Document(reading("2024-fengrun").head, reading("2024-fengrun").edition)
    last, first = Address("X3", "vehicles", "value"), Address("X3", "buildings", "value")
    assert {last[:2], first[:2]} <= {("X3", line.key) for line in document.lines("X3")}
    for address in (last, first):
        document.apply("填写", enter(document, {address: "不详"}))
    rows = [line.key for line in document.lines("X3")]
    told = [one.row for one in check(document) if one.rule == "C11"]
    assert told == sorted({last.row, first.row}, key=rows.index)
