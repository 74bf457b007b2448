"""The projects of a disclosure (项目绩效目标): the rows of their table with their goals and indicators put together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from forms.document.disclosed import Disclosed
from forms.document.lines import Line
from forms.document.per_revision import per_revision
from models.money import Fen
from models.records import Address

OWNER = "project"
"""The column of an indicator that names the row of its project."""
BUDGET = "budget"
"""The column of a project with all its money."""
PLAN: Mapping[str, str] = {"march": "3月底", "june": "6月底", "october": "10月底", "december": "12月底"}
"""The columns of the payment plan (资金支出计划) and how they are called."""

NO_INDICATORS = ("未填写", "无")
"""What stands across a goal table in place of indicators; the first is printed where there are none."""
_AROUND_THE_NAME = re.compile(r"^\d+[、.．]\s*|绩效目标表$")

_WHOLE = 100
_NO_PLAN = 10**12
"""A number so large is neither per cent nor an amount."""

SECRET = ("是", "涉密", "√")
"""What marks a project as secret in its last column."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator as it is printed. `level1` stands in every row, also where print merges it downwards."""

    level1: str
    level2: str
    level3: str
    description: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Project:
    """One project. Amounts are in 分, None where blank; `plan` holds the texts of the four dates by column."""

    key: str
    title: str
    unit: str
    code: str
    name: str
    budget: Fen | None
    fiscal: Fen | None
    other: Fen | None
    purpose: str
    plan: Mapping[str, str]
    goals: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    secret: bool = False
    """Whether it is kept here and left out of everything that is published."""


def project_cell(document: Disclosed, key: str, column: str) -> Address:
    """A cell of the project of that key."""
    return Address(document.edition.roles.projects, key, column)


def indicator_cell(document: Disclosed, key: str, column: str) -> Address:
    """A cell of the indicator of that key."""
    return Address(document.edition.roles.indicators, key, column)


def owner_of(document: Disclosed, indicator: str) -> str:
    """The key of the project that an indicator belongs to."""
    return document.text(indicator_cell(document, indicator, OWNER))


def public_projects(document: Disclosed) -> tuple[Project, ...]:
    """The projects that may be published: all but the secret ones (涉密)."""
    return tuple(project for project in projects(document) if not project.secret)


def project_name(project: Project) -> str:
    """The name of a project, which older forms give in the title of its table alone."""
    return project.name or name_in_title(project.title)


def name_in_title(title: str) -> str:
    """The name of a project in the title of its table: 1、盐业执法经费绩效目标表 is that of 盐业执法经费."""
    return _AROUND_THE_NAME.sub("", title)


@per_revision
def projects(document: Disclosed) -> tuple[Project, ...]:
    """All projects in their order; an edition without goal tables has none."""
    roles = document.edition.roles
    indicators: dict[str, list[Indicator]] = {}
    for line in document.lines(roles.indicators):
        texts = (document.text(indicator_cell(document, line.key, name)) for name in Indicator.__slots__)
        indicators.setdefault(owner_of(document, line.key), []).append(Indicator(*texts))
    return tuple(_project(document, line.key, indicators.get(line.key, [])) for line in document.lines(roles.projects))


def indicators_of(document: Disclosed, project: str) -> tuple[Line, ...]:
    """The rows of indicators that belong to the project of that key, in their order."""
    return tuple(_indicators(document).get(project, ()))


@per_revision
def _indicators(document: Disclosed) -> Mapping[str, list[Line]]:
    """The rows of indicators by the key of their project."""
    found: dict[str, list[Line]] = {}
    for line in document.lines(document.edition.roles.indicators):
        found.setdefault(owner_of(document, line.key), []).append(line)
    return found


def _project(document: Disclosed, key: str, indicators: list[Indicator]) -> Project:
    def text(column: str) -> str:
        return document.text(project_cell(document, key, column))

    def amount(column: str) -> Fen | None:
        return document.value(project_cell(document, key, column))

    return Project(
        key=key,
        title=text("title"),
        unit=text("unit"),
        code=text("code"),
        name=text("name"),
        budget=amount(BUDGET),
        fiscal=amount("fiscal"),
        other=amount("other"),
        purpose=text("purpose"),
        plan={column: text(column) for column in PLAN},
        goals=tuple(filter(None, map(str.strip, text("goals").split("\n")))),
        indicators=tuple(indicators),
        secret=text("secret") in SECRET,
    )


def per_cent(text: str) -> Decimal | None:
    """The number of a date of the payment plan as it is written, with or without %; None where none stands."""
    try:
        number = Decimal("".join(text.split()).rstrip("%％"))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < _NO_PLAN else None


def planned(budget: Fen, text: str) -> Fen | None:
    """What is paid of a budget up to a date of its payment plan; None where no part of it stands there."""
    share = per_cent(text)
    if share is None or not 0 <= share <= _WHOLE:
        return None
    return int((budget * share / _WHOLE).to_integral_value(ROUND_HALF_UP))
