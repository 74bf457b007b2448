"""Where each section begins: by the words of its heading, their place in the order of the form, level and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.form.model import Section
from forms.form.slot_grammar import leads
from forms.match.text.by_place import Places, SectionHeading, is_explained
from forms.match.text.heading_words import LONGEST, SectionNames, WhoseWords, is_as_printed, marked, run_in
from forms.match.text.plain_words import plain
from forms.match.text.prose_lines import ProseLine
from forms.match.text.reading_words import reading_words

_WEIGHT: Mapping[WhoseWords, int] = {"own": 30, "alias": 22, "nearly": 16, "other year": 14}
_LONGEST_END = 12
"""The end of a heading on a line of its own has no more characters."""
_OF_A_LEVEL, _OF_A_MARK, _OF_ITS_NUMBER, _OF_TEXT_BELOW = 8, 5, 3, 2


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
    style = Counter(one.style for one in chosen).most_common(1)
    sure = [one for one in possible if one.is_sure or (style and _runs_on(one, chosen, style[0][0]))]
    for one in sorted(sure, key=lambda one: -one.weight):
        if one.section.id not in {other.section.id for other in chosen}:
            chosen.append(one)
    found = [one.heading for one in chosen]
    found += tuple(Places(lines, words, tuple(found), contents).headings())
    found += tuple(_lost(lines, words, tuple(found), contents))
    return tuple(sorted(found, key=lambda heading: heading.line))


@dataclass(frozen=True, slots=True)
class _Possible:
    """A line that may be a heading, in which words and with which mark and level, and how much speaks for it."""

    heading: SectionHeading
    whose: WhoseWords
    style: tuple[str, int | None]
    number: int
    weight: int

    @property
    def is_sure(self) -> bool:
        """Whether its words leave no doubt, wherever it stands."""
        return self.style != ("", None) and self.whose == "own"

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
        if is_explained(lines, below):
            continue
        has_text = bool(heading.rest) or (below < len(lines) and words.find(lines[below].text) is None)
        weight = (
            _WEIGHT[whose]
            + _OF_A_LEVEL * (line.level is not None)
            + _OF_A_MARK * bool(mark.style)
            + _OF_ITS_NUMBER * (mark.number == places[heading.section.id])
            + _OF_TEXT_BELOW * has_text
        )
        yield _Possible(heading, whose, (mark.style, line.level), mark.number, weight)


def _runs_on(one: _Possible, chosen: Sequence[_Possible], style: tuple[str, int | None]) -> bool:
    """Whether a line in another place than the form's is written as most headings are, and its number runs on from the
    one above it to the one below it."""
    above = [other.number for other in chosen if other.heading.line < one.heading.line and other.style == style]
    below = [other.number for other in chosen if other.heading.line > one.heading.line and other.style == style]
    runs_on = (not above or above[-1] < one.number) and (not below or one.number < below[0])
    is_known = one.whose == "own" if style == ("", None) else one.whose in ("own", "alias")
    return is_known and one.style == style and (runs_on or not one.number)


def _read(lines: Sequence[ProseLine], number: int, words: SectionNames) -> tuple[SectionHeading, WhoseWords] | None:
    """The heading a line is, alone, with its text behind it, or with the next line."""
    line = lines[number]
    alone = words.find(line.text)
    # What is whole already takes no more from the next line than 情况 or （见附表）.
    if broken := _over_two_lines(lines, number, words):
        return broken, "own"
    if alone and alone[1] != "nearly":
        return SectionHeading(alone[0], number, line.text), alone[1]
    is_numbered = bool(marked(line.text).style) or line.level is not None
    for head, rest in run_in(line.text):
        found = words.find(head) if not _ends_a_heading(rest) else None
        if found and found[1] == "own" and (is_numbered or is_as_printed(head, found[0])):
            return SectionHeading(found[0], number, head, rest), found[1]
    return (SectionHeading(alone[0], number, line.text), alone[1]) if alone else None


def _ends_a_heading(text: str) -> bool:
    """Whether what stands behind or below a heading goes on with it: 名词解释 与说明."""
    return bool(reading_words().heading_goes_on.match(text)) and len(text) <= _LONGEST_END


def _over_two_lines(lines: Sequence[ProseLine], number: int, words: SectionNames) -> SectionHeading | None:
    """The heading that a line is together with the next one, in the form's own words."""
    line, following = lines[number], lines[number + 1] if number + 1 < len(lines) else None
    if following is None or following.is_row or len(line.text) >= LONGEST:
        return None
    if marked(following.text).style or following.level != line.level:
        return None
    whole = line.text + following.text
    found = words.find(whole)
    if _ends_a_heading(following.text):
        found = found or words.find(line.text)
    if not found or found[1] != "own":
        return None
    is_one = bool(marked(line.text).style) or following.block == line.block
    begins_above = len(plain(marked(following.text).words)) < len(plain(found[0].title))
    if not is_one and not (begins_above and is_as_printed(whole, found[0])):
        return None
    return SectionHeading(found[0], number, whole, taken=2)


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


def _lost(
    lines: Sequence[ProseLine], words: SectionNames, found: Sequence[SectionHeading], contents: Collection[int]
) -> Iterator[SectionHeading]:
    """Where a section begins whose heading is lost: at the words its text is drafted with, between the headings of
    the sections around it. A file with few headings has none to lose."""
    if 2 * len(found) <= len(words.sections):
        return
    places = Places(lines, words, found, contents)
    for section in places.missing:
        begins = tuple(map(plain, leads(section)))
        for number in range(*places.around(section)) if begins else ():
            if number not in contents and plain(lines[number].text).startswith(begins):
                line = places.heading_above(section, number)
                yield SectionHeading(section, line, lines[line].text if line < number else "", taken=int(line < number))
                break


def as_it_stands(heading: SectionHeading) -> str | None:
    """The heading as a file has it; None when it is as the form has it."""
    return None if plain(heading.text) == plain(heading.section.heading) else heading.text
