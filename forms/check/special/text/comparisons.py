"""Checks of the comparison with last year: amounts, difference, per cent, reason (G05, G07–G12, G22)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from forms.check.special.registry import special
from forms.check.special.text.amounts import expected_amount
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess
from forms.document.reporter import Passage, Reporter
from forms.document.slots import percent
from forms.form.model import Level
from forms.form.slot_grammar import BEFORE, NOW
from forms.prose.grammar import grammar
from forms.prose.movements import Figure, Movement, movements, reason
from forms.prose.statements import Stated, clause, stated
from models.money import Fen, parse, show
from models.records import Address

_SHORTEST = 4
"""So many characters a reason has at least."""


@special("G05", when="prose")
def this_years_amount_is_that_of_the_tables(reporter: Reporter) -> Iterator[Finding]:
    """The amount a comparison begins with differs from the table, or from the rest of the text where there is none."""
    document = reporter.document
    everything = stated(document)
    bound = {(one.section.id, one.span) for one in everything}
    for _, found in movements(document):
        for one in found:
            if one.now is None or (one.section.id, one.now.span) in bound:
                continue
            expected = expected_amount(document, f"{one.group.table}/{one.row}/{NOW}")
            if expected is None:
                slot = f"{one.group.table}/{one.row}/{NOW}"
                expected = next((other.fen for other in everything if other.slot == slot), None)
            if expected is not None and expected != one.now.fen:
                yield _differs(reporter, "G05", one, one.now.fen, expected)


@special("G05", "G07", when="prose")
def what_is_told_twice_agrees(reporter: Reporter) -> Iterator[Finding]:
    """An amount of a comparison that the text gives once more, under the same name and otherwise."""
    for _, found in movements(reporter.document):
        for one in found:
            for first, again in one.again:
                if first.fen != again.fen:
                    is_change = again.more is not None
                    one_way, other = (_moved(t.fen) if is_change else f"{show(t.fen)}万元" for t in (first, again))
                    message = f"{one.word}前面写作{one_way}，这里写作{other}"
                    yield _two(reporter, "G07" if is_change else "G05", one, again.span, message, again.fen, first.fen)


@special("G07", "G09", when="prose")
def differences_are_recomputed(reporter: Reporter) -> Iterator[Finding]:
    """Differences that are not this year's amount less last year's, and per cents that do not follow from them."""
    for _, found in movements(reporter.document):
        for one in found:
            now, before = _now(reporter.document, one), _before(reporter.document, one)
            more = None if now is None or before is None or _is_restated(one) else now - before
            if more is not None and one.change is not None and more != one.change.fen:
                yield _wrong_change(reporter, one, now or 0, before or 0, more)
            elif one.percent is not None:
                if before is None and now is not None and one.change is not None and not _is_restated(one):
                    before = now - one.change.fen
                yield from _percent(reporter, one, more, before)


@special("G07", "G09", when="prose")
def differences_told_in_passing(reporter: Reporter) -> Iterator[Finding]:
    """A difference right behind an amount of which no row of the year-on-year table speaks: 运行经费…，较上年增加…."""
    document = reporter.document
    passing = grammar(reporter.edition).passing
    compared = {(one.section.id, told.span) for _, found in movements(document) for one in found for told in one.told}
    for amount in stated(document):
        text = clause(document, amount.section).text
        found = passing.match(text.text, text.place(amount.span[1]))
        if found is None or (amount.section.id, text.span(*_unit(found, "change"))) in compared:
            continue
        change = _number(found["change"]) * (1 if found["more"] else -1)
        before = _number(found["before"]) if found["before"] else amount.fen - change
        more = amount.fen - before
        if more != change:
            both = f"本年{show(amount.fen)}万元、上年{show(before)}万元"
            message = f"{amount.word}{both}，应为{_moved(more)}，写作{_moved(change)}。"
            yield reporter.passage("G07", amount.section, text.span(*_unit(found, "change")), message)
        elif found["percent"]:
            yield from _percent_in_passing(reporter, amount, found, change, before)


def _percent_in_passing(
    reporter: Reporter, amount: Stated, found: re.Match[str], change: Fen, before: Fen
) -> Iterator[Finding]:
    """The per cent of a difference told in passing: another number, or the other direction."""
    text = clause(reporter.document, amount.section).text
    right = percent(change, before, len(found["percent"].partition(".")[2]))
    if right and right != found["percent"]:
        message = f"{amount.word}的百分比写作{found['percent']}%，{show(abs(change))}÷{show(before)}应为{right}%。"
    elif bool(found["up"]) != (change > 0):
        message = f"{amount.word}写作{_moved(change)}，百分比的方向相反。"
    else:
        return
    yield reporter.passage("G09", amount.section, text.span(found.start("percent"), found.end()), message)


def _unit(found: re.Match[str], name: str) -> tuple[int, int]:
    """A number of a match with its 万元."""
    return found.start(name), found.end(name) + len("万元")


def _number(printed: str) -> Fen:
    return parse(printed, "万元") or 0


@special("G08", when="prose")
def the_whole_moves_as_its_parts(reporter: Reporter) -> Iterator[Finding]:
    """The difference of the whole is not the sum of those of its parts; a part that is not told counts as unchanged,
    but then it may also be what is missing."""
    for group, found in movements(reporter.document):
        by_row = {one.row: one for one in found}
        parts = list(dict.fromkeys(_parent(row, by_row) or row for row in group.parts))
        yield from _whole_and_parts(reporter, by_row, group.whole, parts)
        for parent in dict.fromkeys(row.rpartition(".")[0] for row in group.parts):
            inner = [row for row in group.parts if row.startswith(f"{parent}.")]
            if parent in by_row and all(_change(by_row.get(row)) is not None for row in inner):
                yield from _whole_and_parts(reporter, by_row, parent, inner)


def _whole_and_parts(
    reporter: Reporter, by_row: Mapping[str, Movement], name: str, parts: list[str]
) -> Iterator[Finding]:
    whole = by_row.get(name)
    told = {row: change for row in parts if (change := _change(by_row.get(row))) is not None}
    if whole is None or whole.change is None or not told:
        return
    total = sum(told.values())
    if total != whole.change.fen:
        words = "、".join(f"{by_row[row].word}{_moved(change)}" for row, change in told.items())
        message = f"{whole.word}写作{_moved(whole.change.fen)}，各部分（{words}）合起来是{_moved(total)}"
        finding = _two(reporter, "G08", whole, whole.change.span, message, whole.change.fen, total)
        yield finding if len(told) == len(parts) else replace(finding, level="W")


@special("G10", when="prose")
def unchanged_is_said_where_nothing_changed(reporter: Reporter) -> Iterator[Finding]:
    """持平 beside a difference, and a difference of nothing."""
    for _, found in movements(reporter.document):
        for one in found:
            now, before = _now(reporter.document, one), _before(reporter.document, one)
            if one.change is not None and not one.change.fen:
                text = reporter.document.section_text(one.section.id)
                quote = text[one.change.span[0] - 2 : one.change.span[1]]
                message = f"{one.word}写作“{quote}”，没有变化应写“与上年持平”。"
                yield reporter.passage("G10", one.section, (one.change.span[0] - 2, one.change.span[1]), message)
            elif one.level is not None and one.change is not None:
                message = f"{one.word}既写持平，又写{_moved(one.change.fen)}，两种说法只能有一种。"
                yield reporter.passage("G10", one.section, one.level, message)
            elif one.level is not None and now is not None and before is not None and now != before:
                message = f"{one.word}写作持平，本年{show(now)}万元、上年{show(before)}万元，应为{_moved(now - before)}"
                yield replace(
                    _two(reporter, "G10", one, one.level, message, now, before), found=show(now), expected=show(before)
                )


@special("G11", "G12", when="prose")
def differences_have_reasons(reporter: Reporter) -> Iterator[Finding]:
    """A difference without a reason, or with one that says the opposite."""
    for group, found in movements(reporter.document):
        reasons = {one.row: reason(one, found) for one in found}
        reasons |= {
            one.row: _shared_reason(one, found) for one in found if one.row != group.whole and not reasons[one.row]
        }
        moved = [(one, one.change) for one in found if one.change is not None and one.change.fen]
        rows = {one.row for one, _ in moved}
        for one, change in moved:
            own = reasons[one.row]
            if own:
                yield from _doubtful_reason(reporter, one, change, own)
            # The whole moves for the reasons of its parts, and one reason of the whole may stand for all of them.
            is_told = len(rows) > 1 if one.row == group.whole else len(reasons.get(group.whole, "")) >= _SHORTEST
            is_told = is_told or any(row.startswith(f"{one.row}.") for row in rows)
            if len(own) < _SHORTEST and not is_told:
                level: Level = "E" if group.strict else "W"
                message = f"{one.word}{_moved(change.fen)}，没有写明原因。"
                yield reporter.passage("G11", one.section, change.span, message, level=level)


@special("G22", when="prose")
def all_four_items_are_compared(reporter: Reporter) -> Iterator[Finding]:
    """Items of the 三公 of which the text does not say how they moved."""
    section = reporter.about("three_public")
    groups = [
        (group, found) for group, found in movements(reporter.document) if section and found[0].section == section
    ]
    for group, found in groups:
        moved = {one.row for one in found if one.change or one.level or one.percent or one.before}
        missing = [row for row in group.parts if row not in moved and not ("car" in moved and row.startswith("car."))]
        if section and missing and len(reporter.document.section_text(section.id)) > 0:
            names = "、".join(
                reporter.edition.tables[group.table].row_by_key[row].label.removeprefix("其中：") for row in missing
            )
            yield reporter.section("G22", section, f"没有说明{names}与上年相比是增、是减还是持平。")


def _shared_reason(one: Movement, found: tuple[Movement, ...]) -> str:
    """The reason of the row told next, where nothing but commas stands between them: one reason for both."""
    end = max(one.ends, default=0)
    later = [(place, other) for other in found if other is not one for place in other.mentions if place > end]
    place, other = min(later, key=lambda pair: pair[0], default=(0, one))
    if other is one or re.search(r"[;。\n]", one.clause.text.text[end:place]):
        return ""
    return reason(other, found) or _shared_reason(other, found)


def _doubtful_reason(reporter: Reporter, one: Movement, change: Figure, words: str) -> Iterator[Finding]:
    said = grammar(reporter.edition)
    more, less = said.cause_more, said.cause_less
    opposite, fitting = (less, more) if change.fen > 0 else (more, less)
    first = re.split(r"[,;。，；]", words)[0]
    if said.level.search(first):
        message = f"{one.word}{_moved(change.fen)}，原因却从没有变化的事项写起，请先写引起变化的事项。"
    elif opposite.search(words) and not fitting.search(words):
        message = f"{one.word}{_moved(change.fen)}，写的原因“{words}”说的是相反的变化。"
    elif not said.stock.sub("", words):
        message = f"{one.word}{_moved(change.fen)}，原因“{words}”只是通常的说法，请写出具体的事项。"
    else:
        return
    yield reporter.passage("G12", one.section, change.span, message)


def _percent(reporter: Reporter, one: Movement, more: Fen | None, before: Fen | None) -> Iterator[Finding]:
    """The per cent against the difference as told, or as both amounts give it, over last year's amount."""
    assert one.percent is not None
    if more is None and one.change is not None:
        more = one.change.fen
    if more is None or not before:
        return
    if one.percent.more is not None and more and one.percent.more != (more > 0):
        text = reporter.document.section_text(one.section.id)
        span = (one.percent.span[0] - 2, one.percent.span[1])
        message = f"{one.word}写作“{text[slice(*span)]}”，金额是{_moved(more)}，方向相反。"
        yield reporter.passage("G09", one.section, span, message)
        return
    printed = one.percent.number.number
    right = percent(more, before, one.percent.number.places)
    if right != printed:
        message = f"{one.word}的百分比写作{printed}%，{show(abs(more))}÷{show(before)}应为{right}%。"
        found = reporter.passage("G09", one.section, one.percent.span, message)
        mend = reporter.rewrite(one.section, one.percent.span, f"{right}%")
        if right and abs(Decimal(right) - Decimal(printed)) == Decimal(1).scaleb(-one.percent.number.places):
            # Cut off instead of rounded.
            found = replace(found, level="W")
        yield replace(found, found=printed, expected=right, mend=mend)


