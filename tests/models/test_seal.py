"""What was written is read, or its damage is told: single bits turned over, damaged disclosures taken as they stand."""

from __future__ import annotations

import itertools
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.backup import DATA_FILE, is_sound
from models.content import sum_of
from models.heads import sums
from models.records import CellEntry, OperationKind, State, TextChange
from models.seal import entry_sum, entry_sums, link_of, seal_of, total
from models.store import Altered, Store
from tests.models.conftest import ENTRIES, UNIT, cell, many
from tests.models.damage import SETTING, flipped, outcome, reading


def test_the_sums_are_those_of_all_versions() -> None:
    assert total([entry_sum("cell", "T1", "total", "amount", 12, None, "typed")])[:16] == "b054adccbfcae122"
    assert link_of("", b"[]", "a", "2026-01-01", "edit", None, None, "", "填写")[:16] == "630ed7ad38d4e26d"
    assert seal_of("101001", 2024, None)[:16] == "2481debc3fabb80b"


def test_the_sums_of_many_rows_are_those_of_each() -> None:
    values = [None, 0, -(2**63), 2**63 - 1, "", "甲\n", "]\x1f[", "\x1f", '"],["', "\\x1f", "\ud800", b"\x1f"]
    rows = [*itertools.product(values, values, ("cell", None))]
    assert [*entry_sums(rows)] == [entry_sum(*row) for row in rows]
    assert [*entry_sums([])] == []


@given(st.lists(st.integers(0, 2**256 - 1)), st.lists(st.integers(0, 2**256 - 1)))
def test_what_is_added_and_taken_away_leaves_the_sum(kept: list[int], gone: list[int]) -> None:
    assert total([*(-number for number in gone)], total([*gone, *kept])) == total(kept)


def test_the_sum_kept_with_every_edit_is_the_one_over_all_entries(store: Store) -> None:
    head = store.create_with(UNIT, 2024, "部门", "e", "导入", [*ENTRIES, *many(50)], OperationKind.IMPORT)
    store.apply(head.id, "改", [cell("zero", None, CellEntry(0)), cell("large", CellEntry(7))])
    # What a change calls the old value need not be what stands there; of two changes of one place the last holds.
    store.apply(head.id, "改", [cell("zero", CellEntry(5), CellEntry(99)), cell("zero", CellEntry(6))])
    store.apply(head.id, "改", [TextChange("S1", None, "文"), TextChange("S1", "文", None)])
    kept = sums(store._database, head.id)
    assert kept is not None
    assert kept[0] == sum_of(store._database.connection(), head.id)
    store.content(head.id)


def test_a_turned_bit_is_noticed_or_harmless(folder: Path, tmp_path: Path) -> None:
    with Store.open(folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "e", "导入", [*ENTRIES, *many(200)], OperationKind.IMPORT)
        for number in range(20):
            store.apply(head.id, "填写", [cell("a", CellEntry(number)), TextChange("S1", None, "文" * number)])
        store.set_setting(SETTING, "18")
        expected = reading(store)
    data = (folder / DATA_FILE).read_bytes()
    # A seed of its own each run would make a failure come and go.
    bits = random.Random(12).sample(range(8 * len(data)), 60)
    found = {bit: outcome(tmp_path / "copy", flipped(data, bit), expected) for bit in bits}
    assert [bit for bit, what in found.items() if what == "silent"] == []
    assert "noticed" in found.values()


def test_a_damaged_disclosure_is_not_opened_and_the_others_are(folder: Path) -> None:
    with Store.open(folder) as store:
        bad = store.create_with(UNIT, 2024, "部门", "e", "导入", ENTRIES, OperationKind.IMPORT)
        good = store.create_with(UNIT, 2025, "部门", "e", "导入", ENTRIES, OperationKind.IMPORT)
    with closing(sqlite3.connect(folder / DATA_FILE)) as connection, connection:
        connection.execute("UPDATE cell SET fen = 1 WHERE row = 'zero' AND disclosure_id = ?", (bad.id,))
    with Store.open(folder) as store:
        assert store.content(good.id).cells
        with pytest.raises(Altered, match="2024年的资料和保存时不一样了"):
            store.content(bad.id)
        with pytest.raises(Altered):
            store.history(bad.id)


def test_a_damaged_disclosure_can_be_taken_as_it_stands(folder: Path) -> None:
    with Store.open(folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "e", "导入", ENTRIES, OperationKind.IMPORT)
        store.apply(head.id, "填写", [cell("later", CellEntry(2))])
        store.apply(head.id, "", (), OperationKind.SETTLE, State.SETTLED)
    with closing(sqlite3.connect(folder / DATA_FILE)) as connection, connection:
        connection.execute("UPDATE cell SET fen = 1 WHERE row = 'zero'")
        connection.execute("UPDATE history SET changes = x'00' WHERE name = '填写'")
    with Store.open(folder) as store:
        store.accept(head.id)
        assert store.content(head.id).cells[cell("zero", None).key] == CellEntry(1)
        accepted, _, unreadable, imported = store.history(head.id)
        assert accepted.kind == OperationKind.ACCEPT
        assert (unreadable.name, unreadable.changes) == ("（这一步的内容已损坏，读不出来）", ())
        assert imported.changes == ENTRIES
        assert store.head(head.id).state == State.EDITING


def test_a_backup_with_a_changed_amount_is_not_sound(folder: Path) -> None:
    with Store.open(folder) as store:
        store.create_with(UNIT, 2024, "部门", "e", "导入", ENTRIES, OperationKind.IMPORT)
        backup = store.backup_now()
    assert is_sound(backup)
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE cell SET fen = 1 WHERE row = 'zero'")
    assert not is_sound(backup)


def test_what_an_operation_was_done_by_and_gave_is_kept(store: Store) -> None:
    head = store.create(UNIT, 2024, "部门", "e")
    store.who = "王敏"
    store.apply(head.id, "", (), OperationKind.REVIEW, State.REVIEWED, digest="ab" * 32)
    (entry,) = store.history(head.id)
    assert (entry.who, entry.digest) == ("王敏", "ab" * 32)
