"""The office's own lists of codes, laid over the bundled ones of a year."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from forms.form.catalogue import FIRST_DIGIT, TITLES, own_list
from forms.office.listed_codes import listed_codes
from models.errors import Trouble
from models.files import make_private, write_whole
from models.staging import free_name

OUT_OF_USE = "停用"
"""What stands in a list in the place of the name of a code that is out of use."""


def take(folder: Path, kind: str, year: int, file: Path) -> int:
    """Keep the codes of that kind which the file holds, with their names, as the list of the year in `folder`.

    Returns the number of codes; raises Trouble when the file holds none, or is no list.
    """
    listed = listed_codes(file)
    if kind not in listed:
        raise Trouble(f"“{file.name}”里没有{TITLES[kind]}科目；", f"它的编码以{FIRST_DIGIT[kind]}开头。")
    return _take(folder, kind, year, listed[kind])


def lay_over(folder: Path, kind: str, year: int, codes: Mapping[str, str]) -> None:
    """Put codes with their names into the list of the year, those that are in it already in their place; a code with
    a blank name is out of use. Raises Trouble when the list that is there cannot be read."""
    _write(folder, kind, year, {**own_list(kind, year, folder), **codes})


def take_all(folder: Path, year: int, file: Path) -> dict[str, int]:
    """Keep every list that the file holds, told apart by the first digit of its codes.

    Returns the number of codes of each list; raises Trouble when the file holds none, or is no list.
    """
    return {kind: _take(folder, kind, year, codes) for kind, codes in listed_codes(file).items()}


def put_aside(folder: Path) -> Iterator[Trouble]:
    """Give every list that cannot be read another name, so that the bundled one counts and disclosures can be opened;
    what is said of each."""
    for kind, year, file in _lists(folder):
        try:
            own_list(kind, year, folder)
        except Trouble as trouble:
            with suppress(OSError):
                aside = free_name(file)
                file.rename(aside)
                way_out = f"已改名为“{aside.name}”留着，现在用程序自带的；请用“数据→导入本单位的科目表”重新载入。"
                yield Trouble(trouble.sentence, way_out)


def _lists(folder: Path) -> Iterator[tuple[str, int, Path]]:
    """The office's own lists, each with its kind and year."""
    for kind in TITLES:
        for file in sorted(folder.glob(f"{kind}-????.csv")):
            year = file.stem.removeprefix(f"{kind}-")
            if year.isdecimal():
                yield kind, int(year), file


def _take(folder: Path, kind: str, year: int, codes: Mapping[str, str]) -> int:
    _write(folder, kind, year, {code: "" if name == OUT_OF_USE else name for code, name in codes.items()})
    return len(codes)


def _write(folder: Path, kind: str, year: int, codes: Mapping[str, str]) -> None:
    make_private(folder)
    with (
        write_whole(folder / f"{kind}-{year}.csv", private=True) as path,
        path.open("w", encoding="utf-8", newline="") as lines,
    ):
        writer = csv.writer(lines)
        writer.writerow(("code", "name"))
        writer.writerows(sorted(codes.items()))
