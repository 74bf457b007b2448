"""What is done to the table in the middle as a whole; each tells how it went."""

from __future__ import annotations

from forms.edit import cells
from ui.window.workspace import Workspace


def sort_by_code(workspace: Workspace) -> str:
    """Put the rows of the table in the order of their codes."""
    workspace.commit()
    session, table = workspace.session, workspace.table
    if table is None or table.layout != "codes":
        return "本页没有科目编码，不用排列。"
    if not session.apply("按科目编码排列", cells.sort_by_code(session.document, table.id)):
        return "本表已经按科目编码排列。"
    return ""


def accept_computed(workspace: Workspace) -> str:
    """Let the arithmetic stand in the table wherever a file stated something else."""
    workspace.commit()
    document, at = workspace.session.document, workspace.at
    stated = [address for address in document.cells if address.table == at and document.is_stated(address)]
    if workspace.session.apply("全部采用计算数", cells.accept_computed(document, stated)):
        return f"已采用计算数 {len(stated)} 格，可以撤销。"
    return "本页没有与计算数不一致的格。"
