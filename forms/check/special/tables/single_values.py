"""Checks of single amounts: what is no amount, what is negative, what stands in the wrong column (C09, C11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.in_order import in_order
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from models.money import show
from models.records import Address

_COLUMN_OF = {"人员经费": "staff", "公用经费": "public"}
"""The columns of the table of basic expenditure by the category of an economic class."""


@special("C11")
def amounts_are_numbers(reporter: Reporter) -> Iterator[Finding]:
    """Texts, error values and negative numbers in cells of money."""
    document, index = reporter.document, reporter.document.plan.index
    wrong = [at for at, entry in document.cells.items() if at in index and (entry.text or (entry.fen or 0) < 0)]
    for address in in_order(document, wrong):
        text, fen = document.cells[address].text, document.cells[address].fen
        if text:
            yield replace(reporter.cell("C11", address, f"填的是“{text}”，不是金额。"), quote=text, found=text)
        else:
            finding = reporter.cell("C11", address, f"是负数{show(fen)}，预算金额不应为负。")
            yield replace(finding, found=show(fen))


@special("C09")
def staff_and_public(reporter: Reporter) -> Iterator[Finding]:
    """Economic classes of staff under 公用经费, and the other way round."""
    document = reporter.document
    for table in reporter.edition.tables.values():
        if table.catalogue != "economic":
            continue
        catalogue = document.catalogue(table)
        for line in document.lines(table.id):
            known = catalogue.codes.get(line.code)
            right = _COLUMN_OF.get(known.category) if known else None
            for wrong in set(_COLUMN_OF.values()) - {right} if right else ():
                address = Address(table.id, line.key, wrong)
                fen = document.value(address)
                if known and fen and not document.is_computed(address):
                    message = f"填了{show(fen)}，这个科目属于{known.category}。"
                    yield replace(reporter.cell("C09", address, message), found=show(fen))
