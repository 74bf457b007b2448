"""The shells of files: OLE containers, which hold .xls, .et, .doc, .wps and encrypted files, and PDF."""

from __future__ import annotations

import struct
from collections.abc import Iterable


def has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE container lists this stream: a directory entry is the padded name and its length in bytes."""
    return name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) in data


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF; blanks and a byte order mark may stand before the mark of it."""
    return data[:1024].lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(b"%PDF-")


def main_stream(data: bytes, names: Iterable[str]) -> str | None:
    """The first of these streams that the container has; those of files embedded in it do not count.

    Raises anything at all for a damaged container that lists several.
    """
    found = [name for name in names if has_stream(data, name)]
    if len(found) > 1:
        import olefile

        with olefile.OleFileIO(data) as container:
            found = [name for name in found if container.exists(name)]
    return found[0] if found else None
