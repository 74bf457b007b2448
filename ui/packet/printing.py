"""Pages on paper, drawn in the thread of the jobs: each as large as it is, or several on one side of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from forms.write.page.imposition import Side
from models.errors import Trouble
from ui.packet.pages import Pages, image

_POINTS_PER_INCH = 72
_A4 = QSizeF(595, 842)
_GRIDS = {1: (1, 1), 2: (2, 1), 4: (2, 2)}
"""Columns and rows on a side by how many pages it holds."""
_REFUSED = ("打印机没有接受这次打印。", "请检查打印机是否连接、有纸，或者导出 PDF 后打印。")


def print_sides(
    printer: QPrinter,
    pages: Pages,
    laid: Sequence[Side],
    told: Callable[[int, int], None],
    *,
    per_side: int = 1,
    upright: bool = False,
) -> None:
    """Draw the sides on paper, as often as the printer itself does not; `told` hears how many of how many are done.

    `upright`: lying pages stand, turned to the left (GB/T 9704), so that the paper need not be turned between the two
    sides of a sheet. Raises Trouble when the printer refuses; what `told` raises ends the printing.
    """
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    painter = QPainter()
    try:
        for number, side in enumerate([*laid] * copies):
            told(number, len(laid) * copies)
            paper = _paper(pages, side, per_side, upright)
            _set_paper(printer, paper)
            started = printer.newPage() if painter.isActive() else painter.begin(printer)
            if not started:
                raise Trouble(*_REFUSED)
            scale = printer.resolution() / _POINTS_PER_INCH
            for cell, page in zip(_cells(paper, per_side), side, strict=False):
                _draw(painter, image(pages, page, scale), QRectF(cell.topLeft() * scale, cell.size() * scale))
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _paper(pages: Pages, side: Side, per_side: int, upright: bool) -> QSizeF:
    if per_side == 1 and side:
        size = pages.sizes[side[0]]
        return size.transposed() if upright and size.width() > size.height() else size
    columns, rows = _GRIDS[per_side]
    return _A4.transposed() if columns > rows else _A4


def _cells(paper: QSizeF, per_side: int) -> list[QRectF]:
    columns, rows = _GRIDS[per_side]
    wide, high = paper.width() / columns, paper.height() / rows
    return [QRectF(column * wide, row * high, wide, high) for row in range(rows) for column in range(columns)]


def _draw(painter: QPainter, picture: QImage, room: QRectF) -> None:
    """The page in the middle of the room, as large as it fits; one that lies in a room that stands is turned left."""
    if (picture.width() > picture.height()) != (room.width() > room.height()):
        picture = picture.transformed(QTransform().rotate(-90))
    size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(room.topLeft(), size)
    target.moveCenter(room.center())
    painter.drawImage(target, picture)


def _set_paper(printer: QPrinter, size: QSizeF) -> None:
    """Paper in the size of the page, drawn on to its edges."""
    wide = size.width() > size.height()
    upright = size.transposed() if wide else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageSize(paper)
    printer.setPageOrientation(way)
    printer.setFullPage(True)
