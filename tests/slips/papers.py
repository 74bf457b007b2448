"""The papers in which slips are made: the published ones with their faults mended, and invented ones without a fault.

An invented paper is a file of `papers/`: what is typed into the tables, the records, and what the drafted texts leave
open. Those of `quiet/` are only read: nothing may be found in them. All are judged as files: every amount is stated,
and nothing is known but what is printed.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.provenance import NamedInContents, Provenance, Source
from forms.edit.cells import add_codes, enter, write_section
from forms.edit.draft import draft
from forms.edit.profile import set_profile
from forms.edit.records import add_records
from forms.form.load import edition
from models.records import Address, CellChange, CellEntry, Change, Content, Head, RowChange, TextChange, Unit
from tests.forms.check import audits

_FOLDER = Path(__file__).parent / "papers"
_QUIET = Path(__file__).parent / "quiet"
INVENTED = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
QUIET = tuple(sorted(path.stem for path in _QUIET.glob("*.toml")))
NAMES = (*audits.NAMES, *INVENTED)
_INSTITUTION = ("name", "nature", "rank", "funding")
_BOUGHT = ("project", "budget", "goods", "catalogue", "measure", "quantity", "price")
_PLAN = ("march", "june", "october", "december")
_INDICATOR = ("level1", "level2", "level3", "description", "value", "basis")
K, V = TypeVar("K"), TypeVar("V")
Signature = tuple[str, str]


@cache
def paper(name: str) -> Document:
    """The paper without a slip."""
    return changed(audits.corrected(name) if name in audits.NAMES else invented(name), ())


@cache
def found_before(name: str) -> frozenset[Signature]:
    """What is found in the paper without a slip."""
    return frozenset(map(signature, check(paper(name))))


def signature(finding: Finding) -> Signature:
    """By what a finding is known again in a changed paper."""
    return finding.rule, finding.message


def invented(name: str) -> Document:
    """The paper of a file of `papers/` or `quiet/`, as its clerk has it."""
    folder = _QUIET if name in QUIET else _FOLDER
    told = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    form = edition(told["year"], told["kind"])
    unit = Unit(told["code"], told["unit"])
    document = Document(Head("1", unit, told["year"], told["kind"], form.id), form)
    for field in ("level", "nature"):
        document.apply("填写单位资料", set_profile(document, field, told[field]))
    _type_cells(document, told["cells"])
    for one in told.get("X1", ()):
        for row in one["names"]:
            _add(document, "X1", dict(zip(_INSTITUTION, row.split("|"), strict=True)))
    for one in told.get("X2", ()):
        _buy(document, [dict(zip(_BOUGHT, row.split("|"), strict=True)) for row in one["rows"]])
    for number, project in enumerate(told.get("project", ()), start=1):
        _add_project(document, number, project)
    _write(document, told)
    for table in document.edition.tables.values():
        if table.empty_note and not any(document.value(at) for at in document.plan.addresses if at.table == table.id):
            slot = f"{table.id}.notes"
            document.apply("填写附注", (TextChange(slot, document.texts.get(slot), table.empty_note),))
    return document


def changed(document: Document, changes: tuple[Change, ...]) -> Document:
    """The paper as a file with the changes in it."""
    content = document.content()
    facts = {name for name, table in document.edition.tables.items() if table.part == "facts"}
    stated = {at: CellEntry(fen=fen) for at, fen in zip(document.plan.addresses, document.values, strict=True) if fen}
    cells = {at: e for at, e in {**stated, **content.cells}.items() if at.table not in facts}
    rows, texts = dict(content.rows), dict(content.texts)
    for section in document.edition.sections:
        slot = f"{section.id}.text"
        if slot in texts:
            texts[slot] = document.section_text(section.id)
    for change in changes:
        match change:
            case CellChange(at, _, entry):
                _put(cells, at, entry)
            case RowChange(row, _, row_entry):
                _put(rows, row, row_entry)
            case TextChange(slot, _, text):
                _put(texts, slot, text)
    return Document(
        document.head,
        document.edition,
        Content(cells, rows, texts),
        provenance=document.provenance if document.from_file else _printed(document),
    )


def _printed(document: Document) -> Provenance:
    """What a file of the paper prints beside its content: heads and titles of the tables, the contents, headings."""
    here, unit = Source("invented", "1", "A1"), document.head.unit
    tables = [table for table in document.edition.tables.values() if table.part in ("budget", "explanation")]
    heads = {
        table.id: tuple(
            (text, here)
            for text in (f"{unit.code}{unit.name}", table.head_date, f"{table.unit_caption}{table.unit}")
            if text
        )
        for table in tables
        if table.head_unit
    }
    told = [section for section in document.edition.sections if section.title and document.section_text(section.id)]
    return Provenance(
        heads=heads,
        titles={table.id: ((table.title, here),) for table in tables},
        headings={section.id: here for section in told},
        contents=tuple(NamedInContents(document.heading(section), section.id, here) for section in told),
    )


def _put(part: dict[K, V], key: K, value: V | None) -> None:
    part.pop(key, None)
    if value is not None:
        part[key] = value


def _type_cells(document: Document, cells: dict[str, str]) -> None:
    for where, text in cells.items():
        at = Address(*where.split("/"))
        if document.edition.tables[at.table].layout == "codes":
            document.apply("增加科目", add_codes(document, at.table, [at.row]))
        document.apply("填写", enter(document, {at: text}))


def _buy(document: Document, rows: list[dict[str, str]]) -> None:
    for row in rows:
        total = ""
        if row["price"]:
            total = str((Decimal(row["price"]) * Decimal(row["quantity"])).quantize(Decimal("0.01")))
        _add(document, "X2", {**row, "total": total, "general": total} if total else {"project": row["project"]})


def _add_project(document: Document, number: int, told: dict[str, Any]) -> None:
    plan = dict(zip(_PLAN, told["plan"], strict=True))
    texts = {key: told[key] for key in ("name", "code", "budget", "purpose", "goals")}
    title = f"{number}、{told['name']}绩效目标表"
    unit = document.head.unit
    money = {"fiscal": told.get("fiscal", told["budget"]), "other": told.get("other", "")}
    _add(document, "X5", {**texts, **plan, **money, "title": title, "unit": f"{unit.code}{unit.name}"})
    owner = document.lines("X5")[-1].key
    for row in told["indicators"]:
        _add(document, "X5I", {"project": owner, **dict(zip(_INDICATOR, row.split("|"), strict=True))})


def _add(document: Document, table: str, values: dict[str, str]) -> None:
    document.apply("增加行", add_records(document, table, 1))
    key = document.lines(table)[-1].key
    document.apply("填写", enter(document, {Address(table, key, c): text for c, text in values.items() if text}))


def _write(document: Document, told: dict[str, Any]) -> None:
    for section in document.edition.sections:
        text = told["texts"].get(section.key, "").strip() or draft(document, section)
        more = told.get("more", {}).get(section.key)
        document.apply("写说明", write_section(document, section.id, f"{text}\n{more}" if more else text))
