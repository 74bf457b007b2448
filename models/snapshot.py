"""A whole copy of a data file that is not opened for writing: another process has it, or its place is read only.

SQLite cannot read a file that another process holds exclusively, so the bytes are read, and what makes them whole is
known from the journal. Its header stands there from before the first page of a transaction reaches the file until after
the last one, with a random number of that transaction, and behind it stand the pages as they were. So, if the number is
the same before and after, the journal read in between takes back what the transaction had written into the copy; and if
there is no number and the rest of the last journal is the same, none ran meanwhile.
"""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from models.errors import Trouble
from models.sqlite import connect

_TRIES = 60
_PAUSE_SECONDS = 0.05
_HEAD_BYTES = 100
_JOURNAL_BYTES = 2 * 65536
"""The header of a journal takes a sector, its first page comes behind; each at most so long."""
_NUMBER = slice(12, 16)
"""Where the random number stands in the header; it is made zero with it when the transaction is over."""


class _Mark(NamedTuple):
    """What is the same before and after as long as a copy can be made whole."""

    file: tuple[int, int]
    number: bytes
    """The number of the transaction that is running; blank when none is."""
    rest: bytes
    """The head of the file and what the last transaction left of its journal, while none is running."""


def snapshot(path: Path) -> bytes:
    """The data file as its last whole transaction left it; the file and its journal are only read.

    No store of this process may have the file open: on Linux and macOS reading it would give that one's lock away.
    Raises OSError when it cannot be read, `Trouble` when it is written to without a pause.
    """
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE_SECONDS)
        before = _mark(path)
        content = path.read_bytes()
        # Behind the content: a page that was overwritten by then stands in the journal as it was.
        journal = _read(_journal(path))
        if _mark(path) == before:
            return _undone(content, journal) if before.number else content
    raise Trouble("数据正在不停地写入，没有读到完整的内容。", "请等一会儿再试。")


def _mark(path: Path) -> _Mark:
    found = path.stat()
    journal = _read(_journal(path), _JOURNAL_BYTES)
    number = journal[_NUMBER].strip(b"\0")
    return _Mark((found.st_dev, found.st_ino), number, b"" if number else _read(path, _HEAD_BYTES) + journal)


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _read(path: Path, count: int = -1) -> bytes:
    """The first bytes of a file; none when it is not there."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except FileNotFoundError:
        return b""


def _undone(content: bytes, journal: bytes) -> bytes:
    """The content with the transaction taken back that the journal belongs to, as SQLite does after a crash."""
    with TemporaryDirectory() as room:
        path = Path(room) / "copy.db"
        path.write_bytes(content)
        _journal(path).write_bytes(journal)
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
        return path.read_bytes()