def _is_restated(one: Movement) -> bool:
    """Whether last year's amount is not told and the text says that it was restated: the tables then hold another."""
    return (
        one.before is None
        and one.grammar.restated.search(one.clause.text.text, one.named[0], max(one.ends, default=0)) is not None
    )


def _now(document: Document, one: Movement) -> Fen | None:
    if one.now is not None:
        return one.now.fen
    return expected_amount(document, f"{one.group.table}/{one.row}/{NOW}")


def _before(document: Document, one: Movement) -> Fen | None:
    if one.before is not None:
        return one.before.fen
    return document.value(Address(one.group.table, one.row, BEFORE))


def _parent(row: str, by_row: Mapping[str, Movement]) -> str:
    """The row that tells of this one together with others, as the cost of cars of buying and running; else blank."""
    parent = row.rpartition(".")[0]
    return (
        parent if parent in by_row and _change(by_row[parent]) is not None and _change(by_row.get(row)) is None else ""
    )


def _change(one: Movement | None) -> Fen | None:
    """The difference as told: that of a row said to be unchanged is zero."""
    if one is None:
        return None
    if one.change is not None:
        return one.change.fen
    return 0 if one.level is not None else None


def _moved(fen: Fen) -> str:
    return "持平" if not fen else f"{'增加' if fen > 0 else '减少'}{show(abs(fen))}万元"


