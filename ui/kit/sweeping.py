"""Waste in memory is looked for while the clerk rests, never in the middle of a key."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

REST_MS = 3000
"""So long after the last key, click or movement of the mouse the clerk rests."""
_THOROUGH = 20
"""Each so many rests all is looked through: a disclosure lies open all day, and what was set apart gets old too."""
_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class Sweeper(QObject):
    """Takes over from Python when waste that holds itself is let go.

    Python looks after so many new objects, whatever is being done just then: a large disclosure stops for half a
    second. Here what stands is set apart after each look, so that the next has only what came since; once something
    else lies on the desk, and now and then, all is looked through.
    """

    def __init__(self, window: QObject, lying: Callable[[], object], parent: QObject) -> None:
        """`window` is what gets the keys, and `lying` tells what lies on the desk."""
        super().__init__(parent)
        self._lying = lying
        self._lay = lying()
        self._rests = 0
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self.sweep)
        window.installEventFilter(self)
        gc.disable()
        self._rest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While hands move, nothing is looked for."""
        if event.type() in _HANDS:
            self._rest.start()
        return super().eventFilter(watched, event)

    def sweep(self) -> None:
        """Let go what only holds itself."""
        lies = self._lying()
        self._rests += 1
        if lies is not self._lay or self._rests == _THOROUGH:
            self._lay, self._rests = lies, 0
            gc.unfreeze()
        gc.collect()
        gc.freeze()
