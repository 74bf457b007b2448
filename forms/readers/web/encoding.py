"""The text of a page or of XML, which says in its first lines in which encoding it is."""

from __future__ import annotations

import re

from forms.readers import txt

_SAID = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""")
_HEAD = 4096
"""Within so many bytes a page says its encoding."""
_CHINESE = frozenset(("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"))
"""What is all said of texts with characters that only GB 18030 has."""


def decoded(data: bytes) -> str | None:
    """The text in the encoding that it says, else in one that Chinese texts have; None for what is no text in any."""
    said = _SAID.search(data[:_HEAD])
    name = said[1].decode().lower() if said else ""
    return txt.decoded(data, "gb18030" if name in _CHINESE else name)
