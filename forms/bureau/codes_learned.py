"""The codes of a year learned from what comes out of the budget system: new ones, other names, retired ones.

A workbook of one unit or of the whole county carries the year's codes with their names. Where a column holds codes is
told by what it holds: most of its codes bear the name that the list gives them, in this year or an earlier one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from forms.bureau.taken_apart import take_apart
from forms.bureau.turned import rows_of
from forms.bureau.unit_rows import HEAD_ROWS
from forms.document.entries import split_code
from forms.document.provenance import Source
from forms.form.catalogue import FIRST_DIGIT, LENGTHS, TITLES, Catalogue, fold_name
from forms.form.load import KINDS, edition
from forms.match.normal import plain
from forms.match.row_keys import CodeReader
from forms.office.own_codes import OUT_OF_USE
from forms.readers import Book, Grid
from models.errors import Trouble
from models.files import write_whole

_PARTS = ("类", "款", "项")
_ENOUGH = 3
"""A code is inferred to be out of use when its name stands at another code in the files of so many units: one or two
may have made a slip, or use a code of their own."""
_NAME = re.compile(r"[^\W\d_].*", re.DOTALL)


class Kind(StrEnum):
    """What is learned of a code."""

    NEW = "new"
    RENAMED = "renamed"
    SURE = "sure"
    """The list has it so, but was not sure."""
    RETIRED = "retired"
    """Its name stands at another code now."""


KIND_WORDS: Mapping[Kind, str] = {
    Kind.NEW: "新增",
    Kind.RENAMED: "名称不同",
    Kind.SURE: "得到证实",
    Kind.RETIRED: "停用",
}


@dataclass(frozen=True, slots=True)
class Learned:
    """One code as the files have it, against the list: `before` is the list's name, `units` how many units use it."""

    catalogue: str
    code: str
    name: str
    kind: Kind
    before: str
    units: int
    source: Source | None
    other_names: tuple[str, ...] = ()
    """Names that fewer units give it."""
    successor: str = ""
    """The code that has the name of a retired one."""
    is_doubtful: bool = False
    """Whether a person should look twice: the list was sure of something else, or nobody says so outright."""

    @property
    def own_name(self) -> str:
        """What the office's own list has for it; blank for one that is out of use."""
        return "" if self.kind is Kind.RETIRED else self.name


@dataclass(frozen=True)
class Proposal:
    """What the files teach of one year, by list and code; `known` codes are in the list just so."""

    year: int
    learned: tuple[Learned, ...]
    known: int
    left: tuple[tuple[Source, str], ...]
    """Codes with a name in columns that do not look like codes of a list."""
    unproved: tuple[Learned, ...] = ()
    """Codes that may be out of use: too few units say so."""

    def lists(self, chosen: Sequence[Learned]) -> dict[str, dict[str, str]]:
        """What the office's own lists get of what was chosen: by list the codes with their names."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for one in chosen:
            found[one.catalogue][one.code] = one.own_name
        return dict(found)

    @property
    def caution(self) -> str:
        """What is said of the codes that may be out of use; blank where there are none."""
        if not self.unproved:
            return ""
        pairs = "、".join(f"{one.code}（{one.name}，改用{one.successor}）" for one in self.unproved)
        return f"可能停用、使用的单位不到{_ENOUGH}个而没有列入的{len(self.unproved)}个：{pairs}。"

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind, and how many were known."""
        kinds = Counter(one.kind for one in self.learned)
        return {**{kind.value: kinds[kind] for kind in Kind}, "known": self.known}


class _Met(NamedTuple):
    """A code with its name as it stands in a file, and in which column."""

    column: int
    catalogue: str
    code: str
    name: str
    row: int


def learn(books: Sequence[Book], year: int, pack: str, own: Path | None = None) -> Proposal:
    """What the files teach of the codes of that year in the form of that pack; `own` are the office's own lists.

    Raises Trouble when they hold no codes.
    """
    form = edition(year, KINDS[0], pack)
    lists = {kind: form.catalogue(kind, own) for kind in TITLES}
    units_of, units = _units(books)
    names: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    firsts: dict[tuple[str, str], Source] = {}
    left: list[tuple[Source, str]] = []
    for book in books:
        for grid in book.grids:
            met = [one for one in _met(grid, lists) if (one.code, plain(one.name)) not in units]
            sure = _columns_of_codes(met, lists)
            for one in met:
                source = Source(book.file, grid.name, grid.address(one.row, one.column))
                if (one.column, one.catalogue) not in sure:
                    left.append((source, f"{one.code} {one.name}"))
                    continue
                key = one.catalogue, one.code
                firsts.setdefault(key, source)
                names[key][one.name] |= units_of.get((book.file, grid.name, one.row), {book.file})
    if not names:
        files = "、".join(f"“{book.file}”" for book in books)
        raise Trouble(f"{files}里没有认出科目编码和名称；", "请用一体化系统导出的、带科目编码和名称的工作簿。")
    learned = [_learned(lists[kind], code, found, firsts[kind, code]) for (kind, code), found in names.items()]
    new = [one for one in learned if one is not None]
    retired = [pair for kind, each in lists.items() for pair in _retired(each, kind, new, names)]
    proved = [one for one, units in retired if units >= _ENOUGH]
    return Proposal(
        year,
        tuple(sorted([*new, *proved], key=lambda one: (one.catalogue, one.code))),
        len(learned) - len(new),
        tuple(left),
        tuple(one for one, units in retired if units < _ENOUGH),
    )


