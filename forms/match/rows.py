"""Taking the body of a recognised table: rows by code or label, amounts by column, notes under it."""

from __future__ import annotations

from collections.abc import Mapping

from forms.document.lines import TOTAL, copy_key
from forms.form.model import Edition
from forms.match.body import Body, codes_of
from forms.match.head import Head
from forms.match.normal import plain
from forms.match.proof.captions import captions_of, is_head_repeated
from forms.match.proof.lines_below import is_date_or_telephone, is_note, is_signature, is_unit
from forms.match.proof.other_years import year_named
from forms.match.proof.page_breaks import is_mark, is_page_number
from forms.match.proof.total_row import amounts_of, is_other_total, is_part_of, is_summed_with
from forms.match.report import Ledger, Reason
from forms.match.row_cells import CellsOfLines, NamedLine
from forms.match.row_keys import CodeReader, CodesByName, LineFinder, code_and_name, total_namer
from forms.match.text.reading_words import reading_words
from forms.readers import Grid, GridCell
from models.records import Unit


class RowReader(CellsOfLines):
    """Reads the rows of one table in one sheet into a body, and books the fate of every cell."""

    def __init__(
        self,
        file: str,
        grid: Grid,
        head: Head,
        body: Body,
        ledger: Ledger,
        edition: Edition,
        placed: Mapping[str, str] | None = None,
        only: Unit | None = None,
    ) -> None:
        """`placed` are the keys of rows chosen by a person, by label; of the rows of several units those of `only`
        are wanted, where it is given."""
        super().__init__(file, grid, head, body, ledger, edition, placed, only)
        self._known = codes_of(body.table, edition)
        self._lines = LineFinder(body, self._placed)
        self._captions = captions_of(body.table)
        filled = {column for row, column in grid.cells if row >= head.body}
        places = [place for place, column in head.columns.items() if column.kind == "code"]
        self._codes = CodeReader([place for place in places if place in filled], self._known, body.code_above)
        self._by_name = CodesByName(edition.catalogue(body.table.catalogue)) if self._known and not places else None
        self._above: set[str] = set()
        self._is_over = False
        """Whether the total was met below rows of codes, or a second one: rows of codes further down may be of another
        table."""
        self._below_total: list[tuple[int, tuple[GridCell, ...], NamedLine]] = []
        """Those rows, until it is known whether they are of its sum."""
        self._other_year = ""
        """The line that names another year, of which the rows below it are; blank while there is none."""

    def read(self, title: int, last: int) -> None:
        """Take the rows of the body down to `last`; what stands from the title to the captions may come again."""
        rows = self._grid.rows_between(title, last)
        above = (cell for row in rows if row < self._head.captions for cell in self._grid.cells_in_row(row))
        self._above = {plain(cell.text) for cell in above}
        body = [row for row in rows if row >= self._head.body]
        self._names_total = total_namer(self._table, self._grid, body, self._sides)
        self._codes.look(self._grid, body)
        for row in body:
            self._row(row, self._grid.cells_in_row(row))
        self._settle_below_total()
        self._settle_broken()
        for cells in self._remarks:
            if self._table.layout == "records":
                self._ledger.refuse_all(cells, Reason.ALONE)
            else:
                self._ledger.skip_all(cells, Reason.BELOW_TABLE)
        self._body.code_above = self._codes.above

    def _row(self, number: int, cells: tuple[GridCell, ...]) -> None:
        if aside := self._why_aside(cells):
            self._ledger.skip_all(cells, aside)
        elif is_note(cells[0].text) and all(cell.number is None for cell in cells):
            self._body.notes.extend(cell.text.strip() for cell in cells)
            self._ledger.take_all(cells)
        elif self._is_of_other_year(cells):
            self._ledger.refuse_all(cells, Reason.ROWS_OF_OTHER_YEAR, self._other_year)
        elif self._table.layout == "codes":
            self._code_row(number, cells)
        elif self._table.layout == "records":
            self._record(cells)
        else:
            self._fixed_row(number, cells)

    def _why_aside(self, cells: tuple[GridCell, ...]) -> Reason | None:
        """Why a row is none of the table's; None when it is one, or a note."""
        if is_head_repeated(cells, self._captions) or self._above.issuperset(plain(cell.text) for cell in cells):
            return Reason.HEAD_AGAIN
        if all(is_mark(cell.text) or is_page_number(cell.text) for cell in cells):
            return Reason.PAGE_BREAK
        if is_signature(cells[0].text) or all(is_date_or_telephone(cell.text) for cell in cells):
            return Reason.SIGNATURE
        return None

    def _is_of_other_year(self, cells: tuple[GridCell, ...]) -> bool:
        """Whether a row is a line that names another year, or stands below one."""
        if len(cells) == 1 and (year := year_named(plain(cells[0].text))):
            is_this = year in (str(self._edition.year), reading_words().this_year)
            self._other_year = "" if is_this else cells[0].text.strip()
            return True
        return bool(self._other_year)

    # Which line of the form a row is

    def _record(self, cells: tuple[GridCell, ...]) -> None:
        """A row of free records; words alone that no fuller row follows are none, unless they name a unit."""
        is_alone = len(cells) == 1 < len(self._head.columns) and cells[0].number is None
        if is_alone and not is_unit(cells[0].text):
            self._remarks.append(cells)
            return
        for row in (*self._remarks, cells):
            self._take_row(row[0].row, row, {"": NamedLine(str(len(self._body.labels) + 1), "")})

    def _code_row(self, number: int, cells: tuple[GridCell, ...]) -> None:
        """A row of a code, the total, or one whose row a person chose.

        What looks like a code is one when the year's list has it, or amounts stand beside it: a date does not.
        """
        code, name = self._code_and_name(number)
        if code and code not in self._known and not self._has_amounts(cells):
            code, name = "", name or cells[0].text
        if self._units.is_left(number, is_total=not code and self._has_amounts(cells)):
            self._ledger.skip_all(cells, Reason.ROWS_OF_OTHER_UNIT)
            return
        self._is_added = bool(code) and self._units.is_of_another(code, number)
        name = self._table.row_by_key[TOTAL].label if not code and self._units.is_total_of_wanted(name) else name
        if of_unit := self._why_of_unit(number, code, name, cells):
            self._ledger.skip_all(cells, of_unit)
            return
        if not code and self._names_total(name):
            if self._is_other_total(cells):
                self._ledger.refuse_all(cells, Reason.OTHER_TOTAL)
                self._is_over = True
                return
            self._is_over = bool(self._body.copies)
            key: str | None = TOTAL
        elif code and self._is_over:
            self._below_total.append((number, cells, NamedLine(code, name)))
            return
        elif self._is_added:
            key = code
        elif code:
            self._body.copies[code] += 1
            key = copy_key(code, self._body.copies[code])
        else:
            key = self._lines.choice(name)
        if not key and self._ends_name(name, cells):
            self._ledger.take_all(cells)
        elif key:
            self._take_row(number, cells, {"": NamedLine(key, name)})
        else:
            self._refuse_row(cells, Reason.NO_CODE, name)

    def _ends_name(self, name: str, cells: tuple[GridCell, ...]) -> bool:
        """Whether a row of words alone is the rest of the name above it: together they are the name of its code."""
        last = next(reversed(self._body.labels), "")
        known = self._edition.catalogue(self._table.catalogue).name(last)
        whole = self._body.labels.get(last, "") + name.strip()
        if len(cells) > 1 or not plain(name) or known is None or plain(whole) != plain(known):
            return False
        self._body.labels[last] = whole
        return True

    def _why_of_unit(self, number: int, code: str, name: str, cells: tuple[GridCell, ...]) -> Reason | None:
        """Why a row is what a unit has, in all or of the code above; None when it is none."""
        if not code and self._is_total_of_unit(number, name, cells):
            return Reason.UNIT_TOTAL
        # The code of a unit may be that of a 类, none of which is called as units are.
        parents = self._edition.catalogue(self._table.catalogue).parents(code)
        may_be_unit = is_unit(name) and (code not in self._known or not parents)
        if may_be_unit and TOTAL in self._body.labels and not self._is_other_total(cells):
            # The unit with what it has in all, under the total.
            return Reason.UNIT_TOTAL
        return Reason.UNIT_PART if not code and self._is_of_unit_within(name, cells) else None

    def _is_total_of_unit(self, number: int, name: str, cells: tuple[GridCell, ...]) -> bool:
        """Whether a row without a code is what one of the units has in all."""
        if not self._units.names(number) or not self._has_amounts(cells):
            return False
        return not self._names_total(name) or self._is_other_total(cells)

    def _is_of_unit_within(self, name: str, cells: tuple[GridCell, ...]) -> bool:
        """Whether a row is what one of the units has of the code above it."""
        last = next(reversed(self._body.labels), TOTAL)
        if last == TOTAL or not is_unit(name) or self._names_total(name) or self._is_over:
            return False
        return is_part_of(self._body, last, amounts_of(cells, self._head.columns, self._read))

    def _is_other_total(self, cells: tuple[GridCell, ...]) -> bool:
        return is_other_total(self._body, amounts_of(cells, self._head.columns, self._read))

    def _settle_below_total(self) -> None:
        """Rows below the total are taken where it is the sum of them too, else they are of another table."""
        remarks, waiting = [*self._remarks], self._below_total
        amounts = {line.key: amounts_of(cells, self._head.columns, self._read) for _, cells, line in waiting}
        is_of_it = len(amounts) == len(waiting) and is_summed_with(self._body, amounts)
        for number, cells, line in waiting:
            if is_of_it:
                self._body.copies[line.key] += 1
                self._take_row(number, cells, {"": line})
            else:
                self._ledger.refuse_all(cells, Reason.BELOW_TOTAL)
        self._remarks = remarks

    def _code_and_name(self, number: int) -> tuple[str, str]:
        """The code and the name of a row, also where both stand in one cell."""
        code, rest = self._codes.read(self._grid, number)
        cell = self._at(number, self._sides[""].get("name"))
        name = cell.text if cell else ""
        if not code and plain(rest):
            return "", name or rest
        if not code:
            return self._code_of_name(name)
        return code, name or rest

    def _code_of_name(self, name: str) -> tuple[str, str]:
        """The code before a name, else that of the name where the table has no codes."""
        code, rest = code_and_name(name)
        if code or self._by_name is None or self._names_total(name):
            return code, rest
        found = self._by_name.find(name)
        self._body.by_name += bool(found)
        return found, name

    def _fixed_row(self, number: int, cells: tuple[GridCell, ...]) -> None:
        """A row of fixed lines; on a table of two sides each half is a line of its own."""
        labels = {side: self._label(number, side) for side in self._sides}
        rows = {side: self._lines.find(side, label) for side, label in labels.items() if label}
        if self._table.is_unlabelled and self._has_amounts(cells):
            # Lines without a label are known by their order.
            rows = {"": next((row for row in self._table.rows if row.key not in self._body.labels), None)}
        lines = {side: NamedLine(row.key, labels[side]) for side, row in rows.items() if row}
        if lines:
            self._take_row(number, cells, lines)
        else:
            self._refuse_row(cells, Reason.UNKNOWN_ROW, next(filter(None, labels.values()), ""))
