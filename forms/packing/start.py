"""A first draft of a pack from a real workbook: titles, captions and lines, as a difference over the national base."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from forms.form.model import KINDS, Column, Edition, Table
from forms.form.ordinals import HAN, LEAD, ordinal
from forms.form.pack import FILE, Pack
from forms.match.head import Head, find_head
from forms.match.normal import bare, plain
from forms.match.proof.captions import is_numbers_row, money_unit
from forms.match.text.reading_words import reading_words
from forms.match.titles import alone, title_core
from forms.packing.draft_lines import BASE, USUAL_NUMBER, MetLines, listed, quoted, usual_number
from forms.packing.shapes import (
    Shape,
    has_total_last,
    head_by_shape,
    is_of_the_whole,
    labels_of,
    places_of,
    shape_of,
    texts_over,
    title_of,
)
from forms.packing.which_table import NONE, Sheets, TakenFor, is_contents
from forms.readers import Grid, GridCell, read
from models.errors import Trouble
from models.files import file_trouble

_YEAR_TOLD = re.compile("年度[:：]")
_LAST_ROW, _TOP = 10_000, 12
_NUMBER = re.compile(rf"\D{{0,4}}(?:\d+(?:[-－]\d+)?|[{HAN}]+)")
"""The name of a sheet that is a number: 附表五, 预算01-1表, 3-2."""
_SHORTEST = 3
"""A title of fewer signs stands in any sheet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What became of a sheet: the table it is taken for, None when none; how many captions and lines were known."""

    sheet: str
    table: str | None
    columns: tuple[int, int]
    """Known, and not known."""
    lines: tuple[int, int]
    why: str = ""
    """Why it is taken for that table; for none, which it may be."""
    is_sure: bool = False
    """Whether that needs no second look."""


def start(workbook: Path, folder: Path, year: int, named: Mapping[str, str] | None = None) -> tuple[Draft, ...]:
    """Write the draft into a folder that does not exist yet; returns what became of each sheet.

    `named` says of sheets which table they are (`T2`, or `无` for none). What is not known stands as a comment beside
    what is, to be named by a person, and so does what is only likely. Raises Trouble when the workbook cannot be read,
    holds no table that can be told, or the folder is there already.
    """
    if folder.exists():
        raise Trouble(f"“{folder}”已经有了；", "请换一个还没有的文件夹。")
    form = _base(year)
    drafts, files, heads = list[Draft](), dict[str, str](), list[tuple[Grid, Shape, Head]]()
    shapes = [(grid, shape_of(grid, form)) for grid in read(workbook).grids if not grid.hidden and grid.cells]
    sheets, captions = Sheets(shapes, form), _captions(shapes, form)
    tables, left = sheets.tables(named or {}), list[str]()
    number = usual_number(grid for grid, shape in shapes if shape.has_classes)
    met = {n: _head(*shapes[n], one.table, form) for n, one in tables.items()}
    captions_of = _kinds_of_captions((shapes[n][0], head) for n, head in met.items() if head is not None)
    for place, (grid, shape) in enumerate(shapes):
        taken = tables.get(place)
        if taken is None:
            others = sheets.candidates(place, tables)
            drafts.append(_not_known(grid, others))
            left += [] if is_contents(grid, shape) else [_left_out(grid, shape, drafts[-1], others)]
            continue
        head = _as_elsewhere(grid, taken.table, met[place], captions_of)
        called = _ordinal(grid, shape, sorted(tables).index(place) + 1)
        text, draft, lists = _table_file(grid, taken, head, shape, captions, number, called)
        files[taken.table.id] = text.replace(f"{year}年", "{year}年").replace(f"{year - 1}年", "{previous}年")
        files |= lists
        heads += [(grid, shape, head)] if head else []
        drafts.append(draft)
    if not files:
        raise Trouble(f"“{workbook.name}”里没有认出一张预算表；", "请选择按表样填好的预算公开工作簿。")
    rest = [table.id for table in form.tables.values() if table.part != "budget"]
    names = ", ".join(map(quoted, [*(draft.table for draft in drafts if draft.table), *rest]))
    files[FILE.removesuffix(".toml")] = (
        f'[pack]\ntitle = "{folder.name}"\nversion = "1"\nbase = "{BASE}"\nyears = [{year}]\ntables = [{names}]\n'
        + ("" if any(kind in text for text in files.values() for kind in KINDS) else f'usual_kind = "{KINDS[0]}"\n')
        + "".join(left)
        + _of_all(heads, number, form)
    )
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    except OSError as error:
        raise file_trouble(folder, error) from error
    return tuple(drafts)


def _not_known(grid: Grid, tables: Sequence[Table]) -> Draft:
    """What is said of a sheet that is none of the tables, or cannot be told."""
    names = "、".join(f"{table.id} {table.title}" for table in tables)
    return Draft(grid.name, None, (0, 0), (0, 0), f"看它的样子可能是：{names}" if names else "底稿里没有这样的表")


def _left_out(grid: Grid, shape: Shape, draft: Draft, others: Sequence[Table]) -> str:
    """The sheet as comments, for a person to name it: its title, captions and labels."""
    paths = ["/".join(path) for place in places_of(grid, shape.head) if (path := texts_over(grid, shape.head, place))]
    labels = labels_of(grid, shape)
    said = [f"没有认出是哪张表的工作表：{grid.name}", f"  题名：{title_of(grid, shape)}", f"  {draft.why}"]
    said += [f"  栏：{'、'.join(paths)}"] if paths else []
    said += [f"  行：{'、'.join(labels[:_TOP])}"] if labels and not shape.catalogue else []
    example = others[0].id if others else NONE
    said += [f'  认得的话，起草时写明是哪张，例如：--table "{grid.name}={example}"（都不是：{NONE}）'] if paths else []
    return "".join(f"# {line}\n" for line in said)


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


def _ordinal(grid: Grid, shape: Shape, number: int) -> str:
    """How messages call a table: by the name of its sheet where that is a number, 附表5, 1-1; else by its place."""
    name = grid.name.strip()
    if not _NUMBER.fullmatch(name.removesuffix("表")) or name == title_of(grid, shape):
        return f"表{ordinal(number)}"
    return name if any(map(str.isalpha, name)) else f"表{name}"


def _kinds_of_captions(heads: Iterable[tuple[Grid, Head]]) -> Mapping[str, str]:
    """Of which kind the columns of codes and of names are in the workbook, by their captions."""
    columns = ((grid, head, place, c.kind) for grid, head in heads for place, c in head.columns.items())
    return {_path(g, head, place)[-1]: kind for g, head, place, kind in columns if kind in ("code", "name")}


def _as_elsewhere(grid: Grid, table: Table, head: Head | None, kinds: Mapping[str, str]) -> Head | None:
    """The head with the columns of codes and names that only their captions tell, as in other sheets: a table without
    a row shows nothing."""
    for kind in ("code", "name") if head is not None and table.layout == "codes" else ():
        column = next((one for one in table.columns if one.kind == kind), None)
        assert head is not None
        places = [place for place in head.unknown if kinds.get(_path(grid, head, place)[-1]) == kind]
        if column is not None and column not in head.columns.values() and places:
            columns = dict(sorted({**head.columns, **dict.fromkeys(places, column)}.items()))
            unknown = {place: said for place, said in head.unknown.items() if place not in places}
            head = replace(head, columns=columns, unknown=unknown)
    return head


def _head(grid: Grid, shape: Shape, table: Table, form: Edition) -> Head | None:
    """The head of a sheet, by captions that are known and by what its columns hold: what the one does not know the
    other may."""
    known = find_head(grid, table, 1, _LAST_ROW) or find_head(grid, table, 1, _LAST_ROW, placed={})
    told = head_by_shape(grid, table, shape, form)
    if known is None or told is None or shape.last_head >= known.body:
        return told or known
    captions = min(known.captions, told.captions)
    known = replace(known, captions=captions)
    paths = {place: _path(grid, known, place) for place in known.columns}
    columns = {p: c for p, c in known.columns.items() if is_of_the_whole(paths[p], table, form)}
    taken = set(columns.values())
    columns |= {p: c for p, c in told.columns.items() if p not in columns and (c not in taken or c.kind == "code")}
    places = {*known.columns, *told.columns, *known.unknown, *told.unknown}
    left = {p: path[-1] for p in sorted(places) if p not in columns and (path := _path(grid, known, p))}
    return replace(known, columns=dict(sorted(columns.items())), unknown=left)


def _captions(shapes: Iterable[tuple[Grid, Shape]], form: Edition) -> frozenset[str]:
    """What stands in the heads of the base and of the workbook: no name by which a table is known."""
    columns = [column for table in form.tables.values() for column in table.columns]
    declared = (caption for column in columns for caption in (*column.path, *column.aliases))
    said = (cell.text for grid, shape in shapes for row in shape.head for cell in grid.cells_in_row(row))
    return frozenset(map(alone, (*declared, *said)))


def _table_file(
    grid: Grid, taken: TakenFor, head: Head | None, shape: Shape, captions: Collection[str], number: str, called: str
) -> tuple[str, Draft, dict[str, str]]:
    """The file of a table, what became of its sheet, and the files of the lists of lines that it shares."""
    title, table = title_of(grid, shape), taken.table
    # A sheet that is called 1 or A tells nothing: as a title it would be met everywhere.
    core = title_core(grid.name)
    is_title = len(LEAD.sub("", bare(grid.name))) >= _SHORTEST and bool(core) and core not in captions
    titles = f"titles = [{quoted(grid.name)}]\n" if is_title else ""
    doubt = "" if taken.is_sure else f"# 猜的，请核对是不是这张表：{taken.why}\n"
    number_said = "" if called == table.ordinal else f"ordinal = {quoted(called)}\n"
    parts = [f"{doubt}[table]\n{number_said}title = {quoted(title)}\n{titles}"]
    if head is None:
        paths = [texts_over(grid, shape.head, place) for place in places_of(grid, shape.head)]
        parts.append("# 没有认出表头，请逐列写出 [[column]]\n")
        parts += [f"# 不认识的一列：{listed(path)}\n" for path in paths]
        return "\n".join(parts), Draft(grid.name, table.id, (0, len(paths)), (0, 0), *taken[1:]), {}
    columns = dict(_first_places(head))
    rows = MetLines(grid, table, head)
    # Until one of its amounts is known the columns of the base hold.
    has_money = any(column.kind == "money" for column in columns.values())
    parts += _kept([_column_key(column) for column in columns.values()] if has_money else [], rows.kept())
    parts += [_column(grid, head, place, column) for place, column in columns.items()]
    parts += rows.renamed()
    parts += rows.numbered_otherwise(number)
    parts += [f"# 不认识的一列：{listed(_path(grid, head, place))}\n" for place in head.unknown]
    parts += [f"# 不认识的一行：{label}\n" for label in rows.unknown]
    known, unknown = len(rows.known), len(rows.unknown)
    draft = Draft(grid.name, table.id, (len(head.columns), len(head.unknown)), (known, unknown), *taken[1:])
    return "\n".join(parts), draft, rows.lists()


def _kept(columns: Sequence[str], rows: Sequence[str]) -> Iterator[str]:
    """What stays of the columns of the base, and of its lines where the workbook does not have all."""
    lines = [f"{name} = {listed(keys)}\n" for name, keys in (("column", columns), ("row", rows)) if keys]
    if lines:
        yield "".join(["[keep]\n", *lines])


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
    side += "" if _is_called(column, path) else f"# 照它的样子认作“{column.path[-1]}”，请核对\n"
    places = [other for other, one in head.columns.items() if one == column]
    if column.kind != "code" or len(places) == 1:
        return f'[[column]]\nid = "{column.id}"\n{side}path = {listed(path)}\n'
    parts = [_path(grid, head, other)[-1] for other in places]
    return f'[[column]]\nid = "{column.id}"\n{side}path = {listed(path[:-1] or path)}\nparts = {listed(parts)}\n'


def _is_called(column: Column, path: Sequence[str]) -> bool:
    """Whether one of the captions is a name of the column, or says no more than its kind does."""
    names = {plain(name) for name in (column.path[-1], *column.aliases)}
    return column.kind in ("code", "name", "label") or not names.isdisjoint(map(plain, path))


def _path(grid: Grid, head: Head, place: int) -> list[str]:
    """The captions over a column, the outermost first."""
    return texts_over(grid, range(head.captions, head.body), place)
