"""Checking a disclosure: the declared relations and the special checks give one list of findings."""

from __future__ import annotations

import forms.check.every_check  # noqa: F401  (registers the special checks)
from forms.check import linear
from forms.check.special.registry import SPECIAL, When
from forms.document.document import Document
from forms.document.finding import Finding, ordered
from forms.document.reporter import Reporter
from models.records import State


class Checker:
    """The checks of one open document; what an edit cannot have touched is kept from the round before.

    The document is judged in the state it has, or `as_state`: as if it had that one already.
    """

    def __init__(self, document: Document, as_state: State | None = None) -> None:
        self._document = document
        self._as_state = as_state
        self._structure = -1
        self._kept: dict[When, list[Finding]] = {"structural": [], "prose": []}
        self._worded: linear.Worded = {}

    def findings(self, *, prose: bool = True) -> tuple[Finding, ...]:
        """All findings, errors first, then in the order of the tables; without `prose` the texts are not read again."""
        document = self._document
        reporter = Reporter(document, self._as_state)
        if self._structure != document.structure:
            self._kept["structural"] = _run("structural", reporter)
            self._structure = document.structure
            self._worded.clear()
        if prose:
            self._kept["prose"] = _run("prose", reporter)
        found = [*linear.check_relations(document, self._worded), *_run("live", reporter)]
        return ordered([*found, *self._kept["structural"], *self._kept["prose"]], list(document.edition.tables))


def _run(when: When, reporter: Reporter) -> list[Finding]:
    """What the checks of that sort find; a check of which the form has no rule, or not what it needs, is not run."""
    rules = reporter.edition.rules
    checks = [check for check in SPECIAL if check.when == when and check.holds_for(reporter.edition)]
    return [finding for check in checks for finding in check.run(reporter) if finding.rule in rules]


def check(document: Document, as_state: State | None = None) -> tuple[Finding, ...]:
    """All findings of a document that is checked once, in the state it has or `as_state`."""
    return Checker(document, as_state).findings()
