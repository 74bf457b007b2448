"""What is drawn on a page as outlines and not as text: 草稿 and 送签稿 behind it, and the squares of a QR code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from forms.form.resources import resources
from forms.write.page.paper import Frame
from models.errors import Trouble

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

_WIDE = 540.0
"""How far a mark of three characters reaches across the sheet, in points."""
_LARGEST = 200.0
LIGHT = 0.93


def draw_mark(canvas: Canvas, frame: Frame, mark: str) -> None:
    """A light mark across the sheet; what is drawn later stands upon it.

    It is an artefact of the page (ISO 32000-1, 14.8.2.2), and no text: whoever copies a table or has it read aloud
    does not find its characters between the amounts.
    """
    faces = _outlines()
    size = min(_LARGEST, _WIDE / len(mark))
    canvas.saveState()
    canvas._code.append("/Artifact <</Type /Pagination /Subtype /Watermark>> BDC")
    canvas.setFillGray(LIGHT)
    canvas.translate(frame.sheet[0] / 2, frame.sheet[1] / 2)
    canvas.rotate(45)
    canvas.translate(-size * len(mark) / 2, -size * 0.37)
    canvas.scale(size / faces["unit"], size / faces["unit"])
    for character in mark:
        canvas.drawPath(_outline(character), stroke=0, fill=1)
        canvas.translate(faces["unit"], 0)
    canvas._code.append("EMC")
    canvas.restoreState()


def draw_qr(canvas: Canvas, left: float, bottom: float, side: float, text: str) -> None:
    """The text as a QR code (GB/T 18284) of that side, its quiet zone of four squares included."""
    import segno

    rows = segno.make_qr(text, error="m", encoding="utf-8").matrix
    quiet = 4
    square = side / (len(rows) + 2 * quiet)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        y = bottom + side - (quiet + number + 1) * square
        for first, length in _runs(row):
            path.rect(left + (quiet + first) * square, y, length * square, square)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Where dark squares stand side by side, and how many: drawn apart, thin lines would show between them."""
    found: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if dark and found and sum(found[-1]) == column:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((column, 1))
    return found


@cache
def _outline(character: str) -> PDFPathObject:
    """Two numbers go to a point, the first of a figure without a line; six are a curve; none closes the figure.

    It stands on every page and is put together once.
    """
    from reportlab.pdfgen.pathobject import PDFPathObject

    path, begins = PDFPathObject(), True
    for step in _outlines()["outlines"][character]:
        if not step:
            path.close()
        elif len(step) == 6:
            path.curveTo(*step)
        elif begins:
            path.moveTo(*step)
        else:
            path.lineTo(*step)
        begins = not step
    return path


@cache
def _outlines() -> Any:
    path = resources() / "fonts" / "marks.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Trouble(f"程序自带的字体文件打不开：{path}。", "请重新安装本程序，已填的数据不受影响。") from error
