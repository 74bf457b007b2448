"""The differences of two disclosures as a PDF and as a workbook; texts with what is gone struck out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from forms.compare.compare import PART_WORDS, Difference, Run
from forms.document.document import Document
from forms.form.ordinals import ordinal
from forms.write.page.archives import save_workbook
from forms.write.page.flow import Heading, Part, TablePart, TextParagraph, TextTitle
from forms.write.page.folders import make_folder, named, safe_name, untaken
from forms.write.page.layout import Picture
from forms.write.reports.main_points import amounts, by_amount, is_amount, largest, numbers, others
from forms.write.reports.marked_text import marked_pages
from forms.write.reports.plain_report import write_report, write_sheet
from forms.write.workbook.cells_and_print import (
    HEI,
    LINE_HEIGHT,
    TITLE_HEIGHT,
    draw_frame,
    line_count,
    prepare_printing,
    put,
)
from models.files import write_together
from models.money import in_unit

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HeadLines = tuple[str, str, str]
_TITLE = "预算公开资料对照表"
_SAME = "两份资料没有差别。"
_CAPTIONS = ("序号", "类别", "所在", "内容", "原来", "现在", "增减", "逐字对照")
_WIDTHS = (6.0, 7.0, 30.0, 34.0, 13.0, 13.0, 12.0, 70.0)
_HIGHEST = 409.0  # what Excel allows


def write_blackline(
    old: Document,
    new: Document,
    differences: Sequence[Difference],
    folder: Path,
    *,
    made: date,
    names: tuple[str, str] | None = None,
) -> tuple[Path, ...]:
    """Write the list as PDF and as workbook into `folder`, which is made if missing, and return the two files.

    They are named after the unit and both years; what already has that name stays, and these get a number.
    `names` is what two states of one disclosure are called; without it the two are called by their years.
    Raises Trouble when a file cannot be written.
    """
    make_folder(folder)
    heads = _head_lines(old, new, names)
    states = f"（{'与'.join(map(safe_name, names))}）" if names else ""
    paths = untaken(folder, named(new, f"{_TITLE}{states}", old.head.year), (".pdf", ".xlsx"))
    with write_together(paths) as (pdf, book):
        _write_pdf(heads, differences, pdf, made)
        _write_workbook(heads, differences, book, made)
    return paths


def _head_lines(old: Document, new: Document, names: tuple[str, str] | None) -> _HeadLines:
    """The unit, the two disclosures, the unit of money."""
    words = [f"{document.head.year}年{document.head.kind}预算" for document in (old, new)]
    compared = " → ".join(words) if names is None else f"{words[1]}　{' → '.join(names)}"
    return new.head.unit.name, compared, "单位：万元"


# PDF


def _write_pdf(heads: _HeadLines, differences: Sequence[Difference], path: Path, made: date) -> None:
    texts = [one for one in differences if one.runs]
    behind = marked_pages(texts) if texts else []
    write_report(path, f"{heads[0]}{_TITLE}", heads[0], "", made, list(_parts(heads, differences)), heads[1], behind)


def _parts(heads: _HeadLines, differences: Sequence[Difference]) -> Iterator[Part]:
    """One page of 要点, then the amounts and the other entries; the texts follow on pages of their own."""
    yield TextTitle(f"{heads[0]}{_TITLE}")
    yield TextParagraph(heads[1])
    if not differences:
        yield TextParagraph(_SAME)
        return
    yield from _headed("一、有多少处不同", numbers(differences))
    if by_amount(differences):
        yield from _headed("二、变动最大的金额（万元）", largest(differences))
    fixed = [one for one in differences if not one.runs]
    tables = [
        ("金额（万元）", amounts("金额", filter(is_amount, fixed))),
        ("其他内容", others("其他内容", (one for one in fixed if not is_amount(one)))),
    ]
    shown = [(heading, table) for heading, table in tables if table.rows]
    if shown:
        yield TextTitle("明细")
    for number, (heading, table) in enumerate(shown, start=1):
        yield from _headed(f"{ordinal(number)}、{heading}", table)


def _headed(heading: str, table: Picture) -> Iterator[Part]:
    yield Heading(heading)
    yield TablePart(table._replace(title=""), own_page=False)


# Workbook


def _write_workbook(head_lines: _HeadLines, differences: Sequence[Difference], path: Path, made: date) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.properties.creator = head_lines[0]
    book.properties.title = _TITLE
    book.remove(book.active)
    for picture in (numbers(differences), largest(differences)) if differences else ():
        write_sheet(book, picture)
    sheet: Worksheet = book.create_sheet(_TITLE)
    for number, wide in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = wide
    last = len(_CAPTIONS)
    put(sheet, 1, 1, last, _TITLE, "center", size=16, face=HEI)
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    put(sheet, 2, 1, 4, head_lines[0], "left")
    put(sheet, 2, 5, last, f"{head_lines[1]}　{head_lines[2]}", "right")
    for column, caption in enumerate(_CAPTIONS, start=1):
        put(sheet, 3, column, column, caption, "center", bold=True)
    for number, one in enumerate(differences, start=1):
        _write_row(sheet, number, one)
    draw_frame(sheet, 3, 3 + len(differences), last)
    if not differences:
        put(sheet, 4, 1, last, _SAME, "left")
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"
    prepare_printing(sheet, landscape=True)
    save_workbook(book, path, datetime.combine(made, time()))


def _write_row(sheet: Worksheet, number: int, one: Difference) -> None:
    row = number + 3
    put(sheet, row, 1, 1, number, "center")
    for column, text in enumerate((PART_WORDS[one.part], one.place, one.item), start=2):
        put(sheet, row, column, column, text, "left")
    if one.runs:
        cell = put(sheet, row, 8, 8, "".join(run.text for run in one.runs), "left")
        cell.value = _rich(one.runs)
        height = LINE_HEIGHT * line_count("".join(run.text for run in one.runs), _WIDTHS[-1] - 1)
    else:
        for column, text, fen in ((5, one.old, one.old_fen), (6, one.new, one.new_fen), (7, "", one.change)):
            cell = put(sheet, row, column, column, text if fen is None else in_unit(fen), "right")
            cell.number_format = "General" if fen is None else "0.00####"
        height = LINE_HEIGHT * max(
            line_count(text, wide - 1) for text, wide in zip((one.place, one.item), _WIDTHS[2:4], strict=True)
        )
    sheet.row_dimensions[row].height = min(height + 4, _HIGHEST)


def _rich(runs: Sequence[Run]) -> object:
    """The text of a cell with what is gone struck out and what came underlined."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    styles = {
        "same": InlineFont(rFont="宋体", sz=10.5),
        "gone": InlineFont(rFont="宋体", sz=10.5, strike=True, color="FFC00000"),
        "come": InlineFont(rFont="宋体", sz=10.5, u="single", color="FF0033B3"),
    }
    return CellRichText(*(TextBlock(styles[run.kind], run.text) for run in runs))
