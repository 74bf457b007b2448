"""`backup`, `doctor` and `catalogue take` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from forms.cli.command import run
from forms.office.office import Office
from models.backup import DATA_FILE, Why, backups
from models.records import Unit
from models.store import Store

UNIT = Unit("339", "示例县工业和信息化局")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Office.open(tmp_path / "data") as office:
        office.start(UNIT, 2025, "部门", "hebei")
    return tmp_path / "data"


def said(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> Any:
    capsys.readouterr()
    assert run([str(one) for one in (*arguments, "--json")]) == code
    return json.loads(capsys.readouterr().out)


def test_the_first_day_ends_with_a_backup(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = said(capsys, "backup", "list", "--data", data)["backups"]
    assert (found["why"], found["disclosures"], found["sound"]) == ("每日备份", 1, True)
    assert Path(found["file"]).is_file()


def test_a_backup_is_made_and_says_that_it_was_asked_for(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (made,) = said(capsys, "backup", "make", "--data", data)["backups"]
    assert made["why"] == "手工备份"
    assert len(backups(data)) == 2


def test_a_backup_is_put_back_and_what_stood_is_kept(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (first,) = backups(data)
    with Office.open(data) as office:
        office.start(UNIT, 2026, "部门", "hebei")
    done = said(capsys, "backup", "restore", first.name, "--data", data)
    assert [one["year"] for one in said(capsys, "list", "--data", data)] == [2025]
    assert Path(done["kept"]).is_file()


def test_a_backup_that_is_not_there_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backup", "restore", "昨天.db", "--data", str(data)]) == 2
    assert "没有“昨天.db”这份备份" in capsys.readouterr().err


def test_backups_are_listed_while_the_data_are_open(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Office.open(data):
        assert len(said(capsys, "backup", "list", "--data", data)["backups"]) == 1


@pytest.mark.parametrize("step", [Why.CARRY, Why.REOPEN])
def test_a_backup_is_taken_before_a_step_that_cannot_be_taken_back(data: Path, step: Why) -> None:
    with Office.open(data) as office:
        if step == Why.CARRY:
            office.carry("339-2025-部门", 2026)
        else:
            office.reopen(office.open_disclosure("339-2025-部门"))
        assert backups(data)[0].stem.endswith(f"-{step}")


def test_sound_data_are_said_to_be_sound(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "doctor", "--data", data) == {"sound": True, "faults": []}


def test_a_form_that_is_not_installed_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(data) as store:
        store.create(Unit("", "别处的单位"), 2025, "部门", "elsewhere-2025")
    found = said(capsys, "doctor", "--data", data, code=1)
    assert "elsewhere-2025" in found["faults"][0]


def test_a_data_file_that_is_cut_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / DATA_FILE
    path.write_bytes(path.read_bytes()[:20_000])
    found = said(capsys, "doctor", "--data", data, code=1)
    assert not found["sound"]
    assert "已损坏" in found["faults"][0]


def test_a_list_of_codes_is_laid_by_what_its_codes_begin_with(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data.parent / "科目.csv"
    file.write_bytes("编码,名称\n2060188,新科目\n30288,新用途\n".encode("gb18030"))
    assert said(capsys, "catalogue", "take", file, "--year", 2025, "--data", data)["taken"] == {
        "functional": 1,
        "economic": 1,
    }
    with Office.open(data) as office:
        document = office.open_disclosure("339-2025-部门")
        assert document.catalogue(document.edition.tables["T3"]).name("2060188") == "新科目"


def test_a_file_without_codes_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data.parent / "别的.csv"
    file.write_text("姓名,电话\n甲,乙\n", encoding="utf-8")
    assert run(["catalogue", "take", str(file), "--year", "2025", "--data", str(data)]) == 2
    assert "没有找到科目编码和名称" in capsys.readouterr().err


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_saved_again_outside_the_program_is_read(data: Path, coding: str) -> None:
    own = data / "catalogues" / "functional-2025.csv"
    own.parent.mkdir()
    own.write_bytes("code,name\n2060188,新科目\n".encode(coding))
    with Office.open(data) as office:
        document = office.open_disclosure("339-2025-部门")
        assert document.catalogue(document.edition.tables["T3"]).name("2060188") == "新科目"


def test_a_list_with_another_head_is_told_by_its_name(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = data / "catalogues" / "functional-2025.csv"
    own.parent.mkdir()
    own.write_text("编码,名称\n2060188,新科目\n", encoding="utf-8")
    assert run(["check", "339-2025-部门", "--data", str(data)]) != 2
    error = capsys.readouterr().err
    assert "functional-2025.csv" in error
    assert "code,name" in error
