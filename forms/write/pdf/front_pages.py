"""The pages of the PDF before the tables: cover (封面) and contents (目录)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.write.page.paper import MM, PORTRAIT
from forms.write.pdf.flow_pages import ContentsEntry
from forms.write.pdf.type import LEADING, Lines, Pen, width, wrap, wrap_evenly
from models.records import Head

_BODY = 14.0  # 四号
_LEADER = "…"
_CONTENTS_TOP = 70.0
_CONTENTS_PITCH = 1.75 * _BODY
_CONTENTS_ROOM = PORTRAIT.height - _CONTENTS_TOP + _CONTENTS_PITCH / 2


def draw_cover(pen: Pen, head: Head, cover: str, month: str, mark: str) -> None:
    """Unit, title, `mark` (草稿 or 送签稿), and at the foot the month of the publication, where they are known."""
    frame = PORTRAIT
    unit = wrap_evenly(head.unit.name, "title", 26, frame.width)
    title = wrap_evenly(cover, "title", 32, frame.width)
    middle = frame.top - 45 * MM - len(unit) * 26 * LEADING / 2
    pen.block(frame.centre, middle, unit, "title", 26, "center")
    middle -= len(unit) * 26 * LEADING / 2 + 14 * MM + len(title) * 32 * LEADING / 2
    pen.block(frame.centre, middle, title, "title", 32, "center")
    if mark:
        middle -= len(title) * 32 * LEADING / 2 + 10 * MM
        pen.block(frame.centre, middle, (f"（{mark}）",), "song", 22, "center")
    pen.block(frame.centre, frame.bottom + 12 * MM, (month,), "song", 18, "center")


def contents_pages(entries: Sequence[ContentsEntry]) -> list[list[ContentsEntry]]:
    """The entries of the contents page by page, one page at least."""
    pages: list[list[ContentsEntry]] = [[]]
    room = _CONTENTS_ROOM
    for entry in entries:
        height = _entry_height(entry)
        if height > room:
            pages.append([])
            room = _CONTENTS_ROOM
        pages[-1].append(entry)
        room -= height
    return pages


def draw_contents(pen: Pen, entries: Sequence[ContentsEntry], numbers: Mapping[str, int], first: bool) -> None:
    """One line for every entry: its title and the page number of its bookmark. The line is a link."""
    frame = PORTRAIT
    pen.block(frame.centre, frame.top - 22, ("目　　录" if first else "目录（续）",), "title", 22, "center")
    y = frame.top - _CONTENTS_TOP
    for entry in entries:
        left = frame.left + entry.level * _BODY
        lines = _entry_lines(entry)
        for line in lines[:-1]:
            pen.write(left, y, line, "song", _BODY)
            y -= _BODY * LEADING
        pen.write(left, y, lines[-1], "song", _BODY)
        pen.write(frame.right, y, str(numbers[entry.bookmark]), "song", _BODY, "right")
        begin = left + width(lines[-1], "song", _BODY) + 0.5 * _BODY
        room = frame.right - 2 * _BODY - begin
        dots = _LEADER * int(room / width(_LEADER, "song", _BODY))
        pen.write(frame.right - 1.5 * _BODY, y, dots, "song", _BODY, "right")
        top = y + (len(lines) - 1) * _BODY * LEADING + 1.2 * _BODY
        pen.canvas.linkRect("", entry.bookmark, (left, y - 0.4 * _BODY, frame.right, top), relative=0)
        y -= _CONTENTS_PITCH


def _entry_lines(entry: ContentsEntry) -> Lines:
    return wrap(entry.text, "song", _BODY, PORTRAIT.width - (4 + entry.level) * _BODY)


def _entry_height(entry: ContentsEntry) -> float:
    return _CONTENTS_PITCH + (len(_entry_lines(entry)) - 1) * _BODY * LEADING
