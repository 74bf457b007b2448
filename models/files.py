"""Writing files whole or not at all, moving files aside instead of deleting them, and keeping them the user's alone."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from models.errors import Trouble
from models.staging import Staging, free_name, put_right


def make_private(folder: Path) -> None:
    """Make the folder, with those above it, when it is missing, and keep it private. Raises OSError when it cannot."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keep_private(folder.resolve())


def keep_private(*paths: Path) -> None:
    """Take from other users of the machine what they may do with these files and folders; links are not followed.

    What belongs to someone else, and a file system without modes, stays as it is. Windows keeps the user's folders to
    the user anyway.
    """
    if sys.platform == "win32":
        return
    for path in paths:
        with suppress(OSError):
            found = path.lstat()
            # A folder with the sticky bit, such as /tmp, is everyone's, whoever owns it.
            if found.st_uid != os.getuid() or stat.S_ISLNK(found.st_mode) or found.st_mode & stat.S_ISVTX:
                continue
            # Bits are only taken away: what the user made read only stays read only.
            wanted = stat.S_IMODE(found.st_mode) & (0o700 if stat.S_ISDIR(found.st_mode) else 0o600)
            if wanted != stat.S_IMODE(found.st_mode):
                path.chmod(wanted)


def keep_all_private(folder: Path) -> None:
    """Keep a folder that the program made private, with everything in it."""
    keep_private(folder, *folder.rglob("*"))


def is_private(folder: Path) -> bool:
    """Whether `folder` is a folder, no link, of this user, that no other user can look or write into."""
    if sys.platform == "win32":
        return folder.is_dir()
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


@contextmanager
def write_whole(path: Path, *, private: bool = False) -> Iterator[Path]:
    """Give a temporary path to write to; on success it takes the place of `path`, on error it vanishes.

    The body creates and closes the temporary file; it has the suffix of `path`. What stood at `path` stays as it was
    until the new file is complete and on the disk. What a killed run left half in that folder is put right before.
    Raises `Trouble` for every `OSError`, in the body too. A private file, for the data folder, is readable by the user
    alone from its first byte; any other gets the modes of the house.
    """
    with _written([path], private=private, data=None) as (temporary,):
        yield temporary


@contextmanager
def write_together(paths: Sequence[Path], *, data: Path | None = None) -> Iterator[tuple[Path, ...]]:
    """Give temporary paths for several files of one folder, which take their places all together or not at all.

    `data` is the folder of the data, which remembers the run until it has ended. For the rest as `write_whole`.
    """
    with _written(paths, private=False, data=data) as temporaries:
        yield temporaries


@contextmanager
def _written(paths: Sequence[Path], *, private: bool, data: Path | None) -> Iterator[tuple[Path, ...]]:
    at = paths[0]
    try:
        put_right(at.parent)
        staging = Staging(at.parent, [path.name for path in paths], private=private, data=data)
        try:
            yield staging.paths
            at = staging.at
            staging.switch()
        finally:
            at = staging.at
            staging.close()
    except OSError as error:
        raise file_trouble(at, error) from error


def move_aside(path: Path) -> Path:
    """Rename `path` to a name with the time in it, in the same folder, and return the new path.

    No file is ever overwritten. Raises `Trouble` when the file cannot be renamed.
    """
    aside = free_name(path)
    try:
        path.rename(aside)
    except OSError as error:
        raise file_trouble(path, error) from error
    return aside


def file_trouble(path: Path, error: OSError) -> Trouble:
    """Say in Chinese why the file or folder `path` could not be written, and what to do about it."""
    reason, way_out = _explain(path, error)
    return Trouble(f"“{path.name}”没有写成：{reason}。", way_out)


def _explain(path: Path, error: OSError) -> tuple[str, str]:
    if isinstance(error, PermissionError):
        # Windows reports a file that Excel or WPS holds open in the same words as one without permission.
        if path.exists():
            return "它正被别的程序（如 Excel、WPS）打开，或者是只读的", "请关闭打开它的程序后重试，或者换一个文件名。"
        return f"没有权限写入文件夹“{path.parent}”", "请换一个文件夹，例如“文档”。"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "磁盘空间不足", "请清理磁盘腾出空间后重试，或者换一个磁盘。"
        case errno.EROFS:
            return "磁盘是只读的", "请关闭磁盘的写保护，或者换一个磁盘。"
        case errno.ENOENT | errno.ENOTDIR:
            return f"找不到文件夹“{path.parent}”", "请确认文件夹还在、U 盘没有拔出，或者换一个文件夹。"
        case errno.EEXIST | errno.EISDIR:
            return "已经有同名的文件或文件夹占着这个位置", "请换一个名称，或者先把占着位置的文件改名。"
        case errno.ENAMETOOLONG | errno.EINVAL:
            return "名称太长，或者含有不能用的字符", "请换一个短一些、不带特殊符号的名称。"
        case number:
            return f"读写磁盘时出错（系统错误 {number}）", "请检查磁盘或 U 盘是否正常后重试，或者换一个磁盘。"
