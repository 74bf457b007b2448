"""The same cells and texts written by bare reportlab, openpyxl and python-docx: what our files are held against.

No merged heads, no contents, no page numbers, no second look at the width of a column; but lines around the cells, text
that wraps, and our type face, without which nobody could read it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

from forms.document.document import Document
from forms.document.projects import public_projects
from forms.write.packet.package import export
from forms.write.page import fonts
from forms.write.page.flow import ProjectPart, TablePart, flow
from forms.write.page.goal_grid import CAPTIONS, GoalTable, goal_table
from forms.write.page.layout import Picture, pictures
from models.money import in_unit

_TURNS = 7
Value = str | Decimal
Rows = Sequence[Sequence[Value]]
"""A table; every row has as many values as the first."""


def bare_writers(document: Document) -> Mapping[str, Callable[[Path], None]]:
    """By format, what writes the content of a document to a path; the content is ready and is not timed."""
    sheets = [_picture_rows(document, picture) for picture in pictures(document)]
    sheets += [_goal_rows(goal_table(project)) for project in public_projects(document)]
    parts = list(_parts(document))
    return {
        "xlsx": lambda path: _workbook(sheets, path),
        "pdf": lambda path: _pdf(parts, path),
        "docx": lambda path: _word(parts, path),
    }


def beside_bare(document: Document, folder: Path) -> Iterator[tuple[str, list[float], list[float]]]:
    """By format the seconds of the processor that our file takes and the bare one, in turns, once both are warm."""
    for format_, bare in bare_writers(document).items():
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(_TURNS + 1):
            # A disclosure of its own each time: what was laid out once for the other file would not be again.
            fresh = Document(document.head, document.edition, document.content())
            ours.append(_seconds(partial(export, fresh, folder, formats=(format_,))))
            theirs.append(_seconds(partial(bare, folder / f"bare.{format_}")))
        yield format_, ours[1:], theirs[1:]


def _seconds(write: Callable[[], object]) -> float:
    start = time.process_time()
    write()
    return time.process_time() - start


def _parts(document: Document) -> Iterator[str | Rows]:
    """What the PDF and the Word file hold, from top to bottom."""
    for part in flow(document):
        match part:
            case TablePart(picture):
                yield picture.title
                yield _picture_rows(document, picture)
            case ProjectPart(project):
                yield goal_table(project).title
                yield _goal_rows(goal_table(project))
            case _:
                yield part.text


def _picture_rows(document: Document, picture: Picture) -> Rows:
    unit = document.edition.tables[picture.id].unit
    head = [[""] * len(picture.columns) for _ in range(picture.head_rows)]
    for one in picture.head:
        head[one.row][one.column] = one.text
    body: Rows = [[cell.text if cell.fen is None else in_unit(cell.fen, unit) for cell in row] for row in picture.rows]
    return [*head, *([list(picture.numbers)] if picture.numbers else []), *body]


def _goal_rows(table: GoalTable) -> Rows:
    rows = [[row.label, *(cell.text for cell in row.cells)] for row in (*table.head, *table.indicators)]
    rows.insert(len(table.head), [*CAPTIONS])
    return [[*row, *[""] * (len(CAPTIONS) - len(row))] for row in rows]


def _workbook(sheets: list[Rows], path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    book = Workbook()
    side = Side("thin")
    border, font, wrapped = Border(side, side, side, side), Font("宋体", 11), Alignment(wrap_text=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row, column, value)
                cell.border, cell.font, cell.alignment = border, font, wrapped
                if isinstance(value, Decimal):
                    cell.number_format = "0.00"
    book.save(path)


def _pdf(parts: list[str | Rows], path: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    plain = ParagraphStyle("plain", fontName=fonts.face("song"), fontSize=10.5, leading=16, wordWrap="CJK")
    story: list[object] = []
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(_marked(part), plain))
        else:
            cells = [[Paragraph(_marked(str(value)), plain) for value in row] for row in part]
            widths = [(A4[0] - 100) / len(part[0])] * len(part[0])
            story.append(LongTable(cells, widths, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, 0)]))
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=50, rightMargin=50).build(story)


def _marked(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")


def _word(parts: list[str | Rows], path: Path) -> None:
    import docx

    file = docx.Document()
    for part in parts:
        if isinstance(part, str):
            file.add_paragraph(part)
        else:
            table = file.add_table(len(part), len(part[0]), style="Table Grid")
            for row, values in zip(table.rows, part, strict=True):
                for cell, value in zip(row.cells, values, strict=True):
                    cell.text = str(value)
    file.save(str(path))
