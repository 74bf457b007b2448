"""Headings in words of their own: lines at the level of the headings that stand where a section is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from forms.form.model import Section
from forms.match.text.contents import is_sentence
from forms.match.text.heading_words import LONGEST, SectionNames, core, marked
from forms.match.text.plain_words import plain
from forms.match.text.prose_lines import ProseLine
from forms.match.text.reading_words import reading_words

_LEAST_ALIKE = 0.5
"""A line in the place and with the number of a missing section is its heading when its words are so similar."""
_LONGEST_OWN = 45
"""Words of their own for a heading are no more."""
_HIGHEST = 99
_MOST_BETWEEN = 1
"""So many headings within a section may stand between its own and the first words of its text."""


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A line with which a section begins; `text` is the heading as it stands, blank where it is lost, `rest` what of
    the section stands on the same line, `taken` how many lines the heading takes."""

    section: Section
    line: int
    text: str
    rest: str = ""
    taken: int = 1


class Places:
    """Where the sections would stand of which no heading is found: between those of the sections around them."""

    def __init__(
        self,
        lines: Sequence[ProseLine],
        words: SectionNames,
        found: Sequence[SectionHeading],
        contents: Collection[int],
    ) -> None:
        self._lines, self._words, self._contents = lines, words, contents
        self._found = found
        self._standing = {one.line for one in found if one.text}
        self._order = {section.id: place for place, section in enumerate(words.sections, start=1)}
        standing = {one.section.id for one in found}
        self.missing = tuple(section for section in words.sections if section.id not in standing)

    def around(self, section: Section) -> tuple[int, int]:
        """Between which lines a section would begin: behind the headings of those before it, above those after it."""
        above, below = self._neighbours(section)
        return above.line + above.taken if above else 0, below.line if below else len(self._lines)

    def unknown(self, section: Section) -> tuple[int, ...]:
        """The lines there that are at the level of the headings, and with a number between theirs."""
        start, end = self.around(section)
        unknown = [number for number in range(start, end) if self._is_beside(number, section)]
        if self._order[section.id] > 1:
            return tuple(unknown)
        # In the first section a number that comes again counts something within it.
        first: dict[int, int] = {}
        for number in unknown:
            first.setdefault(marked(self._lines[number].text).number or -number, number)
        return tuple(first.values())

    def strangers(self) -> Iterator[int]:
        """The numbered lines anywhere below the first heading that run on from the one above them."""
        first, last = min(self._standing, default=0), max(self._standing, default=0)
        following = marked(self._lines[last].text).number + 1 if self._standing else 0
        for number in range(first + 1, len(self._lines) if self._words.sections else 0):
            line = self._lines[number]
            is_next = number < last or marked(line.text).number == following
            is_written_so = bool(marked(line.text).number) or line.level is not None
            if is_next and is_written_so and self._is_beside(number, self._words.sections[0]):
                yield number

    def headings(self) -> Iterator[SectionHeading]:
        """The headings in words of their own: those that speak of what the section is about, and of no other, else
        those with its very number and words not unlike its own."""
        taken: set[int] = set()
        for section in self.missing:
            unknown = [number for number in self.unknown(section) if number not in taken]
            about = [number for number in unknown if self.about(self._lines[number].text) is section]
            spoken = [number for number in about if self._is_its_number(number, section)]
            others = [] if spoken else self._elsewhere(section) or self._alike(section, unknown)
            for number in (*spoken, *others)[:1]:
                taken.add(number)
                yield SectionHeading(section, number, self._lines[number].text)

    def heading_above(self, section: Section, first: int) -> int:
        """The line of a heading in words of its own above the first line of a section's text, right above it or with a
        heading within the section between them; that line where there is none. It may speak of other sections too:
        机关运行经费和“三公”经费情况."""
        start, _ = self.around(section)
        unknown = self.unknown(section)
        for above in range(first - 1, max(start, first - 1 - _MOST_BETWEEN) - 1, -1):
            if above in self._contents or not may_be_heading(self._lines[above].text, is_numbered=True):
                break
            is_unknown = above in unknown and (not start or self._is_its_number(above, section))
            if is_unknown or self._speaks_of(self._lines[above], section):
                return above
        return first

    def about(self, text: str) -> Section | None:
        """The one section that words speak of; None for none and for two."""
        words = plain(marked(text).words)
        spoken = [one for one in self._words.sections if any(term in words for term in one.terms)]
        clear = [one for one in spoken if not one.vague] or spoken
        return clear[0] if len(clear) == 1 and len(words) <= _LONGEST_OWN else None

    def _neighbours(self, section: Section) -> tuple[SectionHeading | None, SectionHeading | None]:
        place = self._order[section.id]
        before = [one for one in self._found if self._order[one.section.id] < place]
        after = [one for one in self._found if self._order[one.section.id] > place]
        return (
            max(before, key=lambda one: one.line, default=None),
            min(after, key=lambda one: one.line, default=None),
        )

    def _is_beside(self, number: int, section: Section) -> bool:
        """Whether a line is written as the heading above or below it is, with a number between theirs; one without mark
        and level is to speak of the section."""
        line = self._lines[number]
        mark = marked(line.text)
        if line.is_row or number in self._contents or number in self._standing or not mark.words:
            return False
        is_numbered = bool(mark.style) or line.level is not None
        if not may_be_heading(line.text, is_numbered) or is_explained(self._lines, number + 1):
            return False
        above = max((one for one in self._standing if one < number), default=None)
        below = min((one for one in self._standing if one > number), default=None)
        lowest, highest, is_at_level = 0, _HIGHEST, False
        for place in (above, below):
            other = marked(self._lines[place].text) if place is not None else None
            if place is None or other is None or (self._lines[place].level, other.style) != (line.level, mark.style):
                continue
            is_at_level = True
            if other.number and place < number:
                lowest = other.number
            elif other.number:
                highest = other.number
        is_written_so = is_numbered or self.about(line.text) is section
        return is_at_level and is_written_so and (not mark.number or lowest < mark.number < highest)

    def _is_its_number(self, number: int, section: Section) -> bool:
        """Whether a line has the number of a section, counted from the headings around it; also one without number."""
        stated = marked(self._lines[number].text).number
        if not stated or stated == self._order[section.id]:
            return True
        above, below = (
            (marked(self._lines[one.line].text).number, abs(self._order[one.section.id] - self._order[section.id]))
            if one and one.text
            else (0, _HIGHEST)
            for one in self._neighbours(section)
        )
        return stated <= above[0] + above[1] and (not below[0] or stated >= below[0] - below[1]) and above[1] < _HIGHEST

    def _elsewhere(self, section: Section) -> list[int]:
        """The one numbered line anywhere that speaks of the section, where another order is kept."""
        start, end = self.around(section)
        outside = [*range(start), *range(end, len(self._lines))]
        spoken = [n for n in outside if self.about(self._lines[n].text) is section]
        found = [n for n in spoken if marked(self._lines[n].text).number and self._is_beside(n, section)]
        return found if len(found) == 1 else []

    def _speaks_of(self, line: ProseLine, section: Section) -> bool:
        words = plain(marked(line.text).words)
        is_short = not line.is_row and 0 < len(words) <= _LONGEST_OWN and may_be_heading(line.text, is_numbered=True)
        return is_short and any(term in words for term in section.terms)

    def _alike(self, section: Section, unknown: Sequence[int]) -> list[int]:
        place, marks = self._order[section.id], {number: marked(self._lines[number].text) for number in unknown}
        # A list within the section before begins with one.
        if section.heading == section.title or any(mark.number == 1 < place for mark in marks.values()):
            return []
        names = tuple(map(core, (section.title, *section.aliases)))
        here = [
            number
            for number, mark in marks.items()
            if mark.number == place and _is_like(mark.words, names) and self.about(mark.words) is None
        ]
        return here if len(here) == 1 else []


