"""A form with twenty tables, behind its text: data alone, and entered, written, read and carried like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.document.document import Document
from forms.edit.cells import write_section
from forms.form import load
from forms.match.recognise import recognise
from forms.packing.faults import pack_faults
from forms.readers import read
from forms.write.page.flow import Heading, TablePart, flow
from forms.write.workbook.workbook import write_workbook
from forms.years.carry import carry
from models.records import Address, Head, Unit
from tests.forms.documents import fill

UNIT = Unit("701", "临溪县文化广电和旅游局")
NAMES = (
    "财政专户管理资金支出表", "单位资金支出表", "上年结转支出表", "项目支出明细表", "转移支付项目表",
    "政府购买服务支出表", "政府债券支出表", "专项资金支出表", "部门职能支出表", "重点领域支出表", "涉农资金支出表",
)  # fmt: skip
MORE = tuple(f"Z{number}" for number in range(10, 10 + len(NAMES)))
TABLE = """[table]
id = "{id}"
ordinal = "表{number}"
title = "{name}"
layout = "codes"
catalogue = "functional"
empty_note = "注：本表无数据。"

[[column]]
id = "code"
type = "code"
path = ["科目编码"]

[[column]]
id = "name"
type = "name"
path = ["科目名称"]

[[column]]
id = "total"
path = ["合计"]

[[column]]
id = "year"
path = ["本年安排"]

[[column]]
id = "left"
path = ["上年结转"]

[[row]]
id = "total"
label = "合计"

[[relation]]
id = "each.total"
rule = "C05"
rows = "all"
cell = "{{row}}/total"
equal = ["{{row}}/year", "{{row}}/left"]
computes = true

[[relation]]
id = "parents.each"
rule = "C01"
rows = "parents"
columns = ["year", "left"]
cell = "{{row}}/{{column}}"
equal = ["children/{{column}}"]
computes = true
"""


@pytest.fixture
def form(tmp_path: Path) -> str:
    folder = tmp_path / "packs" / "twenty"
    folder.mkdir(parents=True)
    tables = [*(f"T{number}" for number in range(1, 10)), *MORE, "X7", "X8"]
    listed = ", ".join(f'"{name}"' for name in tables)
    head = f'[pack]\ntitle = "二十张表"\nbase = "national"\nyears = [2026, 2027]\ntables = [{listed}]\n'
    (folder / "pack.toml").write_text(head, encoding="utf-8")
    for number, (name, title) in enumerate(zip(MORE, NAMES, strict=True), start=10):
        text = TABLE.format(id=name, number=number, name=title)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    keys = [section.key for section in load.edition(2026, "部门", "hebei").sections]
    before = "".join(f'[[section]]\nkey = "{key}"\nbefore_tables = true\n\n' for key in keys)
    (folder / "sections.toml").write_text(before, encoding="utf-8")
    load.use_folder(folder.parent)
    return folder.name


@pytest.fixture
def document(form: str) -> Document:
    edition = load.edition(2026, "部门", form)
    document = Document(Head("x", UNIT, 2026, "部门", edition.id), edition)
    amounts = {f"{name}/20701{n:02}/year": str(3 + n + place) for place, name in enumerate(MORE) for n in (1, 4, 9)}
    fill(document, {**amounts, "T4/income.general/amount": "9", "T5/2070101/basic": "9"})
    return document


def test_it_has_no_fault(form: str) -> None:
    assert pack_faults(load.pack(form).folders[-1]) == ()


def test_what_is_written_is_read_again(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "2026年部门预算公开表.xlsx"
    write_workbook(document, path)
    again = recognise(read(path), pack=document.edition.pack)
    assert again.report.counts["refused"] == 0
    for place, name in enumerate(MORE):
        assert again.document().value(Address(name, "total", "total")) == (23 + 3 * place) * 1_000_000
        assert again.document().value(Address(name, "20701", "year")) == (23 + 3 * place) * 1_000_000


def test_the_tables_stand_behind_the_text(document: Document) -> None:
    for section in document.edition.sections[1:4]:
        document.apply("填写", write_section(document, section.id, "按规定公开。"))
    parts = flow(document)
    first = min(n for n, part in enumerate(parts) if isinstance(part, TablePart))
    assert first > max(n for n, part in enumerate(parts) if isinstance(part, Heading))


def test_last_year_stands_beside_this_year(document: Document) -> None:
    carried = carry(document, 2027)
    led = {line.target for line in carried.report.lines if line.fate == "led"}
    assert {Address(name, "2070104", "year") for name in MORE} <= led
