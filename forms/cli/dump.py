"""Lists, differences and what was carried, as plain data for JSON: the shapes that other programs rely on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from forms.document.document import Document
from forms.form.model import Edition
from forms.write.page.plain_data import Data, head_data
from forms.write.reports.found_data import outside_key, source_data
from forms.years.carried import CarryReport, Place, where
from models.money import show
from models.records import Listed

if TYPE_CHECKING:
    from forms.compare.compare import Difference


def listed_data(listed: Listed) -> Data:
    """One line of the list of disclosures."""
    return {**head_data(listed.head), "changed": listed.changed}


def carried_data(previous: Document, form: Edition, report: CarryReport) -> Data:
    """What became of last year's disclosure in the new form: the counts, and every line with its places."""
    return {
        **report.counts,
        "entries": [
            {
                "place": path(previous.edition, line.place),
                "where": where(previous, line.place),
                "text": line.text,
                "fate": line.fate,
                "reason": line.reason,
                "target": path(form, line.target) if line.target else None,
            }
            for line in report.lines
        ],
    }


def difference_data(one: Difference, form: Edition) -> Data:
    """One difference of two disclosures; `runs` mark up a text as same, gone and come."""
    return {
        "part": one.part,
        "place": one.place,
        "item": one.item,
        "old": one.old or None,
        "new": one.new or None,
        "change": show(one.change) or None,
        "cell": path(form, one.address) if one.address else None,
        "source": source_data(one.source) if one.source else None,
        "runs": [{run.kind: run.text} for run in one.runs],
    }


def path(form: Edition, place: Place) -> str:
    """A place as other programs read it: TABLE/ROW/COLUMN, TABLE/ROW, or the slot of a text."""
    if isinstance(place, str):
        return place
    table, row, *column = place
    return "/".join((table, outside_key(form, table, row), *column))


def rules_data(edition: Edition) -> list[Data]:
    """The rule book of an edition."""
    return [asdict(rule) for rule in edition.rules.values()]
