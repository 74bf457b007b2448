"""Checks of what the text works out of its amounts: shares (占…%), averages (人均…万元), stated sums (合计…万元)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice

from forms.check.special.reckoned.shares import judged
from forms.check.special.registry import special
from forms.check.special.weighed import weighed
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import slip_of_digits
from forms.document.per_revision import per_revision
from forms.document.reporter import Passage, Reporter
from forms.document.slots import percent
from forms.form.language import Patterns, language, patterns
from forms.form.model import Level, Section
from forms.form.word_lists import Words
from forms.prose.confirmed import is_accounted_for, is_of_a_formula, is_share
from forms.prose.grammar import FULL_STOP, Grammar, grammar
from forms.prose.lists import lists
from forms.prose.miswritten import totals
from forms.prose.quantities import Quantity, within
from forms.prose.statements import Clause, clause
from models.money import UNITS, Fen, show

_MOST = 16
"""So many amounts of a section, the largest, may be the whole of a share beside those of its paragraph; of more, one
would fit by chance."""
_FEWEST = 2


@special("G09", when="prose")
def shares_are_right(reporter: Reporter) -> Iterator[Finding]:
    """Shares that are none of the amount before them in any amount of their section."""
    said, ways = grammar(reporter.edition), patterns(reporter.edition)
    known, sums = judged(reporter.document), totals(reporter.document)
    for section, text in _told(reporter.document):
        largest = sorted({n.fen for n in text.money if n.fen})[-_MOST:]
        for number, parts in _shares(text, said, ways):
            if (section.id, text.span(number.start, number.end)) in known:
                continue
            begin, end = text.text.text.rfind("\n", 0, number.start), text.text.text.find("\n", number.end)
            around = [n.fen for n in text.money if n.fen and begin < n.start and (end < 0 or n.end <= end)]
            wholes = {*largest, *around}
            told = [part.fen for part in parts if part.fen and not part.slack]
            if said.together.search(text.lead(number)):
                told += _sums_before(text, number)
            # The whole may be a total of the tables that the section does not tell.
            every = (*wholes, *sums)
            if not told or any(is_share(number, fen, whole) for fen in told for whole in every):
                continue
            # That it is none of them tells little; that it nearly is one tells which.
            near = next(((fen, whole) for fen in told for whole in every if _is_nearly(number, fen, whole)), None)
            if near is not None:
                right = percent(*near, number.places)
                message = f"写作占{number.number}%，{show(near[0])}÷{show(near[1])}应为{right}%，请核对。"
                span = text.span(number.start, number.end)
                yield reporter.passage("G09", section, span, message, level="W", link="里")


def _is_nearly(number: Quantity, part: Fen, whole: Fen) -> bool:
    """Whether a per cent is one slip of its digits off the share of an amount in another."""
    return 0 < part <= whole and bool(slip_of_digits(number.plain, percent(part, whole, number.places)))


def _shares(text: Clause, said: Grammar, known: Patterns) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Every share with the amounts it may be of: that behind 用于, that before it, or before the bracket before it; of
    amounts told before 分别 the one in its place."""
    percents = [n for n in text.numbers if n.kind == "percent"]
    for number in percents:
        lead = text.lead(number)
        if said.change.search(lead):
            continue
        if said.share_behind.match(text.text.text, number.end):
            yield number, [n for n in text.money if n.start > number.end][:1]
        if said.share.search(lead) is None:
            continue
        joined = [number]
        for other in percents if said.apart.search(lead) else ():
            if known.joined_shares.fullmatch(text.text.text, joined[-1].end, other.start):
                joined.append(other)
        start = _sentence(text, number)
        amounts = [n for n in text.money if start <= n.start < number.start]
        # Behind a comparison it is the share of what was compared.
        amounts = ([n for n in amounts if not _is_compared(text, n, said)] or amounts)[-len(joined) :]
        if not amounts and len(joined) == 1:
            behind = (n for n in text.money if n.fen and _is_right_behind(text, number, n, known.before_its_amount))
            amounts = list(islice(behind, 1))
        if len(joined) == 1 and amounts and any(amounts[0].end <= n.start < number.start for n in percents):
            continue  # ……占77.9%，一般公共预算占21.8%: of something that is named without its amount
        if len(amounts) == len(joined):
            outside = _before_bracket(text, number) if len(joined) == 1 else []
            yield from ((one, [amount, *outside]) for one, amount in zip(joined, amounts, strict=True))


def _is_right_behind(text: Clause, number: Quantity, amount: Quantity, leads: Words) -> bool:
    """Whether an amount is that of the share before it: 工程采购占比43.64%，金额120.00万元."""
    words = text.text.text[number.end : amount.start]
    return amount.start > number.end and leads.fullmatch(words) is not None


def _is_compared(text: Clause, number: Quantity, said: Grammar) -> bool:
    lead = text.lead(number)
    return said.than_last_year.search(lead) is not None or said.change.search(lead) is not None


def _sums_before(text: Clause, number: Quantity) -> list[Fen]:
    """What the last two amounts before a number come to, the last three, and so on: 四项占69.87%."""
    start = _sentence(text, number)
    before = [n.fen or 0 for n in text.money if start <= n.start < number.start]
    return [sum(before[-count:]) for count in range(_FEWEST, len(before) + 1)]


def _before_bracket(text: Clause, number: Quantity) -> list[Quantity]:
    """The last amount before a bracket that is closed right before the words of a number."""
    closed = text.text.text.rfind(")", _sentence(text, number), number.start)
    opened = text.text.text.rfind("(", 0, closed) if closed >= 0 else -1
    return [n for n in text.money if n.end <= opened][-1:]


