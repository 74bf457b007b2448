"""Every rule of the book against real workbooks: `cases/<rule id>.toml` says what is changed and what must be found."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from forms.check import check
from forms.check.registered import registered
from forms.document.document import Document
from forms.document.finding import CHECKLIST, PROFILE, Finding
from forms.edit.cells import add_codes, enter
from forms.edit.records import add_records
from forms.form.load import KINDS, edition, pack
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from forms.signing.checklist import BY_UNITS
from models.records import Address, Content, Head, TextChange, Unit
from tests.forms.books import DATA, changed, findings, published, without_rows, without_tables

CASES = Path(__file__).parent / "cases"
CHANGES = {"cells", "without_rows", "without_tables", "again"}
EDITS = {"whole", "enter", "notes", "texts", "say", "add"}
KEYS = {"name", "base", "new", "last", "right", "alone", "finding", *CHANGES, *EDITS}
LINKS = ("里", "的", "（", "：", "，")
"""What leads from a place to a message and belongs to neither."""
ELSEWHERE = rf"S\d+|{PROFILE}|{CHECKLIST}"
"""The places that are no table: a section of the form, the profile, the checklist."""
FACTS = ("level", "table", "section", "row", "column", "expected", "found")


def cases() -> list[tuple[str, dict[str, Any]]]:
    """Every case with the id of its rule."""
    found = []
    for file in sorted(CASES.glob("*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        assert set(content) == {"case"}, f"{file.name} holds more than cases"
        found += [(file.stem, case) for case in content["case"]]
    return found


def checked_rules() -> set[str]:
    """The ids of every rule in any edition that is checked on a disclosure itself.

    The others are questions to a person, or are checked on the files of an export.
    """
    editions = (edition(year, kind) for year in pack().years for kind in KINDS)
    return {rule.id for form in editions for rule in form.rules.values() if not (rule.question or rule.exported)}


@cache
def base_errors(base: str) -> tuple[Finding, ...]:
    return tuple(f for f in findings(published(base)) if f.level == "E")


def found_in(case: dict[str, Any]) -> tuple[Finding, ...]:
    """All findings of the changed workbook, of the published files as edited, or of a disclosure just begun."""
    if "new" in case or case.get("whole"):
        return check(worked_on(case))
    book = without_tables(
        without_rows(changed(published(case["base"]), case.get("cells", {})), case.get("without_rows", ())),
        case.get("without_tables", ()),
    )
    if "again" in case:
        # The same once more in a file of its own, with other texts in some cells.
        copy = tuple(replace(grid) for grid in changed(book, case["again"]).grids)
        return check(recognise([book, replace(book, file="again.xlsx", blocks=copy)]).document())
    return findings(book)


def worked_on(case: dict[str, Any]) -> Document:
    """The disclosure that the edits of a case are made to; `last`, a case of its own, is last year's."""
    previous = worked_on(case["last"]) if "last" in case else None
    if "new" in case:
        year, kind = case["new"]["year"], case["new"]["kind"]
        form = edition(year, kind)
        head = Head("1", Unit("339", "工业和信息化局"), year, kind, form.id)
        document = Document(head, form, Content(), previous=previous)
    else:
        document = files(case["base"]).document(previous=previous)
    return edited(document, case)


@cache
def files(base: str) -> Reading:
    """The workbook and the Word file of a published disclosure together."""
    return recognise([read(DATA / base / "tables.xlsx"), read(DATA / base / "disclosure.docx")])


def edited(document: Document, case: dict[str, Any]) -> Document:
    """The disclosure with amounts, notes, texts and records as the case wants them.

    `texts` are slots as they are stored, a section by its key; `say` puts other words in the place of a passage.
    """
    form = document.edition
    sections = {section.key: section for section in form.sections}
    for table, rows in case.get("add", {}).items():
        for values in rows:
            document.apply("增加行", add_records(document, table, 1))
            key = document.lines(table)[-1].key
            document.apply("填写", enter(document, {Address(table, key, column): t for column, t in values.items()}))
    for where, text in case.get("enter", {}).items():
        address = Address(*where.split("/"))
        if form.tables[address.table].layout == "codes":
            document.apply("增加科目", add_codes(document, address.table, [address.row]))
        while form.tables[address.table].layout == "records" and document.line(*address[:2]) is None:
            document.apply("增加行", add_records(document, address.table, 1))
        document.apply("填写", enter(document, {address: text}))
        assert address in document.cells or not text
    for table, note in case.get("notes", {}).items():
        document.apply("填写", [TextChange(f"{table}.notes", document.texts.get(f"{table}.notes"), note)])
    for name, text in case.get("texts", {}).items():
        slot = f"{sections[name].id}.text" if name in sections else name
        document.apply("填写", [TextChange(slot, document.texts.get(slot), text)])
    for change in case.get("say", ()):
        slot = f"{sections[change['section']].id}.text"
        old = document.texts[slot]
        assert old.count(change["was"]) == 1, f"{change['was']} must stand once in {change['section']}"
        document.apply("改写", [TextChange(slot, old, old.replace(change["was"], change["is"]))])
    return document


def facts(finding: Finding, names: Sequence[str]) -> dict[str, str]:
    """What a case says about a finding; what is blank is left out."""
    return {name: value for name in names if (value := getattr(finding, name))}


def stated(finding: dict[str, str], names: Sequence[str]) -> dict[str, str]:
    """A finding of a case, in the order of the facts."""
    assert set(finding) <= set(names), f"unknown keys: {set(finding) - set(names)}"
    return {name: finding[name] for name in names if name in finding}


@pytest.mark.parametrize(("rule", "case"), [pytest.param(r, c, id=f"{r} {c['name']}") for r, c in cases()])
def test_rule(rule: str, case: dict[str, Any]) -> None:
    assert set(case) <= KEYS, f"unknown keys: {set(case) - KEYS}"
    assert ("base" in case) != ("new" in case)
    assert not EDITS & set(case) or "new" in case or case.get("whole"), "a workbook alone is changed by its cells"
    everything = found_in(case)
    found = [finding for finding in everything if finding.rule == rule]
    quoted = any("quote" in finding for finding in case["finding"])
    names = (*FACTS, "quote") if quoted else FACTS
    assert sorted((facts(f, names) for f in found), key=str) == sorted(
        (stated(f, names) for f in case["finding"]), key=str
    )
    if case.get("right") or case.get("alone"):
        others = [f.sentence for f in everything if f.level == "E" and (case.get("right") or f.rule != rule)]
        assert others == [f.sentence for f in base_errors(case["base"])], "no other error may be found"
    for finding in everything:
        assert finding.table or re.fullmatch(ELSEWHERE, finding.section or ""), f"no place: {finding.sentence}"
    for finding in found:
        assert finding.why
        assert finding.fix
        assert finding.sentence.endswith(("。", "”。"))
        assert not finding.message.startswith(LINKS), "the message can be read without the place"
        for number in (finding.expected, finding.found, finding.difference):
            assert number in finding.sentence, f"read alone, the message must say {number}"


def test_every_rule_has_a_passing_and_a_failing_case() -> None:
    passing = {rule for rule, case in cases() if not case["finding"]}
    failing = {rule for rule, case in cases() if case["finding"]}
    assert passing == checked_rules()
    assert failing == checked_rules()


def test_every_rule_is_carried_out() -> None:
    declared = {r.rule for y in pack().years for k in KINDS for t in edition(y, k).tables.values() for r in t.relations}
    carried_out = declared | {rule for special in registered() for rule in special.rules}
    assert carried_out == checked_rules() | set(BY_UNITS), "those against the units are questions where none are known"
