"""The start of the frozen program, from the command to a painted window, its files in memory or on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rival import Taken, taken

PROGRAM = Path(__file__).resolve().parents[2] / "dist" / "budget-disclosure" / "budget-disclosure"
ABSENT = "start of the frozen program: skipped, there is none (sh build/freeze.sh makes it)"
_STARTS = 7


def starts(folder: Path) -> Iterator[tuple[str, list[float], float]]:
    """What was started, its seconds, and what they may be in milliseconds; after a first start that makes the data."""
    _start(folder)
    for name, arguments in (("window painted and closed again", ()), ("command line, --version", ("--version",))):
        warm = [_start(folder, *arguments) for _ in range(_STARTS)]
        yield f"frozen: {name}, clock", [one.clock for one in warm], 500
        yield f"frozen: {name}, processor", [one.processor for one in warm], 500
    yield "frozen: window, program read from the disk, clock", [_cold(folder).clock for _ in range(_STARTS)], 1200


def _cold(folder: Path) -> Taken:
    """A start once the system has let go of the program's files."""
    for path in PROGRAM.parent.rglob("*"):
        if path.is_file():
            number = os.open(path, os.O_RDONLY)
            try:
                os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(number)
    return _start(folder)


def _start(folder: Path, *arguments: str) -> Taken:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BUDGET_DISCLOSURE_QUIT_AFTER_PAINT": "1"}
    return taken([str(PROGRAM), *(arguments or ("--data", str(folder)))], environment)
