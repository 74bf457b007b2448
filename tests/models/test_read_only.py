"""Data that can be read and not written are looked at; a backup that cannot be written bars nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models import migrations
from models.backup import backups
from models.errors import Trouble
from models.records import OperationKind
from models.store import Store
from tests.models.conftest import ENTRIES, UNIT, cell, failing_disk, many, read_only, shut
from tests.models.test_opening import DATA, VICTIM, fill, start


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_read_only_folder_is_looked_at_and_every_command_is_refused(open_folder: Path) -> None:
    fill(open_folder)
    before = files(open_folder)
    with read_only(open_folder), Store.open(open_folder) as store:
        assert store.is_read_only
        (why,) = store.warnings
        assert "只读打开" in why.sentence
        (listed,) = store.heads()
        content = store.content(listed.head.id)
        assert len(content.cells) + len(content.rows) + len(content.texts) == len(ENTRIES)
        assert not store.integrity()
        for command in (
            lambda: store.create(UNIT, 2025, "部门", "e"),
            lambda: store.create_with(UNIT, 2025, "部门", "e", "导入", ENTRIES, OperationKind.IMPORT),
            lambda: store.apply(listed.head.id, "填写", [cell("later", None)]),
            store.backup_now,
            store.put_back,
        ):
            with pytest.raises(Trouble, match="只读打开的，不能改动"):
                command()
        assert store.content(listed.head.id) == content
        store.check_place()
        store.back_up_first_day()
    assert files(open_folder) == before
    assert not backups(open_folder)


def test_a_read_only_file_in_a_folder_that_can_be_written_is_looked_at(open_folder: Path) -> None:
    fill(open_folder)
    with shut(open_folder, open_folder / DATA), Store.open(open_folder) as store:
        assert store.is_read_only
        assert "文件或磁盘是只读的" in store.warnings[0].sentence


def test_a_folder_that_is_read_only_around_a_file_that_is_not_is_looked_at(open_folder: Path) -> None:
    fill(open_folder)
    with shut(open_folder, open_folder), Store.open(open_folder) as store:
        assert store.is_read_only


def test_a_setting_of_a_store_that_is_read_only_lasts_as_long_as_it(open_folder: Path) -> None:
    fill(open_folder)
    with read_only(open_folder):
        with Store.open(open_folder) as store:
            store.set_setting("folder.export", "文档")
            assert store.setting("folder.export") == "文档"
        with Store.open(open_folder) as store:
            assert store.setting("folder.export") is None


def test_a_write_that_was_broken_off_is_undone_in_the_copy(open_folder: Path) -> None:
    with Store.open(open_folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "e", "导入", many(3000), OperationKind.IMPORT)
        content = store.content(head.id)
    with start(VICTIM, open_folder) as process:
        process.kill()
    before = files(open_folder)
    assert b"half done" in before[DATA]
    with read_only(open_folder), Store.open(open_folder) as store:
        assert store.is_read_only
        assert store.content(head.id) == content
    assert files(open_folder) == before


def test_an_older_file_is_migrated_in_the_copy(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(open_folder)
    before = files(open_folder)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("ALTER TABLE unit ADD COLUMN phone TEXT",)))
    with read_only(open_folder), Store.open(open_folder) as store:
        assert len(store.heads()) == 1
    assert files(open_folder) == before


def test_a_newer_file_is_refused_in_a_read_only_folder_too(open_folder: Path) -> None:
    fill(open_folder)
    with closing(sqlite3.connect(open_folder / DATA)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with read_only(open_folder), pytest.raises(Trouble, match="更新版本的程序"):
        Store.open(open_folder)


def test_a_file_that_may_not_be_read_says_so(open_folder: Path) -> None:
    fill(open_folder)
    with (
        shut(open_folder, open_folder / DATA, bits=0o666),
        pytest.raises(Trouble, match="数据打不开：文件打不开"),
    ):
        Store.open(open_folder)


def test_an_empty_folder_that_is_read_only_is_told(open_folder: Path) -> None:
    open_folder.mkdir()
    with read_only(open_folder), pytest.raises(Trouble, match="数据打不开"):
        Store.open(open_folder)


def test_a_backup_folder_that_cannot_be_written_bars_nothing(open_folder: Path) -> None:
    fill(open_folder)
    (open_folder / "backups").mkdir()
    with shut(open_folder, open_folder / "backups"), Store.open(open_folder) as store:
        assert not store.is_read_only
        (why,) = store.warnings
        assert f"备份文件夹不能写入（{open_folder / 'backups'}）" in why.sentence
        assert "照常可以填报" in why.sentence
        store.create(UNIT, 2025, "部门", "e")
    assert not backups(open_folder)


def test_a_disk_without_room_for_the_backup_bars_nothing(folder: Path) -> None:
    fill(folder)
    with failing_disk():
        store = Store.open(folder)
    with store:
        assert not store.is_read_only
        (why,) = store.warnings
        assert "备份没有写成" in why.sentence
        store.create(UNIT, 2025, "部门", "e")
        assert len(store.heads()) == 2
