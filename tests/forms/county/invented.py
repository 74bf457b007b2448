"""An invented county: units with names, amounts and words of their own, made by the product's own forms and exports.

`python -m tests.forms.county.invented FOLDER --units 60` writes a folder a unit, every second one with a known fault,
and beside it a file that says by which rule each must be found.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl

from forms.document.document import Document
from forms.edit.cells import add_codes, enter, write_section
from forms.edit.draft import draft
from forms.edit.goal_tables import add_project, paste_indicators
from forms.edit.profile import set_profile
from forms.edit.records import add_records
from forms.form.load import edition
from forms.write.packet.package import export
from models.records import Address, Head, Unit

YEAR = 2025
NAMES = (
    *("农业农村局", "教育局", "卫生健康局", "交通运输局", "应急管理局", "自然资源局", "审计局"),
    *(
        "统计局",
        "司法局",
        "民政局",
        "水务局",
        "林业局",
        "医疗保障局",
        "商务局",
        "文化广电局",
        "市场监督管理局",
        "信访局",
    ),
    *("档案局", "体育局", "城市管理局"),
)
COUNTIES = ("云岭县", "清溪县", "白石县", "长坪县", "东泽县", "北湾县", "南浦县", "西塘县")
_OFFICE = {"司法局": "20406", "教育局": "20501", "卫生健康局": "21001", "农业农村局": "21301", "交通运输局": "21401"}
"""The functional class of an office; that of every other is 政府办公厅（室）及相关机构事务."""
_WORKS = ("信息系统运行维护", "业务档案整理", "宣传资料印制", "办公场所维修", "专业技术培训")


@dataclass(frozen=True, slots=True)
class Fault:
    """A slip that is made in the files of a unit: what it is called, the rule that finds it, and how it is made."""

    name: str
    rule: str
    make: Callable[[Path], None]


def unit_name(number: int) -> str:
    """The name of the unit of that number; each has its own."""
    return COUNTIES[number // len(NAMES) % len(COUNTIES)] + NAMES[number % len(NAMES)]


def unit(number: int) -> Unit:
    """The unit of that number."""
    return Unit(str(301 + number), unit_name(number))


def disclosure(number: int, year: int = YEAR) -> Document:
    """The disclosure of the unit of that number, right in tables and text."""
    form, whose = edition(year, "部门"), unit(number)
    document = Document(Head(f"{whose.code}-{year}-部门", whose, year, "部门", form.id), form)
    fill_in(document, number)
    return document


def fill_in(document: Document, number: int) -> None:
    """Fill in a blank disclosure as that of the unit of that number."""
    chance = random.Random(number)
    office = _OFFICE.get(unit_name(number)[3:], "20103")
    staff, public, guests, works = (chance.randrange(*range_) for range_ in _RANGES)
    basic = staff + public + guests
    _type_tables(document, office, staff, public, guests, works)
    _type_explanation(document, chance.choice(_WORKS), works, basic + works, guests, chance)


_RANGES = ((20_000, 90_000), (2_000, 9_000), (30, 300), (1_000, 8_000))
"""In 元 divided by 100: wages, running costs, reception, the project."""


def write_unit(number: int, folder: Path, fault: Fault | None = None, year: int = YEAR) -> None:
    """Write the files of the unit into the folder, with that slip made in them."""
    export(disclosure(number, year), folder, formats=("xlsx", "docx"))
    if fault is not None:
        fault.make(folder)


def write_county(folder: Path, numbers: Iterable[int], year: int = YEAR) -> dict[str, Fault]:
    """Write the units of these numbers, each odd one with a slip; returns the slips by the names of the folders."""
    slips: dict[str, Fault] = {}
    for number in numbers:
        name = f"{301 + number}{unit_name(number)}"
        fault = FAULTS[number // 2 % len(FAULTS)] if number % 2 else None
        (folder / name).mkdir(parents=True)
        write_unit(number, folder / name, fault, year)
        if fault is not None:
            slips[name] = fault
    return slips


def _type_tables(document: Document, office: str, staff: int, public: int, guests: int, works: int) -> None:
    run, work = f"{office}01", f"{office}02"
    codes = {"T2": (run, work), "T3": (run, work), "T5": (run, work), "T6": ("30101", "30201", "30217")}
    for table, rows in codes.items():
        document.apply("增加科目", add_codes(document, table, rows))
    basic = staff + public + guests
    _fill(
        document,
        {
            f"T2/{run}/fiscal": basic,
            f"T2/{work}/fiscal": works,
            f"T3/{run}/basic": basic,
            f"T3/{work}/project": works,
            "T4/income.general/amount": basic + works,
            f"T5/{run}/basic": basic,
            f"T5/{work}/project": works,
            "T6/30101/staff": staff,
            "T6/30201/public": public,
            "T6/30217/public": guests,
            "T9/reception/general": guests,
        },
    )


def _type_explanation(
    document: Document, work: str, works: int, total: int, guests: int, chance: random.Random
) -> None:
    name = document.head.unit.name
    bought = works // 4
    for table in ("X1", "X2"):
        document.apply("增加行", add_records(document, table, 1))
    value = chance.randrange(10_000, 90_000)
    _fill(
        document,
        {
            "X1/1/name": name,
            "X1/1/nature": "行政",
            "X1/1/rank": "正科级",
            "X1/1/funding": "财政拨款",
            "X2/1/project": work,
            "X2/1/budget": works,
            "X2/1/goods": "复印机",
            "X2/1/catalogue": "A02020100",
            "X2/1/measure": "台",
            "X2/1/quantity": "1",
            "X2/1/price": bought,
            "X2/1/total": bought,
            "X2/1/general": bought,
            "X3/total/value": value,
            "X3/buildings/quantity": "420",
            "X3/buildings/value": value - 3000,
            "X3/offices/quantity": "400",
            "X3/offices/value": value - 4000,
            "X3/other/quantity": "30",
            "X3/other/value": 3000,
            "X7/total/before": total - 500,
            "X7/basic/before": total - works,
            "X7/project/before": works - 500,
            "X7/project/reason": "新增了一批工作任务",
            "X7/three/before": guests,
            "X7/abroad/before": 0,
            "X7/car/before": 0,
            "X7/car.purchase/before": 0,
            "X7/car.running/before": 0,
            "X7/reception/before": guests,
            "X8/projects/words": work,
            "X8/running/words": "办公费、公务接待费",
            "X8/planned/amount": bought,
            "X8/planned/words": "复印机",
        },
    )
    document.apply("增加项目", add_project(document))
    project = {
        "name": work, "unit": name, "code": f"130{document.head.unit.code}25P000000000001", "budget": works,
        "fiscal": works, "purpose": f"用于{work}。", "march": "20", "june": "45", "october": "85", "december": "100",
        "goals": f"全年按计划完成{work}。",
    }  # fmt: skip
    _fill(document, {f"X5/1/{column}": text for column, text in project.items()})
    columns = ["level1", "level2", "level3", "description", "value", "basis"]
    document.apply("粘贴", paste_indicators(document, "1", 0, columns, _indicators(work, works)))
    texts = {
        "duties": f"{name}贯彻执行有关法律法规，承担本行业的管理和服务工作。\n机构设置情况见下表。",
        "goals": "一、总体绩效目标\n提高本行业管理和服务水平。\n二、分项绩效目标\n"
        f"{work}按期完成。\n三、工作保障措施\n明确责任分工，每季度检查预算执行进度。",
        "earmarked": "无主管专项资金。",
        "projects": "项目预算安排情况及绩效目标见下表。",
        "glossary": "1、基本支出：指保障机构正常运转、完成日常工作任务发生的支出。\n"
        "2、项目支出：指为完成特定工作任务发生的支出。\n"
        "3、“三公”经费：指因公出国（境）费、公务用车购置及运行费和公务接待费。\n"
        "4、机关运行经费：指用于购买货物和服务的各项资金。",
    }  # fmt: skip
    for field, text in (("level", "县"), ("nature", "行政")):
        document.apply("填写单位资料", set_profile(document, field, text))
    for section in document.edition.sections:
        text = texts.get(section.key) or draft(document, section)
        document.apply("写说明", write_section(document, section.id, text))


def _indicators(work: str, works: int) -> list[list[str]]:
    return [
        ["产出指标", "数量指标", "完成任务数量", f"完成{work}的项数", "≥1项", "工作计划"],
        ["产出指标", "质量指标", "验收合格率", "验收合格的占全部的比例", "100%", "合同"],
        ["产出指标", "时效指标", "完成时间", "完成任务的时间", "12月底前", "工作计划"],
        ["产出指标", "成本指标", "项目总成本", "全年支出的金额", f"≤{_text(works)}万元", "预算批复"],
        ["效益指标", "社会效益指标", "工作任务按期完成率", "按期完成的占全部的比例", "≥95%", "工作记录"],
        ["满意度指标", "服务对象满意度指标", "服务对象满意度", "满意的占受访的比例", "≥90%", "问卷调查"],
    ]


def _fill(document: Document, amounts: dict[str, int | str]) -> None:
    texts = {Address(*where.split("/")): one if isinstance(one, str) else _text(one) for where, one in amounts.items()}
    document.apply("填写", enter(document, texts))


def _text(hundreds: int) -> str:
    """In 万元, of hundreds of 元."""
    return f"{hundreds // 100}.{hundreds % 100:02}"


# The slips


def _book_of(folder: Path) -> Path:
    return next(folder.glob("*.xlsx"))


def _word_of(folder: Path) -> Path:
    return next(folder.glob("*.docx"))


def _in_book(change: Callable[[openpyxl.Workbook], None]) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        path = _book_of(folder)
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)

    return make


def _sheet(book: openpyxl.Workbook, part: str) -> openpyxl.worksheet.worksheet.Worksheet:
    return next(sheet for sheet in book if part in sheet.title)


def _raise_amount(part: str) -> Callable[[openpyxl.Workbook], None]:
    """The first amount of a row with a code on that sheet is 7 too large."""

    def change(book: openpyxl.Workbook) -> None:
        for row in _sheet(book, part).iter_rows():
            if re.fullmatch(r"\d{5,7}", str(row[1].value)):
                cell = next(cell for cell in reversed(row) if isinstance(cell.value, (int, float)) and cell.value > 8)
                cell.value = round(float(cell.value) + 7, 2)
                return
        raise AssertionError(f"no row with a code on {part}")

    return change


def _rename(book: openpyxl.Workbook) -> None:
    for row in _sheet(book, "支出总表").iter_rows():
        for cell in row:
            if cell.value == "行政运行":
                cell.value = "行政运转"
                return
    raise AssertionError("no 行政运行")


def _comment(book: openpyxl.Workbook) -> None:
    from openpyxl.comments import Comment

    book.worksheets[1]["A1"].comment = Comment("这个数再核一下", "科员")


def _in_text(old: str, new: str) -> Callable[[Path], None]:
    """The first passage of the Word file that the pattern fits, put otherwise."""

    def make(folder: Path) -> None:
        path = _word_of(folder)
        word = docx.Document(str(path))
        for paragraph in word.paragraphs:
            if paragraph.runs and re.search(old, paragraph.text):
                changed = re.sub(old, new, paragraph.text, count=1)
                for run in paragraph.runs[1:]:
                    run.text = ""
                paragraph.runs[0].text = changed
                word.save(str(path))
                return
        raise AssertionError(f"no {old}")

    return make


FAULTS = (
    Fault("支出表金额多7万元", "C05", _in_book(_raise_amount("支出总表"))),
    Fault("科目名称写错", "E01", _in_book(_rename)),
    Fault("说明里的收入与表不一致", "G02", _in_text(r"(预算收入\D{0,4})(\d)", r"\g<1>9\2")),
    Fault("工作簿留有批注", "N07", _in_book(_comment)),
    Fault("基本支出表金额多7万元", "C08", _in_book(_raise_amount("基本支出"))),
    Fault("名词解释缺少", "B07", _in_text(r"4、机关运行经费：.*", "")),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=60)
    options = parser.parse_args()
    slips = write_county(options.folder, range(options.units))
    told = {name: {"fault": fault.name, "rule": fault.rule} for name, fault in slips.items()}
    path = options.folder.parent / f"{options.folder.name}-faults.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
