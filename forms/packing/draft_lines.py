"""The lines of a table of which a form is drafted: which of them are lines of the base, how they are numbered, in which
order they close the table; and how values of a declaration are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from forms.form.layers import key_of
from forms.form.model import Row, Table
from forms.form.ordinals import LEAD, number_pattern
from forms.form.pack import PACKS, Pack
from forms.match.head import Head
from forms.match.normal import bare, plain
from forms.match.row_keys import named_rows
from forms.packing.shapes import most_alike
from forms.readers import Grid, GridCell

BASE = "national"
USUAL_NUMBER = "{ordinal}、"
"""How the base numbers the lines of lists."""


def usual_number(grids: Iterable[Grid]) -> str:
    """How most lines of these sheets are numbered that are: `（{ordinal}）`; as in the base where none is."""
    return _number_of(cell for grid in grids for cell in grid.cells.values()) or USUAL_NUMBER


def _number_of(cells: Iterable[GridCell]) -> str:
    """How most of the cells that begin with a number write it; blank where none does."""
    texts = (cell.text.strip() for cell in cells if cell.number is None)
    patterns = Counter(pattern for text in texts if (pattern := number_pattern(text)))
    return next((pattern for pattern, _ in patterns.most_common(1)), "")


class MetLines:
    """The labels of a table of fixed lines: those that are lines of the base, by the line, and those that are not."""

    def __init__(self, grid: Grid, table: Table, head: Head) -> None:
        self.known: dict[Row, str] = {}
        self.unknown: list[str] = []
        self._table = table
        self._declared = Pack(PACKS / BASE).file(table.id).get("row", ())
        self._numbers: dict[str, str] = {}
        places = {place: column.side for place, column in head.columns.items() if column.kind == "label"}
        if table.layout not in ("lines", "sides"):
            return
        cells = [cell for cell in grid.cells.values() if cell.row >= head.body and cell.column in places]
        labels = {side: [c for c in cells if places[c.column] == side and bare(c.text)] for side in places.values()}
        self._numbers = {side: _number_of(cells) for side, cells in labels.items()}
        end = max((cell.row for cells in labels.values() for cell in cells if self._is_listed(cell)), default=0)
        for side, cells in labels.items():
            self._meet(side, cells, end)

    def _meet(self, side: str, cells: Sequence[GridCell], end: int) -> None:
        """Tell the lines of a side, whose last listed line stands in row `end`."""
        found = {cell: named_rows(self._table.rows, side, cell.text.strip()) for cell in cells}
        found |= self._closing(side, {cell: rows for cell, rows in found.items() if cell.row > end})
        met = {row for rows in found.values() for row in rows}
        lines = [row for row in self._table.rows if row.side == side and row.numbered and row not in met]
        names = {row: [bare(name) for name in (row.label, *row.aliases)] for row in lines}
        for cell in cells:
            alike = None if found[cell] or cell.row > end else most_alike(bare(cell.text), names)
            rows = [alike] if alike is not None else found[cell]
            if line := next((one for one in rows if one not in self.known), None):
                self.known[line] = cell.text.strip()
            else:
                self.unknown.append(cell.text.strip())

    def _is_listed(self, cell: GridCell) -> bool:
        """Whether it is a line of a list: it has a number, or names a class."""
        return bool(LEAD.match(cell.text.strip())) or any(
            row.class_code and bare(row.label) == bare(cell.text) for row in self._table.rows
        )

    def _closing(self, side: str, found: Mapping[GridCell, Sequence[Row]]) -> Mapping[GridCell, Sequence[Row]]:
        """The lines that close a side, in their order, where it has as many as the base and each that is known stands
        in its place; a line that is part of another one is none of them."""
        feet = [row for row in self._table.rows if row.foot and row.side == side]
        rows = [row for row in feet if not any(row.key.startswith(f"{other.key}.") for other in feet)]
        if len(rows) != len(found) or any(
            met and row not in met for row, met in zip(rows, found.values(), strict=True)
        ):
            return {}
        return {cell: [row] for cell, row in zip(found, rows, strict=True)}

    def kept(self) -> list[str]:
        """The keys of the rows that stay; none to be said where all do."""
        kept = [
            key_of("row", item)
            for item in self._declared
            if self._is_met(str(item.get("id", "")), str(item.get("lines", "")), str(item.get("under", "")))
        ]
        return kept if len(kept) < len(self._declared) else []

    def _is_met(self, key: str, shared: str, under: str) -> bool:
        """Whether the row of that key is known, or any line that stands under another one; a whole list stays."""
        met = {row.key for row in self.known}
        return key in met if not shared else not under or any(key.startswith(f"{under}.") for key in met)

    def lists(self) -> dict[str, str]:
        """The lists of lines that the table shares with others, where the form has less or calls them otherwise; those
        of the classes are the same everywhere."""
        found: dict[str, str] = {}
        for item in (item for item in self._declared if "lines" in item and not item.get("under")):
            rows = [row for row in self._table.rows if row.numbered and row.side == item["side"] and not row.class_code]
            met = [(row.key.partition(".")[2], self.known[row]) for row in rows if row in self.known]
            if met and len(met) < len(rows):
                names = [f'[[line]]\nid = "{key}"\nname = {quoted(LEAD.sub("", name))}\n' for key, name in met]
                found[item["lines"]] = "\n".join([f"[keep]\nline = {listed(key for key, _ in met)}\n", *names])
        return found

    def renamed(self) -> Iterator[str]:
        """The lines that bear another name than in the base."""
        for row, label in self.known.items():
            if not row.numbered and plain(label) != plain(row.label):
                side = f'side = "{row.side}"\n' if row.side else ""
                yield f'[[row]]\nid = "{row.key}"\n{side}label = {quoted(label)}\n'

    def numbered_otherwise(self, usual: str) -> Iterator[str]:
        """The lists whose lines are numbered otherwise than is usual in the form."""
        for item in self._declared:
            number = self._numbers.get(item.get("side", ""), usual) if "lines" in item else usual
            if number != usual and not item.get("under"):
                said = f'side = "{item["side"]}"\nlines = "{item["lines"]}"\nline_number = {quoted(number)}'
                yield f"[[row]]\n{said}\n"


def listed(texts: Iterable[str]) -> str:
    """Texts as a list of a declaration."""
    return f"[{', '.join(map(quoted, texts))}]"


def quoted(text: str) -> str:
    """A text as a value of a declaration."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
