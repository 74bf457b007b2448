"""Values of a pack that no form can have: `{words}` that nothing is put in for, blank texts, names of files that no
system takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from forms.form.declared import DEEPEST, PART, PARTS, PackFault, meant, with_parts
from forms.form.pack import TOLD, Pack
from forms.packing.own import OwnItem, own_items, plain_values

_ALWAYS = ("kind", "year", "previous")
_WORDS: Mapping[tuple[str, str], Collection[str]] = {
    ("table", "line_number"): ("ordinal", "number"),
    ("row", "line_number"): ("ordinal", "number"),
    ("section", "title"): ("unit",),
    ("section", "aliases"): ("unit",),
    ("document", "cover"): ("unit",),
    ("document", "text"): ("unit",),
    ("document", "workbook_file"): ("unit",),
    ("document", "document_file"): ("unit",),
    ("document", "head_units"): ("code", "name"),
    ("document", "tables"): ("unit",),
    ("document", "part_entry"): ("ordinal", "title"),
    ("document", "table_entry"): ("number", "title"),
}
"""What may stand in braces beside that which may stand there always, by section and key."""
_SLOTS = {("section", "draft"), ("section", "draft_zero"), ("section", "zero_when")}
"""What holds slots, of which the references tell whether they lead on."""
_NAMES = ("aliases", "titles", "path", "terms", "label", "name", "choices")
"""What is met in files: a blank one would be met everywhere."""
_FORBIDDEN = frozenset('\\/:*?"<>|')
_IN_AN_ID = re.compile(r"[\s/:{}\[\]⟦⟧]")
_SHORTEST = 3
"""A title of fewer signs stands in any sheet."""


def out_of_bounds(pack: Pack) -> Iterator[PackFault]:
    """What the pack's own files say that cannot be, each at its key."""
    for own in own_items(pack):
        if own.section not in (PARTS, "roles"):
            for key, value in own.item.items():
                values = list(plain_values(value))
                yield from _braces(pack, own, key, [text for text in values if isinstance(text, str)])
                yield from _text(own, key, values)
        if own.section == "document":
            yield from _document(own)
        elif own.section == PARTS:
            yield from _circles(pack, own)


def _braces(pack: Pack, own: OwnItem, key: str, values: Collection[str]) -> Iterator[PackFault]:
    """Words in braces that nothing is put in for, and braces and brackets without their other half."""
    place = (own.section, key)
    known = [*_ALWAYS, *_WORDS.get(place, ()), *(_columns(pack, own) if key == "called" else ())]
    known += pack.file(PARTS).get(PARTS, ()) if own.stem in TOLD else ()
    for text in values:
        found = re.sub(r"\{+([^{}]*)\}+", lambda one: one[1] if one[0].count("{") == one[0].count("}") else "{", text)
        if "{" in found or "}" in found:
            yield own.item.fault(key, f"“{text}”里的花括号没有成对")
        elif place in _SLOTS:
            if not _is_closed(text):
                yield own.item.fault(key, f"“{text}”里的方括号没有成对")
        elif own.stem != "prose" and own.section != "relation" and key != "head_unit":
            for word in (one for slot in re.findall(r"\{([^{}]*)\}", text) for one in slot.split("|")):
                if word not in known:
                    said = "、".join(f"{{{one}}}" for one in known)
                    yield own.item.fault(key, f"不认识 {{{word}}}{meant(word, known)}；这里可以写 {said}")


def _columns(pack: Pack, own: OwnItem) -> list[str]:
    return [str(column.get("id")) for column in pack.file(own.stem).get("column", ())]


def _is_closed(text: str) -> bool:
    """Whether each bracket of a draft has its other half; none stands within another."""
    return re.fullmatch(r"[^\[\]]*(\[[^\[\]]*\][^\[\]]*)*", text) is not None


def _text(own: OwnItem, key: str, values: Collection[object]) -> Iterator[PackFault]:
    """Blank names, signs that no name can have."""
    if key in ("id", "key") and any(isinstance(one, str) and _IN_AN_ID.search(one) for one in values):
        yield own.item.fault(key, f"{key} 里不能有空格、斜线、冒号和括号")
    is_blank = any(isinstance(one, str) and not one.strip() for one in values)
    if key in _NAMES and is_blank and not (key == "path" and own.section != "column"):
        yield own.item.fault(key, f"{key} 里有空白的一项")
    if any(isinstance(one, str) and "\t" in one for one in values):
        yield own.item.fault(key, f"{key} 的文字里有制表符（Tab）", "W")
    if key == "titles":
        for title in (one for one in values if isinstance(one, str) and 0 < len(one.strip()) < _SHORTEST):
            yield own.item.fault(key, f"“{title}”太短，读文件时到处都会碰上，不要写在题名里", "W")


def _document(own: OwnItem) -> Iterator[PackFault]:
    """Names of files that no system takes, a day that no year has, ways of writing the unit without their name."""
    for key in ("workbook_file", "document_file"):
        for name in plain_values(own.item.get(key, [])):
            if isinstance(name, str) and not name.strip():
                yield own.item.fault(key, "文件名是空白的")
            elif isinstance(name, str) and (signs := sorted(_FORBIDDEN.intersection(name))):
                yield own.item.fault(key, f"文件名里不能有 {' '.join(signs)}")
    for day in plain_values(own.item.get("asset_day", [])):
        if isinstance(day, str) and not _is_day(day):
            yield own.item.fault("asset_day", f"“{day}”不是一天；asset_day 应当写成“月-日”，例如“12-31”")
    for one in plain_values(own.item.get("head_units", [])):
        if isinstance(one, str) and ": " not in one:
            yield own.item.fault("head_units", f"“{one}”应当写成“写法: 样子”，冒号是英文的，后面空一格")


def _is_day(text: str) -> bool:
    month, _, day = text.partition("-")
    try:
        # Of a year that has no 29 February: the day has to be in every one.
        return bool(date(2001, int(month), int(day)))
    except ValueError:
        return False


def _circles(pack: Pack, own: OwnItem) -> Iterator[PackFault]:
    """Parts that are put into themselves, or too many into one another."""
    known = {name: str(text) for name, text in pack.file(PARTS)[PARTS].items() if isinstance(text, str)}
    for name in own.item:
        left = [one for one in PART.findall(with_parts(known.get(name, ""), known)) if one in known]
        if left:
            yield own.item.fault(name, f"里面有 {{{left[0]}}}，绕了一圈或者套得太深（最多{DEEPEST}层）")
