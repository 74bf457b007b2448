"""Packed files of the program: a type face is unpacked once and then kept, not unpacked at every start."""

from __future__ import annotations

import lzma
import os
from hashlib import sha256
from pathlib import Path

from forms.form.kept import kept

_END = 4096
"""So many bytes of a packed file tell it from any other."""


def unpacked(path: Path) -> bytes:
    """The content of an .xz file. Raises OSError or LZMAError when it cannot be read."""
    return kept(path.name.partition(".")[0], _key(path), lambda: lzma.decompress(path.read_bytes()))


def _key(path: Path) -> str:
    """What tells one content from another: the end of an .xz file holds the check sum and the size of what is in it."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - _END, 0))
        return sha256(f"{size} ".encode() + file.read()).hexdigest()
