"""The import dialog, from a file to a disclosure in the data."""

from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from forms.document import Document
from forms.office import Office
from models.records import Address
from ui.import_dialog import ImportDialog
from ui.jobs import Jobs
from ui.main_window import SAMPLE_UNIT


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs) -> ImportDialog:
    dialog = ImportDialog(office, jobs)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def anonymous(workbook: Path, tmp_path: Path) -> Path:
    """The workbook without the lines that name unit and year."""
    book = openpyxl.load_workbook(workbook)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and ("预算年度" in cell.value or "丰润区" in cell.value):
                    cell.value = None
    path = tmp_path / "无名.xlsx"
    book.save(path)
    return path


def test_shows_what_the_file_holds_and_changes_nothing_yet(
    dialog: ImportDialog, office: Office, workbook: Path
) -> None:
    dialog.read([workbook])
    assert (dialog.form.code.text(), dialog.form.name.text()) == ("339", "丰润区工业和信息化局")
    assert (dialog.form.year.currentData(), dialog.form.kind.currentData()) == (2024, "部门")
    assert len(dialog.preview.tables.texts()) == 9
    assert office.listed() == ()


def test_every_cell_read_is_accounted_for(dialog: ImportDialog, workbook: Path) -> None:
    dialog.read([workbook])
    counts = dialog.understood.reading.report.counts
    assert counts["read"] == counts["taken"] + counts["skipped"] + counts["refused"]
    assert f"读入 {counts['read']} 格 ＝ 采用 {counts['taken']}" in dialog.preview.counts.text()
    assert dialog.preview.left.count() == counts["skipped"] + counts["refused"]


def test_the_cells_left_can_be_searched(dialog: ImportDialog, workbook: Path) -> None:
    dialog.read([workbook])
    dialog.preview.search.setText("采购物品名称")
    found = dialog.preview.left.texts()
    assert 0 < len(found) < 10
    assert all("采购物品名称" in "".join(row) for row in found)


def test_imports_into_the_data(dialog: ImportDialog, office: Office, workbook: Path) -> None:
    dialog.read([workbook])
    dialog.take.click()
    assert isinstance(dialog.document, Document)
    assert [one.head.id for one in office.listed()] == ["339-2024-部门"]
    stored = office.open_disclosure("339-2024-部门")
    assert stored.value(Address("T1", "income.total", "amount")) == 2305_270000


def test_a_second_import_is_announced_and_can_be_undone(
    dialog: ImportDialog, document: Document, workbook: Path
) -> None:
    before = document.content()
    dialog.read([workbook])
    assert "已有“丰润区工业和信息化局”2024年的部门预算公开" in dialog.notice.text()
    dialog.take.click()
    assert dialog.document is not None
    assert dialog.document.content() == before


def test_says_in_the_dialog_what_is_wrong_with_a_file(dialog: ImportDialog, tmp_path: Path) -> None:
    file = tmp_path / "说明.xlsx"
    file.write_text("不是表格", encoding="utf-8")
    dialog.read([file])
    assert "说明.xlsx" in dialog.trouble.text()
    assert not dialog.take.isEnabled()


def test_asks_for_what_the_file_does_not_say(dialog: ImportDialog, anonymous: Path) -> None:
    dialog.read([anonymous])
    assert "没有认出" in dialog.trouble.text()
    assert "--" not in dialog.trouble.text()
    assert all(field.isEnabled() for field in dialog.form.fields())
    dialog.form.name.setText("某某局")
    dialog.form.year.setCurrentIndex(dialog.form.year.findData(2024))
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("部门"))
    dialog.again.click()
    assert dialog.trouble.text() == ""
    dialog.take.click()
    assert dialog.document is not None
    assert dialog.document.head.unit.name == "某某局"


def test_a_changed_field_is_looked_at_again_before_the_import(
    dialog: ImportDialog, office: Office, workbook: Path
) -> None:
    dialog.read([workbook])
    dialog.form.name.setText("别的局")
    dialog.take.click()
    assert office.listed() == ()
    assert dialog.understood.reading.unit.name == "别的局"
    dialog.take.click()
    assert [one.head.unit.name for one in office.listed()] == ["别的局"]


def test_the_sample_stands_under_its_own_name(qtbot: QtBot, office: Office, jobs: Jobs, workbook: Path) -> None:
    dialog = ImportDialog(office, jobs, files=[workbook], as_unit=SAMPLE_UNIT)
    qtbot.addWidget(dialog)
    dialog.take.click()
    assert [one.head.unit for one in office.listed()] == [SAMPLE_UNIT]


def test_reads_in_a_thread_too(qtbot: QtBot, office: Office, workbook: Path) -> None:
    threaded = Jobs()
    dialog = ImportDialog(office, threaded)
    qtbot.addWidget(dialog)
    dialog.read([workbook])
    assert not dialog.take.isEnabled()
    qtbot.waitUntil(dialog.take.isEnabled, timeout=20_000)
    assert len(dialog.preview.tables.texts()) == 9
    threaded.close()
