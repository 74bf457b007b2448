"""Last year's disclosures of a county (上年资料): whose they are, so that each unit's is held against its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from forms.county.batch import Crew, run
from forms.county.ledger import BatchLedger
from forms.county.task import Deed, LastYears, Orders, Task, TaskOutcome, TaskResult
from forms.write.page.folders import make_folder
from models.files import file_trouble
from models.records import Unit

_FOLDER = "上年资料"
"""Where in the results is kept whose they are, so that only what changed is read again."""


def with_last_years(tasks: Sequence[Task], before: Sequence[Task], crew: Crew) -> tuple[list[Task], list[TaskOutcome]]:
    """The tasks, each knowing last year's disclosures of the county, and the outcomes of those that cannot be read.

    Raises Trouble when the results cannot be written.
    """
    if not tasks or not before:
        return list(tasks), []
    orders = tasks[0].orders
    folder = orders.out / _FOLDER
    make_folder(folder)
    # A year that was given is this year's.
    reading = Orders(Deed.VERIFY, folder, orders.data, orders.packs, replace(orders.given, year=None))
    files = {task.name: task.files for task in before}
    known, refused = [], []
    for outcome in run([replace(task, orders=reading) for task in before], BatchLedger(folder), crew):
        if outcome.result is TaskResult.CHECKED:
            known.append(_known(outcome, files[outcome.name]))
        else:
            refused.append(outcome)
    known.sort(key=lambda one: (one.unit.code, one.unit.name, one.year, one.sha256))
    return [replace(task, orders=replace(orders, last_years=tuple(known))) for task in tasks], refused


def _known(outcome: TaskOutcome, files: tuple[Path, ...]) -> LastYears:
    data = outcome.data
    unit = Unit(data["unit"]["code"], data["unit"]["name"])
    return LastYears(unit, data["year"], data["kind"], files, _sum_over(files))


def _sum_over(files: Iterable[Path]) -> str:
    by = hashlib.sha256()
    for file in files:
        try:
            by.update(hashlib.sha256(file.read_bytes()).digest())
        except OSError as error:
            raise file_trouble(file, error) from error
    return by.hexdigest()
