"""Sheets of other matters among those of a disclosure: covers, letters, accounts, last year, other units."""

from __future__ import annotations

from tests.strangers.drawn import Cell, Drawn, Row, Tab
from tests.strangers.paper import Paper
from tests.strangers.ways import Ways

_PAGES: dict[str, tuple[str, list[list[str]], bool]] = {
    "instructions": (
        "填表说明",
        [["填表说明"], ["1.本套表金额单位为万元，保留两位小数。"], ["2.合计应等于各科目之和。"]],
        True,
    ),
    "letter": (
        "批复",
        [
            ["关于批复{year}年{kind}预算的通知"],
            ["{name}："],
            ["经县人民代表大会审议通过，现批复你单位{year}年支出预算4321.00万元，其中基本支出1234.00万元。"],
            ["县财政局"],
            ["{year}年2月5日"],
        ],
        True,
    ),
    "check sheet": (
        "校验",
        [
            ["表间校验"],
            ["校验内容", "左边", "右边", "差额", "结果"],
            ["收入总计=支出总计", "88.00", "88.00", "0.00", "通过"],
            ["表二合计=表三合计", "77.00", "77.00", "0.00", "通过"],
        ],
        False,
    ),
    "county summary": (
        "全县汇总",
        [
            ["{year}年全县部门预算收支汇总表"],
            ["单位：万元"],
            ["单位编码", "单位名称", "收入合计", "支出合计"],
            ["{code}", "{name}", "5678.00", "5678.00"],
            ["902", "县水务局", "876.50", "876.50"],
            ["903", "县统计局", "321.00", "321.00"],
        ],
        False,
    ),
    "settings": (
        "基础信息",
        [
            ["基础信息设置"],
            ["预算年度", "{year}"],
            ["单位编码", "{code}"],
            ["单位名称", "{name}"],
            ["金额单位", "元"],
            ["版本号", "V3.2.1"],
        ],
        True,
    ),
    "pivot": (
        "Sheet99",
        [
            ["行标签", "求和项:预算数", "计数项:单位"],
            ["行政运行", "1234.56", "3"],
            ["(空白)", "", ""],
            ["总计", "1234.56", "3"],
        ],
        True,
    ),
    "register": (
        "公开情况登记",
        [
            ["{year}年预算公开情况登记表"],
            ["单位名称", "公开时间", "公开网址", "公开支出总额（万元）", "经办人"],
            ["{name}", "{year}-02-20", "http://www.example.gov.cn/ysgk/1.html", "4567.80", "张三"],
        ],
        False,
    ),
    "objects": (
        "Sheet88",
        [['=EMBED("Word.Document.8","")'], ["#REF!", "#N/A"], ["图片 1"], ["12.30", "45.60"]],
        False,
    ),
}
"""By way: the name of the sheet, its lines, and whether it stands before the disclosure."""


def strangers(paper: Paper, ways: Ways, nine: list[Drawn]) -> tuple[list[Tab], list[Tab]]:
    """The sheets of other matters, those before and those behind the disclosure."""
    year, way = paper.year, ways["strangers"]
    if way in _PAGES:
        name, lines, is_before = _PAGES[way]
        words = {"name": paper.name, "year": year, "code": paper.code, "kind": paper.form.kind}
        page = _page(name, [[piece.format(**words) for piece in line] for line in lines])
        return ([page], []) if is_before else ([], [page])
    match way:
        case "cover and contents":
            cover = _page("封面", [[paper.name], [f"{year}年{paper.form.kind}预算公开表"], ["2024年2月"]])
            contents = [
                ["目录"],
                *[[f"{n}、{t.title}"] for n, t in enumerate(paper.form.tables.values(), 1) if t.id[0] == "T"],
            ]
            return [cover, _page("目录", contents)], []
        case "accounts":
            return [], [_page("决算", _accounts(paper))]
        case "catalogue list":
            return [], [_page("科目表", _catalogue(paper))]
        case "all of last year":
            return [], [_last_year(table, paper, f"{year - 1}年") for table in nine]
        case "draft first":
            drafts = [_last_year(table, paper, "初稿") for table in nine]
            for draft, final in zip(drafts, nine, strict=True):
                for line in draft.tables[0].above[:1]:
                    line[0] += "（征求意见稿）"
                draft.tables[0].above = [
                    [piece.replace(str(year - 1), str(year)) for piece in line] for line in draft.tables[0].above
                ]
                final.tab = f"{final.tab[:24]}定稿"
            return drafts, []
        case "last year" | "draft copy":
            draft = way == "draft copy"
            return [], [_last_year(table, paper, "草稿" if draft else f"{year - 1}年") for table in nine[:3]]
    return [], []


def _page(name: str, lines: list[list[str]]) -> Tab:
    rows: list[Row] = [[Cell(word) for word in line] for line in lines]
    wide = max(map(len, rows))
    rows = [[*row, *(Cell() for _ in range(wide - len(row)))] for row in rows]
    return Tab(name, [Drawn("", name, [], rows, 0)])


def _catalogue(paper: Paper) -> list[list[str]]:
    """The list of subjects as a sheet for looking up."""
    known = paper.form.catalogue("functional")
    rows = [[code, known.name(code) or ""] for code in sorted(known.codes)[:120]]
    return [[f"{paper.year}年支出功能分类科目表"], ["科目编码", "科目名称"], *rows]


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
    copy.hidden_columns = table.hidden_columns
    return Tab(copy.tab, [copy], hidden=hidden)


def _other(cell: Cell) -> Cell:
    if not cell.place or not cell.text.strip() or not any(map(str.isdigit, cell.text)):
        return Cell(cell.text, number=cell.number, pattern=cell.pattern, down=cell.down, right=cell.right)
    number = cell.number * 3 if cell.number is not None else None
    return Cell(f"9{cell.text.strip()}" if number is None else f"{number:f}", number=number, pattern=cell.pattern)


def hidden_last_year(paper: Paper, nine: list[Drawn]) -> list[Tab]:
    """Hidden sheets with the tables of last year."""
    return [_last_year(table, paper, f"{paper.year - 1}", hidden=True) for table in nine[:4]]
