"""Slips as clerks make them: some of all kinds, found where they were made. All of them: `tests.slips.score`."""

from __future__ import annotations

from itertools import islice

import pytest

from forms.check import check
from tests.slips.papers import INVENTED, paper
from tests.slips.score import KINDS, Made, made

_EVERY = 9
_OF = 0.8


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_paper_without_a_slip_has_no_error_and_no_warning(name: str) -> None:
    assert [finding.sentence for finding in check(paper(name)) if finding.level != "H"] == []


def test_there_are_kinds_enough_and_both_halves_have_slips_of_their_own() -> None:
    some: list[Made] = [next(iter(made(half, only="amount", papers=INVENTED))) for half in ("open", "held")]
    assert len(KINDS) >= 120
    assert some[0].slip != some[1].slip


def test_nearly_all_of_some_slips_are_told_as_error_or_warning_where_they_were_made() -> None:
    some = list(islice(made("open", papers=("school", "department")), 0, None, _EVERY))
    missed = [(one.paper, one.kind, one.verdict, one.slip.words) for one in some if one.verdict not in "EW"]
    assert len(some) >= 25
    assert len(missed) <= (1 - _OF) * len(some), missed
