"""Says which glibc a folder of programs and libraries needs at least: `python build/glibc.py FOLDER`.

objdump (binutils) reads every file; printed are the newest version asked for, and the files that ask for it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ELF = b"\x7fELF"
VERSION = re.compile(r"\bGLIBC_(\d+(?:\.\d+)+)")
Version = tuple[int, ...]


def newest(symbols: str) -> Version:
    """The newest glibc that a table of dynamic symbols asks for; empty when it asks for none."""
    found = (tuple(map(int, text.split("."))) for text in VERSION.findall(symbols))
    return max(found, default=())


def programs(folder: Path) -> Iterator[Path]:
    """The programs and libraries below the folder, links left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(len(ELF)) == ELF:
                    yield path


def needed(folder: Path) -> dict[Path, Version]:
    """What each program and library below the folder needs."""
    return {
        path: newest(subprocess.run(["objdump", "-T", path], capture_output=True, text=True, check=True).stdout)
        for path in programs(folder)
    }


def main(folder: Path) -> int:
    """Print the least glibc and who asks for it; returns the exit code."""
    asked = needed(folder)
    if not asked:
        print(f"there are no programs below {folder}")
        return 1
    least = max(asked.values())
    print(".".join(map(str, least)))
    for path, version in asked.items():
        if version == least:
            print(f"  {path.relative_to(folder)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
