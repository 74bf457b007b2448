"""Goal tables as the checks read them: each indicator with its row and project, its value as sign, number and unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.document.projects import Project, indicator_cell, owner_of, project_name, public_projects
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.model import Edition
from forms.form.word_lists import Lists, word_lists
from models.records import Address

_INNER_QUOTES = str.maketrans("“”", "‘’")
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]?$")


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What the checks know of the words of goal tables (`words/goals.toml`)."""

    outputs: tuple[str, ...]
    cost: str
    output: tuple[str, ...]
    effect: tuple[str, ...]
    satisfaction: tuple[str, ...]
    secret: tuple[str, ...]
    at_most: tuple[str, ...]
    at_least: tuple[str, ...]
    not_counted: tuple[str, ...]
    units: Lists
    measures: Lists
    rates: Lists
    kinds: Lists
    signs: Lists
    same_units: Lists
    bounds: Lists
    least: Lists
    codes: Lists


@dataclass(frozen=True, slots=True)
class Measure:
    """A value that is measured: `≥95%` is the sign ≥, the number 95, the unit %."""

    sign: str
    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class GoalEntry:
    """One indicator of a public project: its row and what stands in it, without blanks."""

    table: str
    key: str
    project: Project
    texts: Mapping[str, str]
    measure: Measure | None

    def at(self, column: str) -> Address:
        """The address of one of its cells."""
        return Address(self.table, self.key, column)


def goal_words(reporter: Reporter) -> GoalWords:
    """The words of goal tables in the edition of the disclosure."""
    return word_lists(reporter.edition, "goals", GoalWords)


def name_of(project: Project) -> str:
    """What the project is called in a message, without blanks."""
    return "".join(project_name(project).split()).translate(_INNER_QUOTES) or "未命名"


@per_revision
def entries(document: Document) -> tuple[GoalEntry, ...]:
    """The indicators of all public projects in their order; those of no project are left out."""
    return tuple(_entries(document))


def _entries(document: Document) -> Iterator[GoalEntry]:
    found = {project.key: project for project in public_projects(document)}
    table = document.edition.roles.indicators
    for line in document.lines(table) if found else ():
        owner = found.get(owner_of(document, line.key))
        if owner is not None:
            columns = document.edition.tables[table].written
            texts = {name: joined(document.text(indicator_cell(document, line.key, name))) for name in columns}
            yield GoalEntry(table, line.key, owner, texts, measure(document.edition, texts["value"]))


def joined(text: str) -> str:
    """A text without blanks, its digits and letters in half width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def measure(edition: Edition, text: str) -> Measure | None:
    """The value that a text states in a form, or None when it states none or more than one."""
    found = patterns(edition).measure.fullmatch(joined(text).replace("$", "").replace("\\%", "%"))
    if found is None:
        return None
    return Measure(found["sign"] or "", Decimal(found["number"].replace(",", "")), found["unit"])


def longest_ending(name: str, endings: Mapping[str, tuple[str, ...]]) -> str:
    """The longest of the words that the name ends with, a remark in brackets aside; blank when none does."""
    plain = _BRACKETS.sub("", name).rstrip("。；;,，")
    if not plain.endswith(tuple(endings)):
        return ""
    return max((word for word in endings if plain.endswith(word)), key=len, default="")
