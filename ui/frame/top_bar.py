"""The bar over everything: 首页, the menus, and what is at hand, in one row that folds as the window narrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QSizePolicy, QToolButton, QWidget

from ui.kit import style

_BESIDE, _ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
_ICON, _EDGE, _BETWEEN = 18, 8, 2
_SOUGHT = "查找科目、金额、文字"
_FIND_CHARACTERS = 12
WHOLE, SHORT, DRAWN, LEAST, BARE = range(5)
"""How far the bar is folded: the box of 查找 shortened, then what leaves the office, then 首页 too by drawing alone; at
last what a menu has as well is away."""


class ToolButton(QToolButton):
    """A command of the bar, which follows its action; with a menu more of its kind hangs below it."""

    def __init__(self, action: QAction, folds: int, menu: QMenu | None = None) -> None:
        """`folds`: from which fold of the bar on its drawing stands alone and leaves the words to the tip."""
        super().__init__()
        self._folds = folds
        self.setDefaultAction(action)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(_ICON, _ICON))
        if menu is not None:
            self.setMenu(menu)
            self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def fold(self, fold: int) -> None:
        """Show what there is room for."""
        self.setToolButtonStyle(_ALONE if fold >= self._folds else _BESIDE)


class FindBox(ToolButton):
    """Looks like a field for what is sought; it opens the pane that seeks."""

    def __init__(self, action: QAction) -> None:
        super().__init__(action, LEAST)
        self._name = action.iconText()
        self.setProperty("field", True)

    def fold(self, fold: int) -> None:
        super().fold(fold)
        is_whole = fold < SHORT
        self.setMinimumWidth(style.wide(_FIND_CHARACTERS) if is_whole else 0)
        self.defaultAction().setIconText(_SOUGHT if is_whole else self._name)


class TopBar(QWidget):
    """One row. Where it does not fit, words go first that the drawings and the tips say too."""

    def __init__(
        self,
        home: ToolButton,
        menus: QMenuBar,
        tools: Sequence[QWidget],
        at_rest: Sequence[QWidget],
        spare: Sequence[QWidget],
    ) -> None:
        """`tools` serve an open disclosure, `at_rest` stands there without one; `spare` are the tools that go first."""
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        menus.setNativeMenuBar(False)
        menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.first = home
        self._folding = [each for each in (home, *tools, *at_rest) if isinstance(each, ToolButton)]
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, _BETWEEN, _EDGE, _BETWEEN)
        row.setSpacing(_BETWEEN)
        row.addWidget(home)
        row.addWidget(menus)
        row.addStretch(1)
        for tool in (*tools, *at_rest):
            row.addWidget(tool)
        self._row, self._tools, self._at_rest, self._spare = row, tools, at_rest, spare
        self._is_open = False

    def serve(self, is_open: bool) -> None:
        """Show the tools for an open disclosure, or what there is without one."""
        self._is_open = is_open
        for tools, shown in ((self._tools, is_open), (self._at_rest, not is_open)):
            for tool in tools:
                tool.setVisible(shown)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """It can be as narrow as its last fold, whatever is shown now."""
        return QSize(0, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Fold as little as the width allows."""
        for fold in range(WHOLE, BARE + 1):
            for tool in self._folding:
                tool.fold(fold)
            for spare in self._spare:
                spare.setVisible(self._is_open and fold < BARE)
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break
        self._row.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()
