"""The numbers Word puts before paragraphs (自动编号): 一、 （一） 1. and so on, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from forms.form.ordinals import ordinal
from forms.readers.docx_styles import Styles, W, list_place, number, switch, value

_CHINESE = frozenset(
    f"{family}{kind}"
    for family in ("chinese", "japanese", "taiwanese")
    for kind in ("Counting", "CountingThousand", "Digital")
) | {"ideographDigital"}
_SIGNS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "chineseLegalSimplified": "壹贰叁肆伍陆柒捌玖拾",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
_ROMAN = {"lowerRoman": str.lower, "upperRoman": str.upper}
_ROMAN_SIGNS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_WIDE_DIGITS = {ord("0") + digit: ord("０") + digit for digit in range(10)}

# These marks bring their own space; after others Word sets a tab.
_WIDE_MARKS = tuple("、，。．：；）】〕》")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts; `restart` is the level, from 1, that starts it anew: None any higher, 0 none."""

    start: int
    form: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """One list; lists over the same `counter` go on counting each other, but for the levels in `anew`."""

    counter: str
    levels: dict[int, _Level]
    anew: frozenset[int]


class Lists:
    """The lists of a document (numbering.xml). Its paragraphs must be asked for in their order: asking counts."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._lists: dict[int, Element] = {}
        self._read: dict[int, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if part is not None:
            self._abstract = {str(e.get(W + "abstractNumId")): e for e in part.iterchildren(W + "abstractNum")}
            self._lists = {int(e.get(W + "numId")): e for e in part.iterchildren(W + "num")}

    def label(self, properties: Element | None) -> str:
        """What Word prints before the text of a paragraph, with the blank that parts them; bullets are left out."""
        style = self._styles.of(properties)
        own, inherited = list_place(properties), self._styles.list_place(style)
        list_id = inherited.list_id if own.list_id is None else own.list_id
        if not list_id:
            return ""
        begins = list_id not in self._read
        if begins:
            self._read[list_id] = self._list(list_id)
        found = self._read[list_id]
        if found is None:
            return ""
        depth = own.level
        if depth is None and own.list_id is None:
            depth = self._depth_of(style, found)
            depth = inherited.level if depth is None else depth
        depth = depth or 0
        if depth not in found.levels:
            return ""
        return _written(found.levels, depth, self._count(found, depth, begins))

    def _depth_of(self, style: str | None, found: _List) -> int | None:
        """The level that is tied to a style, or to the nearest one it is based on."""
        depths = {level.style: depth for depth, level in found.levels.items()}
        return next((depths[name] for name in self._styles.lineage(style) if name in depths), None)

    def _count(self, found: _List, depth: int, begins: bool) -> dict[int, int]:
        counts = self._counts.setdefault(found.counter, {})
        if begins:
            for level in found.anew:
                counts.pop(level, None)
        counts[depth] = counts.get(depth, found.levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth and level in found.levels]:
            restart = found.levels[deeper].restart
            if restart is None or depth < restart:
                del counts[deeper]
        return counts

    def _list(self, list_id: int) -> _List | None:
        numbering = self._lists.get(list_id)
        counter = value(numbering, "abstractNumId")
        abstract = self._abstract.get(counter or "")
        link = value(abstract, "numStyleLink")
        if link is not None:
            # The list lends its levels from the list of a style.
            linked = self._lists.get(self._styles.list_place(link).list_id or 0)
            abstract = self._abstract.get(value(linked, "abstractNumId") or "")
        if numbering is None or counter is None or abstract is None:
            return None
        levels = _levels(abstract)
        anew = set()
        for override in numbering.iterchildren(W + "lvlOverride"):
            depth = int(override.get(W + "ilvl"))
            levels |= _levels(override)
            start = number(override, "startOverride")
            if start is not None and depth in levels:
                levels[depth] = replace(levels[depth], start=start)
                anew.add(depth)
        return _List(counter, levels, frozenset(anew))


def _levels(parent: Element) -> dict[int, _Level]:
    return {
        int(level.get(W + "ilvl")): _Level(
            start=number(level, "start") or 0,
            form=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
            suffix=value(level, "suff") or "tab",
            restart=number(level, "lvlRestart"),
            legal=bool(switch(level, "isLgl")),
            style=value(level, "pStyle"),
        )
        for level in parent.iterchildren(W + "lvl")
    }


def _written(levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> str:
    level = levels[depth]
    if level.form == "bullet":
        return ""

    def count(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place not in levels:
            return ""
        return _sign(counts.get(place, levels[place].start), "decimal" if level.legal else levels[place].form)

    label = re.sub("%([1-9])", count, level.text)
    if not label or level.suffix == "nothing" or (level.suffix == "tab" and label.endswith(_WIDE_MARKS)):
        return label
    return label + " "


def _sign(count: int, form: str) -> str:
    """A count in a number format of Word; in Arabic digits where the format does not reach, or is not known."""
    signs = _SIGNS.get(form, "")
    if 0 < count <= len(signs):
        return signs[count - 1]
    if form in _CHINESE and 0 < count < 100:
        return ordinal(count)
    if form in _ROMAN and 0 < count < 40:
        return _ROMAN[form](_roman(count))
    if form == "decimalZero":
        return f"{count:02}"
    if form == "decimalFullWidth":
        return str(count).translate(_WIDE_DIGITS)
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN_SIGNS:
        times, count = divmod(count, worth)
        text += sign * times
    return text
