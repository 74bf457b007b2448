"""What the commands of the window do to the open disclosure, wherever in it the clerk stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from forms.edit import cells
from ui.kit import commands
from ui.kit.commands import Command
from ui.window.workspace import Workspace


def sort_by_code(opened: Workspace) -> None:
    """Put the rows of the table in the order of their codes."""
    opened.commit()
    session = opened.session
    if not session.apply("按科目编码排列", cells.sort_by_code(session.document, opened.at)):
        opened.status.emit("本表已经按科目编码排列。")


def accept_computed(opened: Workspace) -> None:
    """Let the arithmetic stand in the table wherever a file stated something else."""
    opened.commit()
    document, at = opened.session.document, opened.at
    stated = [address for address in document.cells if address.table == at and document.is_stated(address)]
    if opened.session.apply("全部采用计算数", cells.accept_computed(document, stated)):
        opened.status.emit(f"已采用计算数 {len(stated)} 格，可以撤销。")
    else:
        opened.status.emit("本页没有与计算数不一致的格。")


def _on_page(command: Command) -> Callable[[Workspace], None]:
    """What the page in the middle does at a command of its own."""

    def carry_out(opened: Workspace) -> None:
        do = opened.current_page.deed(command)
        if do is None:
            opened.status.emit(f"这里不能{command.name}：请先点一格，或者翻到有表的页。")
        else:
            do()

    return carry_out


DEEDS: Mapping[Command, Callable[[Workspace], object]] = {
    commands.UNDO: Workspace.undo,
    commands.REDO: Workspace.redo,
    commands.FIND: Workspace.seek,
    commands.REPLACE: lambda opened: opened.seek(replacing=True),
    commands.FIND_NEXT: lambda opened: opened.seek_on(1),
    commands.FIND_PREVIOUS: lambda opened: opened.seek_on(-1),
    commands.LOCATE: Workspace.locate,
    commands.WHERE_USED: Workspace.show_uses,
    commands.BACK: Workspace.back,
    commands.PREVIOUS_PAGE: lambda opened: opened.step(-1),
    commands.NEXT_PAGE: lambda opened: opened.step(1),
    commands.PANELS: lambda opened: opened.panels.toggle(),
    commands.SORT_BY_CODE: sort_by_code,
    commands.ACCEPT_COMPUTED: accept_computed,
    commands.NEXT_FINDING: lambda opened: opened.findings.step(1),
    commands.PREVIOUS_FINDING: lambda opened: opened.findings.step(-1),
    **{command: _on_page(command) for command in commands.ON_CELLS},
}
"""What is done at each of them."""
