"""The sentences of the 情况说明 as other departments print them, `variants/*.toml`, put beside made-up tables.

`{basic}` is an amount, `{basic,}` the same with thousands separators, `{basic.before}` last year's, `{basic.more}` the
difference and `{basic.rate}` its per cent; `{year}` and `{last}` are the years. 〈〉 encloses a reason.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.provenance import Provenance
from forms.document.slots import percent, slot_amount
from forms.edit.cells import add_codes, enter
from forms.edit.records import add_records
from forms.form.load import edition
from forms.prose.statements import clause
from models.money import Fen, parse, show
from models.records import Address, CellEntry, Content, Head, Unit
from tests.forms.check.budgets import invented_budget

FOLDER = Path(__file__).parent / "variants"
_ROWS = {"purchase": "car.purchase", "running": "car.running"}
"""The rows of the year-on-year table that have another name than their word."""
_SLOT = re.compile(r"\{(?P<word>\w+)(?:\.(?P<part>before|more|rate)|(?P<thousands>,))?\}")

Span = tuple[int, int]


@dataclass(frozen=True)
class Variant:
    """One way of writing a section: with its numbers filled in, and where its years and reasons stand."""

    name: str
    section: str
    body: str
    year: int
    text: str
    years: tuple[Span, ...]
    reasons: tuple[Span, ...]
    unit: str = ""
    """Whose text it is, where it says 我镇 or 我院; blank, it suits every body."""


@dataclass(frozen=True)
class Damage:
    """A variant with one slip."""

    kind: str
    text: str
    words: str


@cache
def figures() -> dict[str, Any]:
    """The made-up budgets."""
    return tomllib.loads((FOLDER / "figures.toml").read_text(encoding="utf-8"))


@cache
def invented(number: int) -> str:
    """The name of one more made-up budget: the rows of the bureau, with amounts by chance that agree."""
    name = f"invented {number}"
    figures()["body"][name] = invented_budget(random.Random(name))
    return name


@cache
def variants() -> tuple[Variant, ...]:
    """Every variant of every file."""
    files = sorted(path for path in FOLDER.glob("*.toml") if path.stem != "figures")
    read = [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))["variant"]) for path in files]
    return tuple(_written(stem, entry) for stem, entries in read for entry in entries)


@cache
def worked_on(body: str, year: int) -> Document:
    """The disclosure of a body as its own office has it: with last year's amounts and the additional data."""
    told = figures()["body"][body]
    form = edition(year, told["kind"])
    document = Document(Head("1", Unit("339", told["unit"]), year, told["kind"], form.id), form)
    last = {f"X7/{_ROWS.get(word, word)}/before": text for word, text in told["last"].items()}
    cells = {**told["cells"], **last, **told.get(str(year), {})}
    for where, text in cells.items():
        address = Address(*where.split("/"))
        table = form.tables.get(address.table)
        if table and table.layout == "codes":
            document.apply("增加科目", add_codes(document, address.table, [address.row]))
        if table and (table.layout in ("codes", "sides") or address.row in table.row_by_key):
            document.apply("填写", enter(document, {address: text}))
    for record in told["bought"]:
        document.apply("增加行", add_records(document, "X2", 1))
        key = document.lines("X2")[-1].key
        document.apply("填写", enter(document, {Address("X2", key, column): text for column, text in record.items()}))
    return document


@cache
def published(body: str, year: int) -> Document:
    """The same as a file holds it: every amount of the tables is stated, and nothing that is not published is known."""
    own = worked_on(body, year)
    content = own.content()
    facts = {name for name, table in own.edition.tables.items() if table.part == "facts"}
    stated = {a: CellEntry(fen=v) for a, v in zip(own.plan.addresses, own.values, strict=True) if v is not None}
    cells = {address: entry for address, entry in {**content.cells, **stated}.items() if address.table not in facts}
    return Document(own.head, own.edition, Content(cells, content.rows, content.texts), provenance=Provenance())


def saying(document: Document, variant: Variant, text: str) -> Document:
    """The disclosure with a text in the section of the variant."""
    section = next(section for section in document.edition.sections if section.key == variant.section)
    content, head = document.content(), document.head
    texts = {**content.texts, f"{section.id}.text": text}
    return Document(
        replace(head, unit=replace(head.unit, name=variant.unit or head.unit.name)),
        document.edition,
        replace(content, texts=texts),
        provenance=Provenance() if document.from_file else None,
    )


def brought_in(document: Document, variant: Variant, text: str) -> list[Finding]:
    """The errors and warnings that come with a text."""
    before = _without(variant.body, variant.year, document.from_file)
    found = check(saying(document, variant, text))
    return [one for one in found if one.level != "H" and _signature(one) not in before]


