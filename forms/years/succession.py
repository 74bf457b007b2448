"""Which row, column and section of one year's form carries on which of the year before.

Equal lines follow each other by themselves; what else leads where is declared in `words/carry.toml`. An old place has
one successor or none; a new one may come from several (单位资金 from five lines of income).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from forms.document.document import Document
from forms.document.lines import TOTAL, code_of
from forms.form.catalogue import Catalogue
from forms.form.model import Edition, Table
from forms.form.word_lists import Lists, word_lists
from models.records import Address, RowAddress


@dataclass(frozen=True)
class CarryWords:
    """What `words/carry.toml` declares; see there."""

    project_code: str
    yearly_texts: tuple[str, ...]
    texts_without_amounts: tuple[str, ...]
    yearly_profile: tuple[str, ...]
    rows: Lists

    @cached_property
    def heirs(self) -> Mapping[RowAddress, str]:
        """The declared new row of each old one."""
        named = ((RowAddress(*place.split("/")), sources) for place, sources in self.rows.items())
        return {RowAddress(new.table, old): new.row for new, sources in named for old in sources}


def carry_words(form: Edition) -> CarryWords:
    """What is declared about carrying into that form."""
    return word_lists(form, "carry", CarryWords)


@dataclass(frozen=True, slots=True)
class Gone:
    """That a place has no successor, and why, in Chinese."""

    reason: str


class Succession:
    """From the places of one disclosure to those of another form: as a rule that of the year after.

    On the same form every place leads to itself.
    """

    def __init__(self, old: Document, form: Edition, catalogue: Callable[[Table], Catalogue]) -> None:
        self._old = old
        self._form = form
        self._read = catalogue
        self._catalogues: dict[str, Catalogue] = {}
        self._rows: dict[RowAddress, str | Gone] = {}
        self._columns = {name: {(one.id, one.side) for one in table.columns} for name, table in form.tables.items()}
        self._heirs = carry_words(form).heirs if form.year == old.head.year + 1 else {}

    def row(self, place: RowAddress) -> str | Gone:
        """The key of the row that follows."""
        if place not in self._rows:
            self._rows[place] = self._row(place)
        return self._rows[place]

    def address(self, place: Address) -> Address | Gone:
        """The cell that follows."""
        key = self.row(RowAddress(place.table, place.row))
        if isinstance(key, Gone):
            return key
        row = self._form.tables[place.table].row_by_key.get(key)
        if (place.column, row.side if row else "") in self._columns[place.table]:
            return Address(place.table, key, place.column)
        return Gone(f"{self._form.year}年的表样没有这一栏")

    def amounts(self) -> Mapping[Address, tuple[Address, ...]]:
        """For each cell of the new form the cells of last year whose amounts, added up, stand beside it."""
        found: dict[Address, tuple[Address, ...]] = {}
        for place in self._old.plan.addresses:
            new = self.address(place)
            if isinstance(new, Address):
                found[new] = (*found.get(new, ()), place)
        return found

    def _row(self, place: RowAddress) -> str | Gone:
        table = self._form.tables.get(place.table)
        if table is None:
            return Gone(f"{self._form.year}年没有这张表")
        if self._form is self._old.edition:
            return place.row
        match table.layout:
            case "records":
                return place.row
            case "codes":
                return self._code(table, place.row)
        if place in self._heirs:
            return self._heirs[place]
        if place.row not in table.row_by_key or place.row in self._heirs_of(place):
            return Gone(f"{self._form.year}年的表样没有这一行")
        return place.row

    def _heirs_of(self, place: RowAddress) -> Iterable[str]:
        """The rows of the table that come from declared rows only."""
        return {new for (table, _), new in self._heirs.items() if table == place.table}

    def _catalogue(self, table: Table) -> Catalogue:
        if table.id not in self._catalogues:
            self._catalogues[table.id] = self._read(table)
        return self._catalogues[table.id]

    def _code(self, table: Table, key: str) -> str | Gone:
        code = code_of(key)
        catalogue = self._catalogue(table)
        if key == TOTAL or code in catalogue.codes:
            return code
        heir = catalogue.successor(code)
        if heir:
            return heir.code
        if catalogue.periods(code):
            return Gone(f"这个科目{self._form.year}年已经停用，没有唯一的后继科目，请自行选用新科目")
        return code
