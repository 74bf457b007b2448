"""What a person sees in a workbook cell: number formats, dates, and numbers freed from binary noise."""

from __future__ import annotations

import datetime
import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from forms.readers.blocks import Fault, GridCell
from forms.readers.number_format import BUILT_IN, GENERAL, LONGEST, date_words, is_date, number_format

WINDOWS_EPOCH = datetime.datetime(1899, 12, 30)
MAC_EPOCH = datetime.datetime(1904, 1, 1)
"""From when a workbook counts its days."""
_MARCH_1900 = 60

# Formats 27 to 36 and 50 to 58 are dates in Chinese workbooks; files name them by number only.
_CHINESE_DATES = frozenset(range(27, 37)) | frozenset(range(50, 59))

# A double has up to 309 digits before the point, and a format at most 30 after it.
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)

# An amount as people write it. Longer rows of digits are codes and account numbers.
_WRITTEN = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?")

_LARGEST_AMOUNT = Decimal(10) ** 12
_FIRST_LOST = Decimal(10) ** 15
"""A stored number keeps 15 digits; what is longer was a number of an account or a code."""
_TELLING = 10
"""A long number of fewer digits, but for the zeros behind them, has lost none."""
_NOISE = Decimal("1e-11")
_MEANT = ((2, Decimal("1e-7")), (6, Decimal("1e-9")))
"""So near to so many places a number is meant to have them: large amounts that nearly cancel leave more noise than
single ones, and nothing smaller than a 分 in 万元, six places, is an amount."""


def format_code(number: int, custom: str | None) -> str:
    """The format code of a format number; `custom` is the code the workbook itself gives for it, if any.

    Nobody looks into a code longer than any program writes: it counts as none.
    """
    if custom and len(custom) <= LONGEST:
        return custom
    return "yyyy-mm-dd" if number in _CHINESE_DATES else BUILT_IN.get(number, GENERAL)


@lru_cache(maxsize=4096)
def clean(value: float) -> Decimal:
    """The decimal a person typed or means, without the noise of binary fractions.

    A double holds 15 digits faithfully (4436.200000000001); sums gather more noise (5.819999999999995), which shows
    as a distance from two, six or nine decimals too small to be meant.
    """
    exact = Decimal(f"{value:.15g}")
    if abs(exact) < _LARGEST_AMOUNT:
        for places, noise in (*_MEANT, (9, _NOISE * max(Decimal(1), abs(exact)))):
            rounded = round(exact, places)
            if abs(exact - rounded) < noise:
                exact = rounded
                break
    return Decimal(f"{_WIDE.normalize(exact) + 0:f}")


def number_cell(row: int, column: int, value: float, code: str, epoch: datetime.datetime) -> GridCell:
    """A stored number as shown by format `code`: with its words and in its scale, or a date counted from `epoch`."""
    if is_date(code):
        return _date_cell(row, column, value, code, epoch)
    if not math.isfinite(value):
        return GridCell(row, column, str(value), fault=Fault.TOO_LARGE)
    stored = clean(value)
    form = number_format(code, stored)
    exact = _WIDE.scaleb(stored, -form.scale)
    shown = _WIDE.multiply(exact, Decimal(100)) if form.percent else exact
    if form.places is None:
        text = f"{_WIDE.normalize(shown):f}" if form.scale or form.percent else f"{shown:f}"
    else:
        shown = _WIDE.quantize(shown, Decimal((0, (1,), -form.places)))
        text = f"{abs(shown):f}".zfill(form.digits + (form.places + 1 if form.places else 0))
        text = "-" + text if shown < 0 else text
    text = f"{form.before}{text}{'%' if form.percent else ''}{form.after}"
    if abs(stored) >= _FIRST_LOST and len(stored.normalize().as_tuple().digits) >= _TELLING:
        return GridCell(row, column, text, fault=Fault.DIGITS_LOST)
    return GridCell(row, column, text, exact, None if form.percent else form.places, unit=form.unit)


def _date_cell(row: int, column: int, value: float, code: str, epoch: datetime.datetime) -> GridCell:
    try:
        moment = _moment(value, epoch)
    except (ValueError, OverflowError):
        return GridCell(row, column, f"{clean(value):f}", fault=Fault.NO_DATE)
    return moment_cell(row, column, moment, code)


def _moment(days: float, epoch: datetime.datetime) -> datetime.datetime | datetime.time:
    """So many days after an epoch, to the thousandth of a second; less than one is a time of the day.

    Raises ValueError or OverflowError for what no workbook shows as a date.
    """
    if days < 0:
        raise ValueError(days)
    whole, part = divmod(days, 1)
    time = datetime.timedelta(milliseconds=round(part * 86_400_000))
    if days < 1 and not time.days:
        return (datetime.datetime.min + time).time()
    # Excel counts a 29 February of 1900, which there was not.
    early = 0 < days < _MARCH_1900 and epoch == WINDOWS_EPOCH
    return epoch + datetime.timedelta(days=whole + early) + time


def moment_cell(
    row: int, column: int, moment: datetime.datetime | datetime.date | datetime.time, code: str
) -> GridCell:
    """A moment as shown by a date format."""
    words = date_words(code, moment) if isinstance(moment, datetime.date) else None
    return GridCell(row, column, words or date_text(moment))


def date_text(moment: datetime.datetime | datetime.date | datetime.time) -> str:
    """2024-12-31, with the time of day only when there is one."""
    if isinstance(moment, datetime.datetime):
        return str(moment.date()) if moment.time() == datetime.time() else moment.isoformat(" ", "seconds")
    return moment.isoformat("seconds") if isinstance(moment, datetime.time) else str(moment)


def with_line_ends(text: str) -> str:
    """A text with the line ends of this program."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def text_cell(row: int, column: int, text: str) -> GridCell | None:
    """A text as it stands, or None when nothing can be seen of it."""
    return None if not text or text.isspace() else GridCell(row, column, text)


def written_cell(row: int, column: int, text: str) -> GridCell | None:
    """A cell of a document or a text file, where numbers too are texts; None when nothing can be seen of it."""
    bare = text.strip()
    if _WRITTEN.fullmatch(bare):
        digits = bare.replace(",", "")
        return GridCell(row, column, digits, Decimal(digits))
    return text_cell(row, column, text)


def truth_cell(row: int, column: int, value: bool) -> GridCell:
    return GridCell(row, column, "TRUE" if value else "FALSE")


def error_cell(row: int, column: int, error: str) -> GridCell:
    return GridCell(row, column, error, fault=Fault.ERROR_VALUE)
