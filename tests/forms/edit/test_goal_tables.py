"""Projects and their indicators: begun, copied, moved, removed, taken over from last year, pasted as whole tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from forms.document.document import Document
from forms.document.projects import Project, indicators_of, projects
from forms.edit import goal_tables
from forms.edit.cells import enter, remove_rows
from forms.edit.records import move_record
from forms.readers import read
from forms.write.page.goal_grid import CAPTIONS
from models.records import Address, Change
from tests.forms.books import DATA
from tests.forms.documents import begun
from tests.published import PAPER, disclosure

LEVELS = ["level1", "level2", "level3"]
GOAL_TABLE = [
    ["项目编码", "13020824P00001910005H", "", "项目名称", "网络运行维护费", ""],
    ["预算规模及资金用途", "预算数", "1.80", "其中：财政资金", "1.80", "其他资金"],
    ["", "支付网络租用费", "", "", "", ""],
    ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", ""],
    ["", "25", "50", "75", "100", ""],
    ["绩效目标", "1. 网络畅通\n2. 信息安全", "", "", "", ""],
    list(CAPTIONS),
    ["产出指标", "数量指标", "固定IP", "1个固定IP地址", "≥1个", "合同"],
    ["", "质量指标", "速率", "上下行对称", "≥20兆", "合同"],
    ["满意度指标", "服务对象满意度指标", "满意度", "使用人员满意", "≥90%", "问卷"],
]


def published() -> Document:
    """Seven projects with their indicators."""
    return disclosure("2024-fengrun", PAPER)


@pytest.fixture
def two() -> Document:
    """甲 with two indicators and 乙 with one."""
    document = begun()
    for name in ("甲", "乙"):
        do(document, goal_tables.add_project(document))
        key = document.lines("X5")[-1].key
        do(document, enter(document, {Address("X5", key, "name"): name, Address("X5", key, "budget"): "10"}))
    block = [["产出指标", "数量指标", "一"], ["", "质量指标", "二"]]
    do(document, goal_tables.paste_indicators(document, "1", 0, LEVELS, block))
    do(document, goal_tables.paste_indicators(document, "2", 0, LEVELS, [["效益指标", "社会效益指标", "三"]]))
    return document


def do(document: Document, changes: Sequence[Change]) -> None:
    document.apply("改", changes)


def names(document: Document) -> list[str]:
    return [project.name for project in projects(document)]


def third_levels(document: Document) -> list[list[str]]:
    return [[indicator.level3 for indicator in project.indicators] for project in projects(document)]


def test_a_project_may_begin_before_another_one(two: Document) -> None:
    do(two, goal_tables.add_project(two, "2"))
    assert names(two) == ["甲", "", "乙"]
    assert [line.key for line in two.lines("X5")] == ["1", "3", "2"]
    assert third_levels(two) == [["一", "二"], [], ["三"]]


def test_a_copy_stands_below_its_project_with_its_indicators(two: Document) -> None:
    do(two, goal_tables.copy_project(two, "1"))
    assert names(two) == ["甲", "甲", "乙"]
    assert third_levels(two) == [["一", "二"], ["一", "二"], ["三"]]
    assert [project.budget for project in projects(two)] == [10_000_000] * 3
    two.undo()
    assert third_levels(two) == [["一", "二"], ["三"]]


def test_a_project_goes_with_its_indicators_and_comes_back_with_them(two: Document) -> None:
    do(two, goal_tables.remove_projects(two, ["1"]))
    assert third_levels(two) == [["三"]]
    two.undo()
    assert third_levels(two) == [["一", "二"], ["三"]]


def test_the_key_that_an_indicator_refers_to_is_not_given_again(two: Document) -> None:
    do(two, remove_rows(two, "X5", ["2"]))
    do(two, goal_tables.add_project(two))
    assert third_levels(two) == [["一", "二"], []]


def test_an_indicator_changes_places_within_its_project_only(two: Document) -> None:
    do(two, goal_tables.paste_indicators(two, "1", 2, LEVELS, [["", "", "四"]]))
    keys = [line.key for line in indicators_of(two, "1")]
    do(two, move_record(two, "X5I", keys[2], -1, keys))
    assert third_levels(two) == [["一", "四", "二"], ["三"]]
    assert move_record(two, "X5I", keys[0], -1, keys) == ()


def test_the_first_level_goes_on_downwards_in_new_rows(two: Document) -> None:
    do(
        two,
        goal_tables.paste_indicators(
            two, "1", 2, LEVELS, [["", "时效指标", "四"], ["满意度指标", "", "五"], ["", "", "六"]]
        ),
    )
    first = [indicator.level1 for indicator in projects(two)[0].indicators]
    assert first == ["产出指标"] * 3 + ["满意度指标"] * 2


def test_a_first_level_that_is_cleared_stays_blank(two: Document) -> None:
    do(two, goal_tables.paste_indicators(two, "1", 1, ["level1"], [[""]]))
    assert [indicator.level1 for indicator in projects(two)[0].indicators] == ["产出指标", ""]


@pytest.mark.parametrize(("year", "second"), [(2020, "效果指标"), (2021, "效益指标"), (2026, "效益指标")])
def test_the_levels_are_those_of_the_edition(year: int, second: str) -> None:
    levels = goal_tables.indicator_levels(begun(year).edition)
    assert list(levels) == ["产出指标", second, "满意度指标"]
    assert levels[second][0] == "经济效益指标"


@pytest.mark.parametrize("name", ["2020-shijiazhuang", "2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun"])
def test_every_published_indicator_is_among_the_levels_on_offer(name: str) -> None:
    document = disclosure(name, PAPER)
    levels = goal_tables.indicator_levels(document.edition)
    used = {(i.level1, i.level2) for project in projects(document) for i in project.indicators}
    assert used <= {(first, second) for first, seconds in levels.items() for second in seconds}


def test_last_years_project_begins_anew_without_code_and_amounts() -> None:
    previous, document = published(), begun(2025)
    do(document, goal_tables.copy_last_year(document, previous, ["3", "1"]))
    old, new = {p.key: p for p in projects(previous)}, projects(document)
    for was, now in zip((old["3"], old["1"]), new, strict=True):
        assert (now.name, now.purpose, now.goals, now.indicators) == (was.name, was.purpose, was.goals, was.indicators)
        assert (now.code, now.budget, now.fiscal, now.other, set(now.plan.values())) == ("", None, None, None, {""})
    document.undo()
    assert not document.lines("X5")
    assert not document.lines("X5I")


def test_a_secret_project_stays_secret_next_year() -> None:
    previous, document = published(), begun(2025)
    previous.apply("涉密", enter(previous, {Address("X5", "1", "secret"): "是"}))
    do(document, goal_tables.copy_last_year(document, previous, ["1"]))
    assert projects(document)[0].secret


# A whole goal table


def test_a_pasted_goal_table_becomes_a_project(two: Document) -> None:
    pasted = goal_tables.paste_goal_table(two, GOAL_TABLE, "2")
    assert pasted.skipped == 0
    do(two, pasted.changes)
    assert names(two) == ["甲", "网络运行维护费", "乙"]
    project = projects(two)[1]
    assert (project.code, project.budget, project.fiscal) == ("13020824P00001910005H", 1_800_000, 1_800_000)
    assert (project.purpose, list(project.plan.values())) == ("支付网络租用费", ["25", "50", "75", "100"])
    assert project.goals == ("1. 网络畅通", "2. 信息安全")
    assert [i.level1 for i in project.indicators] == ["产出指标", "产出指标", "满意度指标"]
    assert third_levels(two) == [["一", "二"], ["固定IP", "速率", "满意度"], ["三"]]
    assert all(entry.origin == "typed" for entry in two.cells.values())
    two.undo()
    assert third_levels(two) == [["一", "二"], ["三"]]


def test_what_is_no_goal_table_brings_nothing(two: Document) -> None:
    assert goal_tables.paste_goal_table(two, [["产出指标", "数量指标"]]).changes == ()
    assert goal_tables.paste_goal_table(two, []).changes == ()


def test_a_published_goal_table_is_pasted_as_it_was_read() -> None:
    document = published()
    first = projects(document)[0]
    grid = read(DATA / "2024-fengrun" / "disclosure.docx").grids
    goal = next(g for g in grid if any(c.text == "项目编码" for c in g.cells.values()))
    rows, columns = max(r for r, _ in goal.cells), max(c for _, c in goal.cells)
    texts = {place: cell.text for place, cell in goal.cells.items()}
    block = [[texts.get((r, c), "") for c in range(1, columns + 1)] for r in range(1, rows + 1)]
    fresh = begun()
    do(fresh, goal_tables.paste_goal_table(fresh, block).changes)
    assert told(projects(fresh)[0]) == told(first)


def told(project: Project) -> tuple[object, ...]:
    return (
        project.code,
        project.name,
        project.budget,
        project.purpose,
        project.plan,
        project.goals,
        project.indicators,
    )
