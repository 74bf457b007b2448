"""What a document has before its text: the lines of a contents page (目录), of a cover, the titles of the whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from forms.match.text.heading_words import LONGEST, SectionNames, marked, without_page
from forms.match.text.plain_words import plain
from forms.match.text.prose_lines import ProseLine

_CAPTION = re.compile(r"(?:.{0,20}情况说明|.{0,20}预算公开)?(?:目录|目次|目录页)(?:索引)?")
_OF_THE_WHOLE = re.compile(
    r"预算信息公开(?:情况说明|目录)?$|收支预算$|预算公开(?:情况)?说明$|预算公开$|预算(?:信息)?公开(?:预算)?表$|^公开表$|^情况说明$"
)
_OFFICE = re.compile(
    r"(?:局|委|委员会|办|办公室|院|校|中?小?学|幼儿园|厅|会|部|处|所|站|队|中心|政府|馆|社|团|镇|乡|街道|园|公司|本级|机关|系统)$"
)
_DAY = re.compile(r"[\d〇○零一二三四五六七八九十年月日./-]+")
_CAPTIONED = re.compile(
    r"(?:编制|填报|报送|公开|发布|编报|预算)?(?:单位|部门|日期|时间|年度)(?:编码)?(?:名称)?(?:及?编码)?(?:盖章|公章)?[:：].{0,40}"
    r"|附件?\d*[:：]?.{0,40}|[^\W\d]{2,8}[:：][^:：。；;]{1,40}"
)
_OF_BUDGET = re.compile(r".{0,40}(?:预算|公开)(?:信息)?(?:公开)?(?:情况)?(?:说明|表|文本|资料|材料|草案|报告|书)?")
_COVER = re.compile(
    r"第\d+页(?:共\d+页)?|[-—]*\d{1,3}[-—]*|20\d\d年度?|\d{3,12}\D{2,}|\(?(?:盖章|公章)\)?"
    rf"|{_OF_BUDGET.pattern}"
)
_SENTENCE = re.compile("[。；;！？，,]|[:：]$|^(?:现将|根据|按照|依据|为)")
_AMOUNT = re.compile(r"\d\s*(?:万|亿)?元|\d\.\d\d")


IsTable = Callable[[str], bool]
"""Whether a line is the title of a table of the form."""


def find_contents(lines: Sequence[ProseLine], words: SectionNames, is_table: IsTable) -> frozenset[int]:
    """The numbers of the lines that belong to a contents page.

    Such a page is a run of lines that name sections, parts or tables, under the word 目录, with page numbers, or with
    the same headings once more behind it. It ends before the first heading that comes again.
    """
    found: set[int] = {number for number, line in enumerate(lines) if line.in_contents}
    number = 0
    while number < len(lines):
        end = _run_end(lines, number, words, is_table)
        if end > number and _is_contents(lines, number, end, words):
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
    return bool(_DAY.fullmatch(words) or _COVER.fullmatch(words) or _OFFICE.search(bare) or _CAPTION.fullmatch(bare))


def _is_caption(line: ProseLine) -> bool:
    return not line.is_row and bool(_CAPTION.fullmatch(plain(line.text)))


def _words(text: str) -> str:
    return plain(marked(text).words)


def _run_end(lines: Sequence[ProseLine], start: int, words: SectionNames, is_table: IsTable) -> int:
    """Where a run of lines that could be contents ends; where it begins when that is none."""
    captioned = _is_caption(lines[start])
    behind = Counter(_words(line.text) for line in lines[start + captioned :])
    named: set[str] = set()
    last = start + captioned
    for number in range(start + captioned, len(lines)):
        line = lines[number]
        bare = without_page(line.text)
        found = words.find(bare)
        behind[_words(line.text)] -= 1
        if line.is_row or line.block - lines[max(number - 1, start)].block > 1:
            break
        if found and found[0].id in named:
            break
        if found:
            named.add(found[0].id)
        if found or is_table(bare) or bare != line.text or behind[_words(bare)] > 0:
            last = number + 1
        elif is_title_of_whole(bare):
            # The name of a part; behind the last line it is the title of what follows.
            continue
        elif not captioned or len(bare) >= LONGEST or _SENTENCE.search(marked(bare).words):
            break
    return last


def _is_contents(lines: Sequence[ProseLine], start: int, end: int, words: SectionNames) -> bool:
    run = lines[start:end]
    named = {found[0].id for line in run if (found := words.find(without_page(line.text)))}
    if _is_caption(run[0]):
        return len(run) > 1
    if len(named) < 2:
        return False
    paged = sum(without_page(line.text) != line.text for line in run)
    later = (words.find(line.text) for line in lines[end:] if not line.is_row)
    again = named & {found[0].id for found in later if found}
    return 2 * paged >= len(run) or (len(again) > 1 and 2 * len(again) >= len(named))
