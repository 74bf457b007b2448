"""Where the program's own files lie, from a checkout and from a frozen program alike."""

from __future__ import annotations

import sys
from pathlib import Path


def resources() -> Path:
    """The folder `resources/`: beside main.py, or where PyInstaller has put the program's data. It is read-only."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    home = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return home / "resources"
