"""Last step: whether what was found and taken may be shown as what the files say; what is refused as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forms.document.projects import INDICATORS
from forms.match.project_tables import is_project
from forms.match.report import ReadCell, Reason
from forms.match.segments import Segment
from forms.match.taking import Taken
from forms.match.titles import newest_edition
from forms.readers import Book
from models.errors import Trouble


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a disclosure before it is read; it wins over what the files say."""

    unit_code: str = ""
    unit_name: str = ""
    year: int | None = None
    kind: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it says whose disclosure it is, of which year and kind."""
        return bool(self.unit_name and self.year and self.kind)


def require_tables(books: Sequence[Book], segments: Sequence[Segment], given: Given) -> None:
    """Raises Trouble when no table of the form is recognised.

    Goal tables alone, and tables under captions of their own, do not tell whose they are: they are enough for a person
    who has said it.
    """
    if any(segment.has_head for segment in segments) or _is_by_hand(segments, given):
        return
    if not (given.is_whole and _has_goals(books)):
        raise _no_tables(books)


def require_more_taken_than_lost(
    books: Sequence[Book], segments: Sequence[Segment], given: Given, taken: Taken
) -> None:
    """Raises Trouble when more amounts were refused than taken: then the tables are not those of the form."""
    amounts = sum(body.amounts for body in taken.bodies.values())
    if sum(map(_is_lost, taken.entries)) > amounts and not _is_by_hand(segments, given):
        raise _no_tables(books)


def _is_by_hand(segments: Iterable[Segment], given: Given) -> bool:
    """Whether a person placed a sheet or a column, and said whose they are."""
    return given.is_whole and any(segment.chosen is not None for segment in segments)


def _has_goals(books: Iterable[Book]) -> bool:
    """Whether there is the goal table of a project, which has a form of its own."""
    indicators = newest_edition(INDICATORS).tables[INDICATORS]
    return any(is_project(grid, indicators) for book in books for grid in book.grids if not grid.hidden)


def _is_lost(entry: ReadCell) -> bool:
    """Whether a number was refused that the form wants: not a column of its own, nor a table printed again."""
    is_wanted = entry.status == "refused" and entry.why not in (Reason.TWICE, Reason.UNKNOWN_COLUMN)
    return is_wanted and any(map(str.isdigit, entry.text))


def _no_tables(books: Iterable[Book]) -> Trouble:
    files = "、".join(f"“{book.file}”" for book in books)
    return Trouble(
        f"{files}里没有认出部门预算公开的表；",
        "请确认选的是预算公开的文件，表名、表头与河北省的表样一致。",
    )
