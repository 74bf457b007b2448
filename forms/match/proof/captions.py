"""The words of captions: which rows are captions, what each names, the unit of money in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from forms.form.model import Column, Table
from forms.match.normal import closest, plain
from forms.match.proof.other_years import year_named
from forms.match.text.reading_words import reading_words
from forms.readers import Grid, GridCell

NUMBERS_ROW = "栏次"
_IN_BRACKETS = re.compile(r"[（(\[【]([^（()）\]】]*)|[/／:：]([^/／:：]+)$")
"""What stands in a caption in brackets, or behind a stroke or a colon: 预算数（元）, 预算数/万元."""
_NUMBERED = re.compile(r"\s*[（(](?:\d{1,2}|[①-⑳])(?:=[^（()）]*)?[）)]\s*$")
"""The number of its column behind a caption: 合计（3）, 合计（3=4+5）."""
_COUNTED = 3
"""So many numbers in their order are no amounts."""
_HEAD_ROWS = 40
"""The captions begin within so many rows under a title."""
_HEAD_DEPTH = 6
"""No form has more rows of captions."""
_PLENTY = 3
"""So many captions of the form make a row one of captions, whatever other columns there are."""
_JOINTS = re.compile(r"[-—–_/]")
"""What stands between captions that are written as one."""
_COUNTING = re.compile(r"[（(]?(\d{1,2})[）)]?(?:=[\d+\-—－＋.…]*)?")
"""The number of a column, with those of which it is the sum."""
_STEMS = frozenset("甲乙丙丁戊")
"""What the columns of names are numbered by."""
_FEWEST = 2
"""A row of captions, or of amounts, has so many at least."""


def caption_rows(grid: Grid, rows: Sequence[int], known: frozenset[str], *, may_be_one: bool = False) -> list[int]:
    """The first rows of captions, one right below the other; empty when none begin near the top.

    The first row has two captions at least, or one where that is enough (`may_be_one`). A caption that nobody knows,
    alone over the captions below it, is one of them.
    """
    captions: list[int] = []
    above: list[int] = []
    for row in rows[:_HEAD_ROWS]:
        cells = grid.cells_in_row(row)
        is_one = _is_caption_row(cells, known, may_be_one or bool(captions)) or (
            row - 1 in captions and _is_below_captions(grid, cells, known)
        )
        if len(captions) + len(above) < _HEAD_DEPTH and is_one:
            captions += [*above, row]
            above = []
        elif captions and not above and len(cells) == 1 and _may_be_over_several(grid, cells[0]):
            above.append(row)
        elif captions:
            break
    return captions


def _is_below_captions(grid: Grid, cells: Sequence[GridCell], known: frozenset[str]) -> bool:
    """Whether a row right below captions has some of the form too, and nothing else but what parts one above it, that
    is over several columns: 人员经费 and 公用经费 under 基本支出."""
    others = [cell for cell in cells if not is_caption(cell.text, known)]
    fitting = {plain(without_unit(cell.text)) for cell in cells if cell not in others}
    if not others or any(cell.number is not None for cell in cells) or fitting <= {*reading_words().totals}:
        return False
    beside = reading_words().beside_captions
    return all(_is_part(grid, cell) or beside.fullmatch(plain(cell.text)) for cell in others)


def _is_part(grid: Grid, cell: GridCell) -> bool:
    """Whether no caption of its own stands right above a cell, but one further left that may be over several."""
    above = grid.area_at(cell.row - 1, cell.column)
    return above.left < above.right if above else (cell.row - 1, cell.column) not in grid.cells


def _may_be_over_several(grid: Grid, cell: GridCell) -> bool:
    """Whether a text is merged over several columns, or nothing is in this file, and it does not begin with the first
    one as a line within the rows does."""
    area = grid.area_at(cell.row, cell.column)
    is_merged = area.left < area.right if area else not grid.merges
    return cell.number is None and is_merged and min(column for _, column in grid.cells) < cell.column


def has_amounts(cells: tuple[GridCell, ...]) -> bool:
    """Whether a row holds several numbers, as no line above the captions does."""
    return sum(cell.number is not None for cell in cells) >= _FEWEST


def is_numbers_row(cells: tuple[GridCell, ...]) -> bool:
    """Whether this is the 栏次 row under the captions; where no column is for that word it is the numbers alone, which
    may stand behind 甲, 乙, in brackets, or with what they are the sum of: 1=2+3."""
    texts = [plain(cell.text) for cell in cells]
    if NUMBERS_ROW in texts:
        return True
    numbers = [found[1] for text in texts if (found := _COUNTING.fullmatch(text))]
    stems = sum(text in _STEMS for text in texts)
    is_all = len(numbers) + stems == len(texts) >= _COUNTED
    return is_all and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def money_unit(text: str) -> str | None:
    """万元 in 金额单位：万元; None when the text names no unit of money."""
    plain_text = "".join(text.split()).strip("（）()[]【】")
    words = reading_words()
    found = words.money_told.search(plain_text) or words.money_alone.fullmatch(plain_text)
    return found[1] if found else None


def without_money_unit(text: str) -> str:
    """A line of a head, without blanks, up to where it names the unit of money; blank when it names nothing else."""
    found = reading_words().money_told.search(text)
    if found is not None:
        return text[: found.start()].strip("（(【[，,；;").removesuffix("金额")
    return "" if money_unit(text) else text


def is_head_repeated(cells: tuple[GridCell, ...], captions: frozenset[str]) -> bool:
    """Whether a row of the body is the captions once more, as on a continuation page."""
    return is_numbers_row(cells) or (len(cells) > 1 and _is_caption_row(cells, captions, started=True))


def captions_of(table: Table) -> frozenset[str]:
    """Everything that may stand in the head of a table, in plain form."""
    return _captions_of(table.columns)


@lru_cache(maxsize=256)
def _captions_of(columns: tuple[Column, ...]) -> frozenset[str]:
    names = {plain(without_unit(name)) for column in columns for name in (*column.path, *column.aliases)}
    joined = {"".join(map(plain, column.path)) for column in columns}
    short = set().union(*map(names_of_column, columns))
    return frozenset(names | joined | short | set(reading_words().code_parts if code_column(columns) else ()))


def code_column(columns: Iterable[Column]) -> Column | None:
    return next((column for column in columns if column.kind == "code"), None)


def _is_caption_row(cells: tuple[GridCell, ...], known: frozenset[str], started: bool) -> bool:
    """Whether most cells are captions. A row of amounts is none, nor is a total standing alone under the captions."""
    if any(cell.number is not None for cell in cells):
        return False
    if started and {plain(without_unit(cell.text)) for cell in cells} <= {*reading_words().totals}:
        return False
    fitting = sum(is_caption(cell.text, known) for cell in cells)
    beside = reading_words().beside_captions
    others = sum(not is_caption(c.text, known) and not beside.fullmatch(plain(c.text)) for c in cells)
    return fitting >= _PLENTY or (fitting >= (1 if started else 2) and fitting * 2 >= others * 3)


@lru_cache(maxsize=8192)
def is_caption(text: str, known: frozenset[str]) -> bool:
    """Whether a text is a caption, written in one with those above it or nearly so too, or the year of those below."""
    whole = plain(without_unit(text))
    return whole in known or parts_of(text)[-1] in known or closest(whole, known) is not None or bool(year_named(whole))


def captions_over(grid: Grid, captions: list[int], number: int) -> list[GridCell]:
    """The captions over one sheet column, outermost first, each once; the last may be merged with one further left.

    A year is over all columns up to the next caption in its row, also where the file does not say so by merging; so is
    what stands over years.
    """
    over: list[GridCell] = []
    for row in captions:
        cell = grid.spread(row, number) or (_before(grid, captions, row, number) if row < captions[-1] else None)
        if cell is not None and plain(cell.text) and (not over or plain(over[-1].text) != plain(cell.text)):
            over.append(cell)
    return over


def _before(grid: Grid, captions: Sequence[int], row: int, number: int) -> GridCell | None:
    """The next cell to the left in a row of captions, when it is merged over nothing and a year, or stands over one
    as this column does."""
    before = [cell for cell in grid.cells_in_row(row) if cell.column < number]
    last = before[-1] if before else None
    if last is None or grid.area_at(row, last.column) is not None:
        return None
    here, there = (_is_year(_lowest(grid, captions, column)) for column in (number, last.column))
    return last if _is_year(last) or (here and there) else None


def _lowest(grid: Grid, captions: Sequence[int], column: int) -> GridCell | None:
    """The last caption over a column; below it others may have more, as 类, 款 and 项 are under 科目编码."""
    return next(filter(None, (grid.spread(row, column) for row in reversed(captions))), None)


def _is_year(cell: GridCell | None) -> bool:
    return cell is not None and bool(year_named(plain(cell.text)))


def in_brackets(text: str) -> list[str]:
    """What stands in brackets, or behind a stroke or a colon."""
    return [part for found in _IN_BRACKETS.findall(text) for part in found if part]


@lru_cache(maxsize=4096)
def parts_of(caption: str) -> tuple[str, ...]:
    """A caption in plain form, that of code and name together as that of the name; several where those of one column
    are written as one: 基本支出-小计."""
    alone = reading_words().code_beside_name.sub("", without_unit(caption))
    return tuple(plain(part) for part in _JOINTS.split(alone))


@lru_cache(maxsize=4096)
def names_of_column(column: Column) -> frozenset[str]:
    """What its caption may be; code and name also without what of, the total by either word for it."""
    names = {plain(without_unit(name)) for name in (column.path[-1], *column.aliases)}
    words = reading_words()
    short = {"code": words.code_captions, "name": words.name_captions}.get(column.kind, ())
    return frozenset(names.union(short, words.totals if names.intersection(words.totals) else ()))


def without_unit(caption: str) -> str:
    """A caption without the unit of money in brackets or behind a stroke."""
    return caption_and_unit(caption)[0]


@lru_cache(maxsize=4096)
def caption_and_unit(caption: str) -> tuple[str, str | None]:
    """A caption without the number of its column, and the unit of money that it names in brackets or behind a stroke;
    None for one that names none."""
    caption = _NUMBERED.sub("", caption)
    for found in _IN_BRACKETS.finditer(caption):
        if unit := money_unit(found[1] or found[2] or ""):
            return _NUMBERED.sub("", caption[: found.start()]), unit
    return caption, None
