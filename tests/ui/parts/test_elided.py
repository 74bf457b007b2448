"""A text that gives way."""

import pytest
from pytestqt.qtbot import QtBot

from ui.parts.elided import Elided

SENTENCE = "填写上年数和增减原因，说明里“比上年增减”的句子由此写成。有上年资料的，上年数自动取来。"


@pytest.mark.parametrize(("lines", "is_whole"), [(1, False), (2, True)])
def test_a_sentence_goes_on_in_the_lines_for_which_there_is_room(qtbot: QtBot, lines: int, is_whole: bool) -> None:
    told = Elided(is_broken=True)
    qtbot.addWidget(told)
    told.show_text(SENTENCE)
    told.resize(told.sizeHint().width() * 2 // 3, lines * told.fontMetrics().lineSpacing())
    assert len(told.lines()) == lines
    assert ("".join(told.lines()) == SENTENCE) is is_whole


def test_what_shall_be_seen_whole_is_not_seen_in_part(qtbot: QtBot) -> None:
    told = Elided(is_whole=True)
    qtbot.addWidget(told)
    told.show_text(SENTENCE)
    told.resize(told.sizeHint())
    assert told.lines() == [SENTENCE]
    told.resize(told.width() // 2, told.height())
    assert told.lines() == []
    assert told.toolTip()
