"""Pieces of one of our PDF files that a changed byte tore: each is packed, with a check sum of its own at its end."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

_PIECE = re.compile(rb"(\d+) 0 obj\s*<<([^<>]*/FlateDecode[^<>]*)>>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)(?!\d* \d+ R)")
_PAGE = re.compile(rb"/Contents (\d+) 0 R")
_OTHER = "字体、目录或说明"


def torn_pieces(path: Path) -> tuple[str, ...]:
    """Where the torn pieces stand, 第3页 or what else they are; none of a file that is whole or has no such pieces."""
    data = path.read_bytes()
    pieces = [(piece[1], piece.end(), _LENGTH.search(piece[2])) for piece in _PIECE.finditer(data)]
    torn = {number for number, start, long in pieces if long and not _is_whole(data[start : start + int(long[1])])}
    pages = [f"第{page}页" for page, number in enumerate(_PAGE.findall(data), start=1) if number in torn]
    return (*pages, *([_OTHER] if len(pages) < len(torn) else []))


def _is_whole(piece: bytes) -> bool:
    packed = zlib.decompressobj()
    try:
        packed.decompress(piece)
    except zlib.error:
        return False
    return packed.eof
