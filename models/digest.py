"""The name of a state of the data: a SHA-256 over what is entered, and a short code (核对码) that people can type.

The canonical form is text in UTF-8: the number of the form, a line feed, and one JSON value. It holds what a person
entered and nothing about program, layout, time or place, so that the same data have the same name in every later
version. A form that was ever used is never changed; a new one gets the next number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from models.errors import Trouble
from models.records import CellEntry, Content, Head

FORM = 1
"""The number of the canonical form that names are made in."""
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, without the letters that are taken for digits, and without U."""
_CHECK_SIGNS = f"{_SIGNS}*~$=U"
"""His signs for a remainder by 37, which finds any one wrong sign and any two neighbours exchanged."""
_ALIKE = str.maketrans("ILO¥", "110$")
"""What is typed for another sign; a Chinese keyboard has ¥ where others have $."""
_BITS, _LENGTH, _GROUP = 60, 12, 4


def canonical(head: Head, content: Content) -> bytes:
    """Unit, year, kind, edition of the form, and every cell, row and text, in one order, in NFC; amounts are strings
    of 分. The state of the disclosure, its id, and where an entry came from are no part of it."""
    form = {
        "unit": {"code": _text(head.unit.code), "name": _text(head.unit.name)},
        "year": head.year,
        "kind": _text(head.kind),
        "edition": _text(head.edition),
        "cells": _ordered([*map(_text, address), _cell(entry)] for address, entry in content.cells.items()),
        "rows": _ordered(
            [*map(_text, address), {"label": _text(entry.label), "order": entry.order}]
            for address, entry in content.rows.items()
        ),
        "texts": _ordered([_text(name), _text(text)] for name, text in content.texts.items()),
    }
    return f"{FORM}\n{_json(form)}".encode()


def content_digest(head: Head, content: Content) -> str:
    """The SHA-256 of the canonical form, in hexadecimal digits."""
    return sha256(canonical(head, content)).hexdigest()


def code_of(digest: str) -> str:
    """The code for people: the first 60 bits of a digest as three groups of four signs, and a check sign.

    7K3M-0QZ8-RX4T-C: Crockford's base 32 with his check sign.
    """
    return _grouped(int(digest, 16) >> 4 * len(digest) - _BITS)


def read_code(text: str) -> str:
    """The code that a person typed, as `code_of` writes it: small letters, I, L and O, full-width signs, and any
    blanks and dashes are taken as they are meant.

    Raises Trouble when it is no code, or when the check sign tells that a sign is wrong.
    """
    plain = "".join(sign for sign in normalize("NFKC", text).upper() if not sign.isspace() and sign not in "-‐‑–—−_.")
    signs, check = plain[:_LENGTH].translate(_ALIKE), plain[_LENGTH:].translate(_ALIKE)
    if len(signs) < _LENGTH or len(check) != 1 or set(signs) - set(_SIGNS) or check not in _CHECK_SIGNS:
        raise Trouble(
            f"“{text}”不是核对码；", "核对码是三组四位的字母和数字，后面还有一位校验符，请照着纸上的再输入一次。"
        )
    code = _grouped(sum(_SIGNS.index(sign) << 5 * place for place, sign in enumerate(reversed(signs))))
    if not code.endswith(check):
        raise Trouble(f"核对码“{text}”里有输错的字符；", "请照着纸上的再输入一次。")
    return code


def _grouped(number: int) -> str:
    signs = "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    groups = [signs[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP)]
    return "-".join((*groups, _CHECK_SIGNS[number % len(_CHECK_SIGNS)]))


def _cell(entry: CellEntry) -> dict[str, str]:
    """An amount and a text that reads like one are not the same."""
    amount = {} if entry.fen is None else {"fen": str(entry.fen)}
    return amount if entry.text is None else {**amount, "text": _text(entry.text) or ""}


def _text(text: str | None) -> str | None:
    return None if text is None else normalize("NFC", text)


def _ordered(entries: Iterable[list[Any]]) -> list[list[Any]]:
    """By their places, so that it does not matter what was entered first."""
    return sorted(entries, key=lambda entry: (entry[:-1], repr(entry[-1])))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
