"""Where each section begins: by the words of its heading, their place in the order of the form, level and number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from forms.form.model import Section
from forms.form.slot_grammar import leads
from forms.match.text.heading_words import LONGEST, SectionNames, WhoseWords, core, is_as_printed, marked, run_in
from forms.match.text.plain_words import plain
from forms.match.text.prose_lines import ProseLine

_WEIGHT: Mapping[WhoseWords, int] = {"own": 30, "alias": 22, "nearly": 16, "other year": 14}
_OF_A_LEVEL, _OF_A_MARK, _OF_ITS_NUMBER, _OF_TEXT_BELOW = 8, 5, 3, 2
_LEAST_ALIKE = 0.4
"""A line in the place and with the number of a missing section is its heading when its words are so similar."""


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A line with which a section begins; `text` is the heading as it stands, blank where it is lost, `rest` what of
    the section stands on the same line, `taken` how many lines the heading takes."""

    section: Section
    line: int
    text: str
    rest: str = ""
    taken: int = 1


def find_headings(
    lines: Sequence[ProseLine], words: SectionNames, contents: Collection[int]
) -> tuple[SectionHeading, ...]:
    """The headings in their order, each section once; what is named in the `contents` is none.

    Of all lines that may be headings those are taken that together fit the form best in its order; a section that
    stands elsewhere is taken where its words leave no doubt.
    """
    possible = list(_possible(lines, words, contents))
    order = {section.id: place for place, section in enumerate(words.sections)}
    chosen = _in_order(possible, order)
    sure = [one for one in possible if one.is_sure and one.section.id not in {other.section.id for other in chosen}]
    for one in sorted(sure, key=lambda one: -one.weight):
        if one.section.id not in {other.section.id for other in chosen}:
            chosen.append(one)
    found = [one.heading for one in chosen]
    found += _by_place(lines, words, found, contents)
    found.sort(key=lambda heading: heading.line)
    found += _lost(lines, words, found, contents)
    return tuple(sorted(found, key=lambda heading: heading.line))


@dataclass(frozen=True, slots=True)
class _Possible:
    """A line that may be a heading, and how much speaks for it."""

    heading: SectionHeading
    weight: int
    is_sure: bool

    @property
    def section(self) -> Section:
        return self.heading.section


def _possible(lines: Sequence[ProseLine], words: SectionNames, contents: Collection[int]) -> Iterator[_Possible]:
    places = {section.id: place for place, section in enumerate(words.sections, start=1)}
    for number, line in enumerate(lines):
        if line.is_row or number in contents:
            continue
        found = _read(lines, number, words)
        if found is None:
            continue
        heading, whose = found
        mark = marked(line.text)
        if not (mark.style or line.level is not None or is_as_printed(heading.text, heading.section)):
            continue
        below = number + heading.taken
        has_text = bool(heading.rest) or (below < len(lines) and words.find(lines[below].text) is None)
        weight = (
            _WEIGHT[whose]
            + _OF_A_LEVEL * (line.level is not None)
            + _OF_A_MARK * bool(mark.style)
            + _OF_ITS_NUMBER * (mark.number == places[heading.section.id])
            + _OF_TEXT_BELOW * has_text
        )
        is_numbered = bool(mark.style) or line.level is not None
        yield _Possible(heading, weight, is_numbered and whose == "own")


def _read(lines: Sequence[ProseLine], number: int, words: SectionNames) -> tuple[SectionHeading, WhoseWords] | None:
    """The heading a line is, alone, with its text behind it, or with the next line."""
    line = lines[number]
    alone = words.find(line.text)
    if alone and alone[1] != "nearly":
        return SectionHeading(alone[0], number, line.text), alone[1]
    if marked(line.text).style or line.level is not None:
        for head, rest in run_in(line.text):
            found = words.find(head)
            if found and found[1] == "own":
                return SectionHeading(found[0], number, head, rest), found[1]
    if number + 1 < len(lines) and len(line.text) < LONGEST:
        following = lines[number + 1]
        is_one = bool(marked(line.text).style) or following.block == line.block
        if is_one and not following.is_row and not marked(following.text).style and following.level == line.level:
            found = words.find(line.text + following.text)
            if found and found[1] == "own":
                return SectionHeading(found[0], number, line.text + following.text, taken=2), found[1]
    return (SectionHeading(alone[0], number, line.text), alone[1]) if alone else None


