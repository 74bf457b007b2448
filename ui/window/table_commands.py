"""What is done to the table in the middle as a whole; each tells how it went."""

from __future__ import annotations

from forms.edit import cells
from ui.kit.desk import Opened


def sort_by_code(opened: Opened) -> str:
    """Put the rows of the table in the order of their codes."""
    opened.commit()
    session = opened.session
    if session.apply("按科目编码排列", cells.sort_by_code(session.document, opened.at)):
        return ""
    return "本表已经按科目编码排列。"


def accept_computed(opened: Opened) -> str:
    """Let the arithmetic stand in the table wherever a file stated something else."""
    opened.commit()
    document, at = opened.session.document, opened.at
    stated = [address for address in document.cells if address.table == at and document.is_stated(address)]
    if opened.session.apply("全部采用计算数", cells.accept_computed(document, stated)):
        return f"已采用计算数 {len(stated)} 格，可以撤销。"
    return "本页没有与计算数不一致的格。"
