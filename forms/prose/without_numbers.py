"""What the text says of a row without a number: 公务接待费有所减少, 公务接待费不变, 公务用车购置费继续零安排."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from forms.document.document import Document
from forms.form.language import language
from forms.form.prose_words import MovementWords
from forms.form.slot_grammar import BEFORE, NOW
from forms.prose.movements import Movement
from forms.prose.statements import squeeze
from models.records import Address

_PARTS = re.compile("[;。\n]")


def is_said_to_move(document: Document, row: str, others: Sequence[Movement]) -> bool:
    """Whether a part of a sentence that names a row says how something changed, or that it did not: of one without an
    amount in both years, that there is none; the others are movements of its group, in whose clauses it may stand."""
    group, said = others[0].group, others[0].grammar
    names = _names(group, row)
    texts = dict.fromkeys(one.clause.text.text for one in others)
    told = [part for text in texts for part in _PARTS.split(text) if any(name in part for name in names)]
    words = language(document.edition)
    ways = (*words.arrows, *words.as_above)
    if not any(document.value(Address(group.table, row, year)) for year in (NOW, BEFORE)):
        ways += words.none
    return any(said.verb.search(part) or said.level.search(part) or any(way in part for way in ways) for part in told)


@cache
def _names(group: MovementWords, row: str) -> tuple[str, ...]:
    """What a row is called within its own section: its names, those of what it is a part of, and what all of its own
    have in common (接待)."""
    own = [squeeze(word) for word, named in group.words if named == row]
    wider = [squeeze(word) for word, named in group.words if row.startswith(f"{named}.")]
    shortest = min(own, key=len)
    parts = (shortest[start:end] for end in range(len(shortest) + 1) for start in range(end))
    return *own, *wider, *sorted((one for one in parts if all(one in word for word in own)), key=len)[-1:]
