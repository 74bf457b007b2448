"""The way of a disclosure through its states: 编制中, 已审核, 已定稿, 已公开, and back."""

from __future__ import annotations

from dataclasses import replace

from forms.check.readiness import HINDERING, Hindered, readiness
from forms.document.document import Document
from forms.office.kept_packs import FormsOfOffice
from forms.signing.dates import read_day
from forms.signing.state_name import state_of
from forms.signing.states import LOCKED, SIGNING
from models.backup import Why
from models.errors import Trouble
from models.records import OperationKind, State

_STEPS = {
    State.EDITING: OperationKind.REOPEN,
    State.REVIEWED: OperationKind.REVIEW,
    State.SETTLED: OperationKind.SETTLE,
    State.PUBLISHED: OperationKind.PUBLISH,
}
"""The step that gives a disclosure its state, where nothing else is done in it."""
_BACKUPS = {
    State.EDITING: Why.REOPEN,
    State.REVIEWED: Why.REVIEW,
    State.SETTLED: Why.SETTLE,
    State.PUBLISHED: Why.PUBLISH,
}


class Passing(FormsOfOffice):
    """The part of an office that gives a disclosure its state, after a backup and with the digest of what has it."""

    def require(self, document: Document, state: State) -> None:
        """Raises Trouble when something stands against giving the disclosure that state, Hindered when findings do.

        Against 已审核 stand errors; against 已定稿 also those that concern the signing, and warnings without an answer
        (说明); against 已公开 that it is not settled, or that the day of its publication is not filled in.
        """
        held = document.head.state
        if state == State.PUBLISHED:
            if held not in LOCKED:
                raise Trouble("还没有定稿，不能标为“已公开”；", "请先审核、定稿。")
            if read_day(document.profile("published")) is None:
                raise Trouble("还没有填写公开日期，不能标为“已公开”；", "请在“单位资料与签审”里填写公开的日期和网址。")
        elif held in LOCKED:
            raise Trouble(f"这份资料{held}；", "要改请先“退回编制中”，写明原因。")
        elif state in HINDERING and (found := readiness(document, state)).hindering:
            raise Hindered(found)

    def review(self, document: Document) -> None:
        """Pass the disclosure as 已审核: the numbers stand, now it is signed. Raises as `require` does."""
        self._promote(document, State.REVIEWED)

    def settle(self, document: Document) -> None:
        """Settle the disclosure (定稿): nothing but the record of its publication can be changed until it is set back.

        Raises as `require` does.
        """
        self._promote(document, State.SETTLED)

    def publish(self, document: Document) -> None:
        """Write down that the settled disclosure stands where the public reads it (已公开); raises as `require`."""
        self._promote(document, State.PUBLISHED)

    def reopen(self, document: Document, why: str = "") -> None:
        """Set the disclosure back to 编制中; why is kept in its history.

        Raises Trouble when it is settled and nobody says why.
        """
        if document.head.state in LOCKED and not why.strip():
            raise Trouble(f"这份资料{document.head.state}，退回要写明原因；", "请写一句为什么退回。")
        self._set_state(document, State.EDITING, why.strip())

    def _promote(self, document: Document, state: State) -> None:
        self.require(document, state)
        self._set_state(document, state)

    def _set_state(self, document: Document, state: State, why: str = "") -> None:
        # What is not stored yet belongs before the step, in the history and in what is signed.
        document.store_waiting()
        self._store.backup_now(_BACKUPS[state])
        name = self.signed_with(document.edition) if _STEPS[state] in SIGNING else why
        self._store.apply(document.head.id, name, (), _STEPS[state], state, state_of(document).sha256)
        document.head = replace(document.head, state=state)
