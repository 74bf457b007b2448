"""One fault, one finding: which findings only say again, elsewhere, what another one says at the bottom of it.

A fault shows wherever its amount is used: in the total, in the other table, in the text. All of these are off by the
same amount, and that is how they are known. Where no amount ties them together, the place does: the same passage, the
blank row, the row under a code that does not exist, two columns that changed places, the paragraph of last year; or
the kinds of the two do (`follows.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from forms.check.follows import CAUSES, follows, may_cause
from forms.document.document import Document
from forms.document.finding import LEVELS, Finding
from forms.document.projects import OWNER
from forms.prose.quantities import quantities
from models.money import parse, show
from models.records import Address

_ROW_FAULTS = ("C14", "E01", "E02", "E03", "E04", "E05")
"""The rules that tell what a row is; what its amounts or its absence elsewhere lead to follows from it."""
_PASSAGE_FAULTS = ("L03", "M09")
"""The rules that tell of a whole paragraph."""
_LEFT_OVER = "M08"
"""The rule that tells of what does not belong into a text: how it is written follows from it."""
_UNIT_FAULTS = ("M02", "M03")
"""The rules that tell that an amount is in another unit."""
_NO_NUMBER = "G24"
"""The rule that tells of an amount which is no number as it is written."""
_NOT_FILLED_IN = "K02"
"""The rule that tells of blank cells of goals."""
_TYPES_MISSED = "K03"
"""The rule that misses types of indicators in a project."""
_ON_AMOUNTS = "DGM"
"""The chapters of which a finding in the text is about amounts."""
_BETWEEN_TABLES = "D"
_WRONG_COLUMN = "C09"
_LIST = "G14"
"""The rule on the sum of a list, in which its items stand."""
_SHORT = 40
"""A longer passage holds more than one statement: that another finding lies in it says nothing."""
_MANY = 3
"""So many amounts of one paragraph, each off by another amount, are no slips: the paragraph is of another draft. So
many blank cells of one row are a row that was not filled in."""
_TELLING = 3
"""A difference of so many digits, zeros at its end aside, in a table and in the text is one fault."""

Cell = tuple[str, str, str]


def with_causes(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, each that follows from another one with that one as its `cause`."""
    return _Search(document, findings).told()


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two columns of a table of which each holds what belongs into the other."""

    table: str
    columns: tuple[str, str]


class _Search:
    """Goes through the findings from the bottom up: what a finding follows from is looked up before itself."""

    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self._document = document
        self._findings = findings
        self._root: dict[int, int] = {}
        """What each finding follows from: itself, where it is at the bottom."""
        self._guess: dict[int, str] = {}
        self._off: dict[str, list[int]] = defaultdict(list)
        """The findings by the amount that is too much or missing."""
        self._rows: dict[tuple[str, str], int] = {}
        self._blank: dict[tuple[str, str], int] = {}
        self._passages: dict[str, list[int]] = defaultdict(list)
        self._cells: dict[Cell, int] = {}
        self._kinds: dict[str, list[int]] = defaultdict(list)
        """Those from which a finding of some other kind may follow, by their rule."""
        self._columns: dict[tuple[str, str], int] = {}
        """The columns that changed places with others."""

    def told(self) -> tuple[Finding, ...]:
        """The findings with their causes."""
        self._swapped_columns()
        self._blank_indicators()
        for number in sorted(range(len(self._findings)), key=self._depth):
            finding = self._findings[number]
            if number not in self._root:
                above = None if finding.waits_for else next(self._above(number), None)
                self._root[number] = number if above is None else self._root[above]
            self._remember(number)
        self._other_drafts()
        told = [_guessed(one, self._guess.get(n, "")) for n, one in enumerate(self._findings)]
        return tuple(
            one if self._root[n] == n else replace(one, cause=told[self._root[n]]) for n, one in enumerate(told)
        )

    # What may be at the bottom of a finding

    def _depth(self, number: int) -> tuple[int, ...]:
        """How near to the bottom a finding is: what a row or a passage is, the amounts of records and lines, the sums,
        the other table, the text; hints never are."""
        one = self._findings[number]
        in_text = one.table is None
        is_first = one.rule in (*_ROW_FAULTS, *_PASSAGE_FAULTS, *_UNIT_FAULTS, _NO_NUMBER, _LEFT_OVER)
        return (
            one.level == LEVELS[-1],
            not is_first,
            in_text,
            one.rule[0] == _BETWEEN_TABLES,
            not in_text and self._is_sum(one),
            in_text and not one.related,
            LEVELS.index(one.level),
            number,
        )

    def _is_sum(self, one: Finding) -> bool:
        line = self._document.line(one.table or "", one.row or "")
        return one.row is None or line is None or bool(line.sums) or self._is_computed(one)

    def _is_computed(self, one: Finding) -> bool:
        return one.address is not None and self._document.is_computed(one.address)

    def _above(self, number: int) -> Iterator[int]:
        one = self._findings[number]
        if one.rule in _PASSAGE_FAULTS:
            return
        kinds = [n for rule in may_cause(one.rule) for n in self._kinds.get(rule, ())]
        yield from (n for n in sorted(kinds, key=self._depth) if follows(self._document, self._findings[n], one))
        if one.table is not None and one.row is not None:
            yield from self._of_row(one)
        if one.address in self._cells:
            yield self._cells[one.address]
        if one.related or one.address:
            yield from self._of_cells(one)
        if one.difference:
            yield from (n for n in self._off.get(one.difference, ()) if self._touches(one, self._findings[n]))
            yield from self._of_absent_row(one)
        if one.section is not None and one.span is not None:
            yield from (n for n in self._passages[one.section] if self._is_same_passage(self._findings[n], one))

    def _of_row(self, one: Finding) -> Iterator[int]:
        row = one.table or "", one.row or ""
        if row in self._rows:
            yield self._rows[row]
        if one.column and not one.found and one.expected and row in self._blank:
            if not any(map(_amount, self._amounts(*row))):
                self._guess[self._blank[row]] = "这一行整行空着"
            yield self._blank[row]

    def _of_cells(self, one: Finding) -> Iterator[int]:
        """A cell that takes part is in a column that changed places, or is blank in a row that is."""
        for table, row, column in sorted(_cells(one)):
            if (table, column) in self._columns:
                yield self._columns[table, column]
            if (table, row) in self._blank and not self._document.value(Address(table, row, column)):
                yield self._blank[table, row]

    def _of_absent_row(self, one: Finding) -> Iterator[int]:
        """A row that is missed in another table, or in a sum of its own, stands under a code that does not exist."""
        line = self._document.line(one.table or "", one.row or "")
        is_sum = one.table is not None and self._is_sum(one)
        for (table, row), number in self._rows.items():
            other = self._document.line(table, row)
            is_missed = line and other and line.label == other.label
            if (is_missed or (is_sum and table == one.table)) and one.difference in self._amounts(table, row):
                yield number

    def _amounts(self, table: str, row: str) -> list[str]:
        """What stands in the cells of a row."""
        form, line = self._document.edition.tables[table], self._document.line(table, row)
        columns = form.money_ids[line.side] if line else ()
        return [form.show(self._document.value(Address(table, row, column))) for column in columns]

    @staticmethod
    def _touches(one: Finding, other: Finding) -> bool:
        """Whether both are of one rule or section, one names the table of the other, a cell takes part in both or is
        summed up in one that does, or they are off alike in a table and in the text."""
        if one.rule == other.rule or (one.section is not None and one.section == other.section):
            return True
        if one.section is not None and other.table is not None and _digits(one.difference) >= _TELLING:
            return True
        names_it = any(a.place.within and a.place.within in b.message for a, b in ((one, other), (other, one)))
        return names_it or any(_is_part(a, b) for a in _cells(one) for b in _cells(other))

    def _is_same_passage(self, cause: Finding, one: Finding) -> bool:
        """Whether both speak of the same number, or one of the paragraph that the other stands in."""
        assert cause.span is not None
        assert one.span is not None
        start, end = max(cause.span[0], one.span[0]), min(cause.span[1], one.span[1])
        if cause.rule in _PASSAGE_FAULTS:
            return start < end and one.rule[0] in _ON_AMOUNTS
        if not (_is_of_amount(cause) and _is_of_amount(one)):
            return False
        if max(map(_length, (cause, one))) > _SHORT:
            return one.rule == _LIST and one.span[0] <= cause.span[0] and cause.span[1] <= one.span[1]
        text = self._document.section_text(one.section or "")
        return any(mark.isdigit() for mark in text[start:end])

    def _remember(self, number: int) -> None:
        one = self._findings[number]
        if one.waits_for:
            return
        if one.rule in CAUSES:
            self._kinds[one.rule].append(number)
        for difference in (one.difference, _misread(one)):
            if difference:
                self._off[difference].append(number)
        if one.rule in _ROW_FAULTS and one.table and one.row:
            self._rows.setdefault((one.table, one.row), number)
        if one.address is not None:
            self._cells.setdefault(one.address, number)
            if not one.found and one.expected:
                self._blank.setdefault(one.address[:2], number)
        if one.section is not None and one.span is not None:
            self._passages[one.section].append(number)

    # What no single finding shows

    def _swapped_columns(self) -> None:
        """Two columns that changed places: in row after row each holds what the other should."""
        rows: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        in_wrong_column: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._findings):
            if one.table and one.row and one.column and one.difference and not one.waits_for:
                rows[one.table, one.row].setdefault(one.column, number)
            elif one.rule == _WRONG_COLUMN:
                in_wrong_column[one.table or ""].append(number)
        pairs: dict[_Pair, list[int]] = defaultdict(list)
        for (table, _), columns in rows.items():
            for (left, a), (right, b) in combinations(columns.items(), 2):
                if _are_crossed(self._findings[a], self._findings[b]):
                    pairs[_Pair(table, (left, right))] += a, b
        for pair, numbers in pairs.items():
            if len({self._findings[n].difference for n in numbers}) > 1:
                self._gather(numbers, f"{self._called(pair)}两列像是填反了")
                self._columns.update({(pair.table, column): numbers[0] for column in pair.columns})
        for table, numbers in in_wrong_column.items():
            if len(numbers) >= _MANY:
                self._gather(numbers, f"{len(numbers)}行都是这样，像是两列填反了")
            if 2 * len(numbers) > len(self._document.lines(table)):
                wrong = {self._findings[number].column or "" for number in numbers}
                self._columns.update({(table, column): numbers[0] for column in wrong})

    def _blank_indicators(self) -> None:
        """Rows of indicators that are blank, project by project; what is missed in such a project follows from them."""
        rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        missed: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, one in enumerate(self._findings):
            if one.rule == _NOT_FILLED_IN and one.table and one.row and not one.waits_for:
                rows[one.table, one.row].append(number)
            elif one.rule == _TYPES_MISSED and one.table and one.row and not one.waits_for:
                missed[one.table, one.row].append(number)
        projects: dict[str, list[list[int]]] = defaultdict(list)
        for (table, row), numbers in rows.items():
            owner = self._document.text(Address(table, row, OWNER)) if len(numbers) >= _MANY else ""
            if owner:
                projects[owner].append(numbers)
        for owner, blank in projects.items():
            guess = f"这个项目有{len(blank)}行指标没有填写" if len(blank) > 1 else "这一行没有填写"
            told = missed[self._document.edition.roles.projects, owner]
            self._gather([*(number for numbers in blank for number in numbers), *told], guess)

    def _called(self, pair: _Pair) -> str:
        columns = self._document.edition.tables[pair.table].columns
        names = {column.id: column.path[-1] for column in columns}
        return "和".join(f"“{names[column]}”" for column in pair.columns)

    def _other_drafts(self) -> None:
        """Sections with a paragraph in which one amount after another differs from the tables, each by another one."""
        sections: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._findings):
            is_bottom = self._root[number] == number and not one.waits_for
            if is_bottom and one.section and one.span and one.level != LEVELS[-1] and _is_of_amount(one):
                sections[one.section].append(number)
        for section, numbers in sections.items():
            text = self._document.section_text(section)
            paragraphs: dict[int, list[int]] = defaultdict(list)
            for number in sorted(numbers, key=lambda n: self._findings[n].span or ()):
                if self._findings[number].related:
                    paragraphs[text.count("\n", 0, (self._findings[number].span or (0,))[0])].append(number)
            off = {line: len({self._findings[n].difference for n in told} - {""}) for line, told in paragraphs.items()}
            most = max(off, key=lambda line: off[line], default=0)
            if off.get(most, 0) >= _MANY:
                self._gather([paragraphs[most][0], *numbers], f"这一段有{off[most]}个数与表不符，像是别的稿子里的")

    def _gather(self, numbers: Sequence[int], guess: str) -> None:
        """Put findings and all that follows from them under the first."""
        first, gathered = numbers[0], set(numbers)
        self._guess[first] = guess
        for number, root in list(self._root.items()):
            if root in gathered:
                self._root[number] = first
        self._root.update(dict.fromkeys(numbers, first))


def _guessed(one: Finding, guess: str) -> Finding:
    return replace(one, guess=guess, message=f"{one.message}{guess}。") if guess else one


def _cells(one: Finding) -> set[Cell]:
    cells: set[Cell] = {(r.table, r.row, r.column) for r in one.related}
    return cells | {one.address} if one.address else cells


def _is_part(one: Cell, other: Cell) -> bool:
    """Whether two cells are one, or the code of one lies under that of the other."""
    is_beside = (one[0], one[2]) == (other[0], other[2]) and one[1].isdigit() and other[1].isdigit()
    return one == other or (is_beside and (one[1].startswith(other[1]) or other[1].startswith(one[1])))


def _are_crossed(one: Finding, other: Finding) -> bool:
    """Whether each of two cells holds what the other should, and not because they are held against each other."""
    if one.address in _cells(other) or other.address in _cells(one):
        return False
    there = _amount(one.found), _amount(one.expected)
    return there == (_amount(other.expected), _amount(other.found)) and there[0] != there[1]


def _misread(one: Finding) -> str:
    """By how much sums are off that take an amount in the unit that it is wrongly given, or leave it out."""
    if one.rule == _NO_NUMBER:
        return one.expected
    if one.rule not in _UNIT_FAULTS:
        return ""
    for amount in quantities("".join(one.quote.split())):
        meant = parse(f"{amount.number.replace(',', '')}万元") if amount.fen else None
        if meant:
            return show(abs(meant - (amount.fen or 0)))
    return ""


def _digits(difference: str) -> int:
    return len(difference.replace(".", "").strip("0"))


def _is_of_amount(one: Finding) -> bool:
    return one.rule[0] in _ON_AMOUNTS and any(mark.isdigit() for mark in one.quote)


def _length(one: Finding) -> int:
    return one.span[1] - one.span[0] if one.span else 0


def _amount(text: str) -> str:
    """An amount to be compared: what is blank is nothing."""
    return text if text.strip("0.") else ""
