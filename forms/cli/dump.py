"""Disclosures, findings and reports as plain data for JSON: the shapes that other programs rely on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from forms.compare.compare import Difference
from forms.document.document import Document
from forms.document.finding import LEVELS, Finding
from forms.document.lines import TOTAL, Line
from forms.document.narrative import glossary, goals
from forms.document.projects import PLAN, Project, projects
from forms.document.provenance import Source
from forms.form.model import Column, Edition, Section, Table
from forms.match.account.accounts import Account
from forms.match.reading import Reading
from forms.match.report import ReadReport
from forms.signing.waivers import answer
from forms.years.carried import CarryReport, Place, where
from models.money import show
from models.records import Address, Head, Listed, RowAddress, Unit

Data = dict[str, Any]


def document_data(document: Document) -> Data:
    """The whole disclosure: every table, row and cell, as it stands.

    The budget tables of a stored disclosure are there also while they are blank; of a file only what it holds.
    """
    tables = document.edition.tables.values()
    published = [table for table in tables if table.part in ("budget", "explanation")]
    present = [t for t in published if document.is_present(t.id) or (t.part == "budget" and not document.from_file)]
    facts = [table for table in tables if table.part == "facts" and document.is_present(table.id)]
    return {
        **head_data(document.head),
        "tables": [_table(document, table) for table in present],
        "facts": [_table(document, table) for table in facts],
        "sections": [_section(document, section) for section in _standing_sections(document)],
        "projects": [_project(project) for project in projects(document)],
        "goals": _goals(document),
        "glossary": [{"term": term, "text": text} for term, text in glossary(document)],
    }


def head_data(head: Head) -> Data:
    """What identifies a disclosure."""
    return {
        "id": head.id,
        "unit": unit_data(head.unit),
        "year": head.year,
        "kind": head.kind,
        "edition": head.edition,
        "state": head.state,
    }


def unit_data(unit: Unit) -> Data:
    """A budget unit."""
    return {"code": unit.code, "name": unit.name}


def listed_data(listed: Listed) -> Data:
    """One line of the list of disclosures."""
    return {**head_data(listed.head), "changed": listed.changed}


def read_data(report: ReadReport, *, every: bool) -> Data:
    """The counts of a report and its remarks on the files; with `every`, each skipped and refused cell too."""
    data: Data = {**report.counts, "remarks": list(report.remarks)}
    if every:
        data["cells"] = [
            {
                "file": cell.file,
                "sheet": cell.sheet,
                "cell": cell.cell,
                "text": cell.text,
                "status": cell.status,
                "reason": cell.reason,
            }
            for cell in report.left
        ]
    return data


def reading_data(reading: Reading, found: Account) -> Data:
    """Of which form files were read, what of it is missing, and what of them was not taken."""
    left = [{"file": one.file, "place": one.place, "text": one.text, "reason": one.reason} for one in found.left]
    return {
        "pack": reading.edition.pack,
        "edition": reading.edition.id,
        "missing": list(found.missing),
        "left": left,
        "notes": list(found.notes),
    }


def carried_data(previous: Document, form: Edition, report: CarryReport) -> Data:
    """What became of last year's disclosure in the new form: the counts, and every line with its places."""
    return {
        **report.counts,
        "entries": [
            {
                "place": path(previous.edition, line.place),
                "where": where(previous, line.place),
                "text": line.text,
                "fate": line.fate,
                "reason": line.reason,
                "target": path(form, line.target) if line.target else None,
            }
            for line in report.lines
        ],
    }


def difference_data(one: Difference, form: Edition) -> Data:
    """One difference of two disclosures; `runs` mark up a text as same, gone and come."""
    return {
        "part": one.part,
        "place": one.place,
        "item": one.item,
        "old": one.old or None,
        "new": one.new or None,
        "change": show(one.change) or None,
        "cell": path(form, one.address) if one.address else None,
        "source": _source(one.source) if one.source else None,
        "runs": [{run.kind: run.text} for run in one.runs],
    }


def path(form: Edition, place: Place) -> str:
    """A place as other programs read it: TABLE/ROW/COLUMN, TABLE/ROW, or the slot of a text."""
    if isinstance(place, str):
        return place
    table, row, *column = place
    return "/".join((table, outside_key(form, table, row), *column))


def outside_key(form: Edition, table: str, row: str) -> str:
    """The key of a row as other programs know it."""
    return form.tables[table].outside_key(row) if table in form.tables else row


