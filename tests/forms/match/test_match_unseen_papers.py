"""Papers in other wordings and layouts: what is not read right is asked or told by name, nothing is silently wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.forms.match.invented.papers import invent
from tests.forms.match.invented.unseen_wordings import FRESH, SECOND
from tests.forms.match.invented.verdicts import Verdict, judge
from tests.forms.match.invented.wordings import WORK, Wordings

SEEDS = 36
"""Papers of each set of wordings; `invented/run.py` tries as many as one likes."""


@pytest.mark.parametrize(
    ("wordings", "least"),
    [pytest.param(WORK, 27, id="work"), pytest.param(SECOND, 15, id="second"), pytest.param(FRESH, 8, id="fresh")],
)
def test_no_paper_is_silently_wrong(wordings: Wordings, least: int, tmp_path: Path) -> None:
    judgements = {seed: judge(invent(seed, wordings), tmp_path) for seed in range(SEEDS)}
    assert {seed: one.silent for seed, one in judgements.items() if one.verdict is Verdict.SILENT} == {}
    assert Counter(one.verdict for one in judgements.values())[Verdict.RIGHT] >= least
