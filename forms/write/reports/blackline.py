"""The differences of two disclosures as a PDF and as a workbook; texts with what is gone struck out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from forms.compare.compare import PART_WORDS, Difference, Run
from forms.document.document import Document
from forms.form.model import Column
from forms.form.version import PROGRAM
from forms.write.page import fonts
from forms.write.page.archives import save_workbook
from forms.write.page.folders import make_folder
from forms.write.page.layout import Cell, Picture, head
from forms.write.page.paper import MM, PORTRAIT, Frame
from forms.write.pdf.table_pages import typeset
from forms.write.pdf.type import Pen, width, wrap
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
from models.money import Fen, in_unit, show

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from reportlab.pdfgen.canvas import Canvas

_COLOURS = {"same": (0.0, 0.0, 0.0), "gone": (0.75, 0.0, 0.0), "come": (0.0, 0.2, 0.7)}
_SIZE = 10.5  # 五号
_PITCH = 1.6 * _SIZE
_TITLE = "公开资料对照表"
_SAME = "两份资料没有差别。"
_LEGEND = "文字部分：红色删除线是原来有、现在没有的，蓝色下划线是新增的。"
_COLUMNS = (
    Column("serial", "serial", ("序号",)),
    Column("place", "text", ("所在",)),
    Column("item", "text", ("内容",)),
    Column("old", "text", ("原来",)),
    Column("new", "text", ("现在",)),
    Column("change", "money", ("增减",)),
)
_CAPTIONS = ("序号", "类别", "所在", "内容", "原来", "现在", "增减", "逐字对照")
_WIDTHS = (6.0, 7.0, 30.0, 34.0, 16.0, 16.0, 12.0, 70.0)
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

    `names` is what two states of one disclosure are called; without it the two are called by their years.
    Raises Trouble when a file cannot be written.
    """
    make_folder(folder)
    heads = _head_lines(old, new, names)
    paths = folder / f"{_TITLE}.pdf", folder / f"{_TITLE}.xlsx"
    with write_together(paths) as (pdf, book):
        _write_pdf(heads, differences, pdf, made)
        _write_workbook(heads, differences, book)
    return paths


def _head_lines(old: Document, new: Document, names: tuple[str, str] | None) -> tuple[str, str, str]:
    """The unit, the two disclosures, the unit of money."""
    words = [f"{document.head.year}年{document.head.kind}预算" for document in (old, new)]
    compared = " → ".join(words) if names is None else f"{words[1]}　{' → '.join(names)}"
    return new.head.unit.name, compared, "单位：万元"


# PDF


def _write_pdf(head_lines: tuple[str, str, str], differences: Sequence[Difference], path: Path, made: date) -> None:
    from reportlab.pdfgen.canvas import Canvas

    fonts.load("song", "title", "hei")
    canvas = Canvas(
        str(path), PORTRAIT.sheet, invariant=1, initialFontName=fonts.face("song"), lang="zh-CN", pdfVersion=(1, 4)
    )
    canvas.setTitle(_TITLE)
    canvas.setAuthor(head_lines[0])
    canvas.setProducer(PROGRAM)
    canvas.setDateFormatter(lambda *_: f"D:{made:%Y%m%d}000000+08'00'")
    table = typeset(_picture(head_lines, [one for one in differences if not one.runs], bool(differences)))
    for page in range(len(table.pages)):
        pen = Pen(canvas)
        table.draw(pen, page)
        _close(canvas, pen, table.frame)
    texts = [one for one in differences if one.runs]
    if texts:
        _TextPages(canvas).write(texts)
    canvas.save()


def _picture(head_lines: tuple[str, str, str], differences: Sequence[Difference], any_at_all: bool) -> Picture:
    rows = tuple(
        (
            Cell("serial", str(number)),
            Cell("text", one.place),
            Cell("text", one.item),
            _cell(one.old, one.old_fen),
            _cell(one.new, one.new_fen),
            Cell("money", show(one.change), one.change),
        )
        for number, one in enumerate(differences, start=1)
    )
    notes = (_LEGEND if any_at_all else _SAME,)
    return Picture("", _TITLE, head_lines, True, _COLUMNS, head(_COLUMNS), 1, (), rows, notes)


def _cell(text: str, fen: Fen | None) -> Cell:
    return Cell("text", text) if fen is None else Cell("money", text, fen)


def _close(canvas: Canvas, pen: Pen, sheet: Frame) -> None:
    canvas.setPageSize(sheet.sheet)
    number = f"— {canvas.getPageNumber()} —"
    pen.write(sheet.centre, sheet.bottom - 7 * MM, number, "song", _SIZE, "center")
    pen.finish()
    canvas.showPage()


class _TextPages:
    """Texts marked up, one under the other, over as many pages as they take."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._begin()

    def write(self, differences: Sequence[Difference]) -> None:
        """All of them, each under its place."""
        for one in differences:
            lines = list(_lines(one.runs))
            if self._y - _PITCH * min(len(lines) + 1, 3) < PORTRAIT.bottom:
                self._end()
                self._begin()
            self._pens["same"].write(PORTRAIT.left, self._y, f"{one.place}{one.item}", "hei", _SIZE)
            for line in lines:
                self._step()
                self._line(line)
            self._step(1.5)
        self._end()

    def _begin(self) -> None:
        self._pens = {kind: Pen(self._canvas) for kind in _COLOURS}
        self._rules: dict[str, list[tuple[float, float, float, float]]] = {kind: [] for kind in _COLOURS}
        self._y = PORTRAIT.top - _SIZE

    def _step(self, times: float = 1) -> None:
        self._y -= times * _PITCH
        if self._y < PORTRAIT.bottom:
            self._end()
            self._begin()

    def _line(self, runs: Sequence[Run]) -> None:
        x = PORTRAIT.left
        for run in runs:
            wide = width(run.text, "song", _SIZE)
            self._pens[run.kind].write(x, self._y, run.text, "song", _SIZE)
            height = self._y + (0.35 * _SIZE if run.kind == "gone" else -0.18 * _SIZE)
            self._rules[run.kind].append((x, height, x + wide, height))
            x += wide

    def _end(self) -> None:
        for kind, colour in _COLOURS.items():
            self._canvas.setFillColorRGB(*colour)
            self._canvas.setStrokeColorRGB(*colour)
            if kind != "same":
                self._pens[kind].rules(self._rules[kind])
                self._pens[kind].finish()
        self._canvas.setFillColorRGB(*_COLOURS["same"])
        _close(self._canvas, self._pens["same"], PORTRAIT)


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs in lines of the page."""
    waiting = list(runs)
    for line in wrap("".join(run.text for run in runs), "song", _SIZE, PORTRAIT.width):
        room, taken = len(line), []
        while room and waiting:
            run = waiting.pop(0)
            taken.append(Run(run.kind, run.text[:room]))
            if len(run.text) > room:
                waiting.insert(0, Run(run.kind, run.text[room:]))
            room -= len(taken[-1].text)
        yield taken


# Workbook


def _write_workbook(head_lines: tuple[str, str, str], differences: Sequence[Difference], path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.properties.creator = head_lines[0]
    book.properties.title = _TITLE
    sheet: Worksheet = book.active
    sheet.title = _TITLE
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
    save_workbook(book, path)


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
