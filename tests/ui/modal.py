"""What the tests of the window do to a modal dialog, which holds up the caller until it is put away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def answer(kind: type, do: Callable[[Any], object]) -> None:
    """When the dialog of that kind is up, do this to it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            do(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
