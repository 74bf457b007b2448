"""The guide: every command, word and key that it names is the program's."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QListView,
    QMenu,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from forms.edit.cells import state
from forms.form.resources import resources
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.office.verification import Outcome, Verification
from forms.readers import read
from models.records import Address, State
from ui.bureau.catalogue_dialog import CatalogueDialog
from ui.county.county_window import CountyWindow
from ui.dialogs.blackline_page import BlacklinePage
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.import_page import ImportPage
from ui.dialogs.inspect_page import InspectPage
from ui.dialogs.new_dialog import NewDialog
from ui.frame.inspect_bar import InspectBar
from ui.grid.view import GridView
from ui.help.key_page import KEY_PAGE
from ui.kit.crash import CrashWindow
from ui.kit.jobs import Jobs
from ui.kit.session import Session
from ui.kit.steps import steps
from ui.packet.papers_dialog import PapersDialog
from ui.packet.preview import PreviewDialog
from ui.packet.print_dialog import PrintDialog
from ui.packet.publication_dialog import PublicationDialog
from ui.packet.publish_dialog import PublishDialog
from ui.packet.verify_dialog import VerifyDialog
from ui.pages.last_year_projects import LastYearDialog
from ui.parts.elided import Elided
from ui.prose.number_dialog import NumberDialog
from ui.window.main_window import MainWindow
from ui.window.passing import LockedBar

GUIDE = (resources() / "help" / "guide.md").read_text(encoding="utf-8")
BODY = GUIDE[GUIDE.index("## ") :]
"""Without the conventions, which show how a command, a word and a key are written."""
MNEMONIC = re.compile(r"\(&.\)|&|…|‹ | ›")
QT_NAMES = {"Del": "Delete", "PgDown": "PgDn", "Up": "↑", "Down": "↓", "Return": "回车"}


class Program(NamedTuple):
    """What can be chosen by name, a path through the menus where it stands there; what is written; the keys."""

    commands: set[str]
    words: str
    keys: dict[str, set[str]]
    """The commands by the key that they have; the keys of the page 快捷键 too, without a command."""


@pytest.fixture
def program(qtbot: QtBot, opened: MainWindow, office: Office, jobs: Jobs, data: Path) -> Program:
    """The window with a published disclosure on every page, and every dialog."""
    files = [data / "2024-fengrun" / name for name in ("tables.xlsx", "disclosure.docx")]
    document = office.take(recognise([read(file) for file in files]))
    opened.start.refresh()
    opened.show_document(document)
    session = opened.workspace.session
    session.apply("填写1格", state(document, Address("T2", "2060101", "total"), 1))
    roots: list[QWidget] = [opened, CountyWindow(opened), *dialogs(office, jobs, session, files)]
    commands, words = set(), []
    for step in steps(document):
        opened.workspace.go(step.id)
    for finding in session.findings:
        opened.workspace.findings.details.show_finding(finding)
        opened.workspace.findings.details.why.setChecked(True)
        commands.add(plain(opened.workspace.findings.details.change.text()))
        words += written(opened.workspace.findings)
    keys: dict[str, set[str]] = {key: set() for line in KEY_PAGE for key in re.split(" / |、| 或 ", line.keys)}
    for root in roots:
        qtbot.addWidget(root)
        commands |= set(map(plain, choices(root)))
        words += written(root)
        for shortcut in root.findChildren(QShortcut):
            keys.setdefault(written_key(shortcut.key().toString()), set())
    for path, key in commands_of(opened):
        commands.add(path)
        keys.setdefault(key, set()).add(path)
    return Program(commands, "\n".join(words), keys)


def dialogs(office: Office, jobs: Jobs, session: Session, files: list[Path]) -> Iterator[QWidget]:
    """Every dialog that the guide leads to, filled as the clerk sees it."""
    document = session.document
    yield NewDialog(office, after=document.head)
    yield ImportPage(office, jobs, files=files)
    yield ExportDialog(office, jobs, session)
    yield (preview := PreviewDialog(session, jobs))
    yield PrintDialog(preview.pages, 0, jobs)
    yield PapersDialog(office, document)
    yield PublicationDialog(office, jobs, session)
    yield NumberDialog(document)
    yield InspectPage(office, jobs)
    yield InspectBar(files)
    yield LockedBar(State.SETTLED)
    yield CatalogueDialog(office, jobs)
    yield LastYearDialog(document)
    yield BlacklinePage(office, jobs, document, document)
    yield PublishDialog(office, jobs, document)
    for outcome in Outcome:
        dialog = VerifyDialog(office, jobs)
        dialog.show_verdict(Verification(outcome, "", ""))
        yield dialog
    yield CrashWindow("出错了", "", "", Path("记录"))


def commands_of(window: MainWindow) -> Iterator[tuple[str, str]]:
    """The commands of menus, by their paths, and of grids, with each of their keys as the guide writes it."""

    def walk(menu: QMenu, above: str) -> Iterator[tuple[str, str]]:
        for action in menu.actions():
            path = f"{above}→{plain(action.text())}"
            yield path, ""
            yield from ((path, written_key(key.toString())) for key in action.shortcuts())
            if action.menu():
                yield from walk(action.menu(), path)

    for action in window.menus.bar.actions():
        yield from walk(action.menu(), plain(action.text()))
    for grid in window.findChildren(GridView):
        for command in grid.commands.all:
            yield from ((command.name, written_key(key)) for key in command.keys)


def plain(text: str) -> str:
    """The name of a command: its first line without mnemonic and key, and without what explains, counts or quotes."""
    name = MNEMONIC.sub("", text).partition("\n")[0].partition("：")[0]
    return re.sub(r"\s(?:[\d.]+|F\d+|(?:Alt|Ctrl)\+\S+)$", "", name).strip()


def written_key(key: str) -> str:
    return "+".join(QT_NAMES.get(part, part) for part in key.split("+"))


def choices(root: QWidget) -> Iterator[str]:
    """Everything that can be clicked by its name."""
    for button in root.findChildren(QAbstractButton):
        yield button.text()
        if isinstance(button, QToolButton) and button.menu():
            yield from (action.text() for action in button.menu().actions())
    for tabs in root.findChildren(QTabBar):
        yield from (tabs.tabText(tab) for tab in range(tabs.count()))


def written(root: QWidget) -> Iterator[str]:
    """Everything that can be read."""
    for widget in root.findChildren(QWidget):
        match widget:
            case QLabel() | QAbstractButton() | Elided():
                yield widget.text()
            case QGroupBox():
                yield widget.title()
            case QTextEdit():
                yield widget.toPlainText()
            case QComboBox():
                yield from (widget.itemText(row) for row in range(widget.count()))
            case QAbstractItemView():
                yield from cells(widget)


def cells(view: QAbstractItemView) -> Iterator[str]:
    model, root = view.model(), QModelIndex()
    if model is None:
        return
    rows, columns = range(model.rowCount(root)), range(1 if isinstance(view, QListView) else model.columnCount(root))
    yield from (str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns)
    yield from (str(model.index(row, column).data() or "") for row in rows for column in columns)


def test_commands_of_the_guide_are_those_of_the_program(program: Program) -> None:
    assert set(map(plain, re.findall("【(.+?)】", BODY))) - program.commands == set()


def test_words_of_the_guide_stand_in_the_program(program: Program) -> None:
    assert [word for word in re.findall("「(.+?)」", BODY) if word not in program.words] == []


def test_keys_of_the_guide_are_those_of_the_program(program: Program) -> None:
    assert set(re.findall("`(.+?)`", BODY)) - program.keys.keys() == set()


def test_a_key_behind_a_command_is_its_key(program: Program) -> None:
    pairs = re.findall("【([^】]+→[^】]+)】(?:，或者按 |（)`(.+?)`", BODY)
    assert len(pairs) >= 4
    assert [pair for pair in pairs if pair[0] not in program.keys[pair[1]]] == []
