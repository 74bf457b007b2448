"""Checks of a department's disclosure against its units (D16, P01, P02), where theirs are known."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.reporter import Passage, Reporter
from forms.document.slots import slot_amount
from forms.form.slot_grammar import is_known
from forms.match.asking.same_unit import is_same_name
from forms.prose.statements import stated
from forms.summing.members import is_one, members
from forms.summing.summed import UnitSum, shares, summed
from forms.summing.transfers import transfer_words
from models.money import show
from models.records import Address, State, Unit


@special("D16", when="prose")
def department_is_its_units(reporter: Reporter) -> Iterator[Finding]:
    """Every amount of the budget tables is what the units add up to, without what they pay each other."""
    document = reporter.document
    if not document.units:
        return
    units = _summed(document)
    for one in units.transfers:
        if not one.is_removed:
            yield reporter.cell("D16", one.paid, transfer_words(document.edition, one), link="：")
    for place in dict.fromkeys((*document.plan.addresses, *units.document.plan.addresses)):
        is_budget = document.edition.tables[place.table].part == "budget"
        is_same = (document.value(place) or 0) == (units.document.value(place) or 0)
        if is_budget and not is_same and _is_own(document, units, place):
            yield _told(reporter, units, place)


@special("P01", when="prose")
def units_are_one_of_a_kind(reporter: Reporter) -> Iterator[Finding]:
    """Each unit is here once, is settled, and none that the department names is left out."""
    document = reporter.document
    if not document.units:
        return
    heads = [unit.head for unit in document.units]
    here = [head.unit for head in heads]
    for unit, _ in members(document.texts):
        if not any(is_one(unit, other) for other in here):
            yield reporter.whole("P01", f"汇总用的“{unit.name}”的资料不在这里，没有核对。")
    for number, unit in enumerate(here):
        if any(is_one(unit, other) for other in here[:number]):
            yield reporter.whole("P01", f"“{unit.name}”汇总了两次，数会翻倍。")
    for head in heads:
        if head.state in (State.EDITING, State.REVIEWED):
            yield reporter.whole("P01", f"“{head.unit.name}”还没有定稿，它改动以后要重新汇总。", level="H")
    table = document.edition.roles.table("institutions")
    for line in document.lines(table) if table else ():
        name = document.text(Address(table, line.key, document.edition.tables[table].naming))
        if name and not any(is_same_name(Unit("", name), other) for other in (*here, document.head.unit)):
            yield reporter.whole("P01", f"机构设置里的“{name}”没有汇总进来，请核对有没有漏。", level="W")


@special("P02", when="prose")
def texts_speak_of_the_sum(reporter: Reporter) -> Iterator[Finding]:
    """No amount of the text is still that of one unit where the department has another."""
    document = reporter.document
    for one in stated(document) if document.units else ():
        ours = slot_amount(document, one.slot)
        if ours is None or one.fen == ours:
            continue
        for unit in document.units:
            if is_known(unit.edition, one.slot) and slot_amount(unit, one.slot) == one.fen:
                message = f"写的是“{unit.head.unit.name}”的{show(one.fen)}万元，汇总后应为{show(ours)}万元"
                yield reporter.differs("P02", Passage(one.section, one.span), message, one.fen, ours, guessed="")
                break


_KNOWN: WeakKeyDictionary[Document, UnitSum] = WeakKeyDictionary()


def _summed(document: Document) -> UnitSum:
    """The sum of its units, which stay as they were when it was opened."""
    if document not in _KNOWN:
        _KNOWN[document] = summed(document.head, document.edition, document.units)
    return _KNOWN[document]


def _is_own(document: Document, units: UnitSum, place: Address) -> bool:
    """Whether what stands in a cell follows from no other cells: it is entered, stated by a file, or on a row that is
    missing."""
    if document.line(place.table, place.row) is None:
        return not units.document.is_computed(place)
    return not document.is_computed(place) or document.is_stated(place)


def _told(reporter: Reporter, units: UnitSum, place: Address) -> Finding:
    document = reporter.document
    found, expected = document.value(place), units.document.value(place) or 0
    parts = "、".join(f"{share.unit.head.unit.name}{show(share.value)}" for share in shares(document.units, place))
    rest = f"各单位是：{parts}" if parts else "各单位都没有"
    message = f"{show(found) or '空白'}，各单位相加（扣除内部往来）是{show(expected)}，单位万元"
    if document.line(place.table, place.row) is None:
        return reporter.table(
            "D16", place.table, f"没有科目{place.row}，{message.removeprefix('空白，')}，{rest}。", link="里"
        )
    return reporter.differs("D16", place, message, found, expected, guessed="", rest=rest, link="是")
