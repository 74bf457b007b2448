"""The fixes that one key carries out: which a finding has, and whether they still fit what stands there."""

from __future__ import annotations

from collections.abc import Callable

from forms.document.finding import Finding, Mend
from forms.edit import cells
from models.money import NotMoney, parse
from models.records import CellChange, Change, RowChange
from ui.kit.session import Session

NAME = "name"
"""The column that holds the name of a row."""


class Mending:
    """Carries out fixes in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, finding: Finding) -> Mend | None:
        """The finding's own fix, else the expected amount or name in its place."""
        if finding.mend is not None:
            return finding.mend
        changes = self._stating(finding)
        return Mend(f"改为 {finding.expected}", changes) if changes else None

    def carry_out(self, finding: Finding, same: Callable[[Finding, Finding], bool]) -> bool:
        """Mend it; False when what it would replace stands there no longer. `same` tells it after another check."""
        fresh = self._fresh(finding, same)
        mend = self.of(fresh) if fresh else None
        if mend is None or not all(map(self._stands, mend.changes)):
            return False
        self._session.apply(mend.name, mend.changes)
        return True

    def use_computed(self, finding: Finding) -> None:
        """Let what is computed stand in the place of what a file states."""
        if finding.address is not None:
            self._session.apply("采用计算数", cells.accept_computed(self._session.document, [finding.address]))

    def _stating(self, finding: Finding) -> tuple[Change, ...]:
        """What puts the expected amount or name in the place of what stands; nothing when that cannot be said."""
        document = self._session.document
        # A hint is no verdict: its number is for thinking about, not for taking over.
        if finding.level == "H" or finding.address is None or not finding.expected:
            return ()
        address = finding.address
        if address.column in document.edition.tables[address.table].written:
            return cells.enter(document, {address: finding.expected})
        if address.column == NAME:
            return cells.rename(document, address.table, address.row, finding.expected)
        if address not in document.plan.index or document.is_computed(address):
            return ()
        try:
            fen = parse(finding.expected, document.edition.tables[address.table].unit)
        except NotMoney:
            return ()
        return () if fen is None else cells.state(document, address, fen)

    def _fresh(self, finding: Finding, same: Callable[[Finding, Finding], bool]) -> Finding | None:
        """The finding as it is after the last step: a fix of a text made before it would undo what was typed."""
        if finding.mend is None or self._session.is_settled:
            return finding
        self._session.check()
        return next((other for other in self._session.findings if same(other, finding)), None)

    def _stands(self, change: Change) -> bool:
        """Whether what the change replaces is still there."""
        document = self._session.document
        if isinstance(change, CellChange):
            return document.cells.get(change.key) == change.old
        if isinstance(change, RowChange):
            return document.row_entry(*change.key) == change.old
        return document.texts.get(change.key) == change.old
