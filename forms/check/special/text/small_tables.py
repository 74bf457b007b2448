"""Checks of the small tables within a section (G23): their sums, and the amounts that the budget tables hold too."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.check.special.registry import special
from forms.check.special.texts import Text, section_texts
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.per_revision import per_revision
from forms.document.reporter import Passage, Reporter
from forms.document.text_tables import TextCell, TextRow, tables_in
from models.money import UNITS, Fen, NotMoney, parse, show
from models.records import Address

_TOTAL = re.compile(r"(?:本年)?(?:合计|总计|共计|总额|小计|计)(?:\(?(?:万元|元)\)?)?")
_SUBTOTAL = "小计"
_PART = re.compile(r"其中|—|-")
_NO_SUM = re.compile(r"单价|比例|占比|比重|率|%|序号|编码|代码|编号|年份|排名|标准|增减|电话")
_LAST_YEAR = re.compile(r"上年|去年|增|减|差|变动")
_ORDINAL = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.])+")
_SHORTEST_LABEL = 3


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of a row, in the unit of its table."""

    cell: TextCell
    fen: Fen


@special("G23", when="prose")
def small_tables_are_right(reporter: Reporter) -> Iterator[Finding]:
    """Sums that differ from what they add up; amounts that differ from the row of the form with the same name."""
    for text in section_texts(reporter):
        for rows in tables_in(text.words):
            heads, body = _parted(rows)
            for column in sorted({column for row in body for column in row} - {_label_column(body)}):
                head = "".join(row[column].text for row in heads if column in row)
                if not _NO_SUM.search(head):
                    yield from _sums(reporter, text, body, column)
                    if not _LAST_YEAR.search(head):
                        yield from _bound(reporter, text, body, column, _unit(head, text.words, rows))


def _parted(rows: Sequence[TextRow]) -> tuple[Sequence[TextRow], Sequence[TextRow]]:
    """The rows of captions, down to the first that holds an amount, and the others."""
    first = next((n for n, row in enumerate(rows) if any(_amount(cell, "元") for cell in row.values())), len(rows))
    return rows[:first], rows[first:]


def _label_column(body: Sequence[TextRow]) -> int:
    """The first column that holds words in most of its rows."""
    columns = sorted({column for row in body for column in row})
    return next((c for c in columns if sum(c in row and not _amount(row[c], "元") for row in body) * 2 > len(body)), -1)


def _label(row: TextRow, column: int) -> str:
    cells = [row[column]] if column in row else [cell for cell in row.values() if not _amount(cell, "元")][:1]
    return "".join(unicodedata.normalize("NFKC", cells[0].text).split()) if cells else ""


def _amount(cell: TextCell, unit: str) -> _Amount | None:
    try:
        fen = parse(cell.text, unit)
    except NotMoney:
        return None
    return None if fen is None else _Amount(cell, fen)


def _sums(reporter: Reporter, text: Text, body: Sequence[TextRow], column: int) -> Iterator[Finding]:
    """Each total of a column against the rows above it; a total on top against all below."""
    labels = _label_column(body)
    items: list[Fen] = []
    subtotals: list[Fen] = []
    totals = [n for n, row in enumerate(body) if _TOTAL.fullmatch(_label(row, labels))]
    # 小计 above its rows cannot be told from one below; a total on top stands for all.
    on_top = totals == [0]
    for number, row in enumerate(body):
        amount = _amount(row[column], "万元") if column in row else None
        label = _label(row, labels)
        if number in totals and not on_top:
            is_part = _SUBTOTAL in label
            expected = sum(items) + (0 if is_part else sum(subtotals))
            if amount and len(items) + len(subtotals) > 1 and amount.fen != expected:
                yield _wrong_sum(reporter, text, amount, expected)
            if is_part:
                subtotals.append(amount.fen if amount else expected)
            elif amount:
                subtotals = []
            items = []
        elif amount and number not in totals and not _PART.match(label):
            items.append(amount.fen)
    stated = _amount(body[0][column], "万元") if on_top and column in body[0] else None
    if stated and len(items) > 1 and stated.fen != sum(items):
        yield _wrong_sum(reporter, text, stated, sum(items))


def _wrong_sum(reporter: Reporter, text: Text, amount: _Amount, expected: Fen) -> Finding:
    assert text.section is not None
    message = f"小表的合计是{show(amount.fen)}，各行相加是{show(expected)}"
    passage = Passage(text.section, amount.cell.span)
    return reporter.differs("G23", passage, message, amount.fen, expected, unit="", link="里")


def _bound(reporter: Reporter, text: Text, body: Sequence[TextRow], column: int, unit: str) -> Iterator[Finding]:
    """Amounts of rows that bear the name of a row of the form, and are none of its amounts."""
    labels = _label_column(body)
    known = _amounts_by_name(reporter.document)
    for row in body:
        amount = _amount(row[column], unit) if column in row else None
        held = known.get(_ORDINAL.sub("", _label(row, labels)), {})
        if not amount or not amount.fen or not held or amount.fen in held.values():
            continue
        assert text.section is not None
        address, fen = next(iter(held.items()))
        message = f"小表写作{show(amount.fen)}万元，{reporter.place(address)}为{show(fen)}万元"
        passage = Passage(text.section, amount.cell.span)
        found = reporter.differs("G23", passage, message, amount.fen, fen, related=[address], link="里")
        yield replace(found, level="W")


@per_revision
def _amounts_by_name(document: Document) -> Mapping[str, Mapping[Address, Fen]]:
    """The amounts of the budget tables by the name of their row; a name is long enough to be no chance."""
    known: dict[str, dict[Address, Fen]] = defaultdict(dict)
    for address, fen in zip(document.plan.addresses, document.values, strict=True):
        line = document.line(address.table, address.row)
        name = _ORDINAL.sub("", "".join(unicodedata.normalize("NFKC", line.label).split())) if line else ""
        if fen and len(name) >= _SHORTEST_LABEL and document.edition.tables[address.table].part == "budget":
            known[name][address] = fen
    return known


def _unit(head: str, text: str, rows: Sequence[TextRow]) -> str:
    """The unit of a column: as its caption says, or the line above the table, else 万元."""
    start = min(cell.span[0] for row in rows[:1] for cell in row.values())
    above = text[:start].rstrip("\n").rpartition("\n")[2]
    for words in (head, above if "单位" in above else ""):
        found = re.search("|".join(sorted(UNITS, key=len, reverse=True)), words)
        if found:
            return found[0]
    return "万元"
