"""What a page laid out for print shows by its signs: where a line may be broken, items, sentences, page numbers."""

from __future__ import annotations

import re
import unicodedata

OPENING = frozenset("（［【《〈“‘([{￥")
"""What does not end a line,"""
CLOSING = frozenset("，。、；：？！）］】》〉”’％%…,.;:?!)]}·—")
"""and what does not begin one."""
SENTENCE_END = tuple("。；：！？;:")
ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、]|[.．](?!\d))")
"""The number of an item."""
_PAGE_NUMBER = re.compile(r"[-–—―─~·.•]*第?(\d{1,4})页?(?:[/,，]?共?\d{1,4}页?)?[-–—―─~·.•]*")


def page_number(text: str) -> int | None:
    """The number of the page when that is all the text says, bare or with what is set around it; else None."""
    found = _PAGE_NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return int(found[1]) if found else None
