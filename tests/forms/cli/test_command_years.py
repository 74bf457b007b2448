"""The command line over the years: a new year made, last year's file beside a check, two disclosures compared."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests.forms.books import DATA
from tests.forms.cli.lines import Line, assert_refused, published, tables


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


# Last year's disclosure


def last_years(folder: Path, year: int) -> Path:
    """The published workbook of 2024 as that of another year."""
    workbook = openpyxl.load_workbook(tables("2024-fengrun"))
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("2024", str(year))
    path = folder / f"{year}.xlsx"
    workbook.save(path)
    return path


def test_a_new_year_is_made_and_every_line_of_last_years_told(line: Line) -> None:
    line.data("import", *published("2024-fengrun"))
    said = line.data("carry", "339-2024-部门", "--year", "2025")
    assert said.code == 0
    assert (said.data["id"], said.data["edition"]) == ("339-2025-部门", "hebei-2025")
    carried = said.data["carried"]
    assert carried["lines"] == len(carried["entries"]) == carried["kept"] + carried["led"] + carried["left"]
    led = next(one for one in carried["entries"] if one["place"] == "T2/2060101/fiscal")
    assert {key: led[key] for key in ("text", "fate", "target")} == {
        "text": "292.65",
        "fate": "led",
        "target": "T2/2060101/fiscal",
    }
    assert led["where"] == "表二《部门预算收入总表》“2060101 行政运行”行“财政拨款收入”列"
    facts = line.data("dump", "339-2025-部门").data["facts"]
    rows = {row["key"]: row["cells"] for row in facts[0]["rows"]}
    assert rows["total"]["before"] == "2305.27"
    assert "now" not in rows["total"]


def test_a_new_year_is_told_in_words(line: Line) -> None:
    line.data("import", *published("2024-fengrun"))
    said = line("carry", "339-2024-部门", "--year", "2025", "--data", line.folder)
    first, *rest = said.out.splitlines()
    assert re.fullmatch(r"已生成 339-2025-部门：上年共\d+项，沿用\d+项，转入\d+项，不带\d+项。", first)
    assert any("表中的数跟着表走；2024年改为2025年。" in one for one in rest)
    assert any("还写着上年的金额1.8万元、2.7万元" in one for one in rest)
    assert_refused(line("carry", "339-2024-部门", "--year", "2025", "--data", line.folder))


def test_a_check_compares_with_last_years_file(line: Line, tmp_path: Path) -> None:
    files = published("2024-fengrun")
    alone = line("check", *files, "--json")
    said = line("check", *files, "--previous", last_years(tmp_path, 2023), "--json")
    new = [f for f in said.data["findings"] if f not in alone.data["findings"]]
    (base,) = (f for f in new if f["rule"] == "G18" and "预算收支安排" in f["message"])
    assert (base["found"], base["expected"], base["section"]) == ("4012.42", "2305.27", "S2")


def test_a_stored_disclosure_is_checked_against_last_years_file(line: Line, tmp_path: Path) -> None:
    line.data("import", *published("2024-fengrun"))
    alone = line("check", "339-2024-部门", "--data", line.folder, "--json")
    said = line("check", "339-2024-部门", "--previous", last_years(tmp_path, 2023), "--data", line.folder, "--json")
    new = [f for f in said.data["findings"] if f not in alone.data["findings"]]
    first = next(f for f in new if f["rule"] == "L06")
    assert (first["found"], first["expected"]) == ("4012.42", "2305.27")
    refused = line("check", "339-2024-部门", "--previous", last_years(tmp_path, 2022), "--data", line.folder, "--json")
    assert_refused(refused)
    assert "请给2023年的文件" in refused.err


def test_last_years_file_must_be_last_years(line: Line, tmp_path: Path) -> None:
    said = line("check", tables("2024-fengrun"), "--previous", last_years(tmp_path, 2022), "--json")
    assert_refused(said)
    assert "请给2023年的文件" in said.err


def test_a_stored_disclosure_is_checked_against_the_stored_one_of_last_year(line: Line) -> None:
    line.data("import", *published("2024-fengrun"))
    line.data("carry", "339-2024-部门", "--year", "2025")
    said = line.data("check", "339-2025-部门")
    assert {finding["rule"] for finding in said.data["findings"]} >= {"G01", "B01"}


# Compare


def test_two_disclosures_are_compared(line: Line, tmp_path: Path) -> None:
    line.data("import", *published("2024-fengrun"))
    same = line.data("compare", "339-2024-部门", DATA / "2024-fengrun")
    assert (same.code, same.data["differences"]) == (0, [])
    said = line.data("compare", last_years(tmp_path, 2023), tables("2024-fengrun"), "--out", tmp_path / "对照")
    assert said.code == 0
    assert (said.data["old"]["year"], said.data["new"]["year"]) == (2023, 2024)
    assert [Path(file).suffix for file in said.data["files"]] == [".pdf", ".xlsx"]
    assert all(Path(file).is_file() for file in said.data["files"])
    assert line("compare", tables("2024-fengrun"), tables("2024-fengrun")).out == "共0处差别。\n"
    for wrong in (tmp_path / "没有.xlsx", tmp_path / "data", "339-1999-部门"):
        (tmp_path / "data").mkdir(exist_ok=True)
        assert_refused(line("compare", tables("2024-fengrun"), wrong, "--data", line.folder))
