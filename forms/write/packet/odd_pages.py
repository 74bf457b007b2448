"""Pages of a PDF that were put in from another one: 草稿 or 送签稿 stands on each of its pages or on none."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forms.compare.compare import Difference
from forms.write.packet.verify_pdf import open_pdf
from forms.write.page.products import DRAFT, FOR_SIGNING
from forms.write.pdf.outlines import LIGHT

_GREY = round(LIGHT * 255)
_NAME_BYTES = 64
_MARKS = {len(mark): mark for mark in (DRAFT, FOR_SIGNING)}
"""The mark is no text (`outlines.py`): it is told by how many characters are drawn."""


def odd_pages(path: Path) -> tuple[Difference, ...]:
    """The pages whose mark is not that of most others, as differences; nothing for a file that does not open."""
    pdf = open_pdf(path)
    if pdf is None:
        return ()
    with pdf:
        marks = [_MARKS.get(sum(map(_is_of_mark, _objects(page))), "") for page in pdf]
    usual = Counter(marks).most_common(1)[0][0] if marks else ""
    return tuple(
        Difference("file", f"第{number}页", "", _words(usual, mark), _words(mark, usual))
        for number, mark in enumerate(marks, start=1)
        if mark != usual
    )


def _words(mark: str, other: str) -> str:
    return f"标着“{mark}”的一页" if mark else f"没有标“{other}”的一页"


def _objects(page: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield pdfium.FPDFPage_GetObject(page.raw, number)


def _is_of_mark(item: Any) -> bool:
    """Whether this is a character of the mark: a light figure that is said to be an artefact of the page."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    marks = range(pdfium.FPDFPageObj_CountMarks(item))
    return _is_light(item) and any(_name(pdfium.FPDFPageObj_GetMark(item, number)) == "Artifact" for number in marks)


def _is_light(item: Any) -> bool:
    import pypdfium2.raw as pdfium

    parts = [ctypes.c_uint() for _ in range(4)]
    return bool(pdfium.FPDFPageObj_GetFillColor(item, *parts)) and abs(parts[0].value - _GREY) <= 1


def _name(mark: Any) -> str:
    import pypdfium2.raw as pdfium

    room, length = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), _NAME_BYTES, length)
    return room.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")
