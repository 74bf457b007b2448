"""Checking a disclosure: the declared relations and the special checks give one list of findings."""

from __future__ import annotations

import forms.check.special  # noqa: F401  (registers the special checks)
from forms.check import linear
from forms.check.finding import Finding, Reporter, ordered
from forms.check.registry import SPECIAL
from forms.document import Document


class Checker:
    """The checks of one open document. What depends on rows and names only is kept until these change."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._structure = -1
        self._structural: list[Finding] = []
        self._worded: linear.Worded = {}

    def findings(self) -> tuple[Finding, ...]:
        """All findings, errors first, then in the order of the tables."""
        document = self._document
        reporter = Reporter(document)
        if self._structure != document.structure:
            self._structural = [f for check in SPECIAL if check.structural for f in check.run(reporter)]
            self._structure = document.structure
            self._worded.clear()
        live = [f for check in SPECIAL if not check.structural for f in check.run(reporter)]
        return ordered([*linear.check(document, self._worded), *self._structural, *live], list(document.edition.tables))


def check(document: Document) -> tuple[Finding, ...]:
    """All findings of a document that is checked once."""
    return Checker(document).findings()
