"""修改记录 and 与定稿对比: what was done, what it changed, and what changed since the last 定稿."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit.cells import state, write_section
from forms.office.office import Office
from forms.signing.state_name import state_of
from models.records import Address
from tests.forms.faultless import faultless
from ui.dialogs.history_page import HistoryPage
from ui.kit.commands import COMPARE_SETTLED
from ui.kit.jobs import Jobs
from ui.parts.empty import EmptyState
from ui.window.main_window import MainWindow

LEAF, TOTAL = Address("T5", "2060101", "basic"), Address("T5", "total", "total")


def dialog_on(
    qtbot: QtBot, office: Office, jobs: Jobs, document: Document, place: Address | str | None = None
) -> HistoryPage:
    dialog = HistoryPage(office, jobs, document, office.history(document.head.id), place)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def worked_on(document: Document) -> Document:
    """The published workbook with two steps done to it."""
    document.apply("填写1格", state(document, LEAF, 100_000_000))
    document.apply("改写情况说明", write_section(document, "S1", "全年收入⟦T1/income.total/amount⟧万元。"))
    return document


def steps(dialog: HistoryPage) -> list[str]:
    return [row[1] for row in dialog.steps.texts()]


def test_lists_the_steps_newest_first_with_what_the_chosen_one_changed(
    qtbot: QtBot, office: Office, jobs: Jobs, worked_on: Document
) -> None:
    dialog = dialog_on(qtbot, office, jobs, worked_on)
    assert steps(dialog) == ["改写情况说明", "填写1格", "导入 tables.xlsx"]
    assert "全年收入〔2305.27〕万元。" in dialog.list.detail.toPlainText()
    assert "按现在的数显示" in dialog.list.told.text()
    dialog.steps.walk(1)
    (row,) = dialog.list.list.texts()
    assert row[2:5] == ("“2060101 行政运行”行“基本支出”", "292.65", "100.00")


def test_one_cell_alone(qtbot: QtBot, office: Office, jobs: Jobs, worked_on: Document) -> None:
    dialog = dialog_on(qtbot, office, jobs, worked_on, LEAF)
    dialog.only_here.setChecked(True)
    assert steps(dialog) == ["填写1格", "导入 tables.xlsx"]
    assert dialog.told.text() == "表五 2060101 行政运行 基本支出改过 2 次，最近的在最上面。"
    dialog.steps.walk(1)
    assert [row[3:5] for row in dialog.list.list.texts()] == [("", "292.65")]


def test_a_computed_cell_says_that_it_follows_others(
    qtbot: QtBot, office: Office, jobs: Jobs, worked_on: Document
) -> None:
    dialog = dialog_on(qtbot, office, jobs, worked_on, TOTAL)
    dialog.only_here.setChecked(True)
    assert "自动计算" in dialog.told.text()
    assert (dialog.steps.count(), dialog.list.list.count(), dialog.save.isEnabled()) == (0, 0, False)


def test_without_a_cell_there_is_nothing_to_narrow_down_to(
    qtbot: QtBot, office: Office, jobs: Jobs, worked_on: Document
) -> None:
    assert not dialog_on(qtbot, office, jobs, worked_on).only_here.isEnabled()


def test_what_is_shown_goes_into_a_workbook(
    qtbot: QtBot, office: Office, jobs: Jobs, worked_on: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = dialog_on(qtbot, office, jobs, worked_on, LEAF)
    dialog.only_here.setChecked(True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "记录"), ""))
    dialog.save.click()
    *_, sheet = openpyxl.load_workbook(tmp_path / "记录.xlsx").worksheets
    assert [row[2].value for row in sheet.iter_rows(min_row=3)] == ["填写1格", "导入 tables.xlsx"]
    assert "已保存" in dialog.told.text()


def test_what_is_shown_goes_into_a_pdf_when_that_kind_is_chosen(
    qtbot: QtBot, office: Office, jobs: Jobs, worked_on: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = dialog_on(qtbot, office, jobs, worked_on, LEAF)

    def choose(_parent: object, _title: str, proposed: str, kinds: str) -> tuple[str, str]:
        pdf = kinds.split(";;")[1]
        return str(tmp_path / Path(proposed).name), pdf

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog.save.click()
    (written,) = tmp_path.glob("*.pdf")
    assert written.name.endswith("修改记录.pdf")
    assert written.read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, office: Office, jobs: Jobs, worked_on: Document, tmp_path: Path
) -> None:
    dialog = dialog_on(qtbot, office, jobs, worked_on)
    dialog.save_to(tmp_path / "没有这个文件夹" / "记录.xlsx")
    assert dialog.trouble.text()
    assert dialog.save.isEnabled()


def test_says_who_did_it_and_the_code_of_what_got_a_state(qtbot: QtBot, office: Office, jobs: Jobs) -> None:
    office.set_person("王敏")
    document = faultless(office)
    office.review(document)
    dialog = dialog_on(qtbot, office, jobs, document)
    assert dialog.steps.texts()[0][1:] == ("标为已审核", "王敏", state_of(document).code)
    assert dialog.steps.texts()[1][3] == ""


# From the window


@pytest.fixture
def settled(window: MainWindow, office: Office) -> MainWindow:
    """The main window with a disclosure that was settled and set back."""
    document = faultless(office)
    office.settle(document)
    office.reopen(document, "更正")
    window.show_document(document)
    return window


def look_at_menu(window: MainWindow) -> tuple[bool, str]:
    """Whether 与定稿对比 can be chosen once its menu opens, and what its tip says."""
    menu = next(menu for menu in window.menus.all if window.menus.actions[COMPARE_SETTLED] in menu.actions())
    menu.aboutToShow.emit()
    return window.menus.actions[COMPARE_SETTLED].isEnabled(), window.menus.actions[COMPARE_SETTLED].toolTip()


def test_without_a_settled_state_there_is_nothing_to_compare_with(window: MainWindow, document: Document) -> None:
    assert look_at_menu(window)[0] is False
    window.show_document(document)
    assert look_at_menu(window) == (False, "这份资料还没有定过稿，没有可以对比的")


def test_shows_what_changed_since_the_last_settled_state(settled: MainWindow) -> None:
    assert look_at_menu(settled)[0] is True
    session = settled.workspace.session
    session.apply("填写1格", state(session.document, LEAF, 200_000_000))
    assert look_at_menu(settled)[0] is True
    settled.menus.actions[COMPARE_SETTLED].trigger()
    page = settled.cover.page
    assert page.title.text() == "定稿时与现在对比"
    assert page.list.told.text().startswith("定稿时 → 现在：表格")
    values = next(row[3:5] for row in page.list.list.texts() if "2060101" in row[2] and row[1] == "表五")
    assert values == ("100.00", "200.00")


def test_the_comparison_goes_on_paper(settled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    settled.exchange.compare_with_settled()
    settled.cover.page.save_to(tmp_path / "对照")
    assert {path.suffix for path in (tmp_path / "对照").iterdir()} == {".pdf", ".xlsx"}


def test_the_history_opens_on_the_current_cell(settled: MainWindow) -> None:
    session = settled.workspace.session
    session.apply("填写1格", state(session.document, LEAF, 200_000_000))
    settled.workspace.show_cell(LEAF)
    settled.dialogs.show_history()
    page = settled.cover.page
    assert steps(page)[:3] == ["填写1格", "退回编制中：更正", "定稿"]
    page.only_here.setChecked(True)
    assert steps(page)[:1] == ["填写1格"]


def test_on_a_section_its_text_can_be_followed_alone(settled: MainWindow) -> None:
    session = settled.workspace.session
    session.apply("改写", write_section(session.document, "S1", "甲。"))
    settled.workspace.go("S1")
    settled.dialogs.show_history()
    settled.cover.page.only_here.setChecked(True)
    assert steps(settled.cover.page)[:1] == ["改写"]


def test_esc_leads_from_the_history_back_to_the_cell(settled: MainWindow) -> None:
    settled.workspace.show_cell(LEAF)
    settled.dialogs.show_history()
    QTest.keyClick(settled.cover.page, Qt.Key.Key_Escape)
    assert settled.cover.page is None
    assert (settled.workspace.at, settled.workspace.place) == ("T5", LEAF)


def test_a_new_disclosure_has_no_history(window: MainWindow, office: Office, document: Document) -> None:
    new = office.start(document.head.unit, 2023, "部门", "hebei")
    window.show_document(new)
    window.dialogs.show_history()
    assert "还没有修改记录" in window.cover.page.findChild(EmptyState).text
