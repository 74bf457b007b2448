"""Where a disclosure that was read from files has each thing from, and what the files print beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from models.records import Address, RowAddress


class Source(NamedTuple):
    """Where a cell of a file stands: file name, sheet and cell address."""

    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class GivenTwice:
    """A cell, or a section of the text, that files give twice and not alike; what stands first counts.

    `place` is a cell, or the id of a section; a text is blank where one of the two has nothing. The row of the cell is
    blank when only the second has it. `about` is the project that a cell belongs to, `is_absent` whether one of the two
    lacks all of that project.
    """

    place: Address | str
    first: Source
    first_text: str
    second: Source
    second_text: str
    about: str = ""
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class NamedInContents:
    """A line of the contents page (目录) without its page number; `section` is the one it names, blank for none."""

    text: str
    section: str
    source: Source


@dataclass(frozen=True, slots=True)
class UnknownHeading:
    """A line written as the headings are and known as none; what is below it is held by the section `within`, blank
    before the first one. `may_be` are the missing sections that would stand there."""

    text: str
    source: Source
    within: str
    may_be: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of a disclosure only because files hold it; empty in one that is worked on."""

    sources: Mapping[Address | RowAddress, Source] = field(default_factory=dict)
    """Where each cell and each row stands."""
    serials: Mapping[RowAddress, tuple[str, str]] = field(default_factory=dict)
    """Serial numbers (序号) that a file printed and that do not run on, each with the right one."""
    passages: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)
    """Where each paragraph of a section stands."""
    heads: Mapping[str, tuple[tuple[str, Source], ...]] = field(default_factory=dict)
    """What stands in the head of each table, between title and captions; our own heads are right by form."""
    absent: frozenset[RowAddress] = frozenset()
    """Lines of the form that a table of a file does not have, though it has others."""
    titles: Mapping[str, tuple[tuple[str, Source], ...]] = field(default_factory=dict)
    """The titles under which each table is printed."""
    twice: tuple[GivenTwice, ...] = ()
    """What is given twice and differs."""
    headings: Mapping[str, Source] = field(default_factory=dict)
    """Where the heading of each section stands that a file has."""
    contents: tuple[NamedInContents, ...] = ()
    """What the contents page of a file names."""
    unknown_headings: tuple[UnknownHeading, ...] = ()
    """The lines of a file that are written as its headings are and known as none."""
