"""A screen for a program under test: Xvfb, and what stands on it, without any other tool."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import zlib
from pathlib import Path
from typing import NamedTuple

SIZE = "1366x768x24"
"""The smallest screen that the program is made for."""
_HEAD = struct.Struct(">25I")


class Picture(NamedTuple):
    """What stands on a screen: rows of pixels, three bytes each."""

    width: int
    height: int
    rows: list[bytes]

    def colours(self) -> int:
        """How many colours there are: one on a screen on which nothing stands."""
        return len({row[at : at + 3] for row in self.rows for at in range(0, len(row), 3)})

    def png(self) -> bytes:
        """The picture as a PNG file."""

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self.rows))
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def read_xwd(data: bytes) -> Picture:
    """The picture of an X window dump of 32 bits a pixel, lowest byte blue, as Xvfb keeps its screen.

    The head is described in X11/XWDFile.h. Raises ValueError for other kinds.
    """
    head = _HEAD.unpack_from(data)
    size, version, width, height, order, bits, stride, colours = (head[at] for at in (0, 1, 4, 5, 7, 11, 12, 19))
    if version != 7 or bits != 32 or order != 0:
        raise ValueError(f"version {version}, {bits} bits, order {order}")
    start = size + 12 * colours
    rows = []
    for number in range(height):
        line = data[start + number * stride :][: width * 4]
        row = bytearray(width * 3)
        row[0::3], row[1::3], row[2::3] = line[2::4], line[1::4], line[0::4]
        rows.append(bytes(row))
    return Picture(width, height, rows)


class Screen:
    """Xvfb as long as the `with` block lasts; `display` is what DISPLAY must be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.display = ""

    @staticmethod
    def is_there() -> bool:
        """Whether this machine has Xvfb."""
        return shutil.which("Xvfb") is not None

    def __enter__(self) -> Screen:
        reading, writing = os.pipe()
        command = [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            SIZE,
            "-fbdir",
            str(self._folder),
            "-nolisten",
            "tcp",
        ]
        self._server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        # It writes the number once it can be spoken to, and nothing when it has failed.
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            self._server.wait()
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()

    def picture(self) -> Picture:
        """What stands on the screen now."""
        return read_xwd((self._folder / "Xvfb_screen0").read_bytes())
