"""The lines of a table of which a form is drafted: which of them are lines of the base, how they are numbered, in which
order they close the table; and how values of a declaration are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from forms.form.layers import key_of
from forms.form.model import Row, Table
from forms.form.ordinals import LEAD, number_pattern
from forms.form.pack import PACKS, Pack
from forms.match.head import Head
from forms.match.normal import bare, plain
from forms.match.row_keys import named_rows
from forms.match.text.reading_words import reading_words
from forms.packing.shapes import class_name, most_alike
from forms.readers import Grid, GridCell

BASE = "national"
USUAL_NUMBER = "{ordinal}、"
"""How the base numbers the lines of lists."""


def usual_number(grids: Iterable[Grid]) -> str:
    """How most lines of these sheets are numbered that are: `（{ordinal}）`; as in the base where none is."""
    texts = (cell.text.strip() for grid in grids for cell in grid.cells.values() if cell.number is None)
    return _number_of(texts) or USUAL_NUMBER


def _number_of(texts: Iterable[str]) -> str:
    """How most of the texts that begin with a number write it; blank where none does."""
    patterns = Counter(pattern for text in texts if (pattern := number_pattern(text)))
    return next((pattern for pattern, _ in patterns.most_common(1)), "")


class MetLines:
    """The labels of a table of fixed lines: those that are lines of the base, by the line, and those that are not."""

    def __init__(self, grid: Grid, table: Table, head: Head) -> None:
        self.known: dict[Row, str] = {}
        self.unknown: list[str] = []
        self._stands: dict[Row, int] = {}
        self._table = table
        self._declared = Pack(PACKS / BASE).file(table.id).get("row", ())
        self._numbers: dict[str, str] = {}
        places = {place: column.side for place, column in head.columns.items() if column.kind == "label"}
        if table.layout not in ("lines", "sides"):
            return
        cells = [cell for cell in grid.cells.values() if cell.row >= head.body and cell.column in places]
        labels = {side: [c for c in cells if places[c.column] == side and bare(c.text)] for side in places.values()}
        listed_cells = (cell for side, cells in labels.items() for cell in cells if self._is_listed(side, cell))
        end = max((cell.row for cell in listed_cells), default=0)
        for side, cells in labels.items():
            self._meet(side, cells, end)
            # What closes a side may have a number where the lines of its list have none.
            met = [label for row, label in self.known.items() if row.side == side and row.numbered]
            self._numbers[side] = _number_of(met or [cell.text.strip() for cell in cells])

    def _meet(self, side: str, cells: Sequence[GridCell], end: int) -> None:
        """Tell the lines of a side, whose last listed line stands in row `end`."""
        found = {cell: self._class_or_named(side, cell.text.strip()) for cell in cells}
        found |= self._closing(side, {cell: rows for cell, rows in found.items() if cell.row > end})
        met = {row for rows in found.values() for row in rows}
        names = self._names(row for row in self._table.rows if row.side == side and row not in met)
        total = self._total_line(cells, met) if self._table.layout == "lines" else {}
        for cell in cells:
            is_beyond = self._table.layout == "sides" and cell.row > end
            alike = None if found[cell] or is_beyond else most_alike(bare(cell.text), {one: one for one in names})
            rows = names[alike] if alike is not None else found[cell] or total.get(cell, [])
            if line := next((one for one in rows if one not in self.known and self._has_place(one, met)), None):
                self.known[line] = cell.text.strip()
                self._stands[line] = cell.row
            else:
                self.unknown.append(cell.text.strip())

    def _names(self, rows: Iterable[Row]) -> Mapping[tuple[str, ...], Sequence[Row]]:
        """The names of the lines that are no closing ones, with those that bear them: funds stand in a list of this
        year and again below 上年结转."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            if not row.foot or self._is_part(row):
                found.setdefault(tuple(bare(name) for name in (row.label, *row.aliases)), []).append(row)
        return found

    def _has_place(self, row: Row, met: Collection[Row]) -> bool:
        """Whether the line that a line is part of is there."""
        wholes = [other for other in self._table.rows if other.foot and row.key.startswith(f"{other.key}.")]
        return all(whole in self.known or whole in met for whole in wholes)

    def _is_part(self, row: Row) -> bool:
        """Whether a line is part of another one that closes its side."""
        return any(row.key.startswith(f"{other.key}.") for other in self._table.rows if other.foot)

    def _total_line(self, cells: Sequence[GridCell], met: Collection[Row]) -> Mapping[GridCell, list[Row]]:
        """The only label that ends like a total, 三项合计, as the total of a table where no other is."""
        totals = reading_words().totals
        rows = [row for row in self._table.rows if plain(row.label) in totals]
        last = [cell for cell in cells if plain(cell.text).endswith(totals)]
        return {last[0]: rows} if len(rows) == len(last) == 1 and rows[0] not in met else {}

    def _class_or_named(self, side: str, label: str) -> Sequence[Row]:
        """The lines that a label names; that of a class where its code stands before the name."""
        rows = [row for row in self._table.rows if row.side == side and row.class_code]
        name = class_name(label)
        return [row for row in rows if name == bare(row.label)] or named_rows(self._table.rows, side, label)

    def _is_listed(self, side: str, cell: GridCell) -> bool:
        """Whether it is a line of a list: it has a number, names a class, or is like a line that is listed."""
        rows = [row for row in self._table.rows if row.side == side]
        if LEAD.match(cell.text.strip()) or any(r.class_code and bare(r.label) == class_name(cell.text) for r in rows):
            return True
        return most_alike(bare(cell.text), {one: one for one in self._names(rows)}) is not None

    def _closing(self, side: str, found: Mapping[GridCell, Sequence[Row]]) -> Mapping[GridCell, Sequence[Row]]:
        """The lines that close a side, in their order, where it has as many as the base and each that is known stands
        in its place; the only one is the last of the base. A line that is part of another one is none of them. Of two
        that bear the name of one line, 收入合计 and 总计, it is the last."""
        feet = [row for row in self._table.rows if row.foot and row.side == side]
        rows = [row for row in feet if not self._is_part(row)]
        rows = rows[-1:] if len(found) == 1 else rows
        last = {row: cell for cell, met in found.items() for row in met}
        named = [[row for row in met if last[row] is cell] for cell, met in found.items()]
        if len(rows) != len(found) or any(met and row not in met for row, met in zip(rows, named, strict=True)):
            return {}
        return {cell: [row] for cell, row in zip(found, rows, strict=True)}

    def kept(self) -> list[str]:
        """The keys of the rows that stay, fixed lines in the order of the workbook; none to be said where all do as
        they stand in the base."""
        kept = [
            key_of("row", item)
            for item in self._declared
            if self._is_met(str(item.get("id", "")), str(item.get("lines", "")), str(item.get("under", "")))
        ]
        declared = [key_of("row", item) for item in self._declared]
        if self._table.layout == "lines":
            kept = [row.key for row in self.known if row.key in kept]
        for row in reversed(self._leading()):
            kept.remove(row.key)
            lists = (one for one in kept if one.startswith(f"{row.side}:"))
            kept.insert(kept.index(next(lists)), row.key)
        return kept if kept != declared else []

    def _leading(self) -> list[Row]:
        """The lines that close a side in the base and stand here above its list: 一、本年收入, with its funds below."""
        last: dict[str, int] = {}
        for row, place in self._stands.items():
            if row.numbered:
                last[row.side] = max(place, last.get(row.side, 0))
        feet = [row for row in self._stands if row.foot and not self._is_part(row)]
        return [row for row in feet if self._stands[row] < last.get(row.side, 0)]

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
            is_renamed = any(plain(self.known.get(row, row.label)) != plain(row.label) for row in rows)
            if met and (len(met) < len(rows) or is_renamed):
                names = [f'[[line]]\nid = "{key}"\nname = {quoted(LEAD.sub("", name))}\n' for key, name in met]
                found[item["lines"]] = "\n".join([f"[keep]\nline = {listed(key for key, _ in met)}\n", *names])
        return found

    def renamed(self) -> Iterator[str]:
        """The lines that bear another name than in the base, or stand elsewhere."""
        own, leading = {str(item.get("id", "")) for item in self._declared}, self._leading()
        for row, label in self.known.items():
            if row.key in own and (plain(label) != plain(row.label) or row in leading):
                side = f'side = "{row.side}"\n' if row.side else ""
                foot = "foot = 0\n" if row in leading else ""
                yield f'[[row]]\nid = "{row.key}"\n{side}label = {quoted(label)}\n{self._aliases(row)}{foot}'

    def _aliases(self, row: Row) -> str:
        """The other names of a line, where the base has one among them that is another line's here."""
        others = {plain(label) for other, label in self.known.items() if other.side == row.side and other is not row}
        left = [name for name in row.aliases if plain(name) not in others]
        return f"aliases = {listed(left)}\n" if len(left) < len(row.aliases) else ""

    def numbered_otherwise(self, usual: str) -> Iterator[str]:
        """The lists whose lines are numbered otherwise than is usual in the form, or in the base below another line."""
        for item in (item for item in self._declared if "lines" in item):
            under, side = str(item.get("under", "")), str(item.get("side", ""))
            said = usual if not under else str(item.get("line_number", usual))
            met = [label for row, label in self.known.items() if under and row.key.startswith(f"{under}.")]
            number = self._numbers.get(side, usual) if not under else _number_of(met) if met else said
            if number != said:
                values = {"side": side, "lines": str(item["lines"]), "under": under}
                lines = [f"{key} = {quoted(value)}" for key, value in values.items() if value]
                yield "\n".join(["[[row]]", *lines, f"line_number = {quoted(number)}", ""])


def listed(texts: Iterable[str]) -> str:
    """Texts as a list of a declaration."""
    return f"[{', '.join(map(quoted, texts))}]"


def quoted(text: str) -> str:
    """A text as a value of a declaration."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
