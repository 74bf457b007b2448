"""The zones of the window, from the bar to the status bar: Tab goes through them in this order, Shift+F6 from one to
the next. Qt alone would go in the order in which they were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_REASONS = {True: Qt.FocusReason.TabFocusReason, False: Qt.FocusReason.BacktabFocusReason}


class Zone(NamedTuple):
    """A part of the window, and what in it is worked in: without one that is the first that Tab reaches."""

    widget: QWidget
    worked_in: QWidget | None = None

    def holds(self, widget: QWidget) -> bool:
        """Whether that stands in it."""
        return self.widget is widget or self.widget.isAncestorOf(widget)


def step(window: QWidget, zones: Sequence[Zone], *, onward: bool) -> bool:
    """Take the focus to the next place that Tab reaches, or to the one before, round and round; False where nothing
    has it. What stands in no zone comes last."""
    now = window.focusWidget()
    order = sorted((one for one in _inside(window) if one is now or _is_reached(one)), key=partial(_rank, zones))
    if now not in order:
        return False
    order[(order.index(now) + (1 if onward else -1)) % len(order)].setFocus(_REASONS[onward])
    return True


def turn(window: QWidget, zones: Sequence[Zone]) -> None:
    """Take the focus to the next zone that has a place for it."""
    now = window.focusWidget()
    at = next((n for n, zone in enumerate(zones) if now is not None and zone.holds(now)), -1)
    for zone in (*zones[at + 1 :], *zones[: at + 1]):
        to = zone.worked_in or next((one for one in _inside(window) if zone.holds(one) and _is_reached(one)), None)
        if to is not None and to.isVisible():
            to.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def _rank(zones: Sequence[Zone], widget: QWidget) -> int:
    return next((n for n, zone in enumerate(zones) if zone.holds(widget)), len(zones))


def _is_reached(one: QWidget) -> bool:
    """Whether Tab stops there."""
    is_open = one.isVisible() and one.isEnabled() and not one.isWindow()
    return is_open and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None


def _inside(window: QWidget) -> Iterator[QWidget]:
    """All that stands in the window, in the order of Qt."""
    one = window.nextInFocusChain()
    while one is not None and one is not window:
        yield one
        one = one.nextInFocusChain()
