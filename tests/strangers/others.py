"""What stands in a disclosure besides the nine tables: purchases, assets, goals, texts, and sheets of other matters."""

from __future__ import annotations

from decimal import Decimal

from forms.form.model import Table
from tests.strangers.columns import Col, head_rows
from tests.strangers.draw import unit_of
from tests.strangers.drawn import Cell, Drawn, Numbers, Row, Tab
from tests.strangers.paper import Paper, Project
from tests.strangers.ways import Ways

Text = tuple[str, str, list[str]]
"""A section: its id, its heading as it is printed, its lines."""


def explanation(paper: Paper, ways: Ways) -> list[Drawn]:
    """The tables of the 情况说明 and the goal tables."""
    found = [_bodies(paper), _assets(paper)]
    if paper.purchases:
        found.append(_purchases(paper, ways))
    return [*found, *(_goals(project, number) for number, project in enumerate(paper.projects, start=1))]


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
        [Cell(word) for word in ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")],
    ]
    for place, indicator in enumerate(project.indicators, start=1):
        rows.append([Cell(word, f"{name}/{place}.{at}") for at, word in enumerate(indicator)])
    return Drawn("X5", f"绩效{number}", [[f"{number}、{project.name}绩效目标表"], ["单位：万元"]], rows, 0)


# Sheets of other matters


def strangers(paper: Paper, ways: Ways, nine: list[Drawn]) -> tuple[list[Tab], list[Tab]]:
    """The sheets of other matters, those before and those behind the disclosure."""
    year = paper.year
    match ways["strangers"]:
        case "cover and contents":
            cover = _page("封面", [[paper.name], [f"{year}年{paper.form.kind}预算公开表"], ["2024年2月"]])
            contents = [
                ["目录"],
                *[[f"{n}、{t.title}"] for n, t in enumerate(paper.form.tables.values(), 1) if t.id[0] == "T"],
            ]
            return [cover, _page("目录", contents)], []
        case "instructions":
            words = [["填表说明"], ["1.本套表金额单位为万元，保留两位小数。"], ["2.合计应等于各科目之和。"]]
            return [_page("填表说明", words)], []
        case "accounts":
            return [], [_page("决算", _accounts(paper))]
        case "last year" | "draft copy":
            draft = ways["strangers"] == "draft copy"
            return [], [_last_year(table, paper, "草稿" if draft else f"{year - 1}年") for table in nine[:3]]
    return [], []


def _page(name: str, lines: list[list[str]]) -> Tab:
    rows: list[Row] = [[Cell(word) for word in line] for line in lines]
    wide = max(map(len, rows))
    rows = [[*row, *(Cell() for _ in range(wide - len(row)))] for row in rows]
    return Tab(name, [Drawn("", name, [], rows, 0)])


def _accounts(paper: Paper) -> list[list[str]]:
    title = f"{paper.year - 2}年度收入支出决算总表"
    rows = [[title], [f"部门：{paper.name}", "金额单位：万元"], ["项目", "决算数", "项目", "决算数"]]
    return [
        *rows,
        ["一、一般公共预算财政拨款收入", "123.45", "一、一般公共服务支出", "98.10"],
        ["合计", "123.45", "合计", "98.10"],
    ]


def _last_year(table: Drawn, paper: Paper, mark: str, hidden: bool = False) -> Tab:
    """A sheet with the table of last year: the same lines with other amounts."""
    rows: list[Row] = []
    for row in table.rows:
        rows.append([_other(cell) if cell else None for cell in row])
    above = [[piece.replace(str(paper.year), str(paper.year - 1)) for piece in line] for line in table.above]
    copy = Drawn(table.table, f"{table.tab[:24]}{mark}", above, rows, table.head, table.below)
    return Tab(copy.tab, [copy], hidden=hidden)


def _other(cell: Cell) -> Cell:
    if not cell.place or not cell.text.strip() or not any(map(str.isdigit, cell.text)):
        return Cell(cell.text, number=cell.number, pattern=cell.pattern, down=cell.down, right=cell.right)
    number = cell.number * 3 if cell.number is not None else None
    return Cell(f"9{cell.text.strip()}" if number is None else f"{number:f}", number=number, pattern=cell.pattern)


def hidden_last_year(paper: Paper, nine: list[Drawn]) -> list[Tab]:
    """Hidden sheets with the tables of last year."""
    return [_last_year(table, paper, f"{paper.year - 1}", hidden=True) for table in nine[:4]]


# Texts


def texts(paper: Paper, ways: Ways) -> list[Text]:
    """The sections of the 情况说明, in words of this program's own making."""
    form = paper.form
    bodies = _bodies_of_text(paper)
    sections = [section for section in form.sections if section.title and section.key in bodies]
    made: list[Text] = []
    for number, section in enumerate(sections, start=1):
        heading = section.heading
        if ways["text"] == "no numbers":
            heading = section.title
        elif ways["text"] == "spaced headings":
            heading = f"{heading[:2]}　{heading[2:]}"
        elif ways["text"] == "chapters":
            heading = f"第{number}部分　{section.title}"
        made.append((section.id, heading, bodies[section.key]))
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
