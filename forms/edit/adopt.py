"""Taking a draft over: which paragraph of a section each drafted one would replace, one of them or all put in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from forms.document.document import Document
from forms.document.fields import fill
from forms.document.slots import slot_text
from forms.edit.cells import write_section
from forms.edit.draft import draft
from forms.form.model import Section
from models.records import Change

_ALIKE = 0.35
"""So much of their letters, side by side, two paragraphs share at least that say the same."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafted paragraph: as it is kept, as it is read, and the paragraph of the section that it would replace."""

    kept: str
    text: str
    at: int | None
    """The number of that paragraph; None where the section says nothing of the kind."""
    is_taken: bool
    """Whether the section says it word for word."""


def drafted(document: Document, section: Section) -> tuple[Drafted, ...]:
    """The drafted paragraphs beside what the section says; none when the form has no draft for it."""
    kept = [paragraph for paragraph in draft(document, section).split("\n") if paragraph]
    read = [fill(paragraph, lambda slot: slot_text(document, slot)).text for paragraph in kept]
    standing = document.section_text(section.id).split("\n")
    places = _aligned(read, standing)
    return tuple(
        Drafted(one, text, at, at is not None and standing[at].strip() == text)
        for one, text, at in zip(kept, read, places, strict=True)
    )


def adopt(document: Document, section: Section, number: int) -> tuple[Change, ...]:
    """Put a drafted paragraph in the place of the one that says the same, else behind its neighbour."""
    offered = drafted(document, section)
    paragraphs = document.filled_text(section.id).kept.split("\n")
    one = offered[number]
    if one.at is not None:
        paragraphs[one.at] = one.kept
    else:
        before = [other.at for other in offered[:number] if other.at is not None]
        behind = [other.at for other in offered[number:] if other.at is not None]
        place = before[-1] + 1 if before else behind[0] if behind else len(paragraphs)
        paragraphs.insert(place, one.kept)
    return write_section(document, section.id, "\n".join(paragraphs))


def adopt_all(document: Document, section: Section) -> tuple[Change, ...]:
    """Put the draft in the place of all the section says."""
    return write_section(document, section.id, draft(document, section))


def _aligned(ours: Sequence[str], theirs: Sequence[str]) -> list[int | None]:
    """For each of our texts the number of theirs that says the same, in one order; None where there is none.

    Of all ways to pair them in order it is the one in which most is alike.
    """
    mine, yours = list(map(_pairs, ours)), list(map(_pairs, theirs))
    best = [[0.0] * (len(yours) + 1) for _ in range(len(mine) + 1)]
    alike = [[_share(one, other) for other in yours] for one in mine]
    for i in range(len(mine) - 1, -1, -1):
        for j in range(len(yours) - 1, -1, -1):
            paired = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found: list[int | None] = []
    j = 0
    for i in range(len(mine)):
        while j < len(yours) and best[i][j] == best[i][j + 1] > best[i + 1][j]:
            j += 1
        is_paired = j < len(yours) and alike[i][j] >= _ALIKE and best[i][j] > best[i + 1][j]
        found.append(j if is_paired else None)
        j += is_paired
    return found


def _pairs(text: str) -> frozenset[str]:
    """Every two letters that stand side by side; numbers, which change every year, do not count."""
    letters = [letter for letter in text if not letter.isspace() and not letter.isdigit() and letter != "."]
    return frozenset(one + other for one, other in pairwise(letters))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
