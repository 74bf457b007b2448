"""A batch (批量): many disclosures checked, exported or imported; only what changed since the time before is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from forms.county.all_amounts import join_amounts
from forms.county.ledger import BatchLedger
from forms.county.submissions import submissions
from forms.county.task import TABLES, Kept, Orders, Task, TaskOutcome, TaskResult
from forms.form.load import edition_of
from forms.office.office import Office
from forms.office.packet_file import SUFFIX as PACKET
from forms.office.packet_file import open_packet
from forms.write.page.folders import make_folder
from models.errors import Trouble

Crew = Callable[[Iterable[Task]], Iterator[TaskOutcome]]
"""Who carries out tasks, and tells the outcome of each as it is done."""
AMOUNTS = "全部预算表.csv"


def tasks_in(target: Path, orders: Orders, unpacked: Path) -> tuple[list[Task], list[Task]]:
    """A task for each disclosure in a folder or a zip, which is unpacked into `unpacked`, and for each of last year's
    that lie in a folder called so (上年资料).

    Raises Trouble when it cannot be read, or has none.
    """
    found = submissions(target, unpacked, orders.out)
    if not found:
        raise Trouble(f"“{target.name}”里没有可以读的公开资料；", "请把各单位交来的文件放在里面，一个单位一个文件夹。")
    now, before = (
        [Task(one.name, orders, one.files, refused=one.refused) for one in found if one.is_last_years is is_before]
        for is_before in (False, True)
    )
    return now, before


def tasks_of(office: Office, ids: Sequence[str], orders: Orders) -> list[Task]:
    """A task for each disclosure of the store. Raises Trouble for an unknown id."""
    return [Task(one, orders, kept=_kept(office, one)) for one in ids]


def run(tasks: Sequence[Task], ledger: BatchLedger, crew: Crew, office: Office | None = None) -> Iterator[TaskOutcome]:
    """The outcomes of the tasks: first of those whose files and orders are as they were, then as they are done.

    With an office what was read is stored there. Each outcome is in the ledger before it is told. Raises Trouble when
    the results cannot be written.
    """
    left: dict[str, Task] = {}
    for task in tasks:
        known = ledger.unchanged(task)
        if known is None:
            left[task.name] = task
        else:
            yield replace(known, data={**known.data, "unchanged": True})
    for outcome in crew(left.values()):
        task = left[outcome.name]
        done = outcome if office is None else stored(office, task, outcome)
        ledger.note(task, done)
        yield done
    ledger.tidy()


def gather_amounts(orders: Orders, outcomes: Iterable[TaskOutcome], tasks: Iterable[Task]) -> Path:
    """Put the amounts of all that were exported into one CSV and return it. Raises Trouble when it is not written."""
    made = {outcome.name for outcome in outcomes if outcome.result is TaskResult.CHECKED}
    parts = [orders.out / TABLES / f"{task.stem}.csv" for task in tasks if task.name in made]
    make_folder(orders.out)
    path = orders.out / AMOUNTS
    join_amounts((part for part in parts if part.is_file()), path)
    return path


def _kept(office: Office, disclosure: str) -> Kept:
    document = office.open_disclosure(disclosure)
    previous = document.previous
    before = (previous.head, previous.content()) if previous is not None else None
    return Kept(document.head, document.content(), before, tuple(sorted(document.own_words)))


def stored(office: Office, task: Task, outcome: TaskOutcome) -> TaskOutcome:
    """The outcome once what was read is in the store; a refusal is told in its line."""
    if outcome.result is not TaskResult.CHECKED:
        return outcome
    try:
        if outcome.reading is not None:
            # The declarations of this process are the ones that count here.
            reading = replace(outcome.reading, edition=edition_of(outcome.reading.head))
            document = office.take(reading)
        elif task.files and task.files[0].suffix.lower() == PACKET:
            document = open_packet(office, task.files[0])
        else:
            return outcome
    except Trouble as trouble:
        return TaskOutcome(task.name, {**outcome.data, "result": TaskResult.REFUSED, "error": str(trouble)})
    return TaskOutcome(task.name, {**outcome.data, "stored": document.head.id})
