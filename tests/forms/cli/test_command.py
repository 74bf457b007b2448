"""The command line: its words, its JSON, its exit codes."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forms.form.load import edition
from tests.forms.cli.lines import IDS, Line, assert_refused, published, tables
from tests.forms.transcripts import copied, dumped


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


# Import, list, dump


@pytest.mark.parametrize("name", IDS)
def test_what_was_imported_is_dumped_as_it_was_published(line: Line, name: str) -> None:
    imported = line.data("import", tables(name))
    assert imported.code == 0
    assert imported.data["id"] == IDS[name]
    assert [one["id"] for one in line.data("list").data] == [IDS[name]]
    dump = line.data("dump", IDS[name])
    assert dump.code == 0
    assert dumped(dump.data) == copied(name)
    assert {key: dump.data[key] for key in ("id", "year", "edition", "state")} == {
        "id": IDS[name],
        "year": int(name[:4]),
        "edition": f"hebei-{name[:4]}",
        "state": "编制中",
    }


def test_a_dump_has_the_shape_of_the_contract(line: Line) -> None:
    data = line.data("dump", tables("2024-fengrun")).data
    assert set(data) >= {"id", "unit", "year", "kind", "edition", "state", "tables", "sections", "projects", "goals"}
    assert data["unit"] == {"code": "339", "name": "丰润区工业和信息化局"}
    income = data["tables"][1]
    assert (income["id"], income["title"], income["unit"]) == ("T2", "部门预算收入总表", "万元")
    assert {"id": "year", "path": ["本年收入", "小计"]} in income["columns"]
    assert income["rows"][3] == {
        "key": "2060101",
        "code": "2060101",
        "label": "行政运行",
        "level": 3,
        "cells": {"total": "292.65", "year": "292.65", "fiscal": "292.65"},
    }
    assert [row["key"] for row in data["tables"][0]["rows"]][:2] == ["income.1", "income.2"]


def test_an_import_tells_the_fate_of_every_cell(line: Line) -> None:
    read = line.data("import", tables("2024-fengrun")).data["read"]
    assert read["read"] == read["taken"] + read["skipped"] + read["refused"]
    assert len(read["cells"]) == read["skipped"] + read["refused"]
    assert all(cell["sheet"] and cell["cell"] and cell["reason"] for cell in read["cells"])


def test_importing_twice_keeps_one_disclosure(line: Line) -> None:
    for _ in range(2):
        assert line.data("import", tables("2024-fengrun")).code == 0
    assert len(line.data("list").data) == 1


def test_what_the_options_say_wins(line: Line) -> None:
    options = ("--unit-code", "340", "--unit-name", "丰润区科学技术局", "--year", "2025", "--kind", "单位")
    data = line.data("import", tables("2024-fengrun"), *options).data
    assert (data["id"], data["unit"], data["year"]) == (
        "340-2025-单位",
        {"code": "340", "name": "丰润区科学技术局"},
        2025,
    )


def test_a_check_reads_the_texts_for_slips_of_the_pen(line: Line) -> None:
    found = [f for f in line.data("check", *published("2019-bazhou")).data["findings"] if f["found"] == "设计"]
    assert [(f["rule"], f["level"], f["expected"]) for f in found] == [("M06", "H", "涉及")]


def test_an_empty_folder_lists_nothing(line: Line) -> None:
    assert line.data("list").data == []
    assert line("list", "--data", line.folder).out == "还没有存入公开资料。\n"


def test_nothing_is_stored_by_an_import_that_is_refused(line: Line, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(tables("2024-fengrun"))
    workbook.worksheets[2]["E22"] = "=93+0.85"
    workbook.save(tmp_path / "公式.xlsx")
    assert_refused(line.data("import", tmp_path / "公式.xlsx"))
    goals = openpyxl.load_workbook(tables("2024-fengrun"))
    for sheet in goals.worksheets[:12]:
        goals.remove(sheet)
    goals.save(tmp_path / "绩效目标.xlsx")
    assert_refused(line.data("import", tmp_path / "绩效目标.xlsx"))
    assert line.data("list").data == []


def test_what_of_a_file_was_left_alone_is_said(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "tables.xlsx"
    shutil.copy(tables("2024-fengrun"), path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    remark = "文件里带有宏，程序没有运行它，也不保存它。"
    assert line.data("import", path).data["read"]["remarks"] == [remark]
    assert line.data("check", path).data["read"]["remarks"] == [remark]
    assert remark in line("import", path, "--data", line.folder).out.splitlines()
    assert remark in line("check", path, "--data", line.folder).out.splitlines()
    assert line.data("check", tables("2024-fengrun")).data["read"]["remarks"] == []


# Check


def corrected(folder: Path) -> Path:
    """The published workbook of 2021 with the one thing filled in that is an error in it."""
    workbook = openpyxl.load_workbook(tables("2021-qinhuangdao"))
    workbook["秦皇岛市市直部门固定资产占用情况表"]["A2"] = "编制部门：秦皇岛市工业和信息化局"
    path = folder / "改正.xlsx"
    workbook.save(path)
    return path


def levels(data: Any) -> dict[str, int]:
    """How many findings of each level are listed."""
    return {level: sum(finding["level"] == level for finding in data["findings"]) for level in "EWH"}


def errors(data: Any) -> set[tuple[str, str, str | None]]:
    """The errors in tables: rule, table, row."""
    listed = (finding for finding in data["findings"] if finding["level"] == "E" and finding["table"])
    return {(finding["rule"], finding["table"], finding["row"]) for finding in listed}


ERRORS = {("E01", "T2", "215"), ("B09", "X5", "5"), *(("K08", "X5", str(project)) for project in range(1, 8))}
"""What is wrong in the tables published in 2024: a name, a goal of the template, amounts instead of percentages."""


def test_a_file_without_errors_is_done(line: Line, tmp_path: Path) -> None:
    assert line("check", tables("2021-qinhuangdao")).code == 1
    said = line("check", corrected(tmp_path), "--json")
    assert said.code == 0
    assert said.data["counts"] == levels(said.data)
    assert said.data["counts"]["E"] == 0
    assert said.data["read"]["refused"] == 0


def test_errors_are_found_and_placed(line: Line) -> None:
    said = line("check", tables("2024-fengrun"), "--json")
    assert said.code == 1
    assert said.data["counts"] == levels(said.data)
    assert errors(said.data) == ERRORS
    error = next(finding for finding in said.data["findings"] if finding["rule"] == "E01")
    assert {key: error[key] for key in ("rule", "table", "row", "column", "expected", "found")} == {
        "rule": "E01",
        "table": "T2",
        "row": "215",
        "column": "name",
        "expected": "资源勘探工业信息等支出",
        "found": "资源勘探工业信息支出",
    }
    assert error["source"] == {"file": "tables.xlsx", "sheet": "部门预算收入总表", "cell": "C23"}
    assert set(error) >= {"section", "quote", "difference", "guess", "message", "why", "fix", "related"}
    hint = next(finding for finding in said.data["findings"] if finding["rule"] == "D09")
    assert hint["related"] == [{"table": "T6", "row": "30108", "column": "total", "value": "84.78"}]


def test_warnings_alone_are_no_errors(line: Line, tmp_path: Path) -> None:
    said = line("check", corrected(tmp_path), "--json")
    assert said.code == 0
    warnings = [finding for finding in said.data["findings"] if finding["level"] == "W"]
    found = [tuple(one[key] for key in ("rule", "table", "row", "column", "found", "expected")) for one in warnings]
    assert found == [
        ("D13", "T3", "total", "project", "3396.95", "3372.95"),
        ("K09", "X5", "5", "goals", "", ""),
    ]


def test_a_stored_disclosure_is_checked_by_its_id(line: Line) -> None:
    line.data("import", tables("2024-fengrun"))
    said = line.data("check", "339-2024-部门")
    assert (said.code, errors(said.data)) == (1, ERRORS)
    assert "read" not in said.data


def test_a_check_in_words_ends_with_the_counts(line: Line) -> None:
    said = line("check", tables("2024-fengrun"))
    assert said.code == 1
    *found, counts = said.out.splitlines()
    assert found[0].startswith("错误 E01 表二")
    numbers = [sum(one.startswith(f"{word} ") for one in found) for word in ("错误", "警告", "提示")]
    assert sum(numbers) == len(found)
    assert counts == "错误{}条，警告{}条，提示{}条。".format(*numbers)


def test_what_is_not_begun_is_no_error_in_words(line: Line) -> None:
    line.data("import", tables("2024-fengrun"))
    line.data("carry", "339-2024-部门", "--year", "2025")
    *found, counts = line("check", "339-2025-部门", "--data", line.folder).out.splitlines()
    assert "待填 B01 表一《部门预算收支总表》还没有填写。" in found
    assert not [one for one in found if one.startswith("错误 B01")]
    assert counts.endswith(f"，待填{sum(one.startswith('待填 ') for one in found)}条。")
    told = line.data("check", "339-2025-部门").data["findings"]
    assert {one["waits_for"] for one in told if one["rule"] == "B01"} >= {"T1", "T2"}


# The rule book


def test_the_rule_book_lists_every_rule(line: Line) -> None:
    said = line("rules", "--json")
    assert said.code == 0
    assert [rule["id"] for rule in said.data] == list(edition(2026, "部门").rules)
    assert all(rule["level"] in "EWH" and rule["title"] and rule["why"] and rule["fix"] for rule in said.data)
    assert len(line("rules").out.splitlines()) == len(said.data)
