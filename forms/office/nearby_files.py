"""Files in the folders of the user that look like a budget disclosure: by name and date alone, none is opened."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from forms.form.load import KINDS, pack
from forms.form.word_lists import Words, words_in

_SUFFIXES = frozenset({".xlsx", ".xls", ".et", ".ods", ".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".mht"})
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_DEPTH = 2
"""So many folders below the first are looked into."""
_MOST_LOOKED_AT = 4000
"""So many entries at most, for a folder may hold everything its owner ever had."""


@dataclass(frozen=True, slots=True)
class NearbyNames:
    """What the name of a file says: that it is of a disclosure, or that it is of something else."""

    disclosure: Words
    other: Words


@dataclass(frozen=True, slots=True)
class Nearby:
    """A file: where it lies, when it was last changed, and the year its name tells, 0 for none."""

    path: Path
    changed: date
    year: int


def nearby(folders: Iterable[Path], most: int, goes_on: Callable[[], object] = lambda: None) -> tuple[Nearby, ...]:
    """At most so many files, those of the latest year in the name first, then the ones changed last.

    `goes_on` is called now and then; what it raises ends the search. A folder that cannot be read holds nothing.
    """
    form = pack()
    names = words_in(form.folders, form.years[-1], KINDS[0], "nearby", NearbyNames)
    found: dict[Path, Nearby] = {}
    for entry in _entries(folders, goes_on):
        name = entry.name
        if Path(name).suffix.lower() in _SUFFIXES and names.disclosure.search(name) and not names.other.search(name):
            try:
                changed = datetime.fromtimestamp(entry.stat().st_mtime).date()
            except (OSError, OverflowError, ValueError):
                continue
            years = [int(year) for year in _YEAR.findall(name)]
            found[Path(entry.path)] = Nearby(Path(entry.path), changed, max(years, default=0))
    best = sorted(found.values(), key=lambda one: (one.year, one.changed, one.path.name), reverse=True)
    return tuple(best[:most])


def _entries(folders: Iterable[Path], goes_on: Callable[[], object]) -> Iterator[os.DirEntry[str]]:
    """The files below the folders, level by level, no link followed."""
    waiting = deque((folder, 0) for folder in dict.fromkeys(folders))
    left = _MOST_LOOKED_AT
    while waiting:
        folder, depth = waiting.popleft()
        goes_on()
        try:
            with os.scandir(folder) as inside:
                for entry in inside:
                    left -= 1
                    if left < 0:
                        return
                    if entry.is_dir(follow_symlinks=False):
                        if depth < _DEPTH and not entry.name.startswith("."):
                            waiting.append((Path(entry.path), depth + 1))
                    elif entry.is_file(follow_symlinks=False):
                        yield entry
        except OSError:
            continue
