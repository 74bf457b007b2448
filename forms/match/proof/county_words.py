"""The words by which a workbook of the whole county tells its units and their totals (`words/county.toml`)."""

from __future__ import annotations

from dataclasses import dataclass

from forms.form.load import KINDS, pack
from forms.form.word_lists import Lists, words_in
from forms.match.normal import plain


@dataclass(frozen=True)
class CountyWords:
    """Captions of the columns of units, the likeliest first, and how totals are called."""

    unit_codes: tuple[str, ...]
    unit_names: tuple[str, ...]
    of_units: tuple[str, ...]
    of_codes: tuple[str, ...]
    subtotals: tuple[str, ...]
    totals: tuple[str, ...]
    total_label: str
    not_this_year: tuple[str, ...]
    kinds_of_expenditure: Lists
    """By the caption of a column of the form what a list of single payments calls the amounts that belong there."""

    def is_total(self, text: str) -> bool:
        """Whether a text is no more than the word for a sum, of a unit or of the county."""
        return plain(text) in {plain(word) for word in (*self.subtotals, *self.totals)}

    def is_subtotal(self, text: str) -> bool:
        """Whether it is the word for the sum of one unit alone."""
        return plain(text) in {plain(word) for word in self.subtotals}

    def without_total(self, text: str) -> str | None:
        """The name before the word for a sum, as in 某某局小计; None where no such word stands behind a name."""
        for word in sorted((*self.subtotals, *self.totals), key=len, reverse=True):
            name = text.strip().removesuffix(word).rstrip(" 　：:-—")
            if name and name != text.strip():
                return name
        return None

    def holds_both(self, caption: str) -> bool:
        """Whether a caption speaks of units and of codes: they stand in one column below it."""
        joined = plain(caption)
        return any(word in joined for word in self.of_units) and any(word in joined for word in self.of_codes)


def county_words() -> CountyWords:
    """The words of the form in which files are read, of its newest year."""
    form = pack()
    return words_in(form.folders, form.years[-1], KINDS[0], "county", CountyWords)
