"""The ledger of a batch (台账): what came of each disclosure and of which files; only what changed is done again."""

from __future__ import annotations

import hashlib
import json
import pickle
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from forms.county.task import Deed, Task, TaskOutcome, TaskResult
from forms.county.work import CATALOGUES
from forms.form.pack import PACKS
from forms.form.version import VERSION
from forms.write.page.plain_data import Data
from models.errors import Trouble
from models.files import file_trouble, write_whole

FILE = "台账.jsonl"


class _Noted(NamedTuple):
    """The files and orders by which an outcome was made, and where its line stands in the file."""

    key: str
    start: int
    length: int


class BatchLedger:
    """What is known of earlier runs into one folder. A line is added for each outcome at once, so that a run that was
    stopped or killed has lost nothing; of two lines of one name the later counts, and a line cut off counts nothing.

    The lines stay in the file: of a county they are too many for the memory of an office computer.
    """

    def __init__(self, folder: Path) -> None:
        """Raises Trouble when the ledger cannot be read."""
        self._path = folder / FILE
        self._declared: dict[tuple[Path, ...], str] = {}
        self._entries: dict[str, _Noted] = {}
        self._find_lines()

    def unchanged(self, task: Task) -> TaskOutcome | None:
        """The outcome of the task as it was, if the same files were done by the same orders and all is still there."""
        entry = self._entries.get(task.name)
        if entry is None or entry.key != self._key(task):
            return None
        data = self._data(entry)
        if data["result"] == TaskResult.FAULT:
            return None
        made = [data.get("sheet"), *data.get("exported", ())]
        return TaskOutcome(task.name, data) if all(Path(path).is_file() for path in made if path) else None

    def note(self, task: Task, outcome: TaskOutcome) -> None:
        """Write the outcome down, with what changed since the time before. Raises Trouble when it cannot be written."""
        known = self._entries.get(task.name)
        before = self._data(known) if known is not None else {}
        if "findings" in before and "findings" in outcome.data:
            outcome.data["before"] = _change(before, outcome.data)
        key = self._key(task)
        line = json.dumps((key, outcome.data), ensure_ascii=False).encode()
        try:
            with self._path.open("ab") as file:
                file.write(b"\n")
                start = file.tell()
                file.write(line)
        except OSError as error:
            raise file_trouble(self._path, error) from error
        self._entries[task.name] = _Noted(key, start, len(line))

    def tidy(self) -> None:
        """Write the ledger anew, a line for each name. Raises Trouble when it cannot be written."""
        if not self._entries:
            return
        with write_whole(self._path) as temporary, temporary.open("wb") as file:
            for entry in self._entries.values():
                file.write(b"\n" + self._line(entry))
        self._find_lines()

    def _find_lines(self) -> None:
        """Where the last whole line of each name stands."""
        self._entries = {}
        if not self._path.is_file():
            return
        try:
            with self._path.open("rb") as file:
                start = 0
                for line in file:
                    if (known := _entry(line)) is not None:
                        key, data = known
                        self._entries[data["name"]] = _Noted(key, start, len(line.rstrip(b"\n")))
                    start += len(line)
        except OSError as error:
            way_out = "请换一个存放结果的文件夹，或者把它移走，从头再查。"
            raise Trouble(f"台账“{self._path}”读不出来；", way_out) from error

    def _line(self, entry: _Noted) -> bytes:
        try:
            with self._path.open("rb") as file:
                file.seek(entry.start)
                return file.read(entry.length)
        except OSError as error:
            raise file_trouble(self._path, error) from error

    def _data(self, entry: _Noted) -> Data:
        """The outcome of a line. Raises Trouble when somebody changed the file since it was looked through."""
        known = _entry(self._line(entry))
        if known is None:
            raise Trouble(f"台账“{self._path}”刚才被别的程序改动了；", "请关掉打开它的程序，再运行一次。")
        return known[1]

    def _key(self, task: Task) -> str:
        """The SHA-256 over the files of the task, the orders, the program and its declarations."""
        orders = task.orders
        how = (orders.formats, orders.product, orders.formulas, orders.tables)
        before = [(one.unit, one.year, one.kind, one.sha256) for one in orders.last_years]
        place = orders.data if orders.deed is Deed.IMPORT else ""
        what = (orders.deed, orders.given, orders.spelling, how, place, before)
        folders = _folders(task)
        if folders not in self._declared:
            self._declared[folders] = _sum_over(folders)
        by = hashlib.sha256(repr((VERSION, what, self._declared[folders])).encode())
        by.update(pickle.dumps(task.kept))
        for file in task.files:
            by.update(f"\n{file.name}\n".encode())
            with suppress(OSError):
                by.update(hashlib.sha256(file.read_bytes()).digest())
        return by.hexdigest()


def _folders(task: Task) -> tuple[Path, ...]:
    orders = task.orders
    return (PACKS, *orders.packs, orders.data / CATALOGUES)


def _sum_over(folders: tuple[Path, ...]) -> str:
    """The SHA-256 over all that is declared: packs, words, rules, an office's own lists of codes."""
    by = hashlib.sha256()
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            by.update(file.relative_to(folder).as_posix().encode())
            by.update(file.read_bytes())
    return by.hexdigest()


def _entry(line: bytes) -> tuple[str, Data] | None:
    try:
        key, data = json.loads(line)
        TaskResult(data["result"])
        str(data["name"])
    except (ValueError, KeyError, TypeError):
        return None
    return key, data


def _change(before: Data, now: Data) -> Data:
    """The counts of the time before; how many of its findings are gone, and how many are new."""
    old, new = _told(before), _told(now)
    return {"counts": before["counts"], "mended": len(old - new), "new": len(new - old)}


def _told(data: Data) -> set[tuple[Any, ...]]:
    return {(one["rule"], one["message"]) for one in data["findings"] if one["level"] in "EW"}
