"""Packed files of the program kept unpacked in the user's cache: a type face is unpacked once, not at every start.

The cache is the user's alone, each file in it is named after the packed content it came from and ends with the SHA-256
of what it holds. A file that is missing, damaged or someone else's is made anew; without a cache everything still
works, only slower.
"""

from __future__ import annotations

import lzma
import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import platformdirs

from models.files import is_private, make_private

_DIGEST = 32
"""The bytes of a SHA-256."""


def cache_folder() -> Path:
    """The folder of the cache; it need not be there."""
    return Path(platformdirs.user_cache_dir("部门预算公开", appauthor=False)) / "unpacked"


def unpacked(path: Path) -> bytes:
    """The content of an .xz file. Raises OSError or LZMAError when it cannot be read."""
    packed = path.read_bytes()
    name = path.name.partition(".")[0]
    kept = cache_folder() / f"{name}-{sha256(packed).hexdigest()}"
    content = _kept(kept)
    if content is None:
        content = lzma.decompress(packed)
        _keep(kept, name, content)
    return content


def _kept(path: Path) -> bytes | None:
    """What the cache has under that path, if it is whole and nobody else could have put it there."""
    try:
        if not is_private(path.parent):
            return None
        with path.open("rb") as file:
            digest, content = file.read(_DIGEST), file.read()
    except OSError:
        return None
    return content if sha256(content).digest() == digest else None


def _keep(path: Path, name: str, content: bytes) -> None:
    """Put the content into the cache in place of what older versions of the program left there, if that can be done."""
    with suppress(OSError):
        make_private(path.parent)
        if not is_private(path.parent):
            return
        for old in path.parent.glob(f"{name}-*"):
            old.unlink()
        number, made = tempfile.mkstemp(prefix=f"{name}-", dir=path.parent)
        try:
            with open(number, "wb") as file:
                file.write(sha256(content).digest())
                file.write(content)
            os.replace(made, path)
        except OSError:
            Path(made).unlink(missing_ok=True)
