"""历史: several steps back at once, on again, and the restore points beside them."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from forms.edit import cells
from forms.office.office import Office
from models.records import Address
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.dialogs import backup_dialog
from ui.dialogs.steps_dialog import StepsDialog
from ui.kit.commands import STEPS
from ui.window.main_window import MainWindow

LEAF = Address("T5", "2060101", "basic")


@pytest.fixture
def worked(opened: MainWindow) -> MainWindow:
    """Three steps in the open disclosure."""
    session = opened.workspace.session
    for number in (1, 2, 3):
        session.apply(f"第{number}步", cells.state(session.document, LEAF, number * 1_000000))
    return opened


def steps_seen(worked: MainWindow, do: Callable[[StepsDialog], object]) -> list[tuple[str, ...]]:
    """Open the list, do something to it, and tell what it showed."""
    seen: list[tuple[str, ...]] = []

    def look(dialog: StepsDialog) -> None:
        seen.extend(dialog.list.texts())
        do(dialog)

    answer(StepsDialog, look)
    call(worked, STEPS)
    return seen


def choose(dialog: StepsDialog, line: int) -> None:
    dialog.list.go(line)
    dialog.go.click()


def test_the_list_names_each_step_and_where_it_was(worked: MainWindow) -> None:
    seen = steps_seen(worked, StepsDialog.reject)
    assert [one[:3] for one in seen[:2]] == [
        ("▶ 现在", "第3步", "表五 一般公共支出"),
        ("", "第2步", "表五 一般公共支出"),
    ]
    assert seen[-1][1] == "打开以来能退到的最早的样子"


def test_several_steps_are_taken_back_at_once_and_done_again(worked: MainWindow) -> None:
    session = worked.workspace.session
    said: list[str] = []
    worked.workspace.status.connect(said.append)
    steps_seen(worked, lambda dialog: choose(dialog, 2))
    assert session.document.value(LEAF) == 1_000000
    assert said[-1] == "已退回 2 步，可以重做"
    assert worked.workspace.place == LEAF
    seen = steps_seen(worked, lambda dialog: choose(dialog, 0))
    assert [one[:2] for one in seen[:3]] == [("已撤销", "第3步"), ("已撤销", "第2步"), ("▶ 现在", "第1步")]
    assert session.document.value(LEAF) == 3_000000


def test_the_button_says_how_far_it_goes(worked: MainWindow) -> None:
    told: list[str] = []

    def look(dialog: StepsDialog) -> None:
        for line in (0, 2):
            dialog.list.go(line)
            told.append(f"{dialog.go.text()} {dialog.go.isEnabled()}")
        dialog.reject()

    steps_seen(worked, look)
    assert told == ["就是现在 False", "退回 2 步 True"]


def test_nothing_is_taken_back_where_nothing_may_be_changed(worked: MainWindow) -> None:
    worked.workspace.session.is_inspected = True
    steps_seen(worked, lambda dialog: (choose(dialog, 2), dialog.reject()))
    assert worked.workspace.session.document.value(LEAF) == 3_000000


def test_a_point_is_made_and_restored_in_the_same_place(
    worked: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_dialog, "is_confirmed", lambda *_: True)
    disclosure = worked.workspace.session.document.head.id

    def keep(dialog: StepsDialog) -> None:
        dialog.points.name.setText("报局长看之前")
        dialog.points.keep.click()
        dialog.reject()

    steps_seen(worked, keep)
    session = worked.workspace.session
    session.apply("第4步", cells.state(session.document, LEAF, 9_000000))
    steps_seen(worked, lambda dialog: dialog.points.restore.click())
    assert worked.workspace is None
    assert office.open_disclosure(disclosure).value(LEAF) == 3_000000


def test_without_a_step_there_is_nowhere_to_go(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = StepsDialog(opened.office, opened.workspace.session)
    qtbot.addWidget(dialog)
    assert len(dialog.list.texts()) == 1
    assert not dialog.go.isEnabled()
