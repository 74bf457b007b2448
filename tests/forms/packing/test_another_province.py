"""A form of quite another layout by data alone: drafted from a workbook, what was not known named as the guide says."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from forms.check import check
from forms.document.document import Document
from forms.form import load
from forms.match.recognise import recognise
from forms.packing.faults import pack_faults
from forms.packing.start import start
from forms.readers import read
from forms.write.workbook.workbook import write_workbook
from forms.years.carry import carry
from forms.years.last_year import amounts_before
from models.records import Address, Head
from tests.forms.packing.another_province import UNIT, workbook

YEAR = 2027
NAME = "yunze"
DONE: dict[str, tuple[tuple[str, str], ...]] = {
    "pack.toml": (('title = "yunze"', 'title = "云泽省"'), (f"years = [{YEAR}]", f"years = [{YEAR - 1}, {YEAR}]")),
    "income_sources.toml": (
        ('name = "财政专户管理资金"\n', 'name = "财政专户管理资金"\n\n[[line]]\nid = "own"\nname = "单位自有资金"\n'),
    ),
    "T1.toml": (
        (
            "# 不认识的一行：四、单位自有资金\n",
            '[[relation]]\nid = "own"\nrule = "D01"\ncell = "income.own/amount"\n'
            'equal = ["T2/total/own"]\ncomputes = true\n',
        ),
    ),
    "T2.toml": (
        (
            '# 不认识的一列：["单位自有资金"]\n',
            '[[column]]\nid = "own"\nafter = "special"\npath = ["单位自有资金"]\n\n[[relation]]\nid = "each.total"\n'
            'equal = ["{row}/fiscal", "{row}/special", "{row}/own", "{row}/carry"]\n',
        ),
    ),
    "T9.toml": (
        (
            '# 不认识的一列：["{previous}年预算数"]\n',
            '[[column]]\nid = "last"\nafter = "label"\npath = ["{previous}年预算数"]\n',
        ),
        (
            '# 不认识的一列：["增减额"]\n',
            '[[column]]\nid = "change"\npath = ["增减额"]\n\n[[relation]]\nid = "each.change"\nrule = "C10"\n'
            'rows = "all"\ncell = "{row}/change"\nequal = ["{row}/total", "-{row}/last"]\ncomputes = true\n',
        ),
        ("# 不认识的一行：3.公务用车费\n", '[[row]]\nid = "car"\nlabel = "3.公务用车费"\n'),
        ('"reception", "car.running"', '"reception", "car", "car.running"'),
    ),
}
"""What its writer puts in the place of the comments of the draft."""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("books")
    paths = {year: folder / f"{year}年部门预算公开表.xlsx" for year in (YEAR - 1, YEAR)}
    for year, path in paths.items():
        workbook(year).save(path)
    return paths


@pytest.fixture
def drafted(books: dict[int, Path], tmp_path: Path) -> Path:
    start(books[YEAR], tmp_path / "packs" / NAME, YEAR)
    return tmp_path / "packs" / NAME


@pytest.fixture
def province(drafted: Path) -> str:
    """The pack as its writer leaves it."""
    for name, changes in DONE.items():
        text = (drafted / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, (name, old)
            text = text.replace(old, new, 1)
        (drafted / name).write_text(text, encoding="utf-8")
    load.use_folder(drafted.parent)
    return NAME


def taken(path: Path) -> Document:
    return recognise(read(path)).document()


def test_a_draft_has_no_fault_and_says_what_it_did_not_know(drafted: Path) -> None:
    assert pack_faults(drafted) == ()
    assert "# 没有认出是哪张表的工作表：预算09表" in (drafted / "pack.toml").read_text(encoding="utf-8")
    form = load.Pack(drafted).edition(YEAR, "部门")
    assert [(form.tables["T5"].unit, form.tables["T5"].columns[0].parts)] == [("元", ("类", "款", "项"))]
    assert form.tables["T5"].head_unit == "填报单位：{name}"
    assert not form.tables["T5"].column_numbers
    assert "T8" not in form.tables


def test_captions_that_are_all_unknown_are_named_column_by_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "1"
    for row in (
        ("河东区部门收入来源明细表",),
        ("填报单位：河东区档案馆", None, None, "单位：万元"),
        ("类款项", "事项", "来源总额", "拨来的钱"),
        ("201", "一般公共服务支出", 12.5, 12.5),
    ):
        sheet.append(row)
    book.save(tmp_path / "空.xlsx")
    (drafted,) = start(tmp_path / "空.xlsx", tmp_path / "hedong", YEAR)
    said = (tmp_path / "hedong" / "T2.toml").read_text(encoding="utf-8")
    assert drafted.columns == (0, 4)
    assert "titles" not in said, "a sheet called 1 has no title in its name"
    assert '# 不认识的一列：["类款项"]\n' in said
    assert '# 不认识的一列：["拨来的钱"]\n' in said


def test_the_finished_pack_has_no_fault(province: str) -> None:
    assert pack_faults(load.pack(province).folders[-1]) == ()


@pytest.mark.usefixtures("province")
def test_the_workbook_is_known_among_all_forms_and_read_whole(books: dict[int, Path]) -> None:
    reading = recognise(read(books[YEAR]))
    assert (reading.edition.id, reading.unit.name) == (f"{NAME}-{YEAR}", UNIT)
    document = reading.document()
    assert document.value(Address("T3", "2130314", "project")) == 1_800_000 * 100
    assert document.value(Address("T1", "income.total", "amount")) == 5_200_000 * 100
    found = check(document)
    assert [f.message for f in found if f.level == "E"] == []
    assert not [f for f in found if f.rule[0] in "CD" and f.level == "W"]


@pytest.mark.usefixtures("province")
def test_a_wrong_amount_is_told_where_it_stands(books: dict[int, Path], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(books[YEAR])
    (cell,) = (c for row in book["预算05表"].iter_rows() for c in row if c.value == 2500000 and c.column == 7)
    cell.value = 2600000
    path = tmp_path / "改错.xlsx"
    book.save(path)
    wrong = [f for f in check(taken(path)) if f.level == "E"]
    assert wrong
    assert {(f.table, f.row) for f in wrong} <= {("T5", "2130301"), ("T5", "21303"), ("T5", "213")}


def test_last_years_disclosure_is_carried_on(province: str, books: dict[int, Path]) -> None:
    before = taken(books[YEAR - 1])
    form = load.edition(YEAR, "部门", province)
    content = carry(before, YEAR).content
    document = Document(Head("x", before.head.unit, YEAR, "部门", form.id), form, content, previous=before)
    amounts = amounts_before(document)
    assert amounts[Address("T5", "2130301", "basic")] == 2_500_000 * 100
    assert amounts[Address("T9", "car", "total")] == 80_000 * 100


@pytest.mark.usefixtures("province")
def test_what_is_written_is_read_again_as_it_was(books: dict[int, Path], tmp_path: Path) -> None:
    document = taken(books[YEAR])
    path = tmp_path / "写出.xlsx"
    write_workbook(document, path)
    again = taken(path)
    budget = [name for name, table in document.edition.tables.items() if table.part == "budget"]
    for one in (document, again):
        assert one.edition.id == f"{NAME}-{YEAR}"
    held = [{at: e for at, e in one.cells.items() if at.table in budget and e.fen} for one in (document, again)]
    assert held[0] == held[1]


def test_a_form_of_captions_that_nobody_knows_is_drafted_by_its_shape(tmp_path: Path) -> None:
    """Titles below their numbers, heads of two rows that are not merged, amounts that look like codes, codes in three
    columns, lines numbered otherwise, sums and closing lines under other names, no word of the kind."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    classes = ("（一）教育支出", "（二）科学技术支出", "（三）农林水支出", "（四）住房保障支出")
    lines = [("（一）一般公共预算安排", 2100000, name, 2100000 if "农" in name else None) for name in classes[:3]]
    lines += [(None, None, classes[3], None)]
    closing = [("当年收入小计", 2100000, "当年支出小计", 2100000), ("动用结转资金", None, "留待下年使用", None)]
    total = ("收入总计", 2100000, "支出总计", 2100000)
    codes = [
        ("213", None, None, "农林水支出", None, 2100000),
        ("213", "03", None, "水利", None, 2100000),
        ("213", "03", "01", "行政运行", None, 2100000),
        (None, None, None, "总计", None, 2100000),
    ]
    sheets: dict[str, list[tuple[object, ...]]] = {
        "附表1 收支汇总": [("收入支出预算汇总表",), ("来源", "金额", "用途", "金额"), *lines, *closing, total],
        "附表2 平衡": [("财政资金平衡表",), ("来源", "金额", "用途", "总计"), *lines, total],
        "附表3 支出": [
            ("2027年支出用途构成",),
            ("科目", None, None, None, "专项业务", "总计"),
            ("类", "款", "项", "名称", None, None),
            *codes,
        ],
    }
    for name, (title, *rows) in sheets.items():
        sheet = book.create_sheet(name)
        for row in ((name[:3],), title, ("填表单位：某厅", None, None, "金额单位：人民币元"), *rows):
            sheet.append(row)
    book.save(tmp_path / "新.xlsx")
    drafts = start(tmp_path / "新.xlsx", tmp_path / "xin", YEAR)
    assert [(draft.table, draft.columns) for draft in drafts] == [("T1", (4, 0)), ("T4", (4, 0)), ("T3", (5, 1))]
    assert pack_faults(tmp_path / "xin") == ()
    pack = load.Pack(tmp_path / "xin")
    form = pack.edition(YEAR, pack.usual_kind)
    first, codes_table = form.tables["T1"], form.tables["T3"]
    assert [form.tables[name].title for name in ("T1", "T3")] == ["收入支出预算汇总表", f"{YEAR}年支出用途构成"]
    assert [(column.path, column.parts) for column in codes_table.columns] == [
        (("科目",), ("类", "款", "项")),
        (("科目", "名称"), ()),
        (("总计",), ()),
    ]
    assert "titles" not in (tmp_path / "xin" / "T3.toml").read_text(encoding="utf-8"), "支出 is a caption"
    assert form.tables["T4"].titles == ("附表2 平衡",)
    assert (first.unit, first.places, first.unit_caption) == ("元", 0, "金额单位：人民币")
    assert (first.head_unit, first.total_last) == ("填表单位：{name}", True)
    assert [row.label for row in first.rows if row.side == "income"] == [
        "（一）一般公共预算安排",
        "当年收入小计",
        "动用结转资金",
        "收入总计",
    ]


