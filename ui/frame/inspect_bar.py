"""The line over a disclosure that is only looked at: which files were checked, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.frame.state_band import StateBand
from ui.kit.plain import tip


class InspectBar(StateBand):
    """Says that nothing is stored, and offers the report and the import."""

    report_wanted = Signal()
    import_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__("eye", "accent", "自查，只看不改", "、".join(path.name for path in files), parent)
        self.told.setToolTip(tip("\n".join(str(path) for path in files)))
        self.report = QPushButton("保存检查报告(&J)…")
        self.take = QPushButton("导入为资料(&T)…")
        self.leave = QPushButton("结束自查(&Q)")
        for button, signal in (
            (self.report, self.report_wanted),
            (self.take, self.import_wanted),
            (self.leave, self.close_wanted),
        ):
            button.clicked.connect(signal)
        self.offer(self.report, self.take, self.leave)
