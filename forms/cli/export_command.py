"""The command export: a disclosure as files. It loads neither the checks nor, for one kind of file, the others."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from forms.cli.targets import add_reading, opened
from forms.cli.tools import Told, Tools
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, Finding
from forms.form.resources import default_folder
from forms.signing.state_name import state_of
from forms.write.packet.faces import faces_used, unprintable
from forms.write.packet.package import export
from forms.write.packet.verify import verify
from forms.write.page.products import Product, day_of, mark_of


def add_commands(tools: Tools) -> None:
    """The command of this module."""
    exporting = tools.add("export", "导出 Excel、PDF 和 Word", export_one, "targets:文件或编号…")
    add_reading(exporting)
    exporting.add_argument("--out", type=Path, required=True, metavar="文件夹", help="存放的文件夹")
    exporting.add_argument("--only", choices=("xlsx", "pdf", "docx"), help="只导出一种")
    exporting.add_argument(
        "--for", dest="product", choices=[*Product], type=Product, default=Product.PUBLIC, metavar="公开|送签",
        help="公开版（默认）用于上网；送签版用于打印、签字、盖章",
    )  # fmt: skip
    exporting.add_argument(
        "--signed", dest="product", action="store_const", const=Product.SIGNING, help="送签版，与 --for 送签 相同"
    )
    exporting.add_argument("--formulas", action="store_true", help="工作簿带公式：合计等由公式算出")


def export_one(options: argparse.Namespace) -> Told:
    """One of the two products as files, read back."""
    document, _ = opened(options)
    formats = (options.only,) if options.only else ()
    product: Product = options.product
    folder = options.data or default_folder()
    paths = export(document, options.out, formats=formats, product=product, data=folder, with_formulas=options.formulas)
    faults = verify(document, paths, product)
    mark = mark_of(document, product)
    lines = [f"已导出{product.words} {path}" for path in paths]
    lines += [f"{LEVEL_WORDS[fault.level]} {fault.rule} {fault.sentence}" for fault in faults]
    if any(path.suffix == ".pdf" for path in paths):
        lines += filter(None, (faces_used(document, product), unprintable(document)))
    if mark:
        lines.append(f"还没有定稿，导出的文件标注了“{mark}”。")
    if day_of(document) is None:
        lines.append("还没有填写批复日期和公开日期，封面没有印年月。")
    data = {
        "files": [str(path) for path in paths],
        "for": product,
        "draft": bool(mark),
        "mark": mark,
        "faults": _told(faults, document),
        "state": asdict(state_of(document)),
    }
    return 0, data, lines


def _told(faults: Sequence[Finding], document: Document) -> list[dict[str, Any]]:
    if not faults:
        return []
    from forms.write.reports.found_data import finding_data

    return [finding_data(fault, document.edition) for fault in faults]
