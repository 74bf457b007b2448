"""Backups of the data file: taken by SQLite itself, verified, thinned with age, put back without deleting anything."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from models.errors import Trouble
from models.files import file_trouble, make_private, move_aside, write_whole
from models.heads import altered
from models.migrations import STEPS, has_schema
from models.seal import seal_of
from models.sqlite import ERRORS, connect, primary_code, sqlite_troubles

DATA_FILE = "disclosures.db"
BACKUP_FOLDER = "backups"
_NAME = re.compile(r"disclosures-(\d{8}-\d{6})(?:-([a-z]+))?\.db")
_MOMENT = "%Y%m%d-%H%M%S"
_DAYS, _WEEKS = 10, 8
_NAME_SETTING = "backup.name"


class Why(StrEnum):
    """What a backup was taken for; it stands in the name of the file."""

    DAILY = "daily"
    BY_HAND = "hand"
    MIGRATION = "migration"
    IMPORT = "import"
    CARRY = "carry"
    REVIEW = "review"
    SETTLE = "settle"
    PUBLISH = "publish"
    REOPEN = "reopen"
    REMOVE = "remove"
    RESTORE = "restore"
    RESCUE = "rescue"
    DETACH = "detach"

    @property
    def words(self) -> str:
        """As the clerk reads it."""
        return _WORDS[self]


_WORDS = {
    Why.DAILY: "每日备份",
    Why.BY_HAND: "手工备份",
    Why.MIGRATION: "数据升级之前",
    Why.IMPORT: "导入之前",
    Why.CARRY: "由上年生成之前",
    Why.REVIEW: "审核之前",
    Why.SETTLE: "定稿之前",
    Why.PUBLISH: "标为已公开之前",
    Why.REOPEN: "退回编制之前",
    Why.REMOVE: "删除一份资料之前",
    Why.RESTORE: "恢复之前",
    Why.RESCUE: "数据文件不在原处时",
    Why.DETACH: "移除签字件之前",
}


class Unsound(Trouble):
    """The data are not backed up, because they are damaged: a backup of them would push out a good one."""

    def __init__(self) -> None:
        super().__init__("数据文件没有通过完整性检查，所以没有备份。", "以前的备份都还在，请用最近一份完好的恢复。")


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup is: its file, when and why it was taken, the disclosures it holds in Chinese, the one changed last
    first (none when it is damaged)."""

    path: Path
    at: datetime
    why: Why
    holds: tuple[str, ...]
    sound: bool
    name: str = ""
    """What the clerk called it (存档点)."""


def described(folder: Path) -> tuple[Backup, ...]:
    """The backups of the data folder with what they hold, newest first; each is looked into."""
    found = []
    for moment, path in sorted(_dated(folder).items(), reverse=True):
        sound = is_sound(path)
        held, name = (_held(path), _name_of(path)) if sound else ((), "")
        found.append(Backup(path, moment, _why(path), held, sound, name))
    return tuple(found)


def newest(folder: Path) -> tuple[datetime, Why] | None:
    """When and why the newest backup was taken, by its name alone; None when there is none."""
    dated = _dated(folder)
    return (max(dated), _why(dated[max(dated)])) if dated else None


def _why(path: Path) -> Why:
    """What a backup was taken for; the names of earlier versions say nothing, and those were taken daily."""
    named = _NAME.fullmatch(path.name)
    return Why(named[2]) if named and named[2] in list(Why) else Why.DAILY


def backups(folder: Path) -> tuple[Path, ...]:
    """The backups of the data folder `folder`, newest first; files with other names are none of ours."""
    dated = _dated(folder)
    return tuple(dated[moment] for moment in sorted(dated, reverse=True))


def newest_good(folder: Path) -> Path | None:
    """The newest backup that SQLite finds sound, or None."""
    return next((path for path in backups(folder) if is_sound(path)), None)


def backed_up_on(folder: Path, day: date) -> bool:
    """Whether a backup was taken on that day."""
    return any(moment.date() == day for moment in _dated(folder))


def is_sound(path: Path) -> bool:
    """Whether `path` is a data file in which everything is as it was written; one of another version of the program is
    looked at as far as that is known. Only for files no store has open: on Linux and macOS closing a second handle
    would give away the lock of the first."""
    if not path.is_file():
        return False
    with suppress(*ERRORS), closing(connect(path)) as connection:
        # A file of no bytes passes the check; it has version 0.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if version == 0 or verdict != "ok" or not has_schema(connection, version):
            return False
        return version != len(STEPS) or not altered(connection)
    return False


def take_backup(connection: sqlite3.Connection, folder: Path, why: Why, name: str = "") -> Path:
    """Copy the open data file into the backup folder, verify the copy, thin the older ones; return the new backup.

    It bears the name that was given to it (存档点); the name stands in the copy alone.

    Raises `Trouble` when the copy cannot be written, `Unsound` when it is damaged because the data file is: then no
    backup is kept or removed.
    """
    moment, taken = datetime.now().replace(microsecond=0), _dated(folder)
    while moment in taken:
        moment += timedelta(seconds=1)
    path = folder / BACKUP_FOLDER / f"disclosures-{moment.strftime(_MOMENT)}-{why}.db"
    try:
        make_private(path.parent)
    except OSError as error:
        raise file_trouble(path.parent, error) from error
    try:
        with write_whole(path, private=True) as temporary:
            with sqlite_troubles(path, "备份没有写成"), closing(connect(temporary)) as copy:
                connection.backup(copy)
                _put_name(copy, name)
            if not is_sound(temporary):
                raise Unsound
    except Trouble as trouble:
        if isinstance(trouble.__cause__, PermissionError):
            raise Trouble(
                f"备份没有写成：备份文件夹不能写入（{path.parent}）。", "请取消它的“只读”属性，让您自己可以写入它。"
            ) from trouble
        raise
    _thin(folder, moment.date())
    return path


