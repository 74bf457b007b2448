"""The words by which files are read before it is known of which form they are (`words/reading.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from forms.form.load import KINDS, Pack, pack
from forms.form.word_lists import Words, words_in


@dataclass(frozen=True, eq=False)
class ReadingWords:
    """What `words/reading.toml` declares; see there. Each is one object, by which what is told once is kept."""

    unit_caption: Words
    seal_behind: Words
    unit_end: Words
    sure_unit_end: Words
    owner_of_units: Words
    part_of_unit: Words
    before_unit: Words
    all_units: Words
    after_count: Words
    no_unit: Words
    head_year: Words
    title_year: Words
    year_alone: Words
    assets_year: Words
    other_year: Words
    this_year: str
    kind_in_title: Words
    kind_of_table: Words
    whole_title_end: Words
    no_whole_title: Words
    unit_before_year: Words
    unit_behind_year: Words
    unit_alone: Words
    before_table_title: Words
    behind_table_title: Words
    own_table_title: Words
    other_table: Words
    gathered_title: Words
    money_told: Words
    money_alone: Words
    code_parts: tuple[str, ...]
    code_captions: tuple[str, ...]
    name_captions: tuple[str, ...]
    code_beside_name: Words
    other_subjects: Words
    fund_tail: Words
    totals: tuple[str, ...]
    serials: tuple[str, ...]
    beside_captions: Words
    sums_alone: tuple[str, ...]
    label_lead: Words
    no_amount: Words
    currency: Words
    footnote: Words
    goes_on: Words
    continued: Words
    goes_on_below: Words
    page_number: Words
    about_table: Words
    note: Words
    signature: Words
    goal_title_end: Words
    goals_label: Words
    label_and_value: Words
    purpose_label_end: Words
    labels_without_value: tuple[str, ...]
    first_labels: tuple[str, ...]
    heading_tail: Words
    heading_lead: Words
    heading_owner: Words
    heading_goes_on: Words
    denies: Words
    explains: Words
    explanations: tuple[str, ...]
    says_something: Words
    contents_caption: Words
    contents: tuple[str, ...]
    title_of_whole: Words
    office: Words
    captioned: Words
    of_budget: Words
    cover: Words
    other_paper: Words
    accounts: str
    budget: str
    sentence: Words
    inserted_title: Words
    sign_off_title: Words
    signer: Words
    sealed: Words


def reading_words() -> ReadingWords:
    """The words of the form in which files are read, of its newest year."""
    return _words_of(pack())


@cache
def _words_of(form: Pack) -> ReadingWords:
    return words_in(form.folders, form.years[-1], KINDS[0], "reading", ReadingWords)
