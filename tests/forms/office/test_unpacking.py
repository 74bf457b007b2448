"""A zip that cannot be unpacked: each cause in its own words."""

from __future__ import annotations

import errno
import os
import zipfile
from pathlib import Path

import pytest

from forms.office.unpacking import unpack
from models.errors import Trouble


@pytest.fixture(params=[zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2], ids=["deflated", "lzma", "bzip2"])
def package(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "某局.zip"
    with zipfile.ZipFile(path, "w", request.param) as packed:
        packed.writestr("表.txt", os.urandom(2000) + b"0" * 2000)
    return path


def test_what_was_packed_comes_out(package: Path, tmp_path: Path) -> None:
    unpack(package, tmp_path / "out")
    assert (tmp_path / "out" / "表.txt").stat().st_size == 4000


def test_damaged_content_is_told_as_damage(package: Path, tmp_path: Path) -> None:
    content = bytearray(package.read_bytes())
    content[60:1500] = bytes(1440)
    package.write_bytes(content)
    with pytest.raises(Trouble, match="已损坏"):
        unpack(package, tmp_path / "out")


def test_a_full_disk_is_no_damage(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(zipfile.ZipFile, "extractall", full)
    with pytest.raises(Trouble, match="磁盘") as told:
        unpack(package, tmp_path / "out")
    assert "损坏" not in str(told.value)
