"""A first draft of a pack from a real workbook: titles, captions and lines, as a difference over the national base."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.form.model import KINDS, Column, Edition, Table
from forms.form.pack import FILE, Pack
from forms.match.head import Head, find_head, is_numbers_row
from forms.match.normal import bare, plain
from forms.match.row_keys import names_row
from forms.readers import Grid, read
from models.errors import Trouble
from models.files import file_trouble

BASE = "national"
_LAST_ROW = 10_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What became of a sheet: the table it is taken for, None when none; how many captions and lines were known."""

    sheet: str
    table: str | None
    columns: tuple[int, int]
    """Known, and not known."""
    lines: tuple[int, int]


def start(workbook: Path, folder: Path, year: int) -> tuple[Draft, ...]:
    """Write the draft into a folder that does not exist yet; returns what became of each sheet.

    What is not known stands as a comment beside what is, to be named by a person. Raises Trouble when the workbook
    cannot be read, holds no table that can be told, or the folder is there already.
    """
    if folder.exists():
        raise Trouble(f"“{folder}”已经有了；", "请换一个还没有的文件夹。")
    form = _base(year)
    drafts, files = [], {}
    for grid in (grid for grid in read(workbook).grids if not grid.hidden and grid.cells):
        table = _table_of(grid, form)
        if table is None or table.id in files:
            drafts.append(Draft(grid.name, None, (0, 0), (0, 0)))
            continue
        head = find_head(grid, table, 1, _LAST_ROW)
        text, draft = _table_file(grid, table, head)
        files[table.id] = text.replace(f"{year}年", "{year}年")
        drafts.append(draft)
    if not files:
        raise Trouble(f"“{workbook.name}”里没有认出一张预算表；", "请选择按表样填好的预算公开工作簿。")
    others = [table.id for table in form.tables.values() if table.part != "budget"]
    names = ", ".join(map(_quoted, [*files, *others]))
    files[FILE.removesuffix(".toml")] = (
        f'[pack]\ntitle = "{folder.name}"\nversion = "1"\nbase = "{BASE}"\nyears = [{year}]\ntables = [{names}]\n'
    )
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    except OSError as error:
        raise file_trouble(folder, error) from error
    return tuple(drafts)


def _base(year: int) -> Edition:
    """The national base as an edition of that year."""
    with tempfile.TemporaryDirectory(prefix="pack-") as temporary:
        folder = Path(temporary) / "draft"
        folder.mkdir()
        (folder / FILE).write_text(f'[pack]\ntitle = "x"\nbase = "{BASE}"\nyears = [{year}]\n', encoding="utf-8")
        return Pack(folder).edition(year, KINDS[0])


def _table_of(grid: Grid, form: Edition) -> Table | None:
    """The table that a sheet is about: the one of whose words its name or its first lines hold all, and the most."""
    said = [grid.name, *(cell.text for row in grid.row_numbers[:3] for cell in grid.cells_in_row(row))]
    tables = [table for table in form.tables.values() if table.about]
    met = [t for t in tables if any(all(word in plain(text) for word in map(plain, t.about)) for text in said)]
    return max(met, key=lambda table: (len(table.about), len("".join(table.about))), default=None)


def _table_file(grid: Grid, table: Table, head: Head | None) -> tuple[str, Draft]:
    title = next((cell.text.strip() for cell in grid.cells_in_row(grid.row_numbers[0])), grid.name)
    parts = [f"[table]\ntitle = {_quoted(title)}\ntitles = [{_quoted(grid.name)}]\n"]
    if head is None:
        parts.append("# 没有认出表头，请逐列写出 [[column]]\n")
        return "\n".join(parts), Draft(grid.name, table.id, (0, 0), (0, 0))
    parts += [_column(grid, head, place, column) for place, column in _first_places(head)]
    parts += [f"# 不认识的一列：{_path(grid, head, place)}\n" for place in head.unknown]
    known, unknown = _lines(grid, table, head)
    parts += [f"# 不认识的一行：{label}\n" for label in unknown]
    return "\n".join(parts), Draft(
        grid.name, table.id, (len(head.columns), len(head.unknown)), (len(known), len(unknown))
    )


def _first_places(head: Head) -> Iterator[tuple[int, Column]]:
    seen: list[Column] = []
    for place, column in head.columns.items():
        if column not in seen:
            seen.append(column)
            yield place, column


def _column(grid: Grid, head: Head, place: int, column: Column) -> str:
    side = f'side = "{column.side}"\n' if column.side else ""
    return f'[[column]]\nid = "{column.id}"\n{side}path = {_path(grid, head, place)}\n'


def _path(grid: Grid, head: Head, place: int) -> str:
    """The captions over a column, the outermost first."""
    rows = (row for row in range(head.captions, head.body) if not is_numbers_row(grid.cells_in_row(row)))
    cells = (grid.spread(row, place) for row in rows)
    texts = dict.fromkeys("".join(cell.text.split()) for cell in cells if cell is not None and cell.text.strip())
    return f"[{', '.join(map(_quoted, texts))}]"


def _lines(grid: Grid, table: Table, head: Head) -> tuple[list[str], list[str]]:
    """The labels of a table of fixed lines that are known, and those that are not."""
    labels = [place for place, column in head.columns.items() if column.kind == "label"]
    known: list[str] = []
    unknown: list[str] = []
    if table.layout not in ("lines", "sides"):
        return known, unknown
    rows: Sequence[int] = [row for row in grid.row_numbers if row >= head.body]
    for place in labels:
        for row in rows:
            cell = grid.cells.get((row, place))
            if cell is not None and bare(cell.text):
                (known if any(names_row(cell.text, row) for row in table.rows) else unknown).append(cell.text.strip())
    return known, unknown


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
