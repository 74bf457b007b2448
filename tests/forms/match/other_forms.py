"""Budget papers of other forms than the one installed, as other provinces and the ministries publish them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[object]]

CLASSES = (
    "一般公共服务支出",
    "公共安全支出",
    "教育支出",
    "科学技术支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "城乡社区支出",
    "农林水支出",
    "住房保障支出",
)
CODES = (("205", "02", "05", "高等教育"), ("208", "05", "05", "基本养老保险缴费"), ("221", "02", "01", "住房公积金"))
NUMERALS = "一二三四五六七八九十"


def _sheet(book: Workbook, tab: str, title: str, head: Rows, body: Rows, unit: str = "元", who: str = "") -> Worksheet:
    sheet = book.create_sheet(tab)
    sheet.append([title])
    sheet.append([f"编制部门：{who or '某区教育局'}", None, None, f"单位：{unit}"])
    for row in (*head, *body):
        sheet.append(list(row))
    return sheet


def _new() -> Workbook:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    return book


def _by_code(amounts: Sequence[int], *, in_parts: bool, total_last: bool = True) -> Rows:
    """Rows of codes with so many amounts each, whole 元."""
    rows = [
        [*((a, b, c) if in_parts else (a + b + c,)), name, *(amount * (n + 1) for amount in amounts)]
        for n, (a, b, c, name) in enumerate(CODES)
    ]
    total = [*([None] * (3 if in_parts else 1)), "合计", *(amount * 6 for amount in amounts)]
    return [*rows, total] if total_last else [total, *rows]


def shanghai(year: int = 2026, *, tabs: str = "", who: str = "") -> Workbook:
    """Nine tables of a district of Shanghai: 元, codes in three columns, total last; `tabs` goes before each tab."""
    book = _new()

    def add(number: int, tab: str, title: str, head: Rows, body: Rows, unit: str = "元") -> None:
        name = f"{tabs}{number}-{tab}" if tabs else tab
        _sheet(book, name[:31], f"{year}年{title}", head, body, unit, who)

    lines = [[f"{NUMERALS[n]}、{name}", 1000000 * (n + 1)] for n, name in enumerate(CLASSES)]
    income = [
        ["一、财政拨款收入", 45000000],
        ["1. 一般公共预算", 45000000],
        ["2. 政府性基金预算"],
        ["3. 国有资本经营预算"],
    ]
    income += [["二、事业收入"], ["三、事业单位经营收入"], ["四、其他收入"]]
    beside = [[*(income[n] if n < len(income) else ["", None]), None][:2] + lines[n] for n in range(len(lines))]
    add(
        1,
        "部门收支总表",
        "部门财务收支预算总表",
        [["本年收入", None, "本年支出"], ["项目", "预算数", "项目", "预算数"]],
        [*beside, ["收入总计", 45000000, "支出总计", 45000000]],
    )
    codes = ["功能分类科目编码", None, None, "功能分类科目名称"]
    parts = ["类", "款", "项", None]
    sources = ["合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"]
    add(
        2,
        "部门收入总表",
        "部门收入预算总表",
        [[*codes, "收入预算"], [*parts, *sources]],
        _by_code([900, 900, 0, 0, 0], in_parts=True),
    )
    for number, (tab, title, over) in enumerate(
        (
            ("部门支出总表", "部门支出预算总表", "支出预算"),
            ("部门一般公共预算拨款表", "部门一般公共预算支出功能分类预算表", "一般公共预算支出"),
            ("部门政府性基金拨款表", "部门政府性基金预算支出功能分类预算表", "政府性基金预算支出"),
            ("部门国有资本经营预算拨款表", "部门国有资本经营预算支出功能分类预算表", "国有资本经营预算支出"),
        ),
        start=3,
    ):
        add(
            number,
            tab,
            title,
            [[*codes, over], [*parts, "合计", "基本支出", "项目支出"]],
            _by_code([900, 600, 300], in_parts=True),
        )
    kinds = ["合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]
    add(
        7,
        "部门财政拨款收支总表",
        "部门财政拨款收支预算总表",
        [["财政拨款收入", None, "财政拨款支出"], ["项目", "预算数", "项目", *kinds]],
        [
            ["一、一般公共预算", 45000000, *lines[0], 1000000],
            ["二、政府性基金预算", None, *lines[1], 2000000],
            ["三、国有资本经营预算", None, *lines[2], 3000000],
            ["收入总计", 45000000, "支出总计", 45000000, 45000000],
        ],
    )
    add(
        8,
        "部门一般公共预算拨款基本支出明细表",
        "部门一般公共预算基本支出部门预算经济分类预算表",
        [
            ["部门预算经济分类科目编码", None, "经济分类科目名称", "一般公共预算基本支出"],
            ["类", "款", None, "合计", "人员经费", "公用经费"],
        ],
        [
            ["301", "01", "基本工资", 600, 600],
            ["302", "01", "办公费", 300, None, 300],
            [None, None, "合计", 900, 600, 300],
        ],
    )
    add(
        9,
        "部门“三公”经费和机关运行费预算表",
        "部门“三公”经费和机关运行经费预算表",
        [
            ["“三公”经费预算数", None, None, "公务用车购置及运行费", None, None, "机关运行经费预算数"],
            ["合计", "因公出国(境)费", "公务接待费", "小计", "购置费", "运行费", None],
        ],
        [[12.5, 0, 2.5, 10, 0, 10, 300.25]],
        unit="万元",
    )
    return book


def south(year: int = 2025) -> Workbook:
    """A province that calls its tables 总体情况表, in 万元, with other columns of sources."""
    book = _new()
    lines = [[f"{NUMERALS[n]}、{name}", 10.5 * (n + 1)] for n, name in enumerate(CLASSES)]
    _sheet(
        book,
        "表1",
        f"{year}年部门收支总体情况表",
        [["收入", None, "支出"], ["项目", f"{year}年预算", "项目", f"{year}年预算"]],
        [
            ["一、财政拨款", 472.5, *lines[0]],
            ["二、财政专户拨款", None, *lines[1]],
            ["三、其他资金", None, *lines[2]],
            ["本年收入合计", 472.5, "本年支出合计", 472.5],
        ],
        "万元",
    )
    sources = ["合计", "一般公共预算", "政府性基金预算", "财政专户管理的资金", "单位资金", "上年结余"]
    for number, title in enumerate(("收入总体情况表", "支出总体情况表", "财政拨款收支总体情况表"), start=2):
        _sheet(
            book,
            f"表{number}",
            f"{year}年部门{title}",
            [["科目编码", "功能分类", *sources]],
            _by_code([9.5, 9.5, 0, 0, 0, 0], in_parts=False),
            "万元",
        )
    for number, title in enumerate(("一般公共预算支出情况表", "一般公共预算基本支出情况表（按支出经济分类）"), start=5):
        _sheet(
            book,
            f"表{number}",
            f"{year}年{title}",
            [["功能科目编码", "功能科目名称", "小计", "工资福利", "商品服务", "项目"]],
            _by_code([9.5, 5.5, 2, 2], in_parts=False),
            "万元",
        )
    return book


def ministry() -> Workbook:
    """The form of the ministries: the titles are those of many provinces, the columns are not."""
    book = _new()
    lines = [[f"{NUMERALS[n]}、{name}", 10.5 * (n + 1)] for n, name in enumerate(CLASSES)]
    income = [
        "一、一般公共预算拨款收入",
        "二、政府性基金预算拨款收入",
        "三、国有资本经营预算拨款收入",
        "四、事业收入",
        "五、事业单位经营收入",
        "六、其他收入",
    ]
    beside = [[income[n] if n < len(income) else None, 472.5 if n == 0 else None, *lines[n]] for n in range(len(lines))]
    _sheet(
        book,
        "部门公开表1",
        "部门收支总表",
        [["收入", None, "支出"], ["项目", "预算数", "项目", "预算数"]],
        [
            *beside,
            ["本年收入合计", 472.5, "本年支出合计", 472.5],
            ["使用非财政拨款结余", None, "结转下年"],
            ["上年结转", None],
            ["收入总计", 472.5, "支出总计", 472.5],
        ],
        "万元",
    )
    sources = [
        "合计",
        "上年结转",
        "一般公共预算拨款收入",
        "政府性基金预算拨款收入",
        "国有资本经营预算拨款收入",
        "事业收入",
        "用事业基金弥补收支差额",
    ]
    _sheet(
        book,
        "部门公开表2",
        "部门收入总表",
        [["科目", None, *sources], ["科目编码", "科目名称"]],
        _by_code([9.5, 0, 9.5, 0, 0, 0, 0], in_parts=False),
        "万元",
    )
    _sheet(
        book,
        "部门公开表3",
        "部门支出总表",
        [["科目编码", "科目名称", "合计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出"]],
        _by_code([9.5, 5.5, 4, 0, 0], in_parts=False),
        "万元",
    )
    rows = [
        ["一、本年收入", 472.5, "一、本年支出", 472.5],
        ["（一）一般公共预算拨款", 472.5, "（一）公共安全支出", 100],
        ["（二）政府性基金预算拨款", None, "（二）教育支出", 372.5],
        ["二、上年结转", None, "二、结转下年"],
        ["收入总计", 472.5, "支出总计", 472.5],
    ]
    _sheet(
        book,
        "部门公开表4",
        "财政拨款收支总表",
        [["收入", None, "支出"], ["项目", "预算数", "项目", "预算数"]],
        rows,
        "万元",
    )
    growth = ["2023年执行数", "2024年预算数", "小计", "基本支出", "项目支出", "增减额", "增减%"]
    _sheet(
        book,
        "部门公开表5",
        "一般公共预算支出表",
        [["科目编码", "科目名称", *growth]],
        _by_code([9, 9.5, 9.5, 5.5, 4, 0.5, 5], in_parts=False),
        "万元",
    )
    return book


FORMS: tuple[Callable[..., Workbook], ...] = (shanghai, south, ministry)
