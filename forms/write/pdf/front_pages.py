"""The pages of the PDF before the tables: cover (封面) and contents (目录)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forms.write.page.fonts import Role
from forms.write.page.paper import MM, PORTRAIT
from forms.write.pdf.archival import PRINTED
from forms.write.pdf.flow_pages import ContentsEntry
from forms.write.pdf.type import LEADING, Lines, Pen, width, wrap, wrap_evenly
from models.records import Head

_BODY = 14.0  # 四号
_LEADER = "…"
_CONTENTS_TOP = 70.0
_CONTENTS_PITCHES = (1.75, 1.6, 1.45)
"""The distance of two entries, in type sizes: the widest that needs no further page."""
_CONTENTS_SIZES = (_BODY, _BODY, 12.0)
"""The type size of an entry by its level; parts with entries below them are 黑体."""
_CONTENTS_ROOM = PORTRAIT.height - _CONTENTS_TOP + _BODY / 2


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


class ContentsPage(NamedTuple):
    """A page of the contents: its entries, and the distance of two of them in type sizes."""

    entries: Sequence[ContentsEntry]
    pitch: float


def contents_pages(entries: Sequence[ContentsEntry]) -> list[ContentsPage]:
    """The entries of the contents page by page, one page at least and as few as can be."""
    tried = [[ContentsPage(page, pitch) for page in _broken(entries, pitch)] for pitch in _CONTENTS_PITCHES]
    return min(tried, key=len)


def _broken(entries: Sequence[ContentsEntry], pitch: float) -> list[list[ContentsEntry]]:
    pages: list[list[ContentsEntry]] = [[]]
    room = _CONTENTS_ROOM
    for entry in entries:
        height = _entry_height(entry, pitch)
        if height > room:
            pages.append([])
            room = _CONTENTS_ROOM
        pages[-1].append(entry)
        room -= height
    return pages


def draw_contents(pen: Pen, entries: ContentsPage, numbers: Mapping[str, int], first: bool) -> None:
    """One line for every entry: its title and the page number of its bookmark. The line is a link."""
    frame = PORTRAIT
    pen.block(frame.centre, frame.top - 22, ("目　　录" if first else "目录（续）",), "title", 22, "center")
    y = frame.top - _CONTENTS_TOP
    for entry in entries.entries:
        size, left = _entry_size(entry), frame.left + entry.level * _BODY
        role, lines = _entry_role(entry), _entry_lines(entry)
        for line in lines[:-1]:
            pen.write(left, y, line, role, size)
            y -= size * LEADING
        pen.write(left, y, lines[-1], role, size)
        pen.write(frame.right, y, str(numbers[entry.bookmark]), "song", size, "right")
        begin = left + width(lines[-1], role, size) + 0.5 * _BODY
        room = frame.right - 2 * _BODY - begin
        dots = _LEADER * int(room / width(_LEADER, "song", size))
        pen.write(frame.right - 1.5 * _BODY, y, dots, "song", size, "right")
        top = y + (len(lines) - 1) * size * LEADING + 1.2 * size
        pen.canvas.linkRect("", entry.bookmark, (left, y - 0.4 * size, frame.right, top), relative=0, F=PRINTED)
        y -= entries.pitch * size


def _entry_size(entry: ContentsEntry) -> float:
    return _CONTENTS_SIZES[min(entry.level, len(_CONTENTS_SIZES) - 1)]


def _entry_role(entry: ContentsEntry) -> Role:
    return "hei" if entry.leads else "song"


def _entry_lines(entry: ContentsEntry) -> Lines:
    return wrap(entry.text, _entry_role(entry), _entry_size(entry), PORTRAIT.width - (4 + entry.level) * _BODY)


def _entry_height(entry: ContentsEntry, pitch: float) -> float:
    size = _entry_size(entry)
    return pitch * size + (len(_entry_lines(entry)) - 1) * size * LEADING
