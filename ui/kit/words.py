"""How places and amounts are named in the window: short, because the panels are narrow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, LEVELS, Finding, fault_counts
from forms.document.lines import Line
from forms.document.projects import OWNER, indicators_of
from forms.form.model import Section, Table
from models.errors import Trouble
from models.money import Fen, show, to_integer
from models.place import Displaced
from models.records import Address, Head

_LONG = 8
"""A table name longer than this gives up the words that every name beside it repeats."""


def table_name(table: Table, kind: str) -> str:
    """The title without what all titles share: 收入总表, 政府性基金支出."""
    name = table.title.removeprefix(f"{kind}预算")
    if len(name) > _LONG:
        name = name.replace("财政拨款", "").replace("预算", "").removesuffix("表")
    return name


def short_name(table: Table, kind: str) -> str:
    """A table in lists: 表二 收入总表; one of the 情况说明 has no number: 政府采购."""
    return f"{table.ordinal} {table_name(table, kind)}" if table.part == "budget" else table.ordinal


def heading(table: Table) -> str:
    """A table above its page: 表二　部门预算收入总表; 部门政府采购预算."""
    return f"{table.ordinal}　{table.title}" if table.part == "budget" else table.title


def section_title(document: Document, section: Section) -> str:
    """A section above its page: its heading as it stands; the one without is called 开头."""
    return document.section_name(section)


def row_words(document: Document, table: Table, line: Line) -> str:
    """A row by code and name; a record, which has neither, by its number: 第3行."""
    if table.id == document.edition.roles.indicators:
        owner = document.text(Address(table.id, line.key, OWNER))
        return f"{owner_words(document, owner)} 第{indicators_of(document, owner).index(line) + 1}行".strip()
    if table.layout == "records":
        return f"第{document.lines(table.id).index(line) + 1}行"
    return f"{line.code} {line.label.strip()}".strip()


def owner_words(document: Document, project: str) -> str:
    """The project of that key by its number in the list: 项目3; blank when there is none."""
    keys = [line.key for line in document.lines(document.edition.roles.projects)]
    return f"项目{keys.index(project) + 1}" if project in keys else ""


def first_typed(table: Table, side: str) -> str:
    """The id of the first column that is typed on a side of a table."""
    return next(c.id for c in table.columns if c.side == side and c.kind in ("money", "text", "quantity"))


def disclosure_title(head: Head) -> str:
    """2024年部门预算信息公开 — 339 丰润区工业和信息化局"""
    return f"{head.year}年{head.kind}预算信息公开 — {f'{head.unit.code} {head.unit.name}'.strip()}"


def place(document: Document, address: Address) -> str:
    """A cell for the status bar and for links: 表二 2060101 行政运行 财政拨款收入; 政府采购 第3行 单价."""
    return " ".join(_parts(document, *address))


def _parts(document: Document, table_id: str, row_key: str | None, column_id: str | None) -> list[str]:
    """The table, the row and the column in words, as far as they are meant and there is something to say."""
    table = document.edition.tables.get(table_id)
    if table is None:
        return []
    line = document.line(table_id, row_key) if row_key else None
    row = row_words(document, table, line) if line else "" if table.layout == "records" else row_key
    side = line.side if line else ""
    found = [column for column in table.columns if column.id == column_id and column.side == side]
    alone = bool(side) and len(table.money[side]) == 1
    return [part for part in (table.ordinal, row, "" if alone or not found else found[0].path[-1]) if part]


def finding_place(document: Document, finding: Finding) -> str:
    """The table or the section of a finding in short: 表二; 二、部门预算安排的总体情况. Blank when it has neither."""
    table = document.edition.tables.get(finding.table or "")
    if table is not None:
        return table.ordinal
    return next((section_title(document, s) for s in document.edition.sections if s.id == finding.section), "")


def spot(document: Document, finding: Finding) -> str:
    """The place of a finding over its card: 表三 · 2150501 行政运行 · 基本支出."""
    table = document.edition.tables.get(finding.table or "")
    parts = _parts(document, table.id, finding.row, finding.column) if table else []
    if table is not None and table.layout == "records" and finding.place.spot:
        parts = [table.ordinal, finding.place.spot]
    return " · ".join(parts) or finding_place(document, finding) or "全部内容"


def sum_words(count: int, fen: Fen, unit: str) -> str:
    """选中 3 格　合计 123.75　平均 41.25 万元; an average that is not whole 分 is rounded half up and said to be about:
    平均约 33.333333 万元."""
    mean = to_integer(Decimal(fen) / count)
    about = "" if mean * count == fen else "约"
    return f"选中 {count} 格　合计 {show(fen, unit)}　平均{about} {show(mean, unit)} {unit}"


def step_of_table(document: Document, table: str) -> str:
    """The id of the step on which a table stands: its own; the indicators stand with their projects."""
    roles = document.edition.roles
    return roles.projects if table == roles.indicators else table


def is_at(document: Document, finding: Finding, step: str) -> bool:
    """Whether the finding is about what stands on that step."""
    return step in (step_of_table(document, finding.table or ""), finding.section)


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each level."""
    return {level: sum(f.level == level for f in findings) for level in LEVELS}


def how_many(found: int, to_do: int) -> str:
    """问题 3，待填 12; 没有问题."""
    told = f"问题 {found}" if found else "没有问题"
    return f"{told}，待填 {to_do}" if to_do else told


def checked(findings: Sequence[Finding], to_do: int) -> str:
    """How a check stands: 已检查：错误 1 个，警告 2 个，提示 0 个，待填 12 处."""
    counted = fault_counts(findings)
    told = [f"{name} {counted[level]} 个" for level, name in LEVEL_WORDS.items()]
    return "已检查：" + "，".join((*told, f"待填 {to_do} 处"))


def shortened(text: str, longest: int) -> str:
    """The text as long as a glance takes."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def extent(text: str) -> tuple[int, int]:
    """How long a text is: its characters without white space, and its paragraphs, which are the lines not blank."""
    paragraphs = list(filter(None, map(str.split, text.split("\n"))))
    return sum(len(part) for paragraph in paragraphs for part in paragraph), len(paragraphs)


def trouble_text(trouble: Trouble) -> str:
    """A Trouble as one paragraph."""
    put_back = "请选“文件→把数据放回原处”。" if isinstance(trouble, Displaced) else ""
    return trouble.sentence + trouble.way_out + put_back
