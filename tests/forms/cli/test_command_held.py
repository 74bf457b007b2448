"""The command line beside an open window, in a read only folder, on a full disk and after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.backup import DATA_FILE
from models.holder import HOLDER_FILE
from models.store import Store
from tests.forms.cli.lines import Line, assert_refused, tables
from tests.models.conftest import failing_disk, open_folder, read_only
from tests.models.test_held import running
from tests.models.test_opening import HOLDER

ID = "339-2024-部门"

__all__ = ["open_folder"]


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    line = Line(tmp_path / "data", capsys)
    assert line.data("import", tables("2024-fengrun")).code == 0
    return line


@pytest.fixture
def held(line: Line) -> Iterator[Line]:
    """The data are open in another process."""
    with running(HOLDER, line.folder):
        yield line


@pytest.mark.parametrize(
    ("verb", "arguments", "code"),
    [
        ("list", (), 0),
        ("dump", (ID,), 0),
        ("check", (ID,), 1),
        ("doctor", (), 0),
        ("compare", (ID, ID), 0),
        ("state", (ID,), 0),
    ],
)
def test_what_only_reads_works_beside_an_open_window(held: Line, verb: str, arguments: tuple[str], code: int) -> None:
    said = held.data(verb, *arguments)
    assert said.code == code, said
    assert said.data
    assert "只读打开" in said.err
    assert "这台电脑" in said.err


def test_an_export_works_beside_an_open_window(held: Line, tmp_path: Path) -> None:
    said = held.data("export", ID, "--only", "xlsx", "--out", tmp_path / "out")
    assert said.code == 0, said
    assert all(Path(file).is_file() for file in said.data["files"])


def test_what_needs_no_data_says_nothing_of_the_window(held: Line) -> None:
    assert held.data("rules").err == ""
    assert held.data("backup", "list").err == ""


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [("import", (tables("2024-fengrun"),)), ("carry", (ID, "--year", "2025")), ("backup", ("make",))],
)
def test_what_writes_is_refused_and_says_who_has_the_data(held: Line, verb: str, arguments: tuple[object]) -> None:
    before = (held.folder / DATA_FILE).read_bytes()
    said = held.data(verb, *arguments)
    assert_refused(said)
    assert "数据正被另一个窗口使用" in said.err
    assert "在这台电脑上打开" in said.err
    assert (held.folder / DATA_FILE).read_bytes() == before


@pytest.mark.parametrize("verb", ["list", "import"])
def test_in_a_read_only_folder_reading_works_and_writing_is_refused(
    open_folder: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    line = Line(open_folder, capsys)
    line.data("import", tables("2024-fengrun"))
    with read_only(open_folder):
        said = line.data(verb, *([tables("2024-fengrun")] if verb == "import" else []))
    assert "只读" in said.err
    assert said.code == (2 if verb == "import" else 0), said
    assert (verb == "import") == ("不能改动。" in said.err)


def test_a_disk_that_fails_is_told_without_words_of_a_window(line: Line) -> None:
    with failing_disk():
        said = line.data("import", tables("2023-bazhou-unit"))
    assert said.code == 2, said
    assert "没有存入任何内容" in said.err
    assert "屏幕" not in said.err
    assert "窗口" not in said.err


def test_after_a_crash_the_next_command_says_so_once(line: Line) -> None:
    with running(HOLDER, line.folder):
        pass
    assert (line.folder / HOLDER_FILE).exists()
    said = line.data("list")
    assert (said.code, len(said.data)) == (0, 1)
    assert "上次使用没有正常结束" in said.err
    assert line.data("list").err == ""


def test_a_command_that_fails_leaves_no_record(line: Line) -> None:
    assert line.data("dump", "nobody-2024-部门").code == 2
    assert not (line.folder / HOLDER_FILE).exists()
    with Store.open(line.folder) as store:
        assert store.left is None
