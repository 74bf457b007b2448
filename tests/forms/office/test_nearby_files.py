"""Files that look like a disclosure are found by their names, and none is opened."""

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from forms.office.nearby_files import nearby


def put(path: Path, day: str = "2026-02-03") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    moment = datetime.fromisoformat(day).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_a_budget_file_is_found_with_its_year_and_day(tmp_path: Path) -> None:
    put(tmp_path / "2025年部门预算公开表.xlsx", "2025-03-04")
    (found,) = nearby([tmp_path], 5)
    assert (found.path.name, found.year, found.changed) == ("2025年部门预算公开表.xlsx", 2025, date(2025, 3, 4))


@pytest.mark.parametrize(
    "name", ["照片.jpg", "2025年部门决算公开表.xlsx", "~$2025年部门预算.xlsx", "预算培训.mp4", "会议记录.docx"]
)
def test_another_file_is_not(tmp_path: Path, name: str) -> None:
    put(tmp_path / name)
    assert nearby([tmp_path], 5) == ()


def test_the_latest_year_comes_first_and_of_one_year_the_one_changed_last(tmp_path: Path) -> None:
    put(tmp_path / "2023年预算.xlsx", "2026-01-09")
    put(tmp_path / "2025年预算.xlsx", "2025-01-01")
    put(tmp_path / "2025年预算情况说明.docx", "2025-02-01")
    assert [one.path.name for one in nearby([tmp_path], 2)] == ["2025年预算情况说明.docx", "2025年预算.xlsx"]


def test_folders_are_searched_two_levels_down(tmp_path: Path) -> None:
    put(tmp_path / "a" / "b" / "部门预算.xls")
    put(tmp_path / "a" / "b" / "c" / "单位预算.xls")
    assert [one.path.name for one in nearby([tmp_path], 5)] == ["部门预算.xls"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    put(tmp_path / "部门预算.xls")
    assert len(nearby([tmp_path / "下载", tmp_path, tmp_path], 5)) == 1


def test_the_search_ends_in_a_folder_of_everything(tmp_path: Path) -> None:
    for number in range(4100):
        (tmp_path / f"{number}.txt").touch()
    put(tmp_path / "z" / "部门预算.xls")
    assert nearby([tmp_path], 5) == ()


def test_the_search_can_be_given_up(tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        nearby([tmp_path], 5, stop)
