"""Checks of amounts against last year's disclosure (G18, H03, L06), and of amounts ten thousand times off (M03).

Without last year's disclosure they are silent, but for M03, which then compares the amounts of a column only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.check.special.registry import special
from forms.check.special.weighed import rounded, weighed
from forms.document.document import Document
from forms.document.finding import Finding, Mend
from forms.document.reporter import Passage, Reporter
from forms.edit.cells import state
from forms.form.model import Table
from forms.form.slot_grammar import BEFORE, NOW, REASON
from forms.prose.grammar import grammar
from forms.prose.movements import Movement, movements
from forms.prose.why import reason
from forms.years.last_year import amounts_before, comparison_before, comparison_cell
from models.money import Fen, show
from models.records import Address

_THREE = "three.movement"
"""The row of the comparison table with the whole of the 三公; its parts follow."""
_SHORTEST_REASON = 4
_BREAK = "。；;\n"
_TIMES = 10_000
_NEAR = 2
"""Ten thousand times, give or take this factor: budgets change from year to year."""
_BEYOND = 1_000
"""So many times the largest of at least `_SIBLINGS` others, and right among them in the other unit."""
_SIBLINGS = 3


@special("G18", when="prose", needs=("comparison",))
@weighed
def amounts_of_last_year_are_as_disclosed(reporter: Reporter) -> Iterator[Finding]:
    """Last year's amounts in the text, told or following from the difference, that last year's disclosure has not.

    A base that is said to be restated (剔除…) is another amount rightly.
    """
    disclosed = comparison_before(reporter.document)
    if not disclosed:
        return
    for _, found in movements(reporter.document):
        if any(_is_restated(reporter, one) for one in found):
            continue
        for one in found:
            expected = disclosed.get(comparison_cell(reporter.document, one.row, BEFORE))
            told = _told_before(reporter.document, one)
            if expected is not None and told is not None and told[0] != expected:
                yield _base_differs(reporter, one, *told, expected)


@special("L06", when="prose", needs=("comparison",))
def restated_bases_have_reasons(reporter: Reporter) -> Iterator[Finding]:
    """Last year's amounts of the comparison table that are not those disclosed, without a word on why."""
    document = reporter.document
    disclosed = comparison_before(document)
    if not disclosed:
        return
    told = {one.row: one for _, found in movements(document) for one in found}
    for address, expected in disclosed.items():
        fen = document.value(address)
        if fen is None or fen == expected or _has(reporter, _reason(document, address.row)):
            continue
        if address.row in told and _is_restated(reporter, told[address.row]):
            continue
        message = f"为{show(fen)}万元，上年公开的是{show(expected)}万元"
        mend = Mend("用上年公开的数", state(document, address, expected))
        yield reporter.differs("L06", address, message, fen, expected, rest="没有写明口径怎样调整", mend=mend)


@special("H03", when="prose", needs=("three.movement",))
def more_than_last_year_has_a_concrete_reason(reporter: Reporter) -> Iterator[Finding]:
    """三公 above last year's total with no reason, or with nothing but the stock phrases."""
    document = reporter.document
    table, three, _ = document.edition.roles.cells(_THREE)[0]
    address, last = (Address(table, three, column) for column in (NOW, BEFORE))
    now, before = document.value(address), document.value(last)
    if before is None:
        before = comparison_before(document).get(last)
    if now is None or before is None or now <= before:
        return
    rows = [line.key for line in document.lines(table)]
    given = [_reason(document, row) for row in rows[rows.index(three) :]]
    for group, found in movements(document):
        if group.whole == three:
            given += [reason(one, found) for one in found]
    if any(_is_concrete(reporter, text) for text in given):
        return
    message = f"为{show(now)}万元，上年为{show(before)}万元，增加{show(now - before)}万元，没有写出具体的原因。"
    yield replace(reporter.cell("H03", address, message), found=show(now), difference=show(now - before))


