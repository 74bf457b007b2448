"""The right end of the status bar: how something is typed, where one stands, what is selected, whether it is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStatusBar, QToolButton, QWidget

from models.money import show
from ui.kit import style, words
from ui.kit.plain import Label, tip
from ui.window.workspace import Workspace


class StatusLine:
    """Four parts of the main window's status bar, which follow the workspace that is shown."""

    def __init__(self, window: QMainWindow) -> None:
        bar = _MessageBar()
        bar.setSizeGripEnabled(False)
        window.setStatusBar(bar)
        self.mode = Label()
        self.place = Label()
        self.sum = _Sum()
        self.saved = Label()
        self.saved.setContentsMargins(0, 0, 2 * style.SPACE, 0)
        for label in self._labels:
            bar.addPermanentWidget(label)
        # A sentence has the room of the place while it stands there.
        bar.messageChanged.connect(lambda told: self.place.setVisible(not told))

    @property
    def _labels(self) -> tuple[QWidget, ...]:
        return self.mode, self.place, self.sum, self.saved

    def follow(self, workspace: Workspace) -> None:
        """Tell of this workspace from now on."""
        workspace.moved.connect(lambda _: self.place.setText(workspace.place_words))
        workspace.selected.connect(lambda count, fen: self.sum.show_sum(count, fen, workspace.shown_unit))
        self.sum.told = workspace.status.emit
        workspace.mode.connect(self.mode.setText)
        if workspace.session.is_kept:
            workspace.stored.connect(self._show_stored)
        self.begin(workspace)

    def begin(self, workspace: Workspace) -> None:
        """Tell where this workspace stands now, and what becomes of what is entered."""
        self.clear()
        kept = "只读，不能改动" if workspace.session.is_looked_at else "随填随存"
        session = workspace.session
        self.saved.setText("自查，不保存" if session.is_inspected else "练习，不保存" if session.is_practice else kept)
        self.place.setText(workspace.place_words)

    def clear(self) -> None:
        """Nothing is open any more."""
        for label in (self.mode, self.place, self.saved):
            label.clear()
        self.sum.show_sum(0, 0, "")

    def _show_stored(self, stored: bool) -> None:
        self.saved.setText(f"已自动保存 {datetime.now():%H:%M}" if stored else "没有存上！")


class _MessageBar(QStatusBar):
    """Says a sentence as far as it has room; the end is left out with dots and told in the tip."""

    def __init__(self) -> None:
        super().__init__()
        self.messageChanged.connect(lambda told: self.setToolTip(tip(told)))

    def paintEvent(self, event: QPaintEvent) -> None:
        told = self.currentMessage()
        if not told:
            super().paintEvent(event)
            return
        painter, palette = QPainter(self), self.palette()
        painter.fillRect(self.rect(), style.color("surface", palette))
        painter.setPen(style.color("line", palette))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        painter.setPen(style.color("text", palette))
        room = self.rect().adjusted(2 * style.SPACE, 0, self.told_width() - self.width(), 0)
        shown = self.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def told_width(self) -> int:
        """Up to where a sentence may reach: the parts at the right stay whole."""
        parts = (child for child in self.children() if isinstance(child, QWidget) and child.isVisible())
        return min((part.x() for part in parts), default=self.width()) - style.SPACE


class _Sum(QToolButton):
    """Count, sum and average of the amounts that are selected; a click copies the sum."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tip("点一下或者按空格复制合计"))
        self.told: Callable[[str], object] = lambda _: None
        """Where it is said that the sum was copied."""
        self._sum = ""
        self.clicked.connect(self._copy)
        self.hide()

    def show_sum(self, count: int, fen: int, unit: str) -> None:
        """Tell of so many amounts; one alone is no sum."""
        self._sum = show(fen, unit) if count > 1 else ""
        self.setText(words.sum_words(count, fen, unit) if count > 1 else "")
        self.setVisible(count > 1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sum)
        self.told(f"已复制合计 {self._sum}。")
