"""SHA256SUMS: the list of a package's files with the sum of each, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

SUMS = "SHA256SUMS"


def sum_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sums_text(sums: Iterable[tuple[str, str]]) -> str:
    """The list of names and sums as text."""
    return "".join(f"{digest}  {name}\n" for name, digest in sums)
