"""The way of a disclosure: imported, edited, checked, taken back, mended, exported, read again from the export."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.check import Checker
from forms.check.finding import Finding
from forms.document import Document
from forms.dump import document_data
from forms.match import recognise
from forms.office import Office
from forms.operations import add_codes, copy_record, enter, move_record, paste, remove_rows, rename, set_notes
from forms.readers import read
from forms.write.package import export
from models.records import Address
from tests.forms.books import ALL_NAMES, DATA, published
from tests.forms.transcripts import copied, dumped

NOTE = "注：无政府性基金预算财政拨款预算，空表列示。"
OFFICE_EXPENSES = Address("T6", "30201", "public")


def errors(checker: Checker) -> list[Finding]:
    return [finding for finding in checker.findings() if finding.level == "E"]


def places(findings: list[Finding]) -> list[tuple[str, str | None, str | None, str | None, str, str]]:
    return [(f.rule, f.table, f.row, f.column, f.expected, f.found) for f in findings]


def test_from_import_to_export_and_back(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = office.take(recognise(published("2024-fengrun")))
        checker = Checker(document)
        assert [(f.rule, f.table, f.row) for f in errors(checker)] == [("E01", "T2", "215")]
        assert dumped(document_data(document)) == copied("2024-fengrun")

        # A slip of the pen in one table is told against the other, at both sides' totals.
        document.apply("填写 办公费", enter(document, {OFFICE_EXPENSES: "6.70"}))
        assert document.value(Address("T6", "total", "total")) == 1_397_180_000
        found = places(errors(checker))
        assert ("D06", "T5", "total", "basic", "1397.18", "1398.08") in found
        assert len(found) == 2

        document.undo()
        assert [(f.rule, f.table, f.row) for f in errors(checker)] == [("E01", "T2", "215")]

        # What the published file has wrong is mended; the hints stay.
        document.apply("改名", rename(document, "T2", "215", "资源勘探工业信息等支出"))
        document.apply("填写", set_notes(document, "T7", [NOTE]))
        assert {finding.rule for finding in checker.findings()} == {"D09"}
        before = document_data(document)

    with Office.open(tmp_path / "data") as office:
        document = office.open_disclosure("339-2024-部门")
        paths = export(document, tmp_path / "out", made=date(2024, 2, 1), draft=False)
    assert {path.suffix for path in paths} == {".xlsx", ".pdf"}
    assert all(path.stat().st_size > 10_000 for path in paths)

    workbook = next(path for path in paths if path.suffix == ".xlsx")
    again = recognise(read(workbook))
    assert again.report.counts["refused"] == 0
    after = document_data(again.document())
    assert {**after, "state": None} == {**before, "state": None}
    assert {finding.rule for finding in Checker(again.document()).findings()} == {"D09"}


@pytest.mark.parametrize("name", ALL_NAMES)
def test_an_exported_workbook_says_what_was_read(name: str, tmp_path: Path) -> None:
    reading = recognise(published(name))
    document = reading.document()
    (workbook,) = export(document, tmp_path, formats=("xlsx",), made=date(2024, 2, 1))
    again = recognise(read(workbook))
    assert document_data(again.document()) == document_data(document)
    assert again.content == reading.content
    assert again.report.counts["refused"] == 0


def test_the_explanation_of_an_older_year_goes_all_the_way(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = office.take(recognise(read(DATA / "2019-bazhou" / "tables.xlsx")))
        assert not Checker(document).findings()

        # Two more things to buy are pasted under the last one; one of their amounts is a text.
        block = [
            ["公用经费", "复印纸", "A0401", "箱", "40", "0.02", "0.80"],
            ["公用经费", "碎纸机", "", "台", "1", "", "x"],
        ]
        columns = ["project", "goods", "catalogue", "measure", "quantity", "price", "total"]
        document.apply("粘贴", paste(document, "X2", 6, columns, block).changes)
        assert [(f.rule, f.table, f.row, f.column) for f in Checker(document).findings()] == [
            ("C11", "X2", "8", "total")
        ]
        document.apply("填写", enter(document, {Address("X2", "8", "total"): "0.15"}))
        document.apply("移动行", move_record(document, "X2", "8", -1))
        document.apply("复制行", copy_record(document, "X1", "1"))
        document.apply("填写", enter(document, {Address("X1", "2", "name"): "某中心"}))
        before = document_data(document)

    with Office.open(tmp_path / "data") as office:
        document = office.open_disclosure("903-2019-部门")
        (workbook,) = export(document, tmp_path, formats=("xlsx",), made=date(2019, 2, 1))
    again = recognise(read(workbook))
    after = document_data(again.document())
    assert not again.report.left
    assert not Checker(again.document()).findings()
    assert seen(after) == seen(before)
    goods = [row["cells"].get("goods") for row in after["tables"][2]["rows"]]
    assert goods[-2:] == ["碎纸机", "复印纸"]


def seen(data: dict[str, Any]) -> list[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """What is read in the tables of a dump; the keys of records count anew in a file."""
    return [(table["title"], [(row["label"], row["cells"]) for row in table["rows"]]) for table in data["tables"]]


def test_a_disclosure_typed_from_nothing_comes_back_from_its_export(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = office.start(recognise(published("2024-fengrun")).unit, 2025, "部门")
        typed(document)
        assert not errors(Checker(document))
        (workbook,) = export(document, tmp_path, formats=("xlsx",), made=date(2025, 2, 1))
        assert dumped(document_data(recognise(read(workbook)).document())) == dumped(document_data(document))


def typed(document: Document) -> None:
    """The smallest disclosure that is right: one 项, its economic classes, a row added by mistake and taken out."""
    document.apply("增加科目", add_codes(document, "T2", ["2060101", "2060102"]))
    document.apply("删除行", remove_rows(document, "T2", ["2060102"]))
    for table, codes in {"T3": ["2060101"], "T5": ["2060101"], "T6": ["30101", "30201"]}.items():
        document.apply("增加科目", add_codes(document, table, codes))
    texts = {
        Address("T2", "2060101", "fiscal"): "100",
        Address("T3", "2060101", "basic"): "100",
        Address("T4", "income.1", "amount"): "100",
        Address("T5", "2060101", "basic"): "100",
        Address("T6", "30101", "staff"): "90.5",
        Address("T6", "30201", "public"): "9.5",
        Address("T9", "reception", "general"): "0.5",
    }
    document.apply("填写", enter(document, texts))
