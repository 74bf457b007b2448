"""Data that another process has: who has them is said, and they are looked at as a whole copy; what a dead one left."""

from __future__ import annotations

import json
import os
import platform
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models import place
from models.backup import DATA_FILE
from models.doctor import data_faults
from models.holder import HOLDER_FILE, Holder, holder_of
from models.records import OperationKind
from models.sqlite import Locked
from models.store import Store
from tests.models.conftest import UNIT, many
from tests.models.test_opening import HOLDER, VICTIM, fill, start

# Every operation gives all amounts the same new value, in a file of many pages; the history counts the operations.
WRITER = """
import random
import sys
import time
from pathlib import Path
from models.records import Address, CellChange, CellEntry
from models.store import Store
with Store.open(Path(sys.argv[1])) as store:
    (listed,) = store.heads()
    value = 0
    print("open", flush=True)
    for step in iter(sys.stdin.readline, "") if sys.argv[2:] else iter(int, 1):
        value += 1
        changes = [CellChange(Address("T1", f"20{n:05}", "amount"), None, CellEntry(value)) for n in range(600)]
        store.apply(listed.head.id, "填写", changes)
        if sys.argv[2:]:
            print("stored", flush=True)
        else:
            time.sleep(random.random() / 50)
"""
LOOKS = 15


@contextmanager
def running(script: str, folder: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """The script at work on the folder; whatever happens it is ended."""
    with start(script, folder, *more) as process:
        try:
            yield process
        finally:
            process.kill()


def locked(folder: Path) -> Locked:
    with pytest.raises(Locked) as caught:
        Store.open(folder)
    return caught.value


def test_who_has_the_data_since_when_is_said(folder: Path) -> None:
    fill(folder)
    with running(HOLDER, folder) as process:
        holder = holder_of(folder)
        assert holder is not None
        assert (holder.pid, holder.host) == (process.pid, platform.node())
        told = locked(folder).sentence
        assert f"由“{holder.user}”在这台电脑上打开" in told
        assert holder.since.replace("T", " ")[:16] in told
        process.communicate()
    assert holder_of(folder) is None


def test_another_computer_is_named_and_the_words_of_the_record_stay_on_one_line() -> None:
    assert "电脑“CZJ-07”" in Holder("李四", "CZJ-07", 7, "2026-03-02T08:15:00").words
    assert Holder().words == ""


@pytest.mark.parametrize(
    "said", [b"", b"{", b"[1]", b"\xff", json.dumps({"user": "a\nb" * 99, "host": "h", "pid": 1, "since": ""}).encode()]
)
def test_a_damaged_record_is_no_hindrance(folder: Path, said: bytes) -> None:
    fill(folder)
    (folder / HOLDER_FILE).write_bytes(said)
    holder = holder_of(folder)
    assert holder is not None
    assert len(holder.user) <= 40
    assert "\n" not in holder.words
    with Store.open(folder) as store:
        assert store.left == holder


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_record_is_the_users_alone_and_goes_with_the_store(folder: Path) -> None:
    before = os.umask(0)
    try:
        with Store.open(folder):
            assert stat.S_IMODE((folder / HOLDER_FILE).stat().st_mode) == 0o600
    finally:
        os.umask(before)
    assert not (folder / HOLDER_FILE).exists()


def test_the_record_is_no_lock_and_a_second_closing_leaves_that_of_the_next(folder: Path) -> None:
    first = Store.open(folder)
    first.close()
    with Store.open(folder) as second:
        first.close()
        assert (folder / HOLDER_FILE).exists()
        assert second.left is None


def test_a_killed_session_is_known_to_the_next_and_only_to_that(folder: Path) -> None:
    fill(folder)
    with running(HOLDER, folder) as process:
        process.kill()
    with Store.open(folder) as store:
        assert store.left is not None
        assert store.left.pid == process.pid
        assert len(store.heads()) == 1
    with Store.open(folder) as store:
        assert store.left is None


def test_held_data_are_looked_at_and_left_alone(folder: Path) -> None:
    fill(folder)
    with running(HOLDER, folder) as process:
        before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        with Store.look(folder, locked(folder)) as store:
            assert store.is_read_only
            assert "只读打开" in store.warnings[0].sentence
            assert "在这台电脑上打开" in store.warnings[0].sentence
            assert len(store.heads()) == 1
            assert not data_faults(store)
        assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
        assert locked(folder), "looking must not free the lock"
        process.communicate()


def test_no_look_is_torn_while_the_holder_writes(folder: Path) -> None:
    with Store.open(folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "e", "导入", many(600), OperationKind.IMPORT)
    with running(WRITER, folder) as process:
        seen = []
        for _ in range(LOOKS):
            with Store.look(folder, locked(folder)) as store:
                assert store.integrity() == ()
                values = {entry.fen for entry in store.content(head.id).cells.values()}
                operations = len(store.history(head.id)) - 1
                assert operations == 0 or values == {operations}
                seen.append(operations)
        process.kill()
    assert seen == sorted(seen)
    assert seen[-1] > 0


def test_a_copy_is_read_again_when_something_was_stored_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "e", "导入", many(600), OperationKind.IMPORT)
    with running(WRITER, folder, "step by step") as process:
        read_bytes, times = Path.read_bytes, []

        def read_slowly(path: Path) -> bytes:
            """The first half of the data file, then a step of the holder, then the second half."""
            if path != folder / DATA_FILE or len(times) == 2:
                return read_bytes(path)
            times.append(path)
            first = read_bytes(path)
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("\n")
            process.stdin.flush()
            assert process.stdout.readline().strip() == "stored"
            half = len(first) // 2
            return first[:half] + read_bytes(path)[half:]

        monkeypatch.setattr(Path, "read_bytes", read_slowly)
        with Store.look(folder, locked(folder)) as store:
            assert {entry.fen for entry in store.content(head.id).cells.values()} == {2}
            assert len(store.history(head.id)) == 3


def test_what_is_half_written_is_not_seen(folder: Path) -> None:
    with Store.open(folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "e", "导入", many(3000), OperationKind.IMPORT)
        content = store.content(head.id)
    with running(VICTIM, folder) as process:
        assert b"half done" in (folder / DATA_FILE).read_bytes()
        with Store.look(folder, locked(folder)) as store:
            assert store.content(head.id) == content
            assert store.head(head.id).state == "已审核"
        process.kill()


def test_a_share_without_locks_is_told_as_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    fill(folder)

    def refuse(*_: object) -> None:
        raise OSError(place._NO_LOCKS[0], "No locks available")

    with running(HOLDER, folder) as process:
        # SQLite says BUSY for a lock that the share does not give, as it does for one that another has.
        monkeypatch.setattr(fcntl, "lockf", refuse)
        told = locked(folder)
        assert "不能加锁" in told.sentence
        assert "另一个窗口" not in told.sentence
        assert "本机的磁盘" in told.way_out
        process.communicate()
