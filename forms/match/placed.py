"""What a person said about sheets, columns and rows that the program cannot place by itself, as an office keeps it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from forms.form.model import Column
from forms.match.normal import plain
from forms.readers import Grid

DECLINED = ""
"""What stands for 不要 in the place of a table, a column or a row."""
NOT_WANTED = "按指定不收取"
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Placed:
    """Tables by the caption of their sheet, columns by table and caption, the keys of rows by table and label;
    DECLINED for what is not wanted."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, text: str | None) -> Placed:
        """What `dump` wrote; nothing placed when nothing was kept, or what was kept is damaged."""
        try:
            kept = _mapping(json.loads(text or "{}"))
        except (ValueError, RecursionError):
            return cls()
        columns, rows = ({t: _words(held) for t, held in _mapping(kept.get(k)).items()} for k in ("columns", "rows"))
        return cls(_words(kept.get("sheets")), columns, rows)

    def dump(self) -> str:
        """As JSON."""
        return json.dumps({"sheets": self.sheets, "columns": self.columns, "rows": self.rows}, ensure_ascii=False)

    def with_sheet(self, caption: str, table: str | None) -> Placed:
        """The sheet of that caption is this table; None leaves it to the program again."""
        return replace(self, sheets=_changed(self.sheets, caption, table))

    def with_column(self, table: str, caption: str, column: str | None) -> Placed:
        """The caption names this column of the table; None leaves it to the program again."""
        columns = _changed(self.columns.get(table, {}), plain(caption), column)
        return replace(self, columns={**self.columns, table: columns})

    def with_row(self, table: str, label: str, row: str | None) -> Placed:
        """The label names this row of the table; None leaves it to the program again."""
        rows = _changed(self.rows.get(table, {}), plain(label), row)
        return replace(self, rows={**self.rows, table: rows})

    def row_of(self, table: str, label: str) -> str | None:
        """The key of the row that was chosen for a label; None when nothing was."""
        return self.rows.get(table, {}).get(plain(label))

    def column_of(self, table: str, caption: str) -> str | None:
        """The key of the column that was chosen for a caption; None when nothing was."""
        return self.columns.get(table, {}).get(plain(caption))


def sheet_caption(grid: Grid) -> str:
    """What a sheet is known by from year to year: its name and the first text in it, without digits."""
    first = grid.cells[min(grid.cells)].text if grid.cells else ""
    return _DIGITS.sub("", f"{plain(grid.name)}|{plain(first)}")


def column_key(column: Column) -> str:
    """A column of a table, those of the two sides of a table apart."""
    return f"{column.side}/{column.id}"


def _mapping(kept: object) -> dict[str, object]:
    """What JSON gave where names are wanted; nothing where it is something else."""
    return kept if isinstance(kept, dict) else {}


def _words(kept: object) -> dict[str, str]:
    return {name: word for name, word in _mapping(kept).items() if isinstance(word, str)}


def _changed(kept: Mapping[str, str], key: str, value: str | None) -> dict[str, str]:
    rest = {name: held for name, held in kept.items() if name != key}
    return rest if value is None else {**rest, key: value}