def test_a_draft_finds_totals_by_their_sums_and_tables_by_what_only_they_are_called(tmp_path: Path) -> None:
    """A contents sheet is no table; a total under a caption that nobody knows is the sum of the others; of the tables
    of functions that are left the one is meant whose title alone has a piece of that of the sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    head = ("科目编码", "科目名称", "支出规模", "人员和公用", "专项业务")
    functional = [
        ("213", "农林水支出", 30, 10, 20),
        ("21302", "林业和草原", 30, 10, 20),
        ("2130205", "培育", 30, 10, 20),
    ]
    economic = [
        ("301", "工资福利支出", 10, 8, 2),
        ("30101", "基本工资", 10, 8, 2),
        (None, "总计", 10, 8, 2),
    ]
    sheets: dict[str, list[tuple[object, ...]]] = {
        "目录": [("1", "部门收支总表"), ("2", "部门收入总表"), ("3", "部门支出总表")],
        "表3": [("支出规模构成总表",), head, *functional],
        "表5": [("公共财政支出明细表",), head, *functional],
        "表6": [("工资和日常开支分类表",), (*head[:2], "规模", "工资", "日常"), *economic],
        "表9": [("重点任务明细表",), (*head[:3], "县本级", "转移支付"), *functional],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "新.xlsx")
    drafts = start(tmp_path / "新.xlsx", tmp_path / "xin", YEAR)
    assert {draft.sheet: draft.table for draft in drafts} == {
        "目录": None, "表3": "T3", "表5": "T5", "表6": "T6", "表9": None,
    }  # fmt: skip
    form = load.Pack(tmp_path / "xin").edition(YEAR, "部门")
    assert [form.tables[name].column("total").path[-1] for name in ("T3", "T5", "T6")] == [
        "支出规模",
        "支出规模",
        "规模",
    ]
    assert pack_faults(tmp_path / "xin") == ()
