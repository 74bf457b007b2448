"""Checks of the lines of the form that a table of a file does not have (C14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.check.special.registry import special
from forms.document.calculate import Equation, add
from forms.document.finding import Finding
from forms.document.lines import TOTAL
from forms.document.reporter import Reporter
from forms.document.unknown import unknown_cells
from forms.form.model import Row, Table
from models.money import show

_NAMED = 6
"""So many rows are named; of more it is said how many."""


@special("C14")
def rows_of_the_form(reporter: Reporter) -> Iterator[Finding]:
    """One finding for each table that lacks rows. A sum that is missing is an error; a line without an amount may be
    left out, unless the sum of the others shows that it had one."""
    absent = reporter.document.provenance.absent
    for name in dict.fromkeys(row.table for row in sorted(absent)):
        table = reporter.edition.tables[name]
        gone = [row for row in table.rows if (name, row.key) in absent]
        sums = [row for row in gone if row.key in _sums(table)]
        if sums and table.part == "budget":
            others = f"，另有{len(gone) - len(sums)}行没有列出" if len(gone) > len(sums) else ""
            message = f"没有{_words(sums)}{others}；有关的合计没有核对。"
            yield reporter.table("C14", name, message, link="里")
        elif gap := _gap(reporter, table):
            yield reporter.table("C14", name, f"没有{_words(gone)}，{gap}。", link="里")
        else:
            yield reporter.table("C14", name, f"没有{_words(gone)}，请核对是否都没有金额。", level="H", link="里")


def _sums(table: Table) -> frozenset[str]:
    """The rows that the arithmetic makes of other rows of their table."""
    computing = (relation for relation in table.relations if relation.computes)
    inner = (relation for relation in computing if all(term.table == table.id for term in relation.terms))
    return frozenset({TOTAL, *(relation.cell.row for relation in inner)})


def _gap(reporter: Reporter, table: Table) -> str:
    """By how much the rows that are there fall short of a sum that is; blank when they do not."""
    document = reporter.document
    unknown, plan = unknown_cells(document), document.plan
    for equation in plan.equations:
        if not _is_open(equation, unknown) or plan.addresses[equation.cell].table != table.id:
            continue
        if any(term.table != table.id for term in equation.relation.terms):
            continue
        stated, added = document.values[equation.cell] or 0, add(document.values, equation.operands) or 0
        if stated != added:
            place = reporter.place(plan.addresses[equation.cell]).removeprefix(reporter.table_words(table.id))
            return f"{place}为{show(stated)}，列出的各行合计{show(added)}，相差{show(abs(stated - added))}"
    return ""


def _is_open(equation: Equation, unknown: frozenset[int]) -> bool:
    """Whether a sum is there and some of its parts are not."""
    if equation.relation.comparison != "=" or equation.cell in unknown:
        return False
    return any(index in unknown for _, index in equation.operands)


def _words(rows: Sequence[Row]) -> str:
    named = "".join(f"“{row.label}”" for row in rows[:_NAMED])
    return f"{named}等{len(rows)}行" if len(rows) > _NAMED else f"{named}行"
