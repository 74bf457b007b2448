"""What could not be recognised is placed by hand in the import dialog, and the office remembers it."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pytestqt.qtbot import QtBot

from forms.match.placed import DECLINED
from forms.office.office import Office
from models.records import Address
from ui.dialogs.import_page import PLACED, ImportPage
from ui.kit.jobs import Jobs
from ui.parts.elided import Elided

TOTAL = Address("T2", "total", "fiscal")
INCOME = Address("T1", "income.general", "amount")


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs) -> ImportPage:
    dialog = ImportPage(office, jobs)
    qtbot.addWidget(dialog)
    return dialog


def rewrite(sheet: Worksheet, texts: dict[str, str]) -> None:
    for row in sheet.iter_rows(max_row=6):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.replace(" ", "") in texts:
                cell.value = texts[cell.value.replace(" ", "")]


def written(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path


@pytest.fixture
def strange(workbook: Path, tmp_path: Path) -> Path:
    """The workbook with one table under another title."""
    book = openpyxl.load_workbook(workbook)
    rewrite(book.worksheets[1], {"部门预算收入总表": "我局的进项"})
    book.worksheets[1].title = "进项"
    return written(book, tmp_path / "生.xlsx")


@pytest.fixture
def renamed(workbook: Path, tmp_path: Path) -> Path:
    """The workbook with one column under another caption."""
    book = openpyxl.load_workbook(workbook)
    rewrite(book.worksheets[1], {"财政拨款收入": "上级给的"})
    return written(book, tmp_path / "列.xlsx")


def choose(dialog: ImportPage, sheet: str) -> None:
    """Make this sheet the current one."""
    page = dialog.preview.sheets
    number = next(n for n, row in enumerate(page.list.texts()) if row[1] == sheet)
    page.list.walk(number - page.list.currentIndex().row())


def place(dialog: ImportPage, sheet: str, table: str) -> None:
    """Choose a table for a sheet."""
    choose(dialog, sheet)
    box = dialog.preview.sheets.table
    box.setCurrentIndex(box.findData(table))
    box.activated.emit(box.currentIndex())


def place_column(dialog: ImportPage, column: str) -> None:
    """Choose a column of the form for the caption that is shown."""
    box = dialog.preview.sheets.column
    box.setCurrentIndex(box.findData(column))
    box.activated.emit(box.currentIndex())


def row(dialog: ImportPage, sheet: str) -> tuple[str, ...]:
    return next(row for row in dialog.preview.sheets.list.texts() if row[1] == sheet)


def test_says_what_a_recognition_rests_on(dialog: ImportPage, workbook: Path) -> None:
    dialog.read([workbook])
    shown = row(dialog, "部门预算收入总表")
    assert shown[2:4] == ("表二 收入总表", "确定")
    assert "A1“部门预算收入总表”；表头第3～5行，12/12列" in shown[4]


def test_says_where_unit_and_year_were_read(dialog: ImportPage, workbook: Path) -> None:
    dialog.read([workbook])
    told = [label.text() for label in dialog.identity.strip.findChildren(Elided)]
    assert told[:2] == ["339 丰润区工业和信息化局", "部门预算收支总表 A2“339 丰润区工业和信息化局”"]
    assert told[5].startswith("部门预算收支总表 A1")


def test_a_sheet_without_a_known_title_is_placed_by_hand(dialog: ImportPage, strange: Path) -> None:
    dialog.read([strange])
    assert row(dialog, "进项")[3] == "没有认出"
    assert not dialog.understood.document.is_present("T2")
    place(dialog, "进项", "T2")
    assert row(dialog, "进项")[3] == "手工指定"
    assert dialog.understood.document.value(TOTAL) == 2305_270000


def test_what_was_placed_is_remembered_after_the_import(
    qtbot: QtBot, dialog: ImportPage, office: Office, jobs: Jobs, strange: Path
) -> None:
    dialog.read([strange])
    place(dialog, "进项", "T2")
    assert office.setting(PLACED) is None
    dialog.take.click()
    again = ImportPage(office, jobs, files=[strange])
    qtbot.addWidget(again)
    assert row(again, "进项")[3] == "手工指定"
    place(again, "进项", None)
    assert row(again, "进项")[3] == "没有认出"


def test_a_sheet_can_be_declined(dialog: ImportPage, workbook: Path) -> None:
    dialog.read([workbook])
    place(dialog, "部门预算收入总表", DECLINED)
    assert row(dialog, "部门预算收入总表")[3] == "指定不要"
    counts = dialog.understood.reading.report.counts
    assert counts["read"] == counts["taken"] + counts["skipped"] + counts["refused"]
    assert not dialog.understood.document.is_present("T2")


def test_an_unknown_column_is_placed_by_hand(dialog: ImportPage, renamed: Path) -> None:
    dialog.read([renamed])
    choose(dialog, "部门预算收入总表")
    page = dialog.preview.sheets
    assert page.caption.currentText() == "列“上级给的”"
    assert dialog.understood.reading.report.counts["refused"] > 0
    place_column(dialog, "/fiscal")
    assert dialog.understood.reading.report.counts["refused"] == 0
    assert dialog.understood.reading.content.cells.get(TOTAL) is None
    assert dialog.understood.document.value(TOTAL) == 2305_270000
    assert page.column.currentData() == "/fiscal"


def test_an_unknown_column_can_be_declined(dialog: ImportPage, renamed: Path) -> None:
    dialog.read([renamed])
    choose(dialog, "部门预算收入总表")
    refused = dialog.understood.reading.report.counts["refused"]
    skipped = dialog.understood.reading.report.counts["skipped"]
    place_column(dialog, DECLINED)
    counts = dialog.understood.reading.report.counts
    assert counts["refused"] == 0
    assert skipped < counts["skipped"] <= skipped + refused


def test_a_file_in_which_nothing_is_known_can_be_placed(dialog: ImportPage, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "进项"
    for line in (["进项一览"], ["科目", "叫什么", "总共", "上级给的"], ["2060101", "行政运行", 12.5, 12.5]):
        book.active.append(line)
    dialog.read([written(book, tmp_path / "生.xlsx")])
    assert "没有认出部门预算公开的表" in dialog.trouble.text()
    dialog.form.name.setText("某某局")
    dialog.form.year.setCurrentIndex(dialog.form.year.findData(2024))
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("部门"))
    place(dialog, "进项", "T2")
    for caption, column in (("科目", "/code"), ("叫什么", "/name"), ("总共", "/total"), ("上级给的", "/fiscal")):
        captions = dialog.preview.sheets.caption
        captions.setCurrentIndex(captions.findText(f"列“{caption}”"))
        captions.activated.emit(captions.currentIndex())
        place_column(dialog, column)
    assert dialog.understood is not None
    assert dialog.understood.document.value(Address("T2", "2060101", "fiscal")) == 12_500000


@pytest.fixture
def rows(workbook: Path, tmp_path: Path) -> Path:
    """The workbook with a line under another name and a code left out."""
    book = openpyxl.load_workbook(workbook)
    cell = next(c for c in book.worksheets[0]["B"] if "一般公共预算拨款收入" in str(c.value))
    cell.value = "省里给的"
    codes = next(c for row in book.worksheets[1].iter_rows() for c in row if c.value == "2060101")
    codes.value = None
    return written(book, tmp_path / "行.xlsx")


def test_a_line_under_another_name_is_placed_by_hand(dialog: ImportPage, rows: Path) -> None:
    dialog.read([rows])
    choose(dialog, "部门预算收支总表")
    page = dialog.preview.sheets
    assert page.caption.currentText() == "行“省里给的”"
    place_column(dialog, "income.general")
    entries = dialog.understood.reading.report.entries
    assert [(one.text, one.status) for one in entries if one.address == INCOME] == [("2305.27", "taken")]
    assert page.column.currentData() == "income.general"


def test_a_row_without_a_code_is_placed_by_hand(dialog: ImportPage, rows: Path) -> None:
    dialog.read([rows])
    choose(dialog, "部门预算收入总表")
    assert dialog.preview.sheets.caption.currentText() == "行“行政运行”"
    place_column(dialog, "2060101")
    assert dialog.understood.document.value(Address("T2", "2060101", "fiscal")) == 292_650000


def test_a_row_can_be_declined(dialog: ImportPage, rows: Path) -> None:
    dialog.read([rows])
    refused = dialog.understood.reading.report.counts["refused"]
    choose(dialog, "部门预算收入总表")
    place_column(dialog, DECLINED)
    counts = dialog.understood.reading.report.counts
    assert counts["refused"] < refused
    assert counts["read"] == counts["taken"] + counts["skipped"] + counts["refused"]
