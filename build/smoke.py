"""Tries the frozen program from outside, as a clerk's machine would: `python build/smoke.py [PROGRAM]`.

PROGRAM is the executable, dist/budget-disclosure/budget-disclosure by default; on Windows the command line is tried
with the console program beside it. Needs no screen and leaves nothing behind. Ends with 1 when anything is wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUFFIX = ".exe" if sys.platform == "win32" else ""
PROGRAM = ROOT / "dist" / "budget-disclosure" / f"budget-disclosure{SUFFIX}"
SAMPLE = ROOT / "resources" / "sample" / "示例县工业和信息化局2024年部门预算公开表.xlsx"
LONGEST = 60
"""Seconds that one start may take before it counts as hanging."""


class Failed(Exception):
    """The program did not do what it should."""


class Smoke:
    """The frozen program with a home folder of its own, where nothing of this machine's setting reaches it."""

    def __init__(self, program: Path, home: Path) -> None:
        console = program.with_name(f"{program.stem}-cli{program.suffix}")
        self.window_program = program
        self.program = console if console.exists() else program
        self.home = home
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "XDG_"))}
        homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_RUNTIME_DIR"), str(home))
        self.environment = {**kept, **homes, "QT_QPA_PLATFORM": "offscreen"}

    def run(self, program: Path, arguments: Sequence[str | Path], code: int, **more: str) -> tuple[str, str]:
        """What the program printed on both streams; raises Failed when it hangs or ends with another code."""
        try:
            done = subprocess.run(
                [program, *arguments],
                cwd=self.home,
                env={**self.environment, **more},
                capture_output=True,
                encoding="utf-8",
                timeout=LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Failed(f"did not end within {LONGEST} s; on standard error: {error.stderr!r}") from None
        if done.returncode != code:
            raise Failed(f"ended with {done.returncode} instead of {code}: {done.stderr or done.stdout}")
        return done.stdout, done.stderr

    def quiet(self, *arguments: str | Path, code: int = 0) -> str:
        """What a request prints; raises Failed when it says anything on standard error."""
        printed, complained = self.run(self.program, arguments, code)
        require(not complained, f"said on standard error: {complained}")
        return printed

    def selftest(self) -> None:
        """The program tries itself: import, check, store, undo, export, read back."""
        require("读回导出的 PDF" in self.quiet("selftest"), "did not come to its last step")

    def check_sample(self) -> None:
        """The two faults of the sample are found and told in JSON."""
        told = json.loads(self.quiet("check", SAMPLE, "--json", code=1))
        errors = sorted(finding["rule"] for finding in told["findings"] if finding["level"] == "E")
        require(errors == ["C05", "E01"], f"found {errors}")
        require(told["unit"]["name"] == "示例县工业和信息化局", f"took it for {told['unit']}")

    def rules(self) -> None:
        """The rule book is there."""
        require(len(json.loads(self.quiet("rules", "--json"))) > 20, "printed only a few rules")

    def word(self) -> None:
        """A Word file is written and read again, with the parts that its libraries bring along."""
        self.quiet("export", SAMPLE, "--only", "docx", "--out", self.home / "out")
        (file,) = (self.home / "out").iterdir()
        require(len(json.loads(self.quiet("dump", file, "--json"))["tables"]) == 9, "lost tables on the way")

    def bad_file(self) -> None:
        """A damaged file is refused in one Chinese sentence."""
        bad = self.home / "bad.xlsx"
        bad.write_bytes(b"PK\x03\x04 this is no workbook")
        printed, complained = self.run(self.program, ["check", bad], 2)
        require(not printed, f"printed {printed}")
        require("bad.xlsx" in complained and "Traceback" not in complained, f"said {complained}")

    def window(self) -> None:
        """The window opens, is painted once and closes."""
        data = self.home / "data"
        said = self.run(self.window_program, ["--data", data], 0, BUDGET_DISCLOSURE_QUIT_AFTER_PAINT="1")
        require(not any(said), f"said {said}")
        require(data.is_dir(), "did not make its data folder")


def require(fulfilled: bool, otherwise: str) -> None:
    """Raises Failed with that text unless the condition is fulfilled."""
    if not fulfilled:
        raise Failed(otherwise)


def size(folder: Path) -> float:
    """The megabytes of all files below the folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6


def main(arguments: Iterable[str]) -> int:
    """Tries everything, also after a failure; returns the exit code."""
    program = Path(next(iter(arguments), PROGRAM)).resolve()
    if not program.exists():
        print("there is no frozen program; make it with sh build/freeze.sh")
        return 1
    print(f"{program.parent.name}: {size(program.parent):.0f} MB")
    failed = False
    for attempt in (Smoke.selftest, Smoke.check_sample, Smoke.rules, Smoke.word, Smoke.bad_file, Smoke.window):
        with tempfile.TemporaryDirectory() as home:
            smoke = Smoke(program, Path(home))
            start = time.perf_counter()
            try:
                attempt(smoke)
                outcome = "ok"
            except Failed as failure:
                failed, outcome = True, f"FAILED: {failure}"
            print(f"{attempt.__name__:14}{time.perf_counter() - start:6.2f} s  {outcome}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
