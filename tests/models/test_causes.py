"""What stands in the way of the data is told by its true cause, each with its own way out."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from models import database
from models.backup import DATA_FILE
from models.database import Damaged
from models.errors import Trouble
from models.sqlite import Locked, Unwritable, trouble_of
from models.store import Store
from tests.models.test_opening import fill, ruin

PATH = Path("data") / DATA_FILE


@pytest.mark.parametrize(
    ("code", "kind", "reason", "way_out"),
    [
        (sqlite3.SQLITE_READONLY_DBMOVED, Trouble, "不在原处", "放回原处"),
        (sqlite3.SQLITE_READONLY, Unwritable, "文件或磁盘是只读的", "只读"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, Unwritable, "文件夹是只读的", "文件夹"),
        (sqlite3.SQLITE_IOERR_LOCK, Locked, "不能加锁", "本机的磁盘"),
        (sqlite3.SQLITE_IOERR_RDLOCK, Locked, "不能加锁", "本机的磁盘"),
        (sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK, Locked, "不能加锁", "本机的磁盘"),
        (sqlite3.SQLITE_IOERR_READ, Trouble, "读写磁盘时出错", "U 盘"),
        (sqlite3.SQLITE_FULL, Trouble, "磁盘空间不足", "腾出空间"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Locked, "另一个窗口", "已经打开的窗口"),
    ],
)
def test_each_cause_has_its_own_words(code: int, kind: type[Trouble], reason: str, way_out: str) -> None:
    trouble = trouble_of(code, PATH, "数据打不开")
    assert type(trouble) is kind
    assert trouble.sentence.startswith("数据打不开：")
    assert reason in trouble.sentence
    assert way_out in trouble.way_out


def test_a_fault_of_the_program_is_no_trouble() -> None:
    assert trouble_of(sqlite3.SQLITE_ERROR, PATH, "数据打不开") is None


@pytest.mark.skipif(sys.platform == "win32", reason="paths have other limits on Windows")
def test_a_path_that_is_too_long_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*("预算公开资料存放处" * 3 for _ in range(6)))
    assert len(os.fsencode(folder)) > 512
    with pytest.raises(Trouble, match="路径太长") as caught:
        Store.open(folder)
    assert "换一个" in caught.value.way_out
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="paths have other limits on Windows")
def test_the_longest_path_that_is_not_refused_can_be_written(tmp_path: Path) -> None:
    room = 512 - len(os.fsencode(os.path.realpath(tmp_path))) - len(f"///{DATA_FILE}-journal")
    folder = tmp_path / ("b" * (room // 2)) / ("c" * (room - room // 2))
    fill(folder)
    with pytest.raises(Trouble, match="路径太长"):
        Store.open(folder.with_name(folder.name + "c"))


@pytest.mark.parametrize("name", ["file:mem?mode=memory", ":memory:"])
@pytest.mark.skipif(sys.platform == "win32", reason="these are no names on Windows")
def test_a_folder_is_a_folder_whatever_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    fill(Path(name))
    assert (tmp_path / name / DATA_FILE).is_file()
    with Store.open(Path(name)) as store:
        assert len(store.heads()) == 1
        assert len(list((tmp_path / name / "backups").iterdir())) == 1


def healing(path: Path, sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk gives the right bytes again once the store has waited a moment."""
    monkeypatch.setattr(database.time, "sleep", lambda _: path.write_bytes(sound))


def test_a_reading_error_that_passes_is_no_damage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder)
    sound = (folder / DATA_FILE).read_bytes()
    ruin(folder / DATA_FILE)
    healing(folder / DATA_FILE, sound, monkeypatch)
    with Store.open(folder) as store:
        assert len(store.heads()) == 1
        assert not store.warnings


def test_damage_that_stays_is_damage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder)
    ruin(folder / DATA_FILE)
    pauses: list[float] = []
    monkeypatch.setattr(database.time, "sleep", pauses.append)
    with pytest.raises(Damaged):
        Store.open(folder)
    assert len(pauses) == 2


def test_a_disk_that_cannot_be_read_is_told_as_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder)
    pragma = database.Database.pragma

    def failing(self: database.Database, name: str, *more: object) -> object:
        said = f"Tree 3 page 5: unable to get the page. error code={sqlite3.SQLITE_IOERR_READ}"
        return said if name.startswith("quick_check") else pragma(self, name, *more)

    monkeypatch.setattr(database.Database, "pragma", failing)
    with pytest.raises(Trouble, match="读写磁盘时出错") as caught:
        Store.open(folder)
    assert not isinstance(caught.value, Damaged), "an older backup must not be offered in the place of a sound file"