def restore(folder: Path, backup: Path) -> Path | None:
    """Put `backup` in the place of the data file of `folder`, which no store may have open.

    The data file there was is renamed, never deleted; its new path is returned (None when there was none).
    Raises `Trouble`, with nothing moved, when the backup is damaged, when another window uses the data, or when the
    copy cannot be written.
    """
    if not is_sound(backup):
        raise Trouble(f"备份“{backup.name}”已损坏，不能用来恢复。", "请选择另一份备份；现在的数据没有改动。")
    return _put_in_place(folder / DATA_FILE, lambda new: shutil.copyfile(backup, new))


def put_back(connection: sqlite3.Connection, folder: Path) -> Path | None:
    """Write the open data to the place of their file in `folder`, from which it was taken; what stands there now is
    renamed, and its new path returned (None when nothing stood there). Raises `Trouble` as `restore` does."""
    data = folder / DATA_FILE

    def write(new: Path) -> None:
        with sqlite_troubles(data, "数据没有放回"), closing(connect(new)) as copy:
            connection.backup(copy)

    try:
        make_private(folder)
    except OSError as error:
        raise file_trouble(folder, error) from error
    return _put_in_place(data, write)


def _put_in_place(data: Path, write: Callable[[Path], object]) -> Path | None:
    """Have a new data file written and put it at `data`; what stood there is renamed, and its new path returned.

    Raises `Trouble` when it is used, or when the new one cannot be written or put there; it then stands where it was.
    """
    aside = None
    try:
        with write_whole(data, private=True) as new:
            write(new)
            if data.exists():
                _refuse_used(data)
                aside = move_aside(data)
            _move_companions(data)
    except Trouble:
        if aside is not None and not data.exists():
            aside.rename(data)
        raise
    return aside


def _move_companions(data: Path) -> None:
    """A journal left beside a file that is put there would be played into it and ruin it."""
    for ending in ("-journal", "-wal", "-shm"):
        companion = data.with_name(data.name + ending)
        if companion.exists():
            move_aside(companion)


def superfluous(moments: Iterable[datetime], today: date) -> set[datetime]:
    """Which of the backups taken at `moments` are no longer needed.

    Kept are all of today's, the newest of each of the last 10 days, of each of the 8 weeks before, and of each month
    before that.
    """
    kept: set[tuple[object, ...]] = set()
    out: set[datetime] = set()
    for moment in sorted(moments, reverse=True):
        age = (today - moment.date()).days
        if age <= 0:
            continue
        if age < _DAYS:
            slot: tuple[object, ...] = ("day", moment.date())
        elif age < _DAYS + 7 * _WEEKS:
            slot = ("week", *moment.isocalendar()[:2])
        else:
            slot = ("month", moment.year, moment.month)
        if slot in kept:
            out.add(moment)
        kept.add(slot)
    return out


def _dated(folder: Path) -> dict[datetime, Path]:
    found = {}
    for path in (folder / BACKUP_FOLDER).glob("disclosures-*.db"):
        if named := _NAME.fullmatch(path.name):
            with suppress(ValueError):
                found[datetime.strptime(named[1], _MOMENT)] = path
    return found


def _held(path: Path) -> tuple[str, ...]:
    """The disclosures in a sound file of any version."""
    query = (
        "SELECT year, name, kind, state FROM disclosure JOIN unit ON unit.id = unit_id"
        " ORDER BY changed DESC, disclosure.id"
    )
    with suppress(*ERRORS), closing(connect(path)) as connection:
        return tuple(f"{year}年{name}（{kind}，{state}）" for year, name, kind, state in connection.execute(query))
    return ()


def _put_name(copy: sqlite3.Connection, name: str) -> None:
    """Give the copy its name, or take away the one of a backup that was put back before."""
    if copy.execute("PRAGMA user_version").fetchone() != (len(STEPS),):
        return
    with copy:
        copy.execute("DELETE FROM setting WHERE name = ?", (_NAME_SETTING,))
        if name:
            row = (_NAME_SETTING, name, seal_of(_NAME_SETTING, name))
            copy.execute("INSERT INTO setting (name, value, seal) VALUES (?, ?, ?)", row)


def _name_of(path: Path) -> str:
    with suppress(*ERRORS), closing(connect(path)) as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (_NAME_SETTING,)).fetchone()
        return str(row[0]) if row else ""
    return ""


def _thin(folder: Path, today: date) -> None:
    dated = _dated(folder)
    # One that the clerk gave a name is the clerk's to keep.
    for moment in (moment for moment in superfluous(dated, today) if not _name_of(dated[moment])):
        # One that another program holds open is thinned the next time.
        with suppress(OSError):
            dated[moment].unlink()


def _refuse_used(data: Path) -> None:
    """Raise `Trouble` when a store has the file open. As a side effect SQLite completes or undoes a broken write."""
    with suppress(*ERRORS), closing(connect(data, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if primary_code(error) == sqlite3.SQLITE_BUSY:
                raise Trouble("数据正被另一个窗口使用，不能恢复备份。", "请先关闭所有打开的窗口，然后重试。") from error
