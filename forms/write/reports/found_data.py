"""What a check found and how files were read, as plain data for JSON: the shapes that other programs rely on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from forms.document.document import Document
from forms.document.finding import LEVELS, Finding, by_cause
from forms.document.provenance import Source
from forms.form.model import Edition
from forms.match.account.accounts import Account
from forms.match.reading import Reading
from forms.match.report import ReadReport
from forms.signing.waivers import answer
from forms.write.page.plain_data import Data, head_data


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


def outside_key(form: Edition, table: str, row: str) -> str:
    """The key of a row as other programs know it."""
    return form.tables[table].outside_key(row) if table in form.tables else row


def check_data(document: Document, findings: Iterable[Finding], report: ReadReport | None) -> Data:
    """What a check found. `waived` are the words (说明) that answer a warning; they change none of the counts.

    `follows` is the place in the list of the finding that this one follows from; `causes` counts those that follow
    from none.
    """
    findings = list(findings)
    counts = Counter(finding.level for finding in findings)
    data: Data = {**head_data(document.head)}
    if report is not None:
        data["read"] = read_data(report, every=False)
    places = {id(finding): number for number, finding in enumerate(findings)}
    data["findings"] = [
        {
            **finding_data(f, document.edition),
            "waived": answer(document, f) or None,
            "follows": places.get(id(f.cause)),
        }
        for f in findings
    ]
    data["causes"] = len(by_cause(findings))
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
        "source": source_data(finding.source) if finding.source else None,
        "quote": finding.quote,
        "expected": finding.expected,
        "found": finding.found,
        "difference": finding.difference,
        "guess": finding.guess,
        "message": finding.sentence,
        "why": finding.why,
        "fix": finding.fix,
        "waits_for": finding.waits_for or None,
        "related": [
            {"table": r.table, "row": outside_key(form, r.table, r.row), "column": r.column, "value": r.value or None}
            for r in finding.related
        ],
    }


def source_data(source: Source) -> Data:
    """Where in which file something stands."""
    if source.sheet:
        return {"file": source.file, "sheet": source.sheet, "cell": source.cell}
    return {"file": source.file, "place": source.cell}
