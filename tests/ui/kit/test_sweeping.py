"""Waste in memory goes while the clerk rests, and only then."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.kit import sweeping
from ui.kit.sweeping import Sweeper
from ui.window.main_window import MainWindow


class Held:
    """Something that only itself holds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def sweeper(window: MainWindow, qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sweeper]:
    monkeypatch.setattr(sweeping, "REST_MS", 200)
    sweeper = Sweeper(window.windowHandle(), lambda: window.workspace, qapp)
    yield sweeper
    sweeper.deleteLater()
    # Python looks after its memory again.
    gc.enable()
    gc.unfreeze()


def wasted() -> "weakref.ref[Held]":
    return weakref.ref(Held())


@pytest.mark.usefixtures("sweeper")
def test_waste_goes_once_the_clerk_rests(qtbot: QtBot) -> None:
    waste = wasted()
    qtbot.waitUntil(lambda: waste() is None)


@pytest.mark.usefixtures("sweeper")
def test_it_stays_while_keys_are_pressed(qtbot: QtBot, window: MainWindow) -> None:
    waste = wasted()
    for _ in range(8):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
        QTest.qWait(50)
    assert waste() is not None
    qtbot.waitUntil(lambda: waste() is None)


def test_what_was_set_apart_goes_once_something_else_lies_on_the_desk(opened: MainWindow, sweeper: Sweeper) -> None:
    held = Held()
    waste = weakref.ref(held)
    sweeper.sweep()
    del held
    sweeper.sweep()
    assert waste() is not None
    opened.go_home()
    sweeper.sweep()
    assert waste() is None


def test_what_was_set_apart_goes_after_many_rests(sweeper: Sweeper) -> None:
    held = Held()
    waste = weakref.ref(held)
    sweeper.sweep()
    del held
    for _ in range(25):
        sweeper.sweep()
    assert waste() is None
