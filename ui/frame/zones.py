"""The zones of the window, from the bar to the findings: Shift+F6 takes the focus from one to the next, and a zone
keeps it when what had it is put away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget


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


class KeptFocus(QObject):
    """Keeps the focus in its zone when what had it is hidden or rests: a button that has done its work. Qt would go on
    to the first button of the window, where the next key would leave the page."""

    def __init__(self, window: QWidget, zones: Callable[[], Sequence[Zone]]) -> None:
        super().__init__(window)
        self._window = window
        self._zones = zones
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._look)

    def _look(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is None or (before.isVisible() and before.isEnabled()) or not self._window.isAncestorOf(before):
            return
        zone = next((zone for zone in self._zones() if zone.holds(before)), None)
        if zone is not None and (now is None or not zone.holds(now)):
            QTimer.singleShot(0, self, lambda: self._come_back(zone, now))

    def _come_back(self, zone: Zone, went: QWidget | None) -> None:
        """To the zone, unless it is gone or somebody else took the focus meanwhile."""
        to = zone.worked_in if zone in self._zones() else None
        if to is not None and to.isVisible() and QApplication.focusWidget() is went:
            to.setFocus(Qt.FocusReason.OtherFocusReason)
