"""Type faces unpacked once into the cache, and their tables read in one go."""

from __future__ import annotations

import lzma
import sys
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from forms.form import kept as kept_module
from forms.write.page import fonts
from forms.write.page.face_tables import BundledFont
from forms.write.page.fonts import Role
from forms.write.page.unpacked import unpacked as content_of

CONTENT = "仿宋楷体".encode() * 1000


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A packed file, with a cache of its own that is still empty."""
    monkeypatch.setattr(kept_module, "cache_folder", lambda: tmp_path / "cache")
    path = tmp_path / "face.ttf.xz"
    path.write_bytes(lzma.compress(CONTENT))
    return path


def kept(packed: Path) -> Path:
    (file,) = (packed.parent / "cache").iterdir()
    return file


def forbid_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: bytes) -> bytes:
        raise AssertionError(f"{len(data)} bytes are unpacked again")

    monkeypatch.setattr(lzma, "decompress", refuse)


def test_second_time_nothing_is_unpacked(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert content_of(packed) == CONTENT
    forbid_unpacking(monkeypatch)
    assert content_of(packed) == CONTENT


@pytest.mark.parametrize("place", [0, 40, -1])
def test_damaged_cache_is_made_anew(packed: Path, place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    content_of(packed)
    damaged = bytearray(kept(packed).read_bytes())
    damaged[place] ^= 1
    kept(packed).write_bytes(damaged)
    assert content_of(packed) == CONTENT
    forbid_unpacking(monkeypatch)
    assert content_of(packed) == CONTENT


def test_cut_cache_is_made_anew(packed: Path) -> None:
    content_of(packed)
    kept(packed).write_bytes(kept(packed).read_bytes()[:20])
    assert content_of(packed) == CONTENT


def test_another_content_takes_the_place_of_the_old_one(packed: Path) -> None:
    content_of(packed)
    packed.write_bytes(lzma.compress(CONTENT[:8]))
    assert content_of(packed) == CONTENT[:8]
    assert kept(packed).stat().st_size == 8 + 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the user's folders to the user")
def test_cache_is_the_users_alone(packed: Path) -> None:
    content_of(packed)
    assert kept(packed).stat().st_mode & 0o077 == 0
    assert kept(packed).parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs rights there")
def test_folder_of_someone_else_is_not_used(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "cache").symlink_to(tmp_path / "elsewhere")
    assert content_of(packed) == CONTENT
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_without_a_cache_it_still_works(packed: Path) -> None:
    (packed.parent / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert content_of(packed) == CONTENT


@pytest.mark.parametrize("role", ["song", "hei", "kai", "title"])
def test_tables_are_those_that_reportlab_reads(role: Role) -> None:
    content = fonts.data(role)
    ours, theirs = BundledFont("ours", content).face, TTFont("theirs", BytesIO(content)).face
    for table in ("charToGlyph", "charWidths", "hmetrics", "glyphPos", "defaultWidth", "bbox", "name"):
        assert getattr(ours, table) == getattr(theirs, table), table
