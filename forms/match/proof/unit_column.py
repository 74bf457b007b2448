"""The columns of units (单位编码, 单位名称) beside the codes of a table, as budget systems print them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from forms.match.body import Body
from forms.match.normal import plain
from forms.match.proof.county_words import county_words
from forms.readers import Grid
from models.records import CellEntry, Unit

_CODE_AND_NAME = re.compile(r"[\[(（【〔]?(\d{3,12})[\])）】〕]?[-—_]*(.*)")


def is_unit_caption(caption: str) -> bool:
    """Whether a caption is that of a column of units."""
    words = county_words()
    return plain(caption) in {plain(word) for word in (*words.unit_codes, *words.unit_names)}


def is_same(one: Unit, other: Unit) -> bool:
    """Whether two namings are the very same unit: by the code where both have one, else by the name as it stands."""
    if one.code and other.code:
        return one.code == other.code
    return bool(one.name) and plain(one.name) == plain(other.name)


class UnitsOfRows:
    """Whose each row of one table is, where columns say so; several units in one table are those of its department."""

    def __init__(self, grid: Grid, unknown: Mapping[int, str], body: Body, only: Unit | None) -> None:
        """`unknown` are the captions that are none of the form's, by sheet column; `only` the unit whose rows are
        wanted, None for all of them together."""
        words, captions = county_words(), {place: plain(caption) for place, caption in unknown.items()}
        self._codes = _in_order(captions, words.unit_codes)
        self._names = _in_order(captions, words.unit_names)
        self.places = (*self._codes, *self._names)
        self._grid = grid
        self._body = body
        self._only = only
        self._unit = Unit("", "")

    def read(self, row: int) -> Unit:
        """The unit of a row, also where it is merged over it or named once for those below; blank where none is."""
        code, (code_before, name) = self._first(self._codes, row), _parted(self._first(self._names, row))
        code = code or code_before
        if code or name:
            known = self._body.units
            self._unit = next((unit for unit in known if is_same(unit, Unit(code, name))), Unit(code, name))
            if self._unit not in known:
                known.append(self._unit)
        return self._unit

    def names(self, row: int) -> bool:
        """Whether a unit is named in this very row."""
        return any(self._grid.spread(row, place) is not None for place in self.places)

    def is_left(self, row: int, *, is_total: bool) -> bool:
        """Whether a row is of another unit than the one wanted, or what all of them have in all."""
        if self._only is None or not self.places:
            return False
        is_of_all = is_total and not self.names(row)
        return is_of_all or not is_same(self.read(row), self._only)

    def is_total_of_wanted(self, label: str) -> bool:
        """Whether a row with this label and no code is what the wanted unit has in all."""
        return self._only is not None and bool(self.places) and county_words().is_total(label)

    def is_of_another(self, code: str, row: int) -> bool:
        """Whether a code was there already, of other units, and not of that of this row; it is noted as this one's."""
        if not self.places:
            return False
        unit, before = self.read(row), self._body.owners.get(code, ())
        if unit in before:
            return False
        self._body.owners[code] = (*before, unit)
        return bool(before)

    def _first(self, places: Sequence[int], row: int) -> str:
        named = (self._grid.spread(row, place) for place in places)
        return next((text for cell in named if cell and (text := "".join(cell.text.split()))), "")


def together(before: CellEntry | None, more: CellEntry | None) -> CellEntry | None:
    """What two units have in one cell; of a text and an amount the text, which is no amount."""
    if before is None or more is None or before.fen is None or more.fen is None:
        return before if before is not None and (more is None or before.fen is None) else more
    return CellEntry(fen=before.fen + more.fen, origin="imported")


def _in_order(captions: Mapping[int, str], words: Sequence[str]) -> tuple[int, ...]:
    """The sheet columns under these captions, that of the likeliest first: 单位编码 before 部门编码."""
    order = [plain(word) for word in words]
    fitting = (place for place, caption in captions.items() if caption in order)
    return tuple(sorted(fitting, key=lambda place: order.index(captions[place])))


def _parted(text: str) -> tuple[str, str]:
    """The code in front of a name, [339]某局, and the name."""
    found = _CODE_AND_NAME.fullmatch(text)
    return (found[1], found[2]) if found else ("", text)
