"""A disclosure that can be settled, and what answers a dialog that waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from forms.document.document import Document
from forms.office.office import Office
from tests.forms.faultless import faultless

D = TypeVar("D", bound=QDialog)
Answer = Callable[[type[D], Callable[[D], None]], None]


@pytest.fixture
def right(office: Office) -> Document:
    """A disclosure in which everything is right and signed."""
    return faultless(office)


@pytest.fixture
def answer() -> Answer:
    """Does something to the dialog of that kind once it is up, then closes it."""

    def look_for(kind: type[D], do: Callable[[D], None]) -> None:
        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind):
                do(dialog)
                if dialog.isVisible():
                    dialog.reject()
            else:
                QTimer.singleShot(10, look)

        QTimer.singleShot(0, look)

    return look_for
