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
    ("statement", "told"),
    [
        ("UPDATE cell SET fen = fen + 1 WHERE row = 'large'", "对不上"),
        ("DELETE FROM cell WHERE row = 'large'", "对不上"),
        ("UPDATE history SET changes = substr(changes, 1, 20)", "读不出来"),
        ("UPDATE history SET changes = CAST(x'ff' AS TEXT)", "读不出来"),
        ("DELETE FROM history", "对不上"),
    ],
)
def test_a_change_behind_the_program_is_told(folder: Path, statement: str, told: str) -> None:
    disclosure = filled(folder)
    behind(folder, statement)
    (fault,) = faults(folder)
    assert told in fault
    assert disclosure in fault


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
