"""What a text may speak of beside the rows of a comparison: where one of these is named, the comparison is no longer of
the row before."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.form.prose_words import MovementWords

_SHORTEST = 3
"""Names with fewer characters are words of the language as well."""


def other_names(document: Document, group: MovementWords) -> Collection[str]:
    """What else than the rows of a comparison has a name; a name within one of these rows is none."""
    return _outside(_all_names(document), group)


@lru_cache(maxsize=64)
def _outside(names: frozenset[str], group: MovementWords) -> Collection[str]:
    own = [word for word, _ in group.words]
    return [word for word in names if not any(word in one or one in word for one in own)]


@per_revision
def _all_names(document: Document) -> frozenset[str]:
    """The declared names of amounts, and those of the rows of tables of codes."""
    words = {word for group in document.edition.prose.amounts for word, _ in group.words}
    tables = [table.id for table in document.edition.tables.values() if table.layout == "codes"]
    words |= {line.label for table in tables for line in document.lines(table)}
    return frozenset(word for word in words if len(word) >= _SHORTEST)
