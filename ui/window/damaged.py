"""Opening a disclosure that may be damaged: the clerk decides between a backup and what stands there now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox

from forms.document.document import Document
from models.store import Altered
from ui.kit import words
from ui.kit.desk import Desk
from ui.kit.plain import message


def opened(desk: Desk, disclosure: str, show_backups: Callable[[], None]) -> Document | None:
    """The disclosure of that id; None when the clerk turned to the backups, or away.

    The disclosure of the year before lies open beside it, and may be the one that is damaged. Raises Trouble for
    whatever else stands in the way.
    """
    while True:
        try:
            return desk.office.open_disclosure(disclosure)
        except Altered as altered:
            if not _is_accepted(desk, altered, show_backups):
                return None
            desk.office.accept(altered.head.id)


def _is_accepted(desk: Desk, altered: Altered, show_backups: Callable[[], None]) -> bool:
    text = f"{words.trouble_text(altered)}\n也可以照现在的样子打开，再逐项核对；操作记录里会写明。"
    box = message(QMessageBox.Icon.Warning, "资料可能已损坏", text, desk.widget)
    backups = box.addButton("打开备份和恢复(&B)…", QMessageBox.ButtonRole.ActionRole)
    accept = box.addButton("照现在的样子打开(&O)", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("取消(&C)", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    if chosen is backups:
        show_backups()
    return chosen is accept
