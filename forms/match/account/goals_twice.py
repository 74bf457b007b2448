"""Goal tables (项目绩效目标表) that two files give, held against each other by projects and their indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import NamedTuple

from forms.document.projects import OWNER, name_in_title
from forms.document.provenance import GivenTwice, Source
from forms.match.body import Body
from forms.match.normal import closest, plain
from models.money import show
from models.records import Address, RowAddress

_CODE, _NAME, _TITLE, _SECRET = "code", "name", "title", "secret"
_GROUPS = ("level1", "level2")
"""What is merged over several indicators, and may be printed once."""
_TELLING = ("level3", "description", "value")
"""What an indicator is known by, the surest first."""


class GivenGoals(NamedTuple):
    """The projects that one file gives, and their indicators."""

    projects: Body
    indicators: Body

    @property
    def begins(self) -> Source:
        """Where the first of them stands."""
        return next(iter(self.projects.sources.values()))

    def _body(self, table: str) -> Body:
        return self.projects if table == self.projects.table.id else self.indicators

    def text(self, table: str, row: str, column: str) -> str:
        """What stands in a cell; blank for nothing."""
        entry = self._body(table).cells.get(Address(table, row, column))
        if entry is None:
            return ""
        return entry.text if entry.text is not None else show(entry.fen)

    def source(self, table: str, row: str, column: str) -> Source:
        """Where a cell stands, else its row."""
        body = self._body(table)
        return body.sources.get(Address(table, row, column)) or body.sources.get(RowAddress(table, row), self.begins)

    def has(self, table: str, column: str) -> bool:
        """Whether the file says anything in a column."""
        body = self._body(table)
        return any(self.text(table, row, column) for row in body.labels)

    def of_project(self, row: str, column: str) -> str:
        """What stands in a cell of a project."""
        return self.text(self.projects.table.id, row, column)

    def of_indicator(self, row: str, column: str) -> str:
        """What stands in a cell of an indicator."""
        return self.text(self.indicators.table.id, row, column)

    def name(self, project: str) -> str:
        """How a project is called."""
        return self.of_project(project, _NAME) or name_in_title(self.of_project(project, _TITLE))

    def indicators_of(self, project: str) -> list[str]:
        """The rows of the indicators of a project."""
        return [row for row in self.indicators.labels if self.of_indicator(row, OWNER) == project]


_TOLD_BY: tuple[Callable[[GivenGoals, str], str], ...] = (
    lambda goals, row: goals.of_project(row, _CODE),
    GivenGoals.name,
)
"""What a project is known by, the surest first."""


def are_others(first: GivenGoals, second: GivenGoals) -> bool:
    """Whether two files give no project in common, as where each project has a file of its own: none of one code, and
    none of one name or nearly so."""
    codes, names = ({told(first, row) for row in first.projects.labels} for told in _TOLD_BY)
    known = frozenset(map(plain, names - {""}))
    for row in second.projects.labels:
        name = plain(second.name(row))
        if second.of_project(row, _CODE) in codes - {""} or name in known or closest(name, known) is not None:
            return False
    return True


def differing_goals(first: GivenGoals, second: GivenGoals) -> Iterator[GivenTwice]:
    """What two files say differently of the projects; a project or an indicator of only one of them is a difference,
    also where the first has that project from the second."""
    table = first.projects.table.id
    rows = list(first.projects.labels), list(second.projects.labels)
    pairs = _matched(first, second, rows, _TOLD_BY)
    columns = [c.id for c in first.projects.table.columns if c.id not in (_TITLE, _SECRET)]
    for one, other in pairs:
        about = first.name(one) if one else second.name(other)
        if not one or not other:
            yield replace(_only(first, second, table, one, other, _NAME, about), is_absent=True)
            continue
        source = first.source(table, one, _NAME)
        if source.file == second.begins.file:
            yield GivenTwice(Address(table, one, _NAME), source, about, first.begins, "", about, is_absent=True)
            continue
        yield from _differing(first, second, table, (one, other), columns, about)
        yield from _differing_indicators(first, second, (one, other), about)


def _differing_indicators(
    first: GivenGoals, second: GivenGoals, project: tuple[str, str], about: str
) -> Iterator[GivenTwice]:
    rows = first.indicators_of(project[0]), second.indicators_of(project[1])
    known_by = [partial(GivenGoals.of_indicator, column=column) for column in _TELLING]
    table = first.indicators.table.id
    columns = [column.id for column in first.indicators.table.columns if column.id != OWNER]
    for one, other in _matched(first, second, rows, known_by):
        if not one or not other:
            yield _only(first, second, table, one, other, _TELLING[0], about)
        else:
            yield from _differing(first, second, table, (one, other), columns, about)


def _matched(
    first: GivenGoals,
    second: GivenGoals,
    rows: tuple[Sequence[str], Sequence[str]],
    known_by: Sequence[Callable[[GivenGoals, str], str]],
) -> list[tuple[str, str]]:
    """The rows of both in pairs that are known by the same, the first of these ways deciding; blank for no row."""
    here, left = rows[0], list(rows[1])
    found: dict[str, str] = {}
    for words in known_by:
        for row in here:
            said = _value(words(first, row))
            same = (other for other in left if said and _value(words(second, other)) == said)
            other = None if row in found else next(same, None)
            if other is not None:
                found[row] = other
                left.remove(other)
    return [*((row, found.get(row, "")) for row in here), *(("", row) for row in left)]


def _differing(
    first: GivenGoals, second: GivenGoals, table: str, rows: tuple[str, str], columns: Sequence[str], about: str
) -> Iterator[GivenTwice]:
    """The columns of one row that differ; what one of the files has nowhere, or prints once for several, is none."""
    for column in columns:
        one, other = first.text(table, rows[0], column), second.text(table, rows[1], column)
        if _value(one) == _value(other) or (column in _GROUPS and not (one and other)):
            continue
        if first.has(table, column) and second.has(table, column):
            sources = first.source(table, rows[0], column), second.source(table, rows[1], column)
            yield GivenTwice(Address(table, rows[0], column), sources[0], one, sources[1], other, about)


def _only(
    first: GivenGoals, second: GivenGoals, table: str, one: str, other: str, column: str, about: str
) -> GivenTwice:
    """A row that only one of the files has; the other is told by where its goal tables begin."""
    # A row that is not in the first has no address there: blank stands for none.
    texts = first.text(table, one, column) if one else "", second.text(table, other, column) if other else ""
    if not any(texts):
        texts = (about if one else "", about if other else "")
    here = first.source(table, one, column) if one else first.begins
    there = second.source(table, other, column) if other else second.begins
    return GivenTwice(Address(table, one, column), here, texts[0], there, texts[1], about)


def _value(text: str) -> str:
    """What a cell says, numbers without the zeros at their end and the sign of per cent."""
    said = plain(text)
    try:
        number = Decimal(text.strip().rstrip("%％"))
    except InvalidOperation:
        return said
    return format(number.normalize(), "f") if number.is_finite() else said
