"""The published disclosures as an auditor reads them: `audit/<name>.toml` lists faults and how a clerk mends them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import accept_computed, enter, remove_rows, rename
from forms.edit.records import add_records
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from models.records import Address, Change, TextChange

DATA = Path(__file__).parents[2] / "data"
AUDITS = Path(__file__).parent / "audit"
NAMES = tuple(sorted(path.stem for path in AUDITS.glob("*.toml")))

Fault = dict[str, Any]


@cache
def audit(name: str) -> dict[str, list[Fault]]:
    """The faults and the corrections of one disclosure."""
    return tomllib.loads((AUDITS / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def reading(name: str) -> Reading:
    """The workbook and the Word file of a published disclosure together."""
    return recognise([read(DATA / name / "tables.xlsx"), read(DATA / name / "disclosure.docx")])


@cache
def found_in(name: str) -> tuple[Finding, ...]:
    """What the program finds in a disclosure as published."""
    return check(reading(name).document(), spelling=True)


def is_found(fault: Fault, document: Document, findings: Iterable[Finding]) -> bool:
    """Whether a finding of the fault's rule points at its place: its cell or row, or words it shares with the quote."""
    return any(finding.rule == fault["rule"] and _is_there(fault, document, finding) for finding in findings)


def _is_there(fault: Fault, document: Document, finding: Finding) -> bool:
    if "table" in fault:
        # An indicator whose value and description differ may be reported at either of them.
        return finding.table == fault["table"] and fault.get("row") in (None, finding.row)
    key = next((s.key for s in document.edition.sections if s.id == finding.section), None)
    if key != fault["section"]:
        return finding.section is None and finding.table is None and fault["quote"] in finding.sentence
    if finding.span is None or not fault["quote"]:
        return True
    start = document.section_text(finding.section or "").find(fault["quote"])
    return start < finding.span[1] and finding.span[0] < start + len(fault["quote"])


def corrected(name: str) -> Document:
    """The disclosure with every correction of its audit."""
    document = reading(name).document()
    for change in audit(name)["correction"]:
        if "head" in change:
            # The heads of a file cannot be written to; those the program prints are right by form.
            heads = {name: texts for name, texts in document.provenance.heads.items() if name != change["table"]}
            document.provenance = replace(document.provenance, heads=heads)
        document.apply("改正", _changes(document, change))
    return document


def _changes(document: Document, change: Fault) -> tuple[Change, ...]:
    if "section" in change:
        return _rewriting(document, change)
    table = change["table"]
    if "notes" in change:
        slot = f"{table}.notes"
        return (TextChange(slot, document.texts.get(slot), change["notes"]),)
    if "add" in change:
        document.apply("改正", add_records(document, table, 1))
        key = document.lines(table)[-1].key
        return enter(document, {Address(table, key, column): text for column, text in change["add"].items()})
    if change.get("drop"):
        return remove_rows(document, table, [change["row"]])
    if change.get("column") == "name":
        return rename(document, table, change["row"], change["is"])
    if "column" in change:
        address = Address(table, change["row"], change["column"])
        return accept_computed(document, [address]) or enter(document, {address: change["is"]})
    return ()


def _rewriting(document: Document, change: Fault) -> tuple[Change, ...]:
    section = next(s for s in document.edition.sections if s.key == change["section"])
    if "heading" in change:
        slot = f"{section.id}.heading"
        return (TextChange(slot, document.texts.get(slot), change["heading"]),)
    slot = f"{section.id}.text"
    old = document.texts.get(slot, "")
    new = old.replace(change["was"], change["is"], 1) if change.get("was") else change["is"]
    return (TextChange(slot, old or None, new),)


if __name__ == "__main__":
    for one in NAMES:
        document, findings = reading(one).document(), found_in(one)
        certain = [fault for fault in audit(one)["fault"] if fault["certain"]]
        missed = [fault for fault in certain if not is_found(fault, document, findings)]
        print(f"{one}: {len(certain) - len(missed)}/{len(certain)}")
        for fault in missed:
            place = fault.get("section") or "/".join(fault.get(key, "") for key in ("table", "row", "column"))
            print("   ", fault["rule"], place, repr(fault["quote"][:40]), fault["words"][:70])
        for finding in check(corrected(one), spelling=True):
            if finding.level != "H":
                print("    !", finding.level, finding.rule, finding.sentence[:150])
