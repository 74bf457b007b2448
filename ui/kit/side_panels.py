"""The page between its two side panels, which fold to narrow rails: by a button, and where the page lacks room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QToolButton, QWidget

from ui.kit import style
from ui.kit.plain import tip

_LEFT, _RIGHT = 254, 344
"""The widths of the side panels, in pixels at the standard type size."""
_BOTH = 1500
"""From this width on both can be open, in pixels at the standard type size."""
_STATES = {"both": (False, False), "steps": (False, True), "findings": (True, False), "none": (True, True)}
"""What is kept of what the clerk opened: whether the steps are folded, and whether the findings are."""
_ICON = 18
"""The side of the drawing on a fold button, in pixels."""
_DRAWINGS = {
    ("left", False): "panel-left-close",
    ("left", True): "panel-left-open",
    ("right", False): "panel-right-close",
    ("right", True): "panel-right-open",
}
"""What a fold button bears: the edge its panel folds to, and whether it is folded."""
_ANY_WIDTH = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX, which Qt for Python does not hand on."""


class FoldButton(QToolButton):
    """Stands in the head of a panel of that name and folds it to a side of the window, left or right."""

    def __init__(self, name: str, edge: str) -> None:
        super().__init__()
        self._name = name
        self._edge = edge
        self.setAutoRaise(True)
        self.setIconSize(QSize(_ICON, _ICON))
        self.point(folded=False)

    def point(self, *, folded: bool) -> None:
        """Show what a click does, and say it."""
        style.draw(self, _DRAWINGS[self._edge, folded], "text2")
        does = f"{'展开' if folded else '收起'}{self._name}"
        self.setToolTip(tip(f"{does}（两侧一起：F6）"))
        self.setAccessibleName(does)


