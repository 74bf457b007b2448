"""What of a text is not last year's: what stands below a heading that names last year is, but for lines that name this
year: （二）2023年“三公”经费安排情况."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.prose.grammar import Grammar
from forms.prose.year_told import names_last_year

_HEADING = re.compile(r"[^\n。；;，,\t]{2,40}[：:]?")
_LINE = re.compile(r"[^\n]+\n?")


def of_this_year(text: str, start: int, end: int, said: Grammar, year: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch that are not last year's: mostly the whole of it."""
    above = text[:start].rstrip("\n").rpartition("\n")[2]
    is_last = _names_last_year(above, said, year)
    if not is_last and f"{year - 1}年" not in text[start:end]:
        yield start, end
        return
    begin = start
    for line in _LINE.finditer(text, start, end):
        words = line[0].strip()
        if _HEADING.fullmatch(words):
            is_last = _names_last_year(words, said, year)
        elif not is_last or f"{year}年" in words:
            continue
        if begin < line.start():
            yield begin, line.start()
        begin = line.end() if is_last else line.start()
    if begin < end:
        yield begin, end


def _names_last_year(heading: str, said: Grammar, year: int) -> bool:
    words = "".join(heading.split())
    return _HEADING.fullmatch(words) is not None and names_last_year(words, said, year)
