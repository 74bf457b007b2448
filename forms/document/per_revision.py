"""What is read off a disclosure once and kept until something in it changes: many checks ask for it in one round."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from forms.document.disclosed import Disclosed

D = TypeVar("D", bound=Disclosed)
T = TypeVar("T")


def per_revision(read: Callable[[D], T]) -> Callable[[D], T]:
    """`read`, which is called anew only for another disclosure or another revision of it; the result must not be
    changed."""
    known: WeakKeyDictionary[D, tuple[int, T]] = WeakKeyDictionary()

    @wraps(read)
    def again(document: D) -> T:
        at = known.get(document)
        if at is None or at[0] != document.revision:
            at = known[document] = document.revision, read(document)
        return at[1]

    return again
