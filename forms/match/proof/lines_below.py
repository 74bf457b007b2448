"""What stands under a table and is no row of it: notes, signatures, dates, telephone numbers, another year."""

from __future__ import annotations

import re
import unicodedata

_SIGNATURE = re.compile(
    r"\s*(?:(?:(?:单位|部门|财务|分管|填报)?(?:负责人|领导|人)|(?:填表|填报|制表|编制|经办|审核|复核|联系|审批)人?|(?:填报|填表|制表|编制|报送|打印|批复)?(?:日期|时间)"
    r"|(?:联系|办公)?(?:电话|手机|方式)|传真|地址|邮编|(?:单位|部门)?(?:盖章|公章|签章|签字))[（(]?[^（()）:：]{0,6}[)）]?\s*(?:[:：].*|$))",
    re.DOTALL,
)
_DATE_OR_TELEPHONE = re.compile(
    r"(?:20\d\d|二[〇○零]二\w)[年./-][\d一二三四五六七八九十]{1,3}[月./-]?(?:[\d一二三四五六七八九十]{1,3}日?)?"
    r"|[（(]?0\d{2,3}[)）]?[-—]?\d{7,8}(?:[、,，/].*)?|1[3-9]\d{9}"
)
_NOTE = re.compile(r"^[*＊※]?\s*(?:注|备注|说明)\s*\d*\s*[:：]|^[*＊※]|空表列示")

_YEAR = re.compile(r"(20\d{2})(?:年|(?!\d))")
_OF_YEAR = ("", "预算", "预算数", "执行数", "决算数", "数")
"""What stands behind the year in a line that names it, """
_LAST_YEAR = ("上年", "去年")
"""or behind these words."""


def is_note(text: str) -> bool:
    """Whether a text is a note under a table."""
    return bool(_NOTE.search(text))


def is_signature(text: str) -> bool:
    """Whether a text names who made a table, or when and where they are reached."""
    return bool(_SIGNATURE.match(text))


def is_date_or_telephone(text: str) -> bool:
    """Whether a text is a date or a telephone number and no more."""
    return bool(_DATE_OR_TELEPHONE.fullmatch("".join(unicodedata.normalize("NFKC", text).split())))


def is_aside(text: str) -> bool:
    """Whether a text is a signature, a date or a telephone number, as they stand under a table."""
    return is_signature(text) or is_date_or_telephone(text)


def year_named(text: str) -> str:
    """The year that a line names and nothing else, also one before it in words; blank when it says more."""
    found = _YEAR.match(text)
    year = found[1] if found else next(filter(text.startswith, _LAST_YEAR), "")
    rest = text[found.end() if found else len(year) :].removeprefix("度").removesuffix("表")
    return year if year and rest in _OF_YEAR else ""
