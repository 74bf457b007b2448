"""The line over a disclosure that is only looked at: which files were checked, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.kit import style
from ui.kit.plain import Label, tip


class InspectBar(QFrame):
    """Says that nothing is stored, and offers the report and the import."""

    report_wanted = Signal()
    import_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        names = "、".join(path.name for path in files)
        told = Label(f"自查，只看不改：{names}")
        told.setWordWrap(True)
        told.setToolTip(tip("\n".join(str(path) for path in files)))
        self.report = QPushButton("保存检查报告(&J)…")
        self.take = QPushButton("导入为资料(&T)…")
        self.leave = QPushButton("结束自查(&Q)")
        for button, signal in (
            (self.report, self.report_wanted),
            (self.take, self.import_wanted),
            (self.leave, self.close_wanted),
        ):
            button.clicked.connect(signal)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(style.SPACE, style.SPACE // 2, style.SPACE, style.SPACE // 2)
        layout.addWidget(told, 1)
        for button in (self.report, self.take, self.leave):
            layout.addWidget(button)
