"""Characters nobody sees and characters no file can hold: what programs and web pages leave in texts, taken out.

They carry no meaning, yet they part a number from its unit and make two equal names differ; half of a surrogate pair
cannot even be stored. What is typed, pasted or read goes through here once, before anything is compared.
"""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "["
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f"  # controls
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"  # soft hyphen, joiners, fillers
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"  # zero width, direction marks
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of pairs, what Unicode keeps free
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    "]"
)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")


def visible(text: str) -> str:
    """The text without what cannot be seen and what cannot be kept; line ends of every sort become one."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def has_unseen(text: str) -> bool:
    """Whether the text holds a character that `visible` takes out."""
    return _UNSEEN.search(text) is not None
