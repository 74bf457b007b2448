"""Which table a sheet of an unknown form is taken for: how sure that is stands in the draft, and a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest

from forms.form.pack import Pack
from forms.packing.faults import pack_faults
from forms.packing.start import Draft, start
from models.errors import Trouble

YEAR = 2027
Rows = Sequence[Sequence[object]]
CLASSES = (
    ("201 一般公共服务支出", 900, 900, None),
    ("208 社会保障和就业支出", 80, 80, None),
    ("212 城乡社区支出", 60, None, 60),
)


def of_functions(*codes: tuple[str, int, int]) -> Rows:
    """The rows of a table of codes, each with its class, spent on the office and on projects."""
    rows = [(code, "某支出", a or None, b or None, a + b) for code, a, b in codes]
    return [row for one in rows for row in ((one[0][:3], *one[1:]), (one[0][:5], *one[1:]), one)]


def beside(income: int, classes: Iterable[Sequence[object]]) -> Rows:
    """The rows of a table of two sides with one line of income."""
    return [(*(("公共预算补助", income) if not n else (None, None)), *row) for n, row in enumerate(classes)]


SHEETS: dict[str, Rows] = {
    "附表一": [
        ("2027年收支平衡总览",),
        ("收入来源", "金额", "支出用途", "金额"),
        *beside(1040, (row[:2] for row in CLASSES)),
        ("收入合计", 1040, "支出合计", 1040),
    ],
    "附表二": [
        ("2027年财政资金平衡",),
        ("收入来源", "金额", "支出用途", "公共预算", "基金预算", "合计"),
        *beside(980, ((row[0], *row[2:], row[1]) for row in CLASSES)),
        ("合计", 1040, "合计", 980, 60, 1040),
    ],
    "附表三": [
        ("2027年公共预算补助安排的用途",),
        ("代码", "名称", "运转", "任务", "合计"),
        *of_functions(("2010301", 500, 400), ("2080505", 80, 0)),
    ],
    "附表四": [
        ("某省部门预算信息公开附表04",),
        ("2027年运转经费（经济科目）",),
        ("代码", "名称", "人员", "公用", "全部"),
        ("301", "工资福利支出", 500, None, 500),
        ("30101", "基本工资", 500, None, 500),
    ],
    "附表五": [
        ("2027年来源构成",),
        ("代码", "名称", "补助", "收费", "全部"),
        *of_functions(("2010301", 7, 0), ("2080505", 5, 0)),
    ],
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = tmp_path_factory.mktemp("book") / "新.xlsx"
    book.save(path)
    return path


def drafted(book: Path, folder: Path, **named: str) -> dict[str, Draft]:
    return {draft.sheet: draft for draft in start(book, folder, YEAR, named)}


def test_a_table_is_told_by_amounts_that_stand_in_another(book: Path, tmp_path: Path) -> None:
    drafts = drafted(book, tmp_path / "xin")
    assert [(drafts[name].table, drafts[name].is_sure) for name in SHEETS] == [
        ("T1", True),
        ("T4", False),
        ("T5", True),
        ("T6", False),
        (None, False),
    ]
    assert drafts["附表三"].why == "各类的数与“附表二”里的相同"
    assert pack_faults(tmp_path / "xin") == ()


def test_what_is_a_guess_is_said_to_be_one_in_the_draft(book: Path, tmp_path: Path) -> None:
    drafted(book, tmp_path / "xin")
    said = {name: (tmp_path / "xin" / f"{name}.toml").read_text(encoding="utf-8") for name in ("T4", "T5", "T6")}
    assert [name for name, text in said.items() if "# 猜的，请核对是不是这张表" in text] == ["T4", "T6"]
    assert "# 照它的样子认作“一般公共预算财政拨款”，请核对" in said["T4"]
    assert 'ordinal = "附表三"' in said["T5"]
    assert 'title = "{year}年运转经费（经济科目）"' in said["T6"]


def test_of_two_columns_that_may_be_the_total_none_is_taken(book: Path, tmp_path: Path) -> None:
    drafted(book, tmp_path / "xin")
    said = (tmp_path / "xin" / "T6.toml").read_text(encoding="utf-8")
    assert '# 不认识的一列：["人员"]' in said
    assert '# 不认识的一列：["全部"]' in said


def test_a_sheet_that_cannot_be_told_is_listed_and_a_person_names_it(book: Path, tmp_path: Path) -> None:
    assert "可能是：T2" in drafted(book, tmp_path / "xin")["附表五"].why
    said = (tmp_path / "xin" / "pack.toml").read_text(encoding="utf-8")
    assert "#   栏：代码、名称、补助、收费、全部\n" in said
    assert '--table "附表五=T2"' in said
    drafts = drafted(book, tmp_path / "zai", 附表五="T2", 附表四="无")
    assert (drafts["附表五"].table, drafts["附表五"].is_sure, drafts["附表四"].table) == ("T2", True, None)


@pytest.mark.parametrize(
    ("named", "told"), [({"附表六": "T2"}, "没有叫“附表六”的工作表"), ({"附表五": "T99"}, "没有叫“T99”的表")]
)
def test_a_sheet_or_table_that_is_not_there_is_refused(
    book: Path, tmp_path: Path, named: dict[str, str], told: str
) -> None:
    with pytest.raises(Trouble, match=told):
        start(book, tmp_path / "xin", YEAR, named)


def test_what_closes_a_side_elsewhere_stands_above_its_list_here(tmp_path: Path) -> None:
    funds = ("一般公共预算资金", "政府性基金预算资金")
    income = ("一、本年收入", *funds, "二、上年结转", funds[0], "收入总数")
    spent = ("一、本年支出", *(row[0].partition(" ")[2] for row in CLASSES), "二、结转下年", "支出总数")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("财政拨款收支总表",),
        ("项目", "金额", "项目", "合计"),
        *((a, 7, b, 7) for a, b in zip(income, spent, strict=True)),
    ):
        sheet.append(row)
    book.save(tmp_path / "新.xlsx")
    drafted(tmp_path / "新.xlsx", tmp_path / "xin")
    form = Pack(tmp_path / "xin").edition(YEAR, "部门")
    shown = [row.label for row in form.tables["T4"].rows if row.side == "income"]
    assert shown == ["一、本年收入", *funds, "二、上年结转", *funds, "收入总数"]
    assert pack_faults(tmp_path / "xin") == ()


def test_a_form_may_have_as_columns_what_the_base_has_as_lines(tmp_path: Path) -> None:
    folder = tmp_path / "xin"
    folder.mkdir()
    (folder / "pack.toml").write_text('[pack]\ntitle = "新"\nbase = "national"\nyears = [2027]\n', encoding="utf-8")
    columns = "".join(f'[[column]]\nid = "{name}"\npath = ["{name}"]\n' for name in ("total", "abroad", "car"))
    kept = '[keep]\ncolumn = []\nrow = ["total"]\nrelation = []\n'
    (folder / "T9.toml").write_text(kept + columns, encoding="utf-8")
    roles = '[roles]\nvehicles = "T9/total"\n"vehicles.purchase" = []\n"vehicles.running" = []\n'
    (folder / "roles.toml").write_text(roles, encoding="utf-8")
    assert pack_faults(folder) == ()
