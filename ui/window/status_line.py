"""The right end of the status bar: how something is typed, where one stands, what is selected, whether it is stored."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QStatusBar

from ui.kit import words
from ui.kit.plain import Label
from ui.window.workspace import Workspace


class StatusLine:
    """Four labels of the main window's status bar, which follow the workspace that is shown."""

    def __init__(self, bar: QStatusBar) -> None:
        self.mode = Label()
        self.place = Label()
        self.sum = Label()
        self.saved = Label()
        for label in self._labels:
            bar.addPermanentWidget(label)

    @property
    def _labels(self) -> tuple[Label, ...]:
        return self.mode, self.place, self.sum, self.saved

    def follow(self, workspace: Workspace) -> None:
        """Tell of this workspace from now on."""
        workspace.moved.connect(lambda _: self.place.setText(workspace.place_words))
        workspace.selected.connect(self._show_sum)
        workspace.mode.connect(self.mode.setText)
        workspace.stored.connect(self._show_stored)
        self.begin(workspace)

    def begin(self, workspace: Workspace) -> None:
        """Tell where this workspace stands now, and what becomes of what is entered."""
        self.clear()
        kept = "只读，不能改动" if workspace.session.is_looked_at else "随填随存"
        self.saved.setText("自查，不保存" if workspace.session.is_inspected else kept)
        self.place.setText(workspace.place_words)

    def clear(self) -> None:
        """Nothing is open any more."""
        for label in self._labels:
            label.clear()

    def _show_sum(self, count: int, fen: object) -> None:
        self.sum.setText(words.sum_words(count, fen) if count > 1 and isinstance(fen, int) else "")

    def _show_stored(self, stored: bool) -> None:
        self.saved.setText(f"已自动保存 {datetime.now():%H:%M}" if stored else "没有存上！")
