"""A zip unpacked into a folder of ours: within bounds, never outside it, with the Chinese names it was packed with."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from errno import EDQUOT, ENOSPC, EROFS
from pathlib import Path

from models.errors import Trouble
from models.files import file_trouble

LARGEST = 2_000_000_000
"""Bytes that a zip may unpack to; the packets of a whole county are a tenth of it."""
_NO_ROOM = (ENOSPC, EDQUOT, EROFS)
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError)
"""What zipfile raises of a package: RuntimeError for a password, NotImplementedError for a way of packing unknown."""
_ENCODINGS = ("utf-8", "gbk", None)
"""What names are written in where the zip does not say it: Windows packs them in GBK."""


def unpack(package: Path, folder: Path) -> None:
    """Unpack a package; nothing of it is written outside the folder. Raises Trouble when that cannot be done."""
    try:
        with opened(package) as packed:
            if sum(member.file_size for member in packed.infolist()) > LARGEST:
                raise Trouble(f"“{package.name}”解开后太大，没有读；", "请解开后分别读里面的文件。")
            _extract(packed, folder)
    except _BROKEN as bad:
        raise Trouble(f"“{package.name}”已损坏、没有下载完整或者加了密码，解不开；", "请重新拷贝一份再试。") from bad


def _extract(packed: zipfile.ZipFile, folder: Path) -> None:
    """Unpack all; a disk without room is not the fault of the package."""
    try:
        packed.extractall(folder)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise file_trouble(folder, error) from error
        raise


def opened(package: Path) -> zipfile.ZipFile:
    """A package with the names of its members as they were meant; raises BadZipFile or OSError when it is none."""
    for encoding in _ENCODINGS:
        try:
            return zipfile.ZipFile(package, metadata_encoding=encoding)
        except UnicodeDecodeError:
            continue
    raise zipfile.BadZipFile