def _in_order(possible: Sequence[_Possible], order: Mapping[str, int]) -> list[_Possible]:
    """The lines that weigh most together, each section once and in the order of the form."""
    best: list[tuple[int, int]] = []
    for place, one in enumerate(possible):
        before = (
            (best[earlier][0], earlier)
            for earlier in range(place)
            if order[possible[earlier].section.id] < order[one.section.id]
        )
        weight, earlier = max(before, key=lambda found: (found[0], -found[1]), default=(0, -1))
        best.append((weight + one.weight, earlier))
    place = max(range(len(best)), key=lambda number: (best[number][0], -number), default=-1)
    chosen: list[_Possible] = []
    while place >= 0:
        chosen.insert(0, possible[place])
        place = best[place][1]
    return chosen


def _gaps(
    lines: Sequence[ProseLine], words: SectionNames, found: Sequence[SectionHeading], section: Section
) -> tuple[int, int]:
    """Between which lines a section would begin: behind the headings of those before it, above those after it."""
    order = {one.id: place for place, one in enumerate(words.sections)}
    above = [one.line + one.taken for one in found if order[one.section.id] < order[section.id]]
    below = [one.line for one in found if order[one.section.id] > order[section.id]]
    return max(above, default=0), min(below, default=len(lines))


def _by_place(
    lines: Sequence[ProseLine], words: SectionNames, found: Sequence[SectionHeading], contents: Collection[int]
) -> Iterator[SectionHeading]:
    """Headings in other words: with the mark, the number and the place of a section that is not found."""
    standing = {one.section.id for one in found}
    styles = {marked(lines[one.line].text).style for one in found} - {""}
    if len(styles) != 1 or 2 * len(found) < len(words.sections):
        return
    (style,) = styles
    for place, section in enumerate(words.sections, start=1):
        if section.id in standing or section.heading == section.title:
            continue
        start, end = _gaps(lines, words, found, section)
        numbered = [
            number
            for number in range(start, end)
            if number not in contents and not lines[number].is_row and marked(lines[number].text).style == style
        ]
        here = [n for n in numbered if marked(lines[n].text).number == place and _is_like(lines[n].text, section)]
        # A list within the section before begins with one.
        if len(here) == 1 and not any(marked(lines[number].text).number == 1 < place for number in numbered):
            yield SectionHeading(section, here[0], lines[here[0]].text)


def _is_like(text: str, section: Section) -> bool:
    words = core(marked(text).words)
    names = map(core, (section.title, *section.aliases))
    return len(text) < LONGEST and any(SequenceMatcher(None, words, name).ratio() >= _LEAST_ALIKE for name in names)


def _lost(
    lines: Sequence[ProseLine], words: SectionNames, found: Sequence[SectionHeading], contents: Collection[int]
) -> list[SectionHeading]:
    """Where a section begins whose heading is lost: at the words its text is drafted with, between the headings of
    the sections around it. A file with few headings has none to lose."""
    lost: list[SectionHeading] = []
    if 2 * len(found) <= len(words.sections):
        return lost
    standing = {one.section.id for one in found}
    for section in words.sections:
        begins = tuple(map(plain, leads(section)))
        if section.id in standing or not begins:
            continue
        for number in range(*_gaps(lines, words, found, section)):
            if number not in contents and plain(lines[number].text).startswith(begins):
                lost.append(SectionHeading(section, number, "", taken=0))
                break
    return lost


def as_it_stands(heading: SectionHeading) -> str | None:
    """The heading as a file has it; None when it is as the form has it."""
    return None if plain(heading.text) == plain(heading.section.heading) else heading.text
