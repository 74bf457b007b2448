"""What a clerk with many records waits for: 40 projects with 400 indicators and 100 lines of 政府采购 in the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from windows import opened

from forms.document.document import Document
from forms.edit.cells import paste, remove_rows
from forms.edit.goal_tables import indicator_levels, paste_indicators
from tests.forms.documents import PROJECTS

COUNT, INDICATORS, LINES = 40, 10, 100
TIMES = 10
GOALS = "1. 保障工作顺利进行\n2. 保证使用通信业务安全畅通，按合同约定支付费用"
PROJECT = {
    "code": "13020824P{n:011}H",
    "name": "第{n}个项目运行维护费",
    "budget": "{n}.50",
    "fiscal": "{n}.50",
    "purpose": "用于支付第{n}个项目的网络租用费、设备维修费和委托业务费。",
    "march": "25",
    "june": "50",
    "october": "75",
    "december": "100",
    "goals": GOALS,
}


def many_records(document: Document) -> Document:
    """The disclosure with so many projects, indicators and purchases in the place of its own."""
    big = Document(document.head, document.edition, document.content())
    for table in ("X5", "X5I", "X2"):
        big.apply("清空", remove_rows(big, table, [line.key for line in big.lines(table)]))
    rows = [[text.format(n=n) for text in PROJECT.values()] for n in range(1, COUNT + 1)]
    big.apply("项目", paste(big, PROJECTS, 0, list(PROJECT), rows).changes)
    second = [(first, name) for first, names in indicator_levels(big.edition).items() for name in names]
    columns = ["level1", "level2", "level3", "description", "value", "basis"]
    for line in big.lines(PROJECTS):
        levels = [second[n % len(second)] for n in range(INDICATORS)]
        block = [[*level, f"任务{n}完成率", f"任务{n}的比率", "≥95%", "工作计划"] for n, level in enumerate(levels)]
        big.apply("指标", paste_indicators(big, line.key, 0, columns, block))
    columns = ["project", "budget", "goods", "catalogue", "measure", "quantity", "price", "total", "general"]
    bought = [
        [f"项目{n // 10}", "10.00", f"物品{n}", "A020101", "台", "2", "0.35", "0.70", "0.70"] for n in range(LINES)
    ]
    for at in (80, 40, 0):
        bought.insert(at, [f"单位{at}小计"])
    big.apply("采购", paste(big, "X2", 0, columns, [["合计"], *bought]).changes)
    return big


def in_window(document: Document, folder: Path) -> Iterator[tuple[str, Sequence[float]]]:
    """Each thing done in the window, with its seconds until it is stored, checked and painted."""
    with opened(document, folder) as (app, window, _):
        for group in (_first_views, _on_projects, _on_purchases):
            for name, do in group(window).items():
                seconds = []
                for _ in range(1 if group is _first_views else TIMES):
                    start = time.perf_counter()
                    do()
                    app.processEvents()
                    seconds.append(time.perf_counter() - start)
                yield name, seconds


def _first_views(window: Any) -> Mapping[str, Callable[[], object]]:
    workspace = window.workspace
    return {
        "first view of the projects": lambda: workspace.go(PROJECTS),
        "first view of the purchases": lambda: workspace.go("X2"),
    }


def _on_projects(window: Any) -> Mapping[str, Callable[[], object]]:
    """The commands of the page of projects, and typing into form and grid."""
    workspace = window.workspace
    workspace.go(PROJECTS)
    page = workspace.current_page
    turns = iter(range(1, 10_000))

    def typed() -> None:
        field = page.form.fields["budget"]
        field.setText(f"{next(turns)}.25")
        field.setModified(True)
        page.form.commit()

    def in_grid() -> None:
        page.model.setData(page.model.index(0, 3), f"第{next(turns)}次")

    def inserted() -> None:
        page.grid.go_to_row(page.model.lines()[0].key)
        page.grid.commands.insert_row()

    def pasted() -> None:
        block = [["产出指标", "数量指标", f"甲{next(turns)}"]] + [["", "质量指标", "乙"]] * (INDICATORS - 1)
        page.session.apply("粘贴", page.model.block_changes(0, 0, block))

    return {
        "back to the projects": lambda: (workspace.go("T1"), workspace.go(PROJECTS)),
        "another project chosen": lambda: page.list.go(str(next(turns) % COUNT + 1)),
        "an amount typed in the form": typed,
        "a cell typed in the indicators": in_grid,
        "ten indicators pasted": pasted,
        "an indicator inserted": lambda: (
            page.grid.go_to_row(page.model.lines()[0].key),
            page.grid.commands.insert_row(),
        ),
        "a project inserted": page.insert,
        "a project copied": page.copy,
        "a project moved": lambda: page.shift(1),
        "a project removed": page.remove,
        "a step taken back": page.session.undo,
    }


def _on_purchases(window: Any) -> Mapping[str, Callable[[], object]]:
    """Typing, pasting and moving among the purchases."""
    workspace = window.workspace

    workspace.go("X2")
    page = workspace.current_page
    turns = iter(range(1, 10_000))

    def typed() -> None:
        row, column = 50, [c.id for c in page.model.columns].index("general")
        page.model.setData(page.model.index(row, column), f"{next(turns)}.70")

    def pasted() -> None:
        block = [["项目", "1.00", f"物品{next(turns)}", "A01", "台", "1", "1", "1", "1"] for _ in range(10)]
        page.session.apply("粘贴", page.model.block_changes(20, 0, block))

    def moved() -> None:
        page.grid.setCurrentIndex(page.model.index(60, 0))
        page.grid.commands.move_row(-1)

    return {
        "back to the purchases": lambda: (workspace.go("T1"), workspace.go("X2")),
        "an amount of a purchase typed": typed,
        "ten purchases pasted": pasted,
        "a purchase moved": moved,
        "a purchase repeated": page.grid.commands.copy_row,
    }
