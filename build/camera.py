"""The camera of the pictures: takes them into a folder, and tells what is cut on them or filled twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QModelIndex, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTreeView,
    QWidget,
)

_CHOOSERS = {
    "getOpenFileNames": ([], ""),
    "getOpenFileName": ("", ""),
    "getSaveFileName": ("", ""),
    "getExistingDirectory": "",
}
"""The choosers of files, which belong to the system, and what each gives when nothing is chosen."""


_LONG = 16
"""A text of a list with more signs may be cut."""
_PATIENCE_MS, _PAUSE_MS = 500, 20
"""Longer than this nothing is waited for; so long between two looks."""


class Camera:
    """Takes numbered pictures into a folder and tells what is cut."""

    def __init__(self, folder: Path, room: QSize) -> None:
        """`room` is what the screen holds of a window."""
        self._folder = folder
        self._room = room
        self._taken = 0
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, widget: QWidget) -> None:
        """A picture of the widget as it stands once everything is laid out, and told what is told after a moment."""
        for _ in range(3):
            QApplication.processEvents()
        patience = QDeadlineTimer(_PATIENCE_MS)
        while _is_waiting(widget) and not patience.hasExpired():
            QTest.qWait(_PAUSE_MS)
        self._taken += 1
        picture = f"{self._taken:02}-{name}"
        widget.grab().save(str(self._folder / f"{picture}.png"))
        for told in faults(widget, self._room):
            print(f"{self._folder.name}/{picture}: {told}")

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Every dialog that opens is pictured and closed as by Esc; no file is chosen."""
        kept = {name: getattr(QFileDialog, name) for name in _CHOOSERS}
        ran = QDialog.exec

        def pictured(dialog: QDialog) -> int:
            dialog.show()
            self.take(dialog.windowTitle() or type(dialog).__name__, dialog)
            dialog.reject()
            return 0

        QDialog.exec = pictured  # type: ignore[method-assign]
        for name, nothing in _CHOOSERS.items():
            setattr(QFileDialog, name, staticmethod(lambda *_, nothing=nothing: nothing))
        try:
            yield
        finally:
            QDialog.exec = ran  # type: ignore[method-assign]
            for name, chooser in kept.items():
                setattr(QFileDialog, name, chooser)


def faults(widget: QWidget, room: QSize) -> Iterator[str]:
    """What is wrong with a window as it is seen: larger than its room, two filled buttons, words that are cut."""
    if widget.width() > room.width() or widget.height() > room.height():
        yield f"{widget.width()}×{widget.height()} is larger than the screen"
    filled = [button for button in widget.findChildren(QPushButton) if button.isVisible() and _is_filled(button)]
    if len(filled) > 1:
        yield f"filled: {[button.text() for button in filled]}"
    for part in widget.findChildren(QWidget):
        if not part.isVisible():
            continue
        match part:
            case QLabel() if not part.wordWrap() and part.text() and part.sizeHint().width() > part.width() + 1:
                yield f"cut: {part.text()}"
            case QAbstractButton() if part.text() and part.sizeHint().width() > part.width() + 1:
                yield f"cut: {part.text()}"
            case QTabBar() if part.sizeHint().width() > part.width() + 1:
                yield f"cut: tabs {[part.tabText(number) for number in range(part.count())]}"
            case QScrollArea() if _is_cut_at_the_side(part):
                yield f"cut: the right side of {part.accessibleName() or type(part).__name__}"
            case QTreeView() | QListView():
                yield from (f"cut: row {text}" for text in _cut_rows(part))


def _is_cut_at_the_side(area: QScrollArea) -> bool:
    is_fixed = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return is_fixed and area.widget() is not None and area.widget().width() > area.viewport().width()


def _cut_rows(view: QTreeView | QListView) -> Iterator[str]:
    """The rows in sight that have less room than they ask for; a long text gives way, it stands below or in the tip."""
    model = view.model()
    columns = model.columnCount(QModelIndex()) if isinstance(view, QTreeView) else 1
    for row, column in product(range(model.rowCount()), range(columns)):
        index = model.index(row, column)
        place, asked, text = view.visualRect(index), view.sizeHintForIndex(index), str(index.data() or "")
        if not text or place.isEmpty() or not view.viewport().rect().contains(place.center()):
            continue
        is_narrow = isinstance(view, QTreeView) and len(text) <= _LONG and asked.width() > place.width() + 1
        if is_narrow or asked.height() > place.height() + 1:
            yield text


def _is_waiting(widget: QWidget) -> bool:
    """Whether a part that is seen waits a moment before it tells something, as 用在 n 处 does."""
    waiting = (timer for timer in widget.findChildren(QTimer) if timer.isActive() and timer.isSingleShot())
    owners = (timer.parent() for timer in waiting if timer.interval() < _PATIENCE_MS)
    return any(isinstance(owner, QWidget) and owner.isVisible() for owner in owners)


def _is_filled(button: QPushButton) -> bool:
    return button.isEnabled() and (button.isDefault() or bool(button.property("filled")))
