"""The arithmetic checks: every equation of the plan held against the values as they stand.

Where one cell alone explains all the equations that do not hold, and no equation that holds speaks for it, that cell
is named; otherwise each broken equation is reported at the cell it defines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.document.calculate import Equation, Plan
from forms.document.document import Document
from forms.document.finding import LEVELS, Finding, amount_words
from forms.document.record_names import record_name
from forms.document.reporter import Reporter
from forms.document.unknown import unknown_cells
from models.money import Fen
from models.records import Address, RowAddress

_WORDS = {"=": "应等于", ">=": "不应小于", "<=": "不应大于"}
_LISTED = 4
"""So many operands are written out in a message; more are summed up."""
_ALL_BLANK = "（都空着）"


@dataclass(frozen=True, slots=True)
class _Broken:
    """An equation that does not hold: what the operands give, and how much more the cell holds than that."""

    equation: Equation
    expected: Fen
    surplus: Fen

    def correction(self, cell: int) -> Fen:
        """What has to be added to that cell to mend the equation."""
        if cell == self.equation.cell:
            return -self.surplus
        return sum(self.surplus * sign for sign, index in self.equation.operands if index == cell)


Worded = dict[tuple[int, str, tuple[Fen | None, ...]], Finding]
"""Findings of earlier rounds by the equation, what its record was called and the values that stood in its cells:
hundreds may stay as they are."""


def check_relations(document: Document, worded: Worded) -> Iterator[Finding]:
    """All findings of the linear relations. `worded` is kept from round to round while the plan stands."""
    reporter = Reporter(document)
    broken, holding = _evaluate(document)
    culprits = _culprits(document, [b for b in broken if _is_firm(document, b.equation)], holding)
    explained: set[int] = set()
    for cell, correction in culprits.items():
        reasons = [b for b in broken if b.equation.relation.comparison == "=" and b.correction(cell) == correction]
        explained.update(id(b) for b in reasons)
        yield _culprit_finding(reporter, cell, correction, reasons)
    reported: set[tuple[str, int]] = set()
    for one in broken:
        place = (one.equation.relation.rule, one.equation.cell)
        if id(one) not in explained and place not in reported:
            reported.add(place)
            yield _worded(reporter, one, worded)


def _worded(reporter: Reporter, one: _Broken, worded: Worded) -> Finding:
    values, equation = reporter.document.values, one.equation
    table, row, _ = reporter.document.plan.addresses[equation.cell]
    called = record_name(reporter.document, table, row)
    key = id(equation), called, (values[equation.cell], *(values[index] for _, index in equation.operands))
    if key not in worded:
        worded[key] = _equation_finding(reporter, one)
    return worded[key]


def _evaluate(document: Document) -> tuple[list[_Broken], set[int]]:
    """The broken equations, and the cells that some firm equation confirms."""
    values, plan = document.values, document.plan
    absent = frozenset(name for name in document.edition.tables if not document.is_present(name))
    doubtful = {plan.index[a] for a, entry in document.cells.items() if entry.text and a in plan.index}
    doubtful |= unknown_cells(document)
    broken: list[_Broken] = []
    holding: set[int] = set()
    for equation in plan.equations:
        relation = equation.relation
        expected = 0
        for sign, index in equation.operands:
            expected += (values[index] or 0) * sign
        surplus = (values[equation.cell] or 0) - expected
        if surplus == 0:
            if relation.comparison == "=" and expected:
                holding.add(equation.cell)
                holding.update(index for _, index in equation.operands)
            continue
        allowed = {"=": False, ">=": surplus > 0, "<=": surplus < 0}
        if not allowed[relation.comparison] and _applies(equation, values, plan, absent, doubtful):
            broken.append(_Broken(equation, expected, surplus))
    return broken, holding


def _applies(
    equation: Equation, values: Sequence[Fen | None], plan: Plan, absent: frozenset[str], doubtful: set[int]
) -> bool:
    """Whether the equation can be judged: all its tables are there, its gate is zero, no operand is a mere text or
    in a row that the file does not have, and nothing is to be taken away that is not known."""
    terms = equation.relation.terms
    if absent and any(term.table in absent for term in (*terms, *equation.relation.when_zero)):
        return False
    if doubtful and (equation.cell in doubtful or any(index in doubtful for _, index in equation.operands)):
        return False
    if plan.addresses[equation.cell].table in absent:
        return False
    if equation.relation.computes and any(sign < 0 and values[index] is None for sign, index in equation.operands):
        return False
    return not sum((values[index] or 0) * sign for sign, index in equation.gate)


def _is_firm(document: Document, equation: Equation) -> bool:
    relation = equation.relation
    return relation.comparison == "=" and document.edition.rules[relation.rule].level == "E"


def _culprits(document: Document, broken: list[_Broken], holding: set[int]) -> dict[int, Fen]:
    """Cells that alone explain broken equations, each with the correction that would mend all of them."""
    taking_part: dict[int, list[_Broken]] = defaultdict(list)
    for one in broken:
        for cell in {one.equation.cell, *(index for _, index in one.equation.operands)}:
            taking_part[cell].append(one)
    suspects = {}
    for cell, equations in taking_part.items():
        corrections = {one.correction(cell) for one in equations}
        if len(corrections) == 1 and not _has_alibi(document, cell, holding):
            correction = corrections.pop()
            if _is_plausible(document.values[cell], cell, correction, equations):
                suspects[cell] = (correction, equations)
    found: dict[int, Fen] = {}
    taken: set[int] = set()
    for cell, (correction, equations) in sorted(suspects.items(), key=lambda item: -len(item[1][1])):
        ids = {id(one) for one in equations}
        rivals = [c for c, (_, others) in suspects.items() if c != cell and ids <= {id(o) for o in others}]
        if not rivals and not ids & taken:
            found[cell] = correction
            taken |= ids
    return found


def _is_plausible(value: Fen | None, cell: int, correction: Fen, equations: Sequence[_Broken]) -> bool:
    """Whether the corrected amount could stand there: no budget is negative, and a sum that does not hold says
    nothing of which of its blank cells lacks an amount."""
    if (value or 0) + correction < 0:
        return False
    return value is not None or len(equations) > 1 or equations[0].equation.cell == cell


def _has_alibi(document: Document, cell: int, holding: set[int]) -> bool:
    """Whether an equation that holds speaks for the cell; a computed cell nobody stated is right by definition."""
    address = document.plan.addresses[cell]
    return cell in holding or (cell in document.plan.computed and address not in document.cells)


def _culprit_finding(reporter: Reporter, cell: int, correction: Fen, reasons: list[_Broken]) -> Finding:
    document = reporter.document
    address = document.plan.addresses[cell]
    found = document.value(address)
    expected = (found or 0) + correction
    chief = min(reasons, key=lambda one: (_severity(reporter, one), one.equation.relation.table != address.table))
    # What is blank is filled in by one sum; an amount that is denied is better denied by two.
    told_of = reasons[:1] if found is None else reasons[:2]
    grounds = "、".join(dict.fromkeys(_ground(reporter, one, cell).removesuffix("＝") for one in told_of))
    shown = document.edition.tables[address.table].show
    told = "空着" if found is None else f"填的是{shown(found)}"
    message = f"{told}，按{grounds}{'应填' if found is None else '倒推应是'}{shown(expected)}"
    if grounds.endswith(_ALL_BLANK):
        message = f"{told}，{grounds.removesuffix(_ALL_BLANK)}却都空着，应当相等"
    related = [a for one in reasons for a in _addresses(document, one.equation) if a != address]
    return reporter.differs(chief.equation.relation.rule, address, message, found, expected, unit="", related=related)


def _severity(reporter: Reporter, one: _Broken) -> int:
    return LEVELS.index(reporter.edition.rules[one.equation.relation.rule].level)


def _ground(reporter: Reporter, one: _Broken, cell: int) -> str:
    """What an equation says about a cell that is not its own: the total above, the sum of the row, the other table."""
    plan, equation = reporter.document.plan, one.equation
    own, other = plan.addresses[cell], plan.addresses[equation.cell]
    if equation.cell == cell:
        return _operands_words(reporter, other, equation)
    if other.table != own.table:
        return reporter.place(other)
    if other.row == own.row:
        return f"本行{reporter.column_words(other)}"
    return _seen_from(reporter, own, other)


def _equation_finding(reporter: Reporter, one: _Broken) -> Finding:
    document, equation = reporter.document, one.equation
    address = document.plan.addresses[equation.cell]
    found = document.value(address)
    operands = _operands_words(reporter, address, equation)
    shown = document.edition.tables[address.table].show
    told = "空着" if found is None else f"填的是{shown(found)}"
    message = f"{told}，{_demand(reporter, equation)}{operands}{shown(one.expected)}"
    related = [a for a in _addresses(document, equation) if a != address]
    return reporter.differs(equation.relation.rule, address, message, found, one.expected, unit="", related=related)


def _demand(reporter: Reporter, equation: Equation) -> str:
    """What the relation asks; a hint only says what is usual."""
    hint = reporter.edition.rules[equation.relation.rule].level == "H"
    return "通常等于" if hint else _WORDS[equation.relation.comparison]


def _addresses(document: Document, equation: Equation) -> Iterator[Address]:
    yield document.plan.addresses[equation.cell]
    for _, index in equation.operands:
        yield document.plan.addresses[index]


def _operands_words(reporter: Reporter, cell: Address, equation: Equation) -> str:
    """The right side in words, seen from the cell: names shortened to what differs from it."""
    document = reporter.document
    addresses = [(sign, document.plan.addresses[index]) for sign, index in equation.operands]
    filled = [(sign, a) for sign, a in addresses if document.value(a) is not None]
    # Nothing adds nothing, and need not be read.
    filled = [(sign, a) for sign, a in filled if document.value(a)] or filled
    if not addresses:
        tables = dict.fromkeys(term.table for term in equation.relation.terms)
        return "、".join(map(reporter.table_words, tables)) + "（没有这一行）"
    most = 1 if document.edition.tables[cell.table].layout == "records" else _LISTED
    if all(a.table == cell.table and a.column == cell.column for _, a in addresses) and len(filled) > most:
        return f"{'以下' if equation.operands[0][1] > equation.cell else '以上'}{len(filled)}行之和"
    shown = document.edition.tables[cell.table].show
    words = [
        f"{'－' if sign < 0 else '＋'}{_seen_from(reporter, cell, a)}{amount_words(document.value(a), shown)}"
        for sign, a in filled
    ]
    if not words:
        return "、".join(_seen_from(reporter, cell, a) for _, a in addresses[:_LISTED]) + _ALL_BLANK
    text = "".join(words).removeprefix("＋")
    return f"{text}＝" if len(words) > 1 else _seen_from(reporter, cell, filled[0][1])


def _seen_from(reporter: Reporter, cell: Address, other: Address) -> str:
    if other.table != cell.table:
        return reporter.place(other)
    if other.row == cell.row:
        return reporter.column_words(other)
    words = reporter.row_words(RowAddress(*other[:2]))
    return words if other.column == cell.column else words + reporter.column_words(other)
