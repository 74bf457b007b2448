"""Pages of texts with what is gone struck out and what came underlined, one under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from forms.compare.compare import Difference, Run, RunKind
from forms.write.page.paper import PORTRAIT
from forms.write.pdf.flow_pages import ContentsEntry, PdfPage
from forms.write.pdf.type import Pen, width, wrap

_COLOURS: dict[RunKind, tuple[float, float, float]] = {
    "same": (0.0, 0.0, 0.0),
    "gone": (0.75, 0.0, 0.0),
    "come": (0.0, 0.2, 0.7),
}
_SIZE = 10.5  # 五号
_PITCH = 1.6 * _SIZE
_LEGEND = "红色删除线是原来有、现在没有的，蓝色下划线是新增的。"
TITLE = "文字逐句对照"


@dataclass(slots=True)
class _MarkedPage:
    """One page: the pieces of text with their places, and how far down it is written."""

    pieces: list[tuple[RunKind, float, float, str]] = field(default_factory=list)
    headings: list[tuple[float, str]] = field(default_factory=list)
    y: float = PORTRAIT.top - _SIZE

    def room_for(self, lines: float) -> bool:
        """Whether so many lines still stand on the page."""
        return self.y - _PITCH * lines >= PORTRAIT.bottom


def marked_pages(differences: Sequence[Difference]) -> list[PdfPage]:
    """The texts of all differences, each under its place."""
    sheets = [_MarkedPage()]
    sheets[0].headings += [(sheets[0].y, f"{TITLE}：{_LEGEND}")]
    sheets[0].y -= 2 * _PITCH
    for one in differences:
        lines = list(_lines(one.runs))
        if not sheets[-1].room_for(min(len(lines) + 1, 3)):
            sheets.append(_MarkedPage())
        sheets[-1].headings.append((sheets[-1].y, f"{one.place}{one.item}"))
        for line in lines:
            if not sheets[-1].room_for(1):
                sheets.append(_MarkedPage(y=PORTRAIT.top - _SIZE + _PITCH))
            sheets[-1].y -= _PITCH
            _put(sheets[-1], line)
        sheets[-1].y -= 1.5 * _PITCH
    entry = ContentsEntry(TITLE, "texts", PORTRAIT.top)
    return [PdfPage(PORTRAIT, partial(_draw, sheet), () if n else (entry,)) for n, sheet in enumerate(sheets)]


def _put(sheet: _MarkedPage, line: Sequence[Run]) -> None:
    x = PORTRAIT.left
    for run in line:
        sheet.pieces.append((run.kind, x, sheet.y, run.text))
        x += width(run.text, "song", _SIZE)


def _draw(sheet: _MarkedPage, pen: Pen) -> None:
    """Text and lines of each kind in its colour; `pen` writes what is in both."""
    for y, text in sheet.headings:
        pen.write(PORTRAIT.left, y, text, "hei", _SIZE)
    for kind, colour in _COLOURS.items():
        own = pen if kind == "same" else Pen(pen.canvas)
        rules = []
        for piece, x, y, text in sheet.pieces:
            if piece == kind:
                own.write(x, y, text, "song", _SIZE)
                height = y + (0.35 * _SIZE if kind == "gone" else -0.18 * _SIZE)
                rules.append((x, height, x + width(text, "song", _SIZE), height))
        if kind != "same" and rules:
            pen.canvas.setFillColorRGB(*colour)
            pen.canvas.setStrokeColorRGB(*colour)
            own.rules(rules)
            own.finish()
    pen.canvas.setFillColorRGB(*_COLOURS["same"])
    pen.canvas.setStrokeColorRGB(*_COLOURS["same"])


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
