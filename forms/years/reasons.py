"""The reason bank: why amounts differ from last year, as this office has written it before and as the form suggests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from forms.document.document import Document
from forms.form.language import Language, language
from forms.form.word_lists import Lists, word_lists
from forms.years.last_year import comparison_cell, year_on_year
from models.money import Fen
from models.records import Head

_ENDS = " \t\r\n　，,；;。"


class Said(NamedTuple):
    """A reason that stands in a disclosure of the office, and the row of the comparison table it was given for."""

    head: Head
    row: str
    text: str


@dataclass(frozen=True)
class ReasonWords:
    """What `words/reasons.toml` declares; see there."""

    increase: Lists
    decrease: Lists


def offered_reasons(document: Document, row: str, said: Iterable[Said]) -> tuple[str, ...]:
    """The reasons that may be meant for a row of the comparison table, each once.

    Those of the same unit come first, then those of other units, the newest first, then the declared ones. A row that
    rose is offered no reason that only speaks of less, and the other way round; without a change all are offered.
    """
    change = year_on_year(document, comparison_cell(document, row, "")).change
    declared = word_lists(document.edition, "reasons", ReasonWords)
    more = declared.increase.get(row, ()) if not change or change > 0 else ()
    less = declared.decrease.get(row, ()) if not change or change < 0 else ()
    known = language(document.edition)
    own = [one for one in said if one.row == row and _suits(one.text, change, known)]
    own.sort(key=lambda one: (one.head.unit != document.head.unit, -one.head.year))
    texts = (text.strip(_ENDS) for text in (*(one.text for one in own), *more, *less))
    return tuple(dict.fromkeys(filter(None, texts)))


def _suits(text: str, change: Fen | None, known: Language) -> bool:
    """Whether a reason speaks of the direction of the change, or of both, or of none."""
    more = any(word in text for word in (*known.more, *known.cause_more))
    less = any(word in text for word in (*known.less, *known.cause_less))
    return not change or more == less or more == (change > 0)
