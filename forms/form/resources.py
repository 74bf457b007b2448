"""Where the program's own files lie, from a checkout and from a frozen program alike, and where those of its user."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import platformdirs

_PROGRAM = "部门预算公开"
PACKS_OF_OFFICE = "packs"
"""The folder of the data folder in which an office keeps the packs it installed."""


def resources() -> Path:
    """The folder `resources/`: beside main.py, or where PyInstaller has put the program's data. It is read-only."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    home = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return home / "resources"


def default_folder() -> Path:
    """Where the data lies when nobody says otherwise: the user's own data folder."""
    return Path(platformdirs.user_data_dir(_PROGRAM, appauthor=False))


@cache
def cache_folder() -> Path:
    """The folder of what can be made again at any time; it need not be there."""
    return Path(platformdirs.user_cache_dir(_PROGRAM, appauthor=False)) / "unpacked"
