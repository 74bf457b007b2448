"""How a heading is written: its mark in any style of numbering, its words in one form, what goes on behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from forms.form.load import KINDS, Pack, pack
from forms.form.model import UNIT_SLOT, Section
from forms.form.ordinals import number_of
from forms.match.text.plain_words import closest, plain
from forms.match.text.reading_words import ReadingWords, reading_words

LONGEST = 60
"""A heading has fewer characters."""

_HAN = "[一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾]{1,4}"
_MARK = re.compile(
    rf"第(?:(?P<part>{_HAN})|(?P<part_digit>\d{{1,2}}))(?:部分|章|节|篇)[、.:,]?"
    rf"|第(?P<item>{_HAN})(?:[、.:,]|[项条点款类][、.:,]?)"
    rf"|[(\[【〔〖<〈《](?:(?P<round>{_HAN})|(?P<small>\d{{1,2}}))[)\]】〕〗>〉》][、.:,]?"
    rf"|(?P<han>{_HAN})[、.:,。)>\]〉》\-]"
    r"|(?:\d{1,2}\.)+(?P<deep>\d{1,2})[、.:,]?(?=\D)"
    r"|(?P<digit>\d{1,2})(?:[、.:,。)>\]]|-(?!\d))"
    r"|(?i:part|chapter|section|no)\.?(?P<english>\d{1,2})[、.:,]?"
    r"|(?P<roman>[IVX]{1,4})[、.:,]"
    r"|(?P<stem>[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥])[、.:,]"
    r"|(?P<letter>[A-Za-z])[、.:,)]"
)
_BARE_MARK = re.compile(
    rf"^(\s*(?:(?i:part|chapter|section|no)\.?\s*)?(?:\d{{1,2}}(?:\.\d{{1,2}})*|{_HAN}))\s+(?=[^\s.．、:：)）])"
)
_SIGN = re.compile(r"^(\s*[①-⑳⑴-⒇⒈-⒛㈠-㈩㊀-㊉Ⅰ-Ⅻ])(?=[^.．、:：])")
"""Marks that only a blank, or nothing, parts from the heading: 1 2024年…, ①2024年…"""
_NO_STOP = re.compile(rf"^(?:{_HAN}|\d{{1,2}}(?=\D))")
"""A mark with nothing behind it, 一部门职责; whether it is one, only the words tell: 三公经费."""
_ORNAMENT = re.compile(r"^[^\w(\[【〔〖《“\"'‘]+|(?<![^\w)\]】〕〗》”\"'’.。…])[^\w)\]】〕〗》”\"'’.。…]++$")
"""Signs that only adorn a heading: ★ — ■."""
_LEGAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾〇", "一二三四五六七八九十零")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_REMARK = re.compile(r"[(\[【〔][^()\[\]【】〔〕]{1,20}[)\]】〕]$")
_LEADER = r"[\s.．·•・…⋯‥_＿~～/／—\-]"
_PAGE = re.compile(
    rf"(?:(?<!{_LEADER}){_LEADER}++(?:[Pp]\.?|第)?\s*[(（]?\d{{1,3}}[)）]?(?:\s*页)?|[(（]\d{{1,3}}[)）]|(?<![.．·…⋯‥~～])[.．·…⋯‥~～]{{3,}}+)\s*$"
)
_END = re.compile(r"(?<![.。:;,、\s])[.。:;,、\s]++$")
_RUN_IN = re.compile(r"[:：。\s]")
_STOPS = "。：:；，, —–-"

WhoseWords = Literal["own", "alias", "other year", "nearly", ""]
"""Whose words a heading has: the form's of this year, its other words for it, those of another year, nearly one."""
_WHOSE_BEHIND_OWNER: tuple[WhoseWords, ...] = ("own", "alias", "other year")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line taken apart: the style of its mark and the number it says (blank and 0 without one), and its words."""

    style: str
    number: int
    words: str


@lru_cache(maxsize=8192)
def marked(text: str) -> Marked:
    """A line without blanks, in one width, taken apart; a mark may stand behind another (第二部分 一、)."""
    rest = _unadorned(_SIGN.sub(r"\1、", _BARE_MARK.sub(r"\1、", text)))
    style, number = "", 0
    for _ in range(2):
        found = _MARK.match(rest)
        if found is None or found.end() == len(rest):
            break
        style = (found.lastgroup or "").removesuffix("_digit")
        number = _number(found[found.lastgroup or ""])
        rest = rest[found.end() :]
    return Marked(style, number, _bare_ends(rest))


def without_page(text: str) -> str:
    """A line of a contents page without dots and page number; the line itself where it has none."""
    return _PAGE.sub("", text) or text


def run_in(text: str) -> Iterator[tuple[str, str]]:
    """The ways of parting a line in which the text goes on behind its heading: 三、名词解释：1、…"""
    explanations = reading_words().explanations
    for stop in _RUN_IN.finditer(text[:LONGEST]):
        head, rest = text[: stop.start()].strip(), text[stop.end() :].strip().lstrip(_STOPS)
        if head and rest and not rest.startswith(explanations) and without_page(f"{head} {rest}") != head:
            yield head, rest


class SectionNames:
    """The words by which the sections of an edition are known."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self.sections = tuple(section for section in sections if section.title)
        self._names: dict[WhoseWords, dict[str, Section]] = {"own": {}, "alias": {}, "other year": {}}
        for section in self.sections:
            self._names["own"].setdefault(core(_bare(section.title)), section)
        by_key = {section.key: section for section in self.sections}
        for section in self.sections:
            for name in section.aliases:
                self._name("alias", name, section)
        for key, (title, *aliases) in _headings_of_editions(pack()):
            if title and key in by_key:
                for name in (_bare(title), *aliases):
                    self._name("other year", name, by_key[key])
        self._cores = {name: section for names in self._names.values() for name, section in names.items()}
        self._all = frozenset(self._cores)
        self._endings = {whose: tuple(names) for whose, names in self._names.items()}
        # Each line is asked about as a heading, as one of the contents, and as what stands below a heading.
        self._found = lru_cache(maxsize=4096)(self._find)

    def _name(self, whose: WhoseWords, name: str, section: Section) -> None:
        if not any(core(name) in names for names in self._names.values()):
            self._names[whose][core(name)] = section

    def find(self, text: str) -> tuple[Section, WhoseWords] | None:
        """The section of which a whole line is the heading, and whose words it has; None when it is none.

        Unit and year may stand before the words; without a mark they are to be the words of the form as they stand.
        """
        return self._found(text) if len(text) < LONGEST else None

    def _find(self, text: str) -> tuple[Section, WhoseWords] | None:
        line, said = marked(text), reading_words()
        writings = tuple(map(core, _writings(text)))
        for whose, names in self._names.items():
            for words in writings:
                if words in names:
                    return names[words], whose
        for whose in _WHOSE_BEHIND_OWNER:
            if not any(words.endswith(self._endings[whose]) for words in writings):
                continue
            for name, section in self._names[whose].items():
                before = [words.removesuffix(name) for words in writings if words.endswith(name)]
                if any(map(said.heading_owner.match, before)):
                    return section, whose
        near = closest(writings[0], self._all) if line.style and not said.denies.search(line.words) else None
        return (self._cores[near], "nearly") if near else None


