"""What a clerk's hands do in the window: keys, the clipboard, buttons and commands, one random step at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from random import Random
from unittest.mock import patch

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from forms.office.office import Office
from models.records import State
from tests.endurance.worker import TEXTS, WORDS
from ui.grid.view import GridView
from ui.kit import commands
from ui.kit.jobs import Jobs
from ui.kit.steps import CHECKLIST, PROFILE, steps
from ui.pages.projects_page import ProjectsPage
from ui.pages.text_page import TextPage
from ui.prose.field_editor import FieldEditor
from ui.window import main_window, watch
from ui.window.app import dress
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

K = Qt.Key
NO_KEY, CTRL, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
CODES = ("2060101", "2060102", "20805", "2080505", "30101", "30201", "30217", "2150517", "999", "教育支出")
_LOOK_MS = 10
STRANGE = ("<b>粗</b>", "\x00\x07", "a" * 300, "&amp;", "😀", "第一行\n第二行")


def application() -> QApplication:
    """The application, dressed; made where there is none."""
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    dress(found)
    return found


@contextmanager
def shown(office: Office) -> Iterator[MainWindow]:
    """The main window on the start page, to which keys go; gone afterwards, with all that would go on in it."""
    jobs = Jobs(inline=True)
    window = MainWindow(office, jobs, office.folder / "program.log")
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window), "keys go to the active window"
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        jobs.close()
        # Without a screen Qt keeps the clipboard beyond the application and crashes on what is left in it.
        QGuiApplication.clipboard().clear()


@contextmanager
def answered(application: QApplication) -> Iterator[None]:
    """While it lasts every question is answered with yes, and every other box and menu that opens is put away."""
    seen: list[QWidget] = []

    def put_away() -> None:
        opened = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        # One that is just opening may do its work and close by itself.
        if opened is not None and opened in seen:
            opened.close()
        seen[:] = [] if opened is None else [opened]

    timer = QTimer(application, interval=_LOOK_MS)
    timer.timeout.connect(put_away)
    timer.start()
    with ExitStack() as patches:
        for module in (main_window, watch):
            patches.enter_context(patch.object(module, "is_confirmed", lambda *_: True))
        yield
    timer.stop()
    timer.deleteLater()


class Hands:
    """Works in a window in which a disclosure lies open."""

    def __init__(self, window: MainWindow, random: Random, files: list[Path]) -> None:
        self._window = window
        self._random = random
        self._files = files
        self._units = cycle(commands.UNITS.names)
        self._deeds: dict[str, tuple[int, Callable[[], None]]] = {
            "type": (200, self._type),
            "paste": (40, self._paste),
            "rows": (40, self._rows),
            "cells": (40, self._cells),
            "write": (40, self._write),
            "project": (30, self._project),
            "field": (40, self._field),
            "undo": (60, lambda: self.call(commands.UNDO)),
            "redo": (40, lambda: self.call(commands.REDO)),
            "page": (40, self._turn),
            "look": (10, self._look),
            "state": (2, self._state),
            "reopen": (4, self._reopen),
            "inspect": (1, self._inspect),
        }

    def step(self) -> str:
        """Do something; returns what."""
        if not self._window.isActiveWindow():
            # Without a screen nobody gives the keys back to it when a box is closed.
            self._window.activateWindow()
            QApplication.processEvents()
        weights = [weight for weight, _ in self._deeds.values()]
        (kind,) = self._random.choices(list(self._deeds), weights)
        self._deeds[kind][1]()
        QApplication.processEvents()
        return kind

    @property
    def opened(self) -> Workspace:
        """What lies open."""
        assert self._window.workspace is not None
        return self._window.workspace

    # Keys

    def press(self, *keys: K | str, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        """Type texts and press keys where the focus is."""
        for key in (one for part in keys for one in (part if isinstance(part, str) else [part])):
            target = QApplication.focusWidget() or self._window
            if isinstance(key, str):
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, K.Key_unknown, NO_KEY, key))
            else:
                QTest.keyClick(target, key, modifiers)

    def _words(self) -> str:
        return "".join(self._random.choices((*WORDS, *STRANGE), k=self._random.randrange(1, 12)))

    def _text(self) -> str:
        return self._random.choice((*TEXTS, *TEXTS, *CODES, *STRANGE, "某局", "8台"))

    # In grids

    def _grid(self) -> GridView | None:
        """The grid of a page with one, in focus on any cell; None where there is nothing to stand on."""
        tables = [step.id for step in steps(self.opened.session.document) if step.id not in (PROFILE, CHECKLIST)]
        if self._random.random() < 0.3 or not hasattr(self.opened.current_page, "grid"):
            self.opened.go(self._random.choice(tables))
        grid = getattr(self.opened.current_page, "grid", None)
        model = grid.model() if grid is not None else None
        if model is None or not model.rowCount() or not model.columnCount():
            return None
        assert isinstance(grid, GridView)
        # The blank row at the end, where rows come into being, is gone to more often than its share.
        row = model.rowCount() - 1 if self._random.random() < 0.1 else self._random.randrange(model.rowCount())
        grid.setFocus()
        grid.setCurrentIndex(model.index(row, self._random.randrange(model.columnCount())))
        return grid

    def _type(self) -> None:
        if self._grid() is not None:
            for _ in range(self._random.randrange(1, 4)):
                if self._random.random() < 0.2:
                    self.press(K.Key_F2)
                self.press(self._text(), self._random.choice((K.Key_Return, K.Key_Tab, K.Key_Down, K.Key_Escape)))
            self.opened.commit()

    def _paste(self) -> None:
        grid = self._grid()
        if grid is None:
            return
        width = self._random.randrange(1, 6)
        rows = [[self._text().replace("\n", " ") for _ in range(width)] for _ in range(self._random.randrange(1, 8))]
        if self._random.random() < 0.5:
            for row in rows:
                row[0] = self._random.choice(CODES)
        content = QMimeData()
        content.setText("\n".join("\t".join(row) for row in rows))
        QGuiApplication.clipboard().setMimeData(content)
        self.press(K.Key_V, modifiers=CTRL)

    def _rows(self) -> None:
        if self._grid() is None:
            return
        match self._random.randrange(5):
            case 0:
                self.press(K.Key_Insert, self._random.choice(CODES), K.Key_Return)
                self.opened.commit()
            case 1:
                self.press(K.Key_Minus, modifiers=CTRL)
            case 2:
                self.press(K.Key_Insert, modifiers=ALT)
            case _:
                self.press(self._random.choice((K.Key_Up, K.Key_Down)), modifiers=ALT)

    def _cells(self) -> None:
        grid = self._grid()
        if grid is None:
            return
        for _ in range(self._random.randrange(4)):
            self.press(K.Key_Down, modifiers=Qt.KeyboardModifier.ShiftModifier)
        key, modifiers = self._random.choice(
            (
                (K.Key_Delete, NO_KEY),
                (K.Key_D, CTRL),
                (K.Key_R, CTRL),
                (K.Key_X, CTRL),
                (K.Key_C, CTRL),
                (K.Key_V, CTRL),
            )
        )
        self.press(key, modifiers=modifiers)

    # On other pages

    def _write(self) -> None:
        """A few words somewhere in a section, sometimes everything anew; now and then a button of the page."""
        section = self._random.choice(self.opened.session.document.edition.sections).id
        self.opened.go(section)
        page = self.opened.current_page
        assert isinstance(page, TextPage)
        page.editor.setFocus()
        for _ in range(self._random.randrange(4)):
            self.press(self._random.choice((K.Key_Down, K.Key_End, K.Key_Home, K.Key_Right, K.Key_Backspace)))
        if self._random.random() < 0.2:
            self.press(K.Key_A, modifiers=CTRL)
        self.press(self._words())
        if self._random.random() < 0.2:
            self._click(page)
        self.opened.commit()

    def _project(self) -> None:
        """A button of the page of projects, or words in a field."""
        if "X5" not in self.opened.session.document.edition.tables:
            return
        self.opened.go("X5")
        page = self.opened.current_page
        assert isinstance(page, ProjectsPage)
        keys = page.list.order()
        if keys:
            page.list.go(self._random.choice(keys))
        deeds = (page.add, page.insert, page.copy, page.remove, lambda: page.shift(1), lambda: page.shift(-1))
        if not keys or self._random.random() < 0.3:
            self._random.choice(deeds)()
        else:
            self._fill(self._random.choice(list(page.form.fields.values())))
        self.opened.commit()

    def _field(self) -> None:
        """A field of the profile or of the checklist, or an answer there."""
        to = self._random.choice(
            [step.id for step in steps(self.opened.session.document) if step.id in (PROFILE, CHECKLIST)]
        )
        self.opened.go(to)
        page = self.opened.current_page
        fields = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit), *page.findChildren(FieldEditor)]
        if fields and self._random.random() < 0.7:
            self._fill(self._random.choice(fields))
        else:
            self._click(page)
        self.opened.commit()

    def _fill(self, field: QWidget) -> None:
        field.setFocus()
        if self._random.random() < 0.5:
            self.press(K.Key_A, modifiers=CTRL)
        self.press(self._text().replace("\x00", ""), K.Key_Tab)

    def _click(self, page: QWidget) -> None:
        """Any button of the page; what it opens is put away."""
        buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
        if buttons:
            self._random.choice(buttons).click()

    # In the window

    def call(self, command: commands.Command) -> None:
        """Choose a command in its menu, if it does not rest."""
        action = self._window.menus.actions[command]
        for menu in self._window.menus.all:
            if action in menu.actions():
                menu.aboutToShow.emit()
        if action.isEnabled():
            action.trigger()

    def _turn(self) -> None:
        if self._random.random() < 0.5:
            self.call(self._random.choice((commands.NEXT_PAGE, commands.PREVIOUS_PAGE)))
        else:
            self.opened.go(self._random.choice(steps(self.opened.session.document)).id)

    def _look(self) -> None:
        if self._random.random() < 0.5:
            self._window.set_unit(next(self._units))
        else:
            self.call(self._random.choice((commands.LAST_YEAR, commands.CHECK, commands.NEXT_FINDING, commands.PANELS)))

    def _state(self) -> None:
        self._window.passing.take_to(self._random.choice(list(State)))

    def _reopen(self) -> None:
        """Close it and go on with any."""
        self._window.go_home()
        self._window.start.led.emit(self._random.choice(self._window.office.listed()).head.id, "")

    def _is_inspecting(self) -> bool:
        workspace = self._window.workspace
        return workspace is not None and workspace.session.is_inspected

    def _inspect(self) -> None:
        """自查, in which nothing that is typed changes anything, and back."""
        self._window.self_check.start(self._files)
        QTest.qWaitFor(self._is_inspecting, 20_000)
        assert self.opened.session.is_inspected, "the files are known and sound"
        before = self.opened.session.document.content()
        for _ in range(5):
            self._type()
            self.call(commands.UNDO)
        assert self.opened.session.document.content() == before, "自查 changed what it looks at"
        self._reopen()
