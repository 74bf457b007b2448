"""The words and patterns of what is half written, written twice or written badly."""

from __future__ import annotations

from dataclasses import dataclass

from forms.document.reporter import Reporter
from forms.form.word_lists import Words, word_lists


@dataclass(frozen=True, slots=True)
class BrokenWords:
    """What `words/broken.toml` declares; see there."""

    twice: Words
    no_year: Words
    no_self: Words
    no_percent: Words
    accounts: Words
    no_reason: Words
    thousands: Words
    spaced: Words
    pointed: Words
    both_ways: Words
    unit_twice: Words
    no_published_year: Words
    see_accounts: Words
    empty_label: Words
    no_month: Words
    page_number: Words
    breaks_off: Words
    stops: Words
    telephone: Words
    bad_value: Words
    rate_name: Words
    whole_cost: Words
    approved: Words
    published: Words
    own_rules: Words
    name_ends: str
    given_by: Words
    quoted: Words
    fillers: tuple[str, ...]


def broken_words(reporter: Reporter) -> BrokenWords:
    """The words for the edition of the document."""
    return word_lists(reporter.edition, "broken", BrokenWords)
