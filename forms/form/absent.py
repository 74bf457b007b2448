"""What a base says of tables, their parts and sections that a form has not: it does not hold there, and is no fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forms.form.model import Section
from forms.form.prose_words import AmountPlace, AmountWords, MovementWords, Phrase
from forms.form.slot_grammar import SLOT

_TABLE = re.compile(r"(?:[a-z]+:)?([A-Z]\w*)/")
"""The table at the head of a slot."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Takes out what names tables, parts of them and sections that the form leaves out of those there are."""

    tables: Collection[str]
    """The tables of the form."""
    exists: Callable[[str], bool]
    """Whether there is a table of that name: one that there is not is a slip of the pen, and told as such."""
    parts: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The columns, and the lines of shared lists, that the form leaves out of each table."""
    columns: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The columns alone: a line may have the name of one."""
    sections: Collection[str] = ()

    def without_terms(self, table: str, terms: Sequence[str], sums: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """The terms of a relation of that table that name what the form has; in the place of a sum that it leaves out,
        of those told by their cell, what the sum adds up."""
        found: list[str] = []
        for term in terms:
            plain = term.lstrip("+-")
            if self.has_cell(table, plain):
                found.append(term)
            elif plain in sums and not term.startswith("-"):
                found += self.without_terms(table, sums[plain], {k: v for k, v in sums.items() if k != plain})
        return tuple(found)

    def without_columns(self, table: str, columns: tuple[str, ...], is_of_base: bool) -> tuple[str, ...]:
        """The columns that a relation is stated for; of one of the base those that the form has."""
        left_out = self.columns.get(table, ()) if is_of_base else ()
        return tuple(column for column in columns if column not in left_out)

    def has_cell(self, table: str, term: str) -> bool:
        """Whether the form has the table, the line and the column of a term of a relation of that table."""
        return self._has(term if term.count("/") > 1 else f"{table}/{term}")

    def without_slots(self, section: Section, is_of_base: Callable[[str], bool]) -> Section:
        """The section with what a base says of it that the form has: paragraphs of its draft, tables that it holds.

        Without the amount that would be nought nothing is said of its being nought.
        """
        has_amount = not is_of_base("zero_when") or self._has(section.zero_when)

        def having(key: str, texts: tuple[str, ...], has: Callable[[str], bool]) -> tuple[str, ...]:
            return tuple(filter(has, texts)) if is_of_base(key) else texts

        return replace(
            section,
            holds=having("holds", section.holds, lambda name: self._has(f"{name}/")),
            draft=having("draft", section.draft, self._has_all),
            draft_zero=having("draft_zero", section.draft_zero, self._has_all) if has_amount else (),
            zero_when=section.zero_when if has_amount else "",
        )

    def without_amounts(self, amounts: AmountWords) -> AmountWords | None:
        """The words of the amounts that the form has; None when their sum or their place is none of it."""
        place = self._place(amounts.place)
        words = tuple((word, slot) for word, slot in amounts.words if self._has(slot))
        if place is None or not self._has(amounts.whole) or not self._has(f"{amounts.each}/"):
            return None
        return replace(amounts, place=place, words=words) if words or amounts.each else None

    def without_movements(self, movements: MovementWords) -> MovementWords | None:
        """The comparison, where the form has its table and its place."""
        place = self._place(movements.place)
        return replace(movements, place=place) if place is not None and movements.table in self.tables else None

    def without_phrases(self, phrase: Phrase) -> Phrase | None:
        """The phrase, where the form has its cell."""
        return phrase if self._has(phrase.slot) else None

    def _place(self, place: AmountPlace) -> AmountPlace | None:
        sections = tuple(key for key in place.sections if key in self.sections)
        return replace(place, sections=sections) if sections or place.under else None

    def _has_all(self, text: str) -> bool:
        return all(self._has(found[1]) for found in SLOT.finditer(text))

    def _has(self, slot: str) -> bool:
        found = _TABLE.match(slot)
        if found is None or not self.exists(found[1]):
            return True
        table, (first, *rest) = found[1], slot.split("/")[1:]
        if first in self.parts.get(table, ()) or not set(rest).isdisjoint(self.columns.get(table, ())):
            return False
        return table in self.tables
