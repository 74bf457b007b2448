"""Text copied from pages as they were laid out: lines put together into paragraphs again, page numbers left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from forms.readers.blocks import Block, Paragraph
from forms.readers.laid_out.print_signs import CLOSING, OPENING, ORDINAL, SENTENCE_END, page_number

_ENDS = (*SENTENCE_END, *"”？！）)》?!")
_PROSE = re.compile(r"[，。；,;]")
"""What stands in most lines of a text, and in no list of names."""
_WESTERN = re.compile(r"[!-~]+")
_LETTER = re.compile(r"[A-Za-z]")
_LEAST = 40
"""A line of twenty Chinese characters at least: shorter ones are titles, names, and items of a list."""
_LINES_OF_FILE, _LINES_OF_PASSAGE = 12, 4
"""So many broken lines tell that all of a file, or a passage of it, was laid out before;"""
_RAGGED = 8
"""they end so near to one side: a word, a number and the marks behind it are not broken;"""
_OTHERS = 0.2
"""but for so large a part of them, which are titles and items;"""
_WIDER = 0.05
"""and of all lines only so large a part exceeds that side."""
_NUMBERS = 3
"""So many page numbers that follow each other are some."""


def unwrapped(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks with whole paragraphs and without page numbers, and a remark in Chinese for each that was met.

    A paragraph that was put together has the number of its first line. What is no running text stays as it is: tables,
    headings by outline level, the contents.
    """
    kept, numbers = _without_numbers(list(blocks))
    side = _side(kept, _LINES_OF_FILE)
    whole: list[Block] = []
    for is_text, passage in groupby(kept, _is_text):
        found = list(passage)
        whole += _paragraphs(found, side or _side(found, _LINES_OF_PASSAGE)) if is_text else found
    lines = len(kept) - len(whole) + _breaks(kept) - _breaks(whole)
    told = {
        "文字像是从排好的版面复制来的，一行一断，有 {} 处已接成段落，请核对": lines,
        "文字中间的 {} 个页码没有收取": numbers,
    }
    return tuple(whole), tuple(words.format(count) for words, count in told.items() if count)


def _is_text(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.level is None and not block.in_contents and not block.frame


def _breaks(blocks: Iterable[Block]) -> int:
    return sum(block.text.count("\n") for block in blocks if isinstance(block, Paragraph))


# Page numbers


def _without_numbers(blocks: list[Block]) -> tuple[list[Block], int]:
    """The blocks without the page numbers between them, and how many there were."""
    texts = {place: block.text for place, block in enumerate(blocks) if isinstance(block, Paragraph)}
    places = {place: number for place, text in texts.items() if (number := page_number(text)) is not None}
    if len(places) < _NUMBERS or not _count_pages(places.values(), [texts[place] for place in places]):
        return blocks, 0
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        above = kept[-1] if kept else None
        if place in places:
            continue
        if place - 1 in places and above is not None and _goes_on(above, block):
            assert isinstance(above, Paragraph)
            assert isinstance(block, Paragraph)
            kept[-1] = replace(above, text=_joined(above.text, block.text))
        else:
            kept.append(block)
    return kept, len(places)


def _count_pages(numbers: Iterable[int], texts: Iterable[str]) -> bool:
    """Whether the numbers follow each other; where each is set in marks, pages between them may have none."""
    steps = [after - before for before, after in pairwise(numbers)]
    are_marked = not any(text.strip().isdigit() for text in texts)
    return all(step == 1 or (are_marked and step > 1) for step in steps)


def _goes_on(above: Block, block: Block) -> bool:
    """Whether a sentence that the end of a page broke goes on."""
    if not (_is_text(above) and _is_text(block)):
        return False
    assert isinstance(above, Paragraph)
    assert isinstance(block, Paragraph)
    return _is_open(above.text) and not ORDINAL.match(block.text)


# Lines


def _side(blocks: Iterable[Block], least: int) -> int | None:
    """The width that the lines were broken at, in Latin characters; None where they were not.

    Lines that end within a sentence are many, and all are of one width, which no other line exceeds.
    """
    lines = [line for block in blocks if isinstance(block, Paragraph) and _is_text(block) for line in _lines(block)]
    goes_on = (line for line, following in pairwise(lines) if _is_open(line) and not ORDINAL.match(following))
    broken = sorted(_width(line) for line in goes_on if _PROSE.search(line))
    if len(broken) < least:
        return None
    side = broken[-1 - int(_WIDER * len(broken))]
    wider = sum(_width(line) > side for line in lines)
    at_side = sum(side - _RAGGED <= width <= side for width in broken)
    is_laid_out = at_side >= max(least, (1 - _OTHERS) * len(broken)) and wider <= _WIDER * len(lines)
    return side if is_laid_out else None


def _is_open(line: str) -> bool:
    """Whether a line is long and ends within a sentence."""
    return _width(line) >= _LEAST and not line.endswith(_ENDS)


def _lines(block: Paragraph) -> list[str]:
    return block.text.split("\n")


def _paragraphs(blocks: Sequence[Block], side: int | None) -> Iterator[Block]:
    """The lines of running text put together where one had no room for what follows it."""
    if side is None:
        yield from blocks
        return
    whole: Paragraph | None = None
    last = ""
    for block in blocks:
        assert isinstance(block, Paragraph)
        for number, line in enumerate(_lines(block)):
            if whole is None:
                whole = replace(block, text=line)
            elif _is_full(last, line, side):
                whole = replace(whole, text=_joined(whole.text, line))
            elif number:
                whole = replace(whole, text=f"{whole.text}\n{line}")
            else:
                yield whole
                whole = replace(block, text=line)
            last = line
    if whole is not None:
        yield whole


def _is_full(line: str, following: str, side: int) -> bool:
    """Whether a line had no room for the beginning of what follows, or ends near the side within a sentence; and what
    follows is not the next item."""
    if ORDINAL.match(following):
        return not line.endswith(_ENDS) and _width(line) + _width(_unbroken(following)) > side
    is_at_side = _is_open(line) and _width(line) >= side - _RAGGED
    return is_at_side or _width(line) + _width(_unbroken(following)) > side


def _unbroken(line: str) -> str:
    """The beginning of a line within which it is not broken: a sign or a word, with the marks around it."""
    end = 0
    while end < len(line) - 1 and line[end] in OPENING:
        end += 1
    word = _WESTERN.match(line, end)
    end = word.end() if word else end + 1
    while end < len(line) and line[end] in CLOSING:
        end += 1
    return line[:end]


def _joined(above: str, line: str) -> str:
    are_words = _LETTER.match(above[-1:]) and _LETTER.match(line)
    return f"{above} {line}" if are_words else above + line


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
