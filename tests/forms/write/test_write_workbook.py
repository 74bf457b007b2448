"""The workbook: read back by openpyxl and by our own reader, it is the same tables, ready for printing."""

from __future__ import annotations

import getpass
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from published import published

from forms.document.document import Document
from forms.form.load import edition
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.page.layout import pictures
from forms.write.workbook.workbook import sheet_name, write_workbook
from models.money import from_number
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit
from tests.forms.books import ALL_NAMES


@pytest.fixture(scope="module", params=ALL_NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def path(name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "表.xlsx"
    write_workbook(published(name), path)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


MERGED = {"T5": {"A3:A4", "B3:C3", "D3:D4"}, "X6": {"F3:I3", "A3:A4"}}
"""What is merged in the heads of some tables."""


def areas(sheet: Worksheet) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


def tables(book: Workbook) -> list[Worksheet]:
    """The sheets behind the 目录."""
    return list(book)[1:]


def written(document: Document, folder: Path) -> Workbook:
    path = folder / "表.xlsx"
    write_workbook(document, path)
    return openpyxl.load_workbook(path)


def with_row(label: str, entry: CellEntry, unit: str = "某局") -> Document:
    form = edition(2024, "部门")
    content = Content({Address("T3", "206", "basic"): entry}, {RowAddress("T3", "206"): RowEntry(label)})
    return Document(Head("1", Unit("339", unit), 2024, "部门", form.id), form, content)


def test_there_is_one_visible_sheet_for_every_table(name: str, book: Workbook) -> None:
    wanted = [re.sub("[“”]", "", picture.title) for picture in pictures(published(name))]
    assert book.sheetnames == ["目录", *wanted]
    assert {sheet.sheet_state for sheet in book} == {"visible"}


def test_the_body_holds_numbers_texts_and_empty_cells(name: str, book: Workbook) -> None:
    for picture, sheet in zip(pictures(published(name)), tables(book), strict=True):
        first = 3 + picture.head_rows + bool(picture.numbers)
        for number, row in enumerate(picture.rows, start=first):
            for cell, place in zip(row, sheet[number], strict=True):
                if cell.fen is not None:
                    assert from_number(Decimal(str(place.value))) == (cell.fen, False)
                    assert re.fullmatch(r"0\.00+", place.number_format)
                    assert len(place.number_format) == len("0." + cell.text.partition(".")[2])
                elif cell.kind == "serial":
                    assert place.value == (int(cell.text) if cell.text else None)
                elif cell.kind == "quantity" and cell.text.replace(".", "", 1).isdigit():
                    assert Decimal(str(place.value)) == Decimal(cell.text)
                else:
                    assert place.value == (cell.text or None)


def test_heads_are_merged_and_every_cell_has_a_border(name: str, book: Workbook) -> None:
    for picture, sheet in zip(pictures(published(name)), tables(book), strict=True):
        assert areas(sheet) >= MERGED.get(picture.id, set())
        last = 2 + picture.head_rows + bool(picture.numbers) + len(picture.rows)
        for row in sheet.iter_rows(min_row=3, max_row=last):
            seen = [cell for cell in row if not isinstance(cell, MergedCell)]
            assert {edge.style for cell in seen for edge in (cell.border.left, cell.border.top)} == {"thin"}


def test_the_head_lines_stand_left_centred_and_right_over_the_whole_width(name: str, book: Workbook) -> None:
    for picture, sheet in zip(pictures(published(name)), tables(book), strict=True):
        placed = [cell for cell in sheet[2] if cell.value]
        lines = zip(picture.head_lines, ("left", "center", "right"), strict=True)
        assert [(cell.value, cell.alignment.horizontal) for cell in placed] == [
            (text, side) for text, side in lines if text
        ]


def test_every_sheet_prints_on_a4_one_page_wide_with_its_head_on_every_page(name: str, book: Workbook) -> None:
    for picture, sheet in zip(pictures(published(name)), tables(book), strict=True):
        body = 3 + picture.head_rows + bool(picture.numbers)
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation) == (9, "landscape" if picture.landscape else "portrait")
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToWidth, setup.fitToHeight) == (True, 1, 0)
        assert sheet.print_title_rows == f"$1:${body - 1}"
        assert sheet.freeze_panes == f"A{body}"
        assert sheet.print_options.horizontalCentered
        assert "&P" in sheet.oddFooter.center.text


