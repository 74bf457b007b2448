"""A folder of a county's units checked beside the window, which is told of each unit as it is done."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from forms.county.batch import run, tasks_in
from forms.county.county_summary import brief, write_summary
from forms.county.crew import on_all_cores
from forms.county.last_years import with_last_years
from forms.county.ledger import BatchLedger
from forms.county.task import Deed, Orders, Task, TaskOutcome
from forms.county.unit_list import list_in, not_handed_in, read_units
from forms.form.resources import PACKS_OF_OFFICE
from models.files import make_private
from models.records import Unit
from ui.kit.jobs import Job

_FOLDER = "county"
"""The folder of the data folder in which the results of each folder that was checked are kept."""


@dataclass
class Check:
    """One check of a folder."""

    folder: Path
    data: Path
    listed: tuple[Unit, ...] = ()
    """The units of the list (单位名单) that lies in the folder."""
    unpacked: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="county-")))
    """What came in zips; it is there as long as this check, so that a unit can be opened to be looked at."""

    def __post_init__(self) -> None:
        self.forget = weakref.finalize(self, shutil.rmtree, self.unpacked, ignore_errors=True)

    @property
    def results(self) -> Path:
        """Where the sheets, the summary and the ledger of this folder are kept."""
        return self.data / _FOLDER / sha256(str(self.folder).encode()).hexdigest()[:16]

    def carry_out(self, job: Job, tell: Callable[[Sequence[Task] | TaskOutcome], None]) -> None:
        """Check every unit until all is done or the job is given up; told are the tasks, then the outcome of each.

        Raises Trouble when the folder cannot be read, or the results cannot be written.
        """
        data = self.data.resolve()
        orders = Orders(Deed.CHECK, self.results.resolve(), data, (data / PACKS_OF_OFFICE,))
        make_private(self.results)
        done: list[TaskOutcome] = []
        jobs = os.cpu_count() or 1

        def crew(tasks: Iterable[Task]) -> Iterator[TaskOutcome]:
            return on_all_cores(tasks, jobs, lambda: job.is_cancelled)

        tasks, _ = with_last_years(*tasks_in(self.folder, orders, self.unpacked), crew)
        tell(tasks)
        if (units := list_in(self.folder)) is not None:
            self.listed = read_units(units)
        for outcome in run(tasks, BatchLedger(orders.out), crew):
            done.append(brief(outcome))
            tell(done[-1])
            if job.is_cancelled:
                break
        names = {outcome.name for outcome in done}
        left = [task.name for task in tasks if task.name not in names]
        absent = () if left else not_handed_in(self.listed, (outcome.data for outcome in done))
        write_summary(orders.out, done, left, absent)
