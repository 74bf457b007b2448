"""A first draft of a pack from a real workbook: titles, captions and lines, as a difference over the national base."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from forms.form.model import KINDS, Column, Edition, Table
from forms.form.ordinals import LEAD
from forms.form.pack import FILE, Pack
from forms.match.head import Head, find_head
from forms.match.normal import bare, plain
from forms.match.proof.captions import is_numbers_row, money_unit
from forms.match.text.reading_words import reading_words
from forms.match.titles import alone
from forms.packing.draft_lines import BASE, USUAL_NUMBER, MetLines, listed, quoted, usual_number
from forms.packing.shapes import Shape, has_total_last, head_by_shape, places_of, shape_of, texts_over, title_of
from forms.readers import Grid, GridCell, read
from models.errors import Trouble
from models.files import file_trouble

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
    drafts, files, heads = list[Draft](), dict[str, str](), list[tuple[Grid, Shape, Head]]()
    shapes = [(grid, shape_of(grid, form)) for grid in read(workbook).grids if not grid.hidden and grid.cells]
    captions, tables = _captions(shapes, form), _tables(shapes, form)
    number = usual_number(grid for grid, shape in shapes if shape.has_classes)
    for place, (grid, shape) in enumerate(shapes):
        table = tables.get(place)
        if table is None:
            drafts.append(Draft(grid.name, None, (0, 0), (0, 0)))
            continue
        head = _head(grid, table, shape, form)
        text, draft, lists = _table_file(grid, table, head, shape, captions, number)
        files[table.id] = text.replace(f"{year}年", "{year}年").replace(f"{year - 1}年", "{previous}年")
        files |= lists
        heads += [(grid, shape, head)] if head else []
        drafts.append(draft)
    if not files:
        raise Trouble(f"“{workbook.name}”里没有认出一张预算表；", "请选择按表样填好的预算公开工作簿。")
    others = [table.id for table in form.tables.values() if table.part != "budget"]
    names = ", ".join(map(quoted, [*(draft.table for draft in drafts if draft.table), *others]))
    files[FILE.removesuffix(".toml")] = (
        f'[pack]\ntitle = "{folder.name}"\nversion = "1"\nbase = "{BASE}"\nyears = [{year}]\ntables = [{names}]\n'
        + ("" if any(kind in text for text in files.values() for kind in KINDS) else f'usual_kind = "{KINDS[0]}"\n')
        + "".join(f"# 没有认出是哪张表的工作表：{draft.sheet}\n" for draft in drafts if draft.table is None)
        + _of_all(heads, number, form)
    )
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    except OSError as error:
        raise file_trouble(folder, error) from error
    return tuple(drafts)


def _of_all(heads: Sequence[tuple[Grid, Shape, Head]], number: str, form: Edition) -> str:
    """What holds for every table, where it is otherwise than in the base: how the heads name unit and year, whether
    columns are numbered and how lines are, how the amounts are printed and where their total stands."""
    rows = [(grid.cells_in_row(row), row < head.captions) for grid, _, head in heads for row in grid.row_numbers[:_TOP]]
    texts = ["".join(cell.text.split()) for cells, is_above in rows if is_above for cell in cells]
    caption = reading_words().unit_caption
    units = [found[0] for text in texts if (found := caption.match(text)) and money_unit(text) is None]
    money = Counter(head.unit for *_, head in heads if head.unit).most_common(1)
    lines = [f'unit = "{unit}"' for unit, _ in money if unit != Table.unit]
    lines += ["places = 0"] if lines and not any(_has_parts(grid, head) for grid, _, head in heads) else []
    captions = [text.partition(unit)[0] for unit, _ in money for text in texts if money_unit(text) == unit]
    lines += [f"unit_caption = {quoted(c)}" for c in captions[:1] if "：" in c and c != Table.unit_caption]
    lines += [f"head_unit = {quoted(f'{units[0]}{{name}}')}"] if units else []
    lines += [] if any(_YEAR_TOLD.search(text) for text in texts) else ['head_date = ""']
    lines += [] if any(_numbers_columns(cells) for cells, _ in rows) else ["column_numbers = false"]
    lasts = Counter(has_total_last(grid, head.body, shape, form) for grid, shape, head in heads)
    lines += ["total_last = true"] if lasts[True] > lasts[False] else []
    lines += [f"line_number = {quoted(number)}"] if number != USUAL_NUMBER else []
    return "\n".join(["", "[table]", *lines, ""]) if lines else ""


def _has_parts(grid: Grid, head: Head) -> bool:
    """Whether a table has amounts that are not whole."""
    numbers = (cell.number for cell in grid.cells.values() if cell.row >= head.body and cell.number is not None)
    return any(number != int(number) for number in numbers)


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


def _tables(shapes: Sequence[tuple[Grid, Shape]], form: Edition) -> dict[int, Table]:
    """The table that each sheet is taken for, by its place: by the words that a title of the table has in any form, all
    of them or, of the tables then left, one of them. The one that is left for its codes or of two sides may call itself
    anything; of several that are left it is the one whose name alone has something of that of the sheet."""
    found: dict[int, Table] = {}
    for how in (_by_all_words, _by_a_word, partial(_by_codes, form), _by_classes, partial(_by_name, form)):
        for place, (grid, shape) in enumerate(shapes):
            if _is_contents(grid):
                continue
            left = [table for table in form.tables.values() if table not in found.values() and shape.fits(table)]
            if place not in found and (table := how(grid, shape, left)) is not None:
                found[place] = table
    return found


def _by_all_words(grid: Grid, _shape: Shape, tables: Sequence[Table]) -> Table | None:
    """The one of whose words the name of the sheet or one of its first lines holds all, and the most."""
    met = [t for t in tables if t.about and any(all(word in text for word in t.about) for text in _said(grid))]
    return max(met, key=lambda table: (len(table.about), len("".join(table.about))), default=None)


def _by_a_word(grid: Grid, shape: Shape, tables: Sequence[Table]) -> Table | None:
    """The first one of whose words they hold any, where the codes of the sheet tell what kind of table it is."""
    met = (t for t in tables if shape.catalogue and any(word in text for word in t.about for text in _said(grid)))
    return next(met, None)


def _by_classes(_grid: Grid, shape: Shape, tables: Sequence[Table]) -> Table | None:
    """The only one of two sides, for a sheet that shows the classes."""
    left = [table for table in tables if table.layout == "sides"]
    return left[0] if shape.has_classes and len(left) == 1 else None


def _by_codes(form: Edition, _grid: Grid, shape: Shape, tables: Sequence[Table]) -> Table | None:
    """The only one that any form has for codes of that list."""
    every = [table for table in form.tables.values() if shape.catalogue and shape.fits(table)]
    return every[0] if len(every) == 1 and every[0] in tables else None


def _by_name(form: Edition, grid: Grid, shape: Shape, tables: Sequence[Table]) -> Table | None:
    """The one of codes of whose titles a piece that no other's have stands in the name of the sheet or its title."""
    pieces = {table.id: set(_pieces(table.title, *table.titles)) for table in form.tables.values() if shape.fits(table)}
    said = set(_pieces(*_said(grid)))
    others = {name: set[str]().union(*(p for other, p in pieces.items() if other != name)) for name in pieces}
    met = {table.id: len((pieces[table.id] - others[table.id]) & said) for table in tables}
    best = [table for table in tables if met[table.id] and met[table.id] == max(met.values())]
    return best[0] if shape.catalogue and len(best) == 1 else None


