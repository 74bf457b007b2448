"""Checks of the comparison with last year: amounts, difference, per cent (G05, G07–G10, G22)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from forms.check.special.reckoned.directions import turned
from forms.check.special.reckoned.moves import is_of_its_row, reached_before
from forms.check.special.registry import special
from forms.check.special.text.amounts import expected_amount, softened
from forms.check.special.weighed import LAST_PLACE, rounded, weighed
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess, slip_of_digits
from forms.document.reporter import Passage, Reporter
from forms.document.slots import percent
from forms.form.language import patterns
from forms.form.prose_words import MovementWords
from forms.form.slot_grammar import BEFORE
from forms.prose.confirmed import before_held, held, is_accounted_for
from forms.prose.movements import (
    Figure,
    Movement,
    movements,
    movements_in_passing,
)
from forms.prose.quantities import Quantity, within
from forms.prose.statements import stated
from forms.prose.without_numbers import is_said_to_move
from forms.years.last_year import comparison_before
from models.money import Fen, show
from models.records import Address

_HALF = LAST_PLACE // 2


@special("G05", when="prose")
@weighed
def this_years_amount_is_that_of_the_tables(reporter: Reporter) -> Iterator[Finding]:
    """The amount a comparison begins with differs from the table, or from the rest of the text where there is none."""
    document = reporter.document
    everything = stated(document)
    bound = {(one.section.id, one.span) for one in everything}
    for _, found in (*movements(document), *movements_in_passing(document)):
        for one in found:
            if one.now is None or (one.section.id, one.now.span) in bound:
                continue
            expected = expected_amount(document, one.slot)
            if expected is None:
                expected = next((other.fen for other in everything if other.slot == one.slot), None)
            if expected is not None and not one.now.number.agrees(expected):
                yield _differs(reporter, "G05", one, one.now.fen, expected)


@special("G05", "G07", when="prose")
@weighed
def what_is_told_twice_agrees(reporter: Reporter) -> Iterator[Finding]:
    """An amount of a comparison that the text gives once more, under the same name and otherwise."""
    for _, found in movements(reporter.document):
        for one in found:
            for first, again in one.again:
                if not _is_told_again(first, again):
                    is_change = again.more is not None
                    one_way, other = (told_as(t.fen) if is_change else f"{show(t.fen)}万元" for t in (first, again))
                    message = f"{one.word}前面写作{one_way}，这里写作{other}"
                    yield _two(reporter, "G07" if is_change else "G05", one, again.span, message, again.fen, first.fen)


def _is_told_again(first: Figure, again: Figure) -> bool:
    """Whether two amounts are the same at the precision of each."""
    if within(first.fen - again.fen, first.number.slack + again.number.slack):
        return True
    is_alike = first.number.agrees(abs(again.fen)) or again.number.agrees(abs(first.fen))
    return first.fen * again.fen > 0 and is_alike


@special("G07", "G09", when="prose")
@weighed
def differences_are_recomputed(reporter: Reporter) -> Iterator[Finding]:
    """Differences that are not this year's amount less last year's, and per cents that do not follow from them."""
    document = reporter.document
    for _, found in (*movements(document), *movements_in_passing(document)):
        for one in found:
            if _is_of_another_row(document, one):
                continue
            now, before = _now(document, one), _before(document, one)
            more = None if now is None or before is None or _is_restated(one) else now - before
            slack = _slack(document, one)
            if more is not None and one.change is not None and not within(more - one.change.fen, slack):
                yield _wrong_change(reporter, one, now or 0, before or 0, more)
            elif one.percent and is_of_its_row(document, one, one.percent) and (not slack or one.change is None):
                if (before is None or _is_restated(one)) and now is not None and one.change is not None:
                    before = now - one.change.fen
                # On another basis it need not be the per cent of what is left; a slip of it is one all the same.
                shares = _percent(reporter, one, more, before)
                yield from (finding for finding in shares if finding.guess or not _is_restated(one))
                if before is None and now is not None and not _is_restated(one):
                    yield from _of_what_was_disclosed(reporter, one, now)


def _of_what_was_disclosed(reporter: Reporter, one: Movement, now: Fen) -> Iterator[Finding]:
    """A per cent that is told alone against last year's disclosure, which may stand on another basis: a warning."""
    before = comparison_before(reporter.document).get(Address(one.group.table, one.row, BEFORE))
    if before:
        yield from (replace(finding, level="W") for finding in _percent(reporter, one, now - before, before))


