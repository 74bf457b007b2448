"""The page between its two side panels, which fold to narrow rails: by a button, and where the page lacks room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSplitter, QToolButton, QWidget

from ui.kit import style
from ui.kit.plain import tip

_LEFT, _RIGHT = 206, 260
"""The widths of the side panels, in pixels at the standard type size."""
_ANY_WIDTH = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX, which Qt for Python does not hand on."""


class FoldButton(QToolButton):
    """Stands in the head of a panel of that name; the arrow points to where the panel's edge would go."""

    def __init__(self, name: str, edge: Qt.ArrowType) -> None:
        """`edge` is the side of the window to which the panel folds."""
        super().__init__()
        self._name = name
        self._edge = edge
        self.setAutoRaise(True)
        self.point(folded=False)

    def point(self, *, folded: bool) -> None:
        """Point to the edge from an open panel, and away from it from a folded one; say what a click does."""
        left, right = Qt.ArrowType.LeftArrow, Qt.ArrowType.RightArrow
        self.setArrowType((left if self._edge == right else right) if folded else self._edge)
        does = f"{'展开' if folded else '收起'}{self._name}"
        self.setToolTip(tip(f"{does}（两侧一起：F6）"))
        self.setAccessibleName(does)


class SidePanel(QWidget):
    """A panel that can stand as a narrow rail; its `fold` button has a place in both."""

    folding = Signal(bool)
    """The clerk wants it folded to its rail (True) or opened."""

    def __init__(self, name: str, edge: Qt.ArrowType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_folded = False
        self.fold = FoldButton(name, edge)
        self.fold.clicked.connect(lambda: self.folding.emit(not self.is_folded))

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

    By itself a panel folds as soon as the page would show too little, the findings first, and opens again only when the
    window grows or the page needs less: going from page to page never opens one.
    """

    def __init__(self, steps: SidePanel, page: QWidget, findings: SidePanel, least: Callable[[], int]) -> None:
        """`least` tells the width below which the page shows too little."""
        super().__init__(Qt.Orientation.Horizontal)
        self._steps, self._findings, self._least = steps, findings, least
        self._by_hand: dict[SidePanel, bool] = {}
        """Which panels the clerk folded (True) or opened."""
        self._wide: dict[SidePanel, int] = {}
        for widget in (steps, page, findings):
            self.addWidget(widget)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        steps.folding.connect(lambda folded: self._choose({steps: folded}))
        findings.folding.connect(lambda folded: self._choose({findings: folded}))
        self.splitterMoved.connect(self._keep_widths)
        self.fit()

    def fit(self) -> None:
        """Give the panels their widths in proportion to the type, and fold only what has to be folded."""
        factor = QGuiApplication.font().pointSizeF() / style.FONT_SIZES[style.STANDARD_SIZE]
        self._wide = {self._steps: round(_LEFT * factor), self._findings: round(_RIGHT * factor)}
        self._by_hand = {}
        self._arrange(set())

    def make_room(self) -> None:
        """Fold what leaves the page too little room."""
        self._arrange({panel for panel in self._wide if panel.is_folded})

    def toggle(self) -> None:
        """Fold both panels, or open both when none is open."""
        fold = not all(panel.is_folded for panel in self._wide)
        self._choose(dict.fromkeys(self._wide, fold))

    def arrange_anew(self) -> None:
        """The window or what the page needs has changed: fold what has to be folded now, and nothing else."""
        self._arrange({panel for panel, folded in self._by_hand.items() if folded})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange_anew()

    def _choose(self, chosen: dict[SidePanel, bool]) -> None:
        self._by_hand |= chosen
        folded = {panel for panel in self._wide if panel.is_folded}
        self._arrange({panel for panel in self._wide if chosen.get(panel, panel in folded)})

    def _arrange(self, folded: set[SidePanel]) -> None:
        """Fold these, and more while the page has too little room."""
        for panel in (self._findings, self._steps):
            if self.isVisible() and self._room(folded) < self._least() and panel not in self._by_hand:
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
