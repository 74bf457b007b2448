"""The place of the data file: whether it can hold one, and whether the open one is still there: sync programs and hands
move and replace files."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

from models.errors import NotStored, Trouble

_LONGEST_PATH = 512
"""Bytes that SQLite takes for the path of a file on Linux and macOS, its journal's among them."""
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)


class Displaced(NotStored):
    """The open data file is no longer at its place: what is written to it now would be lost with it."""


class Place:
    """Where the data file stood when it was opened, and which file that was.

    SQLite writes on into a file that was removed, and into one that another took the place of, without an error.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _identity(path)

    def check(self) -> None:
        """Raises Displaced when another file, or none, stands there."""
        found = _identity(self._path)
        if found == self._file:
            return
        if found is None:
            raise Displaced(f"数据文件不在原处了，可能被移走、改名或者删除（{self._path}）。")
        raise Displaced(f"数据文件被换成了另一个文件，可能是同步程序或者有人复制过来的（{self._path}）。")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def has_locks(folder: Path) -> bool:
    """Whether files in the folder can be locked. SQLite says of a share that gives no locks that another has the file.

    Tried on a file of its own: one more handle on the data file would give away a lock of this process.
    """
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _NO_LOCKS
    return True


def refuse_long(path: Path) -> None:
    """Raises `Trouble` for a path that SQLite does not take, though the system does."""
    length = len(os.fsencode(os.path.realpath(path))) + len("-journal")
    if sys.platform != "win32" and length > _LONGEST_PATH:
        raise Trouble(
            f"数据文件夹的路径太长（{length}字节，最多{_LONGEST_PATH}字节，一个汉字占3字节）：{path.parent}。",
            "请换一个层次少一些、名称短一些的文件夹。",
        )
