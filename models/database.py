"""Opening the data file: lock, check, refuse what a newer program wrote, back up, migrate."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from models import migrations
from models.backup import BACKUP_FOLDER, DATA_FILE, Unsound, Why, backed_up_on, newest_good, take_backup
from models.errors import Trouble
from models.files import file_trouble, keep_all_private, keep_private, make_private
from models.migrations import has_schema, migrate, version_of
from models.sqlite import DAMAGED, ERRORS, Database, primary_code, sqlite_troubles

_PRAGMAS = {
    "locking_mode": "EXCLUSIVE",
    "journal_mode": "DELETE",
    "synchronous": "FULL",
    "foreign_keys": "ON",
}


class Damaged(Trouble):
    """The data file is damaged or lost. `backup` is the newest good backup to restore, or None."""

    def __init__(self, sentence: str, way_out: str, backup: Path | None) -> None:
        super().__init__(sentence, way_out)
        self.backup = backup


def open_database(folder: Path) -> Database:
    """Open the data file of `folder` for this process alone; make the folder and the file when there are none.

    Raises `Trouble` when the folder cannot be made or written, when another process has the file, when a newer
    program wrote it, or when the backup fails; `Damaged` when it is broken or lost. The file is then as it was.
    """
    try:
        make_private(folder)
    except OSError as error:
        raise file_trouble(folder, error) from error
    path = folder / DATA_FILE
    # No autoconnect: another thread, or a store that was closed, must not get a second connection silently.
    database = Database(str(path), pragmas=_PRAGMAS, timeout=0, autoconnect=False)
    try:
        with sqlite_troubles(path, "数据打不开"):
            _prepare(database, folder)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: Database, folder: Path) -> None:
    try:
        database.connect()
        _close_to_others(folder)
        # With locking_mode=EXCLUSIVE the lock outlives the transaction that takes it.
        with database.atomic("EXCLUSIVE"):
            pass
        sound = database.pragma("quick_check(1)") == "ok"
    except ERRORS as error:
        if primary_code(error) not in DAMAGED:
            raise
        sound = False
    if not sound:
        raise _damaged(folder, f"数据文件已损坏，或者不是本程序的数据文件（{folder / DATA_FILE}）。")
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
    elif version < len(migrations.STEPS):
        take_backup(database.connection(), folder, Why.MIGRATION)
    elif not backed_up_on(folder, date.today()):
        # A disclosure that is damaged says so when it is opened; the others can be worked on.
        with suppress(Unsound):
            take_backup(database.connection(), folder, Why.DAILY)
    migrate(database, migrations.STEPS)


def _close_to_others(folder: Path) -> None:
    """A new data file before anything stands in it; and what an earlier version left readable to everyone."""
    keep_private(*folder.glob(f"{Path(DATA_FILE).stem}*"))
    keep_all_private(folder / BACKUP_FOLDER)


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
