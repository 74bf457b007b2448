"""Every rule of the book against real workbooks: `cases/<rule id>.toml` says what is changed and what must be found."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from forms.check import check
from forms.check.finding import Finding
from forms.check.registry import SPECIAL
from forms.declare.load import KINDS, edition, pack
from forms.document import Document
from forms.operations import add_codes, add_records, enter
from models.records import Address, Content, Head, TextChange, Unit
from tests.forms.books import changed, findings, published, without_rows, without_tables

CASES = Path(__file__).parent / "cases"
CHANGES = {"cells", "without_rows", "without_tables"}
KEYS = {"name", "base", "new", "enter", "notes", "texts", "right", "alone", "finding", *CHANGES}
FACTS = ("level", "table", "section", "row", "column", "expected", "found")


def cases() -> list[tuple[str, dict[str, Any]]]:
    """Every case with the id of its rule."""
    found = []
    for file in sorted(CASES.glob("*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        assert set(content) == {"case"}, f"{file.name} holds more than cases"
        found += [(file.stem, case) for case in content["case"]]
    return found


def rules() -> set[str]:
    """The ids of every rule in any edition."""
    return {rule for year in pack().years for kind in KINDS for rule in edition(year, kind).rules}


@cache
def base_errors(base: str) -> tuple[Finding, ...]:
    return tuple(f for f in findings(published(base)) if f.level == "E")


def found_in(case: dict[str, Any]) -> tuple[Finding, ...]:
    """All findings of the changed workbook, or of the disclosure that a clerk has begun."""
    if "new" in case:
        return check(begun(case))
    book = without_tables(
        without_rows(changed(published(case["base"]), case.get("cells", {})), case.get("without_rows", ())),
        case.get("without_tables", ()),
    )
    return findings(book)


def begun(case: dict[str, Any]) -> Document:
    """A disclosure begun in the program, with some amounts, texts and notes entered."""
    year, kind = case["new"]["year"], case["new"]["kind"]
    form = edition(year, kind)
    document = Document(Head("1", Unit("339", "工业和信息化局"), year, kind, form.id), form, Content())
    for where, text in case.get("enter", {}).items():
        address = Address(*where.split("/"))
        if form.tables[address.table].layout == "codes":
            document.apply("增加科目", add_codes(document, address.table, [address.row]))
        while form.tables[address.table].layout == "records" and document.line(*address[:2]) is None:
            document.apply("增加行", add_records(document, address.table, 1))
        document.apply("填写", enter(document, {address: text}))
        assert address in document.cells
    for table, note in case.get("notes", {}).items():
        document.apply("填写", [TextChange(f"{table}.notes", None, note)])
    for slot, text in case.get("texts", {}).items():
        document.apply("填写", [TextChange(slot, None, text)])
    return document


def facts(finding: Finding) -> dict[str, str]:
    """What a case says about a finding; what is blank is left out."""
    return {name: value for name in FACTS if (value := getattr(finding, name))}


def stated(finding: dict[str, str]) -> dict[str, str]:
    """A finding of a case, in the order of the facts."""
    assert set(finding) <= set(FACTS), f"unknown keys: {set(finding) - set(FACTS)}"
    return {name: finding[name] for name in FACTS if name in finding}


@pytest.mark.parametrize(("rule", "case"), [pytest.param(r, c, id=f"{r} {c['name']}") for r, c in cases()])
def test_rule(rule: str, case: dict[str, Any]) -> None:
    assert set(case) <= KEYS, f"unknown keys: {set(case) - KEYS}"
    assert ("base" in case) != ("new" in case)
    everything = found_in(case)
    found = [finding for finding in everything if finding.rule == rule]
    assert sorted(map(facts, found), key=str) == sorted(map(stated, case["finding"]), key=str)
    if case.get("right") or case.get("alone"):
        others = [f.message for f in everything if f.level == "E" and (case.get("right") or f.rule != rule)]
        assert others == [f.message for f in base_errors(case["base"])], "no other error may be found"
    for finding in found:
        assert finding.why
        assert finding.fix
        assert finding.message.endswith(("。", "”。"))
        for number in (finding.expected, finding.found, finding.difference):
            assert number in finding.message, f"read alone, the message must say {number}"


def test_every_rule_has_a_passing_and_a_failing_case() -> None:
    passing = {rule for rule, case in cases() if not case["finding"]}
    failing = {rule for rule, case in cases() if case["finding"]}
    assert passing == rules()
    assert failing == rules()


def test_every_rule_is_carried_out() -> None:
    declared = {r.rule for y in pack().years for k in KINDS for t in edition(y, k).tables.values() for r in t.relations}
    assert declared | {rule for special in SPECIAL for rule in special.rules} == rules()
