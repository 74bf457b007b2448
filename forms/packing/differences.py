"""What one form has that another has not: tables, columns, lines, relations, rules, text and words, as a table to read.

What a year changes everywhere, its number in titles and drafts and the numbers of lines and headings, is no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import takewhile
from typing import Any

from forms.form.catalogue import CodeChange
from forms.form.load import edition, pack
from forms.form.model import KINDS, Edition, Relation, Row, Section, Table, Term
from forms.form.ordinals import LEAD
from forms.form.pack import Pack
from forms.form.word_lists import word_lists
from forms.packing.faults import WORD_LISTS
from models.errors import Trouble
from models.records import Address

_TABLE_PARTS = {"columns": "列", "rows": "行", "relations": "关系"}
_WHOLE = ("path",)
"""Lists that are told whole: a caption says nothing without what stands over it."""
_BLANK = "（没有）"
_LONG, _BESIDE = 60, 12
"""A text longer than this is told from so many signs before what differs to so many behind it."""

Said = str | tuple[str, ...]
"""What a form says at a place: a text, or a list of which only what differs is told."""


@dataclass(frozen=True, slots=True)
class FormDifference:
    """One difference: where (表二 列 carry), what of it (path), and what each of the two forms says there; `kind` where
    it is one in the form of that kind only."""

    place: str
    value: str
    old: str
    new: str
    kind: str = ""


def form_differences(old: str, new: str) -> tuple[FormDifference, ...]:
    """Every difference between two forms as `both_named` finds them, in the order of the new one; what only the old
    one has comes last. Raises Trouble as that does."""
    found = [_differences(*both_named(old, new, kind)) for kind in KINDS]
    alike = [set(map(_of_any_kind, differences)) for differences in found]
    first, second = (
        [one if _of_any_kind(one) in others else replace(one, kind=kind) for one in differences]
        for differences, kind, others in zip(found, KINDS, reversed(alike), strict=True)
    )
    return (*first, *(one for one in second if one.kind))


def both_named(old: str, new: str, kind: str = KINDS[0]) -> tuple[Edition, Edition]:
    """The two editions of these names, hebei-2024 or hebei; raises Trouble when there is none of a name.

    A name without a year is the newest of its pack, or, where the packs are two, that of a year which both have.
    """
    packs, years = zip(*map(_pack_and_year, (old, new)), strict=True)
    shared = set(packs[0].years) & set(packs[1].years) if packs[0] != packs[1] else set()
    wanted = shared & ({year for year in years if year} or shared)
    first, second = (
        edition(year or max(wanted or form.years), kind, form.id) for form, year in zip(packs, years, strict=True)
    )
    return first, second


def _pack_and_year(name: str) -> tuple[Pack, int | None]:
    """The pack of a name, and the year that it names; raises Trouble when there is none."""
    stem, _, number = name.rpartition("-")
    year = int(number) if stem and number.isdigit() else None
    try:
        form = pack(stem if year else name)
    except KeyError as error:
        raise Trouble(f"没有名为“{name}”的表样；", "请写表样的名称，或者带上年度，例如 hebei-2024。") from error
    if not form.years:
        raise Trouble(f"“{name}”是底稿，没有年度；", "请写一个省的表样。")
    if year and year not in form.years:
        raise Trouble(f"表样“{form.id}”没有{year}年的；", f"有{form.years[0]}年至{form.years[-1]}年的。")
    return form, year


def _of_any_kind(one: FormDifference) -> tuple[str, ...]:
    return tuple(re.sub("|".join(KINDS), "", text) for text in (one.place, one.value, one.old, one.new))


def _differences(old: Edition, new: Edition) -> list[FormDifference]:
    told = _Comparison(old, new)
    found = list(told.items("表", dict(old.tables), dict(new.tables)))
    for name, table in new.tables.items():
        if name in old.tables:
            for part, words in _TABLE_PARTS.items():
                before, after = ({_key(item): item for item in getattr(one, part)} for one in (old.tables[name], table))
                found += told.items(f"{name} {words}", before, after)
    found += told.items("节", {s.key: s for s in old.sections}, {s.key: s for s in new.sections})
    found += told.items("规则", dict(old.rules), dict(new.rules))
    found += told.items("资料", dict(old.profile), dict(new.profile))
    found += told.items("科目", _codes(old), _codes(new))
    found += told.values("名称", _values(old.titles), _values(new.titles))
    found += told.values("角色", _plain(old.roles.places), _plain(new.roles.places))
    found += told.values("文字里的数", _amounts(old), _amounts(new))
    for name, record in WORD_LISTS.items():
        found += told.values(f"词表 {name}", *(_words(form, name, record) for form in (old, new)))
    return found


class _Comparison:
    """Two forms held against each other, the years of each set apart."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._old_years, self._new_years = (
            {str(form.year): "{year}", str(form.year - 1): "{previous}"} for form in (old, new)
        )

    def items(self, words: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FormDifference]:
        """What differs in items by their keys, and in their order."""
        for key, item in new.items():
            if key not in old:
                yield FormDifference(f"{words} {key}", "", _BLANK, _summary(item))
            else:
                yield from self.values(f"{words} {key}", _values(old[key]), _values(item))
        for key, item in old.items():
            if key not in new:
                yield FormDifference(f"{words} {key}", "", _summary(item), _BLANK)
        before, after = [key for key in old if key in new], [key for key in new if key in old]
        if before != after:
            ahead = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=True))))
            behind = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before[::-1], after[::-1], strict=True))))
            moved = slice(ahead, len(before) - behind)
            yield FormDifference(words, "顺序", "；".join(before[moved]), "；".join(after[moved]))

    def values(self, place: str, old: Mapping[str, Said], new: Mapping[str, Said]) -> Iterator[FormDifference]:
        """What differs in values by their names; one that is not there is blank."""
        for name in dict.fromkeys([*new, *old]):
            before, after = old.get(name, ""), new.get(name, "")
            told = self._told(name, before, after)
            if told is not None:
                yield FormDifference(place, name, *told)

    def _told(self, name: str, old: Said, new: Said) -> tuple[str, str] | None:
        """What is to be told of two values; None where but the year is another."""
        before, after = _listed(old), _listed(new)
        plain_before = [self._without_years(text, self._old_years) for text in before]
        plain_after = [self._without_years(text, self._new_years) for text in after]
        if before == after or plain_before == plain_after:
            return None
        gone = [(text, plain) for text, plain in zip(before, plain_before, strict=True) if plain not in plain_after]
        come = [(text, plain) for text, plain in zip(after, plain_after, strict=True) if plain not in plain_before]
        if name in _WHOLE or not (gone or come):
            gone, come = list(zip(before, plain_before, strict=True)), list(zip(after, plain_after, strict=True))
        told, plain = (["；".join(one[n] for one in side) for side in (gone, come)] for n in (0, 1))
        if min(map(len, told)) > _LONG:
            return _narrowed(*plain)
        return told[0] or _BLANK, told[1] or _BLANK

    @staticmethod
    def _without_years(text: str, years: Mapping[str, str]) -> str:
        return re.sub("|".join(years), lambda found: years[found[0]], text)


