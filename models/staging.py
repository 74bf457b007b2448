"""Files and folders that come into their places together: made complete beside them, then switched, all or none.

The folder holds a lock as long as its process lives, the new files, the files that give way, and a plan while they are
switched. Once there is a plan, every new file is complete and on the disk, so whoever finds the folder of a killed run
can end the switch; without one nothing was switched yet, or all is done. OSError is raised as it comes.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from errno import EIO, EISDIR
from pathlib import Path
from typing import IO

_FOLDER = re.compile(r"\.ysgk-[0-9a-f]{8}")
_OURS = re.compile(r"lock|plan\.(json|new)|old-\d+|\d+(\..*)?")
_LOCK, _PLAN, _NEW_PLAN = "lock", "plan.json", "plan.new"
_FORWARD, _BACK = "forward", "back"
_NOTES = "unfinished"


@dataclass(frozen=True, slots=True)
class _Step:
    """One file of a switch: the new one, what gives way to it, and the place of both."""

    new: Path
    old: Path
    place: Path


class Staging:
    """The folder of one run, made at once beside the places of the files; what is written to `paths` comes there.

    With `data`, the folder of the data, the run is remembered there until it is closed, to be found after a kill.
    """

    def __init__(self, target: Path, names: Sequence[str], *, private: bool, data: Path | None) -> None:
        self._names = tuple(names)
        self.at = target / names[0]
        """The file last worked on, for whoever tells what went wrong."""
        self._folder, self._lock = _made(target, data)
        self._data = data
        self._steps = _steps(self._folder, self._names)
        self.paths = tuple(step.new for step in self._steps)
        for path in self.paths if private else ():
            path.touch(0o600, exist_ok=False)

    def switch(self) -> None:
        """Put every file in its place; what stood there is gone. After an error all is as it was before."""
        for step in self._steps:
            self.at = step.place
            if step.place.is_dir() and not step.new.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(step.place))
            for new in (*step.new.rglob("*"), step.new):
                if new.is_file():
                    with new.open("rb+") as file:
                        os.fsync(file.fileno())
        if len(self._steps) == 1 and not self._steps[0].new.is_dir():
            self._steps[0].new.replace(self.at)  # one file is whole by itself
            _sync(self.at.parent)
            return
        _write_plan(self._folder, _FORWARD, self._names)
        for place in _switched(self._folder, self._steps):
            self.at = place

    def close(self) -> None:
        """Remove the folder with what is left in it, unless it holds what only the next run can put right."""
        self._lock.close()
        if not (self._folder / _PLAN).exists():
            _clear(self._folder)
            if self._data is not None:
                _forget(_note(self._data, self._folder))


def put_right(target: Path) -> None:
    """End or take back what killed runs left half in a folder, and clear what they left over; folders of runs that
    are alive stay. Raises OSError when a switch can be led neither forward nor back."""
    for folder in list(target.iterdir()) if target.is_dir() else ():
        if _FOLDER.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            lock = None
            with suppress(OSError):  # another user's
                lock = _hold(folder / _LOCK)
            if lock is not None:
                with lock:
                    _end(folder)
                _clear(folder)


def put_all_right(data: Path) -> None:
    """Put right every folder in which a run remembered by the folder of the data was killed.

    What cannot be reached now, such as a stick that was taken out, is tried again the next time.
    """
    notes = data / _NOTES
    for note in list(notes.glob(".ysgk-*.txt")):
        with suppress(OSError):
            target = Path(os.fsdecode(note.read_bytes()))
            if not target.is_absolute():
                note.unlink()  # killed before it was written, so nothing was begun
                continue
            put_right(target)
            if target.is_dir() and not (target / note.stem).exists():
                note.unlink()
    with suppress(OSError):
        notes.rmdir()


def free_name(path: Path) -> Path:
    """A name that is not taken yet, in the same folder, with the time in it."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    free = path.with_name(f"{path.stem}-{stamp}{path.suffix}")
    number = 1
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{stamp}-{number}{path.suffix}")
    return free


