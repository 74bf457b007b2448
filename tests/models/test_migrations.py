"""Migrations: a step happens with its version or not at all; old files open, newer ones are refused."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.backup import backups
from models.doctor import data_faults
from models.errors import Trouble
from models.migrations import STEPS, migrate, version_of
from models.records import Address, CellEntry, Content, Head, OperationKind, RowAddress, RowEntry, State, Unit
from models.sqlite import Database
from models.store import Store

# A file as version 1 wrote it. It is written out here, so that it stays what it was when the steps grow.
VERSION_1 = """
    CREATE TABLE unit (id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (code, name));
    CREATE TABLE disclosure (id TEXT NOT NULL PRIMARY KEY, unit_id INTEGER NOT NULL REFERENCES unit (id),
        year INTEGER NOT NULL, kind TEXT NOT NULL, edition TEXT NOT NULL, state TEXT NOT NULL,
        created TEXT NOT NULL, changed TEXT NOT NULL);
    CREATE TABLE cell (disclosure_id TEXT NOT NULL REFERENCES disclosure (id), tbl TEXT NOT NULL, row TEXT NOT NULL,
        col TEXT NOT NULL, fen INTEGER CHECK (fen IS NULL OR typeof(fen) = 'integer'), text TEXT, origin TEXT NOT NULL,
        PRIMARY KEY (disclosure_id, tbl, row, col), CHECK (fen IS NOT NULL OR text IS NOT NULL)) WITHOUT ROWID;
    CREATE TABLE line (disclosure_id TEXT NOT NULL REFERENCES disclosure (id), tbl TEXT NOT NULL, row TEXT NOT NULL,
        label TEXT, place INTEGER, PRIMARY KEY (disclosure_id, tbl, row)) WITHOUT ROWID;
    CREATE TABLE text (disclosure_id TEXT NOT NULL REFERENCES disclosure (id), slot TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (disclosure_id, slot)) WITHOUT ROWID;
    CREATE TABLE history (id INTEGER PRIMARY KEY, disclosure_id TEXT NOT NULL REFERENCES disclosure (id),
        time TEXT NOT NULL, name TEXT NOT NULL, changes TEXT NOT NULL);
    CREATE INDEX history_of_disclosure ON history (disclosure_id, id);
    CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO unit VALUES (1, '101001', '霸州市财政局');
    INSERT INTO disclosure VALUES ('101001-2024-部门', 1, 2024, '部门', 'hebei-2024', '编制中',
        '2024-03-01T09:00:00.000', '2024-03-02T09:00:00.000');
    INSERT INTO cell VALUES ('101001-2024-部门', 'T1', 'total', 'amount', 0, NULL, 'typed');
    INSERT INTO line VALUES ('101001-2024-部门', 'T2', '2010101', '行政运行', NULL);
    INSERT INTO text VALUES ('101001-2024-部门', 'T7.notes', '空表列示。');
    INSERT INTO history VALUES (1, '101001-2024-部门', '2024-03-02T09:00:00.000', '填写',
        '[{"cell":["T1","total","amount"],"old":null,"new":[0,null,"typed"]}]');
    PRAGMA user_version = 1;
"""


ROOT = Path(__file__).parents[2]

# Disclosures that version 1 wrote when it was the newest, with every sort of step in their history.
FILE_OF_VERSION_1 = Path(__file__).parents[1] / "data" / "databases" / "version-1.db"


FILES = sorted(FILE_OF_VERSION_1.parent.glob("version-*.db"))
"""A file of every schema that was released, the present one apart."""

# The process dies before the statement of that number; the cache is too small for what the steps write.
VICTIM = """
import os, signal, sys
from models import migrations
from models.sqlite import Database
database = Database(sys.argv[1], pragmas={"synchronous": "FULL", "cache_size": 5})
database.connect()
left = [int(sys.argv[2])]
def count(_):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
database.connection().set_trace_callback(count)
migrations.migrate(database, migrations.STEPS)
print("done")
"""


def everything(path: Path) -> list[object]:
    """The schema, version and rows of a file, once what a killed process left in it was undone."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [(name, connection.execute(f"SELECT * FROM {name}").fetchall()) for name in sorted(names)]
        return [connection.execute("PRAGMA user_version").fetchone(), *rows]


