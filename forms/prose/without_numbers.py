"""What the text says of a row without a number: 公务接待费有所减少, 公务接待费不变."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.prose.movements import Movement
from forms.prose.statements import squeeze

_PARTS = re.compile("[;。\n]")


def is_said_to_move(row: str, others: Sequence[Movement]) -> bool:
    """Whether a part of a sentence that names a row says how something changed, or that it did not; the others are
    movements of its group, in whose clauses it may stand."""
    names = [squeeze(word) for word, named in others[0].group.words if named == row]
    texts = dict.fromkeys(one.clause.text.text for one in others)
    told = [part for text in texts for part in _PARTS.split(text) if any(name in part for name in names)]
    said = others[0].grammar
    return any(said.verb.search(part) or said.level.search(part) for part in told)
