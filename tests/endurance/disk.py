"""The disk fails, or the data are taken away, under an open window and before one: told in words, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from random import Random
from unittest.mock import patch

from forms.document.document import Document
from forms.edit import cells
from forms.office.office import Office
from models.backup import DATA_FILE, backups
from models.doctor import data_faults
from models.errors import Trouble
from models.records import Change
from models.store import Store
from tests.endurance.hands import answered, application, shown
from tests.endurance.papers import reading
from tests.endurance.tally import Tally
from tests.models.conftest import failing_disk
from ui.window import main_window
from ui.window.main_window import MainWindow

Way = Callable[[Path], AbstractContextManager[None]]
EDITS = 3
_NOBODY = 65534


@contextmanager
def full(_data: Path) -> Iterator[None]:
    """The system refuses to write."""
    with failing_disk():
        yield


@contextmanager
def full_for_true(data: Path) -> Iterator[None]:
    """The last byte of a small disk is taken."""
    filler = data.parent / "filler"
    with suppress(OSError), filler.open("wb") as file:
        while True:
            file.write(b"\0" * 4096)
    with suppress(OSError), filler.open("ab", buffering=0) as file:
        while True:
            file.write(b"\0")
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(data: Path) -> Iterator[None]:
    """Nobody may write into the folder, nor into what lies in it; root, who may all the same, becomes someone else."""
    paths = (data, *data.rglob("*"))
    modes = {path: path.stat().st_mode for path in paths}
    user = os.geteuid()
    for path in paths:
        path.chmod(modes[path] & ~0o222)
        if user == 0:
            os.chown(path, _NOBODY, -1)
    if user == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        for path in filter(Path.exists, paths):
            path.chmod(modes[path])


@contextmanager
def removed(data: Path) -> Iterator[None]:
    """The data file is deleted."""
    (data / DATA_FILE).unlink()
    yield


@contextmanager
def folder_removed(data: Path) -> Iterator[None]:
    """The whole folder is deleted, with the backups."""
    shutil.rmtree(data)
    yield


@contextmanager
def away_for_a_while(data: Path) -> Iterator[None]:
    """The folder is moved, as when a drive is pulled out, and comes back."""
    data.rename(data.with_name("elsewhere"))
    yield
    data.with_name("elsewhere").rename(data)


@contextmanager
def older_copy(data: Path) -> Iterator[None]:
    """An older copy takes the place of the file, as a sync program does it."""
    shutil.copy(backups(data)[0], data / "copy")
    (data / "copy").replace(data / DATA_FILE)
    yield


UNDER_A_WINDOW: dict[str, Way] = {
    way.__name__: way for way in (full, full_for_true, read_only, removed, folder_removed, away_for_a_while, older_copy)
}
BEFORE_A_WINDOW: dict[str, Way] = {way.__name__: way for way in (full, full_for_true, read_only)}


def run(times: int, seed: int, _folder: Path) -> Tally:
    """Every way so many times, under a window and before one opens."""
    tally, random = Tally("磁盘和文件出事"), Random(seed)
    came = Counter[str]()
    with tally.timed(), answered(application()):
        for number in range(times):
            for under, ways in ((True, UNDER_A_WINDOW), (False, BEFORE_A_WINDOW)):
                for name, way in ways.items():
                    where = f"{name} {'under' if under else 'before'} a window, {number} of seed {seed}"
                    with _place(small=way is full_for_true) as place:
                        if place is None:
                            continue
                        with tally.trial(where):
                            came[(_under if under else _before)(tally, where, way, place / "data", random)] += 1
    tally.notes.append("，".join(f"{words}{count}次" for words, count in came.items()))
    return tally


@contextmanager
def _place(*, small: bool) -> Iterator[Path | None]:
    """A folder that everyone may enter; where it shall be small, a disk of its own, or None where none can be had."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        if not small:
            yield place
            return
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", name], check=False, capture_output=True
        )
        try:
            yield place if made.returncode == 0 else None
        finally:
            if made.returncode == 0:
                subprocess.run(["umount", name], check=True)


def _under(tally: Tally, where: str, way: Way, data: Path, random: Random) -> str:
    """Work on in the window; returns what came of the work."""
    with Office.open(data) as office, shown(office) as window:
        document = office.take(reading("2024-fengrun"))
        window.show_document(document)
        _edit(window, random)
        office.backup_now()
        _edit(window, random)
        with way(data):
            _edit(window, random)
            window.watch.look()
            came = "修改等着写" if document.is_waiting else "照样写进去"
            _say_whether_told(tally, where, window)
        window.watch.look()
        if document.is_waiting:
            window.watch.put_back()
        assert window.workspace is not None
        if document.is_waiting or window.workspace.banner.isVisibleTo(window):
            tally.fault("lost", f"{where}: not written when it could be again: {window.workspace.banner.text()}")
        _edit(window, random)
    _look(tally, where, data, document)
    return came


def _before(tally: Tally, where: str, way: Way, data: Path, random: Random) -> str:
    """Open data that were closed; returns what came of it."""
    with Office.open(data) as office:
        document = office.take(reading("2024-fengrun"))
        _enter(document, random)
    for backup in backups(data):
        backup.unlink()
    with way(data):
        try:
            with Office.open(data) as office:
                came = "照样打开"
                if office.open_disclosure(document.head.id).content() != document.content():
                    tally.fault("silent", f"{where}: something else is read")
        except Trouble as trouble:
            came = "说明后不打开"
            if not trouble.way_out:
                tally.fault("silent", f"{where}: no way out of {trouble}")
    _look(tally, where, data, document)
    return came


def _edit(window: MainWindow, random: Random) -> None:
    assert window.workspace is not None
    for _ in range(EDITS):
        session = window.workspace.session
        session.apply("填写1格", _change(session.document, random))


def _enter(document: Document, random: Random) -> None:
    for _ in range(EDITS):
        document.apply("填写1格", _change(document, random))


def _change(document: Document, random: Random) -> tuple[Change, ...]:
    free = [address for address in document.plan.addresses if not document.is_computed(address)]
    return cells.enter(document, {random.choice(free): str(random.randrange(1, 10**6))})


def _say_whether_told(tally: Tally, where: str, window: MainWindow) -> None:
    """What waits is said above the page and in the status bar, and leaving asks."""
    assert window.workspace is not None
    if not window.workspace.session.document.is_waiting:
        return
    asked: list[str] = []
    with patch.object(main_window, "is_confirmed", lambda *words: bool(asked.append(words[-1]))):
        may_leave = window.may_leave()
    said = window.workspace.banner.text()
    if may_leave or not asked or "没有存上" not in said or window.status.saved.text() != "没有存上！":
        tally.fault("silent", f"{where}: waiting work is not told of: “{said}”, asked {asked}")


def _look(tally: Tally, where: str, data: Path, document: Document) -> None:
    """The next start finds everything."""
    with Store.open(data) as store:
        for sentence in data_faults(store):
            tally.fault("silent", f"{where}: {sentence}")
        if store.content(document.head.id) != document.content():
            tally.fault("lost", f"{where}: what is stored is not what was typed")
