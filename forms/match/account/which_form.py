"""In which of the installed forms files are: by the titles of their tables, then by how much of each form they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from forms.form.load import installed, pack, reading_as
from forms.match.account.likeness import Likeness
from forms.match.asking.question import Asked, Choice, Question, Unsure
from forms.match.titles import find_titles, table_titled
from forms.readers import Book

_NEAR = 5
"""Two forms whose likeness differs by fewer hundredths cannot be told apart."""


def likely_forms(books: Sequence[Book]) -> tuple[str, ...]:
    """The forms that have the most of the titles of tables in the files; the first where none has any."""
    if len(installed()) == 1:
        return installed()
    hits = {name: _titles_met(name, books) for name in installed()}
    most = max(hits.values())
    return tuple(name for name, count in hits.items() if count == most) if most else installed()[:1]


def likest(forms: Iterable[str], measure: Callable[[], Likeness | None], files: str) -> str:
    """Of several forms the one that the files are most of; the first where they have no tables to tell it by.

    `measure` is called with the files read as each of them. Raises Unsure when two are equally near.
    """
    found: dict[str, int] = {}
    for name in forms:
        with reading_as(name):
            likeness = measure()
        if likeness is not None:
            found[name] = likeness.per_cent
    if not found:
        return next(iter(forms))
    best, *others = sorted(found, key=lambda name: -found[name])
    near = [name for name in others if found[best] - found[name] < _NEAR]
    if near:
        choices = tuple(Choice(name, (f"栏目和行相符{found[name]}%",)) for name in (best, *near))
        titles = "、".join(pack(name).title for name in (best, *near))
        raise Unsure(Question(Asked.PACK, f"{files}与{titles}的表样都相符，分不清是哪一个", choices))
    return best


def _titles_met(name: str, books: Sequence[Book]) -> int:
    """How many tables of that form have their title in the files."""
    with reading_as(name):
        grids = [grid for book in books for grid in book.grids if not grid.hidden]
        lines = (table_titled(paragraph.text) for book in books for paragraph in book.paragraphs)
        return len({*(title.table for grid in grids for title in find_titles(grid)), *filter(None, lines)})
