"""自查: files are read, checked and looked at, and nothing of them is stored or changed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from forms.edit import cells
from forms.office.office import Office
from models.records import Address
from tests.ui.conftest import read_through
from tests.ui.grid.grids import press
from tests.ui.modal import answer
from ui.dialogs.inspect_page import InspectPage, paths_in
from ui.frame.inspect_bar import InspectBar
from ui.frame.stage_bar import StageBar
from ui.kit.commands import UNDO
from ui.kit.jobs import Jobs
from ui.kit.steps import CHECKLIST, PROFILE
from ui.pages.text_page import TextPage
from ui.window.main_window import MainWindow


@pytest.fixture
def files(data: Path) -> list[Path]:
    """The tables and the document of a department, as published."""
    return [data / "2024-fengrun" / "tables.xlsx", data / "2024-fengrun" / "disclosure.docx"]


@pytest.fixture
def inspected(qtbot: QtBot, window: MainWindow, files: list[Path]) -> MainWindow:
    """The main window with these files under 自查, the dialog that asked for them gone."""
    window.self_check.start(files)
    qtbot.waitUntil(lambda: window.workspace is not None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with qtbot.waitActive(window):
        window.activateWindow()
    return read_through(qtbot, window)


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs) -> InspectPage:
    dialog = InspectPage(office, jobs)
    qtbot.addWidget(dialog)
    return dialog


def test_shows_tables_texts_and_findings_and_stores_nothing(inspected: MainWindow, office: Office) -> None:
    workspace = inspected.workspace
    document = workspace.session.document
    assert document.value(Address("T1", "income.total", "amount")) == 2305_270000
    assert document.section_text("S11") == "我部门无其他需要说明的事项。"
    assert workspace.findings.list.count() == len(workspace.session.findings) > 0
    assert isinstance(workspace.bar, InspectBar)
    assert inspected.status.saved.text() == "自查，不保存"
    assert office.listed() == ()


def test_a_finding_in_the_text_selects_its_passage(inspected: MainWindow) -> None:
    workspace = inspected.workspace
    finding = next(f for f in workspace.session.findings if f.span is not None)
    workspace.jump(finding)
    page = workspace.current_page
    assert isinstance(page, TextPage)
    selected = page.editor.textCursor().selectedText().replace("\u2029", "\n")
    assert selected == finding.quote


def test_nothing_can_be_changed(inspected: MainWindow) -> None:
    workspace = inspected.workspace
    before = workspace.session.document.content()
    workspace.show_cell(Address("T5", "2060101", "basic"))
    workspace.current_page.grid.setFocus()
    press("1", Qt.Key.Key_Return, Qt.Key.Key_Delete)
    workspace.go("S2")
    QTest.keyClicks(workspace.current_page.editor, "abc")
    workspace.commit()
    change = cells.write_section(workspace.session.document, "S2", "别的")
    assert not workspace.session.apply("改文字", change)
    assert workspace.session.document.content() == before


def test_files_that_are_only_looked_at_are_neither_signed_nor_published(inspected: MainWindow) -> None:
    shown = {button.name for button in inspected.findChild(StageBar).buttons if not button.isHidden()}
    assert "文字" in shown
    assert shown.isdisjoint({"签审", "公开"})


def test_no_state_and_no_fix_is_offered(inspected: MainWindow) -> None:
    assert not inspected.menus.state.isEnabled()
    panel = inspected.workspace.findings
    for row in range(panel.list.count()):
        panel.list.setCurrentRow(row)
        assert not panel.details.change.isVisibleTo(panel)
        assert not panel.details.waive.isVisibleTo(panel)


def test_a_typed_key_in_a_table_is_answered(inspected: MainWindow) -> None:
    inspected.workspace.show_cell(Address("T5", "2060101", "basic"))
    inspected.workspace.current_page.grid.setFocus()
    press("1")
    assert inspected.statusBar().currentMessage() == "自查的资料只看不改；要修改，请先“导入为资料”。"


def test_a_file_has_neither_profile_nor_checklist_nor_facts(inspected: MainWindow) -> None:
    marks = inspected.workspace.marks()
    assert PROFILE not in marks
    assert CHECKLIST not in marks
    assert "X7" not in marks


def test_a_section_that_is_missing_shows(inspected: MainWindow) -> None:
    assert inspected.workspace.marks()["S6"] == "×1"


def test_the_files_can_be_imported_afterwards(inspected: MainWindow, office: Office) -> None:
    inspected.workspace.bar.take.click()
    inspected.cover.page.take.click()
    assert [one.head.id for one in office.listed()] == ["339-2024-部门"]
    assert not inspected.workspace.session.is_read_only
    assert inspected.workspace.bar is None


def test_the_report_is_written_into_a_folder(inspected: MainWindow, tmp_path: Path) -> None:
    inspected.self_check.save_report(tmp_path / "报告")
    written = sorted(path.suffix for path in (tmp_path / "报告").iterdir())
    assert written == [".pdf", ".xlsx"]
    assert inspected.statusBar().currentMessage().startswith("已保存 ")
    assert inspected.isEnabled()


def test_leaving_leads_to_the_start_page(inspected: MainWindow) -> None:
    inspected.workspace.bar.leave.click()
    assert inspected.workspace is None


def test_dropped_files_are_offered_for_checking(
    qtbot: QtBot, window: MainWindow, files: list[Path], office: Office
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    answer(QMessageBox, lambda box: next(b for b in box.buttons() if b.text().startswith("自查")).click())
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace.session.is_read_only
    assert office.listed() == ()


def test_last_year_stands_behind_the_document(dialog: InspectPage, workbook: Path, data: Path) -> None:
    dialog.take([workbook])
    dialog.take_last_year([data / "2023-bazhou-unit" / "tables.xlsx"])
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("部门"))
    dialog.inspect()
    assert dialog.document is not None
    assert dialog.document.previous is not None
    assert dialog.document.previous.head.year == 2023


def test_a_file_of_another_year_is_not_last_year(dialog: InspectPage, workbook: Path) -> None:
    dialog.take([workbook])
    dialog.take_last_year([workbook])
    dialog.inspect()
    assert dialog.document is None
    assert "上年的文件是2024年的" in dialog.trouble.text()


def test_asks_for_what_the_files_do_not_say(dialog: InspectPage, tmp_path: Path) -> None:
    file = tmp_path / "说明.txt"
    file.write_text("一、部门职责及机构设置情况\n无", encoding="utf-8")
    dialog.take([file])
    dialog.inspect()
    assert dialog.trouble.text()
    assert dialog.start.isEnabled()
    assert dialog.document is None


def test_without_files_nothing_can_be_checked(dialog: InspectPage) -> None:
    assert not dialog.start.isEnabled()


def test_reads_in_a_thread_too(qtbot: QtBot, office: Office, workbook: Path) -> None:
    threaded = Jobs()
    dialog = InspectPage(office, threaded)
    qtbot.addWidget(dialog)
    dialog.take([workbook])
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.inspect()
    threaded.close()


# Coming from a disclosure and going back to it


@pytest.fixture
def interrupted(qtbot: QtBot, opened: MainWindow, workbook: Path) -> MainWindow:
    """自查 begun while a disclosure lies open in which something was done."""
    session = opened.workspace.session
    session.apply("填写1格", cells.state(session.document, Address("T5", "2060101", "basic"), 5_000000))
    opened.workspace.show_cell(Address("T3", "2060101", "project"))
    opened.self_check.start([workbook])
    qtbot.waitUntil(lambda: opened.workspace.session.is_inspected)
    return opened


def test_leaving_goes_back_to_where_one_was(interrupted: MainWindow) -> None:
    assert interrupted.workspace.session.is_read_only
    interrupted.workspace.bar.close_wanted.emit()
    workspace = interrupted.workspace
    assert not workspace.session.is_read_only
    assert workspace.isVisible()
    assert (workspace.at, workspace.place) == ("T3", Address("T3", "2060101", "project"))
    assert workspace.current_page.line._place.text().startswith("2060101 行政运行")


def test_what_was_done_before_can_be_taken_back_afterwards(interrupted: MainWindow) -> None:
    interrupted.workspace.bar.close_wanted.emit()
    assert interrupted.workspace.session.document.undo_name == "填写1格"
    interrupted.menus.actions[UNDO].trigger()
    assert interrupted.workspace.at == "T5"


def test_another_self_check_still_goes_back(qtbot: QtBot, interrupted: MainWindow, workbook: Path) -> None:
    first = interrupted.workspace
    interrupted.self_check.start([workbook])
    qtbot.waitUntil(lambda: interrupted.workspace is not first)
    interrupted.workspace.bar.close_wanted.emit()
    assert interrupted.workspace.at == "T3"


def test_from_the_start_page_it_goes_back_there(inspected: MainWindow) -> None:
    inspected.workspace.bar.close_wanted.emit()
    assert inspected.workspace is None
    assert inspected.start.isVisible()


# The files typed or pasted


@pytest.mark.parametrize("form", ["{}", '"{}"', "  {} ；", "file://{}"])
def test_the_place_of_a_file_can_be_typed_or_pasted(
    qtbot: QtBot, office: Office, jobs: Jobs, workbook: Path, form: str
) -> None:
    dialog = InspectPage(office, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.clipboard().setText(form.format(workbook))
    dialog.file.setFocus()
    dialog.file.paste()
    assert dialog.files == (workbook,)
    dialog.inspect()
    assert dialog.document is not None


def test_several_places_are_parted(workbook: Path) -> None:
    other = workbook.with_name("disclosure.docx")
    assert paths_in(f"{workbook}；{other}") == (workbook, other)
    assert paths_in(f"file://{workbook} file://{other}") == (workbook, other)
    assert paths_in("  ") == ()


def test_a_file_that_is_not_there_is_said(qtbot: QtBot, office: Office, jobs: Jobs) -> None:
    dialog = InspectPage(office, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.before, "")
    QTest.keyClicks(dialog.file, "/no/such/book.xlsx")
    dialog.inspect()
    assert dialog.document is None
    assert "book.xlsx" in dialog.trouble.text()


def test_esc_goes_back_to_what_lies_open(opened: MainWindow) -> None:
    opened.workspace.go("T3")
    opened.self_check.choose()
    page = opened.findChild(InspectPage)
    assert page.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert opened.workspace.isVisible()
    assert opened.workspace.at == "T3"
