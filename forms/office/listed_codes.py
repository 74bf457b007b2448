"""The codes of a list (科目表) in any file: whole codes beside their names, or 类, 款 and 项 in columns of their own.

The official books print them in the second way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

from forms.document.entries import split_code
from forms.form.catalogue import FIRST_DIGIT, LENGTHS
from models.errors import Trouble

_Row = Mapping[int, str]
"""What a row shows, by the number of the column."""
_PARTED = re.compile("[,，;；\t]")
_FIRST = re.compile("[235][0-9]{2}")
_FURTHER = re.compile("[0-9]{1,2}")
"""A 款 or 项 in a column of its own; a workbook that keeps it as a number has lost its nought."""
_LEVELS = 3
_NAME = re.compile("(?=.*[一-鿿])[^。；;]{1,40}")
_PART_OF_A_LIST = 3
"""Of so many rows at least one is a code, or the table is no list: prose and budgets hold some codes too."""


def listed_codes(file: Path) -> dict[str, dict[str, str]]:
    """By kind of list the codes with their names, the last name where a code stands twice; no list is empty.

    Raises Trouble when the file cannot be read, or what it holds is no list.
    """
    from forms.readers import read

    book = read(file)
    tables = [
        [{cell.column: cell.text.strip() for cell in grid.cells_in_row(row)} for row in grid.row_numbers]
        for grid in book.grids
    ]
    tables.append([dict(enumerate(map(str.strip, _PARTED.split(line.text)))) for line in book.paragraphs])
    way_out = "请准备一列编码、一列名称的表格，或者类、款、项各一列的。"
    found: dict[str, str] = {}
    like = 0
    for rows in tables:
        codes = max(dict(_whole(rows)), dict(_by_level(rows)), key=len)
        like += len(codes)
        if len(codes) * _PART_OF_A_LIST >= len(rows):
            found |= codes
    if not found and like:
        raise Trouble(f"“{file.name}”不是科目表，只有{like}行像编码和名称；", way_out)
    if not found:
        raise Trouble(f"“{file.name}”里没有找到科目编码和名称；", way_out)
    kinds = {kind: {code: name for code, name in found.items() if _kind(code) == kind} for kind in LENGTHS}
    return {kind: codes for kind, codes in kinds.items() if codes}


def _kind(code: str) -> str:
    """Of which list it can be a code, by its digits; blank for none."""
    fits = (kind for kind, lengths in LENGTHS.items() if len(code) in lengths and code[0] == FIRST_DIGIT[kind])
    return next(fits, "")


def _whole(rows: Sequence[_Row]) -> Iterator[tuple[str, str]]:
    """Codes that stand in one cell, with the name in it or in the next."""
    for row in rows:
        texts = list(row.values())
        for text, following in zip(texts, [*texts[1:], ""], strict=True):
            code, name = split_code(text)
            if code and (name or following):
                if _kind(code) and _NAME.fullmatch(name or following):
                    yield code, name or following
                break


def _by_level(rows: Sequence[_Row]) -> Iterator[tuple[str, str]]:
    """Codes whose 类, 款, 项 stand beside each other; a row may leave out what stands above it."""
    columns = _level_columns(rows)
    parts: list[str] = []
    for row in rows if len(columns) > 1 else ():
        deepest = None
        for level, column in enumerate(columns):
            text = row.get(column, "")
            if not (_FURTHER if level else _FIRST).fullmatch(text):
                continue
            parts, deepest = [*parts[:level], text.zfill(2)], column
        name = next((text for column, text in row.items() if column > columns[-1] and text), "")
        if deepest is not None and len(parts) > columns.index(deepest) and _NAME.fullmatch(name):
            yield "".join(parts), name


def _level_columns(rows: Sequence[_Row]) -> tuple[int, ...]:
    """The columns of 类, 款 and 项: that in which most 类 stand, and those behind it with codes of their kind."""
    first = Counter(column for row in rows for column, text in row.items() if _FIRST.fullmatch(text))
    further = Counter(column for row in rows for column, text in row.items() if _FURTHER.fullmatch(text))
    if not first:
        return ()
    start = first.most_common(1)[0][0]
    behind = takewhile(lambda column: column in further, range(start + 1, start + _LEVELS))
    return (start, *behind)
