"""PDFs drawn by hand for the reader tests: text, ruled tables and pictures at given places, in points from the top."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
SIZE = 12.0
FONT = "STSong-Light"

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Paper:
    """One PDF while it is drawn."""

    def __init__(self, path: Path, size: tuple[float, float] = (WIDTH, HEIGHT), **options: Any) -> None:
        self.path = path
        self.height = size[1]
        self.canvas = Canvas(str(path), pagesize=size, **options)

    def text(self, x: float, y: float, text: str, size: float = SIZE, mode: int = 0) -> Paper:
        """A line of text whose baseline is so far from the top."""
        line = self.canvas.beginText(x, self.height - y)
        line.setFont(FONT, size)
        line.setTextRenderMode(mode)
        line.textOut(text)
        self.canvas.drawText(line)
        return self

    def lines(self, x: float, y: float, *texts: str, pitch: float = 20.0, size: float = SIZE) -> Paper:
        """Lines of text one under the other."""
        for number, text in enumerate(texts):
            self.text(x, y + number * pitch, text, size)
        return self

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> Paper:
        """A table ruled around every cell; one whose text is `<` or `^` is one with the cell left of or above it."""
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                left, right, top, bottom = xs[column], xs[column + 1], ys[row], ys[row + 1]
                if text != "<":
                    self.rule(left, top, left, bottom)
                if text != "^":
                    self.rule(left, top, right, top)
                if text not in "<^":
                    for number, line in enumerate(text.split("\n")):
                        self.text(left + 3, top + 14 + number * 14, line)
        self.rule(xs[-1], ys[0], xs[-1], ys[-1])
        self.rule(xs[0], ys[-1], xs[-1], ys[-1])
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Paper:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        return self

    def picture(self) -> Paper:
        """A picture over most of the page."""
        content = io.BytesIO()
        Image.new("RGB", (20, 20), "gray").save(content, "png")
        content.seek(0)
        self.canvas.drawImage(ImageReader(content), 50, 50, 400, 600)
        return self

    def page(self) -> Paper:
        """The end of a page."""
        self.canvas.showPage()
        return self

    def save(self) -> Path:
        self.canvas.save()
        return self.path
