"""How far a disclosure has come, and whether the time has come to ask for what only the signing brings."""

from __future__ import annotations

from datetime import date, timedelta

from forms.document.document import Document, profile_slot
from forms.signing import checklist, waivers
from forms.signing.dates import read_day
from models.records import State

SIGNED, PUBLISHED = ("批复", "签审", "公开"), ("公开",)
"""The groups of the profile that are filled in once the numbers stand, and those once the disclosure is settled."""
_ANSWERS = (waivers.PREFIX, checklist.PREFIX)
TERM = timedelta(days=20)
"""So long after its approval a budget is published at the latest (预算法第十四条)."""


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

    At 已审核 these are approval, signatures, publication, and the answers to what the checks ask; at 已定稿 the
    publication alone.
    """
    groups = {State.EDITING: (), State.REVIEWED: SIGNED, State.SETTLED: PUBLISHED}[state]
    if state == State.REVIEWED and text.startswith(_ANSWERS):
        return True
    return any(text == profile_slot(field.id) for field in document.edition.profile.values() if field.group in groups)
