"""What the tests of the window do to a modal dialog, which holds up the caller until it is put away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


def answer(kind: type, do: Callable[[Any], object]) -> None:
    """When the dialog of that kind is up, do this to it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            do(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def look_at(kind: type, do: Callable[[Any], object]) -> None:
    """The same, and put the dialog away where it still stands."""

    def look(dialog: QDialog) -> None:
        do(dialog)
        if dialog.isVisible():
            dialog.reject()

    answer(kind, look)
