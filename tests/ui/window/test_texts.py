"""Everything the clerk sees is Chinese, everything a screen reader meets has a name, every Alt key means one thing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.office.office import Office
from models.records import Address
from tests.ui.menus import call
from ui.bureau.catalogue_dialog import CatalogueDialog
from ui.bureau.learn_dialog import LearnDialog
from ui.bureau.sum_dialog import CellUnitsDialog, SumDialog
from ui.dialogs.blackline_page import BlacklinePage
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.history_page import HistoryPage
from ui.dialogs.import_page import ImportPage
from ui.dialogs.inspect_page import InspectPage
from ui.dialogs.locate import LocateDialog
from ui.dialogs.new_dialog import NewDialog
from ui.help import topics
from ui.help.about import AboutDialog
from ui.help.help_window import HelpWindow
from ui.kit.commands import NEXT_FINDING
from ui.kit.crash import CrashWindow
from ui.kit.jobs import Jobs
from ui.kit.session import Session
from ui.kit.steps import steps
from ui.packet.papers_dialog import PapersDialog
from ui.packet.preview import PreviewDialog
from ui.packet.print_dialog import PrintDialog
from ui.packet.publication_dialog import PublicationDialog
from ui.pages.last_year_projects import LastYearDialog
from ui.pages.page import Page
from ui.prose.number_dialog import NumberDialog
from ui.window.main_window import MainWindow
from ui.window.words_dialog import WordsDialog

# Names of keys, programs and kinds of files have no Chinese of their own.
KNOWN = {
    "Excel", "PDF", "WPS", "Shift", "Tab", "Delete", "Ctrl", "Ins", "Alt", "PgUp", "PgDn", "PgDown",
    "xlsx", "xls", "et", "docx", "txt", "Word", "GB", "MB", "SHA",
}  # fmt: skip
WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class Parts:
    """What the dialogs are made of."""

    office: Office
    jobs: Jobs
    document: Document
    workbook: Path


DIALOGS: dict[str, Callable[[Parts], QDialog]] = {
    "新建": lambda p: NewDialog(p.office),
    "导入": lambda p: ImportPage(p.office, p.jobs, files=[p.workbook]),
    "空的导入": lambda p: ImportPage(p.office, p.jobs),
    "取回": lambda p: ImportPage(p.office, p.jobs, files=[p.workbook], into=p.document.head),
    "导出": lambda p: ExportDialog(p.office, p.jobs, Session(p.document)),
    "预览": lambda p: PreviewDialog(Session(p.document), p.jobs),
    "打印": lambda p: PrintDialog(PreviewDialog(Session(p.document), p.jobs).pages, 0, p.jobs),
    "签字件": lambda p: PapersDialog(p.office, p.document),
    "公开记录": lambda p: PublicationDialog(p.office, p.jobs, Session(p.document)),
    "定位": lambda p: LocateDialog(p.document),
    "插入数": lambda p: NumberDialog(p.document),
    "自查": lambda p: InspectPage(p.office, p.jobs),
    "对比": lambda p: BlacklinePage(p.office, p.jobs, p.document, p.document),
    "修改记录": lambda p: HistoryPage(p.office, p.jobs, p.document, p.office.history(p.document.head.id), "S2.text"),
    "上年项目": lambda p: LastYearDialog(p.document),
    "科目表": lambda p: CatalogueDialog(p.office, p.jobs),
    "学科目": lambda p: LearnDialog(p.office, p.jobs, p.document.head.year),
    "汇总": lambda p: SumDialog(p.office, p.document),
    "由哪些单位": lambda p: CellUnitsDialog(p.document, Address("T2", "total", "total")),
    "本单位的词": lambda _: WordsDialog(["词"]),
    "出错": lambda _: CrashWindow("出错了", "", "", Path("记录")),
    "关于": lambda _: AboutDialog(Path("数据"), Path("记录")),
    "帮助": lambda p: help_about(p.document, Address("T2", "total", "total")),
}


def help_about(document: Document, address: Address) -> HelpWindow:
    """The help, open at a cell."""
    shown = HelpWindow()
    shown.tell_rules(document.edition)
    shown.tell_here(topics.here(document, address.table, address))
    return shown


@pytest.fixture(params=DIALOGS, ids=range(len(DIALOGS)))
def dialog(
    request: pytest.FixtureRequest, qtbot: QtBot, office: Office, jobs: Jobs, document: Document, workbook: Path
) -> QDialog:
    """Every dialog of the program in turn."""
    dialog = DIALOGS[request.param](Parts(office, jobs, document, workbook))
    qtbot.addWidget(dialog)
    return dialog


def texts(root: QWidget) -> Iterator[str]:
    """Every text of a widget and what is in it, but paths, which are the machine's."""
    for widget in (root, *root.findChildren(QWidget)):
        yield widget.windowTitle()
        yield widget.toolTip()
        yield widget.accessibleName()
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QLineEdit():
                yield widget.placeholderText()
            case QGroupBox():
                yield widget.title()
            case QTextEdit():
                yield widget.toPlainText()
            case QComboBox():
                yield from (widget.itemText(row) for row in range(widget.count()))
            case QTabWidget():
                yield from (widget.tabText(tab) for tab in range(widget.count()))
        for action in widget.actions():
            yield from (action.text(), action.iconText(), action.toolTip())