def test_notes_stand_under_an_empty_table(name: str, book: Workbook) -> None:
    noted = [(p, sheet) for p, sheet in zip(pictures(published(name)), tables(book), strict=True) if p.notes]
    assert bool(noted) is (published(name).head.year > 2020)
    for picture, sheet in noted:
        count = len(picture.notes)
        below = sheet.iter_rows(min_row=sheet.max_row - count + 1, max_col=1, values_only=True)
        assert [text for (text,) in below] == list(picture.notes)
        assert str(sheet.print_area).endswith(f"${sheet.max_row}")


def test_nothing_tells_of_the_machine_and_nothing_leads_out_of_the_file(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        text = b"".join(archive.read(name) for name in names).decode("utf-8")
    assert not [name for name in names if re.search("external|comment|vba|printer|connection", name)]
    assert "<f>" not in text
    assert not [folder for folder in (path.parent, Path.home()) if f"{folder}/" in text]
    properties = openpyxl.load_workbook(path).properties
    assert properties.creator != getpass.getuser()
    assert (properties.lastModifiedBy, properties.description) == (None, None)
    assert re.fullmatch("[0-9a-f]{64}", properties.keywords or "")  # the name of the state, nothing of a person


def test_our_reader_takes_every_cell_and_finds_the_same_tables(name: str, path: Path) -> None:
    reading = recognise(read(path))
    assert pictures(reading.document()) == pictures(published(name))
    assert (reading.unit, reading.report.counts["refused"]) == (published(name).head.unit, 0)


def test_a_draft_says_so_above_every_page(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(published("2024-fengrun"), path, mark="草稿")
    assert {sheet.oddHeader.right.text for sheet in openpyxl.load_workbook(path)} == {"草稿"}


def test_a_finer_amount_shows_all_its_decimals(tmp_path: Path) -> None:
    cell = written(with_row("科学技术", CellEntry(1_592_872)), tmp_path).worksheets[3]["E7"]
    assert (cell.value, cell.number_format) == (1.592872, "0.000000")


@pytest.mark.parametrize("label", ["=1+1", "+经费", "  前面有空格", "-", "@名称"])
def test_a_name_is_never_taken_for_a_formula_and_keeps_its_blanks(label: str, tmp_path: Path) -> None:
    cell = written(with_row(label, CellEntry(100)), tmp_path).worksheets[3]["C7"]
    assert (cell.value, cell.data_type) == (label, "s")


def test_a_character_no_workbook_may_hold_is_left_out(tmp_path: Path) -> None:
    assert written(with_row("科学\x0b技术", CellEntry(100)), tmp_path).worksheets[3]["C7"].value == "科学技术"


def test_a_text_in_place_of_an_amount_stays_a_text(tmp_path: Path) -> None:
    assert written(with_row("科学技术", CellEntry(text="约12")), tmp_path).worksheets[3]["E7"].value == "约12"


def test_a_long_name_gets_lines_and_a_long_unit_gets_room(tmp_path: Path) -> None:
    book = written(with_row("很长的科目名称" * 12, CellEntry(100), unit="某某县某某局" * 12), tmp_path)
    sheet = book.worksheets[3]
    assert sheet.row_dimensions[7].height > 2 * sheet.row_dimensions[6].height
    assert sheet.row_dimensions[2].height > 18


def test_a_sheet_name_is_within_the_limits_of_excel() -> None:
    assert sheet_name("“三公”经费[表]：一/二*?") == "三公经费表：一二"
    assert len(sheet_name("长" * 40)) == 31
