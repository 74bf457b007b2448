"""The main window: commands, texts, what it remembers, and that it fits the smallest screen."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from forms.document.finding import TO_DO
from forms.edit import cells
from forms.office.office import Office
from models.errors import Trouble
from models.records import Address, Unit
from tests.ui.conftest import read_through
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.locate import LocateDialog
from ui.dialogs.new_dialog import NewDialog
from ui.findings.choice import ALL
from ui.help.help_window import HelpWindow
from ui.kit import style, words
from ui.kit.commands import (
    ACCEPT_COMPUTED,
    BACK_UP,
    CHECK,
    EXPORT,
    LOCATE,
    NEXT_FINDING,
    NEXT_PAGE,
    PREVIOUS_FINDING,
    PREVIOUS_PAGE,
    REDO,
    UNDO,
)
from ui.kit.jobs import Jobs
from ui.kit.plain import Label
from ui.kit.steps import steps
from ui.packet.preview import PreviewDialog
from ui.packet.print_dialog import PrintDialog
from ui.parts.elided import Elided
from ui.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[3]
LEAF = Address("T5", "2060101", "basic")


def change(window: MainWindow, fen: int = 1_000_000) -> None:
    """One named step in the open disclosure."""
    session = window.workspace.session
    session.apply("填写1格", cells.state(session.document, LEAF, fen))


def actions(window: MainWindow) -> Iterator[QAction]:
    for menu in window.menus.all:
        yield from (action for action in menu.actions() if not action.isSeparator())


def test_title_names_the_disclosure_and_the_findings(opened: MainWindow) -> None:
    session = opened.workspace.session
    count, to_do = len(session.open_findings), len(session.to_do)
    told = f"问题 {count}，待填 {to_do}"
    assert opened.windowTitle() == f"2024年部门预算信息公开 — 339 丰润区工业和信息化局 — {told}"


def test_undo_says_which_step_it_takes_back(opened: MainWindow) -> None:
    undo, redo = opened.menus.actions[UNDO], opened.menus.actions[REDO]
    assert (undo.iconText(), undo.isEnabled()) == ("撤销", False)
    change(opened)
    assert (undo.text(), undo.isEnabled()) == ("撤销(&U) 填写1格", True)
    undo.trigger()
    assert opened.workspace.session.document.value(LEAF) == 292_650000
    assert (redo.text(), undo.isEnabled()) == ("重做(&R) 填写1格", False)
    redo.trigger()
    assert opened.workspace.session.document.value(LEAF) == 1_000_000


def test_undo_shows_the_place(opened: MainWindow) -> None:
    change(opened)
    opened.menus.actions[UNDO].trigger()
    assert opened.workspace.at == "T5"
    assert opened.workspace.place == LEAF


def test_says_when_the_last_step_was_stored(opened: MainWindow) -> None:
    change(opened)
    assert re.fullmatch(r"已自动保存 \d\d:\d\d", opened.status.saved.text())


def test_a_step_that_was_not_stored_is_said_and_keeps_the_window_open(opened: MainWindow) -> None:
    opened.workspace.session.troubled.emit(Trouble("磁盘空间不足。", "请清理磁盘。"))
    assert opened.status.saved.text() == "没有存上！"
    assert opened.workspace.banner.text() == "没有存上！磁盘空间不足。请清理磁盘。"
    answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.No).click())
    opened.close()
    assert opened.isVisible()
    change(opened)
    assert not opened.workspace.banner.isVisible()


def test_status_bar_sums_the_selection_and_a_click_copies_the_sum(opened: MainWindow) -> None:
    opened.workspace.show_cell(LEAF)
    assert (opened.status.place.text(), opened.workspace.place_words) == ("", "")  # the line over the grid names it
    assert opened.status.sum.isHidden()
    opened.workspace.current_page.grid.selectColumn(opened.workspace.current_page.grid.currentIndex().column())
    assert re.fullmatch(r"选中 \d+ 格　合计 [\d.]+　平均约? [\d.]+ 万元", opened.status.sum.text())
    opened.set_unit("元")
    assert opened.status.sum.text().endswith(" 元")
    opened.status.sum.click()
    assert QApplication.clipboard().text() in opened.status.sum.text()


def test_walks_the_tables_and_stops_at_the_ends(opened: MainWindow) -> None:
    assert opened.workspace.at == "T1"
    call(opened, PREVIOUS_PAGE)
    call(opened, PREVIOUS_PAGE)
    walked = [opened.workspace.at]
    while not walked[1:] or walked[-1] != walked[-2]:
        call(opened, NEXT_PAGE)
        walked.append(opened.workspace.at)
    assert walked[:-1] == [step.id for step in steps(opened.workspace.session.document)]


def test_marks_tell_the_state_of_every_table(opened: MainWindow) -> None:
    marks = opened.workspace.marks()
    assert (marks["T1"], marks["T2"], marks["T7"]) == ("✓", "×1", "!1")


def test_a_blank_disclosure_is_not_painted_red(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    window.show_document(office.start(Unit("1", "甲局"), 2024, "部门", "hebei"))
    read_through(qtbot, window)
    assert set(window.workspace.marks().values()) == {"·"}
    panel = window.workspace.findings
    assert panel.shown() == ()
    assert "待填" in panel.empty.text


def test_a_table_counts_its_rows_until_all_are_filled(window: MainWindow, office: Office) -> None:
    document = office.start(Unit("1", "甲局"), 2024, "部门", "hebei")
    window.show_document(document)
    session = window.workspace.session
    marks = []
    for code, other in (("2060101", ""), ("2060102", "2060101"), ("", "2060102")):
        if code:
            session.apply("增加科目", cells.add_codes(document, "T5", [code]))
        if other:
            session.apply("填写", cells.enter(document, {Address("T5", other, "basic"): "1"}))
        marks.append(window.workspace.marks()["T5"])
    assert marks == ["0/1", "1/2", "✓"]


def test_a_table_that_does_not_apply_says_so(window: MainWindow, office: Office) -> None:
    window.show_document(office.start(Unit("1", "甲局"), 2024, "部门", "hebei"))
    window.workspace.go("T7")
    window.workspace.current_page.settle.button.click()
    assert window.workspace.marks()["T7"] == "—"


def test_marks_and_list_count_the_same(opened: MainWindow) -> None:
    session, marks = opened.workspace.session, opened.workspace.marks()
    counted = {step: int(sign[1:]) for step, sign in marks.items() if sign.startswith("×")}
    errors = [f for f in session.open_findings if f.level == "E"]
    listed = [words.step_of_table(session.document, f.table or "") or f.section for f in errors]
    assert counted == {step: listed.count(step) for step in listed}


def test_what_is_to_be_filled_in_is_a_list_apart_that_leads_there(window: MainWindow, office: Office) -> None:
    window.show_document(office.start(Unit("1", "甲局"), 2024, "部门", "hebei"))
    panel = window.workspace.findings
    panel.choose(TO_DO)
    assert panel.list.item(0).text().startswith("H 待填　表一\n")
    call(window, NEXT_FINDING)
    call(window, NEXT_FINDING)
    assert window.workspace.at == "T2"
    panel.choose(ALL)
    assert panel.shown() == ()


def test_next_finding_leads_to_its_table(opened: MainWindow) -> None:
    session = opened.workspace.session
    session.findings = tuple(f for f in session.findings if f.table in ("T2", "T7"))
    session.checked.emit()
    call(opened, NEXT_FINDING)
    assert opened.workspace.at == "T2"
    call(opened, NEXT_FINDING)
    assert opened.workspace.at == "T7"
    call(opened, PREVIOUS_FINDING)
    assert opened.workspace.at == "T2"


def test_check_says_how_it_stands(opened: MainWindow) -> None:
    call(opened, CHECK)
    session = opened.workspace.session
    levels = [finding.level for finding in session.open_findings]
    told = f"错误 {levels.count('E')} 个，警告 {levels.count('W')} 个，提示 {levels.count('H')} 个"
    told += f"，待填 {len(session.to_do)} 处"
    assert opened.statusBar().currentMessage() == f"已检查：{told}"


def test_check_waits_for_no_pause(opened: MainWindow) -> None:
    session = opened.workspace.session
    session.apply("写说明", cells.write_section(session.document, "S3", "本年收入预算比上年增加1.00亿元，增长5%%。"))
    assert not session.is_settled
    call(opened, CHECK)
    assert session.is_settled
    assert [finding for finding in session.open_findings if finding.section == "S3" and finding.span is not None]


def test_backup_says_its_name(opened: MainWindow, office: Office) -> None:
    call(opened, BACK_UP)
    (backup,) = (office.folder / "backups").iterdir()
    assert opened.statusBar().currentMessage() == f"已建立备份：{backup.name}"


def test_the_unit_is_a_matter_of_looks_and_is_kept(opened: MainWindow, office: Office) -> None:
    opened.set_unit("元")
    assert opened.workspace.current_page.unit == "元"
    assert opened.workspace.session.document.value(LEAF) == 292_650000
    assert office.setting("window.unit") == "元"


def test_panels_grow_with_the_type(opened: MainWindow, qapp: QApplication) -> None:
    opened.resize(1900, 900)  # where there is room they do not fold
    panel = opened.workspace.findings
    before = panel.width()
    opened.set_size("特大")
    opened.workspace.panels.toggle()
    try:
        assert panel.width() > before
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)


def test_stated_totals_of_a_table_give_way_at_once(opened: MainWindow) -> None:
    call(opened, ACCEPT_COMPUTED)
    assert opened.statusBar().currentMessage() == "本页没有与计算数不一致的格。"


def test_locate_goes_to_the_row(opened: MainWindow) -> None:
    def choose(dialog: QDialog) -> None:
        dialog.text.setText("表六 30201")
        dialog.accept()

    answer(LocateDialog, choose)
    call(opened, LOCATE)
    assert opened.workspace.at == "T6"
    assert opened.workspace.place == Address("T6", "30201", "total")


def test_new_makes_a_disclosure_and_opens_it(window: MainWindow) -> None:
    def fill(dialog: NewDialog) -> None:
        dialog.form.name.setText("某某局")
        dialog.buttons.accepted.emit()

    answer(NewDialog, fill)
    window.new()
    assert window.workspace.session.document.head.unit.name == "某某局"


def test_a_dropped_file_is_imported(qtbot: QtBot, window: MainWindow, workbook: Path) -> None:
    def take(box: QMessageBox) -> None:
        answer(ImportDialog, lambda dialog: dialog.take.click())
        next(button for button in box.buttons() if button.text().startswith("导入")).click()

    answer(QMessageBox, take)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(workbook))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace.session.document.head.unit.code == "339"


def test_preview_opens_on_the_document(opened: MainWindow) -> None:
    opened.dialogs.preview()
    (preview,) = opened.findChildren(PreviewDialog)
    assert preview.isVisible()
    assert not preview.isModal()
    assert len(preview.pages.sizes) > 9


def test_preview_is_opened_once_and_goes_with_the_document(opened: MainWindow, qtbot: QtBot) -> None:
    opened.dialogs.preview()
    opened.dialogs.preview()
    (preview,) = opened.findChildren(PreviewDialog)
    with qtbot.waitSignal(preview.destroyed):
        opened.go_home()


def test_print_proposes_the_table_that_is_looked_at(opened: MainWindow) -> None:
    proposed: list[str] = []

    def look(dialog: PrintDialog) -> None:
        proposed.append(dialog.parts.currentText() if dialog.part.isChecked() else "")
        dialog.reject()

    opened.workspace.go("T3")
    answer(PrintDialog, look)
    opened.dialogs.print()
    assert proposed == ["部门预算支出总表"]


def test_going_home_lists_the_disclosure(opened: MainWindow) -> None:
    opened.go_home()
    assert opened.workspace is None
    assert opened.start.list.count() == 1
    assert not opened.menus.actions[EXPORT].isEnabled()


def test_an_unknown_disclosure_is_a_sentence(window: MainWindow) -> None:
    said: list[str] = []

    def look(box: QMessageBox) -> None:
        said.append(box.text())
        box.accept()

    answer(QMessageBox, look)
    window.open("没有")
    assert "没有编号为“没有”的预算公开" in said[0]
    assert window.workspace is None


def test_remembers_its_place_and_type(qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path) -> None:
    window.resize(790, 555)
    size = window.size()
    window.close()
    again = MainWindow(office, Jobs(inline=True), tmp_path / "program.log")
    qtbot.addWidget(again)
    assert again.size() == size


@pytest.mark.parametrize("size", style.FONT_SIZES)
def test_fits_the_smallest_screen_in_every_type(
    qtbot: QtBot, opened: MainWindow, qapp: QApplication, size: str
) -> None:
    opened.set_size(size)
    try:
        for step in steps(opened.workspace.session.document):
            opened.workspace.go(step.id)
        qtbot.wait(0)
        smallest = opened.minimumSizeHint()
        assert smallest.width() <= 1366
        assert smallest.height() <= 728  # without title bar and task bar
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)


def test_mnemonics_are_unique_in_every_menu(window: MainWindow) -> None:
    for menu in (window.menus.bar, *window.menus.all):
        keys = [
            QKeySequence.mnemonic(action.text()).toString() for action in menu.actions() if not action.isSeparator()
        ]
        assert all(keys)
        assert len(set(keys)) == len(keys), keys


def test_keys_are_unique(window: MainWindow) -> None:
    keys = [key.toString() for action in actions(window) for key in action.shortcuts()]
    assert len(set(keys)) == len(keys), keys


def test_heavy_libraries_wait_until_they_are_needed(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from forms.office.office import Office\n"
        "from ui.window.app import dress\n"
        "from ui.kit.jobs import Jobs\n"
        "from ui.window.main_window import MainWindow\n"
        "application = QApplication([])\n"
        "dress(application)\n"
        "with Office.open(Path(sys.argv[1])) as office:\n"
        "    MainWindow(office, Jobs(), Path('program.log')).show()\n"
        "print(*{'openpyxl', 'reportlab', 'pypdfium2', 'pypinyin'} & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_an_import_is_the_last_step_of_the_disclosure_it_replaces(opened: MainWindow, workbook: Path) -> None:
    change(opened)
    answer(ImportDialog, lambda dialog: dialog.take.click())
    opened.import_these([workbook])
    assert opened.workspace.session.document.value(LEAF) == 292_650000
    call(opened, UNDO)
    assert opened.workspace.session.document.value(LEAF) == 1_000_000


def test_the_rule_book_opens_without_a_disclosure(window: MainWindow) -> None:
    window.dialogs.show_rules()
    assert "C11" in window.findChild(HelpWindow).text.toPlainText()


def test_an_open_text_follows_another_size_of_type(opened: MainWindow) -> None:
    opened.workspace.go("S2")
    page = opened.workspace.current_page
    opened.set_size("中")
    panels = (page, opened.workspace.findings)
    labels = [label for kind in (Label, Elided) for panel in panels for label in panel.findChildren(kind)]
    bold = [label for label in labels if label.font().bold()]
    assert len(bold) == 3
    before = [widget.font().pointSizeF() for widget in (page.editor, *bold)]
    opened.set_size("特大")
    after = [widget.font().pointSizeF() for widget in (page.editor, *bold)]
    opened.set_size("中")
    share = style.FONT_SIZES["特大"] / style.FONT_SIZES["中"]
    assert after == pytest.approx([points * share for points in before])


class Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_page_is_a_window_of_its_own_while_it_is_made(opened: MainWindow, qapp: QApplication) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    for step in steps(opened.workspace.session.document):
        opened.workspace.go(step.id)
    qapp.removeEventFilter(windows)
    assert windows.shown == []


def test_a_long_finding_is_told_without_touching_what_stands_at_the_right(opened: MainWindow) -> None:
    opened.resize(1000, 700)
    opened.set_size("特大")
    try:
        opened.tell("公务用车运行维护费增加，没有写明原因，" * 9)
        QApplication.processEvents()
        bar = opened.status.saved.parentWidget()
        assert opened.status.place.isHidden()
        assert bar.told_width() < opened.status.saved.x()
        assert bar.toolTip() == opened.statusBar().currentMessage()
        bar.clearMessage()
        assert not opened.status.place.isHidden()
    finally:
        opened.set_size("中")
