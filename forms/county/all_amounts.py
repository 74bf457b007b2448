"""Every cell of every table of a county in one CSV, a line each, so that others can analyse it."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from forms.document.document import Document
from forms.write.packet.publish import inert
from forms.write.page.plain_data import document_data
from models.files import write_whole

HEADS = (
    *("单位编码", "单位名称", "年度", "类型", "表样", "状态", "表", "表名", "计量单位"),
    *("行", "科目编码", "行名称", "级次", "栏", "栏名", "内容"),
)
"""One line is a cell: 单位 × 表 × 行 × 栏. 行 and 栏 are the keys of `dump`; 内容 is an amount in 计量单位, or text."""
_AMOUNT = re.compile(r"-?\d+(\.\d+)?")
_ENCODING = "utf-8-sig"
"""With the mark by which spreadsheets know UTF-8."""


def write_amounts(document: Document, path: Path) -> None:
    """Write the cells of one disclosure. Raises Trouble when the file cannot be written."""
    with write_whole(path) as temporary, temporary.open("w", encoding=_ENCODING, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADS)
        writer.writerows(_cells(document))


def join_amounts(parts: Iterable[Path], path: Path) -> None:
    """Put the cells of all disclosures into one file, in the order given. Raises Trouble when it cannot be written."""
    with write_whole(path) as temporary, temporary.open("w", encoding=_ENCODING, newline="") as file:
        csv.writer(file).writerow(HEADS)
        for part in parts:
            with part.open(encoding=_ENCODING, newline="") as cells:
                next(cells, None)
                shutil.copyfileobj(cells, file)


def _cells(document: Document) -> Iterator[tuple[str, ...]]:
    data = document_data(document)
    unit = data["unit"]
    head = (unit["code"], inert(unit["name"]), str(data["year"]), data["kind"], data["edition"], data["state"])
    for table in data["tables"]:
        titles = {column["id"]: " ".join(filter(None, column["path"])) for column in table["columns"]}
        amounts = {one.id for one in document.edition.tables[table["id"]].columns if one.kind == "money"}
        about = (table["id"], table["title"], table["unit"])
        for row in table["rows"]:
            place = (row["key"], row["code"] or "", inert(row["label"]), str(row["level"] or ""))
            for column, text in row["cells"].items():
                # A negative amount is a number; what else begins so might be taken for a formula.
                shown = text if column in amounts and _AMOUNT.fullmatch(text) else inert(text)
                yield (*head, *about, *place, column, titles.get(column, ""), shown)
