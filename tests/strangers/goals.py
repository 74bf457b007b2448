"""The goals of the projects: a table each, or one list of all."""

from __future__ import annotations

from decimal import Decimal

from tests.strangers.drawn import Cell, Drawn, Numbers, Row
from tests.strangers.paper import Paper, Project
from tests.strangers.ways import Ways

_LEVELS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")


def goal_tables(paper: Paper, ways: Ways) -> list[Drawn]:
    """The goal tables as this county draws them."""
    if ways["goals"] == "one list":
        return [_list(paper)]
    if ways["goals"] == "paragraphs":
        return []
    tables = [_goals(project, number) for number, project in enumerate(paper.projects, start=1)]
    for table in tables:
        _otherwise(table, ways["goals"])
    if ways["goals"] == "no merges":
        for table in tables:
            table.rows = [[_single(cell) for cell in row] for row in table.rows]
    return tables


_OTHER_WORDS = ("一级指标", "二级指标", "指标名称", "指标解释", "目标值", "评价依据")
_OTHER_ORDER = (0, 1, 2, 4, 3, 5)
_INDICATORS = 6
"""In which row of a goal table the captions of the indicators stand."""


def _otherwise(table: Drawn, way: str) -> None:
    """The indicators under other captions, in another order, or as columns."""
    head, rows = table.rows[:_INDICATORS], table.rows[_INDICATORS:]
    if way == "renamed":
        rows[0] = [Cell(word) for word in _OTHER_WORDS]
    elif way == "reordered":
        rows = [[row[place] for place in _OTHER_ORDER] for row in rows]
    elif way == "indicators in columns":
        wide = len(rows[0])
        rows = [[row[place] for row in rows] for place in range(wide)]
        rows = [[*row, *[Cell()] * (wide - len(row))] for row in rows]
    table.rows = [*head, *rows]


def paragraphs(paper: Paper) -> list[str]:
    """The goals of all projects as lines of text."""
    lines: list[str] = []
    for number, project in enumerate(paper.projects, start=1):
        lines.append(f"（{number}）{project.name}。预算安排{project.budget / 1_000_000:.2f}万元，{project.purpose}。")
        lines.append("绩效目标：" + "；".join(project.goals) + "。")
        words = (f"{row[2]}{row[4]}" for row in project.indicators)
        lines.append("绩效指标：" + "，".join(words) + "。")
    return lines


def _single(cell: Cell | None) -> Cell:
    """A cell that is merged with no other."""
    if cell is None:
        return Cell()
    cell.down = cell.right = 1
    return cell


def _list(paper: Paper) -> Drawn:
    """All projects in one table, an indicator a row; what is of the project is merged over its indicators."""
    rows: list[Row] = [[Cell(word) for word in ("项目编码", "项目名称", "预算数", "资金用途", "绩效目标", *_LEVELS)]]
    for project in paper.projects:
        name, high = f"X5/{project.name}", len(project.indicators)
        own = [
            Cell(project.code, f"{name}/code", down=high),
            Cell(project.name, f"{name}/name", down=high),
            Numbers().cell(project.budget, f"{name}/budget"),
            Cell(project.purpose, f"{name}/purpose", down=high),
            Cell("\n".join(project.goals), f"{name}/goals", down=high),
        ]
        own[2].down = high
        for place, indicator in enumerate(project.indicators, start=1):
            left: Row = [*own] if place == 1 else [None] * len(own)
            rows.append([*left, *(Cell(word, f"{name}/{place}.{at}") for at, word in enumerate(indicator))])
    title = f"{paper.year}年{paper.form.kind}项目绩效目标表"
    return Drawn("X5", "项目绩效目标", [[title], [f"{paper.code}{paper.name}", "单位：万元"]], rows, 1)


def _goals(project: Project, number: int) -> Drawn:
    name, numbers = f"X5/{project.name}", Numbers()
    money = numbers.cell(project.budget, f"{name}/budget")
    of_it = numbers.cell(project.budget, f"{name}/fiscal")

    def wide(label: str, text: str, place: str) -> Row:
        return [Cell(label), Cell(text, place, right=5), None, None, None, None]

    rows: list[Row] = [
        [
            Cell("项目编码"),
            Cell(project.code, f"{name}/code", right=2),
            None,
            Cell("项目名称"),
            Cell(project.name, f"{name}/name", right=2),
            None,
        ],
        [Cell("预算规模及资金用途", down=2), Cell("预算数"), money, Cell("其中：财政资金"), of_it, Cell("其他资金")],
        [None, Cell(project.purpose, f"{name}/purpose", right=5), None, None, None, None],
        [
            Cell("资金支出计划（%）", down=2),
            Cell("3月底"),
            Cell("6月底"),
            Cell("10月底"),
            Cell("12月底", right=2),
            None,
        ],
        [None, *(Cell(part, number=Decimal(part)) for part in project.plan[:3]), Cell(project.plan[3], right=2), None],
        wide("绩效目标", "\n".join(project.goals), f"{name}/goals"),
        [Cell(word) for word in _LEVELS],
    ]
    for place, indicator in enumerate(project.indicators, start=1):
        rows.append([Cell(word, f"{name}/{place}.{at}") for at, word in enumerate(indicator)])
    return Drawn("X5", f"绩效{number}", [[f"{number}、{project.name}绩效目标表"], ["单位：万元"]], rows, 0)