def _narrowed(old: str, new: str) -> tuple[str, str]:
    """Two long texts from a little before what differs to a little behind it."""
    ahead = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))))
    most = min(len(old), len(new)) - ahead
    behind = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old[::-1][:most], new[::-1][:most], strict=True))))

    def part(text: str) -> str:
        first, last = max(ahead - _BESIDE, 0), min(len(text) - behind + _BESIDE, len(text))
        return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"

    return part(old), part(new)


def _listed(value: Said) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _codes(form: Edition) -> dict[str, CodeChange]:
    """The codes in which the form differs from the program's lists and that have begun or ended by its year."""
    return {
        f"{kind} {change.code}": change
        for kind, changes in form.codes.items()
        for change in changes
        if (change.since if change.name else change.until + 1) <= form.year
    }


def _amounts(form: Edition) -> dict[str, Said]:
    """What the words before the amounts of the text speak of, by section and word."""
    prose = form.prose
    groups = [(amounts.place, amounts.words) for amounts in prose.amounts]
    groups += [(one.place, tuple((w, f"{one.table}/{row}") for w, row in one.words)) for one in prose.movements]
    found: dict[str, Said] = {
        " ".join(filter(None, ("、".join(place.sections), place.under, word))): slot
        for place, words in groups
        for word, slot in words
    }
    return found | {f"{phrase.behind} {phrase.slot}": phrase.slot for phrase in prose.phrases}


def _words(form: Edition, name: str, record: type[Any]) -> dict[str, Said]:
    """The word lists of a file by their names, those of a table by name and word."""
    lists = word_lists(form, name, record)
    found: dict[str, Said] = {}
    for field in fields(record):
        value = getattr(lists, field.name)
        if isinstance(value, Mapping):
            found |= {f"{field.name} {key}": tuple(words) for key, words in value.items()}
        else:
            found[field.name] = value.pattern if isinstance(value, re.Pattern) else _said(value)
    return found


def _key(item: Any) -> str:
    name = getattr(item, "key", None) or item.id
    side = getattr(item, "side", "")
    return name if name.startswith(f"{side}.") else "/".join(filter(None, (side, name)))


_UNTOLD: Mapping[type, Sequence[str]] = {Table: tuple(_TABLE_PARTS), Row: ("place_key",), Section: ("id", "heading")}
"""What follows from other values, or is told part by part."""
_ADDED: Mapping[type, Callable[[Any], dict[str, Said]]] = {
    Row: lambda row: {"label": LEAD.sub("", row.label) if row.numbered else row.label},
    Section: lambda section: {"numbered": _said(section.heading != section.title)},
}


def _values(item: Any) -> dict[str, Said]:
    kind = type(item)
    names = [field.name for field in fields(item) if field.name not in _UNTOLD.get(kind, ())]
    return {name: _said(getattr(item, name)) for name in names} | _ADDED.get(kind, lambda _: {})(item)


def _plain(values: Mapping[str, Any]) -> dict[str, Said]:
    return {name: _said(value) for name, value in values.items()}


def _summary(item: Any) -> str:
    if isinstance(item, CodeChange) and not item.name:
        return f"{item.until}年以后停用" + (f"，改用{item.successor}" if item.successor else "")
    if isinstance(item, Relation):
        return f"{_said(item.cell)} {item.comparison} {' + '.join(map(str, map(_said, item.terms)))}"
    for name in ("title", "label", "path", "heading", "name"):
        if said := getattr(item, name, ""):
            return "；".join(_listed(_said(said)))
    return "有"


def _said(value: Any) -> Said:
    if isinstance(value, Term):
        return f"{'-' if value.sign < 0 else ''}{value.table}/{value.row}/{value.column}"
    if isinstance(value, Address):
        return "/".join(filter(None, value))
    if isinstance(value, tuple):
        return tuple("；".join(_listed(_said(one))) for one in value)
    if isinstance(value, Mapping):
        return tuple(f"{key}：{one}" for key, one in value.items())
    if is_dataclass(value):
        return "/".join(filter(None, (str(getattr(value, field.name)) for field in fields(value))))
    return "是" if value is True else "否" if value is False else str(value)
