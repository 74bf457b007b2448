"""The sub-headings of the text, by which sections and stretches of them are known (`words/headings.toml`)."""

from __future__ import annotations

from dataclasses import dataclass

from forms.form.word_lists import Lists


@dataclass(frozen=True, eq=False)
class HeadingWords:
    """The sub-headings of the text and the ways of writing each (`words/headings.toml`). One object for an edition, by
    which what is told once is kept."""

    parts: tuple[str, ...]
    """What is numbered above all: 第二部分."""
    undivided: tuple[str, ...]
    preamble: str
    """What the sections of these keys speak of before their first sub-heading."""
    headings: Lists
    accounts: Lists
    """What is told under a heading with one of these words is a part of the money only; they go before the others."""
    sections: Lists
    """By the key of a section, the words of a heading in the text of another that speaks of the same."""
