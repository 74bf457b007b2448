"""Putting texts and numbers on the sheets of a workbook, measuring them, and setting a sheet up for printing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

SONG, HEI = "宋体", "黑体"
_NUMBER = re.compile(r"((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(%?)")
_LONGEST_NUMBER = 15  # Excel keeps no more digits
LINE_HEIGHT = 14.0
TITLE_HEIGHT = 30.0
PORTRAIT_PAGE, LANDSCAPE_PAGE = (92.0, 720.0), (138.0, 475.0)
"""The room between the margins of an A4 sheet: columns in digits, rows in points."""


_KNOWN: WeakKeyDictionary[Workbook, dict[tuple[object, ...], int]] = WeakKeyDictionary()


def _shared(sheet: Worksheet, kept: str, make: Callable[..., object], **named: object) -> int:
    """The number under which the sheet's workbook keeps a style, made once for all its cells.

    Given to a cell as an object, openpyxl compares it with every style known so far, attribute by attribute, which was
    nine tenths of the time of an export.
    """
    known = _KNOWN.setdefault(sheet.parent, {})
    key = (kept, *named.values())
    if key not in known:
        known[key] = getattr(sheet.parent, kept).add(make(**named))
    return known[key]


def _style(cell: Any) -> Any:
    """The numbers of the styles of a cell; one that another reaches over has none before its first."""
    from openpyxl.styles.cell_style import StyleArray

    if cell._style is None:
        cell._style = StyleArray()
    return cell._style


def put(
    sheet: Worksheet,
    row: int,
    first: int,
    last: int,
    value: object,
    align: str,
    *,
    rows: int = 1,
    size: float = 10.5,
    face: str = SONG,
    bold: bool = False,
    indent: int = 0,
) -> SheetCell:
    """One text or number, over several columns and rows where it reaches so far."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    target: Any = sheet.cell(row, first)
    if isinstance(value, str):
        target.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        target.data_type = "s"  # a text that begins with = is a text, never a formula
    else:
        target.value = value
    wrapped = isinstance(value, str)
    style = _style(target)
    style.fontId = _shared(sheet, "_fonts", Font, name=face, size=size, bold=bold)
    style.alignmentId = _shared(
        sheet, "_alignments", Alignment, horizontal=align, vertical="center", wrap_text=wrapped, indent=indent
    )
    if rows > 1 or last > first:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row + rows - 1, end_column=last)
    return target


def draw_frame(sheet: Worksheet, first: int, last: int, columns: int) -> None:
    """Thin lines around every cell of these rows."""
    from openpyxl.styles import Border, Side

    thin = Side("thin")
    number = _shared(sheet, "_borders", Border, left=thin, right=thin, top=thin, bottom=thin)
    for row in range(first, last + 1):
        for column in range(1, columns + 1):
            _style(sheet.cell(row, column)).borderId = number


def prepare_printing(sheet: Worksheet, landscape: bool, mark: str = "") -> None:
    """A4, one page wide, with its number at the foot; a mark, such as 草稿, at its head."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.7
    margins.top = margins.bottom = 0.8
    margins.header = margins.footer = 0.4
    sheet.oddFooter.center.text = "— &P —"
    sheet.oddFooter.center.size = 12
    if mark:
        sheet.oddHeader.right.text = mark
        sheet.oddHeader.right.size = 16


def money_format(text: str) -> str:
    """As many decimals as the amount shows."""
    decimals = len(text.partition(".")[2])
    return f"0.{'0' * decimals}" if decimals else "0"


def plain_number(text: str) -> tuple[Decimal, str] | None:
    """The number that a text is and nothing else, with the format that shows it so: 12, 0.50, 30%."""
    found = _NUMBER.fullmatch(text.strip())
    if not found or len(found[0].replace(".", "")) > _LONGEST_NUMBER:
        return None
    form = money_format(found[1])
    return (Decimal(found[1]) / 100, f"{form}%") if found[2] else (Decimal(found[1]), form)


def digits(text: str) -> float:
    """How wide a text stands in units of a digit: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text) or 1


def line_count(text: str, room: float) -> int:
    """How many lines the text takes in a room of so many digits."""
    return sum(ceil(digits(part) / max(room, 1)) for part in text.split("\n"))
