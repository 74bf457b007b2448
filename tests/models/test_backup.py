"""Backups: verified, thinned with age, put back by rename."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.backup import backups, described, is_sound, newest_good, restore, superfluous
from models.errors import Trouble
from models.records import CellEntry, Head, OperationKind
from models.store import Store
from tests.models.conftest import ENTRIES, UNIT, cell, failing_disk

TODAY = date(2024, 11, 20)
NOON = datetime(2024, 11, 20, 12)


def test_a_backup_is_a_sound_copy_with_the_time_in_its_name(store: Store, head: Head, folder: Path) -> None:
    store.apply(head.id, "填写", ENTRIES)
    path = store.backup_now()
    assert path.parent == folder / "backups"
    assert datetime.now() - datetime.strptime(path.name, "disclosures-%Y%m%d-%H%M%S-hand.db") < timedelta(hours=1)
    assert is_sound(path)
    assert list(path.parent.iterdir()) == [path]


def test_two_backups_in_one_second_are_two_files(store: Store, folder: Path) -> None:
    first, second = store.backup_now(), store.backup_now()
    assert backups(folder) == (second, first)


def test_the_store_keeps_its_lock_through_a_backup(store: Store, folder: Path) -> None:
    store.backup_now()
    with pytest.raises(Trouble, match="另一个窗口"):
        Store.open(folder)


def test_restore_brings_back_the_backup_and_keeps_the_present_file(folder: Path) -> None:
    with Store.open(folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "e", "导入", ENTRIES, OperationKind.IMPORT)
        before = store.content(head.id)
        backup = store.backup_now()
        store.apply(head.id, "填写", [cell("later", CellEntry(7))])
        after = store.content(head.id)
    aside = restore(folder, backup)
    with Store.open(folder) as store:
        assert store.content(head.id) == before
    assert aside is not None
    with closing(sqlite3.connect(aside)) as connection:
        assert connection.execute("SELECT count(*) FROM cell").fetchone() == (len(after.cells),)


def test_restore_over_a_ruined_file_keeps_it(folder: Path) -> None:
    with Store.open(folder) as store:
        head = store.create(UNIT, 2024, "部门", "e")
        backup = store.backup_now()
    (folder / "disclosures.db").write_bytes(b"ruined" * 1000)
    aside = restore(folder, backup)
    assert aside is not None
    assert aside.read_bytes() == b"ruined" * 1000
    with Store.open(folder) as store:
        assert [listed.head for listed in store.heads()] == [head]


def test_a_journal_of_the_lost_file_does_not_stay_beside_the_restored_one(folder: Path) -> None:
    with Store.open(folder) as store:
        backup = store.backup_now()
    (folder / "disclosures.db").rename(folder / "disclosures.db-journal")
    assert restore(folder, backup) is None
    assert not (folder / "disclosures.db-journal").exists()
    assert len([*folder.glob("disclosures-*.db-journal")]) == 1
    with Store.open(folder) as store:
        assert store.heads() == ()


def test_a_damaged_backup_is_not_restored(folder: Path) -> None:
    with Store.open(folder) as store:
        backup = store.backup_now()
    content = (folder / "disclosures.db").read_bytes()
    backup.write_bytes(b"")
    with pytest.raises(Trouble, match="已损坏，不能用来恢复"):
        restore(folder, backup)
    assert (folder / "disclosures.db").read_bytes() == content


def test_data_in_use_are_not_replaced(store: Store, head: Head, folder: Path) -> None:
    backup = store.backup_now()
    with pytest.raises(Trouble, match="另一个窗口"):
        restore(folder, backup)
    store.apply(head.id, "填写", ENTRIES)
    assert sorted(path.name for path in folder.iterdir() if path.suffix == ".db") == ["disclosures.db"]


def test_damaged_data_push_out_no_good_backup(store: Store, folder: Path) -> None:
    good = store.backup_now()
    connection = store._database.connection()
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET rootpage = 1 WHERE name = 'history_of_disclosure'")
    with pytest.raises(Trouble, match="没有通过完整性检查，所以没有备份"):
        store.backup_now()
    assert [*(folder / "backups").iterdir()] == [good]


def test_a_backup_that_does_not_fit_is_told_and_leaves_nothing(store: Store, folder: Path) -> None:
    with failing_disk(), pytest.raises(Trouble, match="备份没有写成"):
        store.backup_now()
    assert [*(folder / "backups").iterdir()] == []


def test_a_restored_file_that_does_not_fit_changes_nothing(folder: Path) -> None:
    with Store.open(folder) as store:
        backup = store.backup_now()
        store.create(UNIT, 2024, "部门", "e")
    names = {path.name for path in folder.iterdir()}
    with failing_disk(), pytest.raises(Trouble, match=r"“disclosures\.db”没有写成"):
        restore(folder, backup)
    assert {path.name for path in folder.iterdir()} == names
    with Store.open(folder) as store:
        assert len(store.heads()) == 1


def test_data_whose_successor_does_not_reach_the_disk_stay_where_they_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(folder) as store:
        backup = store.backup_now()
        store.create(UNIT, 2024, "部门", "e")
    names = {path.name for path in folder.iterdir()}

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Trouble, match="磁盘空间不足"):
            restore(folder, backup)
    assert {path.name for path in folder.iterdir()} == names
    with Store.open(folder) as store:
        assert len(store.heads()) == 1


def test_a_file_in_the_place_of_the_backup_folder_is_told(store: Store, folder: Path) -> None:
    (folder / "backups").write_text("a file in the place of the folder", encoding="utf-8")
    with pytest.raises(Trouble, match="“backups”没有写成"):
        store.backup_now()
    assert (folder / "backups").read_text(encoding="utf-8") == "a file in the place of the folder"


def test_old_backups_are_thinned_when_a_new_one_is_taken_and_strangers_stay(store: Store, folder: Path) -> None:
    new = store.backup_now()
    yesterday = datetime.now().replace(hour=9, minute=0, second=0) - timedelta(days=1)
    names = [(yesterday + timedelta(hours=hour)).strftime("disclosures-%Y%m%d-%H%M%S.db") for hour in range(3)]
    for name in [*names, "disclosures-before-the-holidays.db"]:
        (folder / "backups" / name).write_bytes(new.read_bytes())
    newer = store.backup_now()
    assert backups(folder) == (newer, new, folder / "backups" / names[-1])
    assert (folder / "backups" / "disclosures-before-the-holidays.db").exists()


def test_the_newest_good_backup_is_not_the_newest_when_that_is_empty(store: Store, folder: Path) -> None:
    good, empty = store.backup_now(), store.backup_now()
    empty.write_bytes(b"")
    assert newest_good(folder) == good


def test_thinning_keeps_today_ten_days_eight_weeks_and_then_months() -> None:
    moments = [NOON - timedelta(days=days, hours=hours) for days in range(400) for hours in (0, 3)]
    kept = sorted(set(moments) - superfluous(moments, TODAY), reverse=True)
    assert kept[:11] == [NOON, NOON - timedelta(hours=3)] + [NOON - timedelta(days=days) for days in range(1, 10)]
    weeks = [moment for moment in kept[11:] if (TODAY - moment.date()).days < 66]
    assert len(weeks) == 8
    assert all(newer - older == timedelta(weeks=1) for newer, older in pairwise(weeks))
    months = kept[11 + len(weeks) :]
    assert len({(moment.year, moment.month) for moment in months}) == len(months) == 12


def test_thinning_day_by_day_keeps_what_thinning_at_once_would() -> None:
    kept: set[datetime] = set()
    for days in range(200):
        kept.add(NOON + timedelta(days=days))
        kept -= superfluous(kept, TODAY + timedelta(days=days))
    ages = sorted((TODAY + timedelta(days=199) - moment.date()).days for moment in kept)
    assert ages[:10] == list(range(10))
    assert max(newer - older for older, newer in pairwise(ages) if newer < 66) <= 7
    assert max(newer - older for older, newer in pairwise(ages)) <= 37


@given(st.sets(st.integers(0, 60 * 24 * 800)))
def test_thinning_never_takes_the_newest_and_has_nothing_to_do_twice(minutes: set[int]) -> None:
    moments = {NOON - timedelta(minutes=number) for number in minutes}
    out = superfluous(moments, TODAY)
    assert not moments or max(moments) not in out
    assert superfluous(moments - out, TODAY) == set()


def test_a_name_stands_in_its_backup_alone(store: Store, folder: Path) -> None:
    named = store.backup_now(name="报局长看之前")
    store.backup_now()
    assert [one.name for one in described(folder)] == ["", "报局长看之前"]
    store.close()
    restore(folder, named)
    with Store.open(folder) as again:
        again.backup_now()
        assert described(folder)[0].name == ""


def test_a_named_backup_outlives_the_thinning(store: Store) -> None:
    paths = [store.backup_now(name=name) for name in ("存档", "", "")]
    old = [path.with_name(f"disclosures-20200102-08000{number}-hand.db") for number, path in enumerate(paths)]
    for path, place in zip(paths, old, strict=True):
        path.rename(place)
    store.backup_now()
    assert [path.is_file() for path in old] == [True, False, True]
