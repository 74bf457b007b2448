"""Damaged copies of the published disclosures: the slips of such papers, each with the place where it must be found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import enter, rename
from forms.prose.movements import movements
from forms.prose.statements import clause
from forms.prose.why import reason
from models.records import Address, Change, RowAddress, TextChange
from tests.forms.check.audits import corrected
from tests.forms.documents import INDICATORS, PROJECTS

Place = str | RowAddress
"""A section by its id, or a row of a table."""

_EXPLAINED = ("overview", "running", "three_public", "procurement", "assets")
_EACH = 8
"""So many damages of one kind are made to one disclosure."""


@dataclass(frozen=True)
class Damage:
    """One slip: its kind, what it changes, and where it must be found."""

    kind: str
    changes: tuple[Change, ...]
    place: Place
    words: str


Maker = Callable[[Document, random.Random], Iterator[Damage]]
MAKERS: list[Maker] = []


def maker(make: Maker) -> Maker:
    MAKERS.append(make)
    return make


def damages(name: str) -> Iterator[Damage]:
    """The damages of one disclosure, always the same ones."""
    document = clean(name)
    for make in MAKERS:
        chance = random.Random(f"{name} {make.__name__}")
        made = list(make(document, chance))
        yield from chance.sample(made, min(_EACH, len(made)))


@cache
def clean(name: str) -> Document:
    """The disclosure with its own faults mended."""
    return corrected(name)


@cache
def before(name: str) -> frozenset[tuple[str, str]]:
    """What is found before any damage is done."""
    return frozenset(_signature(finding) for finding in check(clean(name)))


def found(name: str, damage: Damage) -> bool:
    """Whether a finding that was not there before points at the place of the damage."""
    document = clean(name)
    document.apply("损坏", damage.changes)
    findings = check(document)
    document.undo()
    return any(_signature(f) not in before(name) and _is_at(f, damage.place) for f in findings)


def _signature(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.sentence


def _is_at(finding: Finding, place: Place) -> bool:
    if isinstance(place, str):
        return finding.section == place
    related = {RowAddress(one.table, one.row) for one in finding.related}
    here = finding.table == place.table and finding.row in (None, place.row)
    return here or place in related


def _rewrite(document: Document, section: str, start: int, end: int, words: str) -> tuple[Change, ...]:
    slot = f"{section}.text"
    text = document.texts[slot]
    return (TextChange(slot, text, text[:start] + words + text[end:]),)


def _explained(document: Document) -> Iterator[tuple[str, str, str]]:
    """The sections that tell amounts, with key and text."""
    for section in document.edition.sections:
        text = document.section_text(section.id)
        if text and (section.key in _EXPLAINED or "收入说明" in text):
            yield section.id, section.key, text


def _amounts(document: Document) -> Iterator[tuple[str, int, int, str]]:
    """The amounts of the text other than zero: section, span of the number, number."""
    for section in document.edition.sections:
        text = document.section_text(section.id)
        if not text or not (section.key in _EXPLAINED or "收入说明" in text):
            continue
        found_here = clause(document, section)
        for number in found_here.money:
            start, _ = found_here.span(number.start, number.end)
            if number.fen and "," not in number.number:
                yield section.id, start, start + len(number.number), number.number


@maker
def a_digit_is_wrong(document: Document, chance: random.Random) -> Iterator[Damage]:
    for section, start, end, number in _amounts(document):
        place = chance.choice([i for i, mark in enumerate(number) if mark.isdigit()])
        digit = chance.choice([d for d in "123456789" if d != number[place]])
        wrong = number[:place] + digit + number[place + 1 :]
        yield Damage("digit", _rewrite(document, section, start, end, wrong), section, f"{number} → {wrong}")


@maker
def digits_are_swapped(document: Document, _: random.Random) -> Iterator[Damage]:
    for section, start, end, number in _amounts(document):
        for place in range(len(number) - 1):
            one, other = number[place : place + 2]
            if one.isdigit() and other.isdigit() and one != other and (place or other != "0"):
                wrong = number[:place] + other + one + number[place + 2 :]
                yield Damage("swap", _rewrite(document, section, start, end, wrong), section, f"{number} → {wrong}")
                break


@maker
def the_year_is_last_years(document: Document, _: random.Random) -> Iterator[Damage]:
    year = document.head.year
    for section, _key, text in _explained(document):
        for match in re.finditer(rf"{year}(?=\s*年(?:预算|支出预算|，我))", text):
            changes = _rewrite(document, section, match.start(), match.end(), str(year - 1))
            yield Damage("year", changes, section, text[match.start() : match.end() + 8])


@maker
def a_reason_is_left_out(document: Document, _: random.Random) -> Iterator[Damage]:
    for _group, told in movements(document):
        for one in told:
            words = reason(one, told)
            text = document.section_text(one.section.id)
            if one.change is None or not one.change.fen or not words or text.count(words) != 1:
                continue
            if one.row == one.group.whole and len(told) > 1 and any(o.change for o in told if o is not one):
                continue  # its parts give theirs
            shared = next((reason(o, told) for o in told if o.row == one.group.whole), "")
            if shared and one.row != one.group.whole and words not in shared and one.row in one.group.parts:
                continue  # the reason of the whole still stands
            start = text.index(words)
            opening = max(text.rfind(mark, 0, start) for mark in "，。；,;")
            end = start + len(words)
            yield Damage("reason", _rewrite(document, one.section.id, opening, end, ""), one.section.id, words)


@maker
def a_section_is_left_out(document: Document, _: random.Random) -> Iterator[Damage]:
    for section in document.edition.sections:
        text = document.section_text(section.id)
        if text and section.title and section.key != "earmarked":
            slot = f"{section.id}.text"
            yield Damage("section", (TextChange(slot, document.texts[slot], None),), section.id, section.title)


@maker
def the_name_is_wrong(document: Document, chance: random.Random) -> Iterator[Damage]:
    name = document.head.unit.name
    for section in document.edition.sections:
        text = document.section_text(section.id)
        for match in re.finditer(re.escape(name), text):
            place = chance.randrange(2, len(name) - 1)
            wrong = name[:place] + name[place + 1 :]
            changes = _rewrite(document, section.id, match.start(), match.end(), wrong)
            yield Damage("name", changes, section.id, wrong)


@maker
def the_unit_is_wrong(document: Document, chance: random.Random) -> Iterator[Damage]:
    for section, _, end, number in _amounts(document):
        text = document.section_text(section)
        unit = re.compile(r"\s*万元").match(text, end)
        if unit:
            wrong = chance.choice(["元", "亿元", "万"])
            changes = _rewrite(document, section, end, unit.end(), wrong)
            yield Damage("unit", changes, section, f"{number}{wrong}")


@maker
def a_code_bears_anothers_name(document: Document, chance: random.Random) -> Iterator[Damage]:
    for table in document.edition.tables.values():
        lines = [line for line in document.lines(table.id) if line.code] if table.layout == "codes" else []
        for line in lines:
            others = [other for other in lines if other.label != line.label]
            if others:
                name = chance.choice(others).label
                changes = rename(document, table.id, line.key, name)
                yield Damage("code and name", changes, RowAddress(table.id, line.key), f"{line.code} {name}")


@maker
def a_per_cent_is_wrong(document: Document, chance: random.Random) -> Iterator[Damage]:
    for _group, told in movements(document):
        for one in told:
            if one.percent is not None:
                start = one.percent.span[0]
                number = one.percent.number.number
                place = chance.choice([i for i, mark in enumerate(number) if mark.isdigit()])
                wrong = (
                    number[:place] + chance.choice([d for d in "123456789" if d != number[place]]) + number[place + 1 :]
                )
                changes = _rewrite(document, one.section.id, start, start + len(number), wrong)
                yield Damage("per cent", changes, one.section.id, f"{number} → {wrong}")


@maker
def the_direction_is_wrong(document: Document, _: random.Random) -> Iterator[Damage]:
    other = {"增加": "减少", "减少": "增加"}
    for _group, told in movements(document):
        for one in told:
            if one.change is None or not one.change.fen:
                continue
            text = document.section_text(one.section.id)
            start = one.change.span[0]
            verb = re.search(r"(增加|减少)\s*$", text[:start])
            if verb:
                changes = _rewrite(document, one.section.id, verb.start(), verb.start() + 2, other[verb[1]])
                yield Damage("direction", changes, one.section.id, text[verb.start() : one.change.span[1]])


def _wrong_cells(document: Document, kind: str, table: str, columns: tuple[str, ...]) -> Iterator[Damage]:
    for line in document.lines(table) if table in document.edition.tables else ():
        for column in columns:
            address = Address(table, line.key, column)
            fen = document.value(address)
            if fen:
                changes = enter(document, {address: str(fen * 2 // 1_000_000 + 1)})
                yield Damage(kind, changes, RowAddress(table, line.key), "/".join(address))


@maker
def procurement_does_not_add_up(document: Document, _: random.Random) -> Iterator[Damage]:
    yield from _wrong_cells(document, "procurement", "X2", ("price", "total", "general"))


@maker
def assets_do_not_add_up(document: Document, _: random.Random) -> Iterator[Damage]:
    yield from _wrong_cells(document, "assets", "X3", ("value",))


@maker
def the_plan_stops_short(document: Document, _: random.Random) -> Iterator[Damage]:
    for line in document.lines(PROJECTS) if PROJECTS in document.edition.tables else ():
        address = Address(PROJECTS, line.key, "december")
        if document.text(address).startswith("100"):
            yield Damage("plan", enter(document, {address: "90"}), RowAddress(PROJECTS, line.key), "december 90")


@maker
def an_indicator_has_another_unit(document: Document, _: random.Random) -> Iterator[Damage]:
    for line in document.lines(INDICATORS) if INDICATORS in document.edition.tables else ():
        address = Address(INDICATORS, line.key, "value")
        text = document.text(address)
        name = document.text(Address(INDICATORS, line.key, "level3"))
        if text.endswith("%") and name.endswith(("率", "度")):
            changes = enter(document, {address: text[:-1] + "人"})
            yield Damage("indicator", changes, RowAddress(INDICATORS, line.key), f"{name} {text}")


if __name__ == "__main__":
    from collections import Counter

    from tests.forms.check.audits import NAMES

    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for one in NAMES:
        for damage in damages(one):
            made[damage.kind] += 1
            if found(one, damage):
                seen[damage.kind] += 1
            else:
                print(one, damage.kind, damage.place, damage.words)
    for kind, count in made.items():
        print(f"{kind}: {seen[kind]}/{count}")
    print(f"{sum(seen.values())}/{sum(made.values())}")
