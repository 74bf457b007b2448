"""The findings panel folded to a rail: how many there are of each kind; a click opens the panel on that kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from forms.document.finding import LEVEL_WORDS
from ui.kit import style
from ui.kit.plain import tip


class FindingsRail(QWidget):
    """A narrow column of counts; `chosen` tells the kind that was clicked."""

    chosen = Signal(str)

    def __init__(self, kinds: Mapping[str, str]) -> None:
        """`kinds`: what each filter of the panel is called."""
        super().__init__()
        self._names = dict(kinds)
        self._buttons = {kind: QToolButton() for kind in kinds}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for kind, button in self._buttons.items():
            button.setAutoRaise(True)
            button.setToolTip(tip(f"打开问题，只看{kinds[kind]}"))
            button.clicked.connect(partial(self.chosen.emit, kind))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are; a level that has some wears its colour."""
        for kind, button in self._buttons.items():
            name, count = self._names[kind], counts[kind]
            button.setText(f"{count}\n{name}")
            button.setAccessibleName(f"{name} {count}，打开问题")
            ground = self.palette()
            plain = ground.color(QPalette.ColorRole.ButtonText)
            ground.setColor(
                QPalette.ColorRole.ButtonText,
                style.level_color(kind, ground) if count and kind in LEVEL_WORDS else plain,
            )
            button.setPalette(ground)

    def texts(self) -> list[str]:
        """What stands on the rail."""
        return [button.text().replace("\n", " ") for button in self._buttons.values()]
