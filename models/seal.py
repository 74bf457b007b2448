"""Sums over what is stored, by which a changed byte is noticed: of entries, of the history, of a head, of a setting.

They guard against damage, not against a forger, and stand in data files: none of them may ever give another result.
What is signed has a name of its own (`models.digest`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

Value = int | str | None
_ROOM = 1 << 256
# Bytes stand only where a damaged file gives them the place of something else.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode
_BETWEEN = "\x1f"
"""Stands between values while many rows are encoded in one go: within a text JSON writes this sign in another way."""
_ENCODE_MANY = json.JSONEncoder(ensure_ascii=False, separators=(_BETWEEN, ":"), default=repr).encode


def entry_sum(*values: Value) -> int:
    """The sum of one row of entries: its table, its place, what stands there."""
    return int.from_bytes(_hash(values))


def entry_sums(rows: Iterable[tuple[Value, ...]]) -> Iterator[int]:
    """The sum of each of these rows, as `entry_sum` gives it, in half of the time."""
    encoded = _ENCODE_MANY(list(rows))[2:-2]
    for row in encoded.split(f"]{_BETWEEN}[") if encoded else ():
        yield int.from_bytes(_digest(f"[{row.replace(_BETWEEN, ',')}]"))


def total(sums: Iterable[int], start: str = "0") -> str:
    """The sum of many entries in any order, as it is kept; an entry that goes away is added with a minus sign.

    Adding makes a change of one entry cost the same in a disclosure of any length.
    """
    return f"{(int(start, 16) + sum(sums)) % _ROOM:064x}"


def link_of(previous: str, changes: bytes, *values: Value) -> str:
    """The link of an entry of the history to the one before it (blank before the first)."""
    return sha256(_hash((previous, *values)) + changes).hexdigest()


def seal_of(*values: Value) -> str:
    """The seal of a head or of a setting."""
    return _hash(values).hex()


def _hash(values: tuple[Value, ...]) -> bytes:
    return _digest(_ENCODE(values))


def _digest(encoded: str) -> bytes:
    return sha256(encoded.encode("utf-8", "surrogatepass")).digest()
