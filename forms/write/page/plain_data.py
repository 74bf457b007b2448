"""A disclosure as plain data, for JSON: what `dump` prints, and what stands in the public package as data.json."""

from __future__ import annotations

from typing import Any

from forms.document.document import Document
from forms.document.lines import TOTAL, Line
from forms.document.narrative import glossary, goals
from forms.document.projects import PLAN, Project, projects, public_projects
from forms.form.model import Column, Section, Table
from models.money import show
from models.records import Address, Head, RowAddress, Unit

Data = dict[str, Any]


def document_data(document: Document, *, public: bool = False) -> Data:
    """The whole disclosure: every table, row and cell, as it stands.

    The budget tables of a stored disclosure are there also while they are blank; of a file only what it holds. What is
    public has neither working tables nor secret projects.
    """
    tables = document.edition.tables.values()
    printed = [table for table in tables if table.part in ("budget", "explanation")]
    present = [t for t in printed if document.is_present(t.id) or (t.part == "budget" and not document.from_file)]
    facts = [table for table in tables if table.part == "facts" and document.is_present(table.id)]
    return {
        **head_data(document.head),
        "tables": [_table(document, table) for table in present],
        **({} if public else {"facts": [_table(document, table) for table in facts]}),
        "sections": [_section(document, section) for section in _standing_sections(document)],
        "projects": [_project(one) for one in (public_projects(document) if public else projects(document))],
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
