"""Checks of assets, vehicles and institutions (B06, D15, H04, H05, J02, J03, J05, J06)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from forms.check.special.records.procurement import plain_number, procurement_words, purchases
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess
from forms.document.lines import TOTAL
from forms.document.reporter import Passage, Reporter
from forms.form.language import language, patterns
from forms.form.model import Section
from forms.form.word_lists import Words, word_lists
from forms.prose.grammar import grammar
from models.money import Fen, NotMoney, parse, show
from models.records import Address, RowAddress

_LIMIT = re.compile(r"(\d+)\s*万元")


@dataclass(frozen=True, slots=True)
class AssetWords:
    """What the checks know of assets (`words/assets.toml`)."""

    running_limit: str


@special("B06", needs=("institutions",))
def institutions_are_filled_in(reporter: Reporter) -> Iterator[Finding]:
    """Blank cells of the institutions, an empty table in a begun disclosure, units that the table does not list."""
    document = reporter.document
    table = reporter.edition.tables[reporter.edition.roles.table("institutions")]
    if document.from_file and not document.is_present(table.id):
        return
    lines = document.lines(table.id)
    if not lines:
        yield reporter.table("B06", table.id, "还没有填写，请逐个单位填写名称、性质、规格和经费保障形式。")
    for line in lines:
        for column in table.columns:
            at = Address(table.id, line.key, column.id)
            if not document.text(at).strip():
                yield reporter.cell("B06", at, "没有填写。")


@special("B06", when="prose", needs=("institutions",))
def units_are_listed(reporter: Reporter) -> Iterator[Finding]:
    """A text about assets that counts subordinate units in, beside a table with one unit."""
    document, section = reporter.document, reporter.about("assets")
    table = reporter.edition.roles.table("institutions")
    if section is None or len(document.lines(table)) != 1:
        return
    found = patterns(reporter.edition).with_units.search(document.section_text(section.id))
    if found:
        message = f"写着“{found[0]}”，{reporter.table_words(table)}只列了1个单位，请核对。"
        yield reporter.passage("B06", section, found.span(), message, level="H")


@special("D15", when="prose", needs=("procurement",), reads=("planned_assets",))
def planned_assets_are_those_procured(reporter: Reporter) -> Iterator[Finding]:
    """The 拟购置固定资产 of the text, or of the additional data, against the assets in the procurement table."""
    document, section = reporter.document, reporter.about("assets")
    lines = purchases(document)
    known = procurement_words(reporter)
    table = document.edition.roles.table("procurement")
    if not document.is_present(table) or not all(line.code for line in lines):
        return
    bought = sum(line.amount or 0 for line in lines if line.code.startswith(known.assets))
    everything = sum(line.amount or 0 for line in lines)
    stated = _planned(document, section)
    cell = document.edition.roles.cell("planned_assets")
    planned = stated[0] if stated else document.value(cell) if cell else None
    if planned is None or planned == bought:
        return
    guessed = "采购预算总额里还有服务、耗材等，不全是固定资产" if planned == everything else guess(planned, bought)
    message = f"拟购置固定资产写作{show(planned)}万元，政府采购预算表里的固定资产（目录A01至A06）合计{show(bought)}万元"
    at, link = (Passage(section, stated[1]), "") if section and stated else (cell, "：")
    assert at is not None
    related = [Address(table, line.key, "total") for line in lines if line.code.startswith(known.assets)]
    yield reporter.differs("D15", at, message, planned, bought, guessed=guessed, related=related, link=link)


def _planned(document: Document, section: Section | None) -> tuple[Fen, tuple[int, int]] | None:
    """What the text says will be bought; what a year before this one has brought (2023年新增固定资产) is no plan."""
    text = document.section_text(section.id) if section else ""
    years, pattern = grammar(document.edition).years, patterns(document.edition).planned_assets
    for found in pattern.finditer(text):
        begin = max(text.rfind(mark, 0, found.start()) for mark in "。；;\n") + 1
        named = [one["year"] or "" for one in years.finditer(text, begin, found.start())]
        is_plan = any(word in text[begin : found.start()] for word in language(document.edition).planners)
        if is_plan or not named or not "" < named[-1] < str(document.head.year):
            return _parsed(found)
    return None


@special("J02", needs=("buildings", "offices"))
def offices_are_part_of_the_buildings(reporter: Reporter) -> Iterator[Finding]:
    """More office space than space of all buildings."""
    offices, buildings = (_quantity(reporter.document, row) for row in ("offices", "buildings"))
    if offices is not None and offices > (buildings or 0):
        message = f"为{offices}，大于房屋的面积{buildings or 0}，多{offices - (buildings or 0)}平方米。"
        finding = reporter.cell("J02", Address(*_line(reporter.document, "offices"), "quantity"), message)
        yield replace(finding, found=str(offices), expected=str(buildings or 0))


@special("J05", needs=("cars",))
def cars_are_whole(reporter: Reporter) -> Iterator[Finding]:
    """A quantity of cars with a decimal."""
    cars = _quantity(reporter.document, "cars")
    if cars is not None and cars % 1:
        message = f"写作{cars}，车辆数应当是整数，请核对。"
        finding = reporter.cell("J05", Address(*_line(reporter.document, "cars"), "quantity"), message, level="W")
        yield replace(finding, found=str(cars))


@special("J03", when="prose")
def assets_are_those_of_last_december(reporter: Reporter) -> Iterator[Finding]:
    """A date of the assets that is not the last day of the year before the budget year."""
    section = reporter.about("assets")
    if section is None:
        return
    right = (reporter.edition.year - 1, *reporter.edition.titles.asset_day)
    for found in patterns(reporter.edition).asset_day.finditer(reporter.document.section_text(section.id)):
        if tuple(map(int, found.groups())) != right:
            expected = f"{right[0]}年{right[1]}月{right[2]}日"
            message = f"写作“{found[0]}”，应当截至{expected}。"
            finding = reporter.passage("J03", section, found.span(), message)
            mend = reporter.rewrite(section, found.span(), f"截至{expected}")
            yield replace(finding, found=found[0], expected=expected, mend=mend)


@special("J05", needs=("assets",))
def quantity_and_value_go_together(reporter: Reporter) -> Iterator[Finding]:
    """Lines of assets with a value and no quantity, or the reverse; the total bears a value only."""
    document, table = reporter.document, reporter.edition.roles.table("assets")
    for line in document.lines(table):
        quantity = plain_number(document.text(Address(table, line.key, "quantity")))
        value = document.value(Address(table, line.key, "value"))
        at = Address(table, line.key, "quantity" if quantity is None else "value")
        if line.key == TOTAL or bool(quantity) == bool(value) or document.wrong(at):
            continue
        if value:
            yield reporter.cell("J05", at, f"没有填写，价值是{show(value)}万元，请补填数量。")
        else:
            yield reporter.cell("J05", at, f"没有填写，数量是{quantity}，请补填价值。")


@special("J06", needs=("large_equipment",))
def price_limit_of_the_form(reporter: Reporter) -> Iterator[Finding]:
    """A price limit in the line of large equipment, or in the text, that is not that of the form of the year."""
    document, row = reporter.document, _line(reporter.document, "large_equipment")
    limit = _price_limit(reporter)
    line = document.line(*row) if limit else None
    if limit is None or line is None:
        return
    stated = _LIMIT.search(line.label)
    if stated and stated[1] != limit[1]:
        message = f"写作“{stated[0]}”，{reporter.edition.year}年的表样是“{limit[0]}”。"
        finding = reporter.row("J06", row, message)
        yield replace(finding, column="label", quote=line.label, found=stated[0], expected=limit[0])


@special("J06", when="prose", needs=("large_equipment",))
def price_limit_in_the_text(reporter: Reporter) -> Iterator[Finding]:
    """A price limit of large equipment in the text that is not that of the form of the year."""
    section, limit = reporter.about("assets"), _price_limit(reporter)
    if section is None or limit is None:
        return
    for found in patterns(reporter.edition).equipment_price.finditer(reporter.document.section_text(section.id)):
        if found[1] != limit[1]:
            message = f"写作“{found[0]}”，{reporter.edition.year}年的表样是“{limit[0]}”。"
            finding = reporter.passage("J06", section, found.span(), message)
            yield replace(finding, found=found[1], expected=limit[0])


@special("H04", when="prose", needs=("assets", "cars"), reads=("vehicles.running",))
def running_cost_of_a_vehicle(reporter: Reporter) -> Iterator[Finding]:
    """A running cost per vehicle above the usual limit, or a cost without any vehicle among the assets."""
    document = reporter.document
    vehicles = _quantity(document, "cars")
    if not document.is_present(document.edition.roles.table("assets")):
        return
    at, running = _cost(reporter, "vehicles.running", patterns(reporter.edition).vehicles_running)
    limit = parse(word_lists(reporter.edition, "assets", AssetWords).running_limit) or 0
    if not running or (vehicles and running <= limit * vehicles):
        return
    if not vehicles:
        message = f"公务用车运行维护费为{show(running)}万元，固定资产占用情况表里却没有车辆，请核对。"
    else:
        each = int(running / vehicles / 100) * 100
        message = (
            f"公务用车运行维护费为{show(running)}万元，固定资产占用情况表里有{vehicles}辆车，"
            f"每辆约{show(each // 10_000 * 10_000)}万元，高于通常的{show(limit)}万元，请核对车辆数和金额。"
        )
    yield replace(_placed(reporter, "H04", at, message), found=show(running))


@special("H05", when="prose", reads=("vehicles.purchase",))
def vehicles_bought_are_counted(reporter: Reporter) -> Iterator[Finding]:
    """Money for buying vehicles while the text does not say how many."""
    document, section = reporter.document, reporter.about("three_public")
    said = patterns(reporter.edition)
    at, bought = _cost(reporter, "vehicles.purchase", said.vehicles_bought)
    if section is None or not bought or said.vehicles_counted.search(document.section_text(section.id)):
        return
    message = f"公务用车购置费为{show(bought)}万元，没有写明购置几辆车。"
    yield replace(
        reporter.section("H05", section, message), found=show(bought), related=reporter.related([at] if at else [])
    )


def _cost(reporter: Reporter, role: str, pattern: Words) -> tuple[Address | None, Fen | None]:
    """A cost of vehicles: from the table of 三公经费, else from the comparison of the years, else from the text."""
    document = reporter.document
    for at in document.edition.roles.cells(role):
        if document.value(at) is not None:
            return at, document.value(at)
    stated = _amount(document, reporter.about("three_public"), pattern)
    return None, stated[0] if stated else None


def _placed(reporter: Reporter, rule: str, at: Address | None, message: str) -> Finding:
    """A finding at the cell, or in the text where no cell holds the amount."""
    section = reporter.about("three_public")
    if at is None and section is not None:
        return reporter.section(rule, section, message, link="里")
    assert at is not None, "an amount that no cell holds stands in the text"
    return reporter.cell(rule, at, message, link="：")


def _amount(document: Document, section: Section | None, pattern: Words) -> tuple[Fen, tuple[int, int]] | None:
    """The first amount that a pattern finds in a section, with its passage."""
    found = pattern.search(document.section_text(section.id)) if section else None
    return _parsed(found) if found else None


def _parsed(found: re.Match[str]) -> tuple[Fen, tuple[int, int]] | None:
    try:
        fen = parse(found[1], found[2])
    except NotMoney:
        return None
    return (fen, found.span()) if fen is not None else None


def _quantity(document: Document, role: str) -> Decimal | None:
    """The quantity in a line of assets; None when it is blank, a dash or no number."""
    return plain_number(document.text(Address(*_line(document, role), "quantity")))


def _line(document: Document, role: str) -> RowAddress:
    """The line of assets in that role."""
    return RowAddress(document.edition.roles.table(role), document.edition.roles.row(role))


def _price_limit(reporter: Reporter) -> re.Match[str] | None:
    """The price from which equipment is large, as the form of the year has it in its line."""
    table, row = _line(reporter.document, "large_equipment")
    return _LIMIT.search(reporter.edition.tables[table].row_by_key[row].label)
