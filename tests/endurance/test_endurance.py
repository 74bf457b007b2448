"""A small part of the long run over the store's safety; `python -m tests.endurance` does the large one."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from forms.office.office import Office
from models.place import Place
from tests.endurance import disk, flips, kills, soak
from tests.endurance.tally import Tally, table

posix = pytest.mark.skipif(
    os.name != "posix", reason="only POSIX kills so that nothing is tidied up, or refuses to write"
)


@posix
def test_what_a_killed_process_had_confirmed_is_there(tmp_path: Path) -> None:
    tally = kills.run(6, 5, tmp_path)
    assert tally.tried == 6
    assert tally.told == []


@posix
def test_the_killing_would_notice_a_step_that_is_not_stored(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data"):
        pass
    tally, found = Tally("kill"), kills.Run()
    found.hear({"done": "type", "id": "339-2024-部门", "length": 1, "name": ""})
    kills._look(tally, "here", found, tmp_path / "data", tmp_path / "out", {})
    assert tally.faults == Counter(lost=1)


def test_bits_of_a_published_disclosure_are_noticed_or_harmless(tmp_path: Path) -> None:
    tally = flips.run(30, 3, tmp_path)
    assert tally.told == []
    assert tally.survived == 30


@posix
@pytest.mark.usefixtures("qapp")
def test_what_is_stored_in_a_day_in_the_window_is_what_stands(tmp_path: Path) -> None:
    tally = soak.run(60, 3, tmp_path, every=20)
    assert tally.told == []


@posix
@pytest.mark.usefixtures("qapp")
def test_a_disk_that_fails_and_data_that_are_taken_away_lose_nothing(tmp_path: Path) -> None:
    tally = disk.run(1, 3, tmp_path)
    assert tally.told == []
    assert tally.tried >= len(disk.UNDER_A_WINDOW) + len(disk.BEFORE_A_WINDOW) - 2


@posix
@pytest.mark.usefixtures("qapp")
def test_work_that_went_into_a_lost_file_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Place, "check", lambda _: None)
    monkeypatch.setattr(disk, "UNDER_A_WINDOW", {"older_copy": disk.older_copy})
    monkeypatch.setattr(disk, "BEFORE_A_WINDOW", {})
    assert disk.run(1, 3, tmp_path).faults["lost"] == 1


def test_the_table_counts_what_survived_and_every_fault() -> None:
    tally = Tally("某种")
    with tally.trial("first"):
        pass
    with tally.trial("second"):
        raise ValueError("no words")
    tally.seconds = 1.6
    assert table([tally]).endswith("| 某种 | 2 | 1 | 0 | 0 | 1 | 2 |")
