"""What a document has before its text: the lines of a contents page (目录), of a cover, the titles of the whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from forms.match.text.heading_words import LONGEST, SectionNames, marked, without_page
from forms.match.text.plain_words import plain
from forms.match.text.prose_lines import ProseLine
from forms.match.text.reading_words import reading_words

_OPENING = 8
"""Within so many lines a paper says what it is."""
_SEVERAL = 4
"""So many lines at least tell what a paper is about that does not say it."""
_DAY = re.compile(r"[\d〇○零一二三四五六七八九十年月日./-]+")
_LAST_NUMBER = re.compile(r"\d{1,3}\s*$")
_AMOUNT = re.compile(r"\d\s*(?:万|亿)?元|\d\.\d\d")


IsTable = Callable[[str], bool]
"""Whether a line is the title of a table of the form."""


def find_contents(lines: Sequence[ProseLine], words: SectionNames, is_table: IsTable) -> frozenset[int]:
    """The numbers of the lines that belong to a contents page.

    Such a page is a run of lines that name sections, parts or tables, under the word 目录, with page numbers, or with
    the same headings once more behind it. It ends before the first heading that comes again.
    """
    listed = _Listed(lines, words, is_table)
    found: set[int] = {number for number, line in enumerate(lines) if line.in_contents}
    number = 0
    while number < len(lines):
        end = listed.run_end(number)
        if end > number and listed.is_contents(number, end):
            found.update(range(number, end))
        number = max(end, number + 1)
    return frozenset(found)


def is_title_of_whole(text: str) -> bool:
    """Whether a line is the title of the whole document, of its tables or of a part of them."""
    return len(text) < LONGEST and bool(reading_words().title_of_whole.search(marked(text).words))


def other_paper(lines: Sequence[str]) -> str:
    """What a paper is that is none of a budget: 决算, 工作报告; blank for any other. Its first lines say so, or most of
    its lines that speak of either."""
    said = reading_words()
    opening = [line for line in lines[:_OPENING] if not is_sentence(line)]
    named = [found[0] for line in opening if (found := said.other_paper.search(plain(line)))]
    if any(said.of_budget.fullmatch(plain(line)) and not said.other_paper.search(plain(line)) for line in opening):
        return ""
    if named:
        return named[0]
    actual, planned = (sum(word in line for line in lines) for word in (said.accounts, said.budget))
    return said.accounts if actual >= _SEVERAL and actual > planned else ""


def is_chapter(text: str) -> bool:
    """Whether a line is the title of a part of the document above its sections: 第二部分 2024年部门预算情况说明."""
    line = marked(text)
    is_budget = reading_words().of_budget.fullmatch(plain(line.words)) is not None
    return line.style == "part" and not is_sentence(line.words) and is_budget


def is_sentence(text: str) -> bool:
    """Whether a line says something: it is longer than a heading, has a stop or an amount in it."""
    return len(text) >= LONGEST or bool(reading_words().sentence.search(text) or _AMOUNT.search(text))


def is_cover(text: str) -> bool:
    """Whether a line is one of a cover: an office, a title, a date, the caption of one, a page number."""
    said, words = reading_words(), "".join(text.split())
    if said.captioned.fullmatch(words) and not _AMOUNT.search(words):
        return True
    if is_sentence(words) or (marked(text).style and not _DAY.fullmatch(words)):
        return False
    bare = plain(words)
    if said.office.search(bare) or said.contents_caption.fullmatch(_words(words)):
        return True
    return any(pattern.fullmatch(one) for pattern in (said.cover, _DAY) for one in (words, bare))


class _Listed:
    """The lines as a contents page would list them: without page numbers, and whether they come again."""

    def __init__(self, lines: Sequence[ProseLine], words: SectionNames, is_table: IsTable) -> None:
        self._lines, self._is_table = lines, is_table
        said = {_words(line.text) for line in lines}
        self._bare = [_without_page(line.text, said) for line in lines]
        self._keys = [_words(bare) for bare in self._bare]
        self._last = {key: number for number, key in enumerate(self._keys)}
        self._sections = [found[0].id if (found := words.find(bare)) else "" for bare in self._bare]

    def run_end(self, start: int) -> int:
        """Where a run of lines that could be contents ends; where it begins when that is none."""
        captioned = _is_caption(self._lines[start])
        named: set[str] = set()
        last = start + captioned
        for number in range(start + captioned, len(self._lines)):
            line, section, key = self._lines[number], self._sections[number], self._keys[number]
            if line.is_row or line.block - self._lines[max(number - 1, start)].block > 1:
                break
            if key in named or (section and section in named):
                break
            if section or self._is_listed(number) or (captioned and self._comes_again(number, number + 1)):
                named |= {key, section} - {""}
                last = number + 1
            elif is_title_of_whole(self._bare[number]):
                # The name of a part; behind the last line it is the title of what follows.
                continue
            elif not captioned or len(line.text) >= LONGEST or self._is_said(number):
                break
            else:
                named.add(key)
        return last

    def is_contents(self, start: int, end: int) -> bool:
        """Whether a run of lines is a contents page."""
        if _is_caption(self._lines[start]):
            return end - start > 1
        sections = {section for section in self._sections[end:] if section}
        known = [n for n in range(start, end) if self._sections[n] or self._comes_again(n, end)]
        if len({self._sections[n] or self._keys[n] for n in known}) < 2:
            return False
        again = [n for n in known if self._sections[n] in sections or self._comes_again(n, end)]
        paged = sum(map(self._is_paged, range(start, end)))
        return 2 * paged >= end - start or (len(again) > 1 and 2 * len(again) >= len(known))

    def _is_listed(self, number: int) -> bool:
        return self._is_paged(number) or self._is_table(self._bare[number])

    def _is_said(self, number: int) -> bool:
        return reading_words().sentence.search(marked(self._bare[number]).words) is not None

    def _is_paged(self, number: int) -> bool:
        return self._bare[number] != self._lines[number].text

    def _comes_again(self, number: int, end: int) -> bool:
        return bool(self._keys[number]) and self._last[self._keys[number]] >= end


def _is_caption(line: ProseLine) -> bool:
    return not line.is_row and bool(reading_words().contents_caption.fullmatch(_words(line.text)))


def _words(text: str) -> str:
    """The words of a line without its mark; those of 【目录】 without its brackets."""
    return (plain(marked(text).words) or plain(text)).strip("【】[]〔〕<>—-")


def _without_page(text: str, said: Collection[str]) -> str:
    """A line without its page number, also one that nothing parts from the words, which stand elsewhere without it."""
    bare, cut = without_page(text), _LAST_NUMBER.sub("", text)
    return cut if bare == text != cut and cut and _words(cut) in said else bare
