"""The checks that are not linear: small functions registered under the ids of their rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forms.check.finding import Finding, Reporter

Check = Callable[[Reporter], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Special:
    """A registered check: the rules it speaks for, and whether it looks at rows and names only, not at amounts."""

    rules: tuple[str, ...]
    structural: bool
    run: Check


SPECIAL: list[Special] = []
"""Every registered check, in the order of registration."""


def special(*rules: str, structural: bool = False) -> Callable[[Check], Check]:
    """Register a check for these rules. A structural one is run again only when rows or names have changed."""

    def register(check: Check) -> Check:
        SPECIAL.append(Special(rules, structural, check))
        return check

    return register
