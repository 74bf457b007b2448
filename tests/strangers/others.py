"""What stands in a disclosure besides the nine tables: bodies, purchases, assets, texts."""

from __future__ import annotations

from forms.form.model import Table
from tests.strangers.columns import head_rows
from tests.strangers.draw import unit_of
from tests.strangers.drawn import Cell, Col, Drawn, Numbers, Row
from tests.strangers.goals import goal_tables, paragraphs
from tests.strangers.paper import Paper
from tests.strangers.ways import Ways

Text = tuple[str, str, list[str]]
"""A section: its id, its heading as it is printed, its lines."""


def explanation(paper: Paper, ways: Ways) -> list[Drawn]:
    """The tables of the 情况说明 and the goal tables."""
    found = [_bodies(paper), _assets(paper)]
    if paper.purchases:
        found.append(_purchases(paper, ways))
    return [*found, *goal_tables(paper, ways)]


def _bodies(paper: Paper) -> Drawn:
    table = paper.form.tables["X1"]
    rows = [_captions(table)]
    for number, body in enumerate(paper.bodies, start=1):
        rows.append([Cell(word, f"X1/{number}/{c.id}") for c, word in zip(table.columns, body, strict=False)])
    return Drawn("X1", "机构设置", [[table.title]], rows, 1)


def _assets(paper: Paper) -> Drawn:
    table = paper.form.tables["X3"]
    rows, numbers = [_captions(table)], Numbers()
    for line in table.rows:
        count, fen = paper.assets.get(line.key, ("", 0))
        cells = {
            "label": Cell(line.label),
            "quantity": Cell(count, f"X3/{line.key}/quantity"),
            "value": numbers.cell(fen, f"X3/{line.key}/value"),
        }
        rows.append([cells.get(c.id, Cell()) for c in table.columns])
    head = [f"{paper.code}{paper.name}", f"截止时间：{paper.year - 1}-12-31"]
    return Drawn("X3", "固定资产", [[table.title], head], rows, 1)


def _purchases(paper: Paper, ways: Ways) -> Drawn:
    table = paper.form.tables["X2"]
    columns = [Col(c.kind, c.id, c.path) for c in table.columns]
    head, numbers = head_rows(columns), Numbers(unit_of("X2", ways))
    rows: list[Row] = []
    for number, purchase in enumerate(paper.purchases, start=1):
        row: Row = []
        for column in columns:
            value, place = purchase.get(column.id, ""), f"X2/{number}/{column.id}"
            row.append(numbers.cell(value, place) if isinstance(value, int) else Cell(value, place if value else ""))
        rows.append(row)
    above = [[table.title], [f"{paper.code}{paper.name}", f"单位：{numbers.unit}"]]
    return Drawn("X2", "政府采购", above, [*head, *rows], len(head))


def _captions(table: Table) -> Row:
    return [Cell(column.path[-1]) for column in table.columns]


# Texts


def texts(paper: Paper, ways: Ways) -> list[Text]:
    """The sections of the 情况说明, in words of this program's own making."""
    form = paper.form
    bodies = _bodies_of_text(paper)
    sections = [section for section in form.sections if section.title and section.key in bodies]
    made: list[Text] = []
    for number, section in enumerate(sections, start=1):
        heading = section.heading
        match ways["text"]:
            case "no numbers" | "bold":
                heading = section.title
            case "spaced headings":
                heading = f"{heading[:2]}　{heading[2:]}"
            case "chapters":
                heading = f"第{number}部分　{section.title}"
            case "arabic":
                heading = f"{number}.{section.title}"
        lines = bodies[section.key]
        if section.key == "projects" and ways["goals"] == "paragraphs":
            lines = [*lines, *paragraphs(paper)]
        made.append((section.id, heading, ["".join(lines)] if ways["text"] == "one paragraph each" else lines))
    return made


def _money(fen: int) -> str:
    return f"{fen // 1_000_000}.{fen // 10_000 % 100:02}万元"


def _bodies_of_text(paper: Paper) -> dict[str, list[str]]:
    """The lines of each section by its key."""
    year, kind, t9 = paper.year, paper.form.kind, paper.tables["T9"]
    whole = {table: paper.tables[table]["total"] for table in ("T3", "T6")}
    parts = {column: _money(whole["T3"].get(column, 0)) for column in ("basic", "project", "total")}
    three = t9.get("subtotal", t9["total"])["total"]
    return {
        "duties": [f"{paper.name}负责本行业规划、管理和服务。", "内设办公室、财务股、业务股3个股室。"],
        "overview": [
            f"{year}年预算收入{_money(paper.tables['T1']['income.total']['amount'])}，全部反映在预算中。",
            f"{year}年支出预算{parts['total']}，其中：基本支出{parts['basic']}，项目支出{parts['project']}。",
        ],
        "running": [f"{year}年，我{kind}机关运行经费共计安排{_money(whole['T6'].get('public', 0))}，用于办公费等。"],
        "three_public": [
            f"{year}年，我{kind}财政拨款“三公”经费预算安排{_money(three)}，"
            f"其中公务接待费{_money(t9['reception']['total'])}。"
        ],
        "goals": ["保障机关运转，完成年度重点任务，群众满意度不低于95%。"],
        "earmarked": [f"本{kind}无主管专项资金。"],
        "projects": [f"安排项目{len(paper.projects)}个，绩效目标随表公开。"],
        "procurement": [
            f"{year}年，我{kind}安排政府采购预算{_money(sum(int(one['total']) for one in paper.purchases))}。"
        ],
        "assets": [f"{year - 1}年末，固定资产金额为{_money(paper.assets['total'][1])}。"],
        "glossary": ["财政拨款收入：指财政当年拨付的资金。", "机关运行经费：指公用经费。"],
        "other": [f"我{kind}无其他需要说明的事项。"],
    }
