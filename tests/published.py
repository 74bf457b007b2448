"""The published files in `data/`, each read once for all tests; every disclosure of them is new and may be changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from forms.document.document import Document
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read

DATA = Path(__file__).parent / "data"
TABLES, PAPER = "tables.xlsx", "disclosure.docx"


@cache
def reading(name: str, *files: str, year: int | None = None) -> Reading:
    """What these files of a published disclosure state, its tables if none is named, taken as of another year."""
    return recognise([read(DATA / name / file) for file in files or (TABLES,)], year=year)


def disclosure(name: str, *files: str) -> Document:
    """The disclosure of these files."""
    return reading(name, *files).document()
