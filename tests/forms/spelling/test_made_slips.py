"""How many slips of an input method are found in real papers, and how many right words are suspected."""

from __future__ import annotations

from functools import cache

import pytest

from forms.check import check
from forms.check.special.text.spelling import PhraseWords, read, unread
from forms.check.special.texts import every_text
from forms.document.document import Document
from forms.document.reporter import Reporter
from forms.form.word_lists import word_lists
from forms.spelling.speller import HINT, WARNING, Speller
from tests.forms.check.audits import NAMES, corrected
from tests.forms.spelling.misspelt import slips

_EACH = 15
"""So many slips are made in a paper."""


@cache
def paper(name: str) -> tuple[Document, Speller, tuple[str, ...], tuple[str, ...]]:
    """A corrected disclosure, read; who read it, its lines, and the characters of which either may be meant."""
    document = corrected(name)
    speller = unread(document).speller
    read(document)
    lines = [line for text in every_text(Reporter(document)) for line in text.words.split("\n")]
    prose = tuple(dict.fromkeys(line for line in lines if len(line) > 12))
    return document, speller, prose, word_lists(document.edition, "phrases", PhraseWords).either


def found(name: str) -> dict[float, int]:
    """How many of the slips made in a paper are suspected, from a hint on and from a warning on."""
    _, speller, prose, either = paper(name)
    count = {HINT: 0, WARNING: 0}
    for slip in slips(prose, either, _EACH, seed=7):
        lines = [slip.after if line == slip.before else line for line in prose]
        speller.read(speller.unread([*lines]))
        suspects = speller.suspects(lines).get(slip.after, ())
        scores = [one.score for one in suspects if one.start < slip.end and slip.start < one.end]
        for level in count:
            count[level] += any(score >= level for score in scores)
    return count


def test_six_of_ten_are_found_and_four_are_clear() -> None:
    counts = [found(name) for name in NAMES]
    made = _EACH * len(NAMES)
    assert 10 * sum(count[HINT] for count in counts) >= 6 * made
    assert 10 * sum(count[WARNING] for count in counts) >= 4 * made


@pytest.mark.parametrize("name", NAMES)
def test_corrected_papers_are_free_of_warnings(name: str) -> None:
    document = paper(name)[0]
    suspected = [finding for finding in check(document, spelling=True) if finding.word]
    assert [finding.sentence for finding in suspected if finding.level != "H"] == []
    assert len(suspected) <= 3, [finding.sentence for finding in suspected]
