"""Checks of the amounts of the text against the cells they speak of, and of their sums (G02–G06, G13–G17, D10, C13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from forms.check.special.registry import special
from forms.check.special.weighed import rounded, weighed
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.reporter import Passage, Reporter
from forms.document.slots import slot_amount
from forms.form.language import patterns
from forms.prose.lists import lists
from forms.prose.quantities import Quantity, within
from forms.prose.statements import Stated, clause, stated
from models.money import Fen, show
from models.records import Address

_FEW = 12
"""So many amounts behind a total at most are tried for what its parts lack."""
_CARRIED = (("carried.income", "上年结转结余"), ("carried.expenditure", "年终结转结余"))


@special("G02", "G03", "G04", "G13", "G16", "G17", "D10", "D15", when="prose")
@weighed
def amounts_are_those_of_the_tables(reporter: Reporter) -> Iterator[Finding]:
    """Amounts that differ from the cell they speak of, or from another passage where no cell is known; then sums
    within the text that do not hold."""
    document = reporter.document
    everything = stated(document)
    wrong = set()
    told: dict[str, Stated] = {}
    for one in everything:
        if _is_none_of_an_office(document, one):
            continue
        expected = expected_amount(document, one.slot)
        first = told.setdefault(one.slot, one)
        if expected is not None and not one.quantity.agrees(expected):
            wrong.add(one.slot)
            yield _differs(reporter, one, expected)
        elif expected is None and not within(first.fen - one.fen, first.quantity.slack + one.quantity.slack):
            yield _contradicts(reporter, one, first)
    for whole, parts, total in _sums(everything):
        slots = {whole.slot, *(part.slot for part in parts)}
        slack = sum(one.quantity.slack for one in (whole, *parts))
        if (
            not within(total - whole.fen, slack)
            and not wrong & slots
            and not _is_partial(document, whole, parts, whole.fen - total)
        ):
            finding = _sum_differs(reporter, whole, parts, total, everything)
            yield rounded(finding, total - whole.fen, len(parts) + 1)


@special("G15", when="prose")
def running_cost_is_the_sum_of_its_items(reporter: Reporter) -> Iterator[Finding]:
    """A list of what the running cost is for that does not add up to the total before it."""
    for listed in lists(reporter.document):
        whole = listed.whole
        if whole.group.rule == "D10" and listed.is_whole and not within(listed.total - whole.fen, whole.quantity.slack):
            message = f"所列{len(listed.items)}项相加为{show(listed.total)}万元，总额写作{show(whole.fen)}万元"
            place = Passage(whole.section, whole.passage)
            finding = reporter.differs("G15", place, message, whole.fen, listed.total)
            yield rounded(finding, listed.total - whole.fen, len(listed.items) + 1)


@special("C13", when="prose", reads=("carried.income", "carried.expenditure"))
def carry_over_is_named(reporter: Reporter) -> Iterator[Finding]:
    """Money carried over that the overview does not mention."""
    document, section = reporter.document, reporter.about("overview")
    for role, name in _CARRIED:
        address = document.edition.roles.cell(role)
        if section is None or address is None:
            continue
        carried = document.value(address)
        if carried and not patterns(document.edition).carried.search(document.section_text(section.id)):
            message = f"没有提到{name}，{reporter.place(address)}为{show(carried)}万元。"
            yield replace(reporter.section("C13", section, message), related=reporter.related([address]))


def _is_none_of_an_office(document: Document, one: Stated) -> bool:
    """Whether the zero is the running cost of a body that says it is no office, whatever its 公用经费 are."""
    text = document.section_text(one.section.id)
    return not one.fen and one.group.rule == "D10" and patterns(document.edition).no_office.search(text) is not None


def _is_partial(document: Document, whole: Stated, parts: Sequence[Stated], gap: Fen) -> bool:
    """Whether a list that stops short is right as far as it goes: the tables confirm all of it, and what it lacks is
    told under names of its own."""
    confirmed = all(expected_amount(document, one.slot) == one.fen for one in (whole, *parts))
    text = clause(document, whole.section)
    bound = {one.span for one in parts}
    others = {number.fen for number in text.money if text.span(number.start, number.end) not in bound}
    rest = [n.fen or 0 for n in text.money if whole.span < text.span(n.start, n.end) and n.fen in others]
    sums = {sum(some) for count in (2, 3) for some in combinations(rest[:_FEW], count)}
    return gap > 0 and confirmed and gap in others | sums


def expected_amount(document: Document, slot: str) -> Fen | None:
    """What the text should say for a slot, None when nobody knows: a blank cell of a table that is there is zero."""
    table = slot.rpartition(":")[2].partition("/")[0]
    found = slot_amount(document, slot)
    if document.edition.tables[table].part == "facts":
        return found
    return (found or 0) if document.is_present(table) else None


def place_words(reporter: Reporter, slot: str) -> str:
    """The cell, or the sum of a column, in words."""
    kind, _, place = slot.rpartition(":")
    if kind == "sum":
        table, column = place.split("/")
        return f"{reporter.table_words(table)}“{reporter.edition.tables[table].column(column).path[-1]}”列之和"
    return reporter.place(Address(*place.split("/")))


def _differs(reporter: Reporter, one: Stated, expected: Fen) -> Finding:
    quote = reporter.document.section_text(one.section.id)[slice(*one.passage)]
    message = f"写作“{quote}”，{place_words(reporter, one.slot)}为{show(expected)}万元"
    place = Passage(one.section, one.passage)
    related = [] if ":" in one.slot else [Address(*one.slot.split("/"))]
    mend = reporter.rewrite(one.section, one.span, f"{show(expected)}万元")
    finding = reporter.differs(one.group.rule, place, message, one.fen, expected, related=related, mend=mend)
    return replace(softened(finding, one.quantity, expected), found=one.quantity.number)


def softened(finding: Finding, number: Quantity, expected: Fen) -> Finding:
    """A warning instead of an error where the amount is right but for the decimals it leaves out."""
    return replace(finding, level="W", guess="像是少写了小数") if number.rounds(expected) else finding


def _contradicts(reporter: Reporter, one: Stated, first: Stated) -> Finding:
    """The same thing with two amounts, in two passages."""
    text = reporter.document.section_text
    quote, other = text(one.section.id)[slice(*one.passage)], text(first.section.id)[slice(*first.passage)]
    heading = reporter.document.section_name(first.section)
    message = f"“{quote}”为{show(one.fen)}万元，“{heading}”里“{other}”为{show(first.fen)}万元，同一件事两个数"
    return reporter.differs(one.group.rule, Passage(one.section, one.passage), message, one.fen, first.fen)


def _sums(everything: Sequence[Stated]) -> Iterator[tuple[Stated, list[Stated], Fen]]:
    """Every total of the text with its parts and their sum; a group of which one part is told is no sum.

    Where a part is told by its own parts only, as the cost of cars by buying and running, these stand for it. The total
    is the one told last before them.
    """
    told: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    groups: dict[str, dict[str, Stated]] = defaultdict(dict)
    declared: dict[str, set[str]] = defaultdict(set)
    for one in everything:
        told[one.section.id, one.slot].append(one)
        if one.group.whole and not one.group.each:
            groups[f"{one.section.id} {one.group.whole}"].setdefault(one.slot, one)
            declared[one.group.whole].update(slot for _, slot in one.group.words)
    for name, parts in groups.items():
        section, _, slot = name.partition(" ")
        first = min(part.span for part in parts.values())
        wholes = told[section, slot]
        whole = next((one for one in reversed(wholes) if one.span < first), wholes[0] if wholes else None)
        inner = [groups.get(f"{section} {part}", {}) for part in declared[slot] - set(parts)]
        every = [*parts.values(), *(one for found in inner for one in found.values())]
        if whole is not None and len(every) > 1:
            yield whole, every, sum(one.fen for one in every)


def _sum_differs(
    reporter: Reporter, whole: Stated, parts: Sequence[Stated], total: Fen, everything: Sequence[Stated]
) -> Finding:
    """The parts do not add up. Where another passage speaks for their sum, it is the total that is wrong."""
    confirmed = any(one.fen == total and one.slot not in {p.slot for p in (whole, *parts)} for one in everything)
    words = "＋".join(f"{part.word}{show(part.fen)}" for part in parts if part.fen) or "各项都是零"
    message = f"{whole.word}写作{show(whole.fen)}万元，所列各项相加（{words}）为{show(total)}万元"
    rule = whole.group.rule if confirmed else parts[0].group.rule
    place = Passage(whole.section, whole.passage)
    mend = reporter.rewrite(whole.section, whole.span, f"{show(total)}万元") if confirmed else None
    return reporter.differs(rule, place, message, whole.fen, total, mend=mend)
