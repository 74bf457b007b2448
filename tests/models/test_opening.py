"""Opening the data file: one process, sound, not newer, backed up; and what a killed process leaves behind."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models import migrations
from models.backup import backups, is_sound
from models.database import Damaged
from models.errors import Trouble
from models.records import CellEntry, OperationKind
from models.store import Store
from tests.models.conftest import ENTRIES, UNIT, cell, many

ROOT = Path(__file__).parents[2]
DATA = "disclosures.db"

HOLDER = """
import sys
from pathlib import Path
from models.store import Store
with Store.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""

# The cache is made too small for the transaction, so that part of it has reached the file when the process dies.
VICTIM = """
import sys
from pathlib import Path
from models.records import OperationKind, State
from models.store import Store
store = Store.open(Path(sys.argv[1]))
store.apply("101001-2024-部门", "", (), OperationKind.REVIEW, State.REVIEWED)
store._database.pragma("cache_size", 10)
with store._database.atomic():
    store._database.connection().execute("UPDATE cell SET fen = fen + 1, text = 'half done, ' || row")
    print("half", flush=True)
    sys.stdin.read()
"""


def start(script: str, folder: Path, *more: str) -> subprocess.Popen[str]:
    """Run the script on the folder, up to its first line of output."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder), *more],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip()
    return process


def fill(folder: Path) -> None:
    with Store.open(folder) as store:
        store.create_with(UNIT, 2024, "部门", "e", "导入", ENTRIES, OperationKind.IMPORT)


def ruin(path: Path) -> bytes:
    """Overwrite the middle of the file; return what is there now."""
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    return bytes(content)


def test_a_killed_process_leaves_the_last_commit(folder: Path) -> None:
    with Store.open(folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "e", "导入", many(3000), OperationKind.IMPORT)
        before = store.content(head.id)
    with start(VICTIM, folder) as process:
        assert (folder / f"{DATA}-journal").stat().st_size > 0
        process.kill()
    assert b"half done" in (folder / DATA).read_bytes()
    with Store.open(folder) as store:
        assert store.content(head.id) == before
        assert store.head(head.id).state == "已审核"


def test_a_second_process_is_refused_until_the_first_closes(folder: Path) -> None:
    fill(folder)
    with start(HOLDER, folder) as process:
        with pytest.raises(Trouble, match="数据正被另一个窗口使用"):
            Store.open(folder)
        process.communicate()
    with Store.open(folder) as store:
        assert len(store.heads()) == 1


def test_a_second_process_is_refused_while_the_first_makes_its_first_file(folder: Path) -> None:
    with start(HOLDER, folder) as process:
        with pytest.raises(Trouble, match="数据正被另一个窗口使用"):
            Store.open(folder)
        process.communicate()


def test_a_closed_store_gives_the_file_free_and_does_not_open_it_again(folder: Path) -> None:
    store = Store.open(folder)
    store.close()
    store.close()
    with pytest.raises(Exception, match="not opened"):
        store.heads()
    with Store.open(folder) as again:
        assert again.heads() == ()


def test_a_damaged_file_names_the_newest_good_backup_and_is_left_alone(folder: Path) -> None:
    fill(folder)
    with Store.open(folder) as store:
        good = store.backup_now()
        bad = store.backup_now()
    ruin(bad)
    content = ruin(folder / DATA)
    with pytest.raises(Damaged, match=good.name) as caught:
        Store.open(folder)
    assert caught.value.backup == good
    assert (folder / DATA).read_bytes() == content


def test_a_damaged_file_without_backup_says_so(folder: Path) -> None:
    fill(folder)
    ruin(folder / DATA)
    with pytest.raises(Damaged, match="没有找到完好的备份") as caught:
        Store.open(folder)
    assert caught.value.backup is None


def test_a_file_that_is_not_sqlite_is_refused_and_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / DATA).write_text("单位名称,预算数\n" * 200, encoding="utf-8")
    content = (folder / DATA).read_bytes()
    with pytest.raises(Damaged, match="不是本程序的数据文件"):
        Store.open(folder)
    assert (folder / DATA).read_bytes() == content


def test_a_sqlite_file_of_another_program_is_refused(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATA)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(Damaged, match="不是本程序的数据文件"):
        Store.open(folder)


@pytest.mark.parametrize("lost", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["missing", "empty"])
def test_lost_data_beside_a_backup_do_not_become_an_empty_list(folder: Path, lost: Callable[[Path], object]) -> None:
    fill(folder)
    with Store.open(folder):
        (backup,) = backups(folder)
    lost(folder / DATA)
    with pytest.raises(Damaged, match="数据文件不见了") as caught:
        Store.open(folder)
    assert caught.value.backup == backup


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    with pytest.raises(Trouble, match="是一个文件，不是放数据的文件夹"):
        Store.open(tmp_path / "data")


def test_a_folder_in_the_place_of_the_file_is_told(folder: Path) -> None:
    (folder / DATA).mkdir(parents=True)
    with pytest.raises(Trouble, match="数据打不开：文件打不开"):
        Store.open(folder)


def test_a_new_file_needs_no_backup_and_the_next_opening_takes_one_a_day(folder: Path) -> None:
    fill(folder)
    assert backups(folder) == ()
    for _ in range(2):
        with Store.open(folder):
            assert len(backups(folder)) == 1


def test_the_backup_of_another_day_does_not_count_for_today(folder: Path) -> None:
    fill(folder)
    with Store.open(folder) as store:
        old = store.backup_now()
    for path in backups(folder):
        path.unlink()
    yesterday = old.with_name((datetime.now() - timedelta(days=1)).strftime("disclosures-%Y%m%d-%H%M%S.db"))
    yesterday.write_bytes((folder / DATA).read_bytes())
    with Store.open(folder):
        assert len(backups(folder)) == 2


def test_a_migration_is_preceded_by_a_backup_of_the_old_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder)
    with Store.open(folder):
        before = set(backups(folder))
    version = len(migrations.STEPS)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("ALTER TABLE unit ADD COLUMN phone TEXT",)))
    with Store.open(folder) as store:
        assert len(store.heads()) == 1
    (taken,) = set(backups(folder)) - before
    with closing(sqlite3.connect(taken)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
    with closing(sqlite3.connect(folder / DATA)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version + 1,)


def test_no_migration_without_its_backup(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder)
    (folder / "backups").write_text("a file in the place of the folder", encoding="utf-8")
    content = (folder / DATA).read_bytes()
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("ALTER TABLE unit ADD COLUMN phone TEXT",)))
    with Store.open(folder) as store:
        assert store.is_read_only
        (why,) = store.warnings
        assert "升级之前的备份没有写成" in why.sentence
        assert "“backups”没有写成" in why.sentence
        assert len(store.heads()) == 1, "the copy is migrated"
    assert (folder / DATA).read_bytes() == content


def test_the_data_file_is_written_durably_and_alone(folder: Path) -> None:
    with Store.open(folder) as store:
        pragmas = {
            name: store._database.pragma(name)
            for name in ("locking_mode", "journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        head = store.create(UNIT, 2024, "部门", "e")
        store.apply(head.id, "填写", [cell("a", CellEntry(1))])
    assert pragmas == {
        "locking_mode": "exclusive",
        "journal_mode": "delete",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 0,
    }
    assert [path.name for path in folder.iterdir()] == [DATA]
    assert is_sound(folder / DATA)


def test_what_a_killed_backup_left_over_is_gone_after_the_next_start(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.create(UNIT, 2024, "部门", "hebei-2024")
        store.backup_now()
    kept = sorted(tmp_path.rglob("*.db"))
    left = tmp_path / "backups" / ".ysgk-0123abcd"
    left.mkdir()
    for half in (left / "lock", left / "0.db", left / "0.db-journal"):
        half.write_bytes(b"half")
    # As a version wrote it that made backups beside their place, and a file that only looks like one.
    (tmp_path / "backups" / ".0123abcd.db").write_bytes(b"half")
    mine = tmp_path / "backups" / ".notes.db"
    mine.write_bytes(b"mine")
    with Store.open(tmp_path):
        pass
    assert sorted(tmp_path.rglob("*.db")) == sorted([*kept, mine])
    assert not left.exists()


@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE text", "ALTER TABLE cell RENAME COLUMN fen TO cents", "DROP INDEX history_of_disclosure"],
)
def test_a_file_with_a_part_of_its_schema_missing_is_damaged(folder: Path, statement: str) -> None:
    Store.open(folder).close()
    with closing(sqlite3.connect(folder / DATA)) as connection, connection:
        connection.execute(statement)
    with pytest.raises(Damaged, match="结构已损坏，或者不是本程序的数据文件"):
        Store.open(folder)


def test_a_file_of_another_program_is_refused_and_left_untouched(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATA)) as connection, connection:
        connection.execute("CREATE TABLE notes (body TEXT)")
        connection.execute("PRAGMA user_version = 1")
    content = (folder / DATA).read_bytes()
    with pytest.raises(Damaged, match="不是本程序的数据文件"):
        Store.open(folder)
    assert (folder / DATA).read_bytes() == content
