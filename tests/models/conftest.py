"""What the tests of the store share: a folder, an open store, one disclosure with entries of every sort."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from models.records import (
    Address,
    CellChange,
    CellEntry,
    Change,
    Head,
    RowAddress,
    RowChange,
    RowEntry,
    TextChange,
    Unit,
)
from models.store import Store

UNIT = Unit("101001", "霸州市财政局")


def cell(row: str, new: CellEntry | None, old: CellEntry | None = None) -> CellChange:
    """A change of the amount in row `row` of T1."""
    return CellChange(Address("T1", row, "amount"), old, new)


def many(count: int) -> list[Change]:
    """An import of `count` amounts."""
    return [cell(f"20{number:05}", CellEntry(number * 100, None, "imported")) for number in range(count)]


ENTRIES: tuple[Change, ...] = (
    cell("zero", CellEntry(0)),
    cell("large", CellEntry(300_000_000_000_000)),
    cell("negative", CellEntry(-1, None, "imported")),
    cell("wrong", CellEntry(None, "约三万")),
    RowChange(RowAddress("T2", "2010101"), None, RowEntry("行政运行", 3)),
    RowChange(RowAddress("T2", "020"), None, RowEntry()),
    TextChange("T7.notes", None, "无政府性基金预算拨款。\n空表列示。"),
    TextChange("T8.notes", None, ""),
)


@contextmanager
def failing_disk() -> Iterator[None]:
    """While it lasts the system refuses to write to any file beyond its first bytes."""
    resource = pytest.importorskip("resource", reason="only POSIX can refuse to write for a while")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


_NOBODY = 65534


@contextmanager
def shut(folder: Path, *paths: Path, bits: int = 0o222) -> Iterator[None]:
    """While it lasts this process lacks these rights on the paths, as a rule that to write.

    Root, which has every right, gives them up; `folder`, with all in it, then belongs to the user that stays. It must
    lie where everyone may go (`open_folder`).
    """
    user = os.geteuid()
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & ~bits)
    if user == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, _NOBODY, -1)
        os.seteuid(_NOBODY)
    try:
        if not os.access(folder.parent, os.X_OK, effective_ids=True):
            pytest.skip("the folder for temporary files is closed to others")
        yield
    finally:
        os.seteuid(user)
        for path, mode in modes.items():
            path.chmod(mode)


def read_only(folder: Path) -> AbstractContextManager[None]:
    """While it lasts this process may write neither into the folder nor into the files in it."""
    return shut(folder, folder, *folder.iterdir())


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A data folder that lies where everyone may go."""
    if os.name == "nt":
        pytest.skip("rights are kept another way on Windows")
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "数据"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据 data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        yield opened


@pytest.fixture
def head(store: Store) -> Head:
    return store.create(UNIT, 2024, "部门", "hebei-2024")
