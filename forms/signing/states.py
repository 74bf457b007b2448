"""How far a disclosure has come, and whether the time has come to ask for what only the signing brings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from forms.document.document import PROFILE, Document
from forms.form.model import FIRST_VERSION
from forms.signing import checklist, waivers
from forms.signing.dates import read_day
from models.errors import Trouble
from models.records import Change, Logged, OperationKind, State, TextChange

SIGNED, PUBLISHED = ("批复", "签审", "公开"), ("公开",)
"""The groups of the profile that are filled in once the numbers stand, and those once the disclosure is settled."""
_ANSWERS = (waivers.PREFIX, checklist.PREFIX)
SIGNING = (OperationKind.REVIEW, OperationKind.SETTLE)
"""The steps by which a disclosure becomes what is signed; their name is the version of the pack, blank the first."""
LOCKED = (State.SETTLED, State.PUBLISHED)
"""The states in which nothing may be changed but what is written down about the publication."""
TERM = timedelta(days=20)
"""So long after its approval a budget is published at the latest (预算法第十四条)."""


def signed_version(entries: Iterable[Logged]) -> str:
    """The version of the pack that a disclosure was last signed with, from its history, the newest first; blank when it
    never was."""
    return next((entry.name or FIRST_VERSION for entry in entries if entry.kind in SIGNING), "")


def last_day(document: Document) -> date | None:
    """The day by which the disclosure must be published; None while the day of the approval is not known."""
    approved = read_day(document.profile("approved"))
    return approved + TERM if approved else None


def is_signing(document: Document, as_state: State | None = None) -> bool:
    """Whether approval, signatures and checklist are due: a review was passed, or the first of them is filled in.

    While a disclosure is being made, and in a finished file, nobody asks for them. With `as_state` the document is
    looked at as if it had that state.
    """
    if document.from_file:
        return False
    fields = document.edition.profile.values()
    return (as_state or document.head.state) != State.EDITING or any(
        document.profile(field.id) for field in fields if field.group in SIGNED
    )


def is_record(document: Document, text: str, state: State = State.REVIEWED) -> bool:
    """Whether the text of that name is written down only after the disclosure has got the state, and leaves it so.

    At 已审核 these are approval, signatures, publication, and the answers to what the checks ask; at 已定稿 and 已公开
    the publication alone.
    """
    groups = {State.EDITING: (), State.REVIEWED: SIGNED}.get(state, PUBLISHED)
    if state == State.REVIEWED and text.startswith(_ANSWERS):
        return True
    field = document.edition.profile.get(text.removeprefix(PROFILE)) if text.startswith(PROFILE) else None
    return field is not None and field.group in groups


def leaves_state(document: Document, changes: Sequence[Change]) -> bool:
    """Whether the changes touch only what is written down after the disclosure has got its state."""
    state = document.head.state
    return state == State.EDITING or all(
        isinstance(change, TextChange) and is_record(document, change.key, state) for change in changes
    )


def refuse_locked(document: Document, changes: Sequence[Change]) -> None:
    """Raises Trouble when the disclosure is settled and the changes are more than the record of its publication."""
    if document.head.state in LOCKED and not leaves_state(document, changes):
        raise Trouble(
            f"这份资料{document.head.state}，不能再改；",
            "要改请先“退回编制中”，写明原因，改好后重新审核、定稿。",
        )
