"""Files are written whole or not at all; nothing is overwritten when a file is moved aside."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from models.errors import Trouble
from models.files import file_trouble, move_aside, write_whole


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "公开表.xlsx"
    target.write_text("old", encoding="utf-8")
    with write_whole(target) as temporary:
        temporary.write_text("new", encoding="utf-8")
        assert (temporary.parent.parent, temporary.suffix) == (tmp_path, ".xlsx")
        assert target.read_text(encoding="utf-8") == "old"
    assert target.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


def write_half(target: Path, error: BaseException) -> None:
    with write_whole(target) as temporary:
        temporary.write_text("half", encoding="utf-8")
        raise error


@pytest.mark.parametrize("error", [ValueError("bug"), KeyboardInterrupt()])
def test_an_error_leaves_the_old_file_and_no_other(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "公开表.xlsx"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(type(error)):
        write_half(target, error)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def fill_disk(target: Path) -> None:
    with write_whole(target) as temporary:
        temporary.symlink_to("/dev/full")
        temporary.write_bytes(b"x" * 100_000)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    target = tmp_path / "公开表.xlsx"
    with pytest.raises(Trouble, match=r"“公开表\.xlsx”没有写成：磁盘空间不足"):
        fill_disk(target)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="找不到文件夹"), write_whole(tmp_path / "gone" / "a.pdf") as temporary:
        temporary.write_bytes(b"x")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Trouble, match=r"“a\.pdf”没有写成"), write_whole(tmp_path / "a.pdf") as temporary:
        temporary.write_bytes(b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="the longest name differs")
def test_too_long_a_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="名称太长"), write_whole(tmp_path / ("长" * 200 + ".pdf")) as temporary:
        temporary.write_bytes(b"x")


def test_a_file_open_in_excel_is_told_from_a_folder_without_permission(tmp_path: Path) -> None:
    target = tmp_path / "公开表.xlsx"
    assert "没有权限写入文件夹" in file_trouble(target, PermissionError(errno.EACCES, "denied")).sentence
    target.touch()
    trouble = file_trouble(target, PermissionError(errno.EACCES, "denied"))
    assert "正被别的程序（如 Excel、WPS）打开" in trouble.sentence
    assert "关闭" in trouble.way_out


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘空间不足"), (errno.EROFS, "磁盘是只读的"), (errno.EIO, f"系统错误 {errno.EIO}")],
)
def test_what_the_disk_reports_is_said_in_chinese(tmp_path: Path, number: int, words: str) -> None:
    trouble = file_trouble(tmp_path / "a.pdf", OSError(number, os.strerror(number)))
    assert words in trouble.sentence
    assert trouble.way_out


def test_files_moved_aside_keep_their_content_and_overwrite_none(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    moved = []
    for number in range(3):
        path.write_text(str(number), encoding="utf-8")
        moved.append(move_aside(path))
    assert not path.exists()
    assert [aside.read_text(encoding="utf-8") for aside in moved] == ["0", "1", "2"]
    assert {(aside.parent, aside.suffix) for aside in moved} == {(tmp_path, ".xlsx")}


def test_moving_aside_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"“nothing\.db”没有写成"):
        move_aside(tmp_path / "nothing.db")
