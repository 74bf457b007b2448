"""导入: the page, from a file to a disclosure in the data."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.document.projects import projects
from forms.edit import cells
from forms.form.load import edition
from forms.office.office import Office
from models.records import Address
from tests.ui.menus import call
from ui.dialogs.file_reading import FILES
from ui.dialogs.import_page import ImportPage
from ui.dialogs.import_preview import KEPT
from ui.kit.commands import UNDO
from ui.kit.jobs import Job, Jobs
from ui.window.main_window import MainWindow

LEAF = Address("T5", "2060101", "basic")


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs) -> ImportPage:
    dialog = ImportPage(office, jobs)
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


def test_shows_what_the_file_holds_and_changes_nothing_yet(dialog: ImportPage, office: Office, workbook: Path) -> None:
    dialog.read([workbook])
    assert (dialog.form.code.text(), dialog.form.name.text()) == ("339", "丰润区工业和信息化局")
    assert (dialog.form.year.currentData(), dialog.form.kind.currentData()) == (2024, "部门")
    told = {row[0]: row for row in dialog.preview.tables.texts()}
    assert list(told) == [table.ordinal for table in edition(2024, "部门").tables.values()]
    assert told["机构设置"][:4] == ("机构设置", "部门机构设置情况", "2", "8")
    assert office.listed() == ()


def test_every_cell_read_is_accounted_for(dialog: ImportPage, workbook: Path) -> None:
    dialog.read([workbook])
    counts = dialog.understood.reading.report.counts
    assert counts["read"] == counts["taken"] + counts["skipped"] + counts["refused"]
    assert f"读入 {counts['read']} 项（格、段）＝ 采用 {counts['taken']}" in dialog.preview.counts.text()
    assert dialog.preview.left.count() == counts["skipped"] + counts["refused"]


def test_the_cells_left_can_be_searched(dialog: ImportPage, workbook: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    memo = book.create_sheet("备忘")
    memo.append(["联系人", "张三"])
    memo.append(["电话", "李四"])
    book.save(tmp_path / "附备忘.xlsx")
    dialog.read([tmp_path / "附备忘.xlsx"])
    dialog.preview.search.setText("李四")
    assert [row[1:4] for row in dialog.preview.left.texts()] == [("备忘", "B2", "李四")]
    dialog.preview.search.clear()
    assert len(dialog.preview.left.texts()) > 1


def test_a_document_shows_its_sections_and_projects(dialog: ImportPage, data: Path) -> None:
    dialog.read([data / "2024-fengrun" / "disclosure.docx"])
    document = dialog.understood.document
    told = {row[0]: row for row in dialog.preview.sections.texts()}
    assert len(told) == len(document.edition.sections)
    characters = len("".join(document.section_text("S3").split()))
    assert told["三、机关运行经费安排情况"] == ("三、机关运行经费安排情况", str(characters), "1", "已读入")
    assert told["七、部门项目预算安排情况及绩效目标"][3] == "没有读到文字"
    assert len(projects(document)) > 1
    assert f"项目 {len(projects(document))} 个" in dialog.preview.counts.text()


def test_a_workbook_and_a_document_make_one_disclosure(dialog: ImportPage, data: Path, workbook: Path) -> None:
    dialog.read([workbook, data / "2024-fengrun" / "disclosure.docx"])
    dialog.take.click()
    assert dialog.document is not None
    assert dialog.document.section_text("S11") == "我部门无其他需要说明的事项。"
    assert dialog.document.value(Address("T1", "income.total", "amount")) == 2305_270000


def test_word_and_text_files_can_be_chosen() -> None:
    kinds = "*.xlsx *.xls *.et *.ods *.csv *.docx *.doc *.wps *.pdf *.txt *.html *.htm *.mht"
    assert FILES.split(";;")[0] == f"预算公开文件 ({kinds})"


def test_imports_into_the_data(dialog: ImportPage, office: Office, workbook: Path) -> None:
    dialog.read([workbook])
    dialog.take.click()
    assert isinstance(dialog.document, Document)
    assert [one.head.id for one in office.listed()] == ["339-2024-部门"]
    stored = office.open_disclosure("339-2024-部门")
    assert stored.value(Address("T1", "income.total", "amount")) == 2305_270000


def test_a_second_import_is_announced_and_can_be_undone(dialog: ImportPage, document: Document, workbook: Path) -> None:
    before = document.content()
    dialog.read([workbook])
    assert "已有“丰润区工业和信息化局”2024年的部门预算公开" in dialog.notice.text()
    dialog.take.click()
    assert dialog.document is not None
    assert dialog.document.content() == before


def test_says_in_the_dialog_what_is_wrong_with_a_file(dialog: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "说明.xlsx"
    file.write_text("不是表格", encoding="utf-8")
    dialog.read([file])
    assert "说明.xlsx" in dialog.trouble.text()
    assert not dialog.take.isEnabled()


def test_asks_for_what_the_file_does_not_say(dialog: ImportPage, anonymous: Path) -> None:
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
    dialog: ImportPage, office: Office, workbook: Path
) -> None:
    dialog.read([workbook])
    dialog.form.name.setText("别的局")
    dialog.take.click()
    assert office.listed() == ()
    assert dialog.understood.reading.unit.name == "别的局"
    dialog.take.click()
    assert [one.head.unit.name for one in office.listed()] == ["别的局"]


def test_reads_in_a_thread_too(qtbot: QtBot, office: Office, workbook: Path) -> None:
    threaded = Jobs()
    dialog = ImportPage(office, threaded)
    qtbot.addWidget(dialog)
    dialog.read([workbook])
    assert not dialog.take.isEnabled()
    qtbot.waitUntil(dialog.take.isEnabled, timeout=20_000)
    assert len(dialog.preview.tables.texts()) == len(edition(2024, "部门").tables)
    threaded.close()


def test_a_file_against_what_is_stored_shows_old_new_and_the_cell(
    dialog: ImportPage, document: Document, workbook: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = next(sheet for sheet in book if sheet["A1"].value == "部门预算收入总表")
    sheet["F6"].value = 2305.5
    book.save(tmp_path / "改过.xlsx")
    dialog.read([tmp_path / "改过.xlsx"])
    shown = dialog.preview.differences.list.texts()
    assert ("表格", "表二", "“合计”行“财政拨款收入”", "2305.27", "2305.50", "0.23", "F6　部门预算收入总表") in shown
    assert document.value(Address("T2", "total", "fiscal")) == 2305_270000


def test_what_the_files_do_not_hold_is_told_as_kept(
    dialog: ImportPage, document: Document, workbook: Path, tmp_path: Path
) -> None:
    assert document.is_present("T2")
    book = openpyxl.load_workbook(workbook)
    del book["部门预算收入总表"]
    book.save(tmp_path / "少一张.xlsx")
    dialog.read([tmp_path / "少一张.xlsx"])
    told = {row[0]: row[4] for row in dialog.preview.tables.texts()}
    assert told["表二"] == KEPT
    assert told["表三"] != KEPT


def test_a_new_disclosure_says_that_there_is_nothing_to_compare(dialog: ImportPage, workbook: Path) -> None:
    dialog.read([workbook])
    assert dialog.preview.differences.list.count() == 0
    assert "数据里还没有这个单位这一年的资料" in dialog.preview.differences.told.text()


def test_leads_through_the_pages_to_the_last_button(dialog: ImportPage, workbook: Path) -> None:
    assert not dialog.next.isEnabled()
    dialog.read([workbook])
    tabs = dialog.preview.tabs
    assert dialog.previous.isHidden()
    for page in range(1, tabs.count()):
        dialog.next.click()
        assert tabs.currentIndex() == page
    assert not dialog.next.isEnabled()
    dialog.previous.click()
    assert tabs.currentIndex() == tabs.count() - 2


def test_files_can_be_dropped_on_it(qtbot: QtBot, dialog: ImportPage, workbook: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(workbook))])
    drop = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog.dropEvent(drop)
    qtbot.waitUntil(dialog.take.isEnabled)
    assert dialog.understood.reading.files == (workbook.name,)


def test_a_file_that_is_dropped_later_is_read_with_the_others(
    qtbot: QtBot, dialog: ImportPage, workbook: Path, data: Path
) -> None:
    dialog.read([workbook])
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(data / "2024-fengrun" / "disclosure.docx"))])
    point, button, key = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(point, Qt.DropAction.CopyAction, mime, button, key))
    qtbot.waitUntil(lambda: len(dialog.understood.reading.files) == 2)
    assert "10/11 节文字" in dialog.title.text()


def test_the_report_is_saved_as_a_workbook_or_a_text(
    dialog: ImportPage, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.read([workbook])
    for name in ("报告.xlsx", "报告.txt"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, name=name: (str(tmp_path / name), ""))
        dialog.save.click()
        assert (tmp_path / name).stat().st_size > 0
        assert name in dialog.notice.text()
        assert dialog.take.isEnabled()


def test_a_report_that_cannot_be_written_is_said(dialog: ImportPage, workbook: Path, tmp_path: Path) -> None:
    dialog.read([workbook])
    dialog.save_report(tmp_path / "没有" / "报告.xlsx")
    assert dialog.trouble.text()
    assert dialog.understood is not None
    assert dialog.take.isEnabled()


def test_giving_up_the_reading_leaves_the_dialog_ready(qtbot: QtBot, office: Office, workbook: Path) -> None:
    threaded = Jobs()
    dialog = ImportPage(office, threaded)
    qtbot.addWidget(dialog)
    started: list[Job] = []
    run = threaded.run
    threaded.run = lambda *arguments: started.append(run(*arguments))
    dialog.read([workbook])
    started[0].cancel()
    qtbot.waitUntil(dialog._choose.isEnabled, timeout=20_000)
    assert dialog.understood is None
    assert office.listed() == ()
    threaded.close()


# Over what lies open


@pytest.fixture
def covered(opened: MainWindow, workbook: Path) -> MainWindow:
    """A disclosure in which something was done, covered by the files it was made from."""
    opened.workspace.session.apply("填写1格", cells.state(opened.workspace.session.document, LEAF, 5_000000))
    opened.workspace.show_cell(LEAF)
    opened.exchange.import_these([workbook])
    return opened


def test_esc_leads_back_to_where_one_was_and_nothing_has_changed(covered: MainWindow) -> None:
    QTest.keyClick(covered.cover.page, Qt.Key.Key_Escape)
    assert covered.cover.page is None
    assert (covered.workspace.at, covered.workspace.place) == ("T5", LEAF)
    assert covered.workspace.session.document.value(LEAF) == 5_000000
    call(covered, UNDO)
    assert covered.workspace.session.document.value(LEAF) == 292_650000


def test_enter_takes_what_was_read(covered: MainWindow) -> None:
    QTest.keyClick(covered.focusWidget(), Qt.Key.Key_Return)
    assert covered.cover.page is None
    assert covered.workspace.session.document.value(LEAF) == 292_650000


def test_from_the_details_it_goes_back_to_what_was_read_first(covered: MainWindow) -> None:
    page = covered.cover.page
    page.next.click()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert covered.cover.page is page
    assert page.preview.tabs.currentIndex() == 0