def unknown_headings(
    lines: Sequence[ProseLine],
    words: SectionNames,
    found: Sequence[SectionHeading],
    contents: Collection[int],
) -> Mapping[int, tuple[str, ...]]:
    """The lines written as the headings are and known as none, each with the missing sections that would stand there;
    with none it begins something that the form does not have."""
    places = Places(lines, words, found, contents)
    unknown: dict[int, tuple[str, ...]] = dict.fromkeys(places.strangers(), ())
    for section in places.missing:
        for number in places.unknown(section):
            unknown[number] = (*unknown.get(number, ()), section.id)
    return unknown


def is_explained(lines: Sequence[ProseLine], below: int) -> bool:
    """Whether what stands above a line is a term of the glossary, with its meaning on that line."""
    return below < len(lines) and bool(reading_words().explains.match(lines[below].text))


def may_be_heading(text: str, is_numbered: bool) -> bool:
    """Whether a line names something and says nothing; without a number it has no stop either."""
    words = marked(text).words
    if len(text) >= LONGEST or is_sentence(words) or reading_words().says_something.search(words):
        return False
    return not text.rstrip().endswith(
        ("；", ";", "，", ",") if is_numbered else ("；", ";", "，", ",", "。", "：", ":")
    )


def _is_like(words: str, names: Sequence[str]) -> bool:
    own = core(words)
    return any(SequenceMatcher(None, own, name).ratio() >= _LEAST_ALIKE for name in names)
