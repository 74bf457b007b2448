"""The side panels by themselves: they ask for the room of their rails only, for they fold before the window grows."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.side_panels import SidePanel, SidePanels

RAIL, PAGE, PANEL = 30, 400, 250


class Panel(SidePanel):
    """As wide as it likes while it is open."""

    @property
    def rail_width(self) -> int:
        return RAIL

    def show_folded(self, folded: bool) -> None:
        self.setMinimumWidth(RAIL if folded else PANEL)


@pytest.mark.parametrize("kept", ["both", "steps", "findings", "none"])
def test_whatever_is_open_the_panels_ask_for_the_page_between_two_rails(qtbot: QtBot, kept: str) -> None:
    page = QWidget()
    page.setMinimumWidth(PAGE)
    page.minimumSizeHint = page.minimumSize  # type: ignore[method-assign]
    panels = SidePanels(Panel("甲", "left"), page, Panel("乙", "right"), lambda: 0)
    qtbot.addWidget(panels)
    panels.resize(1800, 400)
    panels.show()
    panels.restore(kept)
    assert panels.minimumSizeHint().width() == PAGE + 2 * (RAIL + panels.handleWidth())
