"""Kills a process at work, again and again, and looks at what it leaves: nothing that was confirmed may be missing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Self

from forms.office.office import Office
from forms.write.packet.package import FORMATS
from models.backup import BACKUP_FOLDER
from models.doctor import data_faults
from models.history import taken_back
from models.records import Logged, State
from models.store import Store
from tests.endurance.papers import name_of
from tests.endurance.tally import Tally

ROOT = Path(__file__).parents[2]
ROUND = 12
"""So many runs follow one another on the same data; then an empty folder begins."""
LONGEST = 1.5
"""Seconds after which a process is killed that was to be killed at any moment."""
RENAMES = 4
"""A process that writes files whole kills itself before one of so many renamings, if it comes to it."""
SPANS = {"import": 0.3, "carry": 0.1, "start": 0.1, "gate": 0.1, "backup": 0.05, "export": 0.9, "type": 0.02}
"""Within so many seconds from its beginning an operation of that kind is over, as a rule."""


@dataclass
class Run:
    """What one run confirmed before it was killed."""

    confirmed: list[dict[str, Any]] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)
    packets: dict[str, dict[str, str]] = field(default_factory=dict)
    under_way: str = "opening"
    uncaught: str = ""
    closed: str = ""

    def hear(self, told: dict[str, Any]) -> None:
        """One line of what the process says."""
        if "begin" in told:
            self.under_way = told["begin"]
        elif "opened" in told or "done" in told or "refused" in told:
            self.under_way = "between"
        self.uncaught = told.get("uncaught", self.uncaught)
        self.closed = told.get("closed", self.closed)
        if "id" in told:
            self.confirmed.append(told)
        if "backup" in told:
            self.backups.append(told["backup"])
        if "packet" in told:
            self.packets[told["packet"]] = told["files"]


class Victims:
    """Processes that work, each a copy of one that has everything loaded."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.endurance.worker"],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert "ready" in self._hear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def killed(self, folder: Path, out: Path, random: Random) -> Run:
        """One run, killed at any moment, or while it does something of a kind that is rare: at any moment of that, or
        right before it renames a file."""
        first = random.choice(["", *SPANS])
        rename = random.randrange(1, RENAMES + 1) if first and random.random() < 0.5 else 0
        seed = random.randrange(2**32)
        task = {
            "folder": str(folder),
            "out": str(out),
            "seed": seed,
            "first": first,
            "rename": rename,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        pid, run = self._hear()["pid"], Run()
        if first:
            last = {"done": first} if rename else {"begin": first}
            for told in self._until_ended():
                run.hear(told)
                if last.items() <= told.items() or told.get("refused") == first:
                    break
            else:
                return run
        if not rename:
            time.sleep(random.random() * SPANS.get(first, LONGEST))
        # One that told of an error has ended by itself.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        for told in self._until_ended():
            run.hear(told)
        return run

    def _until_ended(self) -> Iterator[dict[str, Any]]:
        while "ended" not in (told := self._hear()):
            yield told

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process that stood ready is gone"
        found: dict[str, Any] = json.loads(line)
        return found


def run(count: int, seed: int, folder: Path) -> Tally:
    """Kill so many processes."""
    tally, random, under_way, confirmed = Tally("进程被杀死"), Random(seed), Counter[str](), 0
    with tally.timed(), Victims() as victims:
        for number in range(count):
            data, out = folder / f"data{number // ROUND}", folder / f"out{number // ROUND}"
            before = _hashes(out)
            found = victims.killed(data, out, random)
            under_way[found.under_way] += 1
            confirmed += len(found.confirmed)
            where = f"kill {number} of seed {seed} ({found.under_way})"
            with tally.trial(where):
                _look(tally, where, found, data, out, before)
            if number % ROUND == ROUND - 1:
                shutil.rmtree(data, ignore_errors=True)
                shutil.rmtree(out, ignore_errors=True)
    tally.notes.append(f"确认过的操作 {confirmed} 次；杀死时正在：{dict(under_way.most_common())}")
    return tally


def _look(tally: Tally, where: str, found: Run, data: Path, out: Path, before: dict[str, str]) -> None:
    """Open what was left, as the next start does, and compare it with what was confirmed."""
    if found.uncaught:
        tally.fault("uncaught", f"{where}: {found.uncaught}")
    if found.closed:
        tally.fault("lost", f"{where}: not opened: {found.closed}")
    with Office.open(data):
        pass
    for left in [path for place in (data, out) for path in place.rglob(".*")]:
        tally.fault("left", f"{where}: left over {left.relative_to(data.parent)}")
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    with Store.open(data) as store:
        for sentence in data_faults(store):
            tally.fault("silent", f"{where}: {sentence}")
        histories = {listed.head.id: store.history(listed.head.id) for listed in store.heads()}
        for told in found.confirmed:
            if told["id"] not in histories or not _stands(store, told, histories[told["id"]]):
                tally.fault("lost", f"{where}: {told['done']} in {told['id']}, step {told['length']}")
    for name in found.backups:
        if not (data / BACKUP_FOLDER / name).exists():
            tally.fault("lost", f"{where}: backup {name}")
    _compare_packets(tally, where, found, out, before)


def _stands(store: Store, told: dict[str, Any], history: tuple[Logged, ...]) -> bool:
    """Whether the disclosure held what was confirmed after so many steps."""
    since = len(history) - told["length"]
    if since < 0:
        return False
    content = taken_back(store.content(told["id"]), history[:since])
    state = next((entry.state for entry in history[since:] if entry.state is not None), State.EDITING)
    return name_of(content, state) == told["name"]


def _hashes(out: Path) -> dict[str, str]:
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in sorted(out.rglob("*.*")) if path.is_file()}


def _compare_packets(tally: Tally, where: str, found: Run, out: Path, before: dict[str, str]) -> None:
    """A packet that was confirmed stands as it is, or all of its files are of the one that was under way."""
    now = _hashes(out)
    for folder in {str(Path(path).parent) for path in (*before, *now)}:
        old = {path: digest for path, digest in before.items() if str(Path(path).parent) == folder}
        if folder in found.packets:
            old = {f"{folder}/{name}": digest for name, digest in found.packets[folder].items()}
        here = {path: digest for path, digest in now.items() if str(Path(path).parent) == folder}
        if gone := old.keys() - here.keys():
            tally.fault("lost", f"{where}: exported files {sorted(gone)}")
        same = {here[path] == digest for path, digest in old.items() if path in here}
        if len(same) > 1 or 0 < len(here) < len(FORMATS):
            tally.fault("silent", f"{where}: the packet in {folder} is mixed")
            shutil.rmtree(folder)
