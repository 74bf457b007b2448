"""What became of everything in last year's disclosure when the new year's was made from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from forms.document.document import Document
from forms.document.reporter import Reporter
from models.records import Address, Content, RowAddress

Fate = Literal["kept", "led", "left"]
FATE_WORDS: Mapping[Fate, str] = {"kept": "沿用", "led": "转入", "left": "不带"}
Place = Address | RowAddress | str
"""A cell, a row, or the slot of a text."""


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """What became of one cell, row or text of last year; `target` is where it stands now, None when it was left."""

    place: Place
    text: str
    fate: Fate
    reason: str = ""
    target: Place | None = None


@dataclass(frozen=True)
class CarryReport:
    """The fate of everything in last year's disclosure: lines = kept + led + left, always."""

    lines: tuple[CarriedLine, ...]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many lines there are, and how many were kept, led on and left."""
        fates = Counter(line.fate for line in self.lines)
        return {"lines": len(self.lines), **{fate: fates[fate] for fate in FATE_WORDS}}


@dataclass(frozen=True, slots=True)
class Carried:
    """A new year's content, and what became of last year's."""

    content: Content
    report: CarryReport


def where(document: Document, place: Place) -> str:
    """A place of last year's disclosure in words."""
    reporter = Reporter(document)
    if isinstance(place, Address):
        name = document.edition.tables[place.table].written.get(place.column)
        column = f"“{name.path[-1]}”栏" if name else reporter.column_words(place)
        return f"{_owner(document, place)}{reporter.row_words(RowAddress(*place[:2]))}{column}"
    if isinstance(place, RowAddress):
        return f"{_owner(document, place)}{reporter.row_words(place)}"
    return _owner(document, place)


def fate_groups(document: Document, report: CarryReport) -> Mapping[tuple[Fate, str, str], tuple[CarriedLine, ...]]:
    """The lines that share their fate, their table or section, and the reason."""
    found: dict[tuple[Fate, str, str], list[CarriedLine]] = {}
    for line in report.lines:
        found.setdefault((line.fate, _owner(document, line.place), line.reason), []).append(line)
    return {group: tuple(lines) for group, lines in found.items()}


def summary(document: Document, report: CarryReport) -> Iterator[str]:
    """The report for a person: what was not simply kept, once for each table or section and reason."""
    for (fate, owner, reason), lines in fate_groups(document, report).items():
        if reason:
            yield f"{FATE_WORDS[fate]} {owner}（{len(lines)}项）：{reason}。"


def _owner(document: Document, place: Place) -> str:
    """The table or section that a place belongs to."""
    if not isinstance(place, str):
        return Reporter(document).table_words(place.table)
    name, _, what = place.partition(".")
    if name in document.edition.tables:
        return f"{Reporter(document).table_words(name)}表注"
    if name == "profile":
        return f"资料项“{document.edition.profile[what].label}”" if what in document.edition.profile else "资料项"
    section = next((section for section in document.edition.sections if section.id == name), None)
    if section is None:
        return "其他文字"
    return f"“{section.heading or '开头'}”的{'标题' if what == 'heading' else '文字'}"
