"""What an import makes of a disclosure that is there already: what goes, what stays, and what nobody touched."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from forms.compare.compare import compare
from forms.document.document import Document
from forms.document.projects import projects
from forms.edit.cells import state
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.office.import_preview import returned, taking
from forms.office.merge import laid_over
from forms.office.office import Office
from forms.readers import read
from forms.write.workbook.workbook import write_workbook
from models.records import Address, CellChange, CellEntry

TOTAL = Address("T2", "total", "total")


@pytest.fixture
def reading(data: Path) -> Reading:
    """The tables and the text of a department, as published."""
    folder = data / "2024-fengrun"
    return recognise([read(folder / "tables.xlsx"), read(folder / "disclosure.docx")])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    with Office.open(tmp_path / "data") as office:
        yield office


def back(document: Document, path: Path, *tables: str) -> Reading:
    """The tables of a disclosure, exported and read again."""
    write_workbook(document, path, tables=tables or None)
    head = document.head
    return recognise(read(path), unit_code=head.unit.code, unit_name=head.unit.name, year=head.year, kind=head.kind)


def leaf(document: Document, table: str) -> Address:
    """An amount of a table that a person enters."""
    return next(a for a in document.cells if a.table == table and not document.is_computed(a) and document.value(a))


def test_a_new_disclosure_has_nothing_to_compare_with(office: Office, reading: Reading) -> None:
    taken = taking(office, reading)
    assert taken.old is None
    assert taken.new.value(Address("T1", "income.total", "amount")) == 2305_270000
    assert office.listed() == ()


def test_what_is_shown_is_what_is_stored(office: Office, reading: Reading) -> None:
    shown = taking(office, reading).new.content()
    assert office.take(reading).content() == shown


def test_the_same_files_again_change_nothing(office: Office, reading: Reading) -> None:
    document = office.take(reading)
    taken = taking(office, reading)
    assert compare(taken.old, taken.new) == ()
    assert taken.new.content() == document.content()


def test_an_entry_the_file_repeats_stays_as_it_was_typed(reading: Reading) -> None:
    address, entry = next((a, e) for a, e in reading.content.cells.items() if e.fen)
    typed = replace(entry, origin="typed")
    old = replace(reading.content, cells={**reading.content.cells, address: typed})
    assert laid_over(old, reading).cells[address] == typed


def test_an_exported_table_taken_back_changes_nothing(office: Office, reading: Reading, tmp_path: Path) -> None:
    document = office.take(reading)
    for table in document.edition.tables.values():
        if table.part == "budget":
            again = returned(office, back(document, tmp_path / f"{table.id}.xlsx", table.id))
            taken = taking(office, again)
            assert compare(taken.old, taken.new) == (), table.id


def test_sums_that_nobody_touched_follow_what_was_edited(office: Office, reading: Reading, tmp_path: Path) -> None:
    document = office.take(reading)
    address = leaf(document, "T3")
    edited = office.open_disclosure(document.head.id)
    was = edited.value(address)
    again = back(document, tmp_path / "T3.xlsx", "T3")
    cells = {**again.content.cells, address: CellEntry(fen=was + 1_000000, origin="imported")}
    again = returned(office, replace(again, content=replace(again.content, cells=cells)))
    new = taking(office, again).new
    assert new.value(address) == was + 1_000000
    assert not any(new.is_stated(a) for a in new.cells if a.table == "T3" and not document.is_stated(a))


def test_a_row_that_was_added_is_summed(office: Office, reading: Reading, tmp_path: Path) -> None:
    document = office.take(reading)
    path = tmp_path / "T3.xlsx"
    write_workbook(document, path, tables=("T3",))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    above = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "2060101")
    sheet.insert_rows(above + 1)
    for column, value in ((2, "2060102"), (3, "一般行政管理事务"), (6, 10)):
        sheet.cell(above + 1, column).value = value
    book.save(path)
    new = taking(office, returned(office, recognise(read(path)))).new
    assert new.value(Address("T3", "2060102", "total")) == 10_000000
    assert new.value(Address("T3", "total", "total")) == document.value(Address("T3", "total", "total")) + 10_000000


def test_a_sum_that_was_edited_is_stated(office: Office, reading: Reading, tmp_path: Path) -> None:
    document = office.take(reading)
    total = next(a for a in document.plan.addresses if a.table == "T3" and a.row == "total" and document.value(a))
    again = back(document, tmp_path / "T3.xlsx", "T3")
    cells = {**again.content.cells, total: CellEntry(fen=1, origin="imported")}
    again = returned(office, replace(again, content=replace(again.content, cells=cells)))
    assert taking(office, again).new.is_stated(total)


def secret(document: Document, number: int) -> None:
    """Mark a project as secret."""
    address = Address("X5", projects(document)[number].key, "secret")
    document.apply("涉密", [CellChange(address, document.cells.get(address), CellEntry(text="是"))])


def test_a_secret_project_stays_though_no_file_has_it(office: Office, reading: Reading, tmp_path: Path) -> None:
    document = office.take(reading)
    secret(document, 1)
    before = projects(document)
    again = back(document, tmp_path / "X5.xlsx", "X5")
    after = projects(taking(office, again).new)
    assert {one.name: one.secret for one in after} == {one.name: one.secret for one in before}
    assert {one.name: one.indicators for one in after} == {one.name: one.indicators for one in before}


def test_a_secret_project_that_a_file_names_stays_secret(office: Office, reading: Reading) -> None:
    document = office.take(reading)
    secret(document, 1)
    after = projects(taking(office, reading).new)
    assert [one.secret for one in after] == [one.secret for one in projects(document)]


def test_a_table_alone_leaves_the_others_as_they_are(office: Office, reading: Reading, tmp_path: Path) -> None:
    document = office.take(reading)
    again = back(document, tmp_path / "T2.xlsx", "T2")
    other = leaf(document, "T6")
    document.apply("填写", state(document, other, 12345))
    taken = taking(office, returned(office, again))
    assert taken.new.value(other) == 12345
