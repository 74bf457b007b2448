"""The commands that keep the data safe: backup list, make, restore; doctor; catalogue take."""

from __future__ import annotations

import argparse
from pathlib import Path

from forms.bureau.codes_learned import KIND_WORDS, Learned, learn, save_list
from forms.cli.tools import Told, Tools, office_of
from forms.form.catalogue import TITLES
from forms.form.load import edition_of, pack
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


def learn_catalogue(options: argparse.Namespace) -> Told:
    """What workbooks of the budget system teach of the codes of a year; with --out as a list that can be taken."""
    from forms.readers import read

    form = options.pack or pack().id
    if options.year not in pack(form).years:
        raise Trouble(f"“{form}”没有{options.year}年的表样；", f"有{'、'.join(map(str, pack(form).years))}年的。")
    with office_of(options, to_read=True) as office:
        found = learn([read(file) for file in options.files], options.year, form, office.own_catalogues)
    sure = [one for one in found.learned if not one.is_doubtful]
    lines = [_learned_words(one) for one in found.learned]
    words = "，".join(f"{word}{found.counts[kind]}个" for kind, word in KIND_WORDS.items())
    lines.append(f"{words}；与科目表相同{found.known}个，不像科目没有采用{len(found.left)}处。")
    lines += [found.caution] if found.caution else []
    if options.out:
        path = save_list(sure, options.out)
        lines.append(f"已写成 {path}，看过以后用 catalogue take 载入；请核对的没有写进去。")
    data = {
        "year": options.year,
        "counts": found.counts,
        "learned": [_learned_data(one) for one in found.learned],
        "unproved": [_learned_data(one) for one in found.unproved],
        "left": [{"file": at.file, "sheet": at.sheet, "cell": at.cell, "text": text} for at, text in found.left],
        "file": str(path) if options.out else None,
    }
    return 0, data, lines


def _learned_words(one: Learned) -> str:
    before = f"，科目表为“{one.before}”" if one.before and one.before != one.name else ""
    heir = f"，改用{one.successor}" if one.successor else ""
    others = f"，也写作{'、'.join(f'“{name}”' for name in one.other_names)}" if one.other_names else ""
    doubt = "，请核对" if one.is_doubtful else ""
    return f"{KIND_WORDS[one.kind]} {one.code} {one.name}（{one.units}个单位使用{before}{heir}{others}{doubt}）"


def _learned_data(one: Learned) -> dict[str, object]:
    at = one.source
    return {
        "catalogue": one.catalogue,
        "code": one.code,
        "name": one.name,
        "kind": one.kind,
        "before": one.before or None,
        "units": one.units,
        "other_names": list(one.other_names),
        "successor": one.successor or None,
        "doubtful": one.is_doubtful,
        "source": {"file": at.file, "sheet": at.sheet, "cell": at.cell} if at else None,
    }


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
    learning = lists.add("learn", "从一体化系统导出的工作簿学科目，看过再载入", learn_catalogue, "files:文件…")
    learning.add_argument("--year", type=int, required=True, metavar="年度", help="哪一年的科目")
    learning.add_argument("--pack", default="", metavar="表样", help="哪里的表样")
    learning.add_argument("--out", type=Path, metavar="文件", help="写成科目表文件，.csv，可以给别的县载入")


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
