"""Sentences of counties nobody has seen: right ones in hundreds of shapes are passed over, and each with one number
or direction wrong is noticed."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import pytest

from forms.document.document import Document
from tests.forms.check.generated import Sentence, sentences, shapes
from tests.forms.check.variants import brought_in, is_found_out, published, worked_on

MADE = [pytest.param(worked_on, id="own"), pytest.param(published, id="file")]
STEMS = ("work", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TIMES = 1
"""So often each shape is written, in other words; the sentences were found right and their slips noticed with 3 too."""
_HUNDRED = 100


@cache
def made(stem: str) -> tuple[Sentence, ...]:
    return tuple(sentences(stem, _TIMES))


def disturbed(stem: str, make: Callable[[str, int], Document]) -> list[tuple[str, list[str]]]:
    """The right sentences of a file with which an error or a warning comes."""
    found = ((one, brought_in(make(v.body, v.year), v, v.text)) for one in made(stem) for v in [one.variant])
    return [(one.variant.text, [f"{f.level} {f.rule} {f.message}" for f in told]) for one, told in found if told]


@pytest.mark.parametrize("make", MADE)
@pytest.mark.parametrize("stem", STEMS)
def test_right_sentences_are_passed_over(stem: str, make: Callable[[str, int], Document]) -> None:
    assert disturbed(stem, make) == []


@pytest.mark.parametrize("stem", STEMS)
def test_every_wrong_number_and_direction_is_noticed(stem: str) -> None:
    """One of a hundred may pass: a digit may turn one right sentence into another."""
    slips = [(one.variant, slip) for one in made(stem) for slip in one.damages(random.Random(one.variant.name))]
    passed = [
        (slip.words, slip.text)
        for variant, slip in slips
        if not is_found_out(worked_on(variant.body, variant.year), variant, slip)
    ]
    assert _HUNDRED * len(passed) <= len(slips), passed


def test_there_are_many_shapes() -> None:
    assert sum(map(shapes, STEMS)) >= 175
