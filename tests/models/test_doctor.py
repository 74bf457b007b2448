"""The data looked over: a sound file is sound, what was changed behind the program's back is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.backup import DATA_FILE
from models.doctor import data_faults
from models.records import OperationKind
from models.store import Store
from tests.models.conftest import ENTRIES, UNIT, cell


def filled(folder: Path) -> str:
    with Store.open(folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "e", "导入", ENTRIES, OperationKind.IMPORT)
        store.apply(head.id, "填写", [cell("later", None)])
    return head.id


def behind(folder: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / DATA_FILE)) as connection, connection:
        connection.execute(statement, values)


def faults(folder: Path) -> tuple[str, ...]:
    with Store.open(folder) as store:
        return data_faults(store)


def test_what_the_program_wrote_is_sound(folder: Path) -> None:
    filled(folder)
    assert faults(folder) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cell SET fen = fen + 1 WHERE row = 'large'",
        "DELETE FROM cell WHERE row = 'large'",
        "UPDATE line SET place = 4 WHERE place = 3",
        "UPDATE text SET body = body || '。'",
        "UPDATE history SET changes = substr(changes, 1, 20)",
        "UPDATE history SET changes = 'x'",
        "UPDATE history SET who = '别人'",
        "DELETE FROM history WHERE id = (SELECT max(id) FROM history)",
        "DELETE FROM history WHERE id = (SELECT min(id) FROM history)",
        "UPDATE disclosure SET state = '已定稿'",
        "UPDATE unit SET name = '霸州市审计局'",
    ],
)
def test_a_change_behind_the_program_is_told(folder: Path, statement: str) -> None:
    disclosure = filled(folder)
    behind(folder, statement)
    (fault,) = faults(folder)
    assert f"“{disclosure}”和保存时不一样了" in fault


def test_a_damaged_setting_is_told_and_reads_as_never_set(folder: Path) -> None:
    with Store.open(folder) as store:
        store.set_setting("size", "18")
    behind(folder, "UPDATE setting SET value = '81'")
    assert faults(folder) == ("程序的设置有1项已损坏，现在按没有设置过处理。",)
    with Store.open(folder) as store:
        assert store.setting("size") is None


def test_rows_of_no_disclosure_are_told(folder: Path) -> None:
    filled(folder)
    behind(folder, "INSERT INTO text (disclosure_id, slot, body) VALUES ('nobody', 'x', 'y')")
    assert any("不属于任何一份公开资料" in fault for fault in faults(folder))


def test_a_damaged_backup_is_told(folder: Path) -> None:
    filled(folder)
    with Store.open(folder) as store:
        path = store.backup_now()
        path.write_bytes(path.read_bytes()[:5000])
        assert any(path.name in fault for fault in data_faults(store))