@special("G18", when="prose")
@weighed
def last_years_amount_is_that_of_the_tables(reporter: Reporter) -> Iterator[Finding]:
    """Last year's amount of a comparison that tells no difference, where the table of comparison has another."""
    document = reporter.document
    for group, found in movements(document):
        for one in found:
            held = document.value(Address(group.table, one.row, BEFORE))
            if one.before is None or held is None or (one.change and not one.reached) or one.before.number.agrees(held):
                continue
            if one.grammar.restated.search(one.clause.text.text) is None:
                told = one.before.number.fen or 0
                message = f"{one.word}写作上年{show(told)}万元，上年预算数为{show(held)}万元"
                yield _two(reporter, "G18", one, one.before.span, message, told, held)


@special("G01", when="prose")
def amounts_of_a_comparison_are_one_of_its_row(reporter: Reporter) -> Iterator[Finding]:
    """Amounts told of a row of the comparison that are neither year's, nor the difference, nor any of the tables."""
    document = reporter.document
    for _, found in (*movements(document), *movements_in_passing(document)):
        for one in found:
            for told in one.open:
                if not _is_known(document, one, told) and not is_accounted_for(document, one.section, told.number):
                    text = document.section_text(one.section.id)[slice(*told.span)]
                    message = f"{one.word}这里写的{text}，不是本年数、上年数，也不是两年的差额，请核对。"
                    yield reporter.passage("G01", one.section, told.span, message)


def _is_known(document: Document, one: Movement, told: Figure) -> bool:
    """Whether an amount is this year's, last year's, or the difference of its row, or stands in a table."""
    now, before = _now(document, one), _before(document, one)
    if before is None and now is not None and one.change is not None:
        before = now - one.change.fen
    if now is None or before is None:
        return True
    known = [now, before, now - before, *(figure.fen for figure in one.told)]
    return any(told.number.agrees(abs(fen)) for fen in known) or any(
        fen and told.number.agrees(fen) for fen in document.values
    )


@special("G08", when="prose")
@weighed
def the_whole_moves_as_its_parts(reporter: Reporter) -> Iterator[Finding]:
    """The difference of the whole is not the sum of those of its parts; a part that is not told counts as unchanged,
    but then it may also be what is missing."""
    for group, found in movements(reporter.document):
        by_row = {one.row: one for one in found}
        parts = list(dict.fromkeys(_parent(row, by_row) or row for row in group.parts))
        # What stands for one of its parts stands for all of them.
        parts = [row for row in parts if row.rpartition(".")[0] not in parts]
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
    moved = _change(whole)
    span = whole.change.span if whole and whole.change else whole.level if whole else None
    if whole is None or moved is None or span is None or not told:
        return
    total = sum(told.values())
    parted = [by_row[row] for row in told]
    slack = sum(one.change.number.slack for one in (whole, *parted) if one.change)
    # A part that is told by its per cent alone has moved too, by nobody knows how much.
    is_open = any(one.percent and row not in told for row in parts if (one := by_row.get(row)))
    if not within(total - moved, slack) and not is_open:
        words = "、".join(f"{by_row[row].word}{told_as(change)}" for row, change in told.items())
        message = f"{whole.word}写作{told_as(moved)}，各部分（{words}）合起来是{told_as(total)}"
        # It may be one of the parts that is miswritten, or told the other way round.
        gap = moved - total
        slips = (slip_of_part(change, change + gap) for change in told.values())
        turned = "像是增减写反了" if moved == -total else guess(abs(moved), abs(total))
        guessed = turned or next(filter(None, slips), "")
        finding = _two(reporter, "G08", whole, span, message, moved, total, guessed)
        finding = rounded(finding, gap, len(told) + 1)
        if len(told) == len(parts):
            yield finding
        elif guessed:
            yield replace(finding, level="W")


def slip_of_part(told: Fen, right: Fen) -> str:
    """The slip of the difference of a part that should be another one; blank when none is likely."""
    return "像是增减写反了" if told == -right else guess(abs(told), abs(right)) if told * right > 0 else ""


