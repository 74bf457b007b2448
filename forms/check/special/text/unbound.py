"""Checks of amounts that no words bind to a cell: found elsewhere, miswritten, or nowhere (G01, G06, G14)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from forms.check.special.reckoned.what_each_gets import rates
from forms.check.special.registry import special
from forms.check.special.text.amounts import expected_amount
from forms.check.special.text.ratios import worked_out
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.lines import code_of
from forms.document.reporter import Passage, Reporter
from forms.form.language import patterns
from forms.form.model import Level, Section
from forms.prose.confirmed import is_accounted_for, is_told_elsewhere
from forms.prose.grammar import Grammar, grammar
from forms.prose.lists import lists
from forms.prose.miswritten import slip
from forms.prose.movements import movements, movements_in_passing
from forms.prose.named import name_of, named
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clause, clauses, stated
from forms.prose.year_told import is_of_last_year
from models.money import UNITS, show
from models.records import Address

_PUBLIC, _ITEM, _SHORTEST = "公用经费", 5, 4
"""The economic classes that are named among the uses of the running cost: 款, with names that mean one thing only."""
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_EACH = 100 * UNITS["元"]
"""Whole amounts from this one on to 1万元 are what each person or household gets."""
_NAMED = 4
"""So many amounts are named in a message; more are counted."""
_RECORDS = ("projects", "procurement", "assets")
_MARK = re.compile("[,;。:\n]")
_FEWEST = 5
"""An amount of fewer characters is met by chance with two digits the other way round."""


class _Spoken(NamedTuple):
    """A stretch that a declaration speaks of, and whether a table of it is there."""

    start: int
    end: int
    is_known: bool


@special("G14", when="prose", reads=("project_money",))
def listed_projects_fit(reporter: Reporter) -> Iterator[Finding]:
    """The projects named behind 主要为 make more than all of the 项目支出, or exactly as much."""
    money = {"/".join(place) for place in reporter.edition.roles.cells("project_money")}
    mostly = patterns(reporter.edition).mostly
    for listed in lists(reporter.document):
        whole, total = listed.whole, listed.total
        if whole.slot not in money:
            continue
        words = f"列出的{len(listed.items)}个项目共{show(total)}万元，项目支出是{show(whole.fen)}万元"
        between = reporter.document.section_text(whole.section.id)[whole.span[1] : listed.span[0]]
        if total == whole.fen and mostly.search(between):
            yield reporter.passage("G14", whole.section, listed.span, f"{words}，正好相等，“主要为”宜写作“全部为”。")
        elif total > whole.fen:
            place = Passage(whole.section, listed.span)
            yield reporter.exceeds("G14", place, words, total, whole.fen, more="多出", level="W")


@special("G15", when="prose")
def named_items_have_an_amount(reporter: Reporter) -> Iterator[Finding]:
    """Economic classes that the text names among the uses of the running cost and that have no amount in the table."""
    section = reporter.about("running")
    table = reporter.edition.tables.get(reporter.edition.roles.table("economic"))
    if section is None or table is None or not reporter.document.is_present(table.id):
        return
    text = reporter.document.section_text(section.id)
    filled = {code_of(line.key) for line in reporter.document.lines(table.id)}
    missing = [
        (place, name)
        for code, entry in reporter.document.catalogue(table).codes.items()
        if entry.category == _PUBLIC and len(code) == _ITEM and code not in filled
        for name in [_BRACKETS.sub("", entry.name)]
        if len(name) >= _SHORTEST and (place := _as_an_item(text, name)) >= 0
    ]
    if missing:
        names = "、".join(name for _, name in missing)
        place, name = missing[0]
        message = f"写到了{names}，{reporter.table_words(table.id)}里没有这样的金额，请核对是不是沿用了往年的说法。"
        yield reporter.passage("G15", section, (place, place + len(name)), message, level="W")


def _as_an_item(text: str, name: str) -> int:
    """Where a name stands as one of a list, from mark to mark; -1 where it does not: 防汛物资储备 is none."""
    behind = r"(?:费|费用|支出)?(?=[、，,；;。）)等和及\d]|$)"
    found = re.search(rf"{re.escape(name)}{behind}", text, re.MULTILINE)
    return found.start() if found else -1


@special("G01", "G06", when="prose")
def every_amount_is_found(reporter: Reporter) -> Iterator[Finding]:
    """Amounts of the explanation that no word binds to a cell, that stand in no table, and that the amounts around
    them do not confirm."""
    document = reporter.document
    swapped, settled, unfilled = _known(reporter), _settled(document), _unfilled(document)
    said, limit = grammar(reporter.edition), patterns(reporter.edition).limit
    for section, spoken_of, end in _spoken_of(reporter):
        text = clause(document, section)
        start = min(one.start for one in spoken_of)
        lost = []
        for number in text.money:
            span = text.span(number.start, number.end)
            if not number.fen or (section.id, span) in settled or not start <= span[0] < end:
                continue
            is_open = (section.id, span) in unfilled
            if limit.match(text.text.text, number.end) or (not is_open and is_accounted_for(document, section, number)):
                continue
            if _is_beside_another(text, number):
                continue
            is_other_year = said.than_last_year.search(text.lead(number)) is not None
            if not is_other_year and (near := _miswritten(number, swapped)) is not None:
                yield _near(reporter, section, text, number, near)
            elif _may_be_lost(document, text, number) and (is_open or not is_told_elsewhere(document, number)):
                lost += [number] if any(one.start <= span[0] < one.end for one in spoken_of) else []
        yield from _not_found(reporter, section, text, lost, spoken_of)


def _may_be_lost(document: Document, text: Clause, number: Quantity) -> bool:
    """Whether an amount is one that a table should hold: last year's need not be known, and what each person gets
    stands in none."""
    said, lead = grammar(document.edition), text.lead(number)
    if said.difference.search(lead) or _is_of_several(text, lead, number) or _tells_otherwise(document, text, number):
        return False
    is_last = said.than_last_year.search(_lead_of_list(text, number)) or said.source.search(lead)
    is_each = _EACH <= (number.fen or 0) < UNITS["万元"] and not number.places
    if is_of_last_year(text.text.text, number.start, said, document.head.year):
        return False
    return not (is_last or is_each or f"{document.head.year - 1}年的" in lead)


def _not_found(
    reporter: Reporter, section: Section, text: Clause, lost: Sequence[Quantity], spoken_of: Sequence[_Spoken]
) -> Iterator[Finding]:
    """One finding for the lost amounts of each sentence.

    Where no table is there that the section speaks of, its amounts can stand in none, unless all others are confirmed
    by each other.
    """
    document, said = reporter.document, grammar(reporter.edition)
    for group in _by_sentence(text, lost):
        words = "、".join(f"“{text.lead(n)[-12:]}{n.number}”" for n in group[:_NAMED])
        rest = f"等{len(group)}个" if len(group) > _NAMED else ""
        span = text.span(group[0].start, group[0].end)
        is_sure = any(one.start <= span[0] < one.end and one.is_known for one in spoken_of)
        is_sure = is_sure or (len(lost) == 1 and len(list(text.money)) >= _FEWEST)
        is_elsewhere = all(_is_in_a_reason(text, one, said) or _is_of_its_own(document, text, one) for one in group)
        guesses = [slip(document, section, one) or _slip_of_name(document, text, one) for one in group]
        guessed = next(filter(None, guesses), "")
        is_own = not document.from_file
        level: Level | None = None if is_sure and not is_elsewhere and (guessed or is_own) else "H"
        message = f"金额{words}{rest}在各表里都没有找到，请核对。"
        found = reporter.passage("G01", section, span, message, level=level, link="里的")
        yield replace(found, guess=guessed)


def _slip_of_name(document: Document, text: Clause, number: Quantity) -> str:
    """That an amount goes by a name of the tables, which is that of others."""
    others = named(document).get(name_of(document, text, number), frozenset())
    return "与各表里同一名称的金额不同" if others and number.fen not in others else ""


def _lead_of_list(text: Clause, number: Quantity) -> str:
    """The words before an amount; of one that follows another in a list, those before the first: 上年分别为…、…."""
    before = next((one for one in text.money if one.end + 1 == number.start), None)
    is_listed = before is not None and text.text.text[before.end] in "、和"
    return _lead_of_list(text, before) if before and is_listed else text.lead(number)


def _is_in_tables(document: Document, slot: str) -> bool:
    """Whether a slot is of a table that is there; what only the text tells stands in none."""
    table = slot.rpartition(":")[2].partition("/")[0]
    return document.is_present(table) and document.edition.tables[table].part != "facts"


def _is_in_a_reason(text: Clause, number: Quantity, said: Grammar) -> bool:
    """Whether an amount is told of in the reason of a difference before it: it need not be one of this year."""
    begin, _ = text.sentence(number)
    if said.reason_opening.match(text.text.text, begin):
        return True
    opening = said.reason.search(text.text.text, begin, number.start)
    return opening is not None and any(begin <= one.start < opening.start() for one in text.money)


def _is_of_its_own(document: Document, text: Clause, number: Quantity) -> bool:
    """Whether an amount goes by a name that no table knows, in a file without a table in which such things are told."""
    if not document.from_file or _has_records(document):
        return False
    name = name_of(document, text, number)
    return bool(name) and not named(document).get(name)


def _has_records(document: Document) -> bool:
    """Whether projects, purchases or assets are listed."""
    roles = document.edition.roles
    return any(document.lines(table) for role in _RECORDS if (table := roles.table(role)))


def _tells_otherwise(document: Document, text: Clause, number: Quantity) -> bool:
    """Whether the words before an amount, over a bracket, say that it is an average, reached, older or no money."""
    said, squeezed = grammar(document.edition), text.text.text
    words = _MARK.split(squeezed[: number.start])[-1]
    if squeezed[number.end - 1] == "万" and patterns(document.edition).counted_noun.search(words):
        return True
    named = [year["year"] for year in said.years.finditer(words)]
    if said.change_to.search(words) or (named and named[-1] and int(named[-1]) < document.head.year - 1):
        return True
    if said.apart.search(words) is None:
        return said.of_which.search(words) is not None
    years = said.years.finditer(squeezed, text.sentence(number)[0], number.start)
    return any(year["year"] and int(year["year"]) < document.head.year - 1 for year in years)


def _is_of_several(text: Clause, lead: str, number: Quantity) -> bool:
    """Whether an amount is that of two things named together: 水费、电费共3.83万元."""
    return "共" in lead and text.text.text[number.start - len(lead) - 1 : number.start - len(lead)] in (
        "、",
        "和",
        "及",
    )


def _is_beside_another(text: Clause, number: Quantity) -> bool:
    """Whether an amount stands alone in a bracket right behind another: 4186.00万元(4200.00万元), last year's."""
    squeezed = text.text.text
    is_alone = squeezed[number.start - 1 : number.start] == "(" and squeezed[number.end : number.end + 1] == ")"
    return is_alone and any(one.end == number.start - 1 for one in text.money)


