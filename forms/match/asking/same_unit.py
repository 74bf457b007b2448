"""Names of budget units held against each other: one unit written in two ways, or two units."""

from __future__ import annotations

import re

from forms.match.normal import closest, plain
from forms.match.text.reading_words import reading_words
from models.records import Unit

_ASIDE = re.compile(r"[（(][^（()）]*[)）]$")
"""A second name or a remark: 发展和改革局（粮食局）."""
_LEAST = 3
"""A name of fewer characters stands for nobody."""


def core(unit: Unit) -> str:
    """The name without punctuation and without what says which part of the unit is meant: 本级, 汇总."""
    name = plain(unit.name)
    return reading_words().part_of_unit.sub("", name) or name


def is_same_name(one: Unit, other: Unit) -> bool:
    """Whether two names are one, but for 本级 and the like, a remark behind one of them, and the region or the
    department before it."""
    return _is_same(core(one), core(other)) or _is_same(*map(core, _without_remark(one, other)))


def _is_same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    before = long.removesuffix(short) if len(short) >= _LEAST else long
    if before == long:
        return False
    # 区教育局 has the end of its region itself.
    regions = (before, before + short[0])
    words = reading_words()
    is_owner = words.owner_of_units.fullmatch(before) is not None
    return not before or is_owner or any(map(words.before_unit.fullmatch, regions))


def _without_remark(one: Unit, other: Unit) -> tuple[Unit, Unit]:
    """Both units, the remark in brackets left out where only one of them has one."""
    asides = [_ASIDE.search(unit.name) is not None for unit in (one, other)]
    if all(asides):
        return one, other
    short = [Unit(unit.code, _ASIDE.sub("", unit.name)) for unit in (one, other)]
    return short[0], short[1]


def is_slip(one: Unit, other: Unit) -> bool:
    """Whether one name may be the other with a slip of the pen."""
    return closest(core(one), [core(other)]) is not None


def is_same_unit(one: Unit, other: Unit) -> bool:
    """Whether two namings are of one unit: by the code that both bear, with no more than a slip in the name or its end
    lost; by the name where one of them bears no code."""
    if one.code and other.code:
        return one.code == other.code and (is_same_name(one, other) or is_slip(one, other) or _is_cut(one, other))
    return is_same_name(one, other)


def _is_cut(one: Unit, other: Unit) -> bool:
    short, long = sorted((core(one), core(other)), key=len)
    return len(short) > _LEAST and long.startswith(short)


def is_under(unit: Unit, department: Unit) -> bool:
    """Whether a unit belongs to a department by its code, or by its name where one of them bears none."""
    if unit.code and department.code:
        return unit.code != department.code and unit.code.startswith(department.code)
    name = core(department)
    return len(name) >= _LEAST and core(unit) != name and core(unit).startswith(name)


def is_region(name: str) -> bool:
    """Whether a name is only that of a county, a city or a province."""
    return bool(name) and reading_words().before_unit.fullmatch(plain(name)) is not None
