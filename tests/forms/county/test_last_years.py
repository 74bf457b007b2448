"""Last year's disclosures of a county: each unit is held against its own, and what cannot be read stops nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from forms.bureau.county_plan import ForAll, planned
from forms.bureau.hand_out import foreseen, handing_out
from forms.county.last_years import read_last_years, storing
from forms.county.work import carry_out
from forms.office.office import Office
from forms.office.packet_file import save_packet
from forms.readers import read
from tests.forms.bureau import counties
from tests.forms.cli.lines import Line
from tests.forms.county.invented import YEAR, unit_name, write_county
from tests.forms.documents import fill

RIGHT = f"301{unit_name(0)}"


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two units' disclosures of this year, and of one of them last year's; looked at only."""
    folder = tmp_path_factory.mktemp("two-years")
    write_county(folder / "now", (0, 2))
    write_county(folder / "before", (0,), YEAR - 1)
    return folder


@pytest.fixture
def county(made: Path, tmp_path: Path) -> Path:
    """The same, to be worked on."""
    return Path(shutil.copytree(made, tmp_path / "county"))


def test_a_unit_is_held_against_its_own_of_last_year(county: Path, line: Line) -> None:
    lines = _lines(line, county / "now", "--previous", county / "before")
    beside = {name: one["previous"] for name, one in lines.items()}
    files = [file.name for file in (county / "before" / RIGHT).iterdir()]
    assert beside.pop(RIGHT) == sorted(files, reverse=True)
    assert list(beside.values()) == [None]
    alone = line.data(
        "check", *_files(county / "now" / RIGHT), "--previous", *_files(county / "before" / RIGHT)
    ).data["findings"]  # fmt: skip
    assert {one["message"] for one in alone} <= {one["message"] for one in lines[RIGHT]["findings"]}
    without = line.data("check", *_files(county / "now" / RIGHT)).data["findings"]
    assert {one["rule"] for one in alone} != {one["rule"] for one in without}


def test_a_folder_called_last_years_is_held_against_and_not_checked_for_itself(county: Path, line: Line) -> None:
    (county / "before" / RIGHT).rename(county / "now" / RIGHT / "上年资料")
    lines = _lines(line, county / "now")
    assert set(lines) == {folder.name for folder in (county / "now").iterdir()}
    assert lines[RIGHT]["previous"]


def test_of_two_of_last_year_none_is_taken(county: Path, line: Line) -> None:
    shutil.copytree(county / "before" / RIGHT, county / "before" / "又一份")
    assert _lines(line, county / "now", "--previous", county / "before")[RIGHT]["previous"] is None


def test_what_of_last_year_cannot_be_read_is_told_and_the_rest_is_done(county: Path, line: Line) -> None:
    bad = county / "before" / "坏文件"
    bad.mkdir()
    (bad / "预算表.xlsx").write_bytes(b"PK\x03\x04 cut off")
    said = line("batch", "check", county / "now", "--previous", county / "before", "--out", county / "结果",
                "--no-spelling", "--data", line.folder)  # fmt: skip
    assert "对照了上年资料的1份，没有找到本单位上年资料的1份。" in said.out
    assert "上年资料“坏文件”没有读出来：" in said.out


def test_another_file_of_last_year_is_held_against_anew(county: Path, line: Line) -> None:
    _lines(line, county / "now", "--previous", county / "before")
    again = _lines(line, county / "now", "--previous", county / "before")
    assert all(one["unchanged"] for one in again.values())
    shutil.rmtree(county / "before" / RIGHT)
    write_county(county / "before", (2,), YEAR - 1)
    anew = _lines(line, county / "now", "--previous", county / "before")
    assert not any(one.get("unchanged") for one in anew.values())
    assert anew[RIGHT]["previous"] is None


def _lines(line: Line, *told: object) -> dict[str, Any]:
    said = line.data("batch", "check", *told, "--out", line.folder.parent / "结果", "--no-spelling", "--jobs", "1")
    return {one["name"]: one for one in map(json.loads, said.out.splitlines())}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), reverse=True)


def test_what_is_handed_out_goes_on_from_last_years_of_a_folder(tmp_path: Path) -> None:
    """A packet file of last year is stored, whose unit it is by its code; one that is here already is left."""
    budgets = counties.county(8, 2)
    (tmp_path / "上年").mkdir()
    with Office.open(tmp_path / "own") as own:
        last = own.start(budgets[0].unit, counties.YEAR - 1, "单位", "hebei")
        fill(last, {"T3/2130301/basic": "77.00"})
        save_packet(own, last.head.id, tmp_path / "上年" / "甲.ysgk")
    (tmp_path / "上年" / "坏.ysgk").write_text("no packet", encoding="utf-8")
    books = [read(file) for file in counties.printed("merged", budgets, tmp_path)]
    plan = planned(books, ForAll(counties.YEAR, pack="hebei"))
    found = read_last_years(tmp_path / "上年", tmp_path / "data", tmp_path / "x", lambda tasks: map(carry_out, tasks))
    assert ["坏" in told for told in found.unread] == [True]
    with Office.open(tmp_path / "data") as office:
        seen = foreseen(office, plan, lambda head: found.before(head) is not None)
        assert [unit.is_carried for unit in seen] == [True, False]
        assert list(storing(office, found, plan.heads)) == [""]
        done = list(handing_out(office, plan, tmp_path / "out"))
        assert [unit.is_carried for unit in done] == [True, False]
        assert list(storing(office, found, plan.heads)) == []
