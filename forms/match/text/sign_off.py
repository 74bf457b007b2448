"""The pages on which a disclosure is signed and sealed (签批单, 审批表, 盖章页, 检查报告), told by their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from forms.document.text_tables import CELL_MARK
from forms.match.text.contents import is_cover, is_title_of_whole
from forms.match.text.heading_words import SectionNames, marked
from forms.match.text.plain_words import plain
from forms.match.text.prose_lines import ProseLine
from forms.match.text.reading_words import reading_words

_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九十_]*年[\d〇○零一二三四五六七八九十_]*月(?:[\d〇○零一二三四五六七八九十_]*日)?"
)
_LONGEST = 40
_FEWEST = 2
"""So many lines of names and seals at least make such a page of what stands under its title."""


def find_sign_off(lines: Sequence[ProseLine], words: SectionNames, is_table: Callable[[str], bool]) -> frozenset[int]:
    """The numbers of the lines that belong to pages for signatures.

    Such a page goes from its title down to the last line of names, seals and dates above the next heading or table.
    One without a title is the end of a file in which people sign: 单位负责人：　　填表人：.
    """
    found: set[int] = set()
    for start, line in enumerate(lines):
        if start not in found and not line.is_row and _is_title(line.text):
            found.update(_page(lines, start, words, is_table))
    return frozenset(found.union(_end(lines)))


def _is_title(text: str) -> bool:
    return len(text) < _LONGEST and bool(reading_words().sign_off_title.fullmatch(plain(text)))


def _page(lines: Sequence[ProseLine], start: int, words: SectionNames, is_table: Callable[[str], bool]) -> range:
    """The lines of the page with a title there; none where nobody signs under it."""
    end, signs = start, 0
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if not line.is_row and (is_table(line.text) or _is_heading(line, words)):
            break
        if _is_for_signing(line):
            end, signs = number, signs + 1
        elif is_cover(line.text) and not is_title_of_whole(line.text) and number == end + 1:
            end = number
    return range(start, end + 1) if signs >= _FEWEST else range(0)


def _is_heading(line: ProseLine, words: SectionNames) -> bool:
    return words.find(line.text) is not None and (bool(marked(line.text).style) or line.level is not None)


def _is_for_signing(line: ProseLine) -> bool:
    """Whether a line, or a cell of a row, names who signs, what is sealed, or leaves room for a date."""
    said = reading_words()
    for text in line.text.split(CELL_MARK):
        squeezed = "".join(text.split())
        if any(pattern.fullmatch(squeezed) for pattern in (said.signer, said.sealed, _DATE)):
            return True
    return False


def _end(lines: Sequence[ProseLine]) -> range:
    """The last lines of a file, from the first on that names who signs; dates and offices may stand among them."""
    begin = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        squeezed = "".join(lines[number].text.replace(CELL_MARK, "").split())
        signer = reading_words().signer.fullmatch(squeezed)
        if signer and signer["free"]:
            begin = number
        elif not (_is_for_signing(lines[number]) or is_cover(squeezed)):
            break
    return range(begin, len(lines))
