"""The checks that one thing has one number: the overall goals in the text against the goal tables (G19), the goals and
the purpose of a project against its own indicators (K16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from forms.check.special.goal_entries import GoalEntry, entries
from forms.check.special.registry import special
from forms.check.special.texts import Span, Text, at, section_texts
from forms.document.finding import Finding, Related
from forms.document.projects import Indicator, Project, indicator_cell, indicators_of, project_cell, public_projects
from forms.document.reporter import Reporter
from forms.form.language import Patterns, patterns

_PART = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])\s*(?P<name>[^。；：:]{4,30})$",
    re.MULTILINE,
)
_VALUE = re.compile(
    r"\s*(?P<sign>≥|≤|>=|<=|=|＞|＜|>|<)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>万元|[^\d\s]{1,4})\s*$"
)
_NUMBER = r"\d+(?:\.\d+)?"
_TEN_THOUSAND = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<much>万)\s*(?P<unit>(?!元)[一-鿿]{{1,3}})")
_CALLED = {"goals": "绩效目标", "purpose": "资金用途"}
"""What the cells of a project are called in a sentence."""
_SIGNS = {">=": "≥", "<=": "≤", "=": ""}
_SHORTEST_NOUN = 4
_LONGEST_NOUN = 12
_CERTAIN_NOUN = 8
"""A noun so long is not another thing that happens to have the same number elsewhere."""
_SAME_PROJECT = 0.5


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of something; `noun` is all that stands before it."""

    noun: str
    sign: str
    number: Decimal
    unit: str
    span: Span = (0, 0)


@special("G19", when="prose", needs=("projects",))
def one_number_for_one_thing(reporter: Reporter) -> Iterator[Finding]:
    """Numbers of the overall goals that the goal table of the same project gives otherwise.

    Only where project, noun and unit are the same, and the noun stands for one thing in the table.
    """
    projects = public_projects(reporter.document)
    if not projects:
        return
    for text in section_texts(reporter, {"goals"}):
        parts = list(_PART.finditer(text.words))
        for number, part in enumerate(parts):
            project = _meant(patterns(reporter.edition), part["name"], projects)
            end = parts[number + 1].start() if number + 1 < len(parts) else len(text.words)
            if project is not None:
                yield from _compare(reporter, "G19", text, (part.end(), end), project)


@special("K16", when="prose", needs=("projects",))
def numbers_are_not_ten_thousand_times_as_many(reporter: Reporter) -> Iterator[Finding]:
    """A number of the overall goals with 万 before its unit, where an indicator has the same number without it."""
    values: dict[tuple[Decimal, str], GoalEntry] = {}
    for entry in entries(reporter.document):
        if entry.measure and entry.measure.unit:
            values.setdefault((entry.measure.number, entry.measure.unit), entry)
    for text in section_texts(reporter, {"goals"}) if values else ():
        for found in _TEN_THOUSAND.finditer(text.words):
            units = (found["unit"][:n] for n in range(len(found["unit"]), 0, -1))
            number = Decimal(found["number"])
            unit = next((unit for unit in units if (number, unit) in values), "")
            if unit and (number, f"万{unit}") not in values:
                meant = values[number, unit]
                stated = meant.texts["value"]
                message = f"“{found[0]}”，{reporter.place(meant.at('value'))}是{stated}，请核对是不是多写了“万”。"
                related = reporter.related([meant.at("value")])
                finding = at(reporter, "K16", text, found.span(), message, [(found.span("much"), "")], link="写的是")
                yield replace(finding, found=found[0], expected=stated, related=related)


@special("K16", when="prose", needs=("projects",))
def goals_of_a_project_are_those_of_its_indicators(reporter: Reporter) -> Iterator[Finding]:
    """Numbers in the goals and the purpose of a project that its own indicators give otherwise."""
    for project in public_projects(reporter.document):
        for column in ("goals", "purpose"):
            cell = project_cell(reporter.document, project.key, column)
            words = reporter.document.text(cell)
            if words and project.indicators:
                named = list(_compare(reporter, "K16", Text(words, cell=cell), (0, len(words)), project))
                yield from named or _only_ones(reporter, Text(words, cell=cell), project)


def _only_ones(reporter: Reporter, text: Text, project: Project) -> Iterator[Finding]:
    """The one number of a unit in the goals of a project beside the one of its indicators, where both speak of the same
    thing in other words: 资助学生370人, 受助学生人数. Numbers that both have are left aside."""
    said = list(patterns(reporter.edition).counted_only.finditer(text.words))
    values = [(row, one, value) for row, one in enumerate(project.indicators) if (value := _VALUE.match(one.value))]
    for found in said:
        numbers = {Decimal(n) for n in re.findall(rf"({_NUMBER})\s*{found['unit']}", text.words)}
        same = [(row, one, value) for row, one, value in values if value["unit"] == found["unit"]]
        stated_by_all = {Decimal(value["number"]) for _, _, value in same}
        left = [(_shared(found["noun"], one), row, one, value) for row, one, value in same]
        left = [each for each in left if each[0] and Decimal(each[3]["number"]) not in (0, *numbers)]
        best = [each for each in left if each[0] == max(shared for shared, *_ in left)]
        if len(best) != 1 or numbers - stated_by_all != {Decimal(found["number"])}:
            continue
        _, row, one, value = best[0]
        number, stated = Decimal(found["number"]), Decimal(value["number"])
        is_more = value["sign"] and number > stated and not _is_other_digit(found["number"], value["number"])
        if number != stated and not is_more:
            cell = indicator_cell(reporter.document, _row_key(reporter, project, row), "value")
            message = f"“{found[0].strip()}”，{reporter.place(cell)}是{one.value}，请改成一样的。"
            finding = at(reporter, "K16", text, found.span(), message, link="写的是")
            related = (Related(*cell, one.value),)
            yield replace(finding, found=found["number"], expected=value["number"], related=related)


