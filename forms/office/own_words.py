"""The words that are no slips of the pen in this office, as they are kept among the settings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from models.errors import Trouble

SETTING = "spelling.words"
"""The setting that holds them."""


def read(kept: str | None) -> tuple[str, ...]:
    """The words in the order in which they were told."""
    return tuple((kept or "").split())


def lost(settings: Collection[str]) -> Iterator[Trouble]:
    """What is to be said where the words are among the settings that are damaged."""
    if SETTING in settings:
        yield Trouble(
            "本单位的用词（不算错别字的）已损坏，读不出来，现在按没有处理；",
            "资料没有改动；请再加一次，以前的备份里也有。",
        )


def written(words: Iterable[str]) -> str:
    """The words to be kept, each once, one a line; blanks part them."""
    return "\n".join(dict.fromkeys(" ".join(words).split()))
