"""What is wrong with how a form adds up: relations that name no cell, cells that come of themselves, or that two
relations compute alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.document.calculate import Circle, plan
from forms.document.lines import Line, fixed_lines
from forms.form.catalogue import LENGTHS
from forms.form.declared import Declared, PackFault
from forms.form.model import Edition, Relation, Table, Term
from forms.form.pack import Pack
from forms.packing.own import is_own

_KEYS = {"=": "equal", ">=": "at_least", "<=": "at_most"}


def relation_faults(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Relations of the pack that say a term twice, or more than a relation can; told of any form."""
    for table in form.tables.values():
        for relation in table.relations:
            item = _item(pack, relation)
            if is_own(pack, item):
                yield from _terms(item, relation)


def _terms(item: Declared, relation: Relation) -> Iterator[PackFault]:
    """Terms that stand twice, cells of another table, sums that no equation gives."""
    key = _KEYS[relation.comparison]
    places = [replace(term, sign=1) for term in relation.terms]
    for term in dict.fromkeys(place for place in places if places.count(place) > 1):
        yield item.fault(key, f"{term.table}/{term.row}/{term.column} 写了两次", "W")
    if relation.cell.table not in ("", relation.table):
        yield item.fault("cell", f"cell 是这张表里的一格，不能写 {relation.cell.table} 的")
    if relation.computes and relation.comparison != "=":
        yield item.fault("computes", f"{key} 只能核对，不能算出来；要算的写 equal")


def reckoning_faults(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Circles and sums that are computed twice, in an edition without faults, told at what is the pack's own."""
    try:
        plan(form, {name: fixed_lines(table, {}) for name, table in form.tables.items()})
        equations = plan(form, {name: _lines(table) for name, table in form.tables.items()}).equations
    except Circle as circle:
        names = "、".join(dict.fromkeys(f"{relation.table} 的 {relation.id}" for relation in circle.relations))
        items = [_item(pack, relation) for relation in circle.relations]
        yield next((item for item in items if is_own(pack, item)), items[-1]).fault(
            "equal", f"一个数要由它自己算出来：{names} 绕了一圈"
        )
        return
    # One that adds up across and one that adds up down are meant to meet in a cell: the first gives the amount.
    first: dict[tuple[int, Term], Relation] = {}
    for equation in (one for one in equations if one.relation.computes):
        other = first.setdefault((equation.cell, equation.relation.cell), equation.relation)
        if other != equation.relation:
            said = f"关系 {other.id} 已经在算同样的格，这一条只用来核对"
            yield _item(pack, equation.relation).fault("computes", said, "W")


def _lines(table: Table) -> Sequence[Line]:
    """The lines of a table as they stand in a disclosure, with one code of each level or one record among them."""
    if table.layout == "records":
        return [Line("1", "")]
    codes = ("9" * length for length in LENGTHS[table.catalogue]) if table.layout == "codes" else ()
    return [*fixed_lines(table, {}), *(Line(code, "", code, level) for level, code in enumerate(codes, start=1))]


def _item(pack: Pack, relation: Relation) -> Declared:
    """What declares a relation."""
    items: list[Declared] = pack.file(relation.table)["relation"]
    return next(item for item in items if str(item.get("id", "")) == relation.id)
