"""A first draft of a pack from a real workbook: titles, captions and lines, as a difference over the national base."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.form.layers import key_of
from forms.form.model import KINDS, Column, Edition, Row, Table
from forms.form.ordinals import HAN_NUMBER
from forms.form.pack import FILE, PACKS, Pack
from forms.match.head import Head, find_head, is_numbers_row, money_unit
from forms.match.normal import bare, plain
from forms.match.row_keys import named_rows
from forms.match.text.reading_words import reading_words
from forms.match.titles import alone
from forms.packing.shapes import Shape, head_by_shape, places_of, shape_of, texts_over, title_of
from forms.readers import Grid, GridCell, read
from models.errors import Trouble
from models.files import file_trouble

BASE = "national"
_YEAR_TOLD = re.compile("年度[:：]")
_LAST_ROW, _TOP = 10_000, 12


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
    drafts, files, heads = list[Draft](), dict[str, str](), list[tuple[Grid, Head]]()
    shapes = [(grid, shape_of(grid, form)) for grid in read(workbook).grids if not grid.hidden and grid.cells]
    captions = _captions(shapes, form)
    for grid, shape in shapes:
        table = _table_of(grid, shape, form)
        if table is None or table.id in files:
            table = _last_left(shape, form, files)
        if table is None:
            drafts.append(Draft(grid.name, None, (0, 0), (0, 0)))
            continue
        head = find_head(grid, table, 1, _LAST_ROW) or find_head(grid, table, 1, _LAST_ROW, placed={})
        if head is None or (shape.head and shape.head[-1] >= head.body):
            head = head_by_shape(grid, table, shape, form)
        text, draft, lists = _table_file(grid, table, head, shape, captions)
        files[table.id] = text.replace(f"{year}年", "{year}年")
        files |= lists
        heads += [(grid, head)] if head else []
        drafts.append(draft)
    if not files:
        raise Trouble(f"“{workbook.name}”里没有认出一张预算表；", "请选择按表样填好的预算公开工作簿。")
    others = [table.id for table in form.tables.values() if table.part != "budget"]
    names = ", ".join(map(_quoted, [*(draft.table for draft in drafts if draft.table), *others]))
    files[FILE.removesuffix(".toml")] = (
        f'[pack]\ntitle = "{folder.name}"\nversion = "1"\nbase = "{BASE}"\nyears = [{year}]\ntables = [{names}]\n'
        + "".join(f"# 没有认出是哪张表的工作表：{draft.sheet}\n" for draft in drafts if draft.table is None)
        + _heads(heads)
    )
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    except OSError as error:
        raise file_trouble(folder, error) from error
    return tuple(drafts)


def _heads(heads: Sequence[tuple[Grid, Head]]) -> str:
    """How the heads of the tables name unit and year and whether they number their columns, where they do it otherwise
    than the base."""
    rows = [(grid.cells_in_row(row), row < head.captions) for grid, head in heads for row in grid.row_numbers[:_TOP]]
    texts = ["".join(cell.text.split()) for cells, is_above in rows if is_above for cell in cells]
    caption = reading_words().unit_caption
    units = [found[0] for text in texts if (found := caption.match(text)) and money_unit(text) is None]
    money = Counter(head.unit for _, head in heads if head.unit).most_common(1)
    lines = [f'unit = "{unit}"' for unit, _ in money if unit != Table.unit]
    captions = [text.partition(unit)[0] for unit, _ in money for text in texts if money_unit(text) == unit]
    lines += [f"unit_caption = {_quoted(c)}" for c in captions[:1] if c.endswith("：") and c != Table.unit_caption]
    lines += [f"head_unit = {_quoted(f'{units[0]}{{name}}')}"] if units else []
    lines += [] if any(_YEAR_TOLD.search(text) for text in texts) else ['head_date = ""']
    lines += [] if any(_numbers_columns(cells) for cells, _ in rows) else ["column_numbers = false"]
    return "\n".join(["", "[table]", *lines, ""]) if lines else ""


def _numbers_columns(cells: tuple[GridCell, ...]) -> bool:
    """Whether a row is that of the 栏次: 栏次, or 1, 2, 3 …"""
    return is_numbers_row(cells) or (len(cells) > 1 and [cell.number for cell in cells] == [*range(1, len(cells) + 1)])


def _base(year: int) -> Edition:
    """The national base as an edition of that year."""
    with tempfile.TemporaryDirectory(prefix="pack-") as temporary:
        folder = Path(temporary) / "draft"
        folder.mkdir()
        (folder / FILE).write_text(f'[pack]\ntitle = "x"\nbase = "{BASE}"\nyears = [{year}]\n', encoding="utf-8")
        return Pack(folder).edition(year, KINDS[0])


def _table_of(grid: Grid, shape: Shape, form: Edition) -> Table | None:
    """The table that a sheet is about: of those that its shape allows the one of whose words its name or its first
    lines hold all, and the most."""
    said = [grid.name, *(cell.text for row in grid.row_numbers[:3] for cell in grid.cells_in_row(row))]
    tables = [table for table in form.tables.values() if table.about and shape.fits(table)]
    met = [t for t in tables if any(all(word in plain(text) for word in map(plain, t.about)) for text in said)]
    return max(met, key=lambda table: (len(table.about), len("".join(table.about))), default=None)


def _last_left(shape: Shape, form: Edition, taken: Collection[str]) -> Table | None:
    """The one table of two sides that is left for a sheet that shows the classes and calls itself otherwise."""
    left = [table for table in form.tables.values() if table.layout == "sides" and table.id not in taken]
    return left[0] if shape.has_classes and len(left) == 1 else None


def _captions(shapes: Iterable[tuple[Grid, Shape]], form: Edition) -> frozenset[str]:
    """What stands in the heads of the base and of the workbook: no name by which a table is known."""
    columns = [column for table in form.tables.values() for column in table.columns]
    declared = (caption for column in columns for caption in (*column.path, *column.aliases))
    said = (cell.text for grid, shape in shapes for row in shape.head for cell in grid.cells_in_row(row))
    return frozenset(map(alone, (*declared, *said)))


def _table_file(
    grid: Grid, table: Table, head: Head | None, shape: Shape, captions: Collection[str]
) -> tuple[str, Draft, dict[str, str]]:
    """The file of a table, what became of its sheet, and the files of the lists of lines that it shares."""
    title = title_of(grid, shape)
    # A sheet that is called 1 or A tells nothing: as a title it would be met everywhere.
    is_title = len(HAN_NUMBER.sub("", bare(grid.name))) > 1 and alone(grid.name) not in captions
    titles = f"titles = [{_quoted(grid.name)}]\n" if is_title else ""
    parts = [f"[table]\ntitle = {_quoted(title)}\n{titles}"]
    if head is None:
        paths = [texts_over(grid, shape.head, place) for place in places_of(grid, shape.head)]
        parts.append("# 没有认出表头，请逐列写出 [[column]]\n")
        parts += [f"# 不认识的一列：{_listed(path)}\n" for path in paths]
        return "\n".join(parts), Draft(grid.name, table.id, (0, len(paths)), (0, 0)), {}
    columns = dict(_first_places(head))
    rows = _MetLines(grid, table, head)
    parts.append(_kept("column", [_column_key(column) for column in columns.values()], rows.kept()))
    parts += [_column(grid, head, place, column) for place, column in columns.items()]
    parts += rows.renamed()
    parts += [f"# 不认识的一列：{_listed(_path(grid, head, place))}\n" for place in head.unknown]
    parts += [f"# 不认识的一行：{label}\n" for label in rows.unknown]
    known, unknown = len(rows.known), len(rows.unknown)
    draft = Draft(grid.name, table.id, (len(head.columns), len(head.unknown)), (known, unknown))
    return "\n".join(parts), draft, rows.lists()


def _kept(name: str, keys: Iterable[str], rows: Sequence[str]) -> str:
    """What stays of the columns of the base, and of its lines where the workbook does not have all."""
    lines = f"row = [{', '.join(map(_quoted, rows))}]\n" if rows else ""
    return f"[keep]\n{name} = [{', '.join(map(_quoted, keys))}]\n{lines}"


def _first_places(head: Head) -> Iterator[tuple[int, Column]]:
    seen: list[Column] = []
    for place, column in head.columns.items():
        if column not in seen:
            seen.append(column)
            yield place, column


def _column_key(column: Column) -> str:
    return "/".join(filter(None, (column.side, column.id)))


def _column(grid: Grid, head: Head, place: int, column: Column) -> str:
    side = f'side = "{column.side}"\n' if column.side else ""
    path = _path(grid, head, place)
    places = [other for other, one in head.columns.items() if one == column]
    if column.kind != "code" or len(places) == 1:
        return f'[[column]]\nid = "{column.id}"\n{side}path = {_listed(path)}\n'
    parts = [_path(grid, head, other)[-1] for other in places]
    return f'[[column]]\nid = "{column.id}"\n{side}path = {_listed(path[:-1] or path)}\nparts = {_listed(parts)}\n'


def _path(grid: Grid, head: Head, place: int) -> list[str]:
    """The captions over a column, the outermost first."""
    return texts_over(grid, range(head.captions, head.body), place)


class _MetLines:
    """The labels of a table of fixed lines: those that are lines of the base, by the line, and those that are not."""

    def __init__(self, grid: Grid, table: Table, head: Head) -> None:
        self.known: dict[Row, str] = {}
        self.unknown: list[str] = []
        self._table = table
        self._declared = Pack(PACKS / BASE).file(table.id).get("row", ())
        sides = {place: column.side for place, column in head.columns.items() if column.kind == "label"}
        for place, side in sides.items() if table.layout in ("lines", "sides") else ():
            for row in (row for row in grid.row_numbers if row >= head.body):
                cell = grid.cells.get((row, place))
                label = cell.text.strip() if cell is not None and bare(cell.text) else ""
                found = named_rows(table.rows, side, label) if label else ()
                if line := next((one for one in found if one not in self.known), None):
                    self.known[line] = label
                elif label:
                    self.unknown.append(label)

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
                names = [f'[[line]]\nid = "{key}"\nname = {_quoted(HAN_NUMBER.sub("", name))}\n' for key, name in met]
                found[item["lines"]] = "\n".join([f"[keep]\nline = {_listed(key for key, _ in met)}\n", *names])
        return found

    def renamed(self) -> Iterator[str]:
        """The lines that bear another name than in the base."""
        for row, label in self.known.items():
            if not row.numbered and plain(label) != plain(row.label):
                side = f'side = "{row.side}"\n' if row.side else ""
                yield f'[[row]]\nid = "{row.key}"\n{side}label = {_quoted(label)}\n'


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
