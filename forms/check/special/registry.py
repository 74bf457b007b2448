"""The checks that are not linear: small functions registered under the ids of their rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from forms.document.finding import Finding
from forms.document.reporter import Reporter

Check = Callable[[Reporter], Iterator[Finding]]
When = Literal["live", "structural", "prose"]


@dataclass(frozen=True, slots=True)
class Special:
    """A registered check: the rules it speaks for, and when it is run again.

    A live one is run after every edit, a structural one when rows or names have changed, a prose one, which reads
    whole texts, after a pause in typing.
    """

    rules: tuple[str, ...]
    when: When
    run: Check


SPECIAL: list[Special] = []
"""Every registered check, in the order of registration."""


def special(*rules: str, when: When = "live") -> Callable[[Check], Check]:
    """Register a check for these rules."""

    def register(check: Check) -> Check:
        SPECIAL.append(Special(rules, when, check))
        return check

    return register