def check_data(document: Document, findings: Iterable[Finding], report: ReadReport | None) -> Data:
    """What a check found. `waived` are the words (说明) that answer a warning; they change none of the counts."""
    findings = list(findings)
    counts = Counter(finding.level for finding in findings)
    data: Data = {**head_data(document.head)}
    if report is not None:
        data["read"] = read_data(report, every=False)
    data["findings"] = [{**finding_data(f, document.edition), "waived": answer(document, f) or None} for f in findings]
    data["counts"] = {level: counts[level] for level in LEVELS}
    return data


def finding_data(finding: Finding, form: Edition) -> Data:
    """One finding."""
    table, row = finding.table, finding.row
    return {
        "rule": finding.rule,
        "level": finding.level,
        "table": table,
        "section": finding.section,
        "row": outside_key(form, table, row) if table and row else row,
        "column": finding.column,
        "source": _source(finding.source) if finding.source else None,
        "quote": finding.quote,
        "expected": finding.expected,
        "found": finding.found,
        "difference": finding.difference,
        "guess": finding.guess,
        "message": finding.sentence,
        "why": finding.why,
        "fix": finding.fix,
        "related": [
            {"table": r.table, "row": outside_key(form, r.table, r.row), "column": r.column, "value": r.value or None}
            for r in finding.related
        ],
    }


def _source(source: Source) -> Data:
    if source.sheet:
        return {"file": source.file, "sheet": source.sheet, "cell": source.cell}
    return {"file": source.file, "place": source.cell}


def rules_data(edition: Edition) -> list[Data]:
    """The rule book of an edition."""
    return [asdict(rule) for rule in edition.rules.values()]


def _standing_sections(document: Document) -> list[Section]:
    """The sections in which anything stands, if only their heading."""
    sections = document.edition.sections
    return [s for s in sections if document.section_text(s.id) or f"{s.id}.heading" in document.texts]


def _section(document: Document, section: Section) -> Data:
    return {"id": section.id, "title": document.heading(section), "text": document.section_text(section.id)}


def _goals(document: Document) -> Data:
    found = goals(document)
    parts = [{"name": part.name, "goal": part.goal, "indicators": part.indicators} for part in found.parts]
    return {"overall": list(found.overall), "parts": parts, "measures": list(found.measures)}


def _project(project: Project) -> Data:
    return {
        "title": project.title,
        "unit": project.unit,
        "code": project.code,
        "name": project.name,
        "budget": show(project.budget) or None,
        "fiscal": show(project.fiscal) or None,
        "other": show(project.other) or None,
        "purpose": project.purpose,
        "plan": {word: project.plan[column] or None for column, word in PLAN.items()},
        "secret": project.secret,
        "goals": list(project.goals),
        "indicators": [
            {name: getattr(indicator, name) for name in indicator.__slots__} for indicator in project.indicators
        ],
    }


def _table(document: Document, table: Table) -> Data:
    columns: dict[str, Column] = {}
    for column in table.columns:
        if column.kind == "money" or column.id in table.written:
            columns.setdefault(column.id, column)
    lines = [line for line in document.lines(table.id) if line.key != TOTAL or not _is_bare_total(document, table)]
    return {
        "id": table.id,
        "title": table.title,
        **_printed_title(document, table),
        "unit": table.unit,
        "notes": list(document.notes(table.id)),
        "columns": [{"id": c.id, "path": list(c.path)} for c in columns.values()],
        "rows": [_row(document, table, line) for line in lines],
    }


def _printed_title(document: Document, table: Table) -> Data:
    """The title as a file printed it, where that is not the form's; what we print ourselves bears the form's."""
    printed = document.texts.get(f"{table.id}.title")
    return {"printed_title": printed} if printed else {}


def _is_bare_total(document: Document, table: Table) -> bool:
    """Whether the table of codes is empty, so that even its total is not printed."""
    return table.layout == "codes" and document.is_empty(table.id) and len(document.lines(table.id)) == 1


def _row(document: Document, table: Table, line: Line) -> Data:
    cells = {}
    # What a file does not have is not shown as read, though the arithmetic may tell it.
    is_absent = RowAddress(table.id, line.key) in document.provenance.absent
    for column in () if is_absent else (*table.money_ids[line.side], *table.written):
        address = Address(table.id, line.key, column)
        text = document.wrong(address) or table.show(document.value(address)) or document.text(address)
        if text:
            cells[column] = text
    return {
        "key": table.outside_key(line.key),
        "code": line.code or None,
        "label": line.label,
        "level": line.level,
        "cells": cells,
    }
