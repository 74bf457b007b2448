"""Slips as clerks make them: some of all kinds, found where they were made. All of them: `tests.slips.score`."""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice

import pytest

from forms.check import check
from tests.slips.papers import INVENTED, QUIET, paper
from tests.slips.score import PARTS, Made, made, part_of
from tests.slips.slip import KINDS

_ONCE_MISSED = (
    "the cars of the text",
    "a class of the cars",
    "cars of the asset table",
    "the area of the text",
    "the office area of the text",
    "the equipment of the text",
    "the count of the units",
    "the count of the projects",
    "a sub-unit without its place",
    "a sub-unit listed twice",
    "the place of a sub-unit",
    "a character left out of a sub-unit's name",
    "a quantity left blank",
    "a category left blank",
    "a cost in 元",
    "≥ of a cost",
    "a year of a number to come",
    "a lost comparison",
    "a sentence twice",
    "the letter O for a zero",
    "a year with a digit too few",
    "a goal to be reached in another year",
    "a retired name of a ministry",
    "the year written twice",
    "the year of a comparison left out",
    "the heading doubled",
    "a character left out of a heading",
    "同上 for what is bought",
    "goods measured as services",
    "no purchases told where there are some",
    "part of a car",
    "an amount told twice over",
    "a comma at the wrong thousands",
    "a reason still to be filled in",
    "决算 for 预算 in the text",
    "a space within an amount",
    "a copied page number",
    "a term without its meaning",
    "the meaning of another term",
    "我 without 部门",
    "% before its number",
    "a rate of nothing",
    "a type that is none",
    "the description of the indicator above",
    "a project misspelt in the goals",
    "有 for 无 in the note of an empty table",
    "a day without its month",
)
_EVERY = 17
_OF = 0.9


@pytest.mark.parametrize("name", [*INVENTED, *QUIET])
def test_an_invented_paper_without_a_slip_has_no_error_and_no_warning(name: str) -> None:
    assert [finding.sentence for finding in check(paper(name)) if finding.level != "H"] == []


def test_there_are_kinds_enough_and_every_part_has_kinds_of_its_own() -> None:
    parts = Counter(map(part_of, KINDS))
    assert len(KINDS) >= 400
    assert min(parts[part] for part in PARTS) >= 60


@pytest.mark.parametrize("kind", _ONCE_MISSED)
def test_a_kind_that_was_once_missed_is_told_where_it_was_made(kind: str) -> None:
    slip = next(iter(KINDS[kind](paper("department"), random.Random(kind))))
    assert Made("department", kind, slip).verdict in ("E", "W")


def test_nearly_all_of_some_slips_are_told_as_error_or_warning_where_they_were_made() -> None:
    some = list(islice(made("seen", papers=("school", "department")), 0, None, _EVERY))
    missed = [(one.paper, one.kind, one.verdict, one.slip.words) for one in some if one.verdict not in "EW"]
    assert len(some) >= 25
    assert len(missed) <= (1 - _OF) * len(some), missed
