"""Handing out: every unit of a county's workbook gets its disclosure and its packet file, and every cell its fate."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from forms.bureau.county_plan import ForAll
from forms.bureau.hand_out import County, UnitFate, hand_out
from forms.document.fields import OPEN
from forms.edit.cells import write_section
from forms.office.office import Office
from forms.office.packet_file import open_packet
from forms.readers import read
from models.records import Address, Unit
from tests.forms.bureau.counties import COLUMNS, SHAPES, YEAR, Budget, county, printed
from tests.forms.cli.lines import DATA, Line, assert_refused
from tests.forms.documents import fill

GIVEN = ForAll(YEAR, pack="hebei")


def handed_out(office: Office, files: list[Path], folder: Path) -> County:
    return hand_out(office, [read(file) for file in files], GIVEN, folder)


def assert_stands(office: Office, disclosure: str, budget: Budget) -> None:
    document = office.open_disclosure(disclosure)
    for table in COLUMNS:
        for code, sums in budget.rows(table):
            for column in COLUMNS[table][1]:
                assert document.value(Address(table, code or "total", column)) == sums.get(column), (table, code)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_unit_is_stored_and_can_be_opened_elsewhere(shape: str, tmp_path: Path) -> None:
    budgets = county(21)
    with Office.open(tmp_path / "bureau") as office:
        found = handed_out(office, printed(shape, budgets, tmp_path), tmp_path / "out")
        assert [unit.outcome for unit in found.units] == [UnitFate.MADE] * len(budgets)
        for unit, budget in zip(found.units, budgets, strict=True):
            assert_stands(office, unit.id, budget)
    counts = found.counts
    assert counts["read"] == counts["taken"] + counts["skipped"] + counts["refused"]
    assert counts["refused"] == 0
    assert found.sums == ()
    for unit, budget in zip(found.units, budgets, strict=True):
        assert unit.file is not None
        with Office.open(tmp_path / f"unit {budget.unit.code}") as own:
            assert_stands(own, open_packet(own, unit.file).head.id, budget)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_cell_of_the_files_is_counted_once(shape: str, tmp_path: Path) -> None:
    files = printed(shape, county(4), tmp_path)
    with Office.open(tmp_path / "bureau") as office:
        found = handed_out(office, files, tmp_path / "out")
    written = [
        (file.name, sheet.title, cell.coordinate)
        for file in files
        for sheet in openpyxl.load_workbook(file)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert sorted((entry.file, entry.sheet, entry.cell) for entry in found.entries) == sorted(written)


def test_texts_are_drafted_and_follow_their_cells(tmp_path: Path) -> None:
    with Office.open(tmp_path / "bureau") as office:
        found = handed_out(office, printed("merged", county(2), tmp_path), tmp_path / "out")
        document = office.open_disclosure(found.units[0].id)
    overview = next(section for section in document.edition.sections if section.key == "overview")
    assert OPEN in document.texts[f"{overview.id}.text"]


def test_last_years_disclosure_is_led_on(tmp_path: Path) -> None:
    budgets = county(8)
    with Office.open(tmp_path / "bureau") as office:
        unit = budgets[1].unit
        last = office.start(unit, YEAR - 1, "单位", "hebei")
        fill(last, {"T3/2130301/basic": "77.00"})
        duties = next(section for section in last.edition.sections if section.key == "duties")
        last.apply("写", write_section(last, duties.id, "负责全县水库的运行。"))
        found = handed_out(office, printed("columns first", budgets, tmp_path), tmp_path / "out")
        assert [unit.is_carried for unit in found.units] == [False, True, False, False]
        document = office.open_disclosure(found.units[1].id)
        assert_stands(office, document.head.id, budgets[1])
        assert document.previous is not None
        assert "负责全县水库的运行。" in document.texts.values()


def test_what_is_here_is_never_changed(tmp_path: Path) -> None:
    budgets = county(9)
    files = printed("columns last", budgets, tmp_path)
    with Office.open(tmp_path / "bureau") as office:
        first = handed_out(office, files, tmp_path / "out")
        document = office.open_disclosure(first.units[2].id)
        fill(document, {"T3/2130301/basic": "0.01"})
        held = {one.head.id: one.changed for one in office.listed()}
        again = handed_out(office, files, tmp_path / "again")
        assert {one.head.id: one.changed for one in office.listed()} == held
    assert [unit.outcome for unit in again.units] == [UnitFate.HERE] * 4
    assert [unit.told[0].startswith("已有资料，没有改动；与工作簿有") for unit in again.units] == [
        False, False, True, False
    ]  # fmt: skip


def changed(file: Path, sheet: int, cell: str, value: object) -> Path:
    book = openpyxl.load_workbook(file)
    book.worksheets[sheet][cell] = value
    book.save(file)
    return file


def test_a_sum_of_the_county_that_its_units_do_not_add_up_to_is_told(tmp_path: Path) -> None:
    (file,) = printed("columns first", county(6), tmp_path)
    stated = openpyxl.load_workbook(file).worksheets[1]["E4"].value
    changed(file, 1, "E4", stated + 1)
    with Office.open(tmp_path / "bureau") as office:
        found = handed_out(office, [file], tmp_path / "out")
    assert [(one.source.sheet, one.source.cell, one.table) for one in found.sums] == [("单位预算支出总表", "E4", "T3")]


def test_a_unit_that_cannot_be_read_leaves_the_others_alone(tmp_path: Path) -> None:
    budgets = county(5)
    nameless = [*budgets[:3], Budget(Unit(budgets[3].unit.code, ""), budgets[3].leaves)]
    with Office.open(tmp_path / "bureau") as office:
        found = handed_out(office, printed("columns first", nameless, tmp_path), tmp_path / "out")
        assert len(office.listed()) == 3
    assert [unit.outcome for unit in found.units] == [*[UnitFate.MADE] * 3, UnitFate.REFUSED]
    assert "没有单位名称" in found.units[3].told[0]
    counts = found.counts
    assert counts["read"] == counts["taken"] + counts["skipped"] + counts["refused"]
    assert counts["refused"] > 0
    assert {one.table for one in found.sums} == set(COLUMNS)


def test_one_code_with_two_names_is_told(tmp_path: Path) -> None:
    budgets = county(12)
    (file,) = printed("columns first", budgets, tmp_path)
    changed(file, 3, "B6", "另一个名称的单位")
    with Office.open(tmp_path / "bureau") as office:
        found = handed_out(office, [file], tmp_path / "out")
    assert [doubt for doubt in found.doubts if budgets[0].unit.code in doubt and "另一个名称的单位" in doubt]
    assert [unit.unit for unit in found.units] == [budget.unit for budget in budgets]


def test_amounts_that_name_no_unit_are_refused(tmp_path: Path) -> None:
    (file,) = printed("columns first", county(12), tmp_path)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    sheet.insert_rows(4)
    sheet["C4"], sheet["D4"], sheet["E4"] = "2130301", "行政运行", 12.34
    book.save(file)
    with Office.open(tmp_path / "bureau") as office:
        found = handed_out(office, [file], tmp_path / "out")
    assert [(e.cell, e.reason) for e in found.entries if e.status == "refused"] == [
        (cell, "没有写明是哪个单位的") for cell in ("C4", "D4", "E4")
    ]


def test_the_command_hands_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = Line(tmp_path / "data", capsys)
    budgets = county(14)
    printed("file each", budgets, (given := tmp_path / "导出").mkdir() or given)
    said = line.data("county", "hand-out", given, "--year", YEAR, "--pack", "hebei", "--out", tmp_path / "包")
    assert said.code == 0, said
    assert {unit["unit"]["code"] for unit in said.data["units"]} == {budget.unit.code for budget in budgets}
    assert sorted(path.name for path in (tmp_path / "包").iterdir()) == sorted(
        f"{budget.unit.code}{budget.unit.name}.ysgk" for budget in budgets
    )
    assert len(line.data("list").data) == 4
    read_ = said.data["read"]
    assert read_["read"] == read_["taken"] + read_["skipped"] + read_["refused"]
    words = line(
        "county",
        "hand-out",
        given,
        "--year",
        YEAR,
        "--pack",
        "hebei",
        "--out",
        tmp_path / "包",
        "--data",
        tmp_path / "data",
    )
    assert "原已有4个单位" in words.out


def test_a_workbook_without_units_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = Line(tmp_path / "data", capsys)
    book = openpyxl.Workbook()
    book.active.append(["姓名", "金额"])
    book.active.append(["甲", 12.5])
    book.save(tmp_path / "名单.xlsx")
    assert_refused(line.data("county", "hand-out", tmp_path / "名单.xlsx", "--year", YEAR, "--out", tmp_path / "包"))
    assert_refused(line.data("county", "hand-out", tmp_path / "名单.xlsx", "--year", 1999, "--out", tmp_path / "包"))


def test_a_sheet_that_was_not_read_is_named_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = Line(tmp_path / "data", capsys)
    printed(SHAPES[0], county(3), tmp_path)
    file = next(tmp_path.glob("*.xlsx"))
    book = openpyxl.load_workbook(file)
    sheet = book.create_sheet("三公")
    for row in (["“三公”经费支出表"], ["单位编码", "单位名称", "出国人数", "接待批次"]):
        sheet.append(row)
    for unit in county(3):
        sheet.append([unit.unit.code, unit.unit.name, 0, 3])
    book.save(file)
    said = line("county", "hand-out", file, "--year", YEAR, "--pack", "hebei", "--out", tmp_path / "包",
                "--data", tmp_path / "data")  # fmt: skip
    assert "工作表“三公”：像是《" in said.out


def test_a_body_that_is_only_named_gets_no_disclosure(tmp_path: Path) -> None:
    with Office.open(tmp_path / "bureau") as office:
        found = handed_out(office, [DATA / "2024-fengrun" / "tables.xlsx"], tmp_path / "out")
        assert [listed.head.unit.name for listed in office.listed()] == ["丰润区工业和信息化局"]
    named = [unit for unit in found.units if unit.outcome is UnitFate.REFUSED]
    assert [unit.unit.name for unit in named] == ["丰润区工业和信息化局本级", "唐山市丰润区科学技术局"]
    assert all("没有它的金额" in unit.told[0] for unit in named)
