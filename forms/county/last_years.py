"""Last year's disclosures of a county (上年资料): whose they are, so that each unit's is held against its own, or goes
on from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from forms.county.batch import Crew, run, stored, tasks_in
from forms.county.ledger import BatchLedger
from forms.county.task import Deed, LastYears, Orders, Task, TaskOutcome, TaskResult
from forms.form.load import pack_of
from forms.form.resources import PACKS_OF_OFFICE
from forms.office.office import Office
from forms.write.page.folders import make_folder
from models.files import file_trouble
from models.records import Head, Unit

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


@dataclass(frozen=True)
class LastYearsRead:
    """Disclosures that are to be stored, so that this year's go on from them."""

    found: tuple[tuple[Task, TaskOutcome], ...]

    def before(self, head: Head) -> tuple[Task, TaskOutcome] | None:
        """That of the year before of a disclosure: of its unit by the code, else by the name; None where there is none,
        or two."""
        read = [(task, one, one.data) for task, one in self.found if one.result is TaskResult.CHECKED]
        fitting = [one for one in read if (one[2]["year"], one[2]["kind"]) == (head.year - 1, head.kind)]
        by_code = [one for one in fitting if head.unit.code and one[2]["unit"]["code"] == head.unit.code]
        by_name = [one for one in fitting if one[2]["unit"]["name"] == head.unit.name]
        chosen = by_code or by_name
        return chosen[0][:2] if len(chosen) == 1 else None

    @property
    def unread(self) -> tuple[str, ...]:
        """What could not be read, each with its reason."""
        return tuple(f"上年资料“{o.name}”：{o.data['error']}" for _, o in self.found if "error" in o.data)


def read_last_years(folder: Path, data: Path, place: Path, crew: Crew) -> LastYearsRead:
    """Read the disclosures of a folder or a zip; `data` is the folder of the data. In `place` lies what came in zips,
    until all is stored. Raises Trouble when there is none."""
    orders = Orders(Deed.IMPORT, place / "results", data, (data / PACKS_OF_OFFICE,), spelling=False)
    now, before = tasks_in(folder, orders, place)
    tasks = {task.name: task for task in (*now, *before)}
    return LastYearsRead(tuple((tasks[one.name], one) for one in crew(tasks.values())))


def storing(office: Office, last_years: LastYearsRead, heads: Iterable[Head]) -> Iterator[str]:
    """Store what these disclosures go on from, one after the other, where it is not here; yields what went wrong, blank
    for nothing."""
    for head in heads:
        one = last_years.before(head)
        if one is None or office.find(head.unit, head.year - 1, head.kind, pack_of(head)) is not None:
            continue
        done = stored(office, *one)
        yield f"上年资料“{done.name}”没有存入：{done.data['error']}" if "error" in done.data else ""
