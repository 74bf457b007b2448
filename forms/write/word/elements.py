"""The few kinds of element a Word document is put together from: paragraphs, fields and tables of boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

TWIPS = 20
"""Word counts in twentieths of a point."""
_LONG = 1.2
"""A row with a text of so many characters for each point of width may go on over the page; any other stays whole."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_NO_BORDERS = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'

__all__ = ["Box", "Element", "element", "points", "tab_run", "table", "text_run", "word_field", "word_paragraph"]


class Box(NamedTuple):
    """One cell of a table: its text, its style, where it begins (counted from 0) and how far it reaches.

    With `next` its row stays on the page of the row that follows. `tabs` say for each tabulator in its text how it
    aligns what follows, and how far in.
    """

    text: str
    style: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    indent: float = 0
    framed: bool = True
    next: bool = False
    tabs: tuple[tuple[str, float], ...] = ()


def element(tag: str, *children: Element, **attributes: object) -> Element:
    """A `w:` element with `w:` attributes."""
    made: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def points(length: float) -> int:
    """A length in points as Word counts it."""
    return round(length * TWIPS)


def text_run(text: str) -> Element:
    """A text that is shown."""
    shown = element("t")
    shown.text = _NOT_IN_XML.sub("", text)
    shown.set(qn("xml:space"), "preserve")
    return element("r", shown)


def word_field(code: str, *result: Element) -> list[Element]:
    """A field (域): what it does, and what is shown until it is updated."""
    instruction = element("instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    begin, separate, end = (element("r", element("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, element("r", instruction), separate, *result, end]


def tab_run() -> Element:
    """A tabulator (制表符)."""
    return element("r", element("tab"))


def word_paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """A paragraph of that style; `properties` are its own, in the order of the standard."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *content)


def table(
    boxes: Iterable[Box],
    edges: Sequence[float],
    heights: Sequence[float],
    *,
    heads: int,
    left: float,
    padding: float,
    side: float,
) -> Element:
    """A table of boxes that leave no place free.

    `edges` are those of its columns in points, `left` the edge of the text. `heights` are the least heights of the
    rows, 0 for as high as the text; the first `heads` rows come again on every page. `padding` is the white above and
    below the text of a cell, `side` that to its left and right.
    """
    widths = [points(right) - points(edge) for edge, right in pairwise(edges)]
    rows: list[list[Box]] = [[] for _ in heights]
    for box in boxes:
        for row in range(box.row, box.row + box.rows):
            rows[row].append(box)
    properties = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("tblInd", w=points(edges[0] - left), type="dxa"),
        element("tblBorders", *(element(edge, val="single", sz=4, space=0, color="auto") for edge in _BORDERS)),
        element("tblLayout", type="fixed"),
        element(
            "tblCellMar",
            element("top", w=points(padding), type="dxa"),
            element("left", w=points(side), type="dxa"),
            element("bottom", w=points(padding), type="dxa"),
            element("right", w=points(side), type="dxa"),
        ),
    )
    # A table has thousands of elements: written as text and read in one go they take a third of the time.
    body = "".join(_row(row, number, heights[number], number < heads, widths) for number, row in enumerate(rows))
    made: Element = parse_xml(f"<w:tbl {nsdecls('w')}>{body}</w:tbl>")
    made.insert(0, properties)
    made.insert(1, element("tblGrid", *(element("gridCol", w=width) for width in widths)))
    return made


def _row(boxes: Sequence[Box], number: int, height: float, repeated: bool, widths: Sequence[int]) -> str:
    is_long = any(len(box.text) > _LONG * sum(widths[box.column : box.column + box.columns]) / TWIPS for box in boxes)
    properties = (
        "" if is_long else "<w:cantSplit/>",
        f'<w:trHeight w:val="{points(height)}" w:hRule="atLeast"/>' if height else "",
        "<w:tblHeader/>" if repeated else "",
    )
    cells = "".join(_cell(box, number, widths) for box in sorted(boxes, key=lambda box: box.column))
    return f"<w:tr><w:trPr>{''.join(properties)}</w:trPr>{cells}</w:tr>"


def _cell(box: Box, row: int, widths: Sequence[int]) -> str:
    properties = (
        f'<w:tcW w:w="{sum(widths[box.column : box.column + box.columns])}" w:type="dxa"/>',
        f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else "",
        f'<w:vMerge w:val="{"restart" if row == box.row else "continue"}"/>' if box.rows > 1 else "",
        "" if box.framed else _NO_BORDERS,
        '<w:vAlign w:val="center"/>',
    )
    lines = box.text.split("\n") if row == box.row else [""]
    return f"<w:tc><w:tcPr>{''.join(properties)}</w:tcPr>{''.join(_line(box, line) for line in lines)}</w:tc>"


def _line(box: Box, text: str) -> str:
    keep = "<w:keepNext/>" if box.next else ""
    stops = "".join(f'<w:tab w:val="{align}" w:pos="{points(place)}"/>' for align, place in box.tabs)
    tabs = f"<w:tabs>{stops}</w:tabs>" if stops else ""
    indent = f'<w:ind w:left="{points(box.indent)}"/>' if box.indent else ""
    run = "<w:r><w:tab/></w:r>".join(map(_run, text.split("\t"))) if stops else _run(text)
    return f'<w:p><w:pPr><w:pStyle w:val="{box.style}"/>{keep}{tabs}{indent}</w:pPr>{run}</w:p>'


def _run(text: str) -> str:
    shown = escape(_NOT_IN_XML.sub("", text), {"\r": "&#13;"})
    return f'<w:r><w:t xml:space="preserve">{shown}</w:t></w:r>' if text else ""
