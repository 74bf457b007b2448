"""单位一览: the window of a finance bureau, with a tab for each thing that it does for all its units."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from ui.bureau.bureau_page import BureauPage
from ui.bureau.collect_page import CollectPage
from ui.bureau.hand_out_page import HandOutPage
from ui.bureau.sum_page import SumPage
from ui.county.site_page import SitePage
from ui.county.units_page import UnitsPage
from ui.kit import commands
from ui.kit.desk import Desk

_CHECK = "检查"
"""What stands on the tab to which 单位一览 leads."""
_WIDE, _HIGH = 1280, 700
_FRAME = 40
"""What the frame of the window takes of the height of the screen at most, in pixels."""


class CountyWindow(QDialog):
    """Stands beside the main window, in which the work goes on; what runs in one tab runs on behind another."""

    look_wanted = Signal(object)
    """The files of a unit that shall be opened to be looked at."""
    open_wanted = Signal(str)
    """The disclosure that shall be opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Window)
        self.setWindowTitle("单位一览")
        self.hand_out = HandOutPage(desk, desk.jobs.beside())
        self.collect = CollectPage(desk, desk.jobs.beside())
        self.units = UnitsPage(desk.office, desk.jobs.beside())
        self.sum = SumPage(desk, desk.jobs.beside())
        self.site = SitePage(desk, desk.jobs.beside())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("单位一览")
        # In the order of a year.
        self._pages: dict[commands.Command, BureauPage | UnitsPage] = {
            commands.HAND_OUT: self.hand_out,
            commands.COLLECT: self.collect,
            commands.COUNTY: self.units,
            commands.SUM_INTO: self.sum,
            commands.CHECK_SITE: self.site,
        }
        for command, page in self._pages.items():
            self.tabs.addTab(page, _CHECK if command is commands.COUNTY else command.name)
        self.collect.check_wanted.connect(self._check)
        for told in (self.collect.look_wanted, self.units.look_wanted):
            told.connect(self.look_wanted)
        self.sum.open_wanted.connect(self.open_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        room = self.screen().availableSize()
        self.resize(min(_WIDE, room.width()), min(_HIGH, room.height() - _FRAME))
        self.go(commands.COUNTY)

    def go(self, command: commands.Command) -> None:
        """Show the tab to which this command leads."""
        self.tabs.setCurrentWidget(self._pages[command])

    def _check(self, folder: Path) -> None:
        self.go(commands.COUNTY)
        self.units.start(folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self._pages.values():
            page.give_up()
        super().closeEvent(event)
