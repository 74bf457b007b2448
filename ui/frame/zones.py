"""The zones of the window, from the bar to the findings: Shift+F6 takes the focus from one to the next.

The chain of Qt is not walked here: Qt for Python hands on what stands in it as the child of what stands before it, and
would let it go with that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Zone(NamedTuple):
    """A part of the window, and what in it is worked in."""

    widget: QWidget
    worked_in: QWidget | None

    def holds(self, widget: QWidget) -> bool:
        """Whether that stands in it."""
        return self.widget is widget or self.widget.isAncestorOf(widget)


def turn(window: QWidget, zones: Sequence[Zone]) -> None:
    """Take the focus to the next zone that is seen."""
    now = window.focusWidget()
    at = next((n for n, zone in enumerate(zones) if now is not None and zone.holds(now)), -1)
    for zone in (*zones[at + 1 :], *zones[: at + 1]):
        if zone.worked_in is not None and zone.worked_in.isVisible():
            zone.worked_in.setFocus(Qt.FocusReason.OtherFocusReason)
            return