@special("G01", when="prose")
def averages_are_right(reporter: Reporter) -> Iterator[Finding]:
    """Averages that are no amount before them shared by a count of their sentence."""
    standard = patterns(reporter.edition).a_standard
    for section, text in _told(reporter.document):
        for number, amounts, counts in _averages(reporter.document, text):
            words = text.lead(number)
            is_told = is_accounted_for(reporter.document, section, number)
            if counts and amounts and not (standard.search(words) or is_told or _is_average(number, amounts, counts)):
                amount, count = amounts[-1], counts[-1]
                right = _shared(amount, count, number.places)
                message = f"写作“{words}{number.number}万元”，{show(amount)}÷{count}应为{right}万元，请核对。"
                near = any(
                    slip_of_digits(number.plain, f"{_shared(a, c, number.places)}") for a in amounts for c in counts
                )
                level: Level = "W" if near else "H"
                yield reporter.passage("G01", section, text.span(number.start, number.end), message, level=level)


@special("G03", "G04", "G13", "G14", "G15", "G16", when="prose")
@weighed
def stated_sums_are_those_of_their_list(reporter: Reporter) -> Iterator[Finding]:
    """The sum that the text states behind a list, and that is not what its items come to."""
    for listed in lists(reporter.document):
        for stated in listed.sums:
            fen, before = stated.fen or 0, [item.fen or 0 for item in listed.items if item.start < stated.start]
            # The whole may be told once more above its items: （一）收入总计…万元。1.本年收入合计…万元。
            is_whole = fen == listed.whole.fen and any(item.start > stated.start for item in listed.items)
            if len(before) >= _FEWEST and not is_whole and not within(fen - sum(before), stated.slack):
                text = clause(reporter.document, listed.whole.section)
                place = Passage(listed.whole.section, text.span(stated.start, stated.end))
                message = f"写作合计{show(fen)}万元，前面{len(before)}项相加为{show(sum(before))}万元"
                yield reporter.differs(listed.whole.group.rule, place, message, fen, sum(before))


@per_revision
def worked_out(document: Document) -> frozenset[tuple[str, tuple[int, int]]]:
    """The amounts that are told of others and stand in no table: averages, and sums of those before them."""
    found = set()
    said = grammar(document.edition)
    for section, text in _told(document):
        averages = [number for number, _, _ in _averages(document, text)]
        sums = [n for n in text.money if said.sum.search(text.lead(n)) and _is_sum(text, n)]
        found |= {(section.id, text.span(n.start, n.end)) for n in (*averages, *sums)}
    return frozenset(found)


@per_revision
def _told(document: Document) -> tuple[tuple[Section, Clause], ...]:
    """The sections that tell amounts."""
    known = grammar(document.edition)
    return tuple(
        (section, text)
        for section in document.edition.sections
        if known.reckoned.search(document.section_text(section.id))
        for text in [clause(document, section)]
    )


def _sentence(text: Clause, number: Quantity) -> int:
    return max((stop.end() for stop in FULL_STOP.finditer(text.text.text, 0, number.start)), default=0)


def _averages(document: Document, text: Clause) -> Iterator[tuple[Quantity, list[Fen], list[int]]]:
    """Every average with the amounts before it and the counts of its sentence."""
    said = grammar(document.edition)
    for number in text.money:
        lead = text.lead(number)
        if not said.of_which.search(lead) or said.than_last_year.search(lead) or is_of_a_formula(text, number):
            continue
        if said.source.search(lead) and said.target.match(text.text.text, number.end):
            continue  # 人均由1.30万元变为1.37万元: last year's.
        start = _sentence(text, number)
        stop = FULL_STOP.search(text.text.text, number.end)
        end = stop.start() if stop else len(text.text.text)
        amounts = [n.fen for n in text.money if n.fen and n.start < end and n != number]
        beside = [n for n in text.money if n.fen and start <= n.start < end and n != number]
        # Of all the staff's money that of the retired may have been taken away, which is told behind.
        before, behind = (
            [n.fen or 0 for n in beside if (n.start < number.start) is is_first] for is_first in (True, False)
        )
        amounts = [*(fen - less for fen in before[-1:] for less in behind if less < fen), *amounts]
        around = [n for n in text.numbers if start <= n.start < end]
        counts = [int(n.number) for n in around if n.kind == "count" and n.number.isdigit() and int(n.number)]
        counts += [int(one) for word in language(document.edition).per_span for one in _span(word, lead)]
        yield number, amounts, counts


def _span(word: str, lead: str) -> list[str]:
    """How many such spans of time a year has, where the words speak of one: 月均:12."""
    name, _, count = word.partition(":")
    return [count] if name in lead else []


def _is_average(number: Quantity, amounts: list[Fen], counts: list[int]) -> bool:
    """Whether an amount is one of those shared by one of the counts, rounded or about."""
    half = UNITS["万元"] * 51 // 10 ** (number.places + 2)
    return any(
        abs(amount / count - (number.fen or 0)) <= max(half, number.slack) for amount in amounts for count in counts
    )


def _shared(amount: Fen, count: int, places: int) -> Decimal:
    exact = Decimal(amount) / UNITS["万元"] / count
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _is_sum(text: Clause, number: Quantity) -> bool:
    """Whether some amounts right before a number, two at least, come to it."""
    start, total, count = _sentence(text, number), 0, 0
    for other in reversed([n for n in text.money if start <= n.start < number.start]):
        total, count = total + (other.fen or 0), count + 1
        if count >= _FEWEST and number.agrees(total):
            return True
    return False
