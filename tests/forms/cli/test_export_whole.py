"""An export is whole or absent: killed anywhere, the next start with the same data leaves all old or all new files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from forms.cli.command import run

ROOT = Path(__file__).parents[3]
BOOK, PDF, WORD = (
    f"丰润区工业和信息化局2024年部门预算{ending}" for ending in ("公开表.xlsx", "信息公开.pdf", "信息公开.docx")
)
CHILD = """
import os, signal, sys

from forms.cli.command import run

folder, last, seen = sys.argv[1], int(sys.argv[2]), 0

def watch(event, arguments):
    global seen
    if event == "os.rename" and str(arguments[0]).startswith(folder):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
sys.exit(run(sys.argv[3:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize(
    ("last", "new"), [(1, False), (2, True), (4, True), (6, True)], ids=["planned", "first", "middle", "last"]
)
def test_a_killed_export_is_put_right_by_the_next_start(last: int, new: bool, data: Path, tmp_path: Path) -> None:
    """The first rename puts the plan in its place; two files give way, three come."""
    out, kept = tmp_path / "公开", tmp_path / "data"
    out.mkdir()
    for name in (BOOK, PDF):
        (out / name).write_bytes(b"old")
    files = [str(data / "2024-fengrun" / name) for name in ("tables.xlsx", "disclosure.docx")]
    command = ["export", *files, "--out", str(out), "--data", str(kept)]
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    killed = subprocess.run(
        [sys.executable, "-c", CHILD, str(out), str(last), *command],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary)},
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL
    assert run(["list", "--data", str(kept)]) == 0
    left = {path.name: path.read_bytes() for path in out.iterdir()}
    if new:
        assert set(left) == {BOOK, PDF, WORD}
        assert b"old" not in left.values()
    else:
        assert left == {BOOK: b"old", PDF: b"old"}
    assert list(temporary.iterdir()) == []
    assert not (kept / "unfinished").exists()
