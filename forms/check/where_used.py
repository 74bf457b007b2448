"""Where a cell is used (用在哪里): the sums it goes into, the relations and rules on it, the sentences with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from forms.check.registered import registered
from forms.document.calculate import Equation
from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.document.slots import drawn_from
from forms.form.slot_grammar import BEFORE, NOW, is_known
from forms.prose.movements import movements
from forms.prose.statements import stated
from models.records import Address

Span = tuple[int, int]
_Told = tuple[str, Span]
"""A section and a passage of its text."""


class UsedIn(Enum):
    """What uses a cell."""

    SUM = auto()
    """A cell that the program adds up (合计)."""
    SENTENCE = auto()
    """A passage of a text, bound to the cell or known by its words."""
    RELATION = auto()
    """An equation or a comparison with other cells that is checked (勾稽关系)."""
    RULE = auto()
    """Another check of the rule book that looks at the cell."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a cell. `address` is the cell that uses it or is held against it, `section` with `span` the passage
    that says it; `rule` is the rule that is checked. A rule that looks at the cell alone leads nowhere."""

    kind: UsedIn
    address: Address | None = None
    section: str = ""
    span: Span | None = None
    rule: str = ""


def where_used(document: Document, address: Address) -> tuple[Use, ...]:
    """All uses of a cell: sums from the nearest on, passages in the order of the text, relations, then other rules."""
    number = document.plan.index.get(address)
    found: list[Use] = []
    if number is not None:
        found += (Use(UsedIn.SUM, document.plan.addresses[cell]) for cell in _sums(document, number))
    told = _passages(document).get(address, ())
    found += (Use(UsedIn.SENTENCE, section=section, span=span) for section, span in told)
    if number is not None:
        found += _relations(document, number)
    held = {use.rule for use in found}
    found += (Use(UsedIn.RULE, rule=rule) for rule in _rules(document, address) if rule not in held)
    return tuple(found)


def _sums(document: Document, start: int) -> Iterator[int]:
    """The computed cells that the cell goes into, followed along its row and its column and into other tables, where
    what they go into is theirs."""
    plan = document.plan
    own = plan.addresses[start]
    seen, waiting = {start}, [start]
    while waiting:
        for equation in plan.drawing.get(waiting.pop(0), ()):
            cell = equation.cell
            if cell in seen or plan.computed_by.get(cell) is not equation:
                continue
            at = plan.addresses[cell]
            is_along = at.table == own.table and (at.row == own.row or at.column == own.column)
            if is_along or at.table != own.table:
                seen.add(cell)
                yield cell
            if is_along:
                waiting.append(cell)


def _relations(document: Document, number: int) -> Iterator[Use]:
    """The checked relations in which the cell takes part, each with the cell on the other side; what merely gives a
    computed cell its amount is a sum."""
    plan = document.plan
    own = (equation for equation in plan.equations if equation.cell == number)
    seen: set[tuple[str, int]] = set()
    for equation in (*own, *plan.drawing.get(number, ())):
        other = _other_side(document, equation) if equation.cell == number else equation.cell
        is_sum = plan.computed_by.get(equation.cell) is equation
        if is_sum or other is None or (equation.relation.rule, other) in seen:
            continue
        seen.add((equation.relation.rule, other))
        yield Use(UsedIn.RELATION, plan.addresses[other], rule=equation.relation.rule)


def _other_side(document: Document, equation: Equation) -> int | None:
    """The cell that stands for the other side of an equation: the first one of another table, else the first one."""
    addresses = document.plan.addresses
    numbers = [number for _, number in equation.operands]
    table = addresses[equation.cell].table
    return next((n for n in numbers if addresses[n].table != table), next(iter(numbers), None))


@per_revision
def _passages(document: Document) -> Mapping[Address, tuple[_Told, ...]]:
    """Which passages of the texts say what stands in which cells; of two that overlap, the bound one."""
    found: dict[Address, list[_Told]] = defaultdict(list)
    for section, span, cells in (*_bound(document), *_worded(document)):
        for address in cells:
            others = (other for name, other in found[address] if name == section)
            if not any(start < span[1] and span[0] < end for start, end in others):
                found[address].append((section, span))
    order = {section.id: number for number, section in enumerate(document.edition.sections)}
    return {at: tuple(sorted(told, key=lambda one: (order[one[0]], one[1]))) for at, told in found.items()}


def _bound(document: Document) -> Iterator[tuple[str, Span, tuple[Address, ...]]]:
    """The fields of the texts."""
    for section in document.edition.sections:
        for field in document.filled_text(section.id).fields:
            if is_known(document.edition, field.slot):
                yield section.id, (field.start, field.end), tuple(drawn_from(document, field.slot))


def _worded(document: Document) -> Iterator[tuple[str, Span, tuple[Address, ...]]]:
    """The amounts whose words name a cell."""
    for one in stated(document):
        yield one.section.id, one.span, tuple(drawn_from(document, one.slot))
    for group, moves in movements(document):
        for move in moves:
            for figure, column in ((move.now, NOW), (move.before, BEFORE)):
                if figure is not None:
                    yield move.section.id, figure.span, (Address(group.table, move.row, column),)


def _rules(document: Document, address: Address) -> Iterator[str]:
    """The rules whose checks look at the cell by its role: the cell itself, its row, or its table of records."""
    edition = document.edition
    table = edition.tables[address.table]
    is_amount = table.layout == "records" and address in document.plan.index
    roles = {
        role
        for role, places in edition.roles.places.items()
        for place in places
        if place.table == address.table
        and (place.row == address.row or (not place.row and is_amount))
        and place.column in ("", address.column)
    }
    found = (rule for check in registered() if roles.intersection((*check.needs, *check.reads)) for rule in check.rules)
    yield from sorted({rule for rule in found if rule in edition.rules})
