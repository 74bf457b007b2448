"""The goal table of a project (项目绩效目标表) as it is printed: a grid of six columns, shared by all writers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from forms.document.projects import PLAN, Project
from models.money import Fen, show

CAPTIONS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
"""The head of the indicators; it is printed again on every page."""
COLUMNS = len(CAPTIONS)
MONEY_UNIT = "单位：万元"


@dataclass(frozen=True, slots=True)
class GoalCell:
    """One cell and over how many columns it reaches; `fen` is the amount that its text shows."""

    text: str
    columns: int = 1
    align: Literal["left", "center"] = "left"
    fen: Fen | None = None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One row. Neighbours of one `group` share their `label`, the cell of the first column, merged downwards."""

    group: int
    label: str
    cells: tuple[GoalCell, ...]


@dataclass(frozen=True, slots=True)
class GoalTable:
    """The whole table: `head` stands above the captions of the indicators, `indicators` below."""

    title: str
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
    return GoalTable(title, project.unit, MONEY_UNIT if full else "", head, tuple(_indicators(project)))


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
        yield GoalRow(2, "资金支出计划（%）", cells)


def _indicators(project: Project) -> Iterator[GoalRow]:
    for group, (level1, indicators) in enumerate(groupby(project.indicators, key=lambda i: i.level1)):
        for i in indicators:
            texts = (i.level2, i.level3, i.description, i.value, i.basis)
            yield GoalRow(group, level1, tuple(map(GoalCell, texts)))


def _label(text: str, columns: int = 1) -> GoalCell:
    return GoalCell(text, columns, "center")