def save_list(chosen: Sequence[Learned], path: Path) -> Path:
    """Write what was chosen as a list that `catalogue take` reads, for other counties; returns its path."""
    lines = ["编码,名称,使用单位数"]
    lines += [f"{one.code},{one.own_name.replace(',', '，') or OUT_OF_USE},{one.units}" for one in chosen]
    path = path if path.suffix.lower() == ".csv" else path.with_name(f"{path.name}.csv")
    with write_whole(path) as temporary:
        temporary.write_text("\r\n".join([*lines, ""]), encoding="utf-8-sig", newline="")
    return path


def _units(books: Sequence[Book]) -> tuple[dict[tuple[str, str, int], set[str]], set[tuple[str, str]]]:
    """The units whose each row is, and every unit by code and name: one that stands among codes is none."""
    apart = take_apart(books)
    rows: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for part in apart.parts:
        for book in part.books:
            for grid in book.grids:
                for row in rows_of(grid):
                    rows[book.file, grid.name, row].add(part.unit.code or part.unit.name)
    return rows, {(part.unit.code, plain(part.unit.name)) for part in apart.parts}


def _met(grid: Grid, lists: Mapping[str, Catalogue]) -> Iterator[_Met]:
    """Everything in a sheet that may be a code with its name: in one cell, in two, or in a column for each level."""
    parts = None if grid.hidden else _parts(grid)
    reader = CodeReader(parts, frozenset(c for each in lists.values() for c in each.codes)) if parts else None
    for row in () if grid.hidden else grid.row_numbers:
        cells = grid.cells_in_row(row)
        if reader is not None and parts is not None:
            code, _ = reader.read(grid, row)
            name = next((c.text for c in cells if c.column > parts[-1] and _NAME.fullmatch(c.text.strip())), "")
            yield from _as_met(parts[0], code, name, row)
            continue
        for cell, following in zip(cells, [*cells[1:], None], strict=True):
            code, name = split_code(cell.text)
            name = name.lstrip("-—_:：、 ")
            if code and not name and following is not None:
                name = following.text
            yield from _as_met(cell.column, code, name, row)


def _parts(grid: Grid) -> tuple[int, ...] | None:
    """The columns under 类, 款, 项, where they are three."""
    for row in grid.row_numbers[:HEAD_ROWS]:
        cells = grid.cells_in_row(row)
        columns = tuple(cell.column for cell in cells if plain(cell.text) in _PARTS)
        if [plain(cell.text) for cell in cells if cell.column in columns] == list(_PARTS):
            return columns
    return None


def _as_met(column: int, code: str, name: str, row: int) -> Iterator[_Met]:
    name = " ".join(name.split())
    if not code or not _NAME.fullmatch(name):
        return
    for catalogue, digit in FIRST_DIGIT.items():
        if code[0] == digit and len(code) in LENGTHS[catalogue]:
            yield _Met(column, catalogue, code, name, row)


def _columns_of_codes(met: Sequence[_Met], lists: Mapping[str, Catalogue]) -> set[tuple[int, str]]:
    """The columns in which at least half of the codes bear a name that their list ever gave them."""
    found: dict[tuple[int, str], dict[str, bool]] = defaultdict(dict)
    for one in met:
        fits = fold_name(one.name) in _every_name(lists[one.catalogue], one.code)
        codes = found[one.column, one.catalogue]
        codes[one.code] = codes.get(one.code, False) or fits
    return {place for place, codes in found.items() if 2 * sum(codes.values()) >= len(codes)}


def _every_name(catalogue: Catalogue, code: str) -> set[str]:
    names = {fold_name(period.name) for period in catalogue.periods(code)}
    listed = catalogue.name(code)
    return {*names, fold_name(listed)} if listed else names


def _learned(catalogue: Catalogue, code: str, names: Mapping[str, set[str]], source: Source) -> Learned | None:
    """What is learned of a code; None when the list has it just so and is sure."""
    folded: dict[str, list[str]] = defaultdict(list)
    for name in names:
        folded[fold_name(name)].append(name)
    users = {one: set[str]().union(*(names[name] for name in written)) for one, written in folded.items()}
    best = max(users, key=lambda one: (len(users[one]), one))
    name = folded[best][0]
    others = tuple(folded[one][0] for one in users if one != best)
    units = len(set[str]().union(*users.values()))
    listed = catalogue.codes.get(code)
    if listed is None:
        parents = catalogue.parents(code)
        before = catalogue.periods(code)[-1].name if catalogue.periods(code) else ""
        alone = bool(parents) and parents[0] not in catalogue.codes
        return Learned(catalogue.kind, code, name, Kind.NEW, before, units, source, others, is_doubtful=alone)
    if fold_name(listed.name) != best:
        doubtful = listed.sure and units < 2
        return Learned(catalogue.kind, code, name, Kind.RENAMED, listed.name, units, source, others, "", doubtful)
    if listed.sure:
        return None
    return Learned(catalogue.kind, code, listed.name, Kind.SURE, listed.name, units, source, others)


def _retired(
    catalogue: Catalogue, kind: str, learned: Sequence[Learned], names: Mapping[tuple[str, str], object]
) -> Iterator[tuple[Learned, int]]:
    """Codes of the list that nobody uses, whose name stands at one new code of the same 款 now, each with how many
    units use that one."""
    *_, above, length = catalogue.lengths
    news: dict[tuple[str, str], list[Learned]] = defaultdict(list)
    for one in learned:
        if one.catalogue == kind and one.kind is Kind.NEW and len(one.code) == length:
            news[one.code[:above], fold_name(one.name)].append(one)
    for code, listed in catalogue.codes.items():
        heirs = news.get((code[:above], fold_name(listed.name)), [])
        if len(code) == length and len(heirs) == 1 and (kind, code) not in names:
            heir = heirs[0]
            name = listed.name
            yield (
                Learned(kind, code, name, Kind.RETIRED, name, 0, None, (), heir.code, is_doubtful=True),
                heir.units,
            )
