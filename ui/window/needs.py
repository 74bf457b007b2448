"""Whether what a command needs is there, and if not, what the clerk is told."""

from __future__ import annotations

from models.errors import Trouble
from ui.kit import words
from ui.kit.commands import Need
from ui.kit.desk import Desk, Opened
from ui.kit.session import LOOKED_AT


class Needs:
    """Answers for the desk as it stands at the moment."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def why_not(self, needs: Need) -> str:
        """Why a command with these needs cannot be called now; blank when it can."""
        if Need.WRITABLE in needs and self._desk.office.is_read_only:
            return LOOKED_AT
        opened = self._desk.workspace
        if opened is None:
            return "请先打开一份资料。" if needs & ~Need.WRITABLE else ""
        return next(filter(None, (self._why_not(need, opened) for need in needs)), "")

    def _why_not(self, need: Need, opened: Opened) -> str:
        document = opened.session.document
        match need:
            case Need.CHANGEABLE:
                return opened.session.why_read_only
            case Need.STORED:
                return opened.session.why_not_kept
            case Need.TABLE if opened.table is None:
                return "本页不是表格，请先翻到要导出的表。"
            case Need.CODES if opened.table is None or opened.table.layout != "codes":
                return "本页没有科目编码，不用排列。"
            case Need.LINES if opened.table is None or opened.table.layout == "records":
                return "本页没有可以增加的科目。"
            case Need.RECORDS if opened.table is None or opened.table.layout != "records":
                return "本页没有可以增减的明细行。"
            case Need.SUMS if opened.table is None or not opened.table.relations:
                return "本页的明细没有合计。"
            case Need.LAST_YEAR if document.previous is None:
                year = document.head.year - 1
                return f"还没有{document.head.unit.name}{year}年的资料，不能对比。请先导入{year}年公开的文件。"
            case Need.SETTLED:
                return self._why_not_settled(opened)
            case Need.DONE if not document.undo_name:
                return "没有可以撤销的操作。"
            case Need.UNDONE if not document.redo_name:
                return "没有可以重做的操作。"
        return ""

    def _why_not_settled(self, opened: Opened) -> str:
        if not opened.session.is_kept:
            return opened.session.why_not_kept
        try:
            was_settled = self._desk.office.was_settled(opened.session.document.head.id)
        except Trouble as trouble:
            return words.trouble_text(trouble)
        return "" if was_settled else "这份资料还没有定过稿，没有可以对比的"
