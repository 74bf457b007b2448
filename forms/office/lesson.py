"""练习: a whole invented disclosure with real kinds of faults put into it, and the steps in which they are mended.

Both are data under `resources/lesson/`. A lesson lies in memory only: nothing of it reaches the store.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import add_codes, enter, recode, set_notes, write_section
from forms.edit.draft import draft
from forms.edit.goal_tables import add_project, paste_indicators
from forms.edit.profile import set_profile
from forms.edit.records import add_records, new_keys
from forms.form.load import edition_id, edition_of
from forms.form.resources import resources
from models.records import Address, Change, Head, Unit

_FOLDER = "lesson"
_INDICATOR = ("level1", "level2", "level3", "description", "value", "basis")


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One fault: what is wrong, where, how it is mended, and the rule that finds it in that table or section."""

    title: str
    what: str
    where: str
    how: str
    rule: str
    place: str
    at: str = ""
    """The cell where it is mended, when that is not the one that the rule points at."""

    def is_found(self, finding: Finding) -> bool:
        """Whether the finding is about this fault."""
        return finding.rule == self.rule and self.place in (finding.table, finding.section)

    def finding(self, findings: Iterable[Finding]) -> Finding | None:
        """The finding about this fault; None once it is mended."""
        return next(filter(self.is_found, findings), None)


@dataclass(frozen=True, slots=True)
class Lesson:
    """The words over the lesson, its steps, and what is said at its end."""

    title: str
    done: str
    after: str
    steps: tuple[LessonStep, ...]


@cache
def lesson() -> Lesson:
    """The lesson that comes with the program."""
    told = _read("lesson")
    steps = tuple(LessonStep(**{name: text for name, text in step.items() if name != "fault"}) for step in told["step"])
    return Lesson(told["title"], told["done"], told["after"].strip(), steps)


def lesson_document() -> Document:
    """The invented disclosure with its faults, as it lies on the desk when the lesson begins."""
    document = right_document()
    for step in _read("lesson")["step"]:
        document.apply("练习", _fault(document, step["fault"]))
    return _at_rest(document)


def right_document() -> Document:
    """The invented disclosure before the faults are put into it."""
    told = _read("disclosure")
    unit, year, today = Unit(**told["unit"]), told["year"], told["today"]
    head = Head(_FOLDER, unit, year, told["kind"], edition_id(told["pack"], year))
    document = Document(head, edition_of(head), today=lambda: today)
    for table, codes in told["codes"].items():
        document.apply("练习", add_codes(document, table, codes))
    _enter(document, told["amounts"])
    for table in told["not_applicable"]:
        document.apply("练习", set_notes(document, table, [document.edition.tables[table].empty_note]))
    for table, records in told["records"].items():
        added = add_records(document, table, len(records))
        document.apply("练习", added)
        for key, record in zip(new_keys(added), records, strict=True):
            _enter(document, {f"{table}/{key}/{column}": text for column, text in record.items()})
    for project in told["projects"]:
        _add_project(document, project)
    for field, text in told["profile"].items():
        document.apply("练习", set_profile(document, field, text))
    for section in document.edition.sections:
        text = told["texts"].get(section.key) or draft(document, section)
        document.apply("练习", write_section(document, section.id, text))
    return _at_rest(document)


def _add_project(document: Document, project: Mapping[str, Any]) -> None:
    added = add_project(document)
    document.apply("练习", added)
    (key,) = new_keys(added)
    table = document.edition.roles.projects
    table = document.edition.roles.projects
    texts = {f"{table}/{key}/{column}": text for column, text in project.items() if column != "indicators"}
    _enter(document, texts)
    document.apply("练习", paste_indicators(document, key, 0, list(_INDICATOR), project["indicators"]))


def _fault(document: Document, fault: Mapping[str, str]) -> tuple[Change, ...]:
    """The changes that put a fault in: a passage of a section, a cell, or the code of a row."""
    if "section" in fault:
        text = document.section_text(fault["section"])
        assert fault["old"] in text, fault["old"]
        return write_section(document, fault["section"], text.replace(fault["old"], fault["new"], 1))
    if "code" in fault:
        table, code = fault["code"].split("/")
        return recode(document, table, code, fault["new"])
    return enter(document, {Address(*fault["cell"].split("/")): fault["new"]})


def _enter(document: Document, texts: Mapping[str, str]) -> None:
    document.apply("练习", enter(document, {Address(*place.split("/")): text for place, text in texts.items()}))


def _at_rest(document: Document) -> Document:
    """The same with nothing that could be taken back."""
    return Document(document.head, document.edition, document.content(), today=document.today)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources() / _FOLDER / f"{name}.toml").read_text("utf-8"))
