"""The written files read back from the disk, and held against what a published file has to be (B05, B10, N07, O…)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.provenance import Source
from forms.document.reporter import Reporter
from forms.form.model import Level
from forms.readers import Grid, read
from forms.readers.leftovers import Leftovers, leftovers
from forms.signing.state_name import state_of
from forms.write.packet.verify_pdf import open_pdf, pdf_faults
from forms.write.page.layout import Picture, pictures
from forms.write.page.products import Product
from models.errors import Trouble
from models.money import in_unit

_NAME = re.compile(r"[一-鿿]")
_LISTED = 5


def verify(document: Document, paths: Iterable[Path], product: Product = Product.PUBLIC) -> tuple[Finding, ...]:
    """What is wrong with the files that an export of the document as this product wrote; nothing when all is right."""
    reporter = Reporter(document)
    carried = {path: None if path.suffix == ".pdf" else leftovers(path) for path in paths}
    found = [finding for path, left in carried.items() for finding in _file(reporter, path, left, product)]
    return (*found, *_one_state(reporter, carried))


def left_over(document: Document, paths: Iterable[Path]) -> tuple[Finding, ...]:
    """What files made elsewhere would publish along with their content (N07).

    They may be working copies still, so nothing is an error; a name in the properties is a hint.
    """
    reporter = Reporter(document)
    return tuple(finding for path in paths for finding in _left_over(reporter, path, leftovers(path), "W"))


def _file(reporter: Reporter, path: Path, left: Leftovers | None, product: Product) -> Iterator[Finding]:
    if left is None:
        for rule, message in pdf_faults(reporter.document, path, product):
            yield _at(reporter, rule, path, message)
        return
    yield from _left_over(reporter, path, left, None)
    if path.suffix == ".xlsx":
        yield from _numbers(reporter, path)


def _left_over(reporter: Reporter, path: Path, left: Leftovers, level: Level | None) -> Iterator[Finding]:
    unit = reporter.document.head.unit.name
    counted = ((left.comments, "处批注"), (left.revisions, "处没有接受的修订"), (left.links, "个指向其他工作簿的链接"))
    for count, what in counted:
        if count:
            yield _at(reporter, "N07", path, f"里有{count}{what}，公布后人人都能看到。", level)
    for sheet in left.hidden_sheets:
        finding = _at(reporter, "N07", path, f"里的工作表“{sheet}”是隐藏的，公布后人人都能打开。", level)
        yield replace(finding, source=Source(path.name, sheet, ""), quote=sheet)
    if left.bookmarks and level is None:
        yield _at(reporter, "N07", path, f"里有{len(left.bookmarks)}个书签不是目录用的。", level)
    for person in left.persons:
        if person not in (unit, "") and _NAME.search(person):
            finding = _at(reporter, "N07", path, f"的文件属性里留有名字“{person}”。", "H" if level else None)
            yield replace(finding, quote=person)


def _numbers(reporter: Reporter, path: Path) -> Iterator[Finding]:
    """Every amount stands on its sheet as a number, and as the number it is."""
    from openpyxl.utils import get_column_letter

    from forms.write.workbook.workbook import sheet_name

    try:
        blocks = read(path).blocks
    except Trouble:
        yield _at(reporter, "O06", path, "读不回来。")
        return
    sheets = {grid.name: grid.cells for grid in blocks if isinstance(grid, Grid)}
    wrong = [
        (name, f"{get_column_letter(column)}{row}")
        for picture in pictures(reporter.document)
        for name in [sheet_name(picture.title)]
        for row, column, amount in _amounts(picture, reporter.edition.tables[picture.id].unit)
        if (cell := sheets.get(name, {}).get((row, column))) is None or cell.number != amount
    ]
    if wrong:
        places = "、".join(f"{sheet} {cell}" for sheet, cell in wrong[:_LISTED])
        finding = _at(reporter, "O06", path, f"有{len(wrong)}格不是应有的数字：{places}。")
        yield replace(finding, source=Source(path.name, *wrong[0]))


def _amounts(picture: Picture, unit: str) -> Iterator[tuple[int, int, Decimal]]:
    """Where the amounts of a table stand on its sheet, and what they are in its unit."""
    from forms.write.workbook.workbook import first_row

    for row, cells in enumerate(picture.rows, start=first_row(picture)):
        for column, cell in enumerate(cells, start=1):
            if cell.fen is not None:
                yield row, column, in_unit(cell.fen, unit)


def _one_state(reporter: Reporter, carried: Mapping[Path, Leftovers | None]) -> Iterator[Finding]:
    """Every file carries the name of the state it was made from."""
    expected = state_of(reporter.document).sha256
    for path, left in carried.items():
        found = _keywords(path) if left is None else left.keywords
        if found != expected:
            message = f"不是由现在的数据导出的，里面记的状态是“{found or '空白'}”，现在的数据是“{expected}”。"
            yield replace(_at(reporter, "B10", path, message), found=found, expected=expected)


def _keywords(path: Path) -> str:
    pdf = open_pdf(path)
    if pdf is None:
        return ""
    with pdf:
        return str(pdf.get_metadata_value("Keywords"))


def _at(reporter: Reporter, rule: str, path: Path, message: str, level: Level | None = None) -> Finding:
    """A finding about a file as a whole; the message begins with its name."""
    finding = reporter.whole(rule, f"“{path.name}”{message}", level=level)
    return replace(finding, source=Source(path.name, "", ""))