def _shared(noun: str, indicator: Indicator) -> int:
    """How many pairs of characters of a noun an indicator has in its name and description."""
    named = f"{indicator.level3}{indicator.description}"
    return sum(noun[n : n + 2] in named for n in range(len(noun) - 1))


def _is_other_digit(number: str, stated: str) -> bool:
    """Whether a number has another digit in one place; what is rounded down ends in noughts."""
    other = [b for a, b in zip(number, stated, strict=False) if a != b]
    return len(number) == len(stated) and len(other) == 1 and other != ["0"]


def _compare(reporter: Reporter, rule: str, text: Text, span: Span, project: Project) -> Iterator[Finding]:
    words = patterns(reporter.edition)
    stated = list(_in_project(words, project))
    numbers = {(count.number, count.unit) for count, _ in stated}
    for found in words.counted_thing.finditer(text.words, *span):
        said = _count(found, found.span())
        same = [
            (n, count, place)
            for count, place in stated
            if (n := _common(words, said.noun, count.noun)) and said.unit == count.unit
        ]
        longest = max((n for n, _, _ in same), default=0)
        if longest < _CERTAIN_NOUN and (said.number, said.unit) in numbers:
            continue
        best = [(count, place) for n, count, place in same if n == longest]
        if len({count.number for count, _ in best}) != 1 or _agrees(said, best[0][0]):
            continue
        count, (row, column) = best[0]
        key = _row_key(reporter, project, row)
        address = indicator_cell(reporter.document, key, column)
        place = reporter.place(address)
        said_here, stated_there = f"{said.sign}{said.number}{said.unit}", f"{count.sign}{count.number}{count.unit}"
        heading = reporter.document.section_name(text.section) if text.section else ""
        heading = _CALLED[text.cell.column] if text.cell else heading
        noun = _tail(words, said.noun)
        if column == "value":
            message = f"是{stated_there}，“{heading}”里“{noun}”写的是{said_here}，请改成一样的。"
            finding = replace(reporter.cell(rule, address, message), quote=stated_there)
        else:
            message = f"“{noun}”写的是{said_here}，{place}是{stated_there}，请改成一样的。"
            related = (Related(*address, stated_there),)
            finding = replace(at(reporter, rule, text, found.span(), message), related=related)
        yield replace(finding, found=str(said.number), expected=str(count.number))


def _tail(words: Patterns, noun: str) -> str:
    """The end of a noun, begun where a word begins: behind a 的, 了, 和 …"""
    if len(noun) <= _LONGEST_NOUN:
        return noun
    begins = [
        place + 1
        for place, mark in enumerate(noun)
        if words.word_begins.match(mark) and len(noun) - place > _SHORTEST_NOUN
    ]
    return noun[next((b for b in begins if len(noun) - b <= _LONGEST_NOUN), len(noun) - _LONGEST_NOUN) :]


def _count(found: re.Match[str], span: Span = (0, 0), noun: str | None = None) -> _Count:
    sign = found["sign"] or ""
    return _Count(noun or found["noun"], _SIGNS.get(sign, sign), Decimal(found["number"]), found["unit"], span)


def _in_project(words: Patterns, project: Project) -> Iterator[tuple[_Count, tuple[int, str]]]:
    """The numbers of a goal table with the number of the indicator and the column they stand in."""
    for row, indicator in enumerate(project.indicators):
        inline = [_count(found) for found in words.counted_thing.finditer(indicator.description)]
        for count in inline:
            yield count, (row, "description")
        value = _VALUE.match(indicator.value)
        if value and not inline:
            yield _count(value, noun=f"{indicator.level3}；{indicator.description}"), (row, "value")


def _common(words: Patterns, said: str, stated: str) -> int:
    """How long the end of one noun is that also stands in the other, not as one of several things; 0 when too short."""
    for length in range(len(said), _SHORTEST_NOUN - 1, -1):
        end = said[-length:]
        place = stated.find(end)
        if place >= 0:
            after = stated[place + length : place + length + 1]
            return 0 if words.several.match(after) or stated[max(place - 1, 0)] == "、" else length
    return 0


def _agrees(said: _Count, stated: _Count) -> bool:
    """Whether both are the same number, or a plain number is what a bound asks for anyway."""
    if said.number == stated.number:
        return True
    if said.sign == stated.sign or said.sign:
        return False
    return (stated.sign in ("≥", ">") and said.number >= stated.number) or (
        stated.sign in ("≤", "<") and said.number <= stated.number
    )


def _meant(words: Patterns, name: str, projects: Sequence[Project]) -> Project | None:
    """The one project that a part of the goals is about, by the pairs of characters they share."""
    pairs = _pairs(words, name)
    shares = [len(pairs & _pairs(words, project.title or project.name)) / max(len(pairs), 1) for project in projects]
    best = max(shares)
    return projects[shares.index(best)] if best >= _SAME_PROJECT and shares.count(best) == 1 else None


def _pairs(words: Patterns, name: str) -> set[str]:
    bare = words.goal_title_rest.sub("", words.goal_title_rest.sub("", name))
    return {bare[place : place + 2] for place in range(len(bare) - 1)}


def _row_key(reporter: Reporter, project: Project, number: int) -> str:
    """The row of the table of indicators in which the project's indicator of that number stands."""
    return indicators_of(reporter.document, project.key)[number].key
