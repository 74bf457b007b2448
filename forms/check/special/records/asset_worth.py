"""The check that assets are worth what such are (J05): a value in 元 for 万元, or with a digit too many, shows in what
one car or one square metre comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from forms.check.special.records.procurement import plain_number
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.word_lists import Lists, word_lists
from models.money import UNITS, show
from models.records import Address

_TIMES = 50
"""So many times the worth of all buildings, or as small a part of it, has no square metre of the offices."""


@dataclass(frozen=True, slots=True)
class WorthWords:
    """What `words/worth.toml` declares; see there."""

    each: Lists


@special("J05", when="prose", needs=("cars", "buildings", "offices"))
def assets_are_worth_what_such_are(reporter: Reporter) -> Iterator[Finding]:
    """Cars and square metres that are worth far less or far more than any."""
    limits = word_lists(reporter.edition, "worth", WorthWords).each
    one_each = {role: _each(reporter, role) for role in limits}
    for role, (called, least, most) in limits.items():
        worth = one_each[role]
        is_odd = worth and not Decimal(least) <= worth / UNITS["万元"] <= Decimal(most)
        whole = one_each["buildings"] if role == "offices" else None
        is_unlike = worth and whole and not whole / _TIMES <= worth <= whole * _TIMES
        if worth and (is_odd or is_unlike):
            cell = Address(reporter.edition.roles.table(role), reporter.edition.roles.row(role), "value")
            value = reporter.document.value(cell) or 0
            message = f"是{show(value)}万元，平均{called}{show(int(worth))}万元，请核对金额的单位和位数。"
            yield replace(reporter.cell("J05", cell, message, level="W"), found=show(value))


def _each(reporter: Reporter, role: str) -> Decimal | None:
    """What one of the assets in that role is worth, in 分; None where there are none or none are told."""
    table, row = reporter.edition.roles.table(role), reporter.edition.roles.row(role)
    many = plain_number(reporter.document.text(Address(table, row, "quantity")))
    value = reporter.document.value(Address(table, row, "value"))
    return Decimal(value) / many if many and value else None
