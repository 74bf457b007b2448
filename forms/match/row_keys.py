"""Which line of the form a row is: by its code, also in parts or left out, or by its label."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from forms.document.entries import split_code
from forms.document.lines import TOTAL
from forms.form.catalogue import Catalogue
from forms.form.model import Row, Table
from forms.match.body import Body
from forms.match.normal import bare, closest, plain
from forms.match.proof.captions import without_unit
from forms.match.proof.county_codes import in_the_list, unit_code_before
from forms.match.proof.lines_below import is_unit
from forms.match.text.reading_words import reading_words
from forms.readers import Grid, GridCell

_SPACED = re.compile(r"^(\d)\s*(\d\d)[\s.-]+(?!00)(\d\d)(?:[\s.-]+(?!00)(\d\d))?(?!\d)")
"""206 01 01, 2 06 01 01 and 206-01-01; a 款 or 项 00 does not exist, but amounts do."""
_BROKEN = re.compile(r"\d[\d\s]*\s[\d\s]*")
"""A code with blanks in it, or that a narrow column broke over two lines; only the list tells whether it is one."""
_BEHIND = re.compile(r"(?P<name>.*\D)[（(\[【〔](?P<code>\d{3}(?:\d\d){0,2})[）)\]】〕]\s*")
"""A code behind its name: 行政运行（2060101）."""
_JOINT = re.compile(r"^[-—_|:、.]+\s*")
"""What joins a code and its name: 2060101-行政运行."""
_REMARK = re.compile(r"[（(][^（()）]*[）)]\s*$")
_LEVELS = (0, 3, 5)
"""Where in a code its 类, its 款 and its 项 begin."""


class CodeReader:
    """Reads the codes of a table from its columns of codes; a part left blank is that of the row above."""

    def __init__(self, places: Sequence[int], codes: Collection[str], above: str = "") -> None:
        """`codes` are those of the year's list."""
        self._places = places
        self._codes = codes
        self._before = ""
        self.above = above

    def look(self, grid: Grid, rows: Iterable[int]) -> None:
        """Find out, from all rows of the table, whether the code of the unit stands before each code."""
        if len(self._places) == 1:
            cells = (grid.spread(row, self._places[0]) for row in rows)
            self._before = unit_code_before((_digits(cell) for cell in cells if cell), self._codes)

    def read(self, grid: Grid, row: int) -> tuple[str, str]:
        """The code of a row, and what stands in its cells besides; the code is blank when there is none."""
        cells = [grid.spread(row, place) for place in self._places]
        texts = [_digits(cell) if cell else "" for cell in cells]
        if len(texts) > 1 and any(texts) and all(text.isdigit() for text in texts if text):
            self.above = self._together(texts)
            return self.above, ""
        text = "".join(texts).removeprefix(self._before)
        if _BROKEN.fullmatch(text):
            whole = "".join(text.split())
            return (whole, "") if whole in self._codes else ("", text)
        code, rest = code_and_name(text)
        code = in_the_list(code, self._codes)
        # 123.45 is an amount that stands where codes do, unless the year's list has 12345.
        is_amount = any(cell and cell.number is not None and cell.number % 1 for cell in cells)
        return ("", text) if is_amount and code not in self._codes else (code, rest)

    def _together(self, parts: Sequence[str]) -> str:
        """One code of the parts, which may have lost leading zeros, or may each be the whole code down to there."""
        last = max(level for level, part in enumerate(parts) if part)
        code = ""
        for start, part in zip(_LEVELS, parts[: last + 1], strict=False):
            width = 2 if start else 3
            if not part:
                part = self.above[start : start + width]
            code = part if start and len(part) > width else code + part.zfill(width)
        return code


def code_and_name(text: str) -> tuple[str, str]:
    """The code in front of a text, or in brackets behind it, and the rest; the code is blank when there is none."""
    if behind := _BEHIND.fullmatch(text):
        return behind["code"], behind["name"].strip()
    code, rest = split_code(_closed_up(text))
    return code, _JOINT.sub("", rest) if code else rest


def _closed_up(text: str) -> str:
    """A text whose code in front is written in one."""
    normal = unicodedata.normalize("NFKC", text).strip()
    return _SPACED.sub(lambda found: "".join(filter(None, found.groups())) + " ", normal)


def _digits(cell: GridCell) -> str:
    if cell.number is not None and cell.number == int(cell.number):
        return str(int(cell.number))
    return _closed_up(cell.text).strip()


def names_row(label: str, row: Row) -> bool:
    """Whether a label is that of the line, but for blanks, punctuation and a unit of money in brackets."""
    return plain(without_unit(label)) in {plain(name) for name in (row.label, *row.aliases)}


def _names_total(label: str, total: Row) -> bool:
    """Whether a label is that of the total, also with a remark in brackets behind it: 合计（本年）."""
    bare_label = _REMARK.sub("", label) if label.rstrip().endswith((")", "）")) else label
    return names_row(label, total) or (bare_label != label and names_row(bare_label, total))


