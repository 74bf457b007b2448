"""What stands on the last sheet of the copy for signing (检查报告), in whatever kind of file it is written."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "检查报告"
SPACED_TITLE = "检　查　报　告"
CAPTIONS = ("规则", "级别", "问题", "说明")
CAPTION_WIDTHS = (14.0, 14.0, 78.0, 50.0)
"""How wide these columns are printed, in millimetres: they fill the sheet."""
FACT_WIDTHS = (30.0, 126.0)
"""The same for the facts and what they are called."""
HEADINGS = ("一、结论", "二、没有改正的问题和已写的说明")
SIGNATURES = ("检查人（签字）：", "复核人（签字）：", "日期：")


@dataclass(frozen=True, slots=True)
class Closing:
    """The sheet: facts with what they are called, rows below `CAPTIONS`, the worst first.

    `total` is how many rows there would be if all that was found were told.
    """

    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    total: int

    def rest(self, shown: int) -> str:
        """What is said below so many rows about those that are not shown."""
        if not self.total:
            return "没有要改正的问题，也没有要写说明的警告。"
        return f"另有{self.total - shown}条，见单独导出的检查报告。" if self.total > shown else ""
