"""The command line: its words, its JSON, its exit codes; one Chinese sentence when something cannot be done."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from forms.cli.command import run
from forms.form.load import edition
from tests.forms.books import DATA
from tests.forms.transcripts import copied, dumped

ROOT = Path(__file__).parents[3]
IDS = {
    "2019-bazhou": "903-2019-部门",
    "2020-shijiazhuang": "471-2020-部门",
    "2021-qinhuangdao": "471-2021-部门",
    "2023-bazhou-unit": "601001-2023-单位",
    "2024-fengrun": "339-2024-部门",
}


class Said(NamedTuple):
    """What a request left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class Line:
    """The command line in this process, on a data folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Said:
        code = run([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def data(self, verb: str, *arguments: object) -> Said:
        """The same, with the data folder and as JSON."""
        return self(verb, *arguments, "--data", self.folder, "--json")


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


def tables(name: str) -> Path:
    return DATA / name / "tables.xlsx"


def published(name: str) -> tuple[Path, Path]:
    return tables(name), DATA / name / "disclosure.docx"


def assert_refused(said: Said) -> None:
    """Exit code 2 and one Chinese sentence with a way out or the usage; nothing on standard output, no traceback."""
    assert said.code == 2, said
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert re.search(r"[一-鿿].*[；。，].*。\n$|^命令写得不对；用法是：main\.py .*\n$", said.err), said.err
    assert not re.search(r"[A-Z][a-z]+Error|argument|invalid|required", said.err)


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
    (warning,) = (finding for finding in said.data["findings"] if finding["level"] == "W")
    found = tuple(warning[key] for key in ("rule", "table", "row", "column", "found", "expected"))
    assert found == ("D13", "T3", "total", "project", "3396.95", "3372.95")


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


# The rule book


def test_the_rule_book_lists_every_rule(line: Line) -> None:
    said = line("rules", "--json")
    assert said.code == 0
    assert [rule["id"] for rule in said.data] == list(edition(2026, "部门").rules)
    assert all(rule["level"] in "EWH" and rule["title"] and rule["why"] and rule["fix"] for rule in said.data)
    assert len(line("rules").out.splitlines()) == len(said.data)


# What cannot be done


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("import",),
        ("check",),
        ("check", "339-2024-部门"),
        ("dump", "339-2024-部门"),
        ("dump", "没有.xlsx"),
        ("check", "没有.xlsx", "也没有.xlsx"),
        ("import", "没有.xlsx"),
        ("import", "没有.xlsx", "--kind", "科室"),
        ("import", "没有.xlsx", "--year", "今年"),
        ("list", "--nonsense"),
        ("export", "没有.xlsx"),
        ("carry", "339-2024-部门"),
        ("carry", "339-2024-部门", "--year", "2025"),
        ("compare", "339-2024-部门"),
        ("compare", "339-2024-部门", "339-2025-部门"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_one_sentence(line: Line, arguments: tuple[str, ...]) -> None:
    data = ("--data", str(line.folder)) if arguments and arguments[0] != "nonsense" else ()
    assert_refused(line(*arguments, *data))


def test_files_that_are_no_workbooks_are_said(line: Line, tmp_path: Path) -> None:
    (tmp_path / "预算.xlsx").write_text("不是表格", encoding="utf-8")
    (tmp_path / "空.xlsx").write_bytes(b"")
    for target in (tmp_path / "预算.xlsx", tmp_path / "空.xlsx", tmp_path):
        assert_refused(line("check", target))
        assert_refused(line.data("import", target))


def test_a_damaged_database_is_said(line: Line) -> None:
    line.data("import", tables("2024-fengrun"))
    (line.folder / "disclosures.db").write_bytes(b"damaged" * 1000)
    assert_refused(line.data("list"))


# The door itself, as other programs call it


def door(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, without a screen and with an encoding that is not its."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": "", "QT_QPA_PLATFORM": ""}
    environment.pop("DISPLAY", None)
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_door_speaks_utf_8_and_returns_the_code(tmp_path: Path) -> None:
    shutil.copy(tables("2024-fengrun"), tmp_path / "公开表.xlsx")
    said = door("check", "公开表.xlsx", "--json", folder=tmp_path)
    assert said.returncode == 1, said.stderr
    assert said.stderr == ""
    assert json.loads(said.stdout)["findings"][0]["source"]["file"] == "公开表.xlsx"


def test_the_door_says_what_it_cannot_do(tmp_path: Path) -> None:
    said = door("dump", "没有.xlsx", folder=tmp_path)
    assert_refused(Said(said.returncode, said.stdout, said.stderr))


def test_the_door_imports_and_lists_from_one_process_to_the_next(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert door("import", tables("2024-fengrun"), "--data", data, folder=tmp_path).returncode == 0
    said = door("list", "--data", data, "--json", folder=tmp_path)
    assert [one["id"] for one in json.loads(said.stdout)] == ["339-2024-部门"]


def test_help_is_chinese(tmp_path: Path) -> None:
    said = door("--help", folder=tmp_path)
    assert said.returncode == 0
    assert "用法" in said.stdout
    assert not re.search(r"usage|options|positional|show this", said.stdout)
