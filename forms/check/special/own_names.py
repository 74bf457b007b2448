"""The names of a paper's own bodies: the place that a name begins with, the own name, the units of 机构设置."""

from __future__ import annotations

from forms.check.special.texts import cell_texts
from forms.document.reporter import Reporter
from forms.form.language import Patterns


def place_of(said: Patterns, name: str) -> str:
    """The place a name begins with: 唐山市丰润区; blank when it names none."""
    found = said.place.match(name)
    return found[0] if found else ""


def own_and_listed(reporter: Reporter) -> tuple[str, ...]:
    """The own name, and those of the bodies that the table of institutions names."""
    return (reporter.document.head.unit.name, *sorted(listed_bodies(reporter)))


def listed_bodies(reporter: Reporter) -> set[str]:
    """The subordinate bodies that the table of institutions names."""
    places = {(reporter.edition.roles.table("institutions"), "name")}
    return {
        t.words
        for t in cell_texts(reporter)
        if t.cell and (t.cell.table, t.cell.column) in places and t.cell.row != "1"
    }