@special("M03", when="prose")
def amounts_are_of_one_size(reporter: Reporter) -> Iterator[Finding]:
    """Amounts about ten thousand times those of last year or of their column, or the ten-thousandth part."""
    document = reporter.document
    before = amounts_before(document)
    for table in document.edition.tables.values():
        if table.layout == "records":
            continue
        entered = dict(_entered(document, table))
        columns = {
            column: sorted(fen for address, fen in entered.items() if address.column == column)
            for column in {address.column for address in entered}
        }
        for address, fen in entered.items():
            last = before.get(address)
            if last is not None and (_is_times(fen, last) or _is_times(last, fen)):
                beside = f"上年为{show(last)}万元"
                yield _wrong_size(reporter, address, fen, larger=fen > last, beside=beside)
            elif not last and table.layout == "codes":
                larger = _stands_out(fen, columns[address.column])
                if larger is not None:
                    beside = f"同一栏其他各数都{'不到它的一千分之一' if larger else '在它的一千倍以上'}"
                    yield _wrong_size(reporter, address, fen, larger=larger, beside=beside)


def _told_before(document: Document, one: Movement) -> tuple[Fen, tuple[int, int]] | None:
    """Last year's amount as the text tells it, or as it follows from the difference; with the passage it is read from.

    It is not made out where the comparison table has an amount of its own: then rule G07 compares with that.
    """
    if one.before is not None:
        return one.before.fen, one.before.span
    now = one.now.fen if one.now else document.value(comparison_cell(document, one.row, NOW))
    if now is None or document.value(comparison_cell(document, one.row, BEFORE)) is not None:
        return None
    if one.change is not None:
        return now - one.change.fen, one.change.span
    return (now, one.level) if one.level is not None else None


def _base_differs(reporter: Reporter, one: Movement, told: Fen, span: tuple[int, int], expected: Fen) -> Finding:
    how = "写作" if one.before else "按文字推算为"
    message = f"{one.word}的上年数{how}{show(told)}万元，上年公开的是{show(expected)}万元"
    mend = reporter.rewrite(one.section, span, f"{show(expected)}万元") if one.before else None
    finding = reporter.differs("G18", Passage(one.section, span), message, told, expected, mend=mend)
    return finding if one.before else rounded(finding, told - expected, 3)


def _is_restated(reporter: Reporter, one: Movement) -> bool:
    """Whether the sentence of the movement, or its reason in the comparison table, says that the base is restated."""
    text, (start, _) = one.clause.text.text, one.named
    first = max(text.rfind(mark, 0, start) for mark in _BREAK) + 1
    ends = [place for mark in _BREAK if (place := text.find(mark, start)) >= 0]
    sentence = text[first : min(ends, default=len(text))]
    return _has(reporter, sentence) or _has(reporter, _reason(reporter.document, one.row))


def _has(reporter: Reporter, text: str) -> bool:
    return grammar(reporter.edition).restated_perhaps.search(text) is not None


def _reason(document: Document, row: str) -> str:
    return document.text(comparison_cell(document, row, REASON))


def _is_concrete(reporter: Reporter, text: str) -> bool:
    """Whether a reason says more than the stock phrases do."""
    return len(grammar(reporter.edition).stock_of_costs.sub("", text)) >= _SHORTEST_REASON


def _entered(document: Document, table: Table) -> Iterator[tuple[Address, Fen]]:
    """The amounts of a table that a person fills, without blanks and zeros."""
    for line in document.lines(table.id):
        for column in table.money_ids[line.side]:
            address = Address(table.id, line.key, column)
            fen = document.value(address)
            if fen and not document.is_computed(address):
                yield address, fen


def _is_times(large: Fen, small: Fen) -> bool:
    return small > 0 and small * _TIMES // _NEAR <= large <= small * _TIMES * _NEAR


def _stands_out(fen: Fen, column: Sequence[Fen]) -> bool | None:
    """True where an amount is far above all others of its column, False where it is far below, None where it is one of
    them; the column goes from the least to the most."""
    if len(column) <= _SIBLINGS:
        return None
    least, most = column[1 if fen == column[0] else 0], column[-2 if fen == column[-1] else -1]
    if fen > most * _BEYOND and least * _TIMES <= fen <= most * _TIMES:
        return True
    return False if fen * _BEYOND < least <= fen * _TIMES <= most else None


def _wrong_size(reporter: Reporter, address: Address, fen: Fen, *, larger: bool, beside: str) -> Finding:
    """An amount of the wrong size, with what it probably should be."""
    right = fen // _TIMES if larger else fen * _TIMES
    message = f"为{show(fen)}万元，{beside}，像是把元和万元弄混了，应为{show(right)}万元。"
    mend = Mend(f"改为{show(right)}", state(reporter.document, address, right))
    return replace(reporter.cell("M03", address, message), found=show(fen), expected=show(right), mend=mend)
