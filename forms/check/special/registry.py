"""The checks that are not linear: small functions registered under the ids of their rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.model import Edition

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
    needs: tuple[str, ...] = ()
    """The roles without which there is nothing to check."""
    reads: tuple[str, ...] = ()
    """Other roles whose rows and cells the check looks at, where the form has them."""

    def holds_for(self, edition: Edition) -> bool:
        """Whether the form has a rule for the check, and everything the check looks at."""
        return any(rule in edition.rules for rule in self.rules) and all(map(edition.roles.has, self.needs))


SPECIAL: list[Special] = []
"""Every registered check, in the order of registration."""


def special(
    *rules: str, when: When = "live", needs: tuple[str, ...] = (), reads: tuple[str, ...] = ()
) -> Callable[[Check], Check]:
    """Register a check for these rules, which is run where the form has the roles it needs."""

    def register(check: Check) -> Check:
        SPECIAL.append(Special(rules, when, check, needs, reads))
        return check

    return register
