"""A filled workbook of an invented province, of quite another layout than the forms installed: totals first, codes in
three columns behind the unit, whole 元, no 国有资本经营, last year's amount beside this year's 三公, more tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

UNIT = "云泽县水旱灾害防御中心"
CODE = "606001"
Row = Sequence[object]
Item = tuple[str, str, int, int]
"""A code, its name, what is spent on the office and on projects."""

GENERAL: tuple[Item, ...] = (
    ("2080505", "机关事业单位基本养老保险缴费支出", 300000, 0),
    ("2130301", "行政运行", 2500000, 0),
    ("2130314", "防汛", 0, 1800000),
    ("2210201", "住房公积金", 200000, 0),
)
FUND: tuple[Item, ...] = (("2120814", "农业生产发展支出", 0, 400000),)
PARENTS = {
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出",
    "213": "农林水支出",
    "21303": "水利",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "301": "工资福利支出",
    "302": "商品和服务支出",
}
ECONOMIC: tuple[Item, ...] = (
    ("30101", "基本工资", 1500000, 0),
    ("30108", "机关事业单位基本养老保险缴费", 300000, 0),
    ("30113", "住房公积金", 200000, 0),
    ("30201", "办公费", 0, 900000),
    ("30217", "公务接待费", 0, 20000),
    ("30231", "公务用车运行维护费", 0, 80000),
)


def workbook(year: int) -> Workbook:
    """The whole workbook of a year."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    both = (*GENERAL, *FUND)
    classes = [(f"{'一二三四'[n]}、{PARENTS[code]}", code) for n, code in enumerate(("208", "212", "213", "221"))]
    income: list[Row] = [("一、一般公共预算拨款", 4800000), ("二、政府性基金预算拨款", 400000)]
    own: list[Row] = [
        ("三、财政专户管理资金", None),
        ("四、单位自有资金", None),
        ("本年收入小计", 5200000),
        ("上年结转", None),
        ("收入合计", 5200000),
    ]
    spent: list[Row] = [(name, _sum(both, code)) for name, code in classes]
    feet: list[Row] = [("本年支出小计", 5200000), ("结转下年", None), ("支出合计", 5200000)]
    budget = f"{year}年预算"
    head: list[Row] = [("收入", None, "支出", None), ("项目", budget, "项目（按支出功能分类）", budget)]
    _sheet(book, 1, f"{year}年部门收支预算总体情况表", head, _beside([*income, *own], [*spent, *feet], 2, 2))
    sources = ("总计", "财政拨款", "财政专户管理资金", "单位自有资金", "上年结转")
    spending = ("总计", "基本支出", "项目支出")
    _by_code(book, 2, f"{year}年部门收入预算总体情况表", sources, both, lambda a, b: (a + b, a + b, None, None, None))
    _by_code(book, 3, f"{year}年部门支出预算总体情况表", spending, both, lambda a, b: (a + b, a or None, b or None))
    head = [
        ("收入", None, "支出", None, None, None),
        ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算"),
    ]
    funds = [(name, _sum(both, code), _sum(GENERAL, code), _sum(FUND, code)) for name, code in classes]
    left: list[Row] = [*income, ("收入合计", 5200000)]
    right: list[Row] = [*funds, ("支出合计", 5200000, 4800000, 400000)]
    _sheet(book, 4, f"{year}年财政拨款收支预算总体情况表", head, _beside(left, right, 2, 4))
    _by_code(book, 5, f"{year}年一般公共预算支出情况表", spending, GENERAL, lambda a, b: (a + b, a or None, b or None))
    people = ("总计", "人员经费", "公用经费")
    title = f"{year}年一般公共预算基本支出情况表"
    _by_code(book, 6, title, people, ECONOMIC, lambda a, b: (a + b, a or None, b or None), ("类", "款"))
    _by_code(book, 7, f"{year}年政府性基金预算支出情况表", spending, FUND, lambda a, b: (a + b, a or None, b or None))
    three: list[Row] = [
        ("合计", 110000, 100000, -10000),
        ("1.因公出国（境）费用", None, None, None),
        ("2.公务接待费", 30000, 20000, -10000),
        ("3.公务用车费", 80000, 80000, 0),
        ("其中：（1）公务用车运行维护费", 80000, 80000, 0),
        ("（2）公务用车购置费", None, None, None),
    ]
    head = [("项目", f"{year - 1}年预算数", f"{year}年预算数", "增减额")]
    _sheet(book, 8, f"{year}年“三公”经费支出情况表", head, three)
    _sheet(book, 9, f"{year}年政府购买服务预算表", [("单位名称", "服务项目", "预算金额")], [(UNIT, "无", None)])
    return book


def _sum(items: Sequence[Item], code: str) -> int | None:
    return sum(a + b for key, _, a, b in items if key.startswith(code)) or None


def _beside(left: Sequence[Row], right: Sequence[Row], wide: int, rest: int) -> list[Row]:
    """The rows of two halves of a table beside each other."""
    rows = range(max(len(left), len(right)))
    blank = ([None] * wide, [None] * rest)
    return [(*(left[n] if n < len(left) else blank[0]), *(right[n] if n < len(right) else blank[1])) for n in rows]


def _by_code(
    book: Workbook, number: int, title: str, captions: Sequence[str], items: Sequence[Item],
    amounts: Callable[[int, int], Row], parts: Sequence[str] = ("类", "款", "项"),
) -> None:  # fmt: skip
    """A table of codes with its parents, the total first."""
    widths = [3, 5, 7][: len(parts)]
    head: list[Row] = [
        ("单位编码", "单位名称", "科目编码", *[None] * (len(parts) - 1), "科目名称", *captions),
        (None, None, *parts, None, *[None] * len(captions)),
    ]
    body: list[Row] = []
    for code in sorted({key[:width] for key, *_ in items for width in widths}):
        name = PARENTS.get(code) or next(name for key, name, *_ in items if key == code)
        office, project = (sum(item[n] for item in items if item[0].startswith(code)) for n in (2, 3))
        cells = [code[a:b] or None for a, b in pairwise([0, *widths])]
        body.append((CODE, UNIT, *cells, name, *amounts(office, project)))
    whole = amounts(sum(item[2] for item in items), sum(item[3] for item in items))
    _sheet(book, number, title, head, [(None, None, *[None] * len(parts), "合计", *whole), *body])


def _sheet(book: Workbook, number: int, title: str, head: Sequence[Row], body: Sequence[Row]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(f"预算{number:02}表")
    width = len(head[0])
    sheet.append([title])
    sheet.append([f"填报单位：{UNIT}", *[None] * (width - 2), "金额单位：元"])
    for row in (*head, *body):
        sheet.append(list(row))
    for above, below in pairwise(head):
        begins = [n for n, text in enumerate(above) if text]
        for first, behind in pairwise([*begins, width]):
            if behind - first > 1 and all(below[first:behind]):
                sheet.merge_cells(start_row=3, end_row=3, start_column=first + 1, end_column=behind)
    return sheet
