"""Checks of shares that the text tells of a name alone, without its amount (G09): 公务接待费占15.79%.

What goes by the name is known from the tables. A share that fits none of it tells nothing by itself, for much may be
the whole; it is told where it is one slip off, or is that of what is named beside it in the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from forms.check.special.reckoned.told_numbers import around, told, within_stretch
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import slip_of_digits
from forms.document.per_revision import per_revision
from forms.document.reporter import Reporter
from forms.document.slots import percent, slot_amount
from forms.form.language import patterns
from forms.form.model import Section
from forms.form.word_lists import Words
from forms.prose.confirmed import is_share
from forms.prose.grammar import Grammar, grammar
from forms.prose.named import are_beside
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, named_at_end, squeeze
from forms.prose.year_told import is_of_last_year
from models.money import Fen, show

_FEWEST_PLACES = 2
"""A share of fewer decimals is met by chance."""


@special("G09", when="prose")
def shares_of_a_name_are_right(reporter: Reporter) -> Iterator[Finding]:
    """Shares one slip off that of what they are told of, or that of another part of the same whole."""
    document = reporter.document
    said, amounts = grammar(reporter.edition), _amounts(document)
    is_of = patterns(reporter.edition).share_is_of
    for section, text in told(document):
        for number in (one for one in text.numbers if one.kind == "percent" and one.places >= _FEWEST_PLACES):
            name = _name(text, number, amounts, said, is_of)
            sentence = list(around(text, number))[1]
            before = [one for one in within_stretch(text, sentence) if one.fen is not None and one.end <= number.start]
            if not name or before or is_of_last_year(text.text.text, number.start, said, document.head.year):
                continue
            wholes = {fen for every in amounts.values() for fen in every}
            if not any(is_share(number, part, whole) for part in amounts[name] for whole in wholes):
                here = text.text.text[slice(*sentence)]
                near = {fen for other, fens in amounts.items() if other != name and other in here for fen in fens}
                yield from _wrong(reporter, section, text, number, name, sorted(near | _wholes(document, name)))


def _wrong(
    reporter: Reporter, section: Section, text: Clause, number: Quantity, name: str, wholes: Sequence[Fen]
) -> Iterator[Finding]:
    amounts = _amounts(reporter.document)
    pairs = [(part, whole) for part in amounts[name] for whole in wholes if 0 < part <= whole]
    rights = ((part, whole, percent(part, whole, number.places)) for part, whole in pairs)
    span = text.span(number.start, number.end)
    near = next((one for one in rights if slip_of_digits(number.plain, one[2])), None)
    others = (other for other in amounts if are_beside(reporter.document, name, other))
    another = next((o for o in others if any(is_share(number, p, w) for p in amounts[o] for w in wholes)), "")
    if near:
        part, whole, right = near
        message = f"写作{name}占{number.number}%，{show(part)}÷{show(whole)}应为{right}%，请核对。"
        found = reporter.passage("G09", section, span, message, level="W", link="里")
        yield replace(found, found=number.number, expected=right, guess=slip_of_digits(number.plain, right))
    elif another:
        message = f"写作{name}占{number.number}%，这个占比是“{another}”的，请核对名称。"
        yield reporter.passage("G09", section, span, message, level="W", link="里")


def _name(text: Clause, number: Quantity, amounts: Mapping[str, Sequence[Fen]], said: Grammar, is_of: Words) -> str:
    """The declared name that a share is told of, before it or behind it; blank where there is none."""
    lead = text.lead(number)
    verb = said.share.search(lead)
    if verb is None or said.change.search(lead):
        return ""
    if opening := is_of.match(text.text.text, number.end):
        behind = (name for name in amounts if text.text.text.startswith(name, opening.end()))
        return max(behind, key=len, default="")
    found = named_at_end(lead[: verb.start()], tuple((name, name) for name in amounts), said.filler)
    return squeeze(found[1]) if found else ""


@per_revision
def _amounts(document: Document) -> Mapping[str, Sequence[Fen]]:
    """What goes by each declared name that has an amount this year."""
    found: dict[str, set[Fen]] = defaultdict(set)
    for group in document.edition.prose.amounts:
        for word, slot in group.words:
            if fen := slot_amount(document, slot):
                found[squeeze(word)].add(fen)
    return {name: sorted(fens) for name, fens in found.items()}


def _wholes(document: Document, name: str) -> set[Fen]:
    """The amounts of which what goes by a name is declared to be a part."""
    groups = (group for group in document.edition.prose.amounts if group.whole)
    wholes = {group.whole for group in groups if any(squeeze(word) == name for word, _ in group.words)}
    return {fen for whole in wholes if (fen := slot_amount(document, whole))}
