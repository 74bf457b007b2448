"""The goal table of a project (项目绩效目标表) as it is printed: a grid of six columns, shared by all writers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from forms.document.projects import NO_INDICATORS, PLAN, Project
from forms.write.page.fonts import width
from forms.write.page.widths import Extent, shared
from models.money import Fen, show

CAPTIONS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
"""The head of the indicators; it is printed again on every page."""
COLUMNS = len(CAPTIONS)
MONEY_UNIT = "单位：万元"
_CONTINUED = "（续）"
LONGEST_CONTINUED = 60
"""A longer title is cut where it stands again on a further page."""
_LEAST = 4.0
"""The least width of a column, in type sizes: the labels are set on two lines."""
_LONGEST_LABEL = 6.0
"""A label of the first level up to this length stands on one line, in type sizes."""
_WHOLE = re.compile(r"[0-9A-Za-z.,%+/≤≥<>＜＞=～~-]+")
_LONGEST_WHOLE = 8.0
"""A number or foreign word asks for so much width at most, in type sizes."""


class GoalCell(NamedTuple):
    """One cell and over how many columns it reaches; `fen` is the amount that its text shows.

    With `number` a text that is a plain number means one.
    """

    text: str
    columns: int = 1
    align: Literal["left", "center"] = "left"
    fen: Fen | None = None
    number: bool = False


class GoalRow(NamedTuple):
    """One row. Neighbours of one `group` share their `label`, the cell of the first column, merged downwards."""

    group: int
    label: str
    cells: tuple[GoalCell, ...]


class GoalTable(NamedTuple):
    """The whole table: `head` stands above the captions of the indicators, `indicators` below.

    `continued` is the title on each further page; it names the project.
    """

    title: str
    continued: str
    unit: str
    money: str
    head: tuple[GoalRow, ...]
    indicators: tuple[GoalRow, ...]


def goal_table(project: Project) -> GoalTable:
    """The table of the project; one without any code, name, budget or plan has goals and indicators only."""
    amounts = (project.budget, project.fiscal, project.other)
    texts = (project.code, project.name, project.purpose, *project.plan.values())
    full = any(texts) or any(amount is not None for amount in amounts)
    head = (*(_facts(project) if full else ()), GoalRow(3, "绩效目标", (GoalCell("\n".join(project.goals), 5),)))
    title = project.title or f"{project.name}绩效目标表"
    named = title if project.name in title else f"{project.name}绩效目标表"
    if len(named) > LONGEST_CONTINUED:
        named = named[:LONGEST_CONTINUED] + "……"
    indicators = tuple(_indicators(project)) or (GoalRow(0, "", (_label(NO_INDICATORS[0], 5),)),)
    return GoalTable(title, named + _CONTINUED, project.unit, MONEY_UNIT if full else "", head, indicators)


@lru_cache(maxsize=1024)
def goal_widths(table: GoalTable, room: float, side: float) -> tuple[float, ...]:
    """The widths of the six columns, in type sizes: texts have width as they are long.

    `room` is what they have together, `side` the white of a cell, left and right together.
    """
    rows = [*_extents(table.head), *_extents(table.indicators)]
    captions = [[Extent(n, n + 1, width(text, "song", 1)) for n, text in enumerate(CAPTIONS)]]
    cells = [cell for row in rows for cell in row]
    label = max((width(row.label, "song", 1) for row in table.indicators), default=0)
    least = [min(max(label, _LEAST), _LONGEST_LABEL) + side + 0.05, *[_LEAST + side] * (COLUMNS - 1)]
    for first, past, text in sorted(_texts(table), key=lambda cell: cell[1] - cell[0]):
        whole = max((width(piece, "song", 1) for piece in _WHOLE.findall(text)), default=0)
        needed = min(whole, _LONGEST_WHOLE * (past - first)) + side + 0.05
        missing = max(needed - sum(least[first:past]), 0.0) / (past - first)
        least[first:past] = [wide + missing for wide in least[first:past]]
    full = list(least)
    for first, past, wide, _ in cells:
        for column in range(first, past):
            full[column] = max(full[column], wide / (past - first) + side + 0.05)
    widths = shared(least, full, captions + rows, room, side)
    return tuple(one * room / sum(widths) for one in widths)


def _texts(table: GoalTable) -> Iterator[tuple[int, int, str]]:
    """Every cell behind the labels: its first column, the one past its last, its text."""
    for row in (*table.head, *table.indicators):
        first = 1
        for cell in row.cells:
            yield first, first + cell.columns, cell.text
            first += cell.columns


def _extents(rows: tuple[GoalRow, ...]) -> Iterator[list[Extent]]:
    """The rows as widths are shared among them; a label counts in each row of its group with its part."""
    for _, members in groupby(rows, key=lambda row: row.group):
        group = list(members)
        for row in group:
            extents, first = [Extent(0, 1, width(row.label, "song", 1), len(group))], 1
            for cell in row.cells:
                widest = sum(width(part, "song", 1) for part in cell.text.split("\n"))
                extents.append(Extent(first, first + cell.columns, widest))
                first += cell.columns
            yield extents


def _facts(project: Project) -> Iterator[GoalRow]:
    """Code, name, budget, purpose and plan."""
    yield GoalRow(0, "项目编码", (GoalCell(project.code, 2), _label("项目名称"), GoalCell(project.name, 2)))
    other = GoalCell(f"其他资金 {show(project.other)}".strip())
    budget, fiscal = (GoalCell(show(fen), fen=fen) for fen in (project.budget, project.fiscal))
    yield GoalRow(1, "预算规模及资金用途", (_label("预算数"), budget, _label("其中：财政资金"), fiscal, other))
    yield GoalRow(1, "预算规模及资金用途", (GoalCell(project.purpose, 5),))
    for texts in (PLAN.values(), (project.plan[column] for column in PLAN)):
        march, june, october, december = texts
        cells = (_label(march), _label(june), _label(october), _label(december, 2))
        yield GoalRow(2, "资金支出计划（%）", tuple(cell._replace(number=True) for cell in cells))


def _indicators(project: Project) -> Iterator[GoalRow]:
    for group, (level1, indicators) in enumerate(groupby(project.indicators, key=lambda i: i.level1)):
        for i in indicators:
            texts = (i.level2, i.level3, i.description, i.value, i.basis)
            yield GoalRow(group, level1, tuple(map(GoalCell, texts)))


def _label(text: str, columns: int = 1) -> GoalCell:
    return GoalCell(text, columns, "center")