def total_namer(
    table: Table, grid: Grid, rows: Iterable[int], sides: Mapping[str, Mapping[str, int]]
) -> Callable[[str], bool]:
    """Tells whether a label names the total of a table of codes, in these rows of a sheet; `sides` says where the names
    stand. Where none is the name of the total and one alone is the word for a sum (小计) or a unit, it is."""
    total = table.row_by_key.get(TOTAL)
    if table.layout != "codes" or total is None:
        return lambda _: False
    places = {place for kind, place in sides[""].items() if kind in ("code", "name")}
    rows = [*rows]
    cells = (grid.cells.get((row, place)) for row in rows for place in places)
    words = reading_words().sums_alone
    named = [cell.text for cell in cells if cell and cell.number is None]
    called = [text for text in named if plain(text) in words or _names_total(text, total)]
    if len(called) == 1 and plain(called[0]) in words:
        total = replace(total, aliases=(*total.aliases, *words))
    elif not called:
        coded = {cell.text for row in rows if _has_code(grid, row, sides[""]) for cell in grid.cells_in_row(row)}
        units = [text for text in named if is_unit(text) and not (code_and_name(text)[0] or text in coded)]
        total = replace(total, aliases=(*total.aliases, *units)) if len(units) == 1 else total
    return partial(_names_total, total=total)


def _has_code(grid: Grid, row: int, places: Mapping[str, int]) -> bool:
    return "code" in places and "name" in places and grid.spread(row, places["code"]) is not None


class _NamedRows:
    """The lines of one side of a table by their names; several may bear one name."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._as_written, self._without_ordinal = _by_name(rows, plain), _by_name(rows, bare)
        self._labels = frozenset(bare(row.label) for row in rows)

    def find(self, label: str) -> Sequence[Row]:
        """The lines a label names: as it stands, else without its ordinal, else nearly."""
        label = without_unit(label)
        if found := self._as_written.get(plain(label)) or self._without_ordinal.get(bare(label)):
            return found
        near = closest(bare(label), self._labels) if bare(label) else None
        return [row for row in self.rows if bare(row.label) == near]


def named_rows(rows: tuple[Row, ...], side: str, label: str) -> Sequence[Row]:
    """The lines of one side that a label names: as it stands, else without its ordinal, else nearly."""
    return _named_rows(rows, side).find(label)


@lru_cache(maxsize=256)
def _named_rows(rows: tuple[Row, ...], side: str) -> _NamedRows:
    return _NamedRows([row for row in rows if row.side == side])


def _by_name(rows: Iterable[Row], form: Callable[[str], str]) -> dict[str, list[Row]]:
    """The lines that bear each name in this form; a blank one is none."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for name in {form(name) for name in (row.label, *row.aliases)} - {""}:
            found.setdefault(name, []).append(row)
    return found


class LineFinder:
    """Finds the lines of one table as its rows come, downwards on each side; a line is taken once."""

    def __init__(self, body: Body, placed: Mapping[str, str]) -> None:
        """`placed` are the keys of lines chosen by a person, by label."""
        self._body = body
        self._placed = placed
        self._order = {row.key: place for place, row in enumerate(body.table.rows)}
        self._named = {side: _named_rows(body.table.rows, side) for side in body.table.sides}
        self._last = dict.fromkeys(body.table.sides, -1)

    def find(self, side: str, label: str) -> Row | None:
        """The line of one side that a label names or a person chose for it; the next one downwards where two bear the
        same name."""
        if choice := self.choice(label):
            return next((row for row in self._named[side].rows if row.key == choice), None)
        fresh = [row for row in self._named[side].find(label) if row.key not in self._body.labels]
        below = [row for row in fresh if self._order[row.key] > self._last[side]]
        line = next(iter([*below, *fresh]), None)
        if line is not None:
            self._last[side] = self._order[line.key]
        return line

    def choice(self, label: str) -> str | None:
        """The key of the line that a person chose for a label, DECLINED for one that is not wanted; None when nobody
        did, or that line is taken."""
        choice = self._placed.get(plain(label))
        if choice is None or choice in self._body.labels:
            return None
        self._body.strangers[label.strip()] = None
        return choice


class CodesByName:
    """Finds codes by names as the rows come: under the row above, beside it, or beside one it is under.

    行政运行 stands under a hundred parents, so a name alone is not enough; the rows above tell the parent.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        """`catalogue` is the list of the year."""
        self._named = _codes_by_name(catalogue)
        self._parents = catalogue.parents
        self._above = ""

    def find(self, name: str) -> str:
        """The code of a name; blank where no row above leads to one code of it."""
        codes = self._named.get(plain(name), ())
        open_codes = [self._above, *reversed(self._parents(self._above))] if self._above else []
        for parent in dict.fromkeys([*open_codes, ""]):
            under = [code for code in codes if (self._parents(code) or ("",))[-1] == parent]
            if len(under) == 1:
                self._above = under[0]
                return under[0]
        return ""


@lru_cache(maxsize=8)
def _codes_by_name(catalogue: Catalogue) -> dict[str, list[str]]:
    named: dict[str, list[str]] = defaultdict(list)
    for code in sorted(catalogue.codes):
        named[plain(catalogue.name(code) or "")].append(code)
    return dict(named)
