"""What stands in a row that a file does not have: nobody knows, unless the arithmetic gives it."""

from __future__ import annotations

from forms.document.document import Document
from models.records import RowAddress


def unknown_cells(document: Document) -> frozenset[int]:
    """The cells of absent rows that neither the file nor the arithmetic tells, by their index in the plan.

    They are not zero: an equation in which one takes part cannot be judged.
    """
    absent, plan = document.provenance.absent, document.plan
    if not absent:
        return frozenset()
    gone = {number for number, (table, row, _) in enumerate(plan.addresses) if RowAddress(table, row) in absent}
    unknown = gone - plan.computed
    for equation in plan.computing:
        if equation.cell in gone:
            is_told = all(document.is_present(term.table) for term in equation.relation.terms)
            if not is_told or any(index in unknown for _, index in equation.operands):
                unknown.add(equation.cell)
    return frozenset(unknown)
