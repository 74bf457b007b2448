"""OLE containers: the shell of .xls, .et, .doc and of encrypted files."""

from __future__ import annotations

import struct


def has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE container lists this stream: a directory entry is the padded name and its length in bytes."""
    return name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) in data