def _pieces(*names: str) -> Iterator[str]:
    """Every two signs that follow each other in a name."""
    return ("".join(pair) for name in names for pair in pairwise(plain(name)))


def _is_contents(grid: Grid) -> bool:
    """Whether a sheet is the list of the others (目录)."""
    return any(word in text for word in reading_words().contents for text in _said(grid))


def _said(grid: Grid) -> list[str]:
    cells = (cell.text for row in grid.row_numbers[:3] for cell in grid.cells_in_row(row))
    return [plain(text) for text in (grid.name, *cells)]


def _head(grid: Grid, table: Table, shape: Shape, form: Edition) -> Head | None:
    """The head of a sheet, by captions that are known or by what its columns hold: the one that knows more columns, or
    tells more that are not known."""
    known = find_head(grid, table, 1, _LAST_ROW) or find_head(grid, table, 1, _LAST_ROW, placed={})
    is_whole = known is not None and not (shape.head and shape.head[-1] >= known.body)
    found = [known if is_whole else None, head_by_shape(grid, table, shape, form)]
    return max(filter(None, found), key=lambda head: (len(set(head.columns.values())), len(head.unknown)), default=None)


def _captions(shapes: Iterable[tuple[Grid, Shape]], form: Edition) -> frozenset[str]:
    """What stands in the heads of the base and of the workbook: no name by which a table is known."""
    columns = [column for table in form.tables.values() for column in table.columns]
    declared = (caption for column in columns for caption in (*column.path, *column.aliases))
    said = (cell.text for grid, shape in shapes for row in shape.head for cell in grid.cells_in_row(row))
    return frozenset(map(alone, (*declared, *said)))