def test_there_is_a_file_of_every_released_schema() -> None:
    assert len(FILES) == len(STEPS) - 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_of_every_released_schema_opens_with_all_that_stood_in_it(file: Path, folder: Path) -> None:
    folder.mkdir()
    shutil.copy(file, folder / "disclosures.db")
    with closing(sqlite3.connect(file)) as connection:
        amounts = connection.execute("SELECT disclosure_id, coalesce(fen, text) FROM cell").fetchall()
    with Store.open(folder) as store:
        ids = [listed.head.id for listed in store.heads()]
        cells = [(id_, entry) for id_ in ids for entry in store.content(id_).cells.values()]
        read = Counter((id_, entry.text if entry.fen is None else entry.fen) for id_, entry in cells)
        assert read == Counter(amounts)
        assert all(store.history(id_) for id_ in ids)
        assert data_faults(store) == ()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX kills so that nothing is tidied up")
@pytest.mark.parametrize("number", [2, 9, 40, 90, 110, 130, 150, 156, 160])
def test_a_migration_that_is_killed_leaves_a_file_of_some_version(number: int, tmp_path: Path) -> None:
    stages = []
    for version in range(1, len(STEPS) + 1):
        path = tmp_path / f"{version}.db"
        shutil.copy(FILE_OF_VERSION_1, path)
        with closing(Database(str(path))) as opened:
            opened.connect()
            migrate(opened, STEPS[:version])
        stages.append(everything(path))
    victim = tmp_path / "victim.db"
    shutil.copy(FILE_OF_VERSION_1, victim)
    run = subprocess.run(
        [sys.executable, "-c", VICTIM, victim, str(number)], check=False, cwd=ROOT, capture_output=True
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    assert everything(victim) in stages


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(str(tmp_path / "some.db"))
    opened.connect()
    yield opened
    opened.close()


def test_a_version_1_file_opens(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "disclosures.db")) as connection:
        connection.executescript(VERSION_1)
    with Store.open(folder) as store:
        (listed,) = store.heads()
        assert listed.head == Head("101001-2024-部门", Unit("101001", "霸州市财政局"), 2024, "部门", "hebei-2024")
        assert store.content(listed.head.id) == Content(
            {Address("T1", "total", "amount"): CellEntry(0)},
            {RowAddress("T2", "2010101"): RowEntry("行政运行")},
            {"T7.notes": "空表列示。"},
        )
        (logged,) = store.history(listed.head.id)
        assert logged.name == "填写"


@pytest.fixture
def opened(folder: Path) -> Iterator[Store]:
    folder.mkdir()
    shutil.copy(FILE_OF_VERSION_1, folder / "disclosures.db")
    with Store.open(folder) as store:
        yield store


def test_the_steps_of_version_1_get_the_kind_and_the_state_that_their_names_told(opened: Store) -> None:
    steps = [(entry.kind, entry.state, entry.name) for entry in reversed(opened.history("339-2025-部门"))]
    first_review = next(number for number, (kind, *_) in enumerate(steps) if kind == OperationKind.REVIEW)
    assert {(kind, state) for kind, state, _ in steps[:first_review]} == {(OperationKind.EDIT, None)}
    assert steps[first_review:] == [
        (OperationKind.REVIEW, State.REVIEWED, ""),
        (OperationKind.EDIT, None, "填写 单位负责人"),
        (OperationKind.SETTLE, State.SETTLED, ""),
        (OperationKind.UNDO, State.EDITING, "填写 单位负责人"),
        (OperationKind.SETTLE, State.SETTLED, ""),
        (OperationKind.REDO, State.EDITING, "填写 单位负责人"),
        (OperationKind.SETTLE, State.SETTLED, ""),
        (OperationKind.EDIT, None, "填写 公开日期"),
        (OperationKind.REOPEN, State.EDITING, ""),
        (OperationKind.EDIT, None, "改名称 定稿"),
        (OperationKind.UNDO, None, "改名称 定稿"),
        (OperationKind.REDO, None, "改名称 定稿"),
        (OperationKind.SETTLE, State.SETTLED, ""),
        (OperationKind.EDIT, State.EDITING, "填写 公务接待费"),
        (OperationKind.UNDO, None, "填写 公务接待费"),
        (OperationKind.SETTLE, State.SETTLED, ""),
        (OperationKind.IMPORT, State.EDITING, "导入 tables.xlsx"),
        (OperationKind.UNDO, None, "导入 tables.xlsx"),
        (OperationKind.REDO, None, "导入 tables.xlsx"),
        (OperationKind.EDIT, None, "填写 公务接待费"),
    ]


