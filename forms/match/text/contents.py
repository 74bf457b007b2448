"""What a document has before its text: the lines of a contents page (目录), of a cover, the titles of the whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from forms.match.text.heading_words import LONGEST, SectionNames, marked, without_page
from forms.match.text.plain_words import plain
from forms.match.text.prose_lines import ProseLine

_CAPTION = re.compile(r"(?:.{0,20}情况说明|.{0,20}预算公开|内容|本)?(?:目录|目次)(?:页|索引)?")
_OF_THE_WHOLE = re.compile(
    r"预算信息公开(?:情况说明|目录)?$|收支预算$|预算公开的?(?:情况)?的?说明$|预算公开$|预算(?:信息)?公开(?:预算)?表$|^公开表$|^情况说明$"
)
_OFFICE = re.compile(
    r"(?:局|委|委员会|办|办公室|院|校|中?小?学|幼儿园|厅|会|部|处|所|站|队|中心|政府|馆|社|团|镇|乡|街道|园|公司|本级|机关|系统)$"
)
_DAY = re.compile(r"[\d〇○零一二三四五六七八九十年月日./-]+")
_CAPTIONED = re.compile(
    r"(?:编制|填报|报送|公开|发布|编报|预算)?(?:单位|部门|日期|时间|年度)(?:编码)?(?:名称)?(?:及?编码)?(?:盖章|公章)?[:：].{0,40}"
    r"|附件?\d*[:：]?.{0,40}|(?:[^\W\d]{2,8}[:：][^:：。；;]{1,40}){1,4}"
)
_OF_BUDGET = re.compile(
    r".{0,40}(?:预算|公开)(?:信息)?(?:公开)?(?:编制)?的?(?:情况)?的?"
    r"(?:说明|表|文本|资料|材料|草案|报告|书)?"
)
_COVER = re.compile(
    r"第\d+页(?:共\d+页)?|[-—]*\d{1,3}[-—]*|20\d\d年度?|\d{3,12}\D{2,}|\(?(?:盖章|公章)\)?"
    rf"|{_OF_BUDGET.pattern}|[^\W\d]{{1,10}}[〔\[【(]?20\d\d[〕\]】)]?第?\d+号|.{{2,30}}(?:文件|编印|印制|印发)"
)
_LAST_NUMBER = re.compile(r"\d{1,3}\s*$")
_SENTENCE = re.compile("[。；;！？，,]|[:：]$|^(?:现将|根据|按照|依据|为)")
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
    return len(text) < LONGEST and bool(_OF_THE_WHOLE.search(marked(text).words))


def is_chapter(text: str) -> bool:
    """Whether a line is the title of a part of the document above its sections: 第二部分 2024年部门预算情况说明."""
    line = marked(text)
    return line.style == "part" and not is_sentence(line.words) and bool(_OF_BUDGET.fullmatch(plain(line.words)))


def is_sentence(text: str) -> bool:
    """Whether a line says something: it is longer than a heading, has a stop or an amount in it."""
    return len(text) >= LONGEST or bool(_SENTENCE.search(text) or _AMOUNT.search(text))


def is_cover(text: str) -> bool:
    """Whether a line is one of a cover: an office, a title, a date, the caption of one, a page number."""
    words = "".join(text.split())
    if _CAPTIONED.fullmatch(words) and not _AMOUNT.search(words):
        return True
    if is_sentence(words) or (marked(text).style and not _DAY.fullmatch(words)):
        return False
    bare = plain(words)
    is_named = any(_COVER.fullmatch(one) or _DAY.fullmatch(one) for one in (words, bare)) or _OFFICE.search(bare)
    return bool(is_named or _CAPTION.fullmatch(_words(words)))


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
            elif not captioned or len(line.text) >= LONGEST or _SENTENCE.search(marked(self._bare[number]).words):
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

    def _is_paged(self, number: int) -> bool:
        return self._bare[number] != self._lines[number].text

    def _comes_again(self, number: int, end: int) -> bool:
        return bool(self._keys[number]) and self._last[self._keys[number]] >= end


def _is_caption(line: ProseLine) -> bool:
    return not line.is_row and bool(_CAPTION.fullmatch(_words(line.text)))


def _words(text: str) -> str:
    """The words of a line without its mark; those of 【目录】 without its brackets."""
    return (plain(marked(text).words) or plain(text)).strip("【】[]〔〕<>—-")


def _without_page(text: str, said: Collection[str]) -> str:
    """A line without its page number, also one that nothing parts from the words, which stand elsewhere without it."""
    bare, cut = without_page(text), _LAST_NUMBER.sub("", text)
    return cut if bare == text != cut and cut and _words(cut) in said else bare
