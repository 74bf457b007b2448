"""The styles of an .ods: which are hidden, and their number formats, written as the format codes of a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forms.readers.bounds import Budget
from forms.readers.number_format import GENERAL, LONGEST
from forms.readers.xml_pass import Attributes, XmlPass

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT = f"{_ODF}office:1.0 ", f"{_ODF}table:1.0 ", f"{_ODF}text:1.0 "
STYLE, NUMBER, DRAW = f"{_ODF}style:1.0 ", f"{_ODF}datastyle:1.0 ", f"{_ODF}drawing:1.0 "
EXTENSION = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_LIBRE = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0 "

_FORMATS = ("number", "currency", "percentage", "date", "time", "text", "boolean")
_DATE_PARTS = {"year": ("yy", "yyyy"), "month": ("m", "mm"), "day": ("d", "dd"), "hours": ("h", "hh")}
_DATE_PARTS |= {"minutes": ("m", "mm"), "seconds": ("s", "ss")}
_CONDITION = re.compile(r"value\(\)(<=|>=|!=|<|>|=)(-?\d+(?:\.\d+)?)")
_NOTHING = re.compile(r"0*(?:\.0*)?(?:cm|mm|in|pt|pc|px)?")
_MOST_DIGITS = 30
_MOST_SECTIONS = 3
"""Beside the one without a condition; no format has more."""
_DEEPEST = 20
PERCENT = "0.00%"
"""How a percentage is shown whose style says nothing."""


@dataclass(slots=True)
class _Format:
    """A number format while it is read: the code of its own section, and those that hold under a condition."""

    kind: str
    code: str = ""
    others: tuple[tuple[str, str], ...] = ()

    def add(self, code: str) -> None:
        """Go on with this code; what grows too long is not looked into in the end."""
        if len(self.code) <= LONGEST:
            self.code += code


class OdsStyles(XmlPass):
    """Reads the styles of a part; one of `content.xml` stands before one of the same name in `styles.xml`."""

    def __init__(
        self,
        budget: Budget,
        base: OdsStyles | None = None,
        starts: Mapping[str, Callable[[Attributes], None]] | None = None,
        ends: Mapping[str, Callable[[], None]] | None = None,
    ) -> None:
        self._hidden: set[str] = set(base._hidden) if base else set()
        self._parents: dict[str, str] = dict(base._parents) if base else {}
        self._named: dict[str, str] = dict(base._named) if base else {}
        self._formats: dict[str, _Format] = dict(base._formats) if base else {}
        self._codes: dict[str, str] = {}
        self._style = ""
        self._format = _Format("")
        self._words: list[str] = []
        self._digits: Attributes = {}
        self._drawn: list[tuple[int, str]] = []
        begin = {
            f"{STYLE}style": self._start_style,
            f"{STYLE}table-properties": self._start_table,
            f"{STYLE}table-row-properties": self._start_row_size,
            f"{STYLE}table-column-properties": self._start_column_size,
            f"{STYLE}map": self._start_map,
            f"{NUMBER}text": self._start_words,
            f"{NUMBER}currency-symbol": self._start_words,
            f"{NUMBER}embedded-text": self._start_drawn,
            f"{NUMBER}number": self._start_digits,
            f"{NUMBER}fraction": self._start_general,
            f"{NUMBER}scientific-number": self._start_general,
        }
        begin |= {f"{NUMBER}{kind}-style": self._format_of(kind) for kind in _FORMATS}
        begin |= {f"{NUMBER}{part}": self._date_part(*codes) for part, codes in _DATE_PARTS.items()}
        end = {
            f"{NUMBER}text": self._end_words,
            f"{NUMBER}currency-symbol": self._end_words,
            f"{NUMBER}embedded-text": self._end_drawn,
            f"{NUMBER}number": self._end_digits,
        }
        super().__init__(budget, {**begin, **(starts or {})}, {**end, **(ends or {})})

    def is_hidden(self, family: str, name: str) -> bool:
        """Whether nothing can be seen of a sheet, a row or a column of this style."""
        return f"{family} {name}" in self._hidden

    def code(self, style: str) -> str:
        """The format code of a cell of this style."""
        found = self._codes.get(style)
        if found is None:
            name, steps = style, 0
            while name not in self._named and name in self._parents and steps < _DEEPEST:
                name, steps = self._parents[name], steps + 1
            found = self._codes[style] = self._written(self._named.get(name, ""))
        return found

    def _written(self, name: str) -> str:
        found = self._formats.get(name)
        if found is None:
            return GENERAL
        sections = [
            f"[{condition}]{self._formats[other].code}" for condition, other in found.others if other in self._formats
        ]
        code = ";".join([*sections, found.code])
        return code if code and len(code) <= LONGEST else GENERAL

    def _start_style(self, attributes: Attributes) -> None:
        family, name = attributes.get(f"{STYLE}family", ""), attributes.get(f"{STYLE}name", "")
        self._style = f"{family} {name}"
        self._hidden.discard(self._style)
        if family == "table-cell":
            for known, attribute in ((self._named, "data-style-name"), (self._parents, "parent-style-name")):
                known.pop(name, None)
                if f"{STYLE}{attribute}" in attributes:
                    known[name] = attributes[f"{STYLE}{attribute}"]

    def _start_table(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hidden.add(self._style)

    def _start_row_size(self, attributes: Attributes) -> None:
        self._hide_without_size(attributes.get(f"{STYLE}row-height"))

    def _start_column_size(self, attributes: Attributes) -> None:
        self._hide_without_size(attributes.get(f"{STYLE}column-width"))

    def _hide_without_size(self, size: str | None) -> None:
        if size and _NOTHING.fullmatch(size):
            self._hidden.add(self._style)

    def _format_of(self, kind: str) -> Callable[[Attributes], None]:
        def start(attributes: Attributes) -> None:
            self._format = self._formats[attributes.get(f"{STYLE}name", "")] = _Format(kind)

        return start

    def _date_part(self, short: str, long: str) -> Callable[[Attributes], None]:
        def start(attributes: Attributes) -> None:
            self._format.add(long if attributes.get(f"{NUMBER}style") == "long" else short)

        return start

    def _start_map(self, attributes: Attributes) -> None:
        found = _CONDITION.fullmatch(attributes.get(f"{STYLE}condition", "").replace(" ", ""))
        if found and len(self._format.others) < _MOST_SECTIONS:
            condition = f"{found[1].replace('!=', '<>')}{found[2]}", attributes.get(f"{STYLE}apply-style-name", "")
            self._format.others += (condition,)

    def _start_words(self, _: Attributes) -> None:
        self._sink = self._words = []

    def _end_words(self) -> None:
        words = "".join(self._words).replace('"', "")
        if self._format.kind == "percentage":
            before, sign, words = words.partition("%")
            self._format.add((f'"{before}"' if before else "") + sign)
        self._format.add(f'"{words}"' if words else "")
        self._end_text()

    def _start_general(self, _: Attributes) -> None:
        self._format.add(GENERAL)

    def _start_digits(self, attributes: Attributes) -> None:
        self._digits, self._drawn = attributes, []

    def _start_drawn(self, attributes: Attributes) -> None:
        self._sink = self._words = []
        self._drawn.append((int(attributes.get(f"{NUMBER}position", 0)), ""))

    def _end_drawn(self) -> None:
        if self._drawn:
            self._drawn[-1] = self._drawn[-1][0], "".join(self._words).replace('"', "")
        self._end_text()

    def _end_digits(self) -> None:
        said = self._digits
        places = said.get(f"{NUMBER}decimal-places")
        if places is None and not self._drawn:
            self._format.add(GENERAL)
            return
        fixed = said.get(f"{NUMBER}min-decimal-places", said.get(f"{_LIBRE}min-decimal-places", places))
        if f"{NUMBER}decimal-replacement" in said:
            fixed = "0"
        most, least = _count(places), _count(fixed)
        least = min(least, most)
        whole = "0" * _count(said.get(f"{NUMBER}min-integer-digits")) or "#"
        for position, words in self._drawn[:_MOST_SECTIONS]:
            whole = whole.rjust(position + 1, "0") if 0 < position <= _MOST_DIGITS else whole
            whole = f'{whole[:-position]}"{words}"{whole[-position:]}' if 0 < position <= _MOST_DIGITS else whole
        factor = said.get(f"{NUMBER}display-factor", "1").partition(".")[0]
        decimals = f".{'0' * least}{'#' * (most - least)}" if most else ""
        self._format.add(whole + decimals + "," * ((len(factor) - 1) // 3 if factor.startswith("1") else 0))


def _count(said: str | None) -> int:
    return min(max(int(said or 0), 0), _MOST_DIGITS)
