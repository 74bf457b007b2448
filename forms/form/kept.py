"""What takes long to make is kept in the user's cache: unpacked type faces, parsed declarations.

The cache is the user's alone. A file in it is named after all that its content was made from, and begins with the
check sum of what it holds. One that is missing, damaged or someone else's is made anew; without a cache everything
still works, only slower, and nothing is lost with it.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from forms.form.resources import cache_folder
from models.files import is_private, make_private

_SUM = 4
"""The bytes of a CRC-32: it is there against damage, not against those who cannot write into the folder."""


def kept(name: str, key: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives; taken from the cache where it was made before.

    `name` says what it is: a newer one takes its place. `key` tells all that it is made from, the way of making too.
    Whatever `make` raises is raised.
    """
    path = cache_folder() / f"{name}-{key}"
    content = _read(path)
    if content is None:
        content = make()
        _write(path, name, content)
    return content


def _read(path: Path) -> bytes | None:
    """What the cache has under that path, if it is whole and nobody else could have put it there."""
    try:
        if not is_private(path.parent):
            return None
        # A buffer would hold the ten megabytes of a face twice.
        with path.open("rb", buffering=0) as file:
            check_sum, content = file.read(_SUM), file.read()
    except OSError:
        return None
    return content if _sum(content) == check_sum else None


def _write(path: Path, name: str, content: bytes) -> None:
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
                file.write(_sum(content))
                file.write(content)
            os.replace(made, path)
        except OSError:
            Path(made).unlink(missing_ok=True)


def _sum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_SUM, "big")
