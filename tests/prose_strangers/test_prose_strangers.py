"""No paper of an imagined county is told an error, and the slips in one are noticed; the many are run by hand."""

import pytest

from tests.prose_strangers.papers import NAMES, paper
from tests.prose_strangers.run import noticed

OPEN = [name for name in NAMES if not paper(name).is_held]


@pytest.mark.parametrize("name", OPEN)
def test_no_error_is_told_where_an_imagined_county_says_nothing_wrong(name: str) -> None:
    assert [found.sentence for found in paper(name).findings() if found.level == "E"] == []


def test_most_slips_in_the_text_of_an_imagined_county_are_noticed() -> None:
    levels = [level for _, level in noticed(paper("archive"))]
    assert sum(map(bool, levels)) >= 0.8 * len(levels)
