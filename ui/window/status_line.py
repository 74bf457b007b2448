"""The right end of the status bar: how something is typed, where one stands, what is selected, whether it is stored."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QStatusBar

from ui.kit import words
from ui.kit.plain import Label
from ui.kit.session import Session


class StatusLine:
    """Four labels of the main window's status bar."""

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

    def clear(self) -> None:
        """Nothing is open any more."""
        for label in self._labels:
            label.clear()

    def show_kept(self, session: Session) -> None:
        """What becomes of what is entered."""
        kept = "只读，不能改动" if session.is_looked_at else "随填随存"
        self.saved.setText("自查，不保存" if session.is_inspected else kept)

    def show_sum(self, count: int, fen: object) -> None:
        """What is selected, when it is more than one amount."""
        self.sum.setText(words.sum_words(count, fen) if count > 1 and isinstance(fen, int) else "")

    def show_stored(self, stored: bool) -> None:
        """Whether the last step reached the disk."""
        self.saved.setText(f"已自动保存 {datetime.now():%H:%M}" if stored else "没有存上！")
