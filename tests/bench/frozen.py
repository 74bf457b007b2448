"""The start of the frozen program, from the command to a painted window, its files in memory or on the disk."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2] / "dist" / "budget-disclosure" / "budget-disclosure"
ABSENT = "start of the frozen program: skipped, there is none (sh build/freeze.sh makes it)"
_STARTS = 7
_HANGS = 60


def starts(folder: Path) -> Iterator[tuple[str, list[float], float]]:
    """What was started, its seconds, and what they may be in milliseconds; after a first start that makes the data."""
    _start(folder)
    yield "frozen: window painted and closed again, warm", [_start(folder) for _ in range(_STARTS)], 500
    yield "frozen: the same, from the disk", [_cold(folder) for _ in range(_STARTS)], 1200
    yield "frozen: command line, --version", [_start(folder, "--version") for _ in range(_STARTS)], 500


def _cold(folder: Path) -> float:
    """A start once the system has let go of the program's files."""
    for path in PROGRAM.parent.rglob("*"):
        if path.is_file():
            number = os.open(path, os.O_RDONLY)
            try:
                os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(number)
    return _start(folder)


def _start(folder: Path, *arguments: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BUDGET_DISCLOSURE_QUIT_AFTER_PAINT": "1"}
    command = [str(PROGRAM), *(arguments or ("--data", str(folder)))]
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=_HANGS)
    return time.perf_counter() - start
