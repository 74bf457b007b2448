"""One export to PDF by itself, against LibreOffice converting the same workbook: whole processes, taken in turns."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

MAIN = Path(__file__).resolve().parent.parent.parent / "main.py"
PAIRS = 9
LONGEST = 120
"""Seconds after which a process counts as hanging."""
ABSENT = "one-shot PDF against LibreOffice: skipped, there is no soffice on this machine"


class Taken(NamedTuple):
    """What a whole process took, in seconds: by the clock, and of the processor, which no other program lengthens."""

    clock: float
    processor: float


def pairs(workbook: Path, folder: Path) -> tuple[list[Taken], list[Taken]] | None:
    """What the two took, pair by pair, after a first run of each that fills its caches; None without soffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    ours = [sys.executable, str(MAIN), "export", str(workbook), "--data", str(folder / "data"), "--only", "pdf"]
    theirs = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    commands = (
        [*ours, "--out", str(folder / "ours")],
        [*theirs, "--outdir", str(folder / "theirs"), str(workbook)],
    )
    for command in commands:
        _taken(command, folder)
    made = [len(list((folder / name).glob("*.pdf"))) for name in ("ours", "theirs")]
    if made != [1, 1]:
        sys.exit(f"of one workbook {made} PDF files were made")
    times: tuple[list[Taken], list[Taken]] = ([], [])
    for pair in range(PAIRS):
        for one in (0, 1) if pair % 2 else (1, 0):
            times[one].append(_taken(commands[one], folder))
    return times


def ratio(name: str, ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The middle of the ratios of the pairs, as a line."""
    ratios = sorted(a / b for a, b in zip(ours, theirs, strict=True))
    return f"{name}: {median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f}, {len(ratios)} pairs)"


def _taken(command: Sequence[str], folder: Path) -> Taken:
    """What a whole process takes, which may keep its compiled modules as an installed program does."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    return taken(command, environment)


def taken(command: Sequence[str], environment: Mapping[str, str]) -> Taken:
    """What a whole process takes, those that it starts counted in."""
    clock, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=LONGEST)
    clock, after = time.perf_counter() - clock, os.times()
    before_both, after_both = (at.children_user + at.children_system for at in (before, after))
    return Taken(clock, after_both - before_both)
