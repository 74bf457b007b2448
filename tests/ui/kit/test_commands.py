"""The table of commands: what is made from it, and that nothing in it stands twice."""

from collections.abc import Iterator

import pytest

from forms.edit import cells
from models.records import Address, Unit
from tests.ui.menus import looked_at
from ui.frame.menu_bar import MENUS, TOOL_BAR
from ui.help.key_page import KEY_PAGE, KeyLine
from ui.kit import commands
from ui.kit.commands import (
    CHECK,
    COPY,
    GRID,
    INSERT_NUMBER,
    LOCATE,
    PASTE,
    PREVIEW,
    ROW_UP,
    SORT_BY_CODE,
    TAKE_BACK,
    UNDO,
    Command,
    Need,
    printed,
)
from ui.window.main_window import MainWindow

TABLE = [one for one in vars(commands).values() if isinstance(one, Command)]
WINDOW = [entry for menu in MENUS for entry in menu.entries if isinstance(entry, Command)]
LIST_OF_PROJECTS = [one for one in TABLE if one.id.endswith(("_project", "_goals")) or one.id.startswith("project_")]
KINDS = (Need.LINES, Need.RECORDS | Need.SUMS)


def keys(of: list[Command]) -> Iterator[str]:
    return (key for command in of for key in command.keys)


def test_every_command_has_a_name_of_its_own_for_the_program() -> None:
    ids = [command.id for command in TABLE]
    assert len(set(ids)) == len(ids)


def test_a_command_stands_in_one_menu_once_and_the_tool_bar_has_no_other() -> None:
    assert len(set(WINDOW)) == len(WINDOW)
    assert {entry for entry in TOOL_BAR if isinstance(entry, Command)} <= set(WINDOW)


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_means_one_thing_in_a_grid(kind: Need) -> None:
    offered = [command for command in GRID if command.needs & (Need.LINES | Need.RECORDS | Need.SUMS) in kind]
    found = list(keys(offered))
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("of", [WINDOW, LIST_OF_PROJECTS], ids=["window", "projects"])
def test_a_key_means_one_thing_in_its_place(of: list[Command]) -> None:
    found = list(keys(of))
    assert found
    assert len(set(found)) == len(found)


def test_a_key_on_the_page_of_the_keys_is_told_once() -> None:
    lines = [line.keys for line in KEY_PAGE]
    assert len(set(lines)) == len(lines)
    assert all(lines)


def test_of_one_command_all_keys_are_told_and_of_several_the_first() -> None:
    assert KeyLine((LOCATE,), "").keys == "F5 或 Ctrl+G"
    assert KeyLine((COPY, PASTE), "").keys == "Ctrl+C、Ctrl+V"


def test_a_key_is_told_as_it_is_printed() -> None:
    assert [printed(key) for key in ("Alt+Up", "Ctrl+PgDown", "Del", "Ctrl+-")] == [
        "Alt+↑",
        "Ctrl+PgDn",
        "Delete",
        "Ctrl+-",
    ]


def test_words_fit_the_place_they_stand_in() -> None:
    assert (PREVIEW.name, PREVIEW.tool, CHECK.tool) == ("预览", "预览", "检查")
    assert (INSERT_NUMBER.label, ROW_UP.caption, UNDO.caption) == ("插入表中的数 F4", "上移\tAlt+↑", "撤销\tCtrl+Z")


def test_what_has_a_key_needs_nothing_that_another_page_changes() -> None:
    at_hand = [one for one in WINDOW if one.keys or one in TOOL_BAR]
    assert [one.id for one in at_hand if one.needs & (Need.TABLE | Need.CODES | Need.SETTLED)] == []


def test_the_tip_names_the_step_that_is_taken_back(opened: MainWindow) -> None:
    session = opened.workspace.session
    session.apply("填写1格", cells.state(session.document, Address("T5", "2060101", "basic"), 1))
    assert looked_at(opened, UNDO).toolTip() == "撤销填写1格（Ctrl+Z）"
    opened.workspace.undo()
    assert looked_at(opened, UNDO).toolTip() == "没有可以撤销的操作。"


def test_a_command_rests_without_a_disclosure_when_it_needs_anything(window: MainWindow) -> None:
    assert {one for one in WINDOW if looked_at(window, one).isEnabled()} == {
        one for one in WINDOW if not one.needs & ~Need.WRITABLE
    }


def test_a_command_that_rests_says_why(window: MainWindow) -> None:
    for command in WINDOW:
        action = looked_at(window, command)
        assert action.isEnabled() or action.toolTip() == "请先打开一份资料。", command.id


def test_what_is_looked_at_only_is_not_changed(window: MainWindow) -> None:
    document = window.office.start(Unit("1", "甲局"), 2024, "部门", "hebei")
    window.show_document(document)
    window.workspace.go("T2")
    assert looked_at(window, SORT_BY_CODE).isEnabled()
    window.workspace.session.is_inspected = True
    for command in (SORT_BY_CODE, TAKE_BACK):
        action = looked_at(window, command)
        assert (action.isEnabled(), action.toolTip()) == (False, "自查的资料只看不改；要修改，请先“导入为资料”。")
