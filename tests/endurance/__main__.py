"""The long run: `python -m tests.endurance` tries to break the store in every way and prints the table for the README.

A seed makes the same work again; when a process is killed is left to chance. The exit code is 1 when something was
lost, changed without a word, raised without words, or left over.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import move_home
from tests.endurance import disk, flips, hostile, kills, soak
from tests.endurance.tally import Tally, table

KINDS: dict[str, tuple[int, str, Callable[[int, int, Path], Tally]]] = {
    "kills": (300, "processes that are killed at work", kills.run),
    "flips": (400, "bits that are turned over", flips.run),
    "disk": (3, "times that the disk fails, or the data are taken away, in every way", disk.run),
    "fuzz": (10_000, "damaged and hostile files", hostile.run),
    "soak": (10_000, "steps in the window", soak.run),
}


def main() -> int:
    """Run as a script."""
    parser = argparse.ArgumentParser(prog="python -m tests.endurance", description=__doc__)
    for name, (count, told, _) in KINDS.items():
        parser.add_argument(
            f"--{name}", type=int, default=count, metavar="N", help=f"{told} (usually {count}, 0: none)"
        )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tallies = []
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        move_home(patch, Path(folder) / "home")
        for name, (_, told, run) in KINDS.items():
            count = getattr(options, name)
            if count:
                sys.stderr.write(f"{count} {told} …\n")
                place = Path(folder) / name
                place.mkdir()
                tallies.append(run(count, options.seed, place))
    told = [line for tally in tallies for line in (*tally.told, *(f"{tally.kind}：{note}" for note in tally.notes))]
    sys.stdout.write(
        "\n".join((*told, f"{os.cpu_count()} 核，Python {sys.version.split()[0]}", "", table(tallies), ""))
    )
    return int(any(tally.faults for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
