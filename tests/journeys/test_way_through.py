"""The way of a disclosure: imported, edited, checked, taken back, mended, exported, read again from the export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from forms.check import Checker
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import accept_computed, enter, paste, rename, set_notes
from forms.edit.records import copy_record, move_record
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from forms.write.packet.package import export
from forms.write.page.plain_data import document_data
from models.errors import Trouble
from models.records import Address
from tests.forms.books import ALL_NAMES, published
from tests.forms.transcripts import copied, dumped
from tests.forms.write.whole import whole
from tests.journeys import clerk
from tests.published import reading

NOTE = "注：无政府性基金预算财政拨款预算，空表列示。"
OFFICE_EXPENSES = Address("T6", "30201", "public")


def of_tables(checker: Checker) -> list[Finding]:
    """The findings in tables; a workbook taken alone leaves the sections of the text still to be written."""
    return [finding for finding in checker.findings() if finding.table]


def errors(checker: Checker) -> list[Finding]:
    """The errors in tables."""
    return [finding for finding in of_tables(checker) if finding.level == "E"]


def mend(document: Document, checker: Checker) -> None:
    """Put the errors right as a clerk does: by the key of the finding, by taking the program's sum, or by hand."""
    for finding in errors(checker):
        assert finding.address is not None
        if finding.mend:
            changes = finding.mend.changes
        elif document.is_stated(finding.address):
            changes = accept_computed(document, [finding.address])
        else:
            changes = enter(document, {finding.address: "项"})
        document.apply("改正", changes)
    assert not errors(checker)


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
        assert {finding.level for finding in of_tables(checker)} == {"H"}
        before = document_data(document)

    with Office.open(tmp_path / "data") as office:
        document = office.open_disclosure("339-2024-部门")
        paths = export(document, tmp_path / "out")
    assert {path.suffix for path in paths} == {".xlsx", ".pdf"}
    assert all(path.stat().st_size > 10_000 for path in paths)

    workbook = next(path for path in paths if path.suffix == ".xlsx")
    again = recognise(read(workbook))
    assert again.report.counts["refused"] == 0
    after = document_data(again.document())
    # What only the office keeps is in no file: the state, and the amounts of last year.
    kept = {"state": None, "facts": None}
    assert {**after, **kept} == {**before, **kept}
    assert {finding.level for finding in Checker(again.document()).findings()} == {"H"}


@pytest.mark.parametrize("name", ALL_NAMES)
def test_an_exported_workbook_says_what_was_read(name: str, tmp_path: Path) -> None:
    reading = recognise(published(name))
    document = reading.document()
    (workbook,) = export(document, tmp_path, formats=("xlsx",))
    again = recognise(read(workbook))
    assert document_data(again.document()) == document_data(document)
    assert again.content == reading.content
    assert again.report.counts["refused"] == 0


def test_the_explanation_of_an_older_year_goes_all_the_way(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = office.take(reading("2019-bazhou"))
        checker = Checker(document)
        found = {(f.rule, f.table) for f in errors(checker)}
        assert found == {("K10", "X6"), ("I02", "X2"), ("I03", "X2")}
        mend(document, checker)

        # Two more things to buy are pasted under the last one; one of their amounts is a text.
        block = [
            ["日常公用经费", "复印纸", "A0401", "箱", "40", "0.02", "0.80", "0.80", "0.80"],
            ["日常公用经费", "碎纸机", "", "台", "1", "", "0.15", "x", "0.15"],
        ]
        columns = ["project", "goods", "catalogue", "measure", "quantity", "price", "grand", "total", "general"]
        document.apply("粘贴", paste(document, "X2", 6, columns, block).changes)
        assert [(f.rule, f.table, f.row, f.column) for f in errors(checker)] == [
            ("C11", "X2", "8", "total"),
            ("I02", "X2", "1", "total"),
            ("I02", "X2", "1", "grand"),
        ]
        document.apply("填写", enter(document, {Address("X2", "8", "total"): "0.15"}))
        assert not errors(checker)
        document.apply("移动行", move_record(document, "X2", "8", -1))
        document.apply("复制行", copy_record(document, "X1", "1"))
        document.apply("填写", enter(document, {Address("X1", "2", "name"): "某中心"}))
        before = document_data(document)

    with Office.open(tmp_path / "data") as office:
        document = office.open_disclosure("903-2019-部门")
        (workbook,) = export(document, tmp_path, formats=("xlsx",))
    again = recognise(read(workbook))
    after = document_data(again.document())
    assert {cell.sheet for cell in again.report.left} <= {"目录"}
    assert not errors(Checker(again.document()))
    assert seen(after) == seen(before)
    goods = [row["cells"].get("goods") for row in after["tables"][2]["rows"]]
    assert goods[-2:] == ["碎纸机", "复印纸"]


def seen(data: dict[str, Any]) -> list[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """What is read in the tables of a dump; the keys of records count anew in a file."""
    return [(table["title"], [(row["label"], row["cells"]) for row in table["rows"]]) for table in data["tables"]]


def test_a_slip_in_a_published_paper_is_told_with_what_it_looks_like() -> None:
    found = Checker(whole("2020-shijiazhuang")).findings()
    (slip,) = (finding for finding in found if finding.found == "8250.28")
    assert (slip.level, slip.expected, slip.difference) == ("E", "8205.28", "45.00")
    assert "数字颠倒" in slip.guess


def test_a_disclosure_typed_from_nothing_is_settled_and_comes_back_from_its_export(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = office.start(recognise(published("2024-fengrun")).unit, 2025, "部门", "hebei")
        checker = Checker(document)
        clerk.type_tables(document)
        clerk.type_explanation(document)
        assert not errors(checker)
        with pytest.raises(Trouble, match="还没有写"):
            office.review(document)

        clerk.write_text(document)
        assert {finding.rule for finding in checker.findings()} == {"A09", "O07"}
        office.review(document)
        office.settle(document)
        before = document_data(document)
        paths = export(document, tmp_path, formats=("xlsx", "docx"))

    again = recognise([read(path) for path in paths]).document()
    after = document_data(again)
    assert dumped(after) == dumped(before)
    assert after["sections"] == before["sections"]
    assert not Checker(again).findings()
