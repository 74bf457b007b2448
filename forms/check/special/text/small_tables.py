"""Checks of the small tables within a section (G23): their sums, and the amounts that the budget tables hold too."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from forms.check.special.registry import special
from forms.check.special.texts import Text, section_texts
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.per_revision import per_revision
from forms.document.reporter import Passage, Reporter
from forms.document.slots import percent
from forms.document.text_tables import TextCell, TextRow, tables_in
from forms.form.language import language, patterns
from forms.prose.grammar import grammar
from models.money import UNITS, Fen, NotMoney, parse, show
from models.records import Address

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
    said = patterns(reporter.edition)
    for text in section_texts(reporter):
        for rows in tables_in(text.words):
            heads, body = _parted(rows)
            yield from _differences(reporter, text, heads, body)
            yield from _shares(reporter, text, heads, body)
            for column in sorted({column for row in body for column in row} - {_label_column(body)}):
                head = "".join(row[column].text for row in heads if column in row)
                if not said.no_sum.search(head):
                    yield from _sums(reporter, text, body, column)
                    if not said.last_year_column.search(head) and f"{reporter.document.head.year - 1}年" not in head:
                        yield from _bound(reporter, text, body, column, _unit(reporter, head, text.words, rows))


def _differences(
    reporter: Reporter, text: Text, heads: Sequence[TextRow], body: Sequence[TextRow]
) -> Iterator[Finding]:
    """Rows with both years and their difference, where it is another one; it may be printed without its sign."""
    assert text.section is not None
    now, before, change, rate = _compared_columns(reporter, heads)
    for row in body if min(now, before) >= 0 else ():
        one, other, more = (_amount(row[column], "万元") if column in row else None for column in (now, before, change))
        if one is None or other is None:
            continue
        right = one.fen - other.fen
        if more and abs(more.fen) != abs(right):
            message = f"小表的增减写作{show(more.fen)}，{show(one.fen)}－{show(other.fen)}是{show(right)}"
            place = Passage(text.section, more.cell.span)
            yield reporter.differs("G23", place, message, more.fen, right, unit="", link="里")
        elif rate in row and other.fen and not _is_rate(row[rate].text, right, other.fen):
            message = f"小表的增减百分比写作{row[rate].text}，{show(abs(right))}÷{show(other.fen)}不是这个数，请核对。"
            yield reporter.passage("G23", text.section, row[rate].span, message, level="W", link="里")


def _is_rate(told: str, part: Fen, whole: Fen) -> bool:
    """Whether a text is an amount's per cent of another, whatever its sign; what is no number is not judged."""
    number = told.strip("%％-—↓↑+")
    if re.fullmatch(r"\d+(?:\.\d+)?", number) is None:
        return True
    exact = Decimal(abs(part)) * 100 / whole
    return abs(exact - Decimal(number)) <= Decimal("0.51").scaleb(-len(number.partition(".")[2]))


def _shares(reporter: Reporter, text: Text, heads: Sequence[TextRow], body: Sequence[TextRow]) -> Iterator[Finding]:
    """Rows whose share is not that of their amount in the total, in a table with one column of amounts and one of
    shares, where another row has it right."""
    labels, said, words = _label_column(body), grammar(reporter.edition), patterns(reporter.edition)
    total = next((row for row in reversed(body) if words.total_row.fullmatch(_label(row, labels))), None)
    names = {c: "".join(row[c].text for row in heads if c in row) for c in sorted({c for row in body for c in row})}
    shares = [c for c, head in names.items() if said.share.search(head) or said.of_which.search(head)]
    sums = [c for c, head in names.items() if c not in (labels, *shares) and not words.no_sum.search(head)]
    whole = _amount(total[sums[0]], "万元") if total and len(sums) == 1 and sums[0] in total else None
    if total is None or whole is None or not whole.fen or len(shares) != 1:
        return
    rows = [row for row in body if row is not total and shares[0] in row and sums[0] in row]
    told = [(row[shares[0]], _amount(row[sums[0]], "万元")) for row in rows]
    wrong = [(cell, amount) for cell, amount in told if amount and not _is_rate(cell.text, amount.fen, whole.fen)]
    for cell, amount in wrong if len(wrong) < len(told) else ():
        assert text.section is not None
        right = percent(amount.fen, whole.fen)
        message = f"小表的占比写作{cell.text}，{show(amount.fen)}÷{show(whole.fen)}应为{right}%。"
        yield reporter.passage("G23", text.section, cell.span, message, level="W", link="里")


def _compared_columns(reporter: Reporter, heads: Sequence[TextRow]) -> tuple[int, int, int, int]:
    """The columns of this year, of last year, of their difference and of its per cent; -1 where there is not
    one alone."""
    year, said = reporter.document.head.year, grammar(reporter.edition)
    found: dict[str, list[int]] = {"now": [], "before": [], "change": [], "rate": []}
    for column in sorted({column for row in heads for column in row}):
        head = "".join(row[column].text for row in heads if column in row)
        named = said.years.search(head)
        if any(word in head for word in language(reporter.edition).change_columns):
            found["rate" if patterns(reporter.edition).percent_column.search(head) else "change"].append(column)
        elif named and (named["now"] or named["year"] == str(year)):
            found["now"].append(column)
        elif named and (named["before"] or named["year"] == str(year - 1)):
            found["before"].append(column)
    now, before, change, rate = (columns[0] if len(columns) == 1 else -1 for columns in found.values())
    return now, before, change, rate


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
    labels, said = _label_column(body), patterns(reporter.edition)
    items: list[Fen] = []
    subtotals: list[Fen] = []
    parts: list[Fen] | None = None
    totals = [n for n, row in enumerate(body) if said.total_row.fullmatch(_label(row, labels))]
    # 小计 above its rows cannot be told from one below; a total on top stands for all.
    on_top = totals == [0]
    for number, row in enumerate(body):
        amount = _amount(row[column], "万元") if column in row else None
        label = _label(row, labels)
        if number in totals and not on_top:
            is_part = said.subtotal.search(label) is not None
            expected = sum(items) + (0 if is_part else sum(subtotals))
            if amount and len(items) + len(subtotals) > 1 and amount.fen != expected:
                yield _wrong_sum(reporter, text, amount, expected)
            if is_part:
                subtotals.append(amount.fen if amount else expected)
            elif amount:
                subtotals = []
            items = []
            parts = None
        elif number not in totals and said.part_row.match(label):
            parts = [amount.fen] if amount else []
        elif amount and number not in totals and _is_last_part(amount.fen, parts, items):
            parts = None
        elif amount and number not in totals:
            items.append(amount.fen)
            parts = None
    stated = _amount(body[0][column], "万元") if on_top and column in body[0] else None
    if stated and len(items) > 1 and stated.fen != sum(items):
        yield _wrong_sum(reporter, text, stated, sum(items))


def _is_last_part(fen: Fen, parts: Sequence[Fen] | None, items: Sequence[Fen]) -> bool:
    """Whether a row completes what 其中 told of the row above it, and is none of its own."""
    return parts is not None and bool(items) and sum(parts) + fen == items[-1]


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


def _unit(reporter: Reporter, head: str, text: str, rows: Sequence[TextRow]) -> str:
    """The unit of a column: as its caption says, or the line above the table, else 万元."""
    start = min(cell.span[0] for row in rows[:1] for cell in row.values())
    above = text[:start].rstrip("\n").rpartition("\n")[2]
    for words in (head, above if patterns(reporter.edition).unit_told.search(above) else ""):
        found = re.search("|".join(sorted(UNITS, key=len, reverse=True)), words)
        if found:
            return found[0]
    return "万元"
