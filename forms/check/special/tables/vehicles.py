"""The check that the money for vehicles is split into buying and running them (H01)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from models.money import show
from models.records import Address

_TABLE, _CAR = "T9", "car"
_PARTS = ("car.purchase", "car.running")


@special("H01")
def vehicles_are_split(reporter: Reporter) -> Iterator[Finding]:
    """An amount for vehicles in 表九 with both of its parts blank or zero; told once, at its first column."""
    document = reporter.document
    if _TABLE not in reporter.edition.tables:
        return
    for column in reporter.edition.tables[_TABLE].money_ids[""]:
        whole = Address(_TABLE, _CAR, column)
        parts = [Address(_TABLE, row, column) for row in _PARTS]
        stated = document.value(whole)
        if stated and not any(map(document.value, parts)):
            message = f"写了{show(stated)}万元，没有分列购置费和运行维护费。"
            finding = reporter.cell("H01", whole, message)
            yield replace(finding, found=show(stated), related=reporter.related(parts))
            return