def _wrong_change(reporter: Reporter, one: Movement, now: Fen, before: Fen, more: Fen) -> Finding:
    assert one.change is not None
    told = one.change.fen
    message = f"{one.word}本年{show(now)}万元、上年{show(before)}万元，应为{_moved(more)}，写作{_moved(told)}"
    found = _two(reporter, "G07", one, one.change.span, message, told, more)
    if (told < 0) == (more < 0) and more:
        mend = reporter.rewrite(one.section, one.change.span, f"{show(abs(more))}万元")
        found = replace(found, mend=mend)
    return replace(found, found=show(abs(told)), expected=show(abs(more)))


def _differs(reporter: Reporter, rule: str, one: Movement, found: Fen, expected: Fen) -> Finding:
    assert one.now is not None
    message = f"{one.word}写作{show(found)}万元，本年预算数为{show(expected)}万元"
    mend = reporter.rewrite(one.section, one.now.span, f"{show(expected)}万元")
    return replace(_two(reporter, rule, one, one.now.span, message, found, expected), mend=mend)


def _two(
    reporter: Reporter, rule: str, one: Movement, span: tuple[int, int], message: str, found: Fen, expected: Fen
) -> Finding:
    """A finding about two amounts, or two differences: these are told without their sign, as the text tells them."""
    guessed = guess(abs(found), abs(expected))
    finding = reporter.differs(rule, Passage(one.section, span), message, found, expected, guessed=guessed)
    return replace(finding, found=show(abs(found)), expected=show(abs(expected)))
