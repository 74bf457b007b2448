"""From neutral grids to a disclosure: tables by title, columns by head, rows by code or label, never by address."""

from forms.match.reading import Reading
from forms.match.recognise import recognise, strangers
from forms.match.report import ReadCell, ReadReport

__all__ = ["ReadCell", "ReadReport", "Reading", "recognise", "strangers"]