@special("G10", when="prose")
@weighed
def unchanged_is_said_where_nothing_changed(reporter: Reporter) -> Iterator[Finding]:
    """持平 beside a difference, and a difference of nothing."""
    for _, found in movements(reporter.document):
        by_nothing = [one for one in found if one.change is not None and not one.change.fen]
        yield from _changed_by_nothing(reporter, by_nothing)
        for one in (one for one in found if one not in by_nothing):
            now, before = _now(reporter.document, one), _before(reporter.document, one)
            if one.level is not None and one.change is not None:
                message = f"{one.word}既写持平，又写{told_as(one.change.fen)}，两种说法只能有一种。"
                yield reporter.passage("G10", one.section, one.level, message)
            elif one.level is not None and now is not None and before is not None and now != before:
                message = (
                    f"{one.word}写作持平，本年{show(now)}万元、上年{show(before)}万元，应为{told_as(now - before)}"
                )
                yield replace(
                    _two(reporter, "G10", one, one.level, message, now, before), found=show(now), expected=show(before)
                )


def _changed_by_nothing(reporter: Reporter, found: Sequence[Movement]) -> Iterator[Finding]:
    """增加0.00万元: a way of writing, told once however many rows are written so."""
    spans = [one.change.span for one in found if one.change]
    if spans:
        (start, end), section = spans[0], found[0].section
        quote = reporter.document.section_text(section.id)[start - 2 : end]
        names = "、".join(one.word for one in found)
        message = f"{names}写作“{quote}”，没有变化应写“与上年持平”。"
        yield reporter.passage("G10", section, (start - 2, end), message)


@special("G22", when="prose")
def all_four_items_are_compared(reporter: Reporter) -> Iterator[Finding]:
    """Items of the 三公 of which the text does not say how they moved."""
    section = reporter.about("three_public")
    compared: dict[MovementWords, list[Movement]] = {}
    for group, found in movements(reporter.document):
        if section is not None and found[0].section == section and section.key in group.place.sections:
            compared.setdefault(group, []).extend(found)
    for group, rows in compared.items():
        moved = {one.row for one in rows if one.change or one.level or one.percent or one.before}
        missing = [row for row in group.parts if row not in moved and not ("car" in moved and row.startswith("car."))]
        missing = [row for row in missing if not is_said_to_move(reporter.document, row, rows)]
        if section and missing:
            labels = [reporter.edition.tables[group.table].row_by_key[row].label for row in missing]
            names = "、".join(patterns(reporter.edition).of_which.sub("", label) for label in labels)
            yield reporter.section("G22", section, f"没有写{names}比上年是增是减，没有变化的写“持平”。")


def _percent(reporter: Reporter, one: Movement, more: Fen | None, before: Fen | None) -> Iterator[Finding]:
    """The per cent against the difference as told, or as both amounts give it, over last year's amount."""
    assert one.percent is not None
    if more is None and one.change is not None:
        more = one.change.fen
    if more is None or not before:
        return
    if (one.section.id, one.percent.span) in turned(reporter.document):
        return  # Told with the difference beside it.
    if one.percent.more is not None and more and one.percent.more != (more > 0):
        text = reporter.document.section_text(one.section.id)
        span = (one.percent.span[0] - 2, one.percent.span[1])
        message = f"{one.word}写作“{text[slice(*span)]}”，金额是{told_as(more)}，方向相反。"
        yield _as_sure(one, replace(reporter.passage("G09", one.section, span, message), guess="像是增减写反了"))
        return
    printed = one.percent.number.plain
    right = percent(more, before, one.percent.number.places)
    if right != printed:
        message = f"{one.word}的百分比写作{printed}%，{show(abs(more))}÷{show(before)}应为{right}%。"
        found = reporter.passage("G09", one.section, one.percent.span, message)
        mend = reporter.rewrite(one.section, one.percent.span, f"{right}%")
        if right and (_is_cut_off(one.percent.number, right) or _is_of_rounded(one.percent.number, more, before)):
            found = replace(found, level="W")
        found = replace(found, found=printed, expected=right, mend=mend, guess=slip_of_digits(printed, right))
        yield _as_sure(one, found)


def _is_cut_off(told: Quantity, right: str) -> bool:
    """Whether a per cent is off by its last decimal: cut off instead of rounded."""
    return abs(Decimal(right) - Decimal(told.plain)) == Decimal(1).scaleb(-told.places)


def _is_of_rounded(told: Quantity, more: Fen, before: Fen) -> bool:
    """Whether a per cent may be that of both amounts as they were before they were rounded."""
    most = Fraction(100 * (abs(more) + _HALF), max(abs(before) - _HALF, 1))
    least = Fraction(100 * (abs(more) - _HALF), abs(before) + _HALF)
    return least <= Fraction(told.plain) <= most


