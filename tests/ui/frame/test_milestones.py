"""签审 and 公开 have no steps: the list on the left tells their parts, how far each is, and leads to where it is."""

from __future__ import annotations

from forms.edit.profile import set_profile
from ui.frame.stage_bar import StageButton
from ui.frame.step_list import StepList
from ui.kit.steps import PROFILE
from ui.window.main_window import MainWindow
from ui.window.stages import PUBLISHING, SIGNING


def listed(opened: MainWindow, stage: str) -> StepList:
    """The list on the left once the stage was gone to."""
    next(button for button in opened.findChildren(StageButton) if button.name == stage).click()
    shown = opened.findChild(StepList)
    assert shown is not None
    return shown


def test_the_list_tells_the_parts_of_the_stage_that_lies_open(opened: MainWindow) -> None:
    assert listed(opened, SIGNING).names() == ["批复", "送签与签字", "定稿"]
    assert listed(opened, PUBLISHING).names() == ["登在网上", "网址", "标为已公开"]
    assert listed(opened, "预算表").names()[0].startswith("表一")


def test_what_is_written_down_shows_there_at_once(opened: MainWindow) -> None:
    shown, session = listed(opened, SIGNING), opened.workspace.session
    session.apply("填写", set_profile(session.document, "approval", "示财预〔2024〕1号"))
    assert "示财预〔2024〕1号" in shown.list.item(0).toolTip()


def test_a_click_on_the_approval_goes_to_where_it_is_filled_in(opened: MainWindow) -> None:
    shown = listed(opened, SIGNING)
    shown.list.setCurrentRow(0)
    assert opened.workspace.at == PROFILE
    assert shown.names() == ["单位资料与签审"]
