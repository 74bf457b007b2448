"""A place on the command line is never blank: `--out ""`, the variable of a script without a value, would mean the
present folder, and files would be written or read there."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path

BLANK = "blank"
"""What argparse is told of a word that is; `command` has the sentence for it."""


def not_blank(text: str) -> str:
    """The word as it stands; refused where nothing is written in it."""
    if not text.strip():
        raise ArgumentTypeError(BLANK)
    return text


def place(text: str) -> Path:
    """The file or folder that the word names; what every `type=Path` of a command is read by."""
    return Path(not_blank(text))
