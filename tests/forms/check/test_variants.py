"""Sentences and records as other departments print them: silence while they are right, a finding for every slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from forms.check import check
from forms.document.document import Document
from tests.forms.check.records_of_bodies import bodies, with_records
from tests.forms.check.variants import (
    Damage,
    Variant,
    brought_in,
    damages,
    is_found_out,
    published,
    variants,
    worked_on,
)

Make = Callable[[str, int], Document]
MADE = [pytest.param(worked_on, id="own"), pytest.param(published, id="file")]
"""The disclosure as its own office has it, and as a file holds it: without the amounts that no table publishes."""
_FEWEST = 12
"""So many ways of writing each section at least."""
_RECORDS = "IJKMN"
"""The chapters of the rule book about records and their words."""
_OF_RECORDS = {"B03", "B07", "D11", "D12", "D13", "D14", "D15", "E07", "G19"}


def named(one: Variant) -> str:
    return one.name


@pytest.mark.parametrize("make", MADE)
@pytest.mark.parametrize("variant", variants(), ids=named)
def test_a_right_text_is_passed_over(variant: Variant, make: Make) -> None:
    found = brought_in(make(variant.body, variant.year), variant, variant.text)
    assert [(one.level, one.rule, one.sentence) for one in found] == []


@cache
def slips(make: Make) -> tuple[tuple[Variant, Damage, bool], ...]:
    """Every slip of every variant, and whether it is found out."""
    made = ((variant, damage) for variant in variants() for damage in damages(variant))
    return tuple((v, d, is_found_out(make(v.body, v.year), v, d)) for v, d in made)


@pytest.mark.parametrize("make", MADE)
@pytest.mark.parametrize("kind", ["digit", "direction", "year", "reason"])
def test_slips_of_every_kind_are_found_out(kind: str, make: Make) -> None:
    made = [(variant, damage, found) for variant, damage, found in slips(make) if damage.kind == kind]
    missed = [(variant.name, damage.words) for variant, damage, found in made if not found]
    assert 20 * len(missed) <= len(made), missed


@pytest.mark.parametrize("section", ["overview", "running", "three_public", "procurement", "assets"])
def test_slips_of_every_section_are_found_out(section: str) -> None:
    made = [(variant, damage, found) for variant, damage, found in slips(worked_on) if variant.section == section]
    missed = [(variant.name, damage.words) for variant, damage, found in made if not found]
    assert 20 * len(missed) <= len(made), missed


def test_every_section_is_written_in_many_ways() -> None:
    by_file: dict[str, int] = defaultdict(int)
    for variant in variants():
        by_file[variant.name.split(" ")[0]] += 1
    assert min(by_file.values()) >= _FEWEST


@pytest.mark.parametrize("body", bodies(), ids=lambda body: str(body["name"]))
def test_right_records_are_passed_over(body: dict[str, Any]) -> None:
    found = [f for f in check(with_records(body)) if f.rule[0] in _RECORDS or f.rule in _OF_RECORDS]
    assert [(one.level, one.rule, one.sentence) for one in found if one.level != "H"] == []
