"""The check that the money for vehicles is split into buying and running them (H01)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from models.money import show
from models.records import Address


@special("H01", needs=("vehicles", "vehicles.purchase", "vehicles.running"))
def vehicles_are_split(reporter: Reporter) -> Iterator[Finding]:
    """An amount for vehicles in 表九 with both of its parts blank or zero; told once, at its first column."""
    document, roles = reporter.document, reporter.edition.roles
    table = reporter.edition.tables[roles.table("vehicles")]
    rows = [at.row for role in ("vehicles.purchase", "vehicles.running") for at in roles.cells(role)[:1]]
    for column in table.money_ids[""]:
        whole = Address(table.id, roles.row("vehicles"), column)
        parts = [Address(table.id, row, column) for row in rows]
        stated = document.value(whole)
        if stated and not any(map(document.value, parts)):
            message = f"写了{show(stated)}万元，没有分列购置费和运行维护费。"
            finding = reporter.cell("H01", whole, message)
            yield replace(finding, found=show(stated), related=reporter.related(parts))
            return
