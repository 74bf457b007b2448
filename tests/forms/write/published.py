"""The five published disclosures as Documents, built from their transcripts without any reader."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from forms.document.document import STATED_BLANK, Document
from forms.document.lines import TOTAL, copy_key
from forms.form.catalogue import catalogue
from forms.form.load import edition
from forms.form.model import Column, Table
from models.money import from_number
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit
from tests.forms.transcripts import DASH, transcript

UNITS = {
    "2019-bazhou": Unit("903", "霸州市工业和信息化局"),
    "2020-shijiazhuang": Unit("471", "石家庄市工业和信息化局"),
    "2021-qinhuangdao": Unit("471", "秦皇岛市工业和信息化局"),
    "2023-bazhou-unit": Unit("601001", "霸州市科学技术和工业信息化局本级"),
    "2024-fengrun": Unit("339", "丰润区工业和信息化局"),
}


@cache
def published(name: str) -> Document:
    """The disclosure of that folder; every cell stands as it was printed, computed ones too."""
    year, kind = int(name[:4]), "单位" if name.endswith("unit") else "部门"
    form = edition(year, kind)
    cells: dict[Address, CellEntry] = {}
    rows: dict[RowAddress, RowEntry] = {}
    for table, printed in transcript(name).items():
        READERS[form.tables[table].layout](form.tables[table], printed, cells, rows)
    document = Document(Head("2024-0001", UNITS[name], year, kind, form.id), form, Content(cells, rows))
    stated = {address: STATED_BLANK for address in document.plan.addresses if address not in cells}
    blanks = {a: blank for a, blank in stated.items() if document.is_computed(a) and document.value(a) is not None}
    texts = {f"{table}.notes": "\n".join(t["notes"]) for table, t in transcript(name).items() if t["notes"]}
    return Document(document.head, form, Content(cells | blanks, rows, texts))


def _read_codes(
    table: Table, printed: Mapping[str, Any], cells: dict[Address, CellEntry], rows: dict[RowAddress, RowEntry]
) -> None:
    places = [[caption.replace(" ", "") for caption in path.split("/")] for path in printed["column_paths"]]
    met: dict[str, int] = {}
    for number, row in enumerate(printed["rows"]):
        code, label = row[1], row[2]
        if not label:
            continue
        met[code] = met.get(code, 0) + 1
        key = copy_key(code, met[code]) if code else TOTAL
        rows[RowAddress(table.id, key)] = RowEntry(label, number)
        for column in table.columns:
            _enter(cells, table, key, column, row[places.index(list(column.path))])


def _read_lines(
    table: Table, printed: Mapping[str, Any], cells: dict[Address, CellEntry], rows: dict[RowAddress, RowEntry]
) -> None:
    """Fixed lines of a side stand in their declared order, blanks between them left out; only other labels are kept."""
    for side in table.sides:
        own = [(n, column) for n, column in enumerate(table.columns) if column.side == side and column.kind != "serial"]
        name_place = next(n for n, column in own if column.kind == "label")
        full = [row for row in printed["rows"] if row[name_place]]
        fixed = [row for row in table.rows if row.side == side]
        for line, row in zip(fixed, full, strict=True):
            if "".join(row[name_place].split()) != "".join(line.label.split()):
                rows[RowAddress(table.id, line.key)] = RowEntry(row[name_place].strip())
            for n, column in own:
                _enter(cells, table, line.key, column, row[n])


def _read_records(
    table: Table, printed: Mapping[str, Any], cells: dict[Address, CellEntry], rows: dict[RowAddress, RowEntry]
) -> None:
    """Free rows in their order; a row that is blank all over stands for an empty table."""
    full = [row for row in printed["rows"] if any(map(str.strip, row))]
    for number, row in enumerate(full, 1):
        rows[RowAddress(table.id, str(number))] = RowEntry(order=number)
        for column, text in zip(table.columns, row, strict=True):
            _enter(cells, table, str(number), column, text)


READERS = {"codes": _read_codes, "lines": _read_lines, "sides": _read_lines, "records": _read_records}
"""By layout."""


def _enter(cells: dict[Address, CellEntry], table: Table, key: str, column: Column, text: str) -> None:
    if column.id in table.written and text.strip():
        cells[Address(table.id, key, column.id)] = CellEntry(text=text.strip(), origin="imported")
    elif column.kind == "money" and text.strip() not in ("", DASH):
        fen, rounded = from_number(Decimal(text), table.unit)
        assert not rounded
        cells[Address(table.id, key, column.id)] = CellEntry(fen, origin="imported")


def large(codes: int = 300) -> Document:
    """A disclosure of 2024 with that many rows in every table of codes, each with an amount of its own."""
    form = edition(2024, "部门")
    cells: dict[Address, CellEntry] = {}
    rows: dict[RowAddress, RowEntry] = {}
    for table in form.tables.values():
        known = sorted(catalogue(table.catalogue, 2024).codes) if table.layout == "codes" else []
        for number, code in enumerate((known * (codes // max(len(known), 1) + 1))[: codes if known else 0]):
            key = copy_key(code, number // len(known) + 1)
            rows[RowAddress(table.id, key)] = RowEntry()
            for column in table.money_ids[""]:
                cells[Address(table.id, key, column)] = CellEntry(123_450_000 + 10_000 * number)
    return Document(Head("339-2024-部门", UNITS["2024-fengrun"], 2024, "部门", form.id), form, Content(cells, rows))
