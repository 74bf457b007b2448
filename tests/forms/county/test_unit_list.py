"""The list of units that have to disclose: read from a workbook or a text; who of them handed in nothing is told."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from forms.county.county_summary import FILE as SUMMARY
from forms.county.unit_list import not_handed_in, read_units
from models.errors import Trouble
from models.records import Unit
from tests.forms.cli.lines import Line
from tests.forms.county.invented import unit, unit_name, write_county


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


def _workbook(path: Path, rows: list[list[str | int]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_units_are_read_below_their_captions_wherever_these_stand(tmp_path: Path) -> None:
    rows: list[list[str | int]] = [
        ["2025年应公开预算的单位"],
        ["序号", "预算单位名称", "单位编码", "联系人"],
        [1, "甲县水务局", 312, "张三"],
        [2, "甲县档案馆", "312001", ""],
        ["", "合计", 2, ""],
    ]
    found = read_units(_workbook(tmp_path / "单位名单.xlsx", rows))
    assert found == (Unit("312", "甲县水务局"), Unit("312001", "甲县档案馆"))


def test_a_text_lists_a_unit_a_line(tmp_path: Path) -> None:
    (tmp_path / "单位名单.txt").write_text("301 乙县教育局\n乙县审计局\n\n303，乙县民政局\n", encoding="utf-8")
    found = read_units(tmp_path / "单位名单.txt")
    assert found == (Unit("301", "乙县教育局"), Unit("", "乙县审计局"), Unit("303", "乙县民政局"))


def test_a_list_without_units_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="没有认出单位"):
        read_units(_workbook(tmp_path / "单位名单.xlsx", [["姓名", "电话"], ["张三", "123"]]))


def test_who_handed_in_nothing_is_told_from_the_list_in_the_folder(tmp_path: Path, line: Line) -> None:
    write_county(tmp_path / "交来的", [0])
    rows: list[list[str | int]] = [["单位编码", "单位名称"], *([u.code, u.name] for u in map(unit, (0, 1)))]
    _workbook(tmp_path / "交来的" / "2025年单位名单.xlsx", rows)
    said = line.data("batch", "check", tmp_path / "交来的", "--out", tmp_path / "结果", "--no-spelling", "--jobs", "1")
    results = {one["unit"]["name"]: one["result"] for one in map(json.loads, said.out.splitlines())}
    assert results == {unit_name(0): "checked", unit_name(1): "absent"}
    shown = {row[1].value: row[4].value for row in openpyxl.load_workbook(tmp_path / "结果" / SUMMARY)["各单位"]}
    assert shown[unit_name(1)] == "没有交"


@pytest.mark.parametrize(
    "name",
    ["302丙县教育局2025年部门预算公开", "各单位/丙县教育局", "302", "教育局公开表（1）", "302公开（2025年）"],
)
def test_what_cannot_be_read_is_of_the_unit_its_files_are_called_by(name: str) -> None:
    listed = (Unit("302", "丙县教育局"), Unit("303", "丙县民政局"))
    assert not_handed_in(listed, [{"name": name, "error": "文件加了密码，读不了"}]) == listed[1:]


def test_the_longest_name_that_fits_is_meant() -> None:
    listed = (Unit("302", "丙县教育局"), Unit("302005", "丙县教育局幼儿园"))
    assert not_handed_in(listed, [{"name": "丙县教育局幼儿园2025年预算"}]) == listed[:1]
    assert not_handed_in(listed, [{"name": "幼儿园和小学的预算"}]) == listed
