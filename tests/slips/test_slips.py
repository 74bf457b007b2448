"""Slips as clerks make them: some of all kinds, found where they were made. All of them: `tests.slips.score`."""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice

import pytest

from forms.check import check
from forms.document.finding import by_cause
from tests.slips.papers import INVENTED, QUIET, paper
from tests.slips.score import PARTS, Made, is_at, made, part_of
from tests.slips.slip import KINDS, Slip

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
_TOLD_ONCE = (
    ("a project without output indicators", "department", 0),
    ("a project misspelt in the goals", "2024-fengrun", 0),
    ("a comma at the wrong thousands", "department", 0),
    ("a remark to be checked", "department", 0),
    ("an English word of the office software", "department", 0),
    ("the marks of 三公 turned round", "department", 0),
    ("a purchase below zero", "department", 0),
    ("part of a car", "department", 0),
    ("a character left out of a heading", "department", 0),
    ("basic and project of a 项", "2024-fengrun", 3),
    ("the amounts of the row above copied", "department", 13),
    ("a half-width full stop", "department", 0),
    ("an address of the office network", "department", 0),
    ("an address with its strokes turned", "department", 0),
    ("30 February in the text", "department", 0),
    ("the letter O in a code", "department", 0),
)
"""Kinds that show in several places, each with a paper and the first of its slips there to be looked at."""
_EVERY = 17
_OF = 0.9


@pytest.mark.parametrize("name", [*INVENTED, *QUIET])
def test_an_invented_paper_without_a_slip_has_no_error_and_no_warning(name: str) -> None:
    assert [finding.sentence for finding in check(paper(name)) if finding.level != "H"] == []


def test_there_are_kinds_enough_and_the_fresh_ones_are_split_into_like_halves() -> None:
    seen, *halves = (Counter(map(part_of, KINDS))[part] for part in PARTS)
    assert seen >= 400
    assert 3 * min(halves) >= sum(halves)


@pytest.mark.parametrize("kind", _ONCE_MISSED)
def test_a_kind_that_was_once_missed_is_told_where_it_was_made(kind: str) -> None:
    slip = next(iter(KINDS[kind](paper("department"), random.Random(kind))))
    assert Made("department", kind, slip).verdict in ("E", "W")


def first_slip(kind: str, name: str, skip: int = 0) -> Slip:
    return next(islice(KINDS[kind](paper(name), random.Random(kind)), skip, None))


@pytest.mark.parametrize(("kind", "name", "start"), _TOLD_ONCE)
def test_a_slip_that_shows_in_several_places_is_one_fault(kind: str, name: str, start: int) -> None:
    several = (
        Made(name, kind, slip) for slip in islice(KINDS[kind](paper(name), random.Random(kind)), start, start + 9)
    )
    one = next(one for one in several if len(one.findings) > 1)
    assert one.causes == 1, [group[0].sentence for group in by_cause(one.findings)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a comma at the wrong thousands", "a remark to be checked"),
        ("a remark to be checked", "an English word of the office software"),
        ("part of a car", "a purchase below zero"),
        ("a project without output indicators", "a purchase below zero"),
        ("the marks of 三公 turned round", "a comma at the wrong thousands"),
        ("the amounts of the row above copied", "a purchase below zero"),
    ],
)
def test_two_slips_of_one_paper_stand_each_as_a_cause(one: str, other: str) -> None:
    first, second = first_slip(one, "department"), first_slip(other, "department", skip=1)
    both = Slip((*first.changes, *second.changes), (), "")
    causes = [group[0] for group in by_cause(Made("department", "both", both).findings)]
    assert all(any(is_at(cause, place) for cause in causes for place in slip.places) for slip in (first, second))
    assert len(causes) >= 2


def test_nearly_all_of_some_slips_are_told_as_error_or_warning_where_they_were_made() -> None:
    some = list(islice(made("seen", papers=("school", "department")), 0, None, _EVERY))
    missed = [(one.paper, one.kind, one.verdict, one.slip.words) for one in some if one.verdict not in "EW"]
    assert len(some) >= 25
    assert len(missed) <= (1 - _OF) * len(some), missed