def english(root: QWidget, *paths: Path) -> list[str]:
    """The texts that hold an English word that has a Chinese one."""
    found = []
    for text in texts(root):
        for path in paths:
            text = text.replace(str(path), "").replace(path.name, "")
        if set(WORD.findall(text)) - KNOWN:
            found.append(text)
    return found


def test_a_dialog_is_chinese(dialog: QDialog, workbook: Path) -> None:
    assert english(dialog, workbook) == []


def test_a_dialog_fits_the_smallest_screen(dialog: QDialog) -> None:
    smallest = dialog.minimumSizeHint()
    assert smallest.width() <= 1366
    assert smallest.height() <= 728  # without title bar and task bar


def test_every_list_and_field_has_a_name(dialog: QDialog) -> None:
    assert nameless(dialog) == []


def nameless(root: QWidget) -> list[QWidget]:
    """The lists and fields that a screen reader could only call by their kind; heads and popups belong to another."""
    named = {label.buddy() for label in root.findChildren(QLabel)}
    return [
        widget
        for kind in (QAbstractItemView, QLineEdit, QComboBox)
        for widget in root.findChildren(kind)
        if not widget.accessibleName() and widget not in named
        if widget.window() is root and not isinstance(widget, QHeaderView)
    ]


def test_the_window_is_chinese(opened: MainWindow, office: Office) -> None:
    for step in steps(opened.workspace.session.document):
        opened.workspace.go(step.id)
    call(opened, NEXT_FINDING)
    assert english(opened, office.folder) == []
    assert nameless(opened) == []


def test_the_menus_are_chinese(opened: MainWindow) -> None:
    for menu in opened.menus.all:
        for action in menu.actions():
            assert not set(WORD.findall(action.text())) - KNOWN, action.text()


def letters(root: QWidget, *, but: tuple[QWidget, ...] = ()) -> list[str]:
    """The Alt keys of all that stands in a window at the same time, what is hidden just now included."""
    shown = [
        widget
        for kind in (QAbstractButton, QLabel, QGroupBox)
        for widget in root.findChildren(kind)
        if widget.window() is root and not any(part.isAncestorOf(widget) for part in but)
    ]
    texts = [widget.title() if isinstance(widget, QGroupBox) else widget.text() for widget in shown]
    texts += [action.text() for bar in root.findChildren(QMenuBar) for action in bar.actions()]
    texts += [tabs.tabText(tab) for tabs in root.findChildren(QTabWidget) for tab in range(tabs.count())]
    return sorted(filter(None, (QKeySequence.mnemonic(text).toString() for text in texts)))


def only_once(keys: list[str]) -> bool:
    assert len(set(keys)) == len(keys), keys
    return bool(keys)


def test_every_alt_key_of_a_dialog_means_one_thing(dialog: QDialog) -> None:
    only_once(letters(dialog))


@pytest.mark.usefixtures("document")
def test_every_alt_key_on_the_start_page_means_one_thing(window: MainWindow) -> None:
    window.start.refresh()
    assert window.start.due
    assert only_once(letters(window))


def test_every_alt_key_beside_the_menus_means_one_thing_on_every_page(opened: MainWindow) -> None:
    workspace = opened.workspace
    for finding in workspace.session.findings:
        workspace.findings.details.show_finding(finding)
        assert only_once(letters(opened, but=(opened.start, *workspace.findChildren(Page))))
    for step in steps(workspace.session.document):
        workspace.go(step.id)
        others = (page for page in workspace.findChildren(Page) if page is not workspace.current_page)
        assert only_once(letters(opened, but=(opened.start, *others)))


def test_every_alt_key_of_a_self_check_means_one_thing(qtbot: QtBot, window: MainWindow, workbook: Path) -> None:
    window.self_check.start([workbook])
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace.bar is not None
    workspace.go("S2")
    others = (page for page in workspace.findChildren(Page) if page is not workspace.current_page)
    assert only_once(letters(window, but=(window.start, *others)))


def test_every_alt_key_of_the_states_means_one_thing(window: MainWindow) -> None:
    assert only_once(
        [QKeySequence.mnemonic(action.text()).toString() for action in window.menus.state.menu().actions()]
    )
