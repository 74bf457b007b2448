"""What stands on the last sheet of the copy for signing (检查报告), in whatever kind of file it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

TITLE = "检查报告"
SPACED_TITLE = "检　查　报　告"
_CAPTIONS = ("规则", "级别", "问题", "说明")
CAPTION_WIDTHS = (14.0, 14.0, 78.0, 50.0)
"""How wide these columns are printed, in millimetres: they fill the sheet."""
FACT_WIDTHS = (30.0, 126.0)
"""The same for the facts and what they are called."""
HEADINGS = ("一、结论", "二、没有改正的问题和已写的说明")
SIGNATURES = ("检查人（签字）：", "复核人（签字）：", "日期：")


class Closing(NamedTuple):
    """The sheet: facts with what they are called, rows below `captions`, the worst first.

    `told` is of how many places each row tells, `total` of how many there is something to tell.
    """

    facts: tuple[tuple[str, str], ...]
    captions: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    told: tuple[int, ...]
    total: int

    def rest(self, shown: int) -> str:
        """What is said below so many rows about those that are not shown."""
        if not self.total:
            return "没有要改正的问题，也没有要写说明的警告。"
        left = self.total - sum(self.told[:shown])
        return f"另有{left}处，见单独导出的检查报告。" if left else ""


def closing(
    facts: tuple[tuple[str, str], ...], rows: Sequence[tuple[str, ...]], told: Sequence[int], total: int
) -> Closing:
    """The sheet of these facts and rows; where no row holds words (说明), the problems have their column too."""
    if any(row[-1] for row in rows):
        return Closing(facts, _CAPTIONS, CAPTION_WIDTHS, tuple(rows), tuple(told), total)
    *widths, problems, words = CAPTION_WIDTHS
    return Closing(
        facts, _CAPTIONS[:-1], (*widths, problems + words), tuple(row[:-1] for row in rows), tuple(told), total
    )
