"""Checking a disclosure: the declared relations and the special checks give one list of findings."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import get_args

from forms.check import linear
from forms.check.causes import with_causes
from forms.check.registered import registered
from forms.check.special.registry import Special, When
from forms.check.special.text import spelling as spelling_check
from forms.check.waiting import Waiting
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
        # A check of which the form has no rule, or not what it needs, is not run.
        held = [check for check in registered() if check.holds_for(document.edition)]
        self._checks = {when: tuple(check for check in held if check.when == when) for when in get_args(When)}
        self._kept: dict[When, list[Finding]] = {"structural": [], "prose": []}
        self._worded: linear.Worded = {}
        self._waiting = Waiting(document)

    def findings(self, *, prose: bool = True) -> tuple[Finding, ...]:
        """All findings, errors first, then in the order of the tables; without `prose` the texts are not read again."""
        if prose:
            deque(self.reading(), maxlen=0)
        document = self._document
        reporter = Reporter(document, self._as_state)
        if self._structure != document.structure:
            self._kept["structural"] = _run(self._checks["structural"], reporter)
            self._structure = document.structure
            self._worded.clear()
        found = [*linear.check_relations(document, self._worded), *_run(self._checks["live"], reporter)]
        found += self._kept["structural"] + self._kept["prose"]
        # What a file states is judged as it stands; only of one's own work some is not to be expected yet.
        found = found if document.from_file else self._waiting.marked(found)
        return with_causes(document, ordered(found, list(document.edition.tables)))

    def reading(self) -> Iterator[None]:
        """Read the texts anew, one check at a time; only after the last does `findings` speak of what they found. Who
        changes the document meanwhile begins again."""
        reporter = Reporter(self._document, self._as_state)
        found: list[Finding] = []
        for check in self._checks["prose"]:
            found += _run((check,), reporter)
            yield
        self._kept["prose"] = found


def _run(checks: Iterable[Special], reporter: Reporter) -> list[Finding]:
    rules = reporter.edition.rules
    return [finding for check in checks for finding in check.run(reporter) if finding.rule in rules]


def check(document: Document, as_state: State | None = None, *, spelling: bool = False) -> tuple[Finding, ...]:
    """All findings of a document that is checked once, in the state it has or `as_state`.

    With `spelling` its texts are read for slips of the pen first, which takes about a second; else only what was read
    before is spoken of.
    """
    if spelling:
        spelling_check.read(document)
    return Checker(document, as_state).findings()
