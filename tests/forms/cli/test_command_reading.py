"""The account of a reading on the command line: what of the form is missing, and what of the files was left."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.forms.books import DATA
from tests.forms.cli.lines import Line, tables

READING = DATA / "reading"


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


def test_missing_total_rows_are_named_and_call_no_right_amount_wrong(line: Line) -> None:
    said = line.data("check", READING / "r5-no-total-rows.xlsx").data
    errors = [finding for finding in said["findings"] if finding["level"] == "E"]
    assert [finding["rule"] for finding in errors] == ["C14"]
    for words in ("本年收入合计", "收入总计", "本年支出合计", "支出总计"):
        assert words in errors[0]["message"]
    assert {"T1/income.year", "T1/income.total", "T1/expenditure.total"} <= set(said["reading"]["missing"])


def test_rows_that_a_file_does_not_have_are_not_dumped_with_amounts(line: Line) -> None:
    table = line.data("dump", READING / "r5-no-total-rows.xlsx").data["tables"][0]
    cells = {row["key"]: row["cells"] for row in table["rows"]}
    assert cells["income.1"] == {"amount": "480.00"}
    assert cells["income.total"] == {}


def test_the_missing_is_the_first_line(line: Line) -> None:
    said = line("check", READING / "r5-no-total-rows.xlsx")
    assert said.out.startswith("没有找到表一的“本年收入合计”")


def test_tables_and_sections_that_are_not_there_are_missing(line: Line) -> None:
    reading = line.data("check", tables("2021-qinhuangdao")).data["reading"]
    assert (reading["pack"], reading["edition"]) == ("hebei", "hebei-2021")
    assert "T1" not in reading["missing"]
    assert "S2" in reading["missing"]
    with_text = line.data("check", tables("2021-qinhuangdao"), DATA / "2021-qinhuangdao" / "disclosure.docx").data
    assert with_text["reading"]["missing"] == []


def test_everything_left_is_listed_with_its_place_and_its_reason(line: Line, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(tables("2024-fengrun"))
    sheet = book["部门预算收支总表"]
    sheet["H12"], sheet["A45"] = "12.50", "填报日期：2024年3月1日"
    book.save(tmp_path / "表.xlsx")
    for verb in ("check", "import"):
        said = line.data(verb, tmp_path / "表.xlsx").data
        left = said["reading"]["left"]
        assert left[0]["place"] == "部门预算收支总表 H12"
        assert set(left[0]) == {"file", "place", "text", "reason"}
        assert "部门预算收支总表 A45" in {one["place"] for one in left}
        assert len(left) == said["read"]["skipped"] + said["read"]["refused"]


def test_hidden_sheets_are_named_as_left_out_in_one_note(line: Line) -> None:
    notes = line.data("check", READING / "hidden-last-year-sheets.xlsx").data["reading"]["notes"]
    assert len([note for note in notes if "部门预算收支总表2023" in note and "部门预算收入总表2023" in note]) == 1


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("丰润区2024年部门预算收支总表", None),
        ("部门收支总表", "部门收支总表"),
        ("部门预算收支总表", None),
        ("2023年部门预算收支总表", "2023年部门预算收支总表"),
    ],
)
def test_a_title_that_is_not_the_forms_is_dumped_as_printed(
    line: Line, tmp_path: Path, printed: str, kept: str | None
) -> None:
    book = openpyxl.load_workbook(tables("2024-fengrun"))
    book["部门预算收支总表"]["A1"] = printed
    book.save(tmp_path / "表.xlsx")
    dumped = line.data("dump", tmp_path / "表.xlsx").data["tables"]
    first, second = dumped[0], dumped[1]
    assert (first["title"], first.get("printed_title")) == ("部门预算收支总表", kept)
    assert "printed_title" not in second
