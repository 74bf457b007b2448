"""Slips as clerks make them, in all kinds and on all papers: nearly every one is found where it was made."""

from __future__ import annotations

import pytest

from tests.forms.check.slips import HALVES, levels, made


@pytest.mark.parametrize("half", HALVES)
def test_nineteen_of_twenty_slips_are_found_where_they_were_made(half: str) -> None:
    slips = [(name, slip) for name, slip in made(half)]
    assert len(slips) >= 120
    missed = [(name, slip.kind, slip.words) for name, slip in slips if not levels(name, slip)]
    assert 20 * len(missed) <= len(slips), missed