def _by_sentence(text: Clause, numbers: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Numbers of a text, those of a sentence together."""
    for _, group in groupby(numbers, key=text.sentence):
        yield list(group)


def _spoken_of(reporter: Reporter) -> Iterator[tuple[Section, list[_Spoken], int]]:
    """The sections whose amounts are all to be found, each with the stretches that a declaration speaks of, and the
    place from which on it compares with last year, which is told in amounts of its own."""
    stretches: dict[str, list[_Spoken]] = defaultdict(list)
    ends: dict[str, int] = {}
    for group in reporter.edition.prose.amounts:
        is_known = bool(group.each) or any(_is_in_tables(reporter.document, slot) for _, slot in group.words)
        for one in clauses(reporter.document, group.place):
            stretches[one.section.id].append(_Spoken(one.start, one.end, is_known))
    for _, found in movements(reporter.document):
        start = found[0].clause.start
        ends[found[0].section.id] = min(ends.get(found[0].section.id, start), start)
    for section in reporter.edition.sections:
        if section.id in stretches:
            end = ends.get(section.id) or len(reporter.document.section_text(section.id))
            yield section, stretches[section.id], end


def _unfilled(document: Document) -> set[tuple[str, tuple[int, int]]]:
    """The amounts of one's own text whose cell is still blank: they are last year's, however well they fit together."""
    if document.from_file:
        return set()
    return {(one.section.id, one.span) for one in stated(document) if expected_amount(document, one.slot) is None}


def _settled(document: Document) -> set[tuple[str, tuple[int, int]]]:
    """The amounts that words bind to a cell, that belong to a comparison, or to a list that adds up to its total.

    In one's own disclosure the cell must also hold something: a fact that only the text tells is last year's there.
    """
    known = [one for one in stated(document) if document.from_file or expected_amount(document, one.slot) is not None]
    bound = {(one.section.id, one.span) for one in known}
    for listed in lists(document):
        section = listed.whole.section
        if listed.total == listed.whole.fen:
            bound |= {(section.id, clause(document, section).span(n.start, n.end)) for n in listed.items}
    for _, found in (*movements(document), *movements_in_passing(document)):
        for one in found:
            # What the tables do not know stays unknown, though it is told with a difference.
            is_known = one.group.table or document.from_file or expected_amount(document, one.slot) is not None
            figures = [told for told in (*one.told, *one.open) if is_known or told is not one.now]
            bound |= {(one.section.id, told.span) for told in figures}
    each = {(one.section.id, one.text.span(one.number.start, one.number.end)) for one in rates(document)}
    return bound | worked_out(document) | each


def _known(reporter: Reporter) -> dict[str, Address]:
    """The amounts of the tables as printed, with a cell each; amounts of few digits are met by chance."""
    document = reporter.document
    known: dict[str, Address] = {}
    for address, fen in zip(document.plan.addresses, document.values, strict=True):
        if fen and len(show(fen)) >= _FEWEST:
            known.setdefault(show(fen), address)
    return known


def _miswritten(number: Quantity, known: dict[str, Address]) -> Address | None:
    """The one cell whose amount has two digits the other way round."""
    printed = show(number.fen)
    near = [address for text, address in known.items() if len(text) == len(printed) and _is_swapped(text, printed)]
    return near[0] if len(near) == 1 else None


def _is_swapped(one: str, other: str) -> bool:
    wrong = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) != 2 or wrong[1] - wrong[0] != 1:
        return False
    first, last = wrong
    return one[first] == other[last] and one[last] == other[first]


def _near(reporter: Reporter, section: Section, text: Clause, number: Quantity, address: Address) -> Finding:
    expected = reporter.document.value(address) or 0
    found = number.fen or 0
    message = f"写作{show(found)}万元，{reporter.place(address)}为{show(expected)}万元"
    span = text.span(number.start, number.end)
    mend = reporter.rewrite(section, span, f"{show(expected)}万元")
    return reporter.differs("G06", Passage(section, span), message, found, expected, related=[address], mend=mend)
