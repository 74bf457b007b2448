"""Imports damaged and hostile files by the thousand: `tests/fuzz.py`, as one kind of the long run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.endurance.tally import Tally

ROOT = Path(__file__).parents[2]
_APART = 1_000_000
"""The files of two seeds have numbers so far apart."""


def run(count: int, seed: int, _folder: Path) -> Tally:
    """Import so many files; what is neither read nor refused in words is a fault."""
    tally = Tally("损坏和恶意的文件")
    first = 1 + seed * _APART
    with tally.timed():
        process = subprocess.run(
            [sys.executable, str(ROOT / "tests" / "fuzz.py"), "--count", str(count), "--first", str(first)],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
    said = process.stdout.splitlines()
    for line in said:
        if line.startswith("FAULT"):
            tally.fault("uncaught", line)
    if process.returncode and not tally.told:
        tally.fault("uncaught", f"ended with {process.returncode}: {process.stderr[-500:]}")
    # A run that broke off says of no file what became of it.
    tally.tried = int(said[0].split()[0]) if said else 0
    tally.survived = max(tally.tried - tally.faults.total(), 0)
    tally.notes += [line for line in said if line.startswith(("most work", "peak memory"))]
    return tally