def is_as_printed(text: str, section: Section) -> bool:
    """Whether a line has the very words of a section, but for its mark and for unit and year before them."""
    owner = reading_words().heading_owner
    titles = {_without_own(plain(title)) for title in (_bare(section.title), *section.aliases)}
    return any(
        _without_own(words) == title or (words.endswith(title) and owner.match(words.removesuffix(title)))
        for written in map(plain, _writings(text))
        for words in (written, written.removesuffix("说明").removesuffix("的"))
        for title in titles
    )


def _bare(title: str) -> str:
    """The title without the place of the unit's name, which stands before the words like any other."""
    return title.replace(UNIT_SLOT, "")


def _without_own(words: str) -> str:
    """Words without 部门, 关于我单位 before them."""
    return reading_words().heading_lead.sub("", words.replace(KINDS[1], KINDS[0]))


def _writings(text: str) -> tuple[str, ...]:
    """The words of a line without its mark; where none is set off, as they stand and without what may be one."""
    line = marked(text)
    return (line.words,) if line.style else (line.words, _NO_STOP.sub("", line.words))


def core(words: str) -> str:
    """The words of a heading whoever's they are: without 部门 or 单位 before them, 的 in them, 情况 and 说明 behind."""
    return _core(words, reading_words())


@lru_cache(maxsize=8192)
def _core(words: str, said: ReadingWords) -> str:
    own = plain(words)
    return said.heading_tail.sub("", _without_own(own)).replace("的", "") or own


@cache
def _headings_of_editions(form: Pack) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every key of a section with the headings that it has in some year."""
    met = (one for year in form.years for kind in KINDS for one in form.headings(year, kind))
    return tuple(dict.fromkeys(met))


def _bare_ends(words: str) -> str:
    """WhoseWords without the stop, the colon or （见附表） behind them."""
    return _ORNAMENT.sub("", _END.sub("", _REMARK.sub("", _END.sub("", words))))


def _unadorned(text: str) -> str:
    return _ORNAMENT.sub("", _squeezed(text))


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _number(mark: str) -> int:
    """The number a mark says; 0 for one that says none."""
    if mark in _ROMAN:
        return _ROMAN.index(mark) + 1
    if len(mark) == 1 and mark.upper() in _LETTERS:
        return _LETTERS.index(mark.upper()) + 1
    return number_of(mark.translate(_LEGAL)) or _STEMS.find(mark) + 1
