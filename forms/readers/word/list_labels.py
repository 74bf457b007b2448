"""The numbers Word puts before paragraphs (自动编号): 一、 （一） 1. and so on, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from forms.form.ordinals import ordinal

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


BULLET = "bullet"
"""The number format of a level that has a sign instead of a number."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts; `restart` is the level, from 1, that starts it anew: None any higher, 0 none.

    `form` is a number format as Word names it (ST_NumberFormat), `text` the label with %1 to %9 for counts, `suffix`
    what parts it from the text: tab, space or nothing. `style` is the paragraph style that is tied to the level.
    """

    start: int
    form: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class Numbering:
    """One list; lists over the same `counter` go on counting each other, but for the levels in `anew`."""

    counter: str
    levels: Mapping[int, Level]
    anew: frozenset[int]

    def depth_of(self, lineage: list[str]) -> int | None:
        """The level that is tied to a style, or to the nearest one it is based on; `lineage` names them."""
        depths = {level.style: depth for depth, level in self.levels.items()}
        return next((depths[name] for name in lineage if name in depths), None)


class Labels:
    """Counts the paragraphs of all lists of a document; they must be asked for in their order: asking counts."""

    def __init__(self) -> None:
        self._begun: set[int] = set()
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, list_id: int, numbering: Numbering, depth: int) -> str:
        """What Word prints before the text of the next paragraph of a list, with the blank that parts them.

        Bullets are left out: blank for them, and for a level the list does not have.
        """
        begins = list_id not in self._begun
        self._begun.add(list_id)
        if depth not in numbering.levels:
            return ""
        return _written(numbering.levels, depth, self._count(numbering, depth, begins))

    def _count(self, numbering: Numbering, depth: int, begins: bool) -> dict[int, int]:
        counts = self._counts.setdefault(numbering.counter, {})
        if begins:
            for level in numbering.anew:
                counts.pop(level, None)
        counts[depth] = counts.get(depth, numbering.levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth and level in numbering.levels]:
            restart = numbering.levels[deeper].restart
            if restart is None or depth < restart:
                del counts[deeper]
        return counts


def _written(levels: Mapping[int, Level], depth: int, counts: dict[int, int]) -> str:
    level = levels[depth]
    if level.form == BULLET:
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
