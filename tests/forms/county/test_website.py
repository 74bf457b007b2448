"""What stands on the web site against what was settled: same, different and where, missing, late."""

from __future__ import annotations

import datetime
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forms.document.document import Document
from forms.edit.profile import set_profile
from forms.form.load import edition_of
from forms.office.office import Office
from forms.write.packet.package import export
from models.records import State
from tests.forms.broken_files import with_changed_byte, with_page_of
from tests.forms.cli.lines import Line, assert_refused
from tests.forms.county.invented import YEAR, fill_in, unit, unit_name
from tests.forms.faultless import sign

SAME, DIFFERENT, LATE, MISSING, NEVER_SETTLED = range(5)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a bureau with settled disclosures of a county (`data`), and what was downloaded of them (`site`)."""
    folder = tmp_path_factory.mktemp("bureau")
    with Office.open(folder / "data") as office:
        for number in range(5):
            document = office.start(unit(number), YEAR, "部门", "hebei")
            document.today = lambda: datetime.date(YEAR, 1, 22)
            fill_in(document, number)
            sign(document)
            if number != NEVER_SETTLED:
                office.settle(document)
            published = f"{YEAR}年2月{20 if number == LATE else 1}日"
            document.apply("填写", set_profile(document, "published", published))
            if number != MISSING:
                export(document, folder / "site" / unit_name(number))
    book = next((folder / "site" / unit_name(DIFFERENT)).glob("*.xlsx"))
    changed = openpyxl.load_workbook(book)
    sheet = changed["部门预算财政拨款三公经费支出表"]
    row = next(row for row in sheet.iter_rows() if any("公务接待费" in str(cell.value) for cell in row))
    next(cell for cell in row if isinstance(cell.value, float)).value += 1
    changed.save(book)
    return folder


@pytest.fixture
def line(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(Path(shutil.copytree(kept / "data", tmp_path / "data")), capsys)


def test_each_disclosure_is_told_as_it_stands_on_the_site(kept: Path, line: Line, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    shutil.copytree(kept / "site", tmp_path / "site", dirs_exist_ok=True)
    (tmp_path / "site" / "首页截图.pdf").write_bytes(b"%PDF-1.4 cut off")
    said = line.data("batch", "verify", tmp_path / "site", "--out", tmp_path / "out")
    assert said.code == 1
    lines = {one["name"]: one for one in map(json.loads, said.out.splitlines())}
    found = {name: one["result"] for name, one in lines.items()}
    assert found == {
        unit_name(SAME): "same",
        unit_name(DIFFERENT): "different",
        unit_name(LATE): "same",
        unit_name(MISSING): "missing",
        unit_name(NEVER_SETTLED): "unsettled",
        "首页截图.pdf": "unreadable",
    }
    assert "公务接待费" in lines[unit_name(DIFFERENT)]["differences"][0]["place"]
    assert "11天" in lines[unit_name(LATE)]["late"]
    assert lines[unit_name(SAME)]["late"] is None
    assert "还没有公开" in lines[unit_name(MISSING)]["late"]
    book = openpyxl.load_workbook(tmp_path / "out" / "网上核对.xlsx")
    assert _column(book["网上核对结果"], 2) >= set(lines)


def test_tables_without_their_explanation_are_not_the_same(kept: Path, line: Line, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    shutil.copy(next((kept / "site" / unit_name(SAME)).glob("*.xlsx")), site)
    lines = {one["name"]: one for one in map(json.loads, line.data("batch", "verify", site).out.splitlines())}
    assert lines[unit_name(SAME)]["differences"] == [{"place": "情况说明", "stored": "有", "given": "网上没有"}]


def test_a_page_of_another_file_and_a_broken_part_are_told(kept: Path, line: Line, tmp_path: Path) -> None:
    with Office.open(line.folder) as office:
        (head,) = (one.head for one in office.listed() if one.head.unit.name == unit_name(SAME))
        content = office.open_disclosure(head.id).content()
    unsettled = Document(replace(head, state=State.EDITING), edition_of(head), content)
    (draft,) = export(unsettled, tmp_path / "draft", formats=("pdf",))
    site = tmp_path / "site"
    site.mkdir()
    settled = next((kept / "site" / unit_name(SAME)).glob("*.pdf"))
    with_page_of(settled, draft, 2, site / settled.name)
    book = next((kept / "site" / unit_name(LATE)).glob("*.xlsx"))
    with_changed_byte(book, "xl/styles.xml", site)
    lines = {one["name"]: one for one in map(json.loads, line.data("batch", "verify", site).out.splitlines())}
    assert lines[unit_name(SAME)]["result"] == "different"
    assert lines[unit_name(SAME)]["differences"] == [
        {"place": f"“{settled.name}”第3页", "stored": "没有标“草稿”的一页", "given": "标着“草稿”的一页"}
    ]
    (unreadable,) = (one for one in lines.values() if one["result"] == "unreadable")
    assert "里面坏了的是“xl/styles.xml”（各格的格式）" in unreadable["error"]


def test_a_folder_without_finished_files_is_refused(line: Line, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert_refused(line("batch", "verify", tmp_path / "site", "--data", line.folder))


def _column(sheet: Any, number: int) -> set[str]:
    return {row[number - 1].value for row in sheet.iter_rows(min_row=3)}