def is_found_out(document: Document, variant: Variant, damage: Damage) -> bool:
    """Whether a damaged text brings in a finding in its section that the right one does not."""
    right = _right(variant, document.from_file)
    section = next(section for section in document.edition.sections if section.key == variant.section)
    wrong = check(saying(document, variant, damage.text))
    return any(one.level != "H" and one.section == section.id and _signature(one) not in right for one in wrong)


@cache
def _right(variant: Variant, from_file: bool) -> frozenset[tuple[str, str]]:
    """What is found while the section is right."""
    document = (published if from_file else worked_on)(variant.body, variant.year)
    return frozenset(_signature(finding) for finding in check(saying(document, variant, variant.text)))


@cache
def _without(body: str, year: int, from_file: bool) -> frozenset[tuple[str, str]]:
    """What is found while no section is written."""
    document = (published if from_file else worked_on)(body, year)
    return frozenset(_signature(finding) for finding in check(document))


def damages(variant: Variant) -> Iterator[Damage]:
    """Every slip that is made to a variant: a digit in each amount, a direction, a year, a reason left out."""
    if variant.section == "goals":
        return  # no table says what its numbers should be
    chance = random.Random(f"{variant.section} {variant.name}")
    text = variant.text
    for start, number in amounts(variant):
        places = [place for place, mark in enumerate(number) if mark.isdigit()]
        place = chance.choice(places)
        digit = chance.choice([digit for digit in "123456789" if digit != number[place]])
        wrong = number[:place] + digit + number[place + 1 :]
        yield Damage("digit", text[:start] + wrong + text[start + len(number) :], f"{number} → {wrong}")
    other = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
    for verb in re.finditer(r"(增加|减少|增长|下降)(?=\d)", text):
        wrong = text[: verb.start()] + other[verb[0]] + text[verb.end() :]
        yield Damage("direction", wrong, text[verb.start() : verb.end() + 8])
    for start, end in variant.years:
        wrong = text[:start] + str(int(text[start:end]) - 1) + text[end:]
        yield Damage("year", wrong, text[start : end + 8])
    for start, end in variant.reasons:
        yield Damage("reason", text[:start] + text[end:], text[start:end])


def amounts(variant: Variant) -> Iterator[tuple[int, str]]:
    """Where the amounts of a variant stand, each as printed."""
    document = saying(published(variant.body, variant.year), variant, variant.text)
    section = next(section for section in document.edition.sections if section.key == variant.section)
    text = clause(document, section)
    for number in text.money:
        yield text.span(number.start, number.end)[0], number.number


def _written(stem: str, entry: dict[str, Any]) -> Variant:
    pieces: list[str] = []
    years: list[Span] = []
    reasons: list[Span] = []
    length = opened = 0
    for piece in re.split(r"(\{[^}]*\}|[〈〉])", entry["text"].strip("\n")):
        words = "" if piece in ("〈", "〉") else _filled(entry, piece)
        if piece == "〈":
            opened = length
        elif piece == "〉":
            reasons.append((opened, length))
        elif piece in ("{year}", "{last}"):
            years.append((length, length + len(words)))
        pieces.append(words)
        length += len(words)
    text = "".join(pieces)
    name = f"{stem} {entry['name']}"
    return Variant(
        name, entry["section"], entry["body"], entry["year"], text, tuple(years), tuple(reasons), entry.get("unit", "")
    )


def _filled(entry: dict[str, Any], piece: str) -> str:
    year: int = entry["year"]
    slot = _SLOT.fullmatch(piece)
    if slot is None:
        return piece
    if slot["word"] in ("year", "last"):
        return str(year - (slot["word"] == "last"))
    body = entry["body"]
    now, before = amount_now(body, year, slot["word"]), amount_before(body, year, slot["word"])
    match slot["part"]:
        case "before":
            return show(before)
        case "more":
            return show(abs(now - before))
        case "rate":
            return percent(now - before, before)
    whole, point, decimals = show(now).partition(".")
    return f"{int(whole):,}{point}{decimals}" if slot["thousands"] else show(now)


def amount_now(body: str, year: int, word: str) -> Fen:
    """This year's amount of a word; a count is told as so many 万元."""
    told = figures()["body"][body].get("loose", {})
    if word in told:
        return parse(told[word]) or 0
    words = figures()["word"]
    slot = {**words["all"], **words.get(str(year), {})}[word]
    return slot_amount(worked_on(body, year), slot) or 0


def amount_before(body: str, year: int, word: str) -> Fen:
    """Last year's amount of a word; zero where none is known."""
    told = figures()["body"][body].get("loose", {})
    if f"{word}.before" in told:
        return parse(told[f"{word}.before"]) or 0
    address = Address("X7", _ROWS.get(word, word), "before")
    table = worked_on(body, year).edition.tables["X7"]
    return (worked_on(body, year).value(address) or 0) if address.row in table.row_by_key else 0


def _signature(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.sentence
