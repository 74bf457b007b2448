"""Whole disclosures with text and projects: the published ones as their Word files hold them, and strained ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from forms.document.document import Document
from forms.form.load import edition
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit
from tests.forms.documents import INDICATORS, PROJECTS
from tests.published import PAPER, disclosure

WITH_PROJECTS = ("2020-shijiazhuang", "2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")
LONG = "鑫"
"""A character that stands in no form: counting it shows whether anything was cut."""


@cache
def whole(name: str) -> Document:
    """The published disclosure as its Word file holds it."""
    return disclosure(name, PAPER)


def made(
    texts: Mapping[str, str] | None = None,
    projects: Iterable[Mapping[str, str]] = (),
    indicators: Iterable[tuple[str, Mapping[str, str]]] = (),
    institutions: Iterable[str] = (),
) -> Document:
    """A disclosure of 2024 with these texts and rows; an indicator comes with the row of its project."""
    form = edition(2024, "部门")
    cells: dict[Address, CellEntry] = {}
    rows: dict[RowAddress, RowEntry] = {}

    def add(table: str, number: int, values: Mapping[str, str]) -> None:
        rows[RowAddress(table, str(number))] = RowEntry(order=number)
        for column, text in values.items():
            cells[Address(table, str(number), column)] = CellEntry(text=text)

    for number, values in enumerate(projects, 1):
        add(PROJECTS, number, values)
    for number, (owner, values) in enumerate(indicators, 1):
        add(INDICATORS, number, {"project": owner, **values})
    for number, name in enumerate(institutions, 1):
        add("X1", number, {form.tables["X1"].columns[0].id: name})
    head = Head("339-2024-部门", Unit("339", "丰润区工业和信息化局"), 2024, "部门", form.id)
    return Document(head, form, Content(cells, rows, dict(texts or {})))


def stretched() -> Document:
    """Texts of thousands of characters in paragraphs, headings, tables and every cell of a project."""
    columns = ("title", "unit", "code", "name", "purpose", "goals")
    project = dict.fromkeys(columns, LONG * 400)
    several = {"title": "2、某项目绩效目标表", "march": LONG * 30, "goals": "\n".join([LONG * 90] * 30)}
    names = ("level1", "level2", "level3", "description", "value", "basis")
    high = [("1", {name: LONG * (2000 if name == wide else 40) for name in names}) for wide in names]
    texts = {"S0.text": LONG * 3000, "S1.heading": LONG * 100, "S1.text": f"一、{LONG * 10}", "S2.text": LONG}
    return made(texts, [project, several], high, [LONG * 1500, LONG])


def long_project(count: int = 80) -> Document:
    """One project with so many indicators under two captions of the first level."""
    indicators = [
        ("1", {"level1": "产出指标" if n < count - 10 else "效益指标", "level2": "数量指标", "level3": f"第{n}项"})
        for n in range(count)
    ]
    return made({"S1.text": "职责。"}, [{"title": "1、某项目绩效目标表", "code": "1302"}], indicators)
