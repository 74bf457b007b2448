"""What is known of a suspect, and how it is weighed: one number, 0 at even odds."""

from __future__ import annotations

import math
from typing import NamedTuple


class Evidence(NamedTuple):
    """What speaks for and against a change. Counts are decimal logarithms of one more than the count; `old_` is what
    stands there, the others what would."""

    gain: float
    """How much more usual the passage becomes, in powers of ten."""
    near: float
    """1 when it only nearly sounds the same (zh and z, in and ing)."""
    short: float
    """1 when it only begins alike or ends alike."""
    many: float
    """1 when the stretch has more than one character."""
    left: float
    right: float
    """The edge of the stretch with its neighbour on that side."""
    old_left: float
    old_right: float
    three: float
    four: float
    """The commonest three and four characters that reach over an edge of the stretch."""
    old_three: float
    old_four: float
    word: float
    """The commonest word that holds the stretch."""
    old_word: float
    phrase: float
    """1 when the change makes a set phrase."""
    itself: float
    """The stretch alone, when it has more than one character."""
    old_itself: float
    longer: float
    """1 when the stretch has more than two characters."""
    changed: float
    """How many characters change, but for the first."""


WEIGHTS = Evidence(
    gain=0.46, near=-3.21, short=-3.91, many=0.2, left=0.0, right=-0.04, old_left=0.01, old_right=0.01,
    three=0.16, four=0.34, old_three=-0.08, old_four=-0.04, word=0.7, old_word=-0.01, phrase=0.91,
    itself=-0.36, old_itself=0.32, longer=1.44, changed=0.76,
)  # fmt: skip
"""Fitted by logistic regression on slips made in disclosures, regulations and news, and on the same texts as they were
(README.md); they hold for the resource and the set phrases of the national pack together."""
BIAS = -6.0
ELSEWHERE = 2.8
"""What it weighs that other passages of the paper have the one or the other in the same place, per power of ten."""


def score(evidence: Evidence) -> float:
    """How surely the suspect is a slip, judged by its passage alone."""
    return BIAS + sum(weight * value for weight, value in zip(WEIGHTS, evidence, strict=True))


def elsewhere(right: int, wrong: int) -> float:
    """What is added for the passages that have what should stand there, and those that have what does stand there."""
    return ELSEWHERE * (math.log10(1 + right) - math.log10(1 + wrong))
