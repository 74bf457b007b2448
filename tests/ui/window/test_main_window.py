"""The main window: its commands, what it says of each step, and the dialogs it opens."""

import re
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from forms.edit import cells
from forms.office.office import Office
from models.errors import Trouble
from models.records import Address
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.dialogs.new_dialog import NewDialog
from ui.help.help_window import HelpWindow
from ui.kit.commands import (
    ACCEPT_COMPUTED,
    BACK_UP,
    EXPORT,
    REDO,
    UNDO,
)
from ui.packet.preview import PreviewDialog
from ui.packet.print_dialog import PrintDialog
from ui.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[3]
LEAF = Address("T5", "2060101", "basic")


def change(window: MainWindow, fen: int = 1_000_000) -> None:
    """One named step in the open disclosure."""
    session = window.workspace.session
    session.apply("填写1格", cells.state(session.document, LEAF, fen))


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


def test_backup_says_its_name(opened: MainWindow, office: Office) -> None:
    call(opened, BACK_UP)
    (backup,) = (office.folder / "backups").iterdir()
    assert opened.statusBar().currentMessage() == f"已建立备份：{backup.name}"


def test_stated_totals_of_a_table_give_way_at_once(opened: MainWindow) -> None:
    call(opened, ACCEPT_COMPUTED)
    assert opened.statusBar().currentMessage() == "本页没有与计算数不一致的格。"


def test_new_makes_a_disclosure_and_opens_it(window: MainWindow) -> None:
    def fill(dialog: NewDialog) -> None:
        dialog.form.name.setText("某某局")
        dialog.buttons.accepted.emit()

    answer(NewDialog, fill)
    window.exchange.new()
    assert window.workspace.session.document.head.unit.name == "某某局"


def test_a_dropped_file_is_imported(qtbot: QtBot, window: MainWindow, workbook: Path) -> None:
    answer(QMessageBox, lambda box: next(one for one in box.buttons() if one.text().startswith("导入")).click())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(workbook))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.cover.page is not None)
    window.cover.page.take.click()
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
    opened.exchange.import_these([workbook])
    assert opened.workspace.session.document.value(LEAF) == 1_000_000
    opened.cover.page.take.click()
    assert opened.workspace.session.document.value(LEAF) == 292_650000
    call(opened, UNDO)
    assert opened.workspace.session.document.value(LEAF) == 1_000_000


def test_the_rule_book_opens_without_a_disclosure(window: MainWindow) -> None:
    window.dialogs.show_rules()
    assert "C11" in window.findChild(HelpWindow).text.toPlainText()


def test_going_on_from_a_table_leads_into_the_text(qtbot: QtBot, opened: MainWindow) -> None:
    with qtbot.waitActive(opened):
        opened.show()
    workspace = opened.workspace
    workspace.go("T2")
    workspace.current_page.setFocus()
    section = next(section for section in workspace.session.document.edition.sections if section.nothing)
    workspace.session.apply("清空", cells.write_section(workspace.session.document, section.id, ""))
    workspace.go(section.id)
    assert QApplication.focusWidget() is workspace.current_page.worked_in