def _is_of_another_row(document: Document, one: Movement) -> bool:
    """Whether last year's amount and the difference both stand in the tables and do not fit this row: then they are
    another's, whose name stands farther away."""
    now = _now(document, one)
    if now is None or one.change is None:
        return False
    if reached_before(document).get((one.section.id, one.change.span), now) != now:
        return True
    if one.before is None:
        return False
    before, change = one.before.number.fen or 0, abs(one.change.fen)
    return bool(before) and before in before_held(document) and change in held(document) and change != abs(now - before)


def _is_restated(one: Movement) -> bool:
    """Whether last year's amount is not told and the text says that it was restated: the tables then hold another."""
    return (
        one.before is None
        and one.grammar.restated.search(one.clause.text.text, one.named[0], max(one.ends, default=0)) is not None
    )


def _now(document: Document, one: Movement) -> Fen | None:
    """This year's amount as told; where it is told about, that of the table if it agrees."""
    expected = expected_amount(document, one.slot)
    if one.now is None or (expected is not None and one.now.number.agrees(expected)):
        return expected
    return one.now.fen if one.now.more is None else abs(one.now.fen)


def _before(document: Document, one: Movement) -> Fen | None:
    """Last year's amount as told; where it is told about, that of the table if it agrees."""
    held = document.value(Address(one.group.table, one.row, BEFORE)) if one.group.table else None
    return one.before.fen if one.before and not (held is not None and one.before.number.agrees(held)) else held


def _slack(document: Document, one: Movement) -> Fen:
    """How much a difference may be off because amounts are only told about."""
    expected = expected_amount(document, one.slot)
    held = document.value(Address(one.group.table, one.row, BEFORE)) if one.group.table else None
    figures = [one.change, one.now if expected is None else None, one.before if held is None else None]
    return sum(figure.number.slack for figure in figures if figure)


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


def told_as(fen: Fen) -> str:
    """A difference as the text tells it."""
    return "持平" if not fen else f"{'增加' if fen > 0 else '减少'}{show(abs(fen))}万元"


def _wrong_change(reporter: Reporter, one: Movement, now: Fen, before: Fen, more: Fen) -> Finding:
    assert one.change is not None
    told = one.change.fen
    message = f"{one.word}本年{show(now)}万元、上年{show(before)}万元，应为{told_as(more)}，写作{told_as(told)}"
    # It may be one of the two amounts that is miswritten.
    slips = {"": guess(abs(told), abs(more)), "上年数": guess(before, now - told), "本年数": guess(now, before + told)}
    guessed = next((f"{name}{slip}" for name, slip in slips.items() if slip), "")
    found = _two(reporter, "G07", one, one.change.span, message, told, more, guessed)
    if (told < 0) == (more < 0) and more:
        mend = reporter.rewrite(one.section, one.change.span, f"{show(abs(more))}万元")
        found = replace(found, mend=mend)
    return rounded(replace(found, found=show(abs(told)), expected=show(abs(more))), more - told, 3)


def _differs(reporter: Reporter, rule: str, one: Movement, found: Fen, expected: Fen) -> Finding:
    assert one.now is not None
    message = f"{one.word}写作{show(found)}万元，本年预算数为{show(expected)}万元"
    mend = reporter.rewrite(one.section, one.now.span, f"{show(expected)}万元")
    finding = replace(_two(reporter, rule, one, one.now.span, message, found, expected), mend=mend)
    return softened(finding, one.now.number, expected)


def _two(
    reporter: Reporter, rule: str, one: Movement, span: tuple[int, int], message: str, found: Fen, expected: Fen,
    guessed: str | None = None,
) -> Finding:  # fmt: skip
    """A finding about two amounts, or two differences: these are told without their sign, as the text tells them."""
    guessed = guess(abs(found), abs(expected)) if guessed is None else guessed
    finding = reporter.differs(rule, Passage(one.section, span), message, found, expected, guessed=guessed)
    return _as_sure(one, replace(finding, found=show(abs(found)), expected=show(abs(expected))))


def _as_sure(one: Movement, finding: Finding) -> Finding:
    """A finding as sure as the row is: no error where some of it is told in a numbered line that does not name it."""
    return replace(finding, level="W") if one.passed and finding.level == "E" else finding
