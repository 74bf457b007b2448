"""The command line around the findings: the printed report, what files carry along, the files of an export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forms.check import check
from forms.cli.command import run
from forms.office.office import Office
from forms.signing.waivers import waive
from tests.forms.books import DATA

TABLES = DATA / "2024-fengrun" / "tables.xlsx"
TEXT = DATA / "2024-fengrun" / "disclosure.docx"


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    code = run([*map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_check_writes_its_report_where_it_is_asked_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, data = said(capsys, "check", TABLES, TEXT, "--report", tmp_path / "报告")
    assert code == 1
    assert [Path(path).suffix for path in data["report"]] == [".pdf", ".xlsx"]
    assert sorted(map(str, (tmp_path / "报告").iterdir())) == sorted(data["report"])


def test_a_check_without_report_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    _, data = said(capsys, "check", TABLES)
    assert "report" not in data


def test_a_check_of_files_tells_what_they_carry_along(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(TABLES)
    book.create_sheet("底稿").sheet_state = "hidden"
    book.save(tmp_path / "表.xlsx")
    before = said(capsys, "check", TABLES)[1]["findings"]
    after = said(capsys, "check", tmp_path / "表.xlsx")[1]["findings"]
    (told,) = (finding for finding in after if finding["rule"] == "N07")
    assert told["level"] == "W"
    assert told["source"] == {"file": "表.xlsx", "sheet": "底稿", "cell": ""}
    assert len(after) == len(before) + 1
    assert [finding["level"] for finding in after] == sorted((f["level"] for f in after), key="EWH".index)


def test_an_answer_is_told_with_its_finding_and_changes_no_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    identity = said(capsys, "import", TABLES, TEXT, "--data", tmp_path)[1]["id"]
    before = said(capsys, "check", identity, "--data", tmp_path)
    with Office.open(tmp_path) as office:
        document = office.open_disclosure(identity)
        warning = next(finding for finding in check(document) if finding.level == "W")
        document.apply("写说明", waive(document, warning, "已核对。"))
    after = said(capsys, "check", identity, "--data", tmp_path)
    assert {f["message"]: f["waived"] for f in after[1]["findings"] if f["waived"]} == {warning.sentence: "已核对。"}
    assert (after[0], after[1]["counts"]) == (before[0], before[1]["counts"])


def test_an_export_reads_its_files_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, data = said(capsys, "export", TABLES, "--out", tmp_path, "--signed")
    assert (code, data["faults"]) == (0, [])
