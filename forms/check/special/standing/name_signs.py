"""The check of the signs in the names of bodies (A11): a digit, a letter or a look-alike where a character belongs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.check.special.texts import Text, at, cell_texts
from forms.document.finding import Finding
from forms.document.reporter import Reporter

_FOREIGN = re.compile(r"(?<=[一-鿿])[0OoIl|](?=[一-鿿])")
"""A single sign between characters that is none of them, though it may look like one or like a slip of a key."""
_USUAL = "gb2312"
"""What is outside of it is rare: beside the same name with a usual character it is a look-alike."""


@special("A11", when="prose")
def names_are_of_one_script(reporter: Reporter) -> Iterator[Finding]:
    """Names of bodies with a digit or letter amid characters, in compatibility signs, or with a look-alike of the
    character that the same name has elsewhere."""
    roles = reporter.edition.roles
    tables = {roles.table("institutions"): "name", roles.projects: "unit"}
    texts = [t for t in cell_texts(reporter) if t.cell and tables.get(t.cell.table) == t.cell.column]
    names = {reporter.document.head.unit.name, *(text.words.strip() for text in texts)}
    for text in texts:
        yield from _of_name(reporter, text, names)


def _of_name(reporter: Reporter, text: Text, names: set[str]) -> Iterator[Finding]:
    name = text.words.strip()
    whole = (0, len(text.words))
    foreign = _FOREIGN.search(name)
    plain = "".join(_plain(sign) for sign in name)
    twin = next((other for other in sorted(names) if _is_look_alike(name, other)), "")
    if foreign:
        message = f"是“{name}”，里面夹着“{foreign[0]}”，请核对名称。"
        yield replace(at(reporter, "A11", text, whole, message, link=""), found=name)
    elif plain != name or twin:
        right = twin or plain
        wrong = "".join(sign for sign, other in zip(name, right, strict=True) if sign != other)
        message = f"是“{name}”，“{wrong}”是形状相近的另一个字，应为“{right}”。"
        fix = whole, right
        yield replace(at(reporter, "A11", text, whole, message, [fix], link=""), found=name, expected=right)


def _plain(sign: str) -> str:
    """The character that a sign of compatibility or a radical stands for."""
    other = unicodedata.normalize("NFKC", sign)
    return other if len(other) == 1 and "一" <= other <= "鿿" else sign


def _is_look_alike(name: str, other: str) -> bool:
    if len(name) != len(other):
        return False
    pairs = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    return len(pairs) == 1 and not _is_usual(pairs[0][0]) and _is_usual(pairs[0][1])


def _is_usual(sign: str) -> bool:
    try:
        sign.encode(_USUAL)
    except UnicodeEncodeError:
        return False
    return True