def _made(target: Path, data: Path | None) -> tuple[Path, IO[bytes]]:
    """A new folder and its lock."""
    while True:
        folder = target / f".ysgk-{secrets.token_hex(4)}"
        if data is not None:
            _remember(data, folder)
        folder.mkdir(mode=0o700)
        # Whoever clears up may have taken the folder for one left over, before it was locked.
        with suppress(FileNotFoundError):
            lock = _hold(folder / _LOCK)
            if lock is not None and (folder / _LOCK).exists():
                return folder, lock


def _hold(path: Path) -> IO[bytes] | None:
    """The file, opened and locked until it is closed or the process ends; None when a living process has it."""
    file = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _steps(folder: Path, names: Sequence[str]) -> tuple[_Step, ...]:
    return tuple(
        _Step(folder / f"{number}{Path(name).suffix}", folder / f"old-{number}", folder.parent / name)
        for number, name in enumerate(names)
    )


def _end(folder: Path) -> None:
    """Lead the switch of a killed run forward, or back where it was going back or cannot go forward."""
    if not (folder / _PLAN).exists():
        return
    direction, names = _read_plan(folder)
    steps = _steps(folder, names)
    if direction == _BACK:
        _take_back(folder, steps)
        return
    try:
        for _ in _switched(folder, steps):
            pass
    except OSError:
        if (folder / _PLAN).exists():
            raise


def _switched(folder: Path, steps: Sequence[_Step]) -> Iterator[Path]:
    """Carry out the steps from wherever they stand, each place in turn; an error takes all of them back."""
    try:
        for step in steps:
            yield step.place
            if step.new.exists() and os.path.lexists(step.place):
                # Where the old file gave way already, someone has put another one there since.
                step.place.rename(free_name(step.place) if os.path.lexists(step.old) else step.old)
        for step in steps:
            yield step.place
            if step.new.exists():
                step.new.rename(step.place)
    except OSError:
        _write_plan(folder, _BACK, [step.place.name for step in steps])
        _take_back(folder, steps)
        raise
    _end_plan(folder)


def _take_back(folder: Path, steps: Sequence[_Step]) -> None:
    for step in steps:
        if not step.new.exists() and os.path.lexists(step.place):
            step.place.rename(step.new)
        if os.path.lexists(step.old):
            if os.path.lexists(step.place):
                step.place.rename(free_name(step.place))
            step.old.rename(step.place)
    _end_plan(folder)


def _write_plan(folder: Path, direction: str, names: Sequence[str]) -> None:
    with (folder / _NEW_PLAN).open("w", encoding="utf-8") as file:
        json.dump({"direction": direction, "names": names}, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    (folder / _NEW_PLAN).replace(folder / _PLAN)
    _sync(folder)


def _read_plan(folder: Path) -> tuple[str, tuple[str, ...]]:
    """The direction and the names; raises OSError when nobody can tell what was planned."""
    try:
        plan = json.loads((folder / _PLAN).read_text(encoding="utf-8"))
        return str(plan["direction"]), tuple(Path(name).name for name in plan["names"])
    except (ValueError, KeyError, TypeError) as error:
        raise OSError(EIO, os.strerror(EIO), str(folder / _PLAN)) from error


def _end_plan(folder: Path) -> None:
    """From here on what is in the folder is of no use any more."""
    _sync(folder.parent)
    (folder / _PLAN).unlink()
    _sync(folder)


def _clear(folder: Path) -> None:
    """Remove a folder without a plan; what is not ours, or is held open by another program, stays with it."""
    with suppress(OSError):
        for path in sorted(folder.iterdir(), key=lambda path: path.name == _LOCK):
            if _OURS.fullmatch(path.name):
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        folder.rmdir()


def _note(data: Path, folder: Path) -> Path:
    return data / _NOTES / f"{folder.name}.txt"


def _remember(data: Path, folder: Path) -> None:
    """Where the data cannot be written, files are exported all the same."""
    with suppress(OSError):
        note = _note(data, folder)
        for made in (data, note.parent):
            made.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.touch(0o600)
        note.write_bytes(os.fsencode(folder.parent.resolve()))


def _forget(note: Path) -> None:
    with suppress(OSError):
        note.unlink()
        note.parent.rmdir()


def _sync(folder: Path) -> None:
    """Have what was renamed in a folder on the disk; Windows does so by itself."""
    if sys.platform != "win32":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
