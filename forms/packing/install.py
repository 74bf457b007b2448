"""A pack that comes as one file: opened, checked whole, and put beside those of the program, or refused in words."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from forms.form.declared import BadDeclaration
from forms.form.load import PACKS, VERSIONS, use_folder
from forms.form.pack import FILE, Pack
from forms.form.resources import PACKS_OF_OFFICE
from forms.office.kept_packs import keep_pack
from forms.packing.faults import pack_faults
from models.errors import Trouble
from models.files import file_trouble, keep_all_private, make_private
from models.staging import free_name

MAX_BYTES = 8 * 1024 * 1024
MAX_FILES = 400


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that was put in its place; `sha256` is that of the file it came in."""

    id: str
    title: str
    version: str
    folder: Path
    sha256: str


def install(file: Path, data: Path) -> Installed:
    """Put the pack in this file (a .zip, or a folder) into the data folder.

    One of that name that is there already is kept under its version, for what was signed with it. Raises Trouble when
    the file cannot be read, is no pack, has a fault, would take the place of one that comes with the program, or
    declares something else under the version that is there.
    """
    with tempfile.TemporaryDirectory(prefix="pack-") as temporary:
        folder = _opened(file, Path(temporary))
        if (PACKS / folder.name).exists():
            raise Trouble(f"“{folder.name}”是程序自带的表样，不能替换；", "请换一个文件夹名称再安装。")
        errors = [fault for fault in pack_faults(folder) if fault.level == "E"]
        if errors:
            shown = "；".join(map(str, errors[:3]))
            raise Trouble(f"这个表样有{len(errors)}处错误，没有安装：{shown}。", "请编写的人改正后再安装。")
        pack = Pack(folder)
        if not pack.years:
            raise Trouble(f"“{pack.title}”没有写明有哪些年度（years），没有安装。", "请编写的人补上后再安装。")
        target = data / PACKS_OF_OFFICE / folder.name
        try:
            make_private(data)
            make_private(target.parent)
            if target.exists():
                _give_way(data, target, pack)
            shutil.copytree(folder, target)
            keep_all_private(target)
        except OSError as error:
            raise file_trouble(target, error) from error
    use_folder(target.parent)
    content = file.read_bytes() if file.is_file() else b""
    return Installed(pack.id, pack.title, pack.version, target, hashlib.sha256(content).hexdigest())


def _give_way(data: Path, old: Path, new: Pack) -> None:
    """Keep the pack that is there under its version, and make room for the new one."""
    try:
        there = Pack(old)
    except BadDeclaration:
        # What cannot be used was signed by nobody; it is not thrown away.
        aside = data / PACKS_OF_OFFICE / VERSIONS
        make_private(aside)
        old.rename(free_name(aside / old.name))
        return
    if there.version == new.version and _content(old) != _content(new.folders[-1]):
        raise Trouble(
            f"“{new.title}”第{new.version}版已经装有，这个文件写的也是第{new.version}版，内容却不同，没有安装；",
            "请编写的人改写版本号（version）后再安装。",
        )
    keep_pack(data, there.folders, there.version)
    shutil.rmtree(old)


def _content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.toml"))}


def _opened(file: Path, temporary: Path) -> Path:
    """The folder of the pack: the one given, or what the zip holds, unpacked; nothing is written outside it."""
    if file.is_dir():
        if not (file / FILE).is_file():
            raise Trouble(f"文件夹“{file.name}”里没有 {FILE}，不是表样；", "请选择表样的文件夹或压缩包。")
        return Path(shutil.copytree(file, temporary / file.name))
    try:
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_BYTES:
                raise Trouble(f"“{file.name}”太大，不像是表样；", "请选择只含一个表样的压缩包。")
            heads = [PurePosixPath(member.filename) for member in members if member.filename.endswith(FILE)]
            if len(heads) != 1:
                raise Trouble(f"“{file.name}”里没有（或者不止一个）{FILE}，不是表样；", "请选择只含一个表样的压缩包。")
            top = heads[0].parent
            name = top.name or file.stem
            for member in members:
                path = PurePosixPath(member.filename)
                if path.suffix == ".toml" and path.is_relative_to(top) and ".." not in path.parts:
                    target = temporary / name / path.relative_to(top)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(archive.read(member))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise Trouble(f"“{file.name}”打不开，不是完好的压缩包；", "请重新拷贝一份再安装。") from error
    return temporary / name
