"""Whether the data file that is open is still the one at its place: sync programs and hands move and replace files."""

from __future__ import annotations

from pathlib import Path

from models.errors import Trouble


class Displaced(Trouble):
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
        way_out = "请选“文件→把数据放回原处”；窗口里的内容没有丢，请不要关闭窗口。"
        if found is None:
            raise Displaced(f"数据文件不在原处了，可能被移走、改名或者删除（{self._path}）。", way_out)
        raise Displaced(f"数据文件被换成了另一个文件，可能是同步程序或者有人复制过来的（{self._path}）。", way_out)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
