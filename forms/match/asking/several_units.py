"""The rows of several units in one table: a department's are added up, others are asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.match.asking.given import Given
from forms.match.asking.question import TOGETHER, Asked, Choice, Question, Unsure
from forms.match.asking.same_unit import is_same_name, is_under
from forms.match.body import Body
from forms.match.proof.unit_column import is_same
from models.records import Unit

_MOST = 12
"""So many units are offered as answers."""
_NAMED = 3
"""So many are named in the question."""
_OF_A_DEPARTMENT = "部门"
_SUMMED = "所属单位的数汇总成一份资料的，这样读"
_ADVICE = "整个工作簿有许多单位的，请改用“全县”里的分发。"


def wanted_unit(bodies: Mapping[str, Body], kind: str, unit: Unit | None, given: Given) -> Unit | None:
    """The one unit whose rows are wanted of tables that have those of several; None where all of them are.

    `unit` is the one whose disclosure it is, None while nothing names it. Of a department all are, where no code says
    that one of them is not its own. Raises Unsure where the rows could be wanted either way and nobody said.
    """
    several = [body for body in bodies.values() if len(body.units) > 1]
    units = _each_once(unit for body in several for unit in body.units)
    if not units or given.all_units or (kind == _OF_A_DEPARTMENT and all(_may_be_of(one, unit) for one in units)):
        return None
    named = next((one for one in units if is_same(one, given.unit)), None)
    if named is not None:
        return named
    tables = "、".join(f"《{body.table.title}》" for body in several)
    names = "、".join(f"“{_words(one)}”" for one in units[:_NAMED]) + ("等" if len(units) > _NAMED else "")
    whose = f"，不都是“{unit.name}”的" if unit and kind == _OF_A_DEPARTMENT else "，不知道要哪一个单位的"
    offered = units if len(units) <= _MOST else ()
    raise Unsure(
        Question(
            Asked.ROWS,
            f"{tables}里有{len(units)}个单位的数：{names}{whose}",
            (*(Choice(one, (_rows_of(one, several),)) for one in offered), Choice(TOGETHER, (_SUMMED,))),
            _ADVICE if len(units) > _MOST else "",
        )
    )


def _may_be_of(one: Unit, department: Unit | None) -> bool:
    """Whether a unit may be one of the department's; without codes nothing says that it is not."""
    if department is None or not one.code or not department.code:
        return True
    return one.code.startswith(department.code) or is_same_name(one, department) or is_under(one, department)


def _rows_of(unit: Unit, bodies: Iterable[Body]) -> str:
    """How many of the codes a unit has, as evidence."""
    owners = [units for body in bodies for units in body.owners.values()]
    return f"有它的{sum(any(is_same(unit, one) for one in units) for units in owners)}行"


def _each_once(units: Iterable[Unit]) -> tuple[Unit, ...]:
    found: list[Unit] = []
    for unit in units:
        if not any(is_same(unit, one) for one in found):
            found.append(unit)
    return tuple(found)


def _words(unit: Unit) -> str:
    return f"{unit.code} {unit.name}".strip()
