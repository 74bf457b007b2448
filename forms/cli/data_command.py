"""The commands that keep the data safe: backup list, make, restore; doctor; catalogue take."""

from __future__ import annotations

import argparse
from pathlib import Path

from forms.cli.tools import Told, Tools, office_of
from forms.form.catalogue import TITLES
from forms.form.load import edition_of
from forms.form.resources import default_folder
from models.backup import BACKUP_FOLDER, Backup, described, restore
from models.database import Damaged
from models.errors import Trouble


def list_backups(options: argparse.Namespace) -> Told:
    """The backups with what they hold; the data may be open in a window meanwhile."""
    found = described(_folder(options))
    lines = [
        f"{one.at:%Y-%m-%d %H:%M:%S}  {one.why.words}  {f'{len(one.holds)}份公开资料' if one.sound else '已损坏'}  "
        f"{one.path.name}"
        for one in found
    ]
    return 0, {"backups": [_data(one) for one in found]}, lines or ["还没有备份。"]


def make_backup(options: argparse.Namespace) -> Told:
    """A backup at once."""
    with office_of(options) as office:
        path = office.backup_now(options.name)
    return 0, {"backups": [_data(one) for one in described(_folder(options)) if one.path == path]}, [f"已备份到 {path}"]


def restore_backup(options: argparse.Namespace) -> Told:
    """A backup in the place of the data, which are kept under another name."""
    folder, file = _folder(options), options.file
    if not file.is_file():
        file = folder / BACKUP_FOLDER / file.name
    if not file.is_file():
        raise Trouble(f"没有“{options.file}”这份备份；", "用 backup list 可以列出有哪些。")
    aside = restore(folder, file)
    lines = [f"已用“{file.name}”恢复。", *([f"原来的数据改名保留为 {aside}"] if aside else [])]
    return 0, {"file": str(file), "kept": str(aside) if aside else None}, lines


def examine(options: argparse.Namespace) -> Told:
    """Everything that is wrong with the stored data; exit 1 when there is something."""
    try:
        with office_of(options, to_read=True) as office:
            faults = list(office.faults())
            heads = [] if faults else [listed.head for listed in office.listed()]
    except Damaged as damaged:
        faults, heads = [str(damaged)], []
    for head in heads:
        try:
            edition_of(head)
        except Trouble as trouble:
            faults.append(str(trouble))
    return int(bool(faults)), {"sound": not faults, "faults": faults}, faults or ["数据完好。"]


def take_catalogue(options: argparse.Namespace) -> Told:
    """An office's own list of codes, laid over that of the year."""
    with office_of(options) as office:
        taken = office.take_catalogues(options.year, options.file)
    lines = [f"已载入{options.year}年{TITLES[kind]}科目{number}个。" for kind, number in taken.items()]
    return 0, {"year": options.year, "taken": taken}, lines


def add_commands(tools: Tools) -> None:
    """`backup`, `doctor` and `catalogue` with what can be done with them."""
    kept = tools.group("backup", "备份：列出、建立、恢复")
    kept.add("list", "列出备份", list_backups)
    making = kept.add("make", "马上建立一份备份", make_backup)
    making.add_argument("--name", default="", metavar="名称", help="给这个存档点起的名字")
    kept.add("restore", "用一份备份恢复，现有的数据改名保留", restore_backup, "file:文件")
    tools.add("doctor", "检查存下的数据和备份是否完好", examine)
    lists = tools.group("catalogue", "科目表：载入单位自己的")
    taking = lists.add("take", "载入一份科目表，盖在随程序的上面", take_catalogue, "file:文件")
    taking.add_argument("--year", type=int, required=True, metavar="年度", help="哪一年的科目表")


def _folder(options: argparse.Namespace) -> Path:
    folder: Path = options.data or default_folder()
    return folder


def _data(backup: Backup) -> dict[str, object]:
    return {
        "file": str(backup.path),
        "at": backup.at.isoformat(),
        "why": backup.why.words,
        "name": backup.name,
        "disclosures": len(backup.holds),
        "sound": backup.sound,
    }
