"""The data file taken away or replaced under the open store: noticed before a write, and put back whole."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from models.backup import DATA_FILE, is_sound
from models.place import Displaced
from models.records import Content, Head
from models.store import Store
from tests.models.conftest import ENTRIES, cell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take an open file away")


def removed(folder: Path) -> None:
    (folder / DATA_FILE).unlink()


def moved_with_its_folder(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def removed_with_its_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def replaced(folder: Path) -> None:
    other = folder.with_name("other")
    with Store.open(other):
        pass
    shutil.copy(other / DATA_FILE, folder / "copy")
    (folder / "copy").replace(folder / DATA_FILE)


WAYS = [removed, moved_with_its_folder, removed_with_its_folder, replaced]


@pytest.fixture
def stored(store: Store, head: Head) -> Content:
    store.apply(head.id, "填写", ENTRIES)
    return store.content(head.id)


@pytest.mark.parametrize("taken", WAYS)
def test_nothing_is_written_into_a_file_that_is_gone(
    store: Store, head: Head, stored: Content, folder: Path, taken: object
) -> None:
    assert callable(taken)
    taken(folder)
    with pytest.raises(Displaced, match=r"不在原处|换成了"):
        store.apply(head.id, "填写", [cell("later", None)])
    assert store.content(head.id) == stored


@pytest.mark.parametrize("taken", WAYS)
def test_the_data_are_put_back_and_work_goes_on(
    store: Store, head: Head, stored: Content, folder: Path, taken: object
) -> None:
    assert callable(taken)
    taken(folder)
    aside = store.put_back()
    assert (aside is not None) == (taken is replaced)
    assert store.content(head.id) == stored
    store.apply(head.id, "填写", ENTRIES[:1])
    store.close()
    with Store.open(folder) as again:
        assert again.content(head.id) == stored


def test_what_stood_at_the_place_is_kept(store: Store, stored: Content, folder: Path) -> None:  # noqa: ARG001
    replaced(folder)
    foreign = (folder / DATA_FILE).read_bytes()
    aside = store.put_back()
    assert aside is not None
    assert aside.read_bytes() == foreign


def test_a_copy_can_be_saved_elsewhere(store: Store, head: Head, stored: Content, folder: Path) -> None:
    removed_with_its_folder(folder)
    safe = folder.with_name("safe")
    safe.mkdir()
    path = store.rescue(safe)
    assert is_sound(path)
    shutil.copy(path, safe / DATA_FILE)
    with Store.open(safe) as other:
        assert other.content(head.id) == stored


def test_a_file_at_its_place_is_left_alone(store: Store, stored: Content) -> None:  # noqa: ARG001
    store.check_place()
