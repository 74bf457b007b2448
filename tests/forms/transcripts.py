"""The published tables as a person copied them, and the dump of a disclosure brought to the same shape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from tests.forms.books import DATA

LONG_NAMES = {
    "T1": "income_expenditure_summary",
    "T2": "income",
    "T3": "expenditure",
    "T4": "fiscal_grant_summary",
    "T5": "general_public_expenditure",
    "T6": "general_public_basic",
    "T7": "gov_fund",
    "T8": "state_capital",
    "T9": "three_public",
    "X1": "institutions",
    "X2": "procurement",
    "X3": "assets",
    "X6": "performance_2019",
}
"""How the transcripts name the tables."""

SIDES = {
    "T1": {"income": ["amount"], "expenditure": ["amount"]},
    "T4": {"income": ["amount"], "expenditure": ["total", "general", "fund", "capital"]},
}
"""The columns of each half of the tables of two sides, from left to right."""

WRITTEN = {
    "X1": {"单位名称", "单位性质", "单位规格", "经费保障形式"},
    "X2": {"项目名称", "采购物品名称", "政府采购目录序号", "数量单位", "计量单位", "数量"},
    "X3": {"数量"},
    "X6": {"职责活动", "内容描述", "绩效目标", "绩效指标", "优", "良", "中", "差"},
}
"""The last captions of the columns that hold texts and quantities; all others hold amounts."""

DASH = "——"
"""How offices strike a cell out; a cell of money stays blank for it."""

Value = Decimal | str | None
Line = tuple[str, str, tuple[Value, ...]]
"""Code, label without blanks, amounts and texts."""


@cache
def transcript(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The tables that are taken of a disclosure, as a person copied them, by the ids of the form."""
    tables = {t["id"]: t for t in json.loads((DATA / name / "transcript.json").read_text("utf-8"))["tables"]}
    return {key: tables[long] for key, long in LONG_NAMES.items() if long in tables}


@cache
def copied(name: str) -> Mapping[str, tuple[list[Line], list[str]]]:
    """The rows and the notes of each table; the rows of the left side come before those of the right."""
    return {key: (_copied_rows(key, table), table["notes"]) for key, table in transcript(name).items()}


def dumped(data: Mapping[str, Any]) -> Mapping[str, tuple[list[Line], list[str]]]:
    """The same of what `dump --json` says of these tables."""
    tables = [table for table in data["tables"] if table["id"] in LONG_NAMES]
    return {table["id"]: (_dumped_rows(table), table["notes"]) for table in tables}


def _copied_rows(key: str, table: Mapping[str, Any]) -> list[Line]:
    first = table["column_paths"][0]
    rows = [row[1:] if first == "序号" else row for row in table["rows"]]
    if key in SIDES:
        width = 1 + len(SIDES[key]["income"])
        return [_line("", *row[:width]) for row in rows if row[0]] + [
            _line("", *row[width:]) for row in rows if row[width]
        ]
    if key == "T9":
        return [_line("", *row) for row in rows]
    if key in WRITTEN:
        columns = [is_written(key, path) for path in table["column_paths"]]
        full = [row for row in rows if any(map(str.strip, row))]
        blanked = ([t if w or t != DASH else "" for w, t in zip(columns, row, strict=True)] for row in full)
        return [_explained(key, columns, row) for row in blanked]
    return [_line(*row) for row in rows if any(row)]


def is_written(key: str, path: str) -> bool:
    """Whether a column of a table of the 情况说明 holds texts or quantities."""
    return path.rpartition("/")[2].replace(" ", "") in WRITTEN[key]


def _explained(key: str, written: list[bool], row: list[str]) -> Line:
    """A row of a table of the 情况说明; only the assets have a label, before the values."""
    labels = int(key == "X3")
    values = zip(written[labels:], row[labels:], strict=True)
    return "", "".join("".join(row[:labels]).split()), tuple(_text(t) if w else _amount(t) for w, t in values)


def _dumped_rows(table: Mapping[str, Any]) -> list[Line]:
    key, columns = table["id"], [column["id"] for column in table["columns"]]
    if key in WRITTEN:
        before = [False] if key == "X3" else []
        written = before + [is_written(key, "/".join(column["path"])) for column in table["columns"]]
        rows = ([row["label"]] * len(before) + [row["cells"].get(c, "") for c in columns] for row in table["rows"])
        return [_explained(key, written, row) for row in rows]
    sides = SIDES.get(key, {"": columns})
    return [
        _line(row["code"] or "", row["label"], *(row["cells"].get(column, "") for column in ids))
        for side, ids in sides.items()
        for row in table["rows"]
        if row["key"].startswith(side)
    ]


def _text(text: str) -> str | None:
    return "".join(text.split()) or None


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text.strip() else None


def _line(code: str, label: str, *amounts: str) -> Line:
    return code, "".join(label.split()), tuple(map(_amount, amounts))


def cells(tables: Mapping[str, tuple[Iterable[Line], Any]]) -> int:
    """How many amounts and texts there are."""
    return sum(value is not None for lines, _ in tables.values() for line in lines for value in line[2])
