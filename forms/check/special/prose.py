"""Checks of what the text says about the tables: carry-over named (C13), running cost as in the tables (D10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from forms.check.finding import Finding, Reporter
from forms.check.guess import guess
from forms.check.registry import special
from forms.declare.model import Section
from models.money import NotMoney, parse, show
from models.records import Address

_RUNNING = re.compile(r"运行经费[^，。；\d]{0,20}?([\d,.]*\d)\s*(万元|元)")
_PUBLIC = Address("T6", "total", "public")
_CARRIED = (
    (Address("T1", "income.carry", "amount"), "上年结转结余"),
    (Address("T1", "expenditure.carry", "amount"), "年终结转结余"),
)


@special("C13", when="prose")
def carry_over_is_named(reporter: Reporter) -> Iterator[Finding]:
    """Money carried over that the overview does not mention."""
    document, section = reporter.document, _section(reporter, "overview")
    text = document.section_text(section.id) if section else ""
    for address, name in _CARRIED:
        carried = document.value(address)
        if section and text and carried and "结转" not in text:
            message = f"没有提到{name}，{reporter.place(address)}为{show(carried)}万元。"
            yield replace(reporter.section("C13", section, message), related=reporter.related([address]))


@special("D10", when="prose")
def running_cost_is_that_of_the_tables(reporter: Reporter) -> Iterator[Finding]:
    """The 机关运行经费 of the text and the 公用经费 of the table of basic expenditure."""
    document, section = reporter.document, _section(reporter, "running")
    if section is None or "T6" not in document.edition.tables or not document.is_present("T6"):
        return
    found = _RUNNING.search("".join(document.section_text(section.id).split()))
    expected = document.value(_PUBLIC)
    if found is None or expected is None:
        return
    try:
        stated = parse(found[1], found[2])
    except NotMoney:
        return
    if stated is not None and stated != expected:
        guessed = guess(stated, expected)
        message = (
            f"机关运行经费写作{show(stated)}万元，{reporter.place(_PUBLIC)}为{show(expected)}万元，"
            f"相差{show(abs(stated - expected))}万元{'，' + guessed if guessed else ''}。"
        )
        yield replace(
            reporter.section("D10", section, message),
            quote=found[0],
            found=show(stated),
            expected=show(expected),
            difference=show(abs(stated - expected)),
            guess=guessed,
            related=reporter.related([_PUBLIC]),
        )


def _section(reporter: Reporter, key: str) -> Section | None:
    return next((section for section in reporter.edition.sections if section.key == key), None)
