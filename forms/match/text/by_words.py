"""Sections under headings in words that nobody knows: the amounts that a paragraph tells say of which section it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from forms.form.model import Edition, Section
from forms.form.prose_words import ProseWords
from forms.form.slot_grammar import leads
from forms.form.word_lists import Words, any_of, word_lists
from forms.match.text.by_place import Places, SectionHeading, may_be_heading
from forms.match.text.heading_words import SectionNames
from forms.match.text.plain_words import plain
from forms.match.text.prose_lines import ProseLine
from forms.match.text.sub_headings import HeadingWords

_AMOUNT = r"\D{0,8}\d+[百千万亿]?元"
"""What follows the name of an amount in a line without marks."""


def begun_by_words(
    lines: Sequence[ProseLine],
    names: SectionNames,
    edition: Edition,
    found: Sequence[SectionHeading],
    left: Collection[int],
) -> Iterator[SectionHeading]:
    """Where missing sections begin that tell amounts, outside those sections that tell some under a heading.

    `found` are the headings that are known, `left` the lines that belong to no section. A heading above in words of
    its own that speaks of the section is its heading; any other stays with the text.
    """
    undivided = word_lists(edition, "headings", HeadingWords).undivided
    told = _told(edition.sections, edition.prose, undivided)
    telling = {section.id for section, _ in told}
    begins = {one.line: one.section.id for one in found}
    standing, current, since, is_guessed = set(begins.values()), "", 0, False
    places = Places(lines, names, found, left)
    for number, line in enumerate(lines):
        if number in begins:
            current, since, is_guessed = begins[number], number + 1, False
        section = None if line.is_row or number in left or current in telling else _told_of(line.text, told)
        if section is None or section.id in standing:
            continue
        is_named = any(term in line.text for term in section.terms)
        if is_named or (section.key in undivided and not is_guessed):
            standing.add(section.id)
            above = [place for place in range(since, number) if not lines[place].is_row and place not in left]
            yield _heading(lines, section, number, above, places)
            since, is_guessed = number + 1, True


def _heading(
    lines: Sequence[ProseLine], section: Section, first: int, above: Sequence[int], places: Places
) -> SectionHeading:
    """The heading of a section whose first amounts stand on a line, among those above it; where none is, it begins at
    the words with which it is drafted, or at that line."""
    for number in reversed(above):
        text = lines[number].text
        if may_be_heading(text, is_numbered=True) and places.about(text) == section:
            return SectionHeading(section, number, text)
    drafted = tuple(map(plain, leads(section)))
    begin = next((number for number in above if drafted and plain(lines[number].text).startswith(drafted)), first)
    while begin - 1 in above and may_be_heading(lines[begin - 1].text, is_numbered=False):
        begin -= 1
    return SectionHeading(section, begin, "", taken=0)


def _told_of(text: str, told: Sequence[tuple[Section, Words]]) -> Section | None:
    """The section of which the first amount is that a line names; of two that begin at one word none is."""
    words = plain(text)
    places = {section: match.start() for section, pattern in told if (match := pattern.search(words))}
    first = [section for section, place in places.items() if place == min(places.values())]
    return first[0] if len(first) == 1 else None


@lru_cache(maxsize=16)
def _told(
    sections: tuple[Section, ...], prose: ProseWords, undivided: tuple[str, ...]
) -> tuple[tuple[Section, Words], ...]:
    """The sections that tell amounts, each with how it names them."""
    names: dict[str, set[str]] = defaultdict(set)
    for group in prose.amounts:
        for key in group.place.sections or undivided:
            names[key] |= {plain(word) for word, _ in group.words}
    telling = [section for section in sections if names.get(section.key)]
    return tuple((section, re.compile(any_of(names[section.key]) + _AMOUNT)) for section in telling)
