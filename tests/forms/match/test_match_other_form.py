"""A workbook as another province publishes it, built after the facts of its form and not by our own writer: it is read
in its own form among all that are installed, chapters on sheets of their own among its tables."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from forms.check import check
from forms.form.load import edition
from forms.match.account.accounts import account
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.packet.package import export
from models.records import Address
from tests.forms.books import published
from tests.forms.form.test_shanghai import TEXTS, UNIT, filled

Rows = list[list[object]]
CLASSES = [row.label for row in edition(2026, "部门", "shanghai").tables["T1"].rows if row.class_code]
CULTURE, SOCIAL = (next(n for n, name in enumerate(CLASSES) if word in name) for word in ("文化旅游", "社会保障和"))


def by_class(culture: int, social: int) -> list[int | None]:
    """The amounts of all classes; the unit spends in two."""
    return [{CULTURE: culture, SOCIAL: social}.get(number) for number in range(len(CLASSES))]


FUNCTIONAL = [["功能分类科目编码", None, None, "功能分类科目名称"], ["类", "款", "项", None]]


def sheet(book: openpyxl.Workbook, tab: str, title: str, unit: str, rows: Rows) -> Worksheet:
    """A sheet with a title, the line above the head, and these rows."""
    page = book.create_sheet(tab)
    page.append([title])
    page.append([])
    page.append([f"编制部门：{UNIT.name}", *[None] * 4, f"单位：{unit}"])
    for row in rows:
        page.append(row)
    return page


def codes(book: openpyxl.Workbook, tab: str, title: str, head: str, columns: list[str], rows: Rows) -> None:
    width = len(columns)
    top = [[*FUNCTIONAL[0], head, *[None] * (width - 1)], [*FUNCTIONAL[1], *columns]]
    page = sheet(book, tab, title, "元", [*top, *rows])
    page.merge_cells("A4:C4")
    page.merge_cells("D4:D5")
    page.merge_cells(start_row=4, end_row=4, start_column=5, end_column=4 + width)


def chapter(book: openpyxl.Workbook, tab: str, heading: str, text: str) -> None:
    page = book.create_sheet(tab)
    page["A1"], page["A2"] = heading, text
    page.merge_cells("A2:J30")


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "封面"
    cover["A5"], cover["A9"] = "上海市普陀区2026年区级部门预算", f"预算主管部门：{UNIT.name}"
    contents = book.create_sheet("目录")
    for line in ("目 录", "一 部门主要职能", "二 部门机构设置", "三 名词解释", "四 部门预算编制说明", "五 部门预算表"):
        contents.append([line])
    chapter(book, "部门主要职能", f"{UNIT.name}主要职能", TEXTS["duties"])
    chapter(book, "部门机构设置", f"{UNIT.name}机构设置", TEXTS["institutions"])
    chapter(book, "名词解释", "名词解释", TEXTS["glossary"])
    chapter(book, "部门编制说明", "2026年部门预算编制说明", TEXTS["overview"])
    income = ["一、财政拨款收入", "1. 一般公共预算资金", "2. 政府性基金", "3. 国有资本经营预算", "二、事业收入"]
    income += ["三、事业单位经营收入", "四、其他收入"]
    income += [None] * (len(CLASSES) - len(income))
    amounts = [31000000, 31000000, None, None, 500000] + [None] * (len(CLASSES) - 5)
    rows: Rows = [["本年收入", None, "本年支出", None], ["项目", "预算数", "项目", "预算数"]]
    rows += [list(one) for one in zip(income, amounts, CLASSES, by_class(29500000, 2000000), strict=True)]
    sheet(
        book, "部门收支总表", "2026年部门财务收支预算总表", "元", [*rows, ["收入总计", 31500000, "支出总计", 31500000]]
    )
    codes(
        book,
        "部门收入总表",
        "2026年部门收入预算总表",
        "收入预算",
        ["合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"],
        [
            ["207", None, None, "文化旅游体育与传媒支出", 29500000, 29000000, 500000],
            ["207", "01", None, "文化和旅游", 29500000, 29000000, 500000],
            ["207", "01", "01", "行政运行", 8300000, 8300000],
            ["207", "01", "09", "群众文化", 21200000, 20700000, 500000],
            ["208", None, None, "社会保障和就业支出", 2000000, 2000000],
            ["208", "05", None, "行政事业单位养老支出", 2000000, 2000000],
            ["208", "05", "05", "机关事业单位基本养老保险缴费支出", 2000000, 2000000],
            [None, None, None, "合计", 31500000, 31000000, 500000],
        ],
    )
    for tab, title, head, service in (
        ("部门支出总表", "2026年部门支出预算总表", "支出预算", 500000),
        ("部门一般公共预算拨款表", "2026年部门一般公共预算支出功能分类预算表", "一般公共预算支出", 0),
    ):
        project = 20700000 + service
        whole = 10300000 + project
        codes(
            book,
            tab,
            title,
            head,
            ["合计", "基本支出", "项目支出"],
            [
                ["207", None, None, "文化旅游体育与传媒支出", 8300000 + project, 8300000, project],
                ["207", "01", None, "文化和旅游", 8300000 + project, 8300000, project],
                ["207", "01", "01", "行政运行", 8300000, 8300000],
                ["207", "01", "09", "群众文化", project, None, project],
                ["208", None, None, "社会保障和就业支出", 2000000, 2000000],
                ["208", "05", None, "行政事业单位养老支出", 2000000, 2000000],
                ["208", "05", "05", "机关事业单位基本养老保险缴费支出", 2000000, 2000000],
                [None, None, None, "合计", whole, 10300000, project],
            ],
        )
    columns = ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]
    left = [("一、一般公共预算资金", 31000000), ("二、政府性基金", None), ("三、国有资本经营预算", None)]
    left += [(None, None)] * (len(CLASSES) - 3)
    right = by_class(29000000, 2000000)
    rows = [["财政拨款收入", None, "财政拨款支出"], columns]
    rows += [[*pair, name, value, value] for pair, name, value in zip(left, CLASSES, right, strict=True)]
    rows.append(["收入总计", 31000000, "支出总计", 31000000, 31000000])
    sheet(book, "部门财政拨款收支总表", "2026年部门财政拨款收支预算总表", "元", rows)
    for tab, title, head, words in (
        ("部门政府性基金拨款表", "2026年部门政府性基金预算支出功能分类预算表", "政府性基金预算支出", "政府性基金预算"),
        (
            "部门国有资本经营预算拨款表",
            "2026年部门国有资本经营预算支出功能分类预算表",
            "国有资本经营预算支出",
            "国有资本经营预算",
        ),
    ):
        note = f"注：部门2026年未安排{words}。"
        codes(book, tab, title, head, ["合计", "基本支出", "项目支出"], [[note]])
    page = sheet(
        book,
        "部门一般公共预算拨款基本支出明细表",
        "2026年部门一般公共预算基本支出部门预算经济分类预算表",
        "元",
        [
            ["部门预算经济分类科目编码", None, "经济分类科目名称", "一般公共预算基本支出"],
            ["类", "款", None, "合计", "人员经费", "公用经费"],
            ["301", None, "工资福利支出", 9000000, 9000000],
            ["301", "01", "基本工资", 7000000, 7000000],
            ["301", "08", "机关事业单位基本养老保险缴费", 2000000, 2000000],
            ["302", None, "商品和服务支出", 1300000, None, 1300000],
            ["302", "01", "办公费", 1300000, None, 1300000],
            [None, None, "合计", 10300000, 9000000, 1300000],
        ],
    )
    page.merge_cells("A4:B4")
    page = sheet(
        book,
        "部门“三公”经费和机关运行费预算表",
        "2026年部门“三公”经费和机关运行经费预算表",
        "万元",
        [
            ["“三公”经费预算数", None, None, None, None, None, "机关运行经费预算数"],
            ["合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", None, None, None],
            [None, None, None, "小计", "购置费", "运行费", None],
            [5.7, 0, 1.2, 4.5, 0, 4.5, 130],
        ],
    )
    for area in ("A4:F4", "G4:G6", "A5:A6", "B5:B6", "C5:C6", "D5:F5"):
        page.merge_cells(area)
    parts = [
        ("“三公”经费预算情况说明", "three_public"),
        ("机关运行经费预算", "running"),
        ("政府采购预算情况", "procurement"),
    ]
    parts += [("绩效目标设置情况", "goals"), ("国有资产占有使用情况", "assets")]
    text = "\n".join(f"{'一二三四五'[n]}、{title}\n{TEXTS[key]}" for n, (title, key) in enumerate(parts))
    chapter(book, "其他相关情况说明", "其他相关情况说明", text)
    chapter(book, "项目经费情况说明", "项目经费情况说明", TEXTS["projects"])
    path = tmp_path_factory.mktemp("putuo") / "上海市普陀区2026年部门预算.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def reading(official: Path) -> Reading:
    return recognise(read(official))


def test_the_form_is_told_among_those_installed(reading: Reading) -> None:
    assert (reading.edition.id, reading.unit.name) == ("shanghai-2026", UNIT.name)
    assert recognise(published("2024-fengrun")).edition.pack == "hebei"


def test_every_amount_is_at_its_place(reading: Reading) -> None:
    document, wanted = reading.document(), filled()
    amounts = {a: wanted.value(a) for a in wanted.plan.addresses if a.table.startswith("T") and wanted.value(a)}
    assert {a: document.value(a) for a in amounts} == amounts
    assert reading.report.counts["refused"] == 0
    assert document.value(Address("T9", "total", "car.running")) == 4_500_000


def test_chapters_on_sheets_are_the_sections_of_the_text(reading: Reading) -> None:
    document = reading.document()
    ids = {section.key: section.id for section in document.edition.sections}
    assert {key: document.section_text(ids[key]) for key in TEXTS} == TEXTS


def test_nothing_is_missing_and_nothing_wrong(reading: Reading) -> None:
    assert account(reading).missing == ()
    assert [(f.rule, f.sentence) for f in check(reading.document()) if f.level == "E"] == []


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "pdf"])
def test_what_we_write_in_that_form_is_read_back(tmp_path: Path, suffix: str) -> None:
    document = filled()
    (path,) = export(document, tmp_path, formats=(suffix,))
    again = recognise(read(path))
    assert again.edition.id == "shanghai-2026"
    read_back = again.document()
    places = [a for a in document.plan.addresses if a.table.startswith("T")]
    assert {a: read_back.value(a) for a in places} == {a: document.value(a) for a in places}
