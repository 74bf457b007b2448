"""The parts of an .xlsx that grow with its content, each read in one bounded pass that keeps no tree."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from forms.readers import cell_values
from forms.readers.blocks import Area, Fault, GridCell
from forms.readers.bounds import Budget
from forms.readers.number_format import GENERAL
from forms.readers.xml_pass import Attributes, XmlPass

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LAST_COLUMN = 1 << 14
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]+)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a character stands that XML does not allow."""


class _Pass(XmlPass):
    """A part of a workbook, whose elements all have one namespace."""

    def __init__(
        self,
        budget: Budget,
        starts: dict[str, Callable[[Attributes], None]],
        ends: dict[str, Callable[[], None]],
    ) -> None:
        super().__init__(
            budget,
            {f"{_NAMESPACE} {tag}": step for tag, step in starts.items()},
            {f"{_NAMESPACE} {tag}": step for tag, step in ends.items()},
        )


class SharedTexts(_Pass):
    """The table of shared texts (sharedStrings.xml); afterwards `texts` holds them in order."""

    def __init__(self, budget: Budget) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._reading_aid = False
        super().__init__(
            budget,
            {"si": self._start_item, "t": self._start_piece, "rPh": self._start_reading_aid},
            {"si": self._end_item, "t": self._end_text, "rPh": self._end_reading_aid},
        )

    def _start_item(self, _: Attributes) -> None:
        self._pieces = []

    def _start_piece(self, _: Attributes) -> None:
        self._sink = None if self._reading_aid else self._pieces

    def _start_reading_aid(self, _: Attributes) -> None:
        # Pinyin over the text (拼音指南) is not part of it.
        self._reading_aid = True

    def _end_reading_aid(self) -> None:
        self._reading_aid = False

    def _end_item(self) -> None:
        self.texts.append(_unescaped("".join(self._pieces)))


class Formats(_Pass):
    """The style sheet (styles.xml); afterwards `codes` gives the number format of every cell style.

    Nothing else in it is looked at: borders and fills written by other programs are often faulty.
    """

    def __init__(self, budget: Budget) -> None:
        self._custom: dict[int, str] = {}
        self._numbers: list[int] = []
        self._in_cell_styles = False
        super().__init__(
            budget,
            {"numFmt": self._define, "cellXfs": self._start_cell_styles, "xf": self._style},
            {"cellXfs": self._end_cell_styles},
        )

    @property
    def codes(self) -> list[str]:
        return [cell_values.format_code(number, self._custom.get(number)) for number in self._numbers]

    def _define(self, attributes: Attributes) -> None:
        self._custom[int(attributes["numFmtId"])] = attributes["formatCode"]

    def _start_cell_styles(self, _: Attributes) -> None:
        self._in_cell_styles = True

    def _end_cell_styles(self) -> None:
        self._in_cell_styles = False

    def _style(self, attributes: Attributes) -> None:
        if self._in_cell_styles:
            self._numbers.append(int(attributes.get("numFmtId", 0)))


class SheetCells(_Pass):
    """One sheet; afterwards `cells` holds the cells that show something, `merges` the merged areas, `hidden_rows` and
    `hidden_columns` what is hidden of it.

    Blank cells cost nothing: a stray value in the last row, or a million formatted blank rows, is no trouble.
    """

    def __init__(self, budget: Budget, texts: Sequence[str], formats: Sequence[str], epoch: datetime.datetime) -> None:
        self.cells: list[GridCell] = []
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._texts, self._formats, self._epoch = texts, formats, epoch
        self._row = self._column = self._style = 0
        self._kind = "n"
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._reading_aid = False
        super().__init__(
            budget,
            {
                "col": self._start_column,
                "row": self._start_row,
                "c": self._start_cell,
                "v": self._start_value,
                "t": self._start_value,
                "f": self._start_formula,
                "rPh": self._start_reading_aid,
                "mergeCell": self._merge,
            },
            {
                "c": self._end_cell,
                "v": self._end_text,
                "t": self._end_text,
                "f": self._end_text,
                "rPh": self._end_reading_aid,
            },
        )

    def _start_column(self, attributes: Attributes) -> None:
        if _is_hidden(attributes, "width"):
            hidden = range(int(attributes["min"]), min(int(attributes["max"]), _LAST_COLUMN) + 1)
            self._budget.hidden_columns -= len(hidden)
            if self._budget.hidden_columns >= 0:
                self.hidden_columns.update(hidden)

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(float(attributes["r"])) if "r" in attributes else self._row + 1
        self._column = 0
        if _is_hidden(attributes, "ht"):
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        if "r" in attributes:
            self._row, self._column = _place(attributes["r"])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", 0))
        self._value, self._formula = [], None

    def _start_value(self, _: Attributes) -> None:
        self._sink = None if self._reading_aid else self._value

    def _start_formula(self, _: Attributes) -> None:
        self._sink = self._formula = []

    def _start_reading_aid(self, _: Attributes) -> None:
        self._reading_aid = True

    def _end_reading_aid(self) -> None:
        self._reading_aid = False

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes["ref"].partition(":")
        self._budget.merges -= 1
        self.merges.append(Area(*_place(first), *_place(last or first)))

    def _end_cell(self) -> None:
        value = "".join(self._value)
        if self._formula is not None and not value and self._kind != "str":
            cell: GridCell | None = uncalculated(self._row, self._column, "".join(self._formula))
        else:
            cell = self._cell(value) if value else None
        if cell is not None:
            self._budget.cells -= 1
            self._budget.rows -= not self.cells or self.cells[-1].row != cell.row
            self.cells.append(cell)

    def _cell(self, value: str) -> GridCell | None:
        place = self._row, self._column
        match self._kind:
            case "s":
                return cell_values.text_cell(*place, self._texts[int(value)])
            case "str" | "inlineStr":
                return cell_values.text_cell(*place, _unescaped(value))
            case "b":
                return cell_values.truth_cell(*place, bool(int(value)))
            case "e":
                return cell_values.error_cell(*place, value)
            case "d":
                return cell_values.text_cell(*place, cell_values.date_text(_iso(value)))
        code = self._formats[self._style] if self._style < len(self._formats) else GENERAL
        return cell_values.number_cell(*place, float(value), code, self._epoch)


def _is_hidden(attributes: Attributes, size: str) -> bool:
    """Whether a row or column is hidden, or has no size to be seen in."""
    return attributes.get("hidden") in ("1", "true") or float(attributes.get(size, 1)) == 0


def uncalculated(row: int, column: int, formula: str) -> GridCell:
    """A formula whose result the file does not hold; `formula` are its words without the sign before them."""
    # Programs also store a target such as “=100 分” this way, so the words themselves are kept.
    return GridCell(row, column, f"={formula}", fault=Fault.UNCALCULATED)


@lru_cache(maxsize=4096)
def _place(reference: str) -> tuple[int, int]:
    """B12 is row 12, column 2. Raises ValueError for what is no place."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _iso(text: str) -> datetime.datetime | datetime.date | datetime.time:
    from openpyxl.utils.datetime import from_ISO8601

    moment: datetime.datetime | datetime.date | datetime.time = from_ISO8601(text)
    return moment


def _unescaped(text: str) -> str:
    shown = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return cell_values.with_line_ends(shown)
