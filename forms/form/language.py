"""The words of Chinese budget prose, `words/language.toml`, and the ways of saying something that the checks look for,
`words/patterns.toml`: what they mean is said there. How the words are put together to sentences is for the reader of
the sentences (`forms/prose/grammar.py`)."""

from __future__ import annotations

from dataclasses import dataclass

from forms.form.model import Edition
from forms.form.word_lists import Words, word_lists


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words by what they say; each list is explained where it is declared. Compared as an object: there is one for
    each edition."""

    more: tuple[str, ...]
    less: tuple[str, ...]
    more_in_one: tuple[str, ...]
    less_in_one: tuple[str, ...]
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    after_change: tuple[str, ...]
    sources: tuple[str, ...]
    reaching: tuple[str, ...]
    same_again: tuple[str, ...]
    about: tuple[str, ...]
    about_behind: tuple[str, ...]
    remainder: tuple[str, ...]
    before_amount: tuple[str, ...]
    comparers: tuple[str, ...]
    comparers_of_years: tuple[str, ...]
    closing_comparers: tuple[str, ...]
    years_before: tuple[str, ...]
    years_now: tuple[str, ...]
    actuals: tuple[str, ...]
    adjusted: tuple[str, ...]
    year_on_year: tuple[str, ...]
    same_period: tuple[str, ...]
    compared: tuple[str, ...]
    fillers: tuple[str, ...]
    fillers_of_comparison: tuple[str, ...]
    plain: tuple[str, ...]
    counters: tuple[str, ...]
    persons: tuple[str, ...]
    vehicles: tuple[str, ...]
    all_of: tuple[str, ...]
    carried_over: tuple[str, ...]
    year_ends: tuple[str, ...]
    level: tuple[str, ...]
    same: tuple[str, ...]
    holding: tuple[str, ...]
    held: tuple[str, ...]
    nothing: tuple[str, ...]
    changes: tuple[str, ...]
    arranged: tuple[str, ...]
    also: tuple[str, ...]
    none: tuple[str, ...]
    arrows: tuple[str, ...]
    as_above: tuple[str, ...]
    both_years: tuple[str, ...]
    all_of_them: tuple[str, ...]
    because: tuple[str, ...]
    copulas: tuple[str, ...]
    no_reason: tuple[str, ...]
    reason_openings: tuple[str, ...]
    results: tuple[str, ...]
    cause_more: tuple[str, ...]
    cause_less: tuple[str, ...]
    cause_either: tuple[str, ...]
    cause_less_perhaps: tuple[str, ...]
    stock: tuple[str, ...]
    stock_of_costs: tuple[str, ...]
    restated: tuple[str, ...]
    restated_perhaps: tuple[str, ...]
    qualifying: tuple[str, ...]
    inclusive: tuple[str, ...]
    net: tuple[str, ...]
    apart: tuple[str, ...]
    per_head: tuple[str, ...]
    per_span: tuple[str, ...]
    share_behind: tuple[str, ...]
    share_of: tuple[str, ...]
    share: tuple[str, ...]
    sums: tuple[str, ...]
    number_before: tuple[str, ...]
    amount_names: tuple[str, ...]
    not_left_out: tuple[str, ...]
    change_columns: tuple[str, ...]
    changed_items: tuple[str, ...]
    list_asides: tuple[str, ...]
    counted: tuple[str, ...]
    list_words: tuple[str, ...]
    list_rest: tuple[str, ...]
    list_openings: tuple[str, ...]
    list_ends: tuple[str, ...]
    parts_openings: tuple[str, ...]
    kinds_of_purchases: tuple[str, ...]
    left_out: tuple[str, ...]
    funds: tuple[str, ...]
    specific: tuple[str, ...]
    whole_letters: tuple[str, ...]
    together: tuple[str, ...]
    joints: tuple[str, ...]
    selves: tuple[str, ...]
    bodies: tuple[str, ...]
    name_ends: tuple[str, ...]
    therefore: tuple[str, ...]
    budget_words: tuple[str, ...]
    whole_words: tuple[str, ...]
    money_words: tuple[str, ...]
    planners: tuple[str, ...]
    aims: tuple[str, ...]
    purchases: tuple[str, ...]
    overall_goals: tuple[str, ...]
    divided_goals: tuple[str, ...]
    measures: tuple[str, ...]

    @property
    def goal_parts(self) -> tuple[tuple[str, ...], ...]:
        """The three parts of the overall goals, each with the ways of calling it, that of the form first."""
        return self.overall_goals, self.divided_goals, self.measures


def language(edition: Edition) -> Language:
    """The words of the edition's pack."""
    return word_lists(edition, "language", Language)


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """The ways of saying something by what they say; each is explained where it is declared. A text is a part of
    patterns that are made for a name."""

    provincial: Words
    withheld: Words
    secret: Words
    bare_document: Words
    own_year: Words
    planned_year: Words
    published_year: Words
    titled_year: Words
    year_left_out: Words
    wrong_year: Words
    calendar_day: Words
    place: Words
    own_part: Words
    not_the_part: str
    place_end: Words
    county: Words
    own_body: Words
    ranks: Words
    spoken_of: Words
    unit_above: Words
    other_self: Words
    not_former: str
    no_division: str
    document_year: Words
    cars_told: Words
    cars_kept: Words
    buildings_told: Words
    offices_told: Words
    equipment_told: Words
    posts_told: Words
    staff_told: Words
    unplaced: Words
    counted_units: Words
    counted_projects: Words
    institution: Words
    like_office: Words
    none_told: Words
    spoken_body: Words
    not_this_budget: Words
    head_year: Words
    head_year_cut: Words
    head_unit: Words
    head_day: Words
    head_money: Words
    year_wanted: Words
    day_wanted: Words
    day_told: Words
    unit_alone: Words
    no_unit_name: Words
    empty_note: Words
    empty_subject: Words
    money_words: Words
    each_one: Words
    a_standard: Words
    no_yuan: Words
    no_yuan_formal: Words
    counted_noun: Words
    limit: Words
    before_its_amount: Words
    share_is_of: Words
    joined_shares: Words
    mostly: Words
    each_gets: Words
    name_lead: Words
    class_level: Words
    class_name_end: Words
    after_class: Words
    several_named: Words
    joined_names: Words
    and_names: Words
    counted_parts: Words
    overlapping: Words
    counted_names: Words
    counted_lines: Words
    listed_names: Words
    as_of: Words
    told_of_goals: Words
    carried_from: Words
    later_year: Words
    years_ahead: Words
    surely_more: Words
    surely_less: Words
    carried: Words
    of_both_sides: Words
    no_office: Words
    of_which: Words
    term_kind: Words
    running_cost: Words
    fiscal_money: Words
    total_row: Words
    subtotal: Words
    part_row: Words
    no_sum: Words
    last_year_column: Words
    percent_column: Words
    unit_told: Words
    left_blank: Words
    label_twice: Words
    doubled: Words
    again: Words
    no_verb: Words
    unfinished: Words
    numbered: Words
    asset_day: Words
    equipment_price: Words
    vehicles_running: Words
    vehicles_bought: Words
    vehicles_counted: Words
    with_units: Words
    planned_assets: Words
    project_budget: Words
    project_fiscal: Words
    purpose_parts: Words
    project_other: Words
    other_item: Words
    list_lead: Words
    measure: Words
    rate: Words
    for_each: Words
    goal_title_rest: Words
    counted_thing: Words
    counted_only: Words
    word_begins: Words
    several: Words
    plate: Words
    person_held: Words
    person_called: Words
    no_person: Words


def patterns(edition: Edition) -> Patterns:
    """The patterns of the edition's pack."""
    return word_lists(edition, "patterns", Patterns)
