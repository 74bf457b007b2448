"""The commands by which a disclosure leaves the office: publish, packet save, packet open."""

from __future__ import annotations

import argparse
from pathlib import Path

from forms.check.readiness import Hindered
from forms.cli.tools import Told, Tools, office_of
from forms.document.finding import LEVEL_WORDS
from forms.form.resources import default_folder
from forms.office.packet_file import open_packet, save_packet
from forms.signing.state_name import state_of
from forms.write.packet.publish import Doubtful, publish
from forms.write.page.plain_data import head_data
from forms.write.page.products import Product, mark_of
from forms.write.reports import found_data
from models.errors import Trouble


def publish_package(options: argparse.Namespace) -> Told:
    """The public package as folder and zip; exit 1 with the findings that stand in the way."""
    with office_of(options, to_read=True) as office:
        document = office.open_disclosure(options.id)
        try:
            folder = options.data or default_folder()
            done = publish(document, options.out, data=folder, doubts=not options.secrecy_checked)
        except Doubtful as doubt:
            raise Trouble(doubt.sentence, f"{doubt.way_out}能公开的，加上 --secrecy-checked 再写。") from doubt
        except Hindered as hindered:
            told = [found_data.finding_data(finding, document.edition) for finding in hindered.findings]
            lines = [f"{LEVEL_WORDS[f.level]} {f.rule} {f.sentence}" for f in hindered.findings]
            return 1, {**head_data(document.head), "findings": told}, [hindered.sentence, *lines]
    mark = mark_of(document, Product.PUBLIC)
    lines = [f"已写成公开包 {done.folder}", f"压缩包 {done.package}"]
    lines += [f"还没有定稿，文件标注了“{mark}”。"] if mark else []
    data = {
        "folder": str(done.folder),
        "zip": str(done.package),
        "files": [{"name": name, "sha256": digest} for name, digest in done.files],
        "mark": mark,
    }
    return 0, data, lines


def save(options: argparse.Namespace) -> Told:
    """A disclosure with its history as one file."""
    with office_of(options, to_read=True) as office:
        path = save_packet(office, options.id, options.out)
    return 0, {"file": str(path)}, [f"已保存 {path}"]


def take(options: argparse.Namespace) -> Told:
    """The disclosure of a packet file, verified whole and taken over with its history."""
    with office_of(options) as office:
        document = open_packet(office, options.file)
    name = state_of(document)
    data = {**head_data(document.head), "code": name.code, "sha256": name.sha256}
    return 0, data, [f"已打开 {document.head.id}，核对码 {name.code}。"]


def add_commands(tools: Tools) -> None:
    """The commands of this module."""
    publishing = tools.add("publish", "写出公开包：文件夹和压缩包", publish_package, "id:编号")
    publishing.add_argument("--out", type=Path, required=True, metavar="文件夹", help="存放的文件夹")
    publishing.add_argument("--secrecy-checked", action="store_true", help="内容里写着“涉密”的项目已经核对过，可以公开")
    packets = tools.group("packet", "资料包：一份资料连同操作记录存成一个文件，拿到别处打开")
    saving = packets.add("save", "保存资料包", save, "id:编号")
    saving.add_argument("--out", type=Path, required=True, metavar="文件", help="资料包文件，.ysgk")
    packets.add("open", "打开资料包", take, "file:文件")
