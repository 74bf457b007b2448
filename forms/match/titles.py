"""Where a table begins: the cells, lines and names of sheets that are the title of a table of the form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from forms.form.load import KINDS, Pack, pack
from forms.form.load import edition as declared_edition
from forms.form.model import Edition, Table
from forms.match.normal import plain
from forms.match.text.reading_words import reading_words

if TYPE_CHECKING:
    from forms.readers import Grid

YEAR_IN_TITLE = re.compile(r"(?<!\d)(20\d{2})(?:年|(?!\d))")
_LONGEST_TITLE = 60
_LONG_NAME = 8
"""A name of so many characters is known behind other words, and when it is cut."""


@dataclass(frozen=True, slots=True)
class Title:
    """A cell that holds the title of a table of the form; row and column 0 where no cell does."""

    table: str
    row: int
    column: int
    kind: str


def known_titles() -> dict[str, str]:
    """Every title under which a table may be met in any year, in plain form without 部门 or 单位, with its id."""
    return _titles_of(pack())


@cache
def _titles_of(form: Pack) -> dict[str, str]:
    """By the pack itself, not by its name: another version of it may be installed while the program runs."""
    names: dict[str, str] = {}
    for year, kind in product(form.years, KINDS):
        for table, titles in form.titles(year, kind).items():
            # What is but a number, 公开01表, would be met everywhere.
            names.update({core: table for title in titles if (core := title_core(title))})
    return names


def newest_edition(table: str) -> Edition:
    """The newest edition that has the table: while the year is not known, its captions are looked for."""
    editions = (declared_edition(year, KINDS[0]) for year in reversed(pack().years))
    return next(edition for edition in editions if table in edition.tables)


def newest_indicators() -> Table | None:
    """The newest declaration of the table of indicators; None where no year of the form has it."""
    editions = (declared_edition(year, KINDS[0]) for year in reversed(pack().years))
    return next((table for edition in editions if (table := edition.tables.get(edition.roles.indicators))), None)


def names_goals(table: str) -> bool:
    """Whether a table is that of the projects or of their indicators, which goal tables are read into."""
    roles = newest_edition(table).roles
    return table in (roles.projects, roles.indicators)


def table_titled(text: str) -> str | None:
    """The id of the table whose title a text is; None when it is none."""
    return _table_of(text) if len(text) < _LONGEST_TITLE else None


_CONTENTS_CELLS = 3
"""A line of a contents page has no more: number, title, page."""


def find_titles(grid: Grid) -> list[Title]:
    """The titles in a sheet from top to bottom; the name of the sheet serves when no cell holds one."""
    if is_contents_sheet(grid):
        return []
    titles = [found[0] for row in grid.row_numbers if (found := titles_in_row(grid, row))]
    return titles or [title for title in [title_of_tab(grid)] if title is not None]


def is_contents_sheet(grid: Grid) -> bool:
    """Whether a whole sheet is a contents page (目录): its first words say so, and it has lines of few cells only."""
    rows = [grid.cells_in_row(row) for row in grid.row_numbers]
    first = next((cell.text for row in rows for cell in row if cell.text.strip()), "")
    return plain(first) in reading_words().contents and all(len(row) <= _CONTENTS_CELLS for row in rows)


def title_of_tab(grid: Grid) -> Title | None:
    """The name of a sheet as the title of the table that begins on top of it; None when it names none."""
    table = known_titles().get(title_core(grid.name)) or _cut_name(grid.name)
    return Title(table, 0, 0, _kind(grid.name)) if table is not None else None


def titles_in_row(grid: Grid, row: int) -> list[Title]:
    """The titles of tables in one row, from left to right."""
    cells = (cell for cell in grid.cells_in_row(row) if cell.number is None and len(cell.text) < _LONGEST_TITLE)
    found = ((cell, _table_of(cell.text)) for cell in cells)
    return [Title(table, row, cell.column, _kind(cell.text)) for cell, table in found if table is not None]


def is_title(text: str) -> bool:
    """Whether a text is the title of a table of the form."""
    return table_titled(text) is not None


def is_number_of_table(text: str) -> bool:
    """Whether a line is what may stand before a title and no more: 附表1, or a unit and a year."""
    return len(text) < _LONGEST_TITLE and bool(reading_words().before_table_title.fullmatch(plain(text)))


def is_title_of_another(text: str) -> bool:
    """Whether a line alone is the title of a table that is none of the form's: 2022年度收入支出决算总表."""
    is_one = len(text) < _LONGEST_TITLE and bool(reading_words().other_table.fullmatch(plain(text)))
    return is_one and table_titled(text) is None


def title_core(title: str) -> str:
    """A title as it is known in files: in plain form, without number, year, 部门 and 单位."""
    return reading_words().own_table_title.sub("", alone(title))


def _kind(title: str) -> str:
    found = reading_words().kind_of_table.match(alone(title))
    return found[1] if found else ""


def alone(title: str) -> str:
    """A title in plain form without its number, its year and its unit of money."""
    words = reading_words()
    return words.before_table_title.sub("", words.behind_table_title.sub("", plain(title)))


def says_the_same(printed: str, title: str) -> bool:
    """Whether a printed title is that of the form, with other words before it or without its first ones."""
    here, declared = alone(printed), alone(title)
    return here.endswith(declared) or declared.endswith(here)


def _table_of(title: str) -> str | None:
    """The table a title names; the name of the body that made it may stand before a long title."""
    return _table_in(pack(), title)


@lru_cache(maxsize=8192)
def _table_in(form: Pack, title: str) -> str | None:
    core, gathered = title_core(title), reading_words().gathered_title
    # 汇总表 is a 总表 or a 表 in the form.
    wordings = [gathered.sub(word, core) for word in ("总", "")] if gathered.search(core) else [core]
    return next((found for wording in wordings if (found := _table_called(form, wording)) is not None), None)


def _table_called(form: Pack, core: str) -> str | None:
    # Nearly every text of a sheet ends here.
    if not core.endswith(_endings(form)):
        return None
    names = _titles_of(form)
    ends = (name for name in names if len(name) >= _LONG_NAME and core.endswith(name))
    return names.get(core) or names.get(max(ends, key=len, default=""))


@cache
def _endings(form: Pack) -> tuple[str, ...]:
    return tuple(_titles_of(form))


def _cut_name(name: str) -> str | None:
    """The table whose title begins as the sheet's name, which Excel cuts at 31 characters."""
    core = title_core(name)
    hits = {table for title, table in known_titles().items() if len(core) >= _LONG_NAME and title.startswith(core)}
    return hits.pop() if len(hits) == 1 else None
