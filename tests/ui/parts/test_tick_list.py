"""A list whose rows are ticked: a long name leaves room for what is wrong."""

from pytestqt.qtbot import QtBot

from tests.ui.conftest import shown
from ui.parts.tick_list import TickList


def test_a_long_name_leaves_room_for_the_column_that_is_read(qtbot: QtBot) -> None:
    made = TickList("要改的", ("在哪里", "问题", "改法"), wide=1)
    made.show_rows([(("项目" * 60, "写作“20”", "改为 20万元"), 1, True)])
    made.resize(980, 300)
    shown(qtbot, made)
    assert made.columnWidth(1) > made.viewport().width() / 3
