"""The columns of units (单位编码, 单位名称) beside the codes of a table, as budget systems print them."""

from __future__ import annotations

from collections.abc import Mapping

from forms.match.body import Body
from forms.match.normal import plain
from forms.match.proof.county_words import county_words
from forms.readers import Grid
from models.records import CellEntry


def is_unit_caption(caption: str) -> bool:
    """Whether a caption is that of a column of units."""
    words = county_words()
    return plain(caption) in {plain(word) for word in (*words.unit_codes, *words.unit_names)}


class UnitsOfRows:
    """Whose each row of one table is, where columns say so; several units in one table are those of its department."""

    def __init__(self, grid: Grid, unknown: Mapping[int, str], body: Body) -> None:
        """`unknown` are the captions that are none of the form's, by sheet column."""
        self.places = tuple(place for place, caption in unknown.items() if is_unit_caption(caption))
        self._grid = grid
        self._owners = body.owners
        self._unit = ""

    def read(self, row: int) -> str:
        """The unit of a row, also where it is merged over it or named once for those below; blank where none is."""
        named = (self._grid.spread(row, place) for place in self.places)
        self._unit = next((text for cell in named if cell and (text := plain(cell.text))), self._unit)
        return self._unit

    def names(self, row: int) -> bool:
        """Whether a unit is named in this very row."""
        return any(self._grid.spread(row, place) is not None for place in self.places)

    def is_of_another(self, code: str, row: int) -> bool:
        """Whether a code was there already, of other units, and not of that of this row; it is noted as this one's."""
        if not self.places:
            return False
        unit, before = self.read(row), self._owners.get(code, ())
        if unit in before:
            return False
        self._owners[code] = (*before, unit)
        return bool(before)


def together(before: CellEntry | None, more: CellEntry | None) -> CellEntry | None:
    """What two units have in one cell; of a text and an amount the text, which is no amount."""
    if before is None or more is None or before.fen is None or more.fen is None:
        return before if before is not None and (more is None or before.fen is None) else more
    return CellEntry(fen=before.fen + more.fen, origin="imported")
