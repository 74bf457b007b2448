"""Which files of a folder belong to one disclosure."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.county.submissions import submissions, together

CASES = {
    "a folder a unit": (
        ["甲局/预算表.xlsx", "甲局/情况说明.docx", "乙局/乙局公开.xls"],
        {"甲局": ["预算表.xlsx", "情况说明.docx"], "乙局": ["乙局公开.xls"]},
    ),
    "files named alike beside each other": (
        ["甲局2025年预算公开表.xlsx", "甲局情况说明.docx", "乙委表格.et", "乙委文字.wps"],
        {
            "甲局2025年预算公开表": ["甲局2025年预算公开表.xlsx", "甲局情况说明.docx"],
            "乙委表格": ["乙委表格.et", "乙委文字.wps"],
        },
    ),
    "several units in a folder of a group": (
        ["第一批/甲局表.xlsx", "第一批/甲局说明.docx", "第一批/乙局表.xlsx", "第一批/乙局说明.docx"],
        {"第一批/甲局表": ["甲局表.xlsx", "甲局说明.docx"], "第一批/乙局表": ["乙局表.xlsx", "乙局说明.docx"]},
    ),
    "two years and two kinds of one unit stay apart": (
        ["甲局2024年部门预算表.xlsx", "甲局2025年部门预算表.xlsx", "甲局2025年单位预算表.xlsx"],
        {
            "甲局2024年部门预算表": ["甲局2024年部门预算表.xlsx"],
            "甲局2025年部门预算表": ["甲局2025年部门预算表.xlsx"],
            "甲局2025年单位预算表": ["甲局2025年单位预算表.xlsx"],
        },
    ),
    "parts in folders of their own": (
        ["甲局/表格/表一.xlsx", "甲局/附件/说明.docx"],
        {"甲局": ["表一.xlsx", "说明.docx"]},
    ),
    "a PDF counts only where there is nothing else": (
        ["甲局/公开表.xlsx", "甲局/公开表.pdf", "乙局/公开.pdf"],
        {"甲局": ["公开表.xlsx"], "乙局": ["公开.pdf"]},
    ),
    "what other programs left there is no file of a unit": (
        ["甲局/表.xlsx", "甲局/~$表.xlsx", "甲局/.DS_Store"],
        {"甲局": ["表.xlsx"]},
    ),
    "codes alone tell units apart": (
        ["301_tables.xlsx", "301_text.docx", "302_tables.xlsx", "302_text.docx"],
        {
            "301_tables": ["301_tables.xlsx", "301_text.docx"],
            "302_tables": ["302_tables.xlsx", "302_text.docx"],
        },
    ),
    "serial numbers before names": (
        ["01甲局.xlsx", "01甲局文字.docx", "02乙局.xlsx"],
        {"01甲局": ["01甲局.xlsx", "01甲局文字.docx"], "02乙局": ["02乙局.xlsx"]},
    ),
    "numbered parts of one disclosure": (
        ["附件1 甲局预算公开表.xlsx", "附件2 甲局情况说明.docx"],
        {"附件1 甲局预算公开表": ["附件1 甲局预算公开表.xlsx", "附件2 甲局情况说明.docx"]},
    ),
    "a folder of a unit with a workbook for each table": (
        ["甲局/1.收支总表.xlsx", "甲局/2.收入总表.xlsx", "甲局/说明20250120.docx"],
        {"甲局": ["1.收支总表.xlsx", "2.收入总表.xlsx", "说明20250120.docx"]},
    ),
    "packets are disclosures by themselves": (
        ["甲局.ysgk", "乙局.ysgk"],
        {"甲局": ["甲局.ysgk"], "乙局": ["乙局.ysgk"]},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_files_are_put_together_by_folder_and_name(case: str, tmp_path: Path) -> None:
    files, expected = CASES[case]
    handed_in, unpacked = tmp_path / "in", tmp_path / "unpacked"
    unpacked.mkdir()
    for name in files:
        (handed_in / name).parent.mkdir(parents=True, exist_ok=True)
        (handed_in / name).write_bytes(b"x")
    found = submissions(handed_in, unpacked)
    assert {one.name: [file.name for file in one.files] for one in found} == expected


def test_a_folder_with_nothing_to_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "in" / "甲局").mkdir(parents=True)
    (tmp_path / "in" / "甲局" / "扫描.jpg").write_bytes(b"x")
    (one,) = submissions(tmp_path / "in", tmp_path)
    assert one.name == "甲局"
    assert "没有可以读的文件" in one.refused


def test_the_folder_of_the_results_is_not_looked_into(tmp_path: Path) -> None:
    for name in ("甲局/表.xlsx", "结果/公开文件/甲局/表.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [one.name for one in submissions(tmp_path, tmp_path, tmp_path / "结果")] == ["甲局"]


LYING_ABOUT = {
    "a text with its tables, the tables first": (["情况说明2025.docx", "2025年预算表.xlsx"], [(1, 0)]),
    "another year's stays alone": (["2024年说明.docx", "2025年预算表.xlsx"], [(0,), (1,)]),
    "two that fit are none": (["2025年预算表.xlsx", "2025年预算表(1).xlsx", "2025年说明.docx"], [(0,), (1,), (2,)]),
    "another folder's stays alone": (["下载/2025年说明.docx", "文档/2025年预算表.xlsx"], [(0,), (1,)]),
    "a page saved from the web stays alone": (["2025年预算.html", "2025年预算表.xlsx"], [(0,), (1,)]),
}


@pytest.mark.parametrize("case", LYING_ABOUT)
def test_tables_that_lie_about_go_with_their_text(case: str, tmp_path: Path) -> None:
    names, rows = LYING_ABOUT[case]
    files = [tmp_path / name for name in names]
    assert together(files) == tuple(tuple(files[number] for number in row) for row in rows)
