"""Migrations: a step happens with its version or not at all; old files open, newer ones are refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import Trouble
from models.migrations import STEPS, migrate, version_of
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit
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
