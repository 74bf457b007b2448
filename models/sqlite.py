"""SQLite as this room uses it: its tables, one small addition to peewee's database, and its errors said in Chinese."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import peewee

from models.errors import Trouble

# The tables as queries name them; `migrations` makes them. They are bound to no database: every query is given the one
# to run on. They are no `Model`s: an `IntegerField` would quietly cut 1.5 to 1, which the check in the schema refuses.
UNIT = peewee.Table("unit")
DISCLOSURE = peewee.Table("disclosure")
CELL = peewee.Table("cell")
LINE = peewee.Table("line")
TEXT = peewee.Table("text")
HISTORY = peewee.Table("history")
SETTING = peewee.Table("setting")
ATTACHMENT = peewee.Table("attachment")

ERRORS = (peewee.DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError)
"""What a database raises; the last where the words of its own error name damaged bytes."""
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Barred(Trouble):
    """The file cannot be had for writing; it may still be looked at. `reason` says why, without what failed."""

    def __init__(self, failed: str, reason: str, way_out: str) -> None:
        super().__init__(f"{failed}：{reason}", way_out)
        self.reason = reason


class Locked(Barred):
    """Another process has the file, or none can lock it."""


class Unwritable(Barred):
    """The file, its folder or its disk is read only."""


_NO_LOCKS = ("所在的磁盘或者共享文件夹不能加锁，两个人同时写会互相覆盖", "请把数据文件夹放到本机的磁盘上。")
_REASONS = {
    sqlite3.SQLITE_BUSY: ("数据正被另一个窗口使用", "请使用已经打开的窗口；找不到它时，请关闭所有窗口后重开。"),
    sqlite3.SQLITE_FULL: ("磁盘空间不足", "请清理磁盘，腾出空间后重试。"),
    sqlite3.SQLITE_READONLY: ("文件或磁盘是只读的", "请取消文件的“只读”属性或磁盘的写保护后重试。"),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        "数据文件不在原处了，可能被移走、改名或者删除",
        "请把它放回原处，或者重新打开程序。",
    ),
    sqlite3.SQLITE_READONLY_DIRECTORY: ("文件夹是只读的", "请让您自己可以写入它所在的文件夹，然后重试。"),
    sqlite3.SQLITE_PERM: ("没有读写这个文件的权限", "请确认您可以写入它所在的文件夹后重试。"),
    sqlite3.SQLITE_CANTOPEN: ("文件打不开", "请确认它所在的文件夹还在、可以写入，U 盘没有拔出，然后重试。"),
    sqlite3.SQLITE_IOERR: ("读写磁盘时出错", "请确认磁盘或 U 盘连接正常、空间充足，然后重试。"),
    sqlite3.SQLITE_IOERR_LOCK: _NO_LOCKS,
    sqlite3.SQLITE_IOERR_RDLOCK: _NO_LOCKS,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: _NO_LOCKS,
    sqlite3.SQLITE_CORRUPT: ("文件已损坏", "请不要删除它；请关闭程序后重新打开，按提示用备份恢复。"),
    sqlite3.SQLITE_NOTADB: ("文件不是本程序的数据文件，或者已损坏", "请不要删除它；可以用备份恢复。"),
}
"""Why and what to do, by result code: an extended code goes before the primary one it belongs to."""
_HINDRANCES = {
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_IOERR_LOCK: Locked,
    sqlite3.SQLITE_IOERR_RDLOCK: Locked,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: Locked,
    sqlite3.SQLITE_READONLY: Unwritable,
    sqlite3.SQLITE_READONLY_DIRECTORY: Unwritable,
    sqlite3.SQLITE_PERM: Unwritable,
    sqlite3.SQLITE_CANTOPEN: Unwritable,
}


class Database(peewee.SqliteDatabase):
    """peewee's SQLite, except that a transaction SQLite has already rolled back is not rolled back again.

    SQLite does so itself when the disk fails; the second rollback would hide that error behind its own.
    """

    def connection(self) -> sqlite3.Connection:
        """The open connection, typed: peewee's stubs leave it untyped."""
        connection: sqlite3.Connection = super().connection()  # type: ignore[no-untyped-call]
        return connection

    def rollback(self) -> None:
        if self.connection().in_transaction:
            super().rollback()


def connect(
    path: Path, *, timeout: int = 5, isolation_level: Literal["DEFERRED"] | None = "DEFERRED"
) -> sqlite3.Connection:
    """A plain connection to the database `path`: a path from the root is never taken for a URI."""
    return sqlite3.connect(path.absolute(), timeout=timeout, isolation_level=isolation_level)


def primary_code(error: Exception) -> int | None:
    """SQLite's primary result code of an error of sqlite3, or of one that peewee wrapped; None for other errors.

    A text of damaged bytes, which Python refuses itself, is corrupt.
    """
    code = _extended_code(error)
    return None if code is None else code & 0xFF


def no_locks(path: Path, failed: str) -> Locked:
    """What is said when the folder of the database gives no locks."""
    reason, advice = _NO_LOCKS
    return Locked(failed, f"{reason}（{path}）。", advice)


def trouble_of(code: int, path: Path, failed: str) -> Trouble | None:
    """What an extended or primary result code of SQLite about the database `path` means; None when it is a bug."""
    known = next((number for number in (code, code & 0xFF) if number in _REASONS), None)
    if known is None:
        return None
    reason, advice = _REASONS[known]
    if known in _HINDRANCES:
        return _HINDRANCES[known](failed, f"{reason}（{path}）。", advice)
    return Trouble(f"{failed}：{reason}（{path}）。", advice)


@contextmanager
def sqlite_troubles(path: Path, failed: str, kind: type[Trouble] | None = None) -> Iterator[None]:
    """Turn what the disk or another program does to the database `path` into a `Trouble`, a `Barred` where looking at
    it may still do, or always into a `kind`; a bug passes unchanged. `failed` says what did not succeed."""
    try:
        yield
    except ERRORS as error:
        code = _extended_code(error)
        trouble = None if code is None else trouble_of(code, path, failed)
        if trouble is None:
            raise
        raise (kind(trouble.sentence, trouble.way_out) if kind else trouble) from error


def _extended_code(error: Exception) -> int | None:
    error = getattr(error, "orig", error)
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, UnicodeDecodeError) or (code is None and "Could not decode to UTF-8" in str(error)):
        return sqlite3.SQLITE_CORRUPT
    return code


def structure_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What SQLite finds wrong with the whole file and its references, in Chinese; none when it is sound."""
    verdicts = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    faults = [f"数据文件的结构已损坏：{verdict}" for verdict in verdicts if verdict != "ok"]
    if strays:
        tables = "、".join(sorted({str(row[0]) for row in strays}))
        faults.append(f"有{len(strays)}行不属于任何一份公开资料（{tables}）。")
    return tuple(faults)
