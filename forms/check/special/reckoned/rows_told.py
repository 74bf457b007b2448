"""Rows of tables told one behind the other: where all but one give the amounts of one column, that one should (G19).

As in 教育支出…万元、社会保障和就业支出…万元、卫生健康支出…万元: which column it is, the others tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess
from forms.document.per_revision import per_revision
from forms.document.reporter import Passage, Reporter
from forms.prose.confirmed import is_accounted_for
from forms.prose.named import Named, named_in_text
from forms.prose.statements import squeeze
from models.money import show
from models.records import Address

_APART = 60
"""So many letters at most part the amounts of two rows told together; shares and changes may stand there."""
_FEWEST = 3
"""So many rows that agree make it plain which column is told; where a slip suggests itself, one less."""


class _OfTable(NamedTuple):
    table: str
    column: str


_Cells = Mapping[_OfTable, Address | None]


@special("G19", when="prose")
def rows_told_together_are_of_one_column(reporter: Reporter) -> Iterator[Finding]:
    """The one row of a list whose amount is not that of the column from which all others are."""
    document = reporter.document
    for run in _runs(document):
        column, told = _column(document, run)
        wrong = [one for one in run if one not in told]
        if column is None or len(wrong) != 1:
            continue
        one, address = wrong[0], _cells(document)[wrong[0].name].get(column)
        if address is None or is_accounted_for(document, one.section, one.number):
            continue
        fen, right = one.number.fen or 0, document.value(address) or 0
        if len(told) + bool(guess(fen, right)) >= _FEWEST:
            message = (
                f"写作“{one.name}{show(fen)}万元”，{reporter.place(address)}为{show(right)}万元，前后各项都是这一栏的数"
            )
            place = Passage(one.section, one.text.span(one.start, one.number.end))
            span = one.text.span(one.number.start, one.number.end)
            mend = reporter.rewrite(one.section, span, f"{show(right)}万元")
            found = reporter.differs("G19", place, message, fen, right, related=[address], mend=mend, link="里")
            yield replace(found, level="W")


def _runs(document: Document) -> Iterator[Sequence[Named]]:
    """Amounts of rows, each told once, one close behind the other."""
    run: list[Named] = []
    for one in named_in_text(document):
        if one.name not in _cells(document):
            continue
        goes_on = run and run[-1].text is one.text and one.start - run[-1].number.end <= _APART
        if not goes_on or any(one.name == other.name for other in run):
            yield run
            run = []
        run.append(one)
    yield run


def _column(document: Document, run: Sequence[Named]) -> tuple[_OfTable | None, Sequence[Named]]:
    """The column from which most amounts of a run are, and those."""
    fitting: dict[_OfTable, list[Named]] = defaultdict(list)
    for one in run:
        for column, address in _cells(document)[one.name].items():
            if address is not None and document.value(address) == one.number.fen:
                fitting[column].append(one)
    best = max(fitting, key=lambda column: len(fitting[column]), default=None)
    return best, fitting[best] if best else []


@per_revision
def _cells(document: Document) -> Mapping[str, _Cells]:
    """The cells of the rows of a name, by their columns; none in a table where several rows have that name."""
    found: dict[str, dict[_OfTable, Address | None]] = defaultdict(dict)
    for address in document.plan.addresses:
        line = document.line(address.table, address.row)
        if line and line.code and document.edition.tables[address.table].layout == "codes":
            cells, column = found[squeeze("".join(line.label.split()))], _OfTable(address.table, address.column)
            cells[column] = None if column in cells else address
    return found
