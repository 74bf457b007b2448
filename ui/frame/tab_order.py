"""Where Tab goes in the window: from part to part as they are laid out, whenever each was made.

Qt goes by when a widget came into the window, and a page comes after what stands behind it. Its chain cannot be put in
order from here either: Qt for Python takes what stands in it for the child of what stands before it, and would let it
go with that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget

_NOT_HELD = -1
_REASONS = {1: Qt.FocusReason.TabFocusReason, -1: Qt.FocusReason.BacktabFocusReason}


def go_on(window: QWidget, by: int) -> bool:
    """Take the focus to the next part that takes it (1) or to the one before (-1), round the window; False where there
    is none, or what has it is just being put away, which is Qt's own affair."""
    now = window.focusWidget()
    order = [*_stops(window, now)]
    if not order or (now is not None and not now.isVisible()):
        return False
    here = order.index(now) if now in order else min(-by, 0)
    to = order[(here + by) % len(order)]
    to.setFocus(_REASONS[by])
    _bring_in_sight(to)
    return True


def _stops(widget: QWidget, now: QWidget | None) -> Iterator[QWidget]:
    """What takes the focus by Tab of the widget and all that it holds, and what has it `now`; what is not seen or rests
    takes none."""
    if not widget.isVisible() or not widget.isEnabled():
        return
    takes_it = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    if takes_it or widget is now:
        yield widget
    for held in _held(widget):
        yield from _stops(held, now)


def _held(widget: QWidget) -> list[QWidget]:
    """What stands in the widget: as it is laid out, then what no layout holds, from the top down and left to right."""
    children = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    layout = widget.layout()
    laid = [*_laid_out(layout, children)] if layout is not None else []
    loose = {*children}.difference(laid)
    return [*laid, *sorted(loose, key=lambda child: (child.y(), child.x()))]


def _laid_out(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of the children that the layout and the layouts in it hold.

    No QLayoutItem is asked for: Qt for Python mistakes what comes to stand at its address later for the item.
    """
    if (bar := layout.menuBar()) is not None:
        yield bar
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    parts: dict[int, QWidget | QLayout] = {
        **{layout.indexOf(child): child for child in children},
        **{layout.indexOf(below): below for below in inner},
    }
    for number in sorted(parts.keys() - {_NOT_HELD}, key=lambda number: _place(layout, number)):
        part = parts[number]
        if isinstance(part, QLayout):
            yield from _laid_out(part, children)
        else:
            yield part


def _place(layout: QLayout, number: int) -> tuple[int, ...]:
    """The place of what has that number in the layout; a grid numbers as things come, and is read line by line."""
    if isinstance(layout, QGridLayout):
        return cast(tuple[int, ...], layout.getItemPosition(number))[:2]
    return (number,)


def _bring_in_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
