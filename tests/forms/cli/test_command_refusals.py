"""What the command line cannot do: one Chinese sentence and exit code 2; the door itself, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forms.form.version import PROGRAM, VERSION
from tests.forms.cli.lines import ROOT, Line, Said, assert_refused, tables


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nonsense",), "命令不能是“nonsense”，可以是import、check、"),
        (("import", "没有.xlsx", "--kind", "科室"), "--kind不能是“科室”，可以是部门、单位；"),
        (("import", "没有.xlsx", "--year", "今年"), "--year读不懂“今年”；"),
        (("import", "没有.xlsx", "--year"), "--year后面缺了要写的；"),
        (("carry", "339-2024-部门"), "缺少--year；"),
        (("list", "--nonsense"), "不认识“--nonsense”；"),
        (("export", "没有.xlsx", "--out", ""), "--out给的是空的；"),
        (("pack", "show", "hebei", "--out", " "), "--out给的是空的；"),
        (("batch", "check", ""), "文件夹或编号给的是空的；"),
        (("compare", "", "339-2024-部门"), "原来的给的是空的；"),
        (("list", "--data", ""), "--data给的是空的；"),
    ],
)
def test_what_is_wrong_with_a_command_is_named(line: Line, arguments: tuple[str, ...], words: str) -> None:
    assert f"命令写得不对：{words}" in line(*arguments).err


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


def test_the_program_says_its_version() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--version"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == f"{PROGRAM} {VERSION}\n"
