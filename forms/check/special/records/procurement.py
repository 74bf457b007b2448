"""Checks of the procurement table: amounts, units, catalogue, 日常公用经费, the sentence before it
(D12, E07, I01, I03, I05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding, Mend, amount_words
from forms.document.per_revision import per_revision
from forms.document.reporter import Reporter
from forms.document.slots import is_total
from forms.form.model import Column
from forms.form.word_lists import Lists, word_lists
from models.money import UNITS, Fen, show, to_integer
from models.records import Address, CellChange, CellEntry

_CENT = 10_000
"""0.01万元 in 分: prices are printed to it."""
_NO_WORD = re.compile(r"[\d.,，\s\-—－/]*")
_YEAR = re.compile(r"^20\d{2}年(?:度)?")
_PLAIN = re.compile(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)
_CODE = re.compile(r"[ABC](?:\d{2}){1,6}")


@dataclass(frozen=True, slots=True)
class ProcurementWords:
    """What the checks know of procurement (`words/procurement.toml`)."""

    assets: tuple[str, ...]
    public: tuple[str, ...]
    see_table: tuple[str, ...]
    nothing: tuple[str, ...]
    misfits: Lists


@dataclass(frozen=True, slots=True)
class Purchase:
    """One line of the table that is no sum: `group` names its 小计, `amount` is 总计, or 合计 where there is none."""

    key: str
    group: str
    project: str
    budget: Fen | None
    goods: str
    code: str
    measure: str
    quantity: Decimal | None
    price: Fen | None
    amount: Fen | None


def procurement_words(reporter: Reporter) -> ProcurementWords:
    """The words of procurement in the edition of the disclosure."""
    return word_lists(reporter.edition, "procurement", ProcurementWords)


@per_revision
def purchases(document: Document) -> tuple[Purchase, ...]:
    """The lines of the procurement table without its sums; none when the edition has no such table."""
    found: list[Purchase] = []
    lines = document.lines(_table(document))
    names = {line.key: "".join(document.text(Address(_table(document), line.key, "project")).split()) for line in lines}
    totals = [key for key, name in names.items() if is_total(name)]
    leads = bool(lines) and lines[0].key in totals
    group = ""
    for line in lines if leads else reversed(lines):
        if line.key in totals:
            group = names[line.key]
        else:
            found.append(_purchase(document, line.key, group, names[line.key]))
    return tuple(found if leads else found[::-1])


def _purchase(document: Document, key: str, group: str, project: str) -> Purchase:
    def text(column: str) -> str:
        return "".join(document.text(Address(_table(document), key, column)).split())

    def money(column: str) -> Fen | None:
        return document.value(Address(_table(document), key, column))

    return Purchase(
        key=key,
        group=group,
        project=project,
        budget=money("budget"),
        goods=text("goods"),
        code=text("catalogue").upper(),
        measure=text("measure"),
        quantity=plain_number(text("quantity")),
        price=money("price"),
        amount=money("total") if money("grand") is None else money("grand"),
    )


@special("I01", needs=("procurement",))
def amounts_are_quantity_times_price(reporter: Reporter) -> Iterator[Finding]:
    """Amounts that are not quantity × price, as far as the price is printed exactly."""
    document = reporter.document
    column = "grand" if any(c.id == "grand" for c in _columns(document)) else "total"
    yield from _without_quantity(reporter)
    for line in purchases(document):
        if line.quantity is None or line.price is None or document.wrong(Address(_table(document), line.key, column)):
            continue
        expected = to_integer(line.quantity * line.price)
        found = line.amount or 0
        if abs(found - expected) <= to_integer((line.quantity + 1) * _grain(line.price) / 2):
            continue
        product = f"数量{line.quantity.normalize():f}×单价{show(line.price)}＝{show(expected)}"
        message = f"为{amount_words(line.amount)}，{product}"
        at, price = (Address(_table(document), line.key, name) for name in (column, "price"))
        yield reporter.differs("I01", at, message, line.amount, expected, unit="", related=[price])


def _without_quantity(reporter: Reporter) -> Iterator[Finding]:
    """A price and an amount without how many; a form may do without any quantity."""
    lines = [line for line in purchases(reporter.document) if line.price and line.amount]
    told = sum(line.quantity is not None for line in lines)
    for line in lines if told or len(lines) == 1 else ():
        at = Address(_table(reporter.document), line.key, "quantity")
        if line.price and line.amount and not reporter.document.text(at).strip():
            message = f"空着，单价是{show(line.price)}万元，金额是{show(line.amount)}万元，请补填数量。"
            yield reporter.cell("I01", at, message, level="W")
    priced = [line for line in purchases(reporter.document) if line.quantity and line.amount]
    for line in priced if any(line.price for line in priced) else ():
        at = Address(_table(reporter.document), line.key, "price")
        if line.price is None and not reporter.document.text(at).strip():
            message = f"空着，数量是{line.quantity}，金额是{show(line.amount or 0)}万元，请补填单价。"
            yield reporter.cell("I01", at, message, level="W")


@special("I03", needs=("procurement",))
def measures_are_words(reporter: Reporter) -> Iterator[Finding]:
    """Units of measure that are blank or a number; the unit of the same goods elsewhere is offered."""
    lines = purchases(reporter.document)
    known = {line.goods: line.measure for line in lines if not _NO_WORD.fullmatch(line.measure)}
    for line in lines:
        if not line.goods or not _NO_WORD.fullmatch(line.measure):
            continue
        at = Address(_table(reporter.document), line.key, "measure")
        said = f"写作“{line.measure}”" if line.measure else "空着"
        message = f"{said}，请填“台”“个”“项”这样的词。"
        finding = replace(reporter.cell("I03", at, message), quote=line.measure, found=line.measure)
        right = known.get(line.goods)
        if right:
            change = CellChange(at, reporter.document.cells.get(at), CellEntry(text=right))
            finding = replace(finding, mend=Mend(f"改为“{right}”", (change,)))
        yield finding
    for line in lines:
        if line.measure in UNITS:
            at = Address(_table(reporter.document), line.key, "measure")
            message = f"写作“{line.measure}”，这是金额的单位，请填“台”“个”“项”这样的词。"
            yield replace(reporter.cell("I03", at, message, level="W"), quote=line.measure, found=line.measure)


@special("G16", when="prose", needs=("procurement",))
def none_is_told_where_there_is_none(reporter: Reporter) -> Iterator[Finding]:
    """A text that says that nothing is bought, above a table with amounts."""
    section = reporter.about("procurement")
    bought = sum(line.amount or 0 for line in purchases(reporter.document))
    if section is None or not bought:
        return
    nothing = re.compile("|".join(procurement_words(reporter).nothing))
    found = nothing.search(reporter.document.section_text(section.id))
    if found:
        message = f"写着“{found[0]}”，采购表里却有{show(bought)}万元，请核对。"
        yield reporter.passage("G16", section, found.span(), message, level="W")


@special("I05", when="prose", needs=("procurement",))
def no_table_to_be_seen(reporter: Reporter) -> Iterator[Finding]:
    """A text that sends the reader to a procurement table without rows."""
    document, section = reporter.document, reporter.about("procurement")
    if section is None or not document.is_empty(_table(document)):
        return
    if document.from_file and not document.is_present(_table(document)):
        return
    text = document.section_text(section.id)
    sees = "|".join(map(re.escape, procurement_words(reporter).see_table))
    found = re.search(rf"[^，,。；;\n]*(?:{sees})[^，,。；;\n]*[。；;]?", text)
    if found:
        message = f"写着“{found[0]}”，采购表却没有一行，请写明没有政府采购预算。"
        finding = reporter.passage("I05", section, found.span(), message)
        yield replace(finding, mend=reporter.rewrite(section, found.span(), "", f"删去“{found[0]}”"))


@special("D12", needs=("procurement", "public"))
def public_funds_are_those_of_the_tables(reporter: Reporter) -> Iterator[Finding]:
    """The 日常公用经费 that purchases are paid from, all units together, against the 公用经费 of the basic expenditure.

    Where not every unit buys from it, the sum may be smaller.
    """
    document, public = reporter.document, reporter.edition.roles.cell("public")
    if public is None or not document.is_present(public.table):
        return
    marks = procurement_words(reporter).public
    lines = [line for line in purchases(document) if line.budget and _YEAR.sub("", line.project) in marks]
    budgets = {(line.group, line.project): line for line in lines}
    found, expected = sum(line.budget or 0 for line in budgets.values()), document.value(public)
    units = len({line.group for line in lines})
    complete = 0 < len(document.lines(document.edition.roles.table("institutions"))) <= units
    if not lines or expected is None or found == expected or (found < expected and not complete):
        return
    places = [Address(_table(document), line.key, "budget") for line in budgets.values()]
    message = f"日常公用经费的预算资金合计{show(found)}万元，{reporter.place(public)}为{show(expected)}万元"
    related = [*places[1:], public]
    yield reporter.differs("D12", places[0], message, found, expected, related=related, link="：")


@special("E07", needs=("procurement",))
def catalogue_codes(reporter: Reporter) -> Iterator[Finding]:
    """Codes of the procurement catalogue that are blank, malformed, or whose class does not fit the name of the goods;
    goods without a name, where those of all other lines have one."""
    misfits = procurement_words(reporter).misfits
    lines = purchases(reporter.document)
    nameless = [line for line in lines if not line.goods]
    for line in nameless if len(nameless) == 1 < len(lines) - 1 else ():
        message = "空着，请写采购的是什么。"
        yield reporter.cell("E07", Address(_table(reporter.document), line.key, "goods"), message)
    for line in lines:
        at = Address(_table(reporter.document), line.key, "catalogue")
        if not line.code and line.goods and any(other.code for other in lines):
            yield reporter.cell("E07", at, f"空着，请按采购目录填写“{line.goods}”的序号。")
        elif line.code and not _CODE.fullmatch(line.code):
            message = f"写作“{line.code}”，应当是A、B、C加成对的数字，例如A020101。"
            yield replace(reporter.cell("E07", at, message), quote=line.code, found=line.code)
        elif line.code and line.goods.endswith(misfits.get(line.code[0], ())):
            word = {"A": "货物", "B": "工程", "C": "服务"}[line.code[0]]
            message = f"“{line.code}”是{word}类，“{line.goods}”像是别的类，请核对。"
            yield replace(reporter.cell("E07", at, message), quote=line.code, found=line.code)


def _columns(document: Document) -> tuple[Column, ...]:
    table = document.edition.tables.get(_table(document))
    return table.columns if table else ()


def _table(document: Document) -> str:
    """The id of the table of procurement; blank where the form has none."""
    return document.edition.roles.table("procurement")


def _grain(price: Fen) -> Fen:
    """The last printed place of a price: 0.01万元, or finer where it has more decimals."""
    grain = _CENT
    while price % grain:
        grain //= 10
    return grain


def plain_number(text: str) -> Decimal | None:
    """A quantity as it is written; None when it is blank, a dash, or no plain number."""
    plain = "".join(text.split()).replace(",", "")
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None
