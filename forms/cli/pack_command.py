"""The commands of packs: list, check, show, diff, new, install."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from forms.cli.tools import Told, Tools
from forms.form.load import installed, pack, refused
from forms.form.pack import FILE
from forms.form.resources import default_folder
from models.errors import Trouble

if TYPE_CHECKING:
    from forms.packing.differences import FormDifference

_LEVELS = {"E": "错误", "W": "警告"}


def list_packs(_options: argparse.Namespace) -> Told:
    """The packs there are, and those that cannot be used."""
    packs = [pack(name) for name in installed()]
    data = {
        "packs": [
            {"id": one.id, "title": one.title, "version": one.version, "base": one.base.id if one.base else None}
            | {"years": list(one.years)}
            for one in packs
        ],
        "refused": [{"id": name, "faults": [asdict(fault) for fault in faults]} for name, faults in refused().items()],
    }
    lines = [f"{one.id}  {one.title}  {one.years[0]}—{one.years[-1]}年  版本 {one.version}" for one in packs]
    lines += [f"{name}  不能用：{faults[0]}" for name, faults in refused().items()]
    return 0, data, lines


def check_pack(options: argparse.Namespace) -> Told:
    """All faults of a pack; exit 1 when there is an error."""
    from forms.packing.faults import pack_faults

    folder: Path = options.folder.resolve()
    if not folder.is_dir() or not (folder / FILE).is_file():
        raise Trouble(f"“{options.folder}”不是表样的文件夹，里面没有 {FILE}；", "请指定放着 pack.toml 的文件夹。")
    faults = pack_faults(folder)
    errors = sum(fault.level == "E" for fault in faults)
    lines = [f"{_LEVELS[fault.level]} {fault}" for fault in faults]
    lines.append(f"错误 {errors} 处，警告 {len(faults) - errors} 处。" if faults else "没有发现问题。")
    return int(errors > 0), {"faults": [asdict(fault) for fault in faults]}, lines


def show_pack(options: argparse.Namespace) -> Told:
    """The empty form."""
    from forms.packing.show import show

    _require(options.name)
    paths = show(options.name, options.year, options.out)
    return 0, {"files": [str(path) for path in paths]}, [f"已写出 {path}" for path in paths]


def diff_packs(options: argparse.Namespace) -> Told:
    """What the second form changes of the first."""
    from forms.packing.differences import both_named, form_differences

    old, new = both_named(options.old, options.new)
    found = form_differences(options.old, options.new)
    lines = list(_differences(found))
    lines.append(f"“{old.id}”与“{new.id}”共有{len(found)}处不同；只是年度、序号不同的没有列出。")
    return 0, {"old": old.id, "new": new.id, "differences": [asdict(one) for one in found]}, lines


def _differences(found: Iterable[FormDifference]) -> Iterator[str]:
    """The differences, a line each; the same one at several places is told once."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        words, _, name = one.place.rpartition(" ")
        alike.setdefault((one.kind, words, one.value, one.old, one.new), []).append(name)
    for (kind, words, value, old, new), names in alike.items():
        place = " ".join(filter(None, (kind and f"（{kind}预算）", words, "、".join(names), value)))
        yield f"{place}：{old} → {new}"


def new_pack(options: argparse.Namespace) -> Told:
    """A first draft from a real workbook."""
    from forms.packing.start import start

    year = options.year or datetime.date.today().year
    folder = options.out / options.name
    named = dict(_named_sheet(text) for text in options.table)
    drafts = start(options.workbook, folder, year, named)
    lines = [
        f"{one.sheet}：{one.table}（{one.why}{'' if one.is_sure else '，请核对'}），"
        f"列认得{one.columns[0]}个、不认得{one.columns[1]}个，行不认得{one.lines[1]}个"
        if one.table
        else f"{one.sheet}：没有认出是哪张表；{one.why}"
        for one in drafts
    ]
    lines.append(f"已写入 {folder}；认错的、没认出的，用 --table 写明再起草；用 pack check 检查，补上不认识的列和行。")
    return 0, {"folder": str(folder), "sheets": [asdict(one) for one in drafts]}, lines


def _named_sheet(text: str) -> tuple[str, str]:
    """预算01表=T1 as sheet and table; raises Trouble for another text."""
    sheet, sign, table = text.rpartition("=")
    if not sign or not sheet.strip() or not table.strip():
        raise Trouble(f"“{text}”里缺工作表或者表；", "请写成 --table 工作表=表的编号，都不是的写 --table 工作表=无。")
    return sheet.strip(), table.strip()


def install_pack(options: argparse.Namespace) -> Told:
    """A pack put into the data folder."""
    from forms.packing.install import install

    done = install(options.file, options.data or default_folder())
    data = {**asdict(done), "folder": str(done.folder)}
    return 0, data, [f"已安装表样“{done.title}”（{done.id}，版本 {done.version}）。"]


def _require(name: str) -> None:
    if name not in installed():
        raise Trouble(f"没有装名为“{name}”的表样；", f"目前装有 {'、'.join(installed())}。")


def add_commands(tools: Tools) -> None:
    """`pack` and what can be done with packs."""
    packs = tools.group("pack", "表样：列出、检查、写出空表、对照、起草、安装")
    packs.add("list", "列出装有的表样", list_packs)
    packs.add("check", "检查一个表样的文件夹", check_pack, "folder:文件夹")
    showing = packs.add("show", "写出空表，供与正式的表样对照", show_pack, "name:表样")
    showing.add_argument("--year", type=int, metavar="年度", help="哪一年的，默认最新的")
    showing.add_argument("--out", type=Path, required=True, metavar="文件夹", help="存放的文件夹")
    packs.add("diff", "对照两个表样，列出全部不同", diff_packs, "old:表样", "new:表样")
    beginning = packs.add("new", "由一个真实的工作簿起草表样", new_pack, "name:名称")
    beginning.add_argument("--from", dest="workbook", type=Path, required=True, metavar="工作簿", help="填好的工作簿")
    beginning.add_argument("--year", type=int, metavar="年度", help="表样的年度，默认今年")
    told = "写明一张工作表是哪张表（都不是的写 无），可以写几次"
    beginning.add_argument("--table", action="append", default=[], metavar="工作表=表", help=told)
    beginning.add_argument("--out", type=Path, required=True, metavar="文件夹", help="新表样的文件夹")
    packs.add("install", "安装一个表样（压缩包）", install_pack, "file:文件")
