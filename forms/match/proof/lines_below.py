"""What stands under a table and is no row of it: notes, signatures, dates, telephone numbers."""

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
