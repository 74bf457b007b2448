"""The bundled form with other ids for its tables: code that knows a table by its number looks at a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from forms.form.pack import PACKS

NAME = "otherids"
NUMBERS = 9
OTHERS = {f"{letter}{n}": f"{letter}{n % NUMBERS + 1}" for letter in "TX" for n in range(1, NUMBERS + 1)}
OTHERS |= {"X5I": "X1I"}
"""The ids go round, so that each old one is there still and means another table; the blank X9 comes to be used."""
_ID = re.compile(r"(?<![A-Za-z0-9])([TX][1-9]I?)(?![A-Za-z0-9])")


def renamed(text: str) -> str:
    """A text with the ids of tables in it put in their new form."""
    return _ID.sub(lambda found: OTHERS[found[1]], text)


def make(folder: Path) -> Path:
    """The pack and its base in a folder of packs, which is returned."""
    for old, new in (("national", "otherbase"), ("hebei", NAME)):
        for path, text in _files(PACKS / old):
            text = text.replace('base = "national"', 'base = "otherbase"')
            target = folder / new / renamed(str(path))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(renamed(text), encoding="utf-8")
    return folder


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.toml")):
        yield path.relative_to(folder), path.read_text(encoding="utf-8")
