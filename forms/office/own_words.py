"""The words that are no slips of the pen in this office, as they are kept among the settings."""

from __future__ import annotations

from collections.abc import Iterable

SETTING = "spelling.words"
"""The setting that holds them."""


def read(kept: str | None) -> tuple[str, ...]:
    """The words in the order in which they were told."""
    return tuple((kept or "").split())


def written(words: Iterable[str]) -> str:
    """The words to be kept, each once, one a line; blanks part them."""
    return "\n".join(dict.fromkeys(" ".join(words).split()))
