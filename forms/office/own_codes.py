"""The office's own lists of codes, laid over the bundled ones of a year."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from forms.document.entries import split_code
from forms.form.catalogue import FIRST_DIGIT, LENGTHS, own_list
from models.errors import Trouble
from models.files import make_private, write_whole

OUT_OF_USE = "停用"
"""What stands in a list in the place of the name of a code that is out of use."""


def take(folder: Path, kind: str, year: int, file: Path) -> int:
    """Keep the codes of that kind which the file holds, with their names, as the list of the year in `folder`.

    Returns the number of codes; raises Trouble when the file holds none.
    """
    codes = {
        code: "" if name == OUT_OF_USE else name
        for code, name in _codes_in(file)
        if len(code) in LENGTHS[kind] and code[0] == FIRST_DIGIT[kind]
    }
    if not codes:
        raise Trouble(f"“{file.name}”里没有找到科目编码和名称；", "请准备一列编码、一列名称的表格。")
    _write(folder, kind, year, codes)
    return len(codes)


def lay_over(folder: Path, kind: str, year: int, codes: Mapping[str, str]) -> None:
    """Put codes with their names into the list of the year, those that are in it already in their place; a code with
    a blank name is out of use. Raises Trouble when the list that is there cannot be read."""
    _write(folder, kind, year, {**own_list(kind, year, folder), **codes})


def _write(folder: Path, kind: str, year: int, codes: Mapping[str, str]) -> None:
    make_private(folder)
    with (
        write_whole(folder / f"{kind}-{year}.csv", private=True) as path,
        path.open("w", encoding="utf-8", newline="") as lines,
    ):
        writer = csv.writer(lines)
        writer.writerow(("code", "name"))
        writer.writerows(sorted(codes.items()))


def take_all(folder: Path, year: int, file: Path) -> dict[str, int]:
    """Keep every list that the file holds, told apart by the first digit of its codes.

    Returns the number of codes of each list; raises Trouble when the file holds none.
    """
    first = {code[0] for code, _ in _codes_in(file)}
    kinds = [kind for kind, digit in FIRST_DIGIT.items() if digit in first] or [next(iter(FIRST_DIGIT))]
    return {kind: take(folder, kind, year, file) for kind in kinds}


def _codes_in(file: Path) -> Iterator[tuple[str, str]]:
    """The codes of a list in any file that can be read, each with its name: in one cell, or the name in the next; in
    a text file a comma parts them."""
    from forms.readers import read

    book = read(file)
    lines = [[cell.text for cell in grid.cells_in_row(row)] for grid in book.grids for row in grid.row_numbers]
    lines += [re.split("[,，;；]", paragraph.text) for paragraph in book.paragraphs]
    for texts in lines:
        for text, following in zip(texts, [*texts[1:], ""], strict=True):
            code, name = split_code(text)
            if code and (name or following):
                yield code, (name or following).strip()
                break
