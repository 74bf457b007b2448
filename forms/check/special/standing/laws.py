"""The check of laws and regulations cited by name (A10): a name that is nearly one of those known, one repealed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.check.special.registry import special
from forms.check.special.texts import Text, at, every_text
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.word_lists import Lists, word_lists

_TITLE = re.compile("《(?P<name>[^《》]{2,60})》")
_VERSION = re.compile(r"[（(][^（()）]*[)）]$")
_LONG = 6
"""Of a name so long one wrong character is a slip; among shorter ones each may be a law of its own."""


@dataclass(frozen=True, slots=True)
class LawWords:
    """The names of `words/laws.toml`: `nation` is what may stand before each, `ends` how what is called a law ends."""

    nation: str
    ends: tuple[str, ...]
    current: tuple[str, ...]
    repealed: Lists


@special("A10", when="prose")
def cited_laws_exist(reporter: Reporter) -> Iterator[Finding]:
    """Names in 《》 that are nearly that of a law, are repealed, or, in the opening, are those of no known law."""
    known = word_lists(reporter.edition, "laws", LawWords)
    names = {_bare(known, name): name for name in known.current}
    for text in every_text(reporter):
        for found in _TITLE.finditer(text.words):
            name = _bare(known, found["name"])
            if name in names:
                continue
            is_national = found["name"].startswith(known.nation)
            near = next((full for bare, full in names.items() if _is_slip_of(known, name, bare, is_national)), "")
            successor = next(iter(known.repealed.get(name, ())), "")
            right = successor or near
            if right:
                why = "已经废止，现行的是" if successor else "像是写错了，应为"
                nation = known.nation if is_national else ""
                message = f"引用了《{found['name']}》，{why}《{nation}{right}》。"
                fix = found.span("name"), f"{nation}{right}"
                yield replace(at(reporter, "A10", text, found.span(), message, [fix]), found=name, expected=right)
            elif _is_of_the_nation(known, text, found["name"]):
                message = f"引用了《{found['name']}》，常用的法规里没有这一部，请核对名称。"
                yield replace(at(reporter, "A10", text, found.span(), message, level="H"), found=name)


def _is_of_the_nation(known: LawWords, text: Text, name: str) -> bool:
    """Whether a name in the opening can only be that of a law of the whole country."""
    is_opening = text.section is not None and text.section.key == "opening"
    return is_opening and name.startswith(known.nation) and name.endswith(known.ends)


def _bare(known: LawWords, name: str) -> str:
    return _VERSION.sub("", "".join(name.split())).removeprefix(known.nation)


def _is_slip_of(known: LawWords, name: str, right: str, is_national: bool) -> bool:
    """Whether one character is wrong, missing, doubled or out of place; of a short name only the last can be, and it
    is missing only where the name of the nation tells that a law is meant: 《中华人民共和国预算》."""
    if abs(len(name) - len(right)) > 1:
        return False
    if len(right) < _LONG:
        is_cut = is_national and name == right[:-1]
        return is_cut or (len(name) == len(right) and name[:-1] == right[:-1] and not name.endswith(known.ends))
    same = next((n for n, (a, b) in enumerate(zip(name, right, strict=False)) if a != b), min(len(name), len(right)))
    rest, other = name[same:], right[same:]
    if len(name) == len(right):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other or rest == other[1:]
