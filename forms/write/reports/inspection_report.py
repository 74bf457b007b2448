"""The 检查报告 as PDF and workbook, to be understood without the program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

from forms.check.inspection import inspect
from forms.check.readiness import readiness
from forms.document.document import Document
from forms.document.finding import Finding
from forms.signing.state_name import state_of
from forms.write.page.archives import save_workbook
from forms.write.page.folders import make_folder, named
from forms.write.reports.inspection_pages import (
    Report,
    overview,
    problems,
    questions,
    report_parts,
    rules,
    verdict_table,
)
from forms.write.reports.plain_report import write_report, write_sheet
from models.files import write_together
from models.records import State

_ENDING = "预算公开检查报告"


def export_report(document: Document, findings: Iterable[Finding], folder: Path, *, made: date) -> tuple[Path, ...]:
    """Write the report on the findings of a check into `folder` as .pdf and .xlsx, and return both files.

    `made` is the day of the check. Files of the same name are replaced once both are complete; raises Trouble when
    one cannot be written.
    """
    make_folder(folder)
    found = readiness(document, State.SETTLED)
    report = Report(document, inspect(document, findings), found, state_of(document), made)
    paths = tuple(folder / named(document, f"{_ENDING}{suffix}") for suffix in (".pdf", ".xlsx"))
    foot, unit = f"核对码 {report.name.code}", document.head.unit.name
    with write_together(paths) as (pdf, book):
        write_report(pdf, report.title, unit, report.name.sha256, made, list(report_parts(report)), foot)
        _write_book(report, book)
    return paths


def _write_book(report: Report, path: Path) -> None:
    from openpyxl import Workbook

    book, inspection = Workbook(), report.inspection
    book.remove(book.active)
    book.properties.creator = report.document.head.unit.name
    book.properties.title = report.title
    pictures = [verdict_table(report), overview(inspection), problems(inspection.aspects), rules(inspection.aspects)]
    for picture in (*pictures, *([questions(inspection)] if inspection.items else [])):
        write_sheet(book, picture)
    save_workbook(book, path, datetime.combine(report.made, time()))