@pytest.mark.parametrize(
    ("disclosure", "kind"),
    [("339002-2024-部门", OperationKind.IMPORT), ("339002-2025-部门", OperationKind.CARRY)],
)
def test_how_a_disclosure_of_version_1_came_about_is_known(opened: Store, disclosure: str, kind: OperationKind) -> None:
    (entry,) = opened.history(disclosure)
    assert (entry.kind, entry.state) == (kind, None)


def test_what_version_1_settled_is_found(opened: Store) -> None:
    cell = Address("T9", "reception", "general")
    settled = opened.content_at("339-2025-部门", OperationKind.SETTLE)
    assert settled is not None
    assert (settled.cells[cell].fen, opened.content("339-2025-部门").cells[cell].fen) == (500_000, 700_000)
    assert settled.texts["profile.published"] == "2025-02-06"
    assert not opened.has_operation("339002-2024-部门", OperationKind.SETTLE)


@pytest.mark.usefixtures("opened")
def test_a_backup_of_the_file_of_version_1_is_taken_before_the_step(folder: Path) -> None:
    (taken,) = backups(folder)
    with closing(sqlite3.connect(taken)) as copy, closing(sqlite3.connect(FILE_OF_VERSION_1)) as old:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        history = "SELECT id, name, changes FROM history"
        assert copy.execute(history).fetchall() == old.execute(history).fetchall()


def test_a_migrated_file_has_the_schema_of_a_new_one(opened: Store, folder: Path, tmp_path: Path) -> None:
    opened.close()
    Store.open(tmp_path / "new").close()
    schemas = []
    for path in (folder, tmp_path / "new"):
        with closing(sqlite3.connect(path / "disclosures.db")) as connection:
            query = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
            schemas.append(connection.execute(query).fetchall())
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert schemas[0] == schemas[1]


def test_all_steps_give_the_version_of_the_last(database: Database) -> None:
    migrate(database, STEPS)
    assert version_of(database) == len(STEPS)


def test_steps_already_taken_are_not_taken_again(database: Database) -> None:
    steps = (("CREATE TABLE a (x)",), ("ALTER TABLE a ADD COLUMN y",))
    migrate(database, steps[:1])
    migrate(database, steps)
    migrate(database, steps)
    assert [column.name for column in database.get_columns("a")] == ["x", "y"]


def test_a_failing_step_rolls_back_schema_data_and_version_and_keeps_the_steps_before(database: Database) -> None:
    good = ("CREATE TABLE a (x)", "INSERT INTO a VALUES (1)")
    bad = ("ALTER TABLE a ADD COLUMN y", "UPDATE a SET x = 2", "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(database, (good, bad))
    assert version_of(database) == 1
    assert database.connection().execute("SELECT * FROM a").fetchall() == [(1,)]


def test_a_newer_file_is_refused_and_left_untouched(folder: Path) -> None:
    Store.open(folder).close()
    path = folder / "disclosures.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    content = path.read_bytes()
    with pytest.raises(Trouble, match="由更新版本的程序写的") as caught:
        Store.open(folder)
    assert "安装新版本" in caught.value.way_out
    assert path.read_bytes() == content
    assert not (folder / "backups").exists()
