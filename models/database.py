"""Opening the data file: lock, check, refuse what a newer program wrote, back up, migrate; or only look at it."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from models import migrations
from models.backup import BACKUP_FOLDER, DATA_FILE, Unsound, Why, backed_up_on, newest_good, take_backup
from models.errors import Trouble
from models.files import file_trouble, keep_all_private, keep_private, make_private
from models.holder import Holder, holder_of, sign_in
from models.migrations import has_schema, migrate, version_of
from models.place import has_locks, refuse_long
from models.snapshot import snapshot
from models.sqlite import (
    DAMAGED,
    ERRORS,
    Barred,
    Database,
    Locked,
    Unwritable,
    no_locks,
    primary_code,
    sqlite_troubles,
    trouble_of,
)
from models.staging import put_right

_PRAGMAS = {
    "locking_mode": "EXCLUSIVE",
    "journal_mode": "DELETE",
    "synchronous": "FULL",
    "foreign_keys": "ON",
}
_FAILED = "数据打不开"
_TRIES = 3
_PAUSE_SECONDS = 0.1

_LEFT_BEFORE = re.compile(r"\.[0-9a-f]{8}\.db(-journal)?")
"""Half a backup, as earlier versions left it over when they were killed."""


class Damaged(Trouble):
    """The data file is damaged or lost. `backup` is the newest good backup to restore, or None."""

    def __init__(self, sentence: str, way_out: str, backup: Path | None) -> None:
        super().__init__(sentence, way_out)
        self.backup = backup


@dataclass(frozen=True, slots=True)
class Opening:
    """An open data file and how it was opened. Each warning is something that did not succeed and bars nothing;
    `is_read_only` when the database is a copy in memory; `left` is the record of a session that did not end well."""

    database: Database
    warnings: tuple[Trouble, ...] = ()
    is_read_only: bool = False
    left: Holder | None = None


def open_database(folder: Path) -> Opening:
    """Open the data file of `folder` for this process alone; make the folder and the file when there are none.

    What can be read and not written is opened read only, as by `look_at`; a backup that cannot be written is a warning.
    Raises `Locked` when another process has the file, `Trouble` when the folder cannot be made or when a newer program
    wrote the file; `Damaged` when it is broken or lost. The file is then as it was.
    """
    path = folder / DATA_FILE
    refuse_long(path)
    try:
        make_private(folder)
    except FileExistsError as error:
        raise Trouble(f"“{folder}”是一个文件，不是放数据的文件夹。", "请换成一个文件夹。") from error
    except OSError as error:
        raise file_trouble(folder, error) from error
    try:
        return _open_alone(folder)
    except Locked as locked:
        raise _told_by_whom(locked, folder) from locked
    except Unwritable as hindrance:
        return look_at(folder, hindrance)


def look_at(folder: Path, because: Barred) -> Opening:
    """A copy of the data in memory, as they are stored at this moment, to be looked at; nothing on the disk is touched.

    `because` is what stands in the way of opening them, and is raised when they cannot be read either. Raises `Damaged`
    and `Trouble` as `open_database`. An older file is migrated in the copy.
    """
    path = folder / DATA_FILE
    database = Database(":memory:", pragmas={"foreign_keys": "ON"}, autoconnect=False)

    def connect() -> None:
        content = snapshot(path)
        if not content:
            raise because
        database.connect()
        database.connection().deserialize(content)

    try:
        with sqlite_troubles(path, _FAILED):
            _require_sound(database, folder, connect)
            if _known_version(database, folder) == 0:
                raise because
            migrate(database, migrations.STEPS)
    except OSError as error:
        database.close()
        raise because from error
    except BaseException:
        database.close()
        raise
    told = f"现在是只读打开，可以查看、检查和导出，不能改动；看到的是{datetime.now():%H:%M}已经存下的内容。"
    return Opening(database, (Trouble(told + because.reason, because.way_out),), is_read_only=True)


def _open_alone(folder: Path) -> Opening:
    path = folder / DATA_FILE
    # No autoconnect: another thread, or a store that was closed, must not get a second connection silently.
    # A path from the root is never taken for a URI.
    database = Database(str(path.absolute()), pragmas=_PRAGMAS, timeout=0, autoconnect=False)

    def connect() -> None:
        database.connect()
        _close_to_others(folder)
        # With locking_mode=EXCLUSIVE the lock outlives the transaction that takes it.
        with database.atomic("EXCLUSIVE"):
            pass
        _clear_up(folder)

    try:
        with sqlite_troubles(path, _FAILED):
            _require_sound(database, folder, connect)
            version = _known_version(database, folder)
            _try_to_write(database, version)
            warnings = _back_up(database, folder, version)
            migrate(database, migrations.STEPS)
    except BaseException:
        database.close()
        raise
    return Opening(database, warnings, left=sign_in(folder))


def _require_sound(database: Database, folder: Path, connect: Callable[[], None]) -> None:
    """Connect, and raise `Damaged` when the file fails the quick check each time: a reading error may pass."""
    verdict = ""
    for attempt in range(1, _TRIES + 1):
        try:
            connect()
            verdict = str(database.pragma("quick_check(1)"))
        except ERRORS as error:
            code = primary_code(error)
            if code not in (*DAMAGED, sqlite3.SQLITE_IOERR) or (code == sqlite3.SQLITE_IOERR and attempt == _TRIES):
                raise
            verdict = str(error)
        if verdict == "ok":
            return
        database.close()
        if attempt < _TRIES:
            time.sleep(_PAUSE_SECONDS)
    path = folder / DATA_FILE
    told = re.search(r"error code=(\d+)", verdict)
    if told and int(told[1]) & 0xFF == sqlite3.SQLITE_IOERR:
        raise trouble_of(sqlite3.SQLITE_IOERR, path, _FAILED) or AssertionError(verdict)
    raise _damaged(folder, f"数据文件已损坏，或者不是本程序的数据文件（{path}）。")


def _known_version(database: Database, folder: Path) -> int:
    """The version of the file. Raises `Trouble` for one that is newer than the program, `Damaged` for lost data."""
    version = version_of(database)
    if version > len(migrations.STEPS):
        raise Trouble(
            f"数据文件是由更新版本的程序写的（数据版本 {version}，本程序只认识到 {len(migrations.STEPS)}）。",
            "请安装新版本的程序后再打开；数据没有改动。",
        )
    if version == 0:
        _refuse_lost(database, folder)
    elif not has_schema(database.connection(), version):
        raise _damaged(folder, f"数据文件的结构已损坏，或者不是本程序的数据文件（{folder / DATA_FILE}）。")
    return version


def _try_to_write(database: Database, version: int) -> None:
    """Write what stands there already, and take it back: SQLite opens a file that is read only without a word."""
    connection = database.connection()
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA user_version = {version}")
    except sqlite3.OperationalError as error:
        # A disk that is full now may have room when something is stored; until then that is said there.
        if primary_code(error) not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
    finally:
        database.rollback()


def _back_up(database: Database, folder: Path, version: int) -> tuple[Trouble, ...]:
    """Take the backup that is due; returns why it could not be written. Raises `Unwritable` when no step may be done
    without it."""
    is_old = 0 < version < len(migrations.STEPS)
    if version == 0 or (not is_old and backed_up_on(folder, date.today())):
        return ()
    try:
        take_backup(database.connection(), folder, Why.MIGRATION if is_old else Why.DAILY)
    except Unsound:
        # A disclosure that is damaged says so when it is opened; the others can be worked on.
        if is_old:
            raise
    except Trouble as trouble:
        if is_old:
            reason = f"数据是旧版本的，升级之前的备份没有写成，所以没有升级：{trouble.sentence}"
            raise Unwritable(_FAILED, reason, trouble.way_out) from trouble
        kept = "数据照常可以填报，但是今天没有备份。"
        return (Trouble(trouble.sentence + kept, trouble.way_out),)
    return ()


def _told_by_whom(locked: Locked, folder: Path) -> Locked:
    """The same with who has the data; or with the true reason, where no process can lock a file."""
    if not has_locks(folder):
        return no_locks(folder / DATA_FILE, _FAILED)
    holder = holder_of(folder)
    by = f"数据{holder.words}。" if holder and holder.words else ""
    return Locked(_FAILED, locked.reason + by, locked.way_out)


def _close_to_others(folder: Path) -> None:
    """A new data file before anything stands in it; and what an earlier version left readable to everyone."""
    keep_private(*folder.glob(f"{Path(DATA_FILE).stem}*"))
    keep_all_private(folder / BACKUP_FOLDER)


def _clear_up(folder: Path) -> None:
    """Remove what killed runs left over while they wrote; nobody but us can be writing a backup now."""
    for place in (folder, folder / BACKUP_FOLDER):
        with suppress(OSError):
            put_right(place)
    for left in (folder / BACKUP_FOLDER).glob(".*.db*"):
        if _LEFT_BEFORE.fullmatch(left.name):
            with suppress(OSError):
                left.unlink()


def _refuse_lost(database: Database, folder: Path) -> None:
    """An empty file is right for a beginner; beside backups it means that the data were lost."""
    if database.get_tables():
        raise _damaged(folder, f"这个文件不是本程序的数据文件（{folder / DATA_FILE}）。")
    if newest_good(folder):
        raise _damaged(folder, f"数据文件不见了，或者是空的（{folder / DATA_FILE}），但是还有备份。")


def _damaged(folder: Path, sentence: str) -> Damaged:
    backup = newest_good(folder)
    if backup is None:
        return Damaged(sentence, "没有找到完好的备份。请先把整个数据文件夹复制一份，再请技术人员帮助。", None)
    return Damaged(
        sentence,
        f"最近一份完好的备份是“{BACKUP_FOLDER}”文件夹中的“{backup.name}”，可以用它恢复；现在的文件会改名保留，不会删除。",
        backup,
    )