def _table_file(
    grid: Grid, table: Table, head: Head | None, shape: Shape, captions: Collection[str], number: str
) -> tuple[str, Draft, dict[str, str]]:
    """The file of a table, what became of its sheet, and the files of the lists of lines that it shares."""
    title = title_of(grid, shape)
    # A sheet that is called 1 or A tells nothing: as a title it would be met everywhere.
    is_title = len(LEAD.sub("", bare(grid.name))) > 1 and alone(grid.name) not in captions
    titles = f"titles = [{quoted(grid.name)}]\n" if is_title else ""
    parts = [f"[table]\ntitle = {quoted(title)}\n{titles}"]
    if head is None:
        paths = [texts_over(grid, shape.head, place) for place in places_of(grid, shape.head)]
        parts.append("# 没有认出表头，请逐列写出 [[column]]\n")
        parts += [f"# 不认识的一列：{listed(path)}\n" for path in paths]
        return "\n".join(parts), Draft(grid.name, table.id, (0, len(paths)), (0, 0)), {}
    columns = dict(_first_places(head))
    rows = MetLines(grid, table, head)
    parts.append(_kept("column", [_column_key(column) for column in columns.values()], rows.kept()))
    parts += [_column(grid, head, place, column) for place, column in columns.items()]
    parts += rows.renamed()
    parts += rows.numbered_otherwise(number)
    parts += [f"# 不认识的一列：{listed(_path(grid, head, place))}\n" for place in head.unknown]
    parts += [f"# 不认识的一行：{label}\n" for label in rows.unknown]
    known, unknown = len(rows.known), len(rows.unknown)
    draft = Draft(grid.name, table.id, (len(head.columns), len(head.unknown)), (known, unknown))
    return "\n".join(parts), draft, rows.lists()


def _kept(name: str, keys: Iterable[str], rows: Sequence[str]) -> str:
    """What stays of the columns of the base, and of its lines where the workbook does not have all."""
    lines = f"row = [{', '.join(map(quoted, rows))}]\n" if rows else ""
    return f"[keep]\n{name} = [{', '.join(map(quoted, keys))}]\n{lines}"


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
        return f'[[column]]\nid = "{column.id}"\n{side}path = {listed(path)}\n'
    parts = [_path(grid, head, other)[-1] for other in places]
    return f'[[column]]\nid = "{column.id}"\n{side}path = {listed(path[:-1] or path)}\nparts = {listed(parts)}\n'


def _path(grid: Grid, head: Head, place: int) -> list[str]:
    """The captions over a column, the outermost first."""
    return texts_over(grid, range(head.captions, head.body), place)
