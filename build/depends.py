"""Says which Debian packages a frozen folder needs, for the field Depends: `python build/depends.py FOLDER`.

Asked are the libraries that its files name and that do not lie in it, as this system has them. Plugins for printing are
left out: without CUPS the program works, and cannot print.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from glibc import needed, programs

NEEDED = re.compile(r"^ *NEEDED +(\S+)$", re.MULTILINE)
OPTIONAL = "printsupport"
LIBC = "libc6"


def named(headers: str) -> set[str]:
    """The libraries that `objdump -p` says a file needs."""
    return set(NEEDED.findall(headers))


def libraries_of(file: Path) -> set[str]:
    """The libraries that a program or library asks for itself."""
    return named(subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout)


def from_system(folder: Path) -> set[str]:
    """The libraries that the files below the folder need and do not bring along."""
    files = [path for path in programs(folder) if path.parent.name != OPTIONAL]
    brought = {path.name for path in folder.rglob("*.so*")}
    return set().union(*map(libraries_of, files)) - brought


def packages(libraries: Iterable[str]) -> set[str]:
    """The Debian packages that these libraries come from; raises LookupError for one that none has."""
    known = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    paths = dict(re.findall(r"^\t(\S+) .* => (\S+)$", known, re.MULTILINE))
    found = set()
    for library in libraries:
        if library not in paths:
            raise LookupError(f"this system has no {library}")
        # Debian 12 has /lib for /usr/lib, and its dpkg still knows some files by the one and some by the other; files
        # of that name for other processors lie in packages of their own.
        file = Path(paths[library]).resolve()
        told = subprocess.run(["dpkg", "-S", f"*/{file.name}"], capture_output=True, text=True, check=True).stdout
        owners = (line.split(": ", 1) for line in told.splitlines())
        found.add(next(package.partition(":")[0] for package, path in owners if Path(path).resolve() == file))
    return found


def main(folder: Path) -> None:
    """Print the packages, with the least glibc."""
    least = ".".join(map(str, max(needed(folder).values())))
    others = packages(from_system(folder)) - {LIBC}
    print(", ".join([f"{LIBC} (>= {least})", *sorted(others)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
