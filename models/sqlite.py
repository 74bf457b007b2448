"""SQLite as this room uses it: one small addition to peewee's database, and its errors said in Chinese."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from models.errors import Trouble

ERRORS = (peewee.DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError)
"""What a database raises; the last where the words of its own error name damaged bytes."""
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

_REASONS = {
    sqlite3.SQLITE_BUSY: ("数据正被另一个窗口使用", "请使用已经打开的窗口；找不到它时，请关闭所有窗口后重开。"),
    sqlite3.SQLITE_FULL: ("磁盘空间不足", "请清理磁盘，腾出空间后重试。"),
    sqlite3.SQLITE_READONLY: ("文件或磁盘是只读的", "请取消文件的“只读”属性或磁盘的写保护后重试。"),
    sqlite3.SQLITE_PERM: ("没有读写这个文件的权限", "请确认您可以写入它所在的文件夹后重试。"),
    sqlite3.SQLITE_CANTOPEN: ("文件打不开", "请确认它所在的文件夹还在、可以写入，U 盘没有拔出，然后重试。"),
    sqlite3.SQLITE_IOERR: ("读写磁盘时出错", "请确认磁盘或 U 盘连接正常、空间充足，然后重试。"),
    sqlite3.SQLITE_CORRUPT: ("文件已损坏", "请不要删除它；请关闭程序后重新打开，按提示用备份恢复。"),
    sqlite3.SQLITE_NOTADB: ("文件不是本程序的数据文件，或者已损坏", "请不要删除它；可以用备份恢复。"),
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


def primary_code(error: Exception) -> int | None:
    """SQLite's primary result code of an error of sqlite3, or of one that peewee wrapped; None for other errors.

    A text of damaged bytes, which Python refuses itself, is corrupt.
    """
    error = getattr(error, "orig", error)
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, UnicodeDecodeError) or (code is None and "Could not decode to UTF-8" in str(error)):
        return sqlite3.SQLITE_CORRUPT
    return None if code is None else code & 0xFF


@contextmanager
def sqlite_troubles(path: Path, failed: str, way_out: str = "") -> Iterator[None]:
    """Turn what the disk or another program does to the database `path` into a `Trouble`; a bug passes unchanged.

    `failed` says what did not succeed, `way_out` what comes before the advice that fits the cause.
    """
    try:
        yield
    except ERRORS as error:
        code = primary_code(error)
        if code not in _REASONS:
            raise
        reason, advice = _REASONS[code]
        raise Trouble(f"{failed}：{reason}（{path}）。", way_out + advice) from error
