"""A disclosure many times the size of a published one: as many cells as asked for, and nothing wrong in it."""

from __future__ import annotations

import random
from collections.abc import Iterable

from forms.check import check
from forms.document.document import Document
from forms.form.catalogue import Catalogue
from forms.form.model import Edition
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit

FUNCTIONAL = ("T2", "T3", "T5")
EMPTY = ("T7", "T8")
COLUMNS = {"人员经费": "staff", "公用经费": "public"}
COMPARED = ("2080505", "2080506", "21011", "2210201", "30108", "30109", "30110", "30111", "30113")
"""Insurance and housing, whose functional classes the checks compare with the economic ones; they are left out."""

TRAVEL = {"30212": "abroad", "30231": "car.running", "30217": "reception"}
"""The economic classes of 三公, each with its line in 表九."""


def grown(document: Document, times: int) -> Document:
    """A disclosure of the same edition with `times` the cells of money that the given one has.

    The rows are codes of the year in random, repeatable choice; every economic class is there, so that the growth comes
    from the tables of functional classes. Amounts are consistent: the check finds no error in the budget tables.
    """
    tables = document.edition.tables
    functional = document.catalogue(tables["T2"])
    economic = document.catalogue(tables["T6"])
    fixed = {line.class_code for line in document.lines("T1")}
    codes = [c for c in functional.codes if len(c) == 7 and c[:3] in fixed and not c.startswith(COMPARED)]
    random.Random(document.head.year).shuffle(codes)
    width = sum(len(tables[name].money_ids[""]) for name in FUNCTIONAL)
    rows = sum(len(document.lines(name)) for name in FUNCTIONAL) // len(FUNCTIONAL)
    wanted = rows + (times - 1) * len(document.plan.addresses) // width
    head = Head("grown", Unit("998", "示例县大部门"), document.head.year, document.head.kind, document.edition.id)
    chosen = _chosen(functional, codes, wanted)
    big = Document(head, document.edition, _content(document.edition, functional, economic, chosen))
    budget = {table.id for table in tables.values() if table.part == "budget"}
    errors = [finding for finding in check(big) if finding.table in budget and finding.level == "E"]
    assert not errors, errors[:3]
    return big


def _chosen(catalogue: Catalogue, codes: Iterable[str], rows: int) -> list[str]:
    """So many of the codes that they make that many rows together with the codes above them."""
    standing: set[str] = set()
    chosen = []
    for code in codes:
        if len(standing) >= rows:
            break
        chosen.append(code)
        standing |= {code, *catalogue.parents(code)}
    return sorted(chosen)


def _content(edition: Edition, functional: Catalogue, economic: Catalogue, chosen: list[str]) -> Content:
    cells: dict[Address, CellEntry] = {}
    total = basic = 0
    for number, code in enumerate(chosen, start=1):
        column, fen = ("project", number * 70_000) if number % 3 else ("basic", number * 990_000)
        total += fen
        basic += fen if column == "basic" else 0
        cells[Address("T2", code, "fiscal")] = CellEntry(fen)
        cells[Address("T3", code, column)] = cells[Address("T5", code, column)] = CellEntry(fen)
    cells[Address("T4", "income.general", "amount")] = CellEntry(total)
    classes = {
        code: COLUMNS[known.category]
        for code, known in economic.codes.items()
        if len(code) == 5 and known.category in COLUMNS and not code.startswith(COMPARED)
    }
    share, rest = divmod(basic, len(classes))
    for number, (code, column) in enumerate(classes.items()):
        fen = share + (rest if number == 0 else 0)
        cells[Address("T6", code, column)] = CellEntry(fen)
        if code in TRAVEL:
            cells[Address("T9", TRAVEL[code], "general")] = CellEntry(fen)
    rows = [(name, code) for name in FUNCTIONAL for leaf in chosen for code in (*functional.parents(leaf), leaf)]
    rows += [("T6", code) for leaf in classes for code in (*economic.parents(leaf), leaf)]
    budget = [table for table in edition.tables.values() if table.part == "budget"]
    notes = {f"{table.id}.notes": table.empty_note if table.id in EMPTY else "" for table in budget}
    return Content(cells, {RowAddress(*row): RowEntry() for row in rows}, notes)
