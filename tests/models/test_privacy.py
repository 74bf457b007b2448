"""What lies in the data folder is the user's alone; what is written elsewhere has the modes of the house."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.backup import BACKUP_FOLDER, DATA_FILE, backups, restore
from models.files import is_private, keep_private, make_private, write_whole
from models.store import Store
from tests.models.test_opening import fill

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """The usual one: everybody may read what is made."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> list[Path]:
    """What others can do anything with, in the folder and itself."""
    return [path for path in (folder, *folder.rglob("*")) if mode(path) & 0o077]


def test_what_the_store_makes_is_the_users_alone(folder: Path) -> None:
    fill(folder)
    with Store.open(folder) as store:
        store.backup_now()
    (backup, *_) = backups(folder)
    restore(folder, backup)
    assert [mode(path) for path in (folder, folder / BACKUP_FOLDER)] == [0o700, 0o700]
    assert [mode(path) for path in (folder / DATA_FILE, backup)] == [0o600, 0o600]
    assert not open_to_others(folder)


def test_what_an_earlier_version_left_open_is_closed(folder: Path) -> None:
    fill(folder)
    with Store.open(folder) as store:
        store.backup_now()
    (folder / "disclosures-20240101-101010.db").touch()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with Store.open(folder):
        assert not open_to_others(folder)


def test_files_of_the_clerk_keep_their_modes(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (folder / "说明.txt").touch()
    with Store.open(folder):
        assert mode(folder / "说明.txt") == 0o644
    with write_whole(tmp_path / "公开表.xlsx") as temporary:
        temporary.touch()
    assert mode(tmp_path / "公开表.xlsx") == 0o644


def test_modes_that_cannot_be_set_are_no_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chmod", refuse)
    monkeypatch.setattr(Path, "chmod", refuse)
    folder.mkdir(mode=0o755)
    with Store.open(folder) as store:
        store.backup_now()


def test_bits_are_only_taken_away_and_only_from_what_is_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked, everyones, foreign = tmp_path / "locked", tmp_path / "everyones", tmp_path / "foreign"
    locked.touch()
    locked.chmod(0o444)
    everyones.mkdir()
    everyones.chmod(0o1777)
    foreign.mkdir()
    link = tmp_path / "link"
    link.symlink_to(foreign)
    keep_private(locked, everyones, link, tmp_path / "missing")
    assert (mode(locked), mode(everyones), mode(foreign)) == (0o400, 0o1777, 0o755)
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    keep_private(foreign)
    assert mode(foreign) == 0o755


def test_a_private_folder_is_ours_closed_and_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, link = tmp_path / "folder", tmp_path / "link"
    assert not is_private(folder)
    make_private(folder)
    link.symlink_to(folder)
    assert is_private(folder)
    assert not is_private(link)
    folder.chmod(0o710)
    assert not is_private(folder)
    make_private(link)
    assert is_private(folder), "a data folder may lie behind a link"
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert not is_private(folder)


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can give files away")
def test_a_data_folder_of_another_user_keeps_its_mode(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    os.chown(folder, 65534, -1)
    with Store.open(folder):
        assert (mode(folder), mode(folder / DATA_FILE)) == (0o755, 0o600)
