"""What was handed out and collected, in words, for the command line and the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from forms.bureau.collecting import COME_WORDS, Collected, PacketFate
from forms.bureau.hand_out import County, UnitFate
from forms.match.report import ReadCell, Reason

_OUTCOMES = {UnitFate.MADE: "已生成", UnitFate.HERE: "原已有", UnitFate.REFUSED: "没有读入"}
_FORESEEN = {UnitFate.MADE: "将生成", UnitFate.HERE: "原已有", UnitFate.REFUSED: "读不了"}
TAKINGS: Mapping[PacketFate, str] = {
    PacketFate.TAKEN: "存入",
    PacketFate.LOOKED: "可以存入",
    PacketFate.SAME: "与这里相同",
    PacketFate.OLDER: "比这里旧",
    PacketFate.APART: "两处都改动过",
    PacketFate.DAMAGED: "打不开",
    PacketFate.MISSING: "没有交回",
}
TO_LOOK_AT = (PacketFate.OLDER, PacketFate.APART, PacketFate.DAMAGED)
"""Of these a person has to look at the file."""


def outcome_words(outcome: UnitFate, is_done: bool = True) -> str:
    """What became of a unit, or would become of it."""
    return (_OUTCOMES if is_done else _FORESEEN)[outcome]


def county_words(county: County) -> list[str]:
    """What is to be said of the workbook as a whole: doubts, sums that differ, what was read and what was left."""
    counts = county.counts
    told = [*county.doubts, *(one.words for one in county.sums)]
    told.append(
        f"读入{counts['read']}格，采用{counts['taken']}格，跳过{counts['skipped']}格，未采用{counts['refused']}格。"
    )
    return told + _sheets_left(county.entries)


def _sheets_left(entries: Iterable[ReadCell]) -> list[str]:
    """Of each sheet how many cells were left for the same reason: a table that was not known leaves all of its own.
    What is a unit's that was not read is told of the unit."""
    counted = (e for e in entries if e.status == "refused" or e.why is Reason.NOT_OURS)
    left = Counter((e.sheet, e.reason) for e in counted if e.why is not Reason.UNIT_NOT_READ)
    return [f"工作表“{sheet}”：{reason}，{count}格没有采用。" for (sheet, reason), count in left.items()]


def whose(one: Collected) -> str:
    """Code and name of the unit; the name of a file of which nobody knows."""
    return f"{one.head.unit.code} {one.head.unit.name}".strip() if one.head else one.file.name if one.file else ""


def come_words(one: Collected) -> str:
    """How far it has come."""
    return COME_WORDS[one.come] if one.come else "打不开"


def days_words(one: Collected) -> str:
    """3天, 过期2天: how long it has until the last day; blank where nobody knows, or it is published."""
    if one.days_left is None:
        return ""
    return f"{one.days_left}天" if one.days_left >= 0 else f"过期{-one.days_left}天"


def collected_words(found: Sequence[Collected]) -> list[str]:
    """How many have come how far, and what became of the files."""
    come, taking = Counter(one.come for one in found), Counter(one.taking for one in found)
    return [
        "，".join(f"{word}{come[stage]}个" for stage, word in COME_WORDS.items()) + "。",
        "，".join(f"{word}{taking[one]}个" for one, word in TAKINGS.items() if taking[one]) + "。",
    ]