class SidePanel(QWidget):
    """A panel that can stand as a narrow rail; its `fold` button has a place in both."""

    folding = Signal(bool)
    """The clerk wants it folded to its rail (True) or opened."""
    worked_in: QWidget
    """What is worked in while it is open."""

    def __init__(self, name: str, edge: str, parent: QWidget | None = None) -> None:
        """`edge` is the side of the window to which it folds, left or right."""
        super().__init__(parent)
        self.is_folded = False
        self.fold = FoldButton(name, edge)
        self.fold.clicked.connect(lambda: self.folding.emit(not self.is_folded))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on to what is worked in, on the rail to the button that opens it."""
        (self.worked_in if self.worked_in.isVisible() else self.fold).setFocus(event.reason())

    @property
    def rail_width(self) -> int:
        """The width of the folded panel."""
        raise NotImplementedError

    def set_folded(self, folded: bool) -> None:
        """Leave only the rail in sight, or show the whole panel."""
        if folded != self.is_folded:
            self.is_folded = folded
            self.fold.point(folded=folded)
            self.show_folded(folded)

    def show_folded(self, folded: bool) -> None:
        """Show the parts of the rail or those of the whole panel."""
        raise NotImplementedError


class SidePanels(QSplitter):
    """Steps left, findings right. What the clerk folded or opened stays so until another type size is chosen.

    Where the window is not wide enough for both, one of them is a rail, at first the findings: the one that was opened
    last stays. By itself a panel folds as soon as the page would show too little, and opens again only when the window
    grows or the page needs less: going from page to page never opens one.
    """

    chosen = Signal(str)
    """Which panels the clerk has folded now, to be kept and given to `restore`."""

    def __init__(self, steps: SidePanel, page: QWidget, findings: SidePanel, least: Callable[[], int]) -> None:
        """`least` tells the width below which the page shows too little."""
        super().__init__(Qt.Orientation.Horizontal)
        self._steps, self._findings, self._least = steps, findings, least
        self._page = page
        self._by_hand: dict[SidePanel, bool] = {}
        """Which panels the clerk folded (True) or opened."""
        self._first = steps
        """The panel that stays open where only one can."""
        self._wide: dict[SidePanel, int] = {}
        for widget in (steps, page, findings):
            self.addWidget(widget)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(1, 1)
        steps.folding.connect(lambda folded: self._choose({steps: folded}))
        findings.folding.connect(lambda folded: self._choose({findings: folded}))
        self.splitterMoved.connect(self._keep_widths)
        self.fit()

    def fit(self) -> None:
        """Give the panels their widths in proportion to the type, and fold only what has to be folded."""
        self._wide = {self._steps: round(_LEFT * style.factor()), self._findings: round(_RIGHT * style.factor())}
        self._by_hand = {}
        self._arrange(set())

    def restore(self, kept: str) -> None:
        """Fold and open what was folded and open before; a blank word leaves it to the room."""
        if kept in _STATES:
            steps, findings = _STATES[kept]
            self._first = self._findings if steps else self._steps
            self._by_hand = {self._steps: steps, self._findings: findings}
            self._arrange({panel for panel, folded in self._by_hand.items() if folded})

    def make_room(self) -> None:
        """Another page is shown: fold what leaves it too little room; the steps that only the page before had no room
        for open again."""
        by_itself = self._steps not in self._by_hand and self._first is self._steps
        self._arrange({panel for panel in self._wide if panel.is_folded and not (by_itself and panel is self._steps)})

    def toggle(self) -> None:
        """Fold both panels, or open both when none is open; where only one can be open, one after the other."""
        steps, findings = self._steps, self._findings
        if self._has_room_for_both:
            self._choose(dict.fromkeys(self._wide, not all(panel.is_folded for panel in self._wide)))
        elif not steps.is_folded:
            self._choose({findings: False, steps: True})
        elif not findings.is_folded:
            self._choose({findings: True, steps: True})
        else:
            self._choose({steps: False, findings: True})

    def arrange_anew(self) -> None:
        """The window or what the page needs has changed: fold what has to be folded now, and nothing else."""
        self._arrange({panel for panel, folded in self._by_hand.items() if folded})

    def minimumSizeHint(self) -> QSize:
        """The page between two rails: the panels fold before the window has to grow."""
        rails = sum(panel.rail_width + self.handleWidth() for panel in self._wide)
        return QSize(self._page.minimumSizeHint().width() + rails, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange_anew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange_anew()

    @property
    def _has_room_for_both(self) -> bool:
        return self.width() >= _BOTH * style.factor()

    def _choose(self, chosen: dict[SidePanel, bool]) -> None:
        self._first = next((panel for panel, folded in chosen.items() if not folded), self._first)
        self._by_hand |= chosen
        folded = {panel for panel in self._wide if panel.is_folded}
        self._arrange({panel for panel in self._wide if chosen.get(panel, panel in folded)})
        state = self._steps.is_folded, self._findings.is_folded
        self.chosen.emit(next(word for word, folded_ in _STATES.items() if folded_ == state))

    def _arrange(self, folded: set[SidePanel]) -> None:
        """Fold these, and more while the page has too little room."""
        if not folded and self.isVisible() and not self._has_room_for_both:
            folded.add(self._findings if self._first is self._steps else self._steps)
        for panel in (self._findings, self._steps):
            # What the clerk opened folds only where the page has no room at all.
            least = self._page.minimumSizeHint().width()
            if panel in self._by_hand:
                least -= max(self._wide[panel] - panel.minimumSizeHint().width(), 0)
            else:
                least = max(least, self._least())
            if self.isVisible() and self._room(folded) < least:
                folded.add(panel)
        for panel in self._wide:
            panel.set_folded(panel in folded)
            if panel in folded:
                panel.setFixedWidth(panel.rail_width)
            else:
                panel.setMinimumWidth(0)
                panel.setMaximumWidth(_ANY_WIDTH)
        left, right = (self._width(panel, folded) for panel in (self._steps, self._findings))
        self.setSizes([left, max(self._room(folded), 1), right])

    def _room(self, folded: set[SidePanel]) -> int:
        return self.width() - sum(self._width(panel, folded) + self.handleWidth() for panel in self._wide)

    def _width(self, panel: SidePanel, folded: set[SidePanel]) -> int:
        return panel.rail_width if panel in folded else max(self._wide[panel], panel.minimumSizeHint().width())

    def _keep_widths(self) -> None:
        """The clerk drew a panel wider or narrower."""
        for panel in self._wide:
            if not panel.is_folded:
                self._wide[panel] = panel.width()
