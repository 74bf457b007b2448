"""The list of units that have to disclose (单位名单), which says who handed in nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from forms.county.submissions import READABLE, is_unit_list, unit_words
from forms.match.normal import plain
from forms.match.proof.county_words import county_words
from forms.readers import Grid, read
from forms.write.page.plain_data import Data
from models.errors import Trouble
from models.records import Unit

_LINE = re.compile(r"\s*(?:(\d[\d-]{2,})[\s,，、.]*)?([^\d\s,，、][^\s,，、]*)\s*")
"""A line of a text: a code or none, and a name."""
_CODE = re.compile(r"\d{3,}")


def list_in(folder: Path) -> Path | None:
    """The file in a folder that is called a list of units (单位名单.xlsx), if there is one."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return next((file for file in files if is_unit_list(file) and file.suffix.lower() in READABLE), None)


def read_units(file: Path) -> tuple[Unit, ...]:
    """The units that a file lists, by the captions of its columns, or a unit a line in a text; each once.

    Raises Trouble when it cannot be read, or lists none.
    """
    book = read(file)
    found = [unit for grid in book.grids if not grid.hidden for unit in _of_grid(grid)]
    if not book.grids:
        lines = (_LINE.fullmatch(paragraph.text) for paragraph in book.paragraphs)
        found = [Unit(line[1] or "", line[2]) for line in lines if line]
    if not found:
        way_out = "请在表头写明“单位编码”和“单位名称”，一行一个单位。"
        raise Trouble(f"“{file.name}”里没有认出单位；", way_out)
    return tuple(dict.fromkeys(found))


def not_handed_in(units: Iterable[Unit], lines: Iterable[Data]) -> tuple[Unit, ...]:
    """The units of which there is nothing among what was handed in: neither their code nor their name. What could not
    be read is of the unit that its files or folders are called by."""
    listed, there = tuple(units), set[str]()
    for line in lines:
        unit = line.get("unit") or {}
        there |= {unit["code"], unit["name"]} if unit else _called_by(str(line.get("name", "")), listed)
    there.discard("")
    return tuple(unit for unit in listed if not {unit.code, unit.name} & there)


def _called_by(name: str, units: Sequence[Unit]) -> set[str]:
    """Code and name of the unit that a name of files says, none where it says none: the longest that it holds, as a
    unit may be called by another and more; else the only one of which it is a part (教育局)."""
    said, codes = plain(name), set(_CODE.findall(name))
    words = [part for one in name.split("/") if len(part := unit_words(one).strip("0123456789")) > 1]
    whole = [unit for unit in units if plain(unit.name) in said or unit.code in codes]
    parts = [unit for unit in units if any(part in plain(unit.name) for part in words)]
    found = max(whole or parts[: len(parts) == 1], key=lambda unit: len(unit.name), default=None)
    return {found.code, found.name} if found else set()


def _of_grid(grid: Grid) -> Iterator[Unit]:
    words = county_words()
    for row in grid.row_numbers:
        captions = {plain(cell.text): cell.column for cell in grid.cells_in_row(row)}
        name = _column(captions, words.unit_names)
        if name is not None:
            yield from _below(grid, row, _column(captions, words.unit_codes), name)
            return


def _below(grid: Grid, head: int, code_column: int | None, name_column: int) -> Iterator[Unit]:
    words = county_words()
    for row in grid.row_numbers:
        texts = {cell.column: cell.text.strip() for cell in grid.cells_in_row(row)}
        name = texts.get(name_column, "")
        if row > head and name and not words.is_total(name):
            code = texts.get(code_column, "") if code_column is not None else ""
            yield Unit(code if _CODE.fullmatch(code) else "", name)


def _column(captions: dict[str, int], words: Sequence[str]) -> int | None:
    return next((captions[plain(word)] for word in words if plain(word) in captions), None)
