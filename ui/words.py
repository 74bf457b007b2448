"""How places and amounts are named in the window: short, because the panels are narrow."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from forms.check.finding import LEVELS, Finding, Reporter
from forms.declare.model import Table
from forms.document import Document
from models.errors import Trouble
from models.money import Fen, show
from models.records import Address, Head

_LONG = 8
"""A table name longer than this gives up the words that every name beside it repeats."""


def table_name(table: Table, kind: str) -> str:
    """The title without what all titles share: 收入总表, 政府性基金支出."""
    name = table.title.removeprefix(f"{kind}预算")
    if len(name) > _LONG:
        name = name.replace("财政拨款", "").replace("预算", "").removesuffix("表")
    return name


def disclosure_title(head: Head) -> str:
    """2024年部门预算信息公开 — 339 丰润区工业和信息化局"""
    return f"{head.year}年{head.kind}预算信息公开 — {f'{head.unit.code} {head.unit.name}'.strip()}"


def place(document: Document, address: Address) -> str:
    """A cell for the status bar and for links: 表二 2060101 行政运行 财政拨款收入."""
    table = document.edition.tables.get(address.table)
    if table is None:
        return ""
    line = document.line(address.table, address.row)
    row = f"{line.code} {line.label}".strip() if line else address.row
    side = line.side if line else ""
    found = [column for column in table.columns if column.id == address.column and column.side == side]
    alone = bool(side) and len(table.money[side]) == 1
    return " ".join(filter(None, (table.ordinal, row, "" if alone or not found else found[0].path[-1])))


def message(document: Document, finding: Finding) -> str:
    """The message of a finding without the full title of its table, which stands beside it."""
    title = Reporter(document).table_words(finding.table) if finding.table else ""
    return finding.message.removeprefix(title)


def sum_words(count: int, fen: Fen) -> str:
    """选中 12 格　合计 1234.56 万元（12345600.00 元）"""
    return f"选中 {count} 格　合计 {show(fen)} 万元（{show(fen, '元')} 元）"


def counts(findings: tuple[Finding, ...], table: str | None = None) -> dict[str, int]:
    """How many findings there are of each level, in all or in one table."""
    chosen = [f for f in findings if table is None or f.table == table]
    return {level: sum(f.level == level for f in chosen) for level in LEVELS}


def trouble_text(trouble: Trouble) -> str:
    """A Trouble as one paragraph."""
    return trouble.sentence + trouble.way_out


def label(text: str, buddy: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """A plain label; with `buddy` its mnemonic leads there."""
    made = QLabel(text)
    made.setWordWrap(wrap)
    if buddy is not None:
        made.setBuddy(buddy)
    return made
