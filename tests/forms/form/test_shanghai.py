"""The form of another province by data alone: Putuo in Shanghai, entered, checked, carried on and written."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from forms.check import check
from forms.document.document import Document
from forms.edit.cells import enter
from forms.form.load import edition, pack
from forms.office.office import Office
from forms.packing.faults import pack_faults
from forms.write.packet.package import export
from forms.write.page.flow import SubHeading, flow
from forms.write.page.plain_data import document_data
from models.records import Address, Head, TextChange, Unit
from tests.forms.documents import fill

UNIT = Unit("", "普陀区文化和旅游局")
AMOUNTS = {
    "T4/income.general/amount": "31000000",
    "T2/2070101/fiscal": "8300000",
    "T2/2070109/fiscal": "20700000",
    "T2/2080505/fiscal": "2000000",
    "T2/2070109/service": "500000",
    "T3/2070101/basic": "8300000",
    "T3/2070109/project": "21200000",
    "T3/2080505/basic": "2000000",
    "T5/2070101/basic": "8300000",
    "T5/2070109/project": "20700000",
    "T5/2080505/basic": "2000000",
    "T6/30101/staff": "7000000",
    "T6/30108/staff": "2000000",
    "T6/30201/public": "1300000",
    "T9/total/reception": "1.2",
    "T9/total/car.running": "4.5",
    "T9/total/office": "130",
}
TEXTS = {
    "duties": "贯彻执行国家文化和旅游工作的方针政策。",
    "institutions": "内设科室6个，所属预算单位3家。",
    "glossary": "“三公”经费：指因公出国（境）费、公务用车购置及运行费、公务接待费。\n机关运行经费：指日常公用支出。\n"
    "基本支出：指人员和公用支出。\n项目支出：指基本支出以外的支出。",
    "overview": "2026年，普陀区文化和旅游局收入预算3150.00万元，其中：财政拨款收入3100.00万元，事业收入50.00万元。\n"
    "支出预算3150.00万元，其中：基本支出1030.00万元，项目支出2120.00万元。",
    "three_public": "2026年“三公”经费预算数为5.70万元。其中：因公出国（境）费0.00万元，公务用车购置及运行费4.50万元"
    "（公务用车购置费0.00万元，公务用车运行费4.50万元），公务接待费1.20万元。",
    "running": "2026年机关运行经费财政拨款预算为130.00万元。",
    "procurement": "2026年本部门政府采购预算80.00万元。",
    "goals": "编报绩效目标的项目12个，涉及预算资金2120.00万元。",
    "assets": "截至2025年8月31日，本部门共有车辆2辆。",
    "projects": "公共文化服务项目：保障公共文化场馆运行。",
}


def filled() -> Document:
    """A sample of our own making: whole, and right in every sum."""
    form = edition(2026, "部门", "shanghai")
    document = Document(Head("putuo-2026", UNIT, 2026, "部门", form.id), form)
    fill(document, AMOUNTS)
    write(document, TEXTS)
    return document


def write(document: Document, texts: dict[str, str]) -> None:
    ids = {section.key: section.id for section in document.edition.sections}
    document.apply("写", tuple(TextChange(f"{ids[key]}.text", None, text) for key, text in texts.items()))


def errors(document: Document) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.sentence) for finding in check(document) if finding.level in "EW"]


def test_the_pack_is_short_and_without_fault() -> None:
    folder = pack("shanghai").folders[-1]
    assert pack_faults(folder) == ()
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.toml")) < 400


def test_a_right_disclosure_has_nothing_to_mend() -> None:
    assert errors(filled()) == []


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("T1/income.fiscal/amount", 31_000_000_0000),
        ("T1/income.total/amount", 31_500_000_0000),
        ("T1/expenditure.207/amount", 29_500_000_0000),
        ("T2/total/total", 31_500_000_0000),
        ("T4/expenditure.total/general", 31_000_000_0000),
        ("T9/total/total", 57_000_0000),
    ],
)
def test_sums_are_made_by_the_relations(address: str, value: int) -> None:
    assert filled().value(Address(*address.split("/"))) == value // 100


def test_a_wrong_amount_is_told_in_the_unit_of_the_table() -> None:
    document = filled()
    document.apply("填写", enter(document, {Address("T5", "2070101", "basic"): "8200000"}))
    told = [sentence for rule, sentence in errors(document) if rule == "D06"]
    assert told
    assert "10200000" in told[0]
    assert "相差100000" in told[0]


def test_amounts_of_the_text_are_held_against_the_tables() -> None:
    document = filled()
    write(document, {"overview": TEXTS["overview"].replace("1030.00", "1300.00")})
    assert [rule for rule, _ in errors(document)] == ["G04"]


def test_a_form_whose_tables_are_in_yuan_may_tell_so_in_its_text() -> None:
    document = filled()
    in_yuan = re.sub(r"(\d+)\.(\d\d)万元", r"\1\g<2>00元", TEXTS["overview"])
    write(document, {"overview": in_yuan})
    assert "31500000元" in in_yuan
    assert errors(document) == []
    write(document, {"overview": in_yuan.replace("10300000", "13000000")})
    assert [rule for rule, _ in errors(document)] == ["G04"]


def test_the_day_of_the_assets_is_that_of_the_form() -> None:
    document = filled()
    write(document, {"assets": "截至2025年12月31日，本部门共有车辆2辆。"})
    assert [(rule, "8月31日" in (said or "")) for rule, said in errors(document)] == [("J03", True)]


def test_chapters_stand_before_and_behind_the_tables() -> None:
    parts = [(type(part).__name__, getattr(part, "text", "")) for part in flow(filled())]
    names = [name for name, _ in parts]
    assert parts[0] == ("Heading", "普陀区文化和旅游局主要职能")
    assert names.index("TablePart") > names.index("Heading")
    assert ("Heading", "其他相关情况说明") in parts[names.index("TablePart") :]
    assert [part.text for part in flow(filled()) if isinstance(part, SubHeading)] == [
        "一、2026年“三公”经费预算情况说明",
        "二、机关运行经费预算",
        "三、政府采购预算情况",
        "四、绩效目标设置情况",
        "五、国有资产占有使用情况",
    ]


def test_the_workbook_looks_as_the_form_does(tmp_path: Path) -> None:
    paths = export(filled(), tmp_path, formats=("xlsx",))
    assert [path.name for path in paths] == ["普陀区文化和旅游局2026年部门预算表.xlsx"]
    book = openpyxl.load_workbook(paths[0])
    rows = [[cell for cell in row if cell is not None] for row in book.worksheets[2].iter_rows(values_only=True)]
    assert rows[0] == ["2026年部门收入预算总表"]
    assert rows[1] == ["编制部门：普陀区文化和旅游局", "单位：元"]
    assert rows[3][:3] == ["类", "款", "项"]
    assert ["207", "01", "09", "群众文化", 21_200_000, 20_700_000, 500_000] in rows
    assert rows[-1][0] == "合计"
    amounts = [cell for row in book.worksheets[1].iter_rows() for cell in row if isinstance(cell.value, int)]
    assert {cell.number_format for cell in amounts} == {"0"}


def test_what_is_dumped_is_in_the_unit_of_the_table() -> None:
    tables = {table["id"]: table for table in document_data(filled())["tables"]}
    cells = {row["key"]: row["cells"] for row in tables["T5"]["rows"]}
    assert tables["T5"]["unit"] == "元"
    assert cells["2070101"]["basic"] == "8300000"
    assert tables["T9"]["rows"][0]["cells"]["car.running"] == "4.50"


def test_it_is_stored_opened_and_carried_on(tmp_path: Path) -> None:
    with Office.open(tmp_path) as office:
        document = office.start(UNIT, 2026, "部门", "shanghai")
        fill(document, AMOUNTS)
        opened = office.open_disclosure(document.head.id)
        assert opened.edition.id == "shanghai-2026"
        assert opened.value(Address("T1", "income.total", "amount")) == 3_150_000_000
        following = office.carry(document.head.id, 2027)
        assert following.edition.id == "shanghai-2027"
        assert {line.code for line in following.lines("T5") if line.code} >= {"207", "20701", "2070109"}
