"""What is wrong with how a form adds up: cells that come of themselves, or that two relations compute alike.

It can be told only of a form whose names all lead somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.document.calculate import Circle, plan
from forms.document.lines import Line, fixed_lines
from forms.form.catalogue import LENGTHS
from forms.form.model import Edition, Relation, Table, Term
from forms.form.pack import Pack
from forms.form.toml import Declared, PackFault
from forms.packing.doubts import is_own


def reckoning_faults(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """What is wrong with the relations of an edition without faults, told at one that is the pack's own."""
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
    return next(item for item in items if item.get("id") == relation.id)
