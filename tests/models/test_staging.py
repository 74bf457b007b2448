"""Several files come into their places together: killed or refused anywhere, the folder holds all old or all new."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import Trouble
from models.files import write_together, write_whole
from models.staging import put_all_right, put_right

ROOT = Path(__file__).parents[2]
NAMES = ("公开表.xlsx", "公开.pdf", "公开.docx")
OLD = {"公开表.xlsx": "old", "公开.docx": "old", "批复.txt": "other"}
"""One of the three is new; a file that has nothing to do with it stays."""
NEW = {**dict.fromkeys(NAMES, "new"), "批复.txt": "other"}
MOST = 200
CHILD = """
import os, signal, sys
from pathlib import Path
from models.files import write_together

folder, data, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
seen = 0

def watch(event, arguments):
    global seen
    touches = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir") or (
        event == "open" and str(arguments[0]).startswith((str(folder), str(data)))
    )
    if touches:
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
with write_together([folder / name for name in sys.argv[4:]], data=data) as temporaries:
    for temporary in temporaries:
        temporary.write_text("new", encoding="utf-8")
"""


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") if path.is_file() else "" for path in folder.iterdir()}


def laid(folder: Path) -> Path:
    folder.mkdir()
    for name, text in OLD.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def killed(folder: Path, data: Path, at: int) -> bool:
    """Write the three files in a process that dies before the touch of the disk of that number, if it comes so far."""
    command = [sys.executable, "-c", CHILD, str(folder), str(data), str(at), *NAMES]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize("how", ["the same export", "the next start"])
def test_killed_anywhere_all_files_are_old_or_all_are_new(how: str, tmp_path: Path) -> None:
    outcomes = []
    for at in range(1, MOST):
        folder, data = laid(tmp_path / f"{at}"), tmp_path / "data"
        if not killed(folder, data, at):
            break
        if how == "the next start":
            put_all_right(data)
        else:
            put_right(folder)
        outcomes.append(held(folder))
        assert outcomes[-1] in (OLD, NEW), f"killed at touch {at}"
        put_all_right(data)
        assert list(data.rglob("*")) == []
    assert at > 20
    assert outcomes[0] == OLD
    assert outcomes[-1] == NEW


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed_again_while_putting_right(tmp_path: Path) -> None:
    """The second process dies in the work of ending the first; the third ends both."""
    for first in range(12, 24, 2):
        for second in range(1, 14, 3):
            folder, data = laid(tmp_path / f"{first}-{second}"), tmp_path / "data"
            killed(folder, data, first)
            killed(folder, data, second)
            put_all_right(data)
            assert held(folder) in (OLD, NEW), f"killed at touches {first} and {second}"


def refused(folder: Path) -> None:
    with write_together([folder / name for name in NAMES]) as temporaries:
        for temporary in temporaries:
            temporary.write_text("new", encoding="utf-8")


@pytest.mark.parametrize("number", range(5))
def test_a_file_that_cannot_be_moved_takes_all_back(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a file that Excel holds open does not move: two give way, three come."""
    folder, moves = laid(tmp_path / "公开"), []
    rename = Path.rename

    def stubborn(path: Path, target: Path) -> Path:
        moves.append(path)
        if len(moves) == number + 1:
            raise PermissionError(13, "in use", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(Trouble, match="没有写成"):
        refused(folder)
    assert held(folder) == OLD


def test_a_folder_in_the_place_of_one_file_keeps_the_others(tmp_path: Path) -> None:
    folder = laid(tmp_path / "公开")
    (folder / NAMES[1]).mkdir()
    with pytest.raises(Trouble, match=r"“公开\.pdf”没有写成：已经有同名"):
        refused(folder)
    assert held(folder) == {**OLD, NAMES[1]: ""}


def test_a_run_that_is_alive_is_left_alone(tmp_path: Path) -> None:
    with write_whole(tmp_path / "公开.pdf") as temporary:
        temporary.write_text("half", encoding="utf-8")
        put_right(tmp_path)
        assert temporary.read_text(encoding="utf-8") == "half"
    assert held(tmp_path) == {"公开.pdf": "half"}


def left_half(folder: Path, **plan: object) -> Path:
    """What a run leaves that was killed after one of two new files was in its place."""
    left = folder / ".ysgk-0123abcd"
    left.mkdir()
    (left / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    (left / "1.pdf").write_text("new", encoding="utf-8")
    return left


def test_what_someone_put_there_since_is_kept_under_another_name(tmp_path: Path) -> None:
    left = left_half(tmp_path, direction="forward", names=["a.xlsx", "b.pdf"])
    (left / "old-1").write_text("old", encoding="utf-8")
    (tmp_path / "a.xlsx").write_text("new", encoding="utf-8")
    (tmp_path / "b.pdf").write_text("mine", encoding="utf-8")
    put_right(tmp_path)
    assert sorted(held(tmp_path).values()) == ["mine", "new", "new"]
    assert held(tmp_path)["b.pdf"] == "new"


def test_no_plan_leads_out_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "公开"
    folder.mkdir()
    left_half(folder, direction="forward", names=["a.xlsx", "../b.pdf"])
    put_right(folder)
    assert held(tmp_path) == {"公开": ""}
    assert held(folder) == {"b.pdf": "new"}


@pytest.mark.parametrize("plan", [{}, {"direction": "forward", "names": 3}])
def test_a_plan_that_nobody_can_read_is_told_and_kept(plan: dict[str, object], tmp_path: Path) -> None:
    left = left_half(tmp_path, **plan)
    with pytest.raises(Trouble, match="没有写成"):
        refused(tmp_path)
    assert (left / "1.pdf").exists()


def test_what_is_not_ours_is_not_cleared(tmp_path: Path) -> None:
    strange = tmp_path / ".ysgk-0123abcd" / "论文.docx"
    strange.parent.mkdir()
    strange.write_text("mine", encoding="utf-8")
    (tmp_path / ".ysgk-notes").mkdir()
    put_right(tmp_path)
    assert strange.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / ".ysgk-notes").is_dir()


def test_a_folder_that_cannot_be_reached_is_remembered(tmp_path: Path) -> None:
    note = tmp_path / "unfinished" / ".ysgk-0123abcd.txt"
    note.parent.mkdir()
    note.write_text(str(tmp_path / "U盘"), encoding="utf-8")
    put_all_right(tmp_path)
    assert note.exists()
