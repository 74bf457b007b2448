"""What one form has that another has not: tables, columns, lines, relations, rules, sections, as a table to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from forms.form.catalogue import CodeChange
from forms.form.load import edition, pack
from forms.form.model import KINDS, Edition, Table
from models.errors import Trouble

_TABLE_PARTS = {"columns": "列", "rows": "行", "relations": "关系"}
_BLANK = "（没有）"


@dataclass(frozen=True, slots=True)
class FormDifference:
    """One difference: where (表二 列 carry), what of it (path), and what each of the two forms says there."""

    place: str
    value: str
    old: str
    new: str


def named(name: str) -> Edition:
    """The edition of that name, hebei-2024, or the newest of a pack, hebei; raises Trouble when there is none."""
    stem, _, year = name.rpartition("-")
    try:
        form = pack(stem) if stem and year.isdigit() else pack(name)
        wanted = int(year) if stem and year.isdigit() else form.years[-1]
        return edition(wanted, KINDS[0], form.id)
    except (KeyError, IndexError) as error:
        raise Trouble(f"没有名为“{name}”的表样；", "请写表样的名称，或者带上年度，例如 hebei-2024。") from error


def form_differences(old: Edition, new: Edition) -> tuple[FormDifference, ...]:
    """Every difference between two forms, in the order of the new one; what only the old one has comes last."""
    found = list(_items("表", dict(old.tables), dict(new.tables), _table_values))
    for name, table in new.tables.items():
        if name in old.tables:
            found += _of_table(old.tables[name], table)
    found += _items("节", {s.key: s for s in old.sections}, {s.key: s for s in new.sections}, _values)
    found += _items("规则", dict(old.rules), dict(new.rules), _values)
    found += _items("资料", dict(old.profile), dict(new.profile), _values)
    found += _items("科目", _codes(old), _codes(new), _values)
    return tuple(found)


def _of_table(old: Table, new: Table) -> Iterator[FormDifference]:
    for part, words in _TABLE_PARTS.items():
        before, after = ({_key(item): item for item in getattr(table, part)} for table in (old, new))
        yield from _items(f"{new.id} {words}", before, after, _values)


def _codes(form: Edition) -> dict[str, CodeChange]:
    """The codes in which the form differs from the program's lists and that have begun or ended by its year."""
    return {
        f"{kind} {change.code}": change
        for kind, changes in form.codes.items()
        for change in changes
        if (change.since if change.name else change.until + 1) <= form.year
    }


def _key(item: Any) -> str:
    name = getattr(item, "key", None) or item.id
    side = getattr(item, "side", "")
    return name if name.startswith(f"{side}.") else "/".join(filter(None, (side, name)))


def _items(words: str, old: Mapping[str, Any], new: Mapping[str, Any], values: Any) -> Iterator[FormDifference]:
    for key, item in new.items():
        if key not in old:
            yield FormDifference(f"{words} {key}", "", _BLANK, _summary(item))
            continue
        before, after = values(old[key]), values(item)
        for name in after:
            if before[name] != after[name]:
                yield FormDifference(f"{words} {key}", name, before[name], after[name])
    for key, item in old.items():
        if key not in new:
            yield FormDifference(f"{words} {key}", "", _summary(item), _BLANK)


def _values(item: Any) -> dict[str, str]:
    return {field.name: _said(getattr(item, field.name)) for field in fields(item)}


def _table_values(table: Table) -> dict[str, str]:
    return {name: value for name, value in _values(table).items() if name not in _TABLE_PARTS}


def _summary(item: Any) -> str:
    if isinstance(item, CodeChange) and not item.name:
        return f"{item.until}年以后停用" + (f"，改用{item.successor}" if item.successor else "")
    for name in ("title", "label", "path", "heading", "name"):
        if said := getattr(item, name, ""):
            return _said(said)
    return _said(getattr(item, "cell", "")) or "有"


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return "；".join(map(_said, value))
    if is_dataclass(value):
        return "/".join(_said(getattr(value, field.name)) for field in fields(value))
    return "是" if value is True else "否" if value is False else str(value)
