"""Tries the frozen program from outside, as a clerk's machine would: `python build/smoke.py [PROGRAM] [PICTURE]`.

PROGRAM is the executable, dist/budget-disclosure/budget-disclosure by default; on Windows the command line is tried
with the console program beside it. Where there is Xvfb the window stands on it, and PICTURE becomes a PNG of it. Where
the system allows it the program runs without any network, and where there is strace every file that it writes is
looked at; what could not be tried is said. Leaves nothing else behind. Ends with 1 when anything is wrong.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from screen import Screen

ROOT = Path(__file__).resolve().parent.parent
SUFFIX = ".exe" if sys.platform == "win32" else ""
PROGRAM = ROOT / "dist" / "budget-disclosure" / f"budget-disclosure{SUFFIX}"
SAMPLE = ROOT / "resources" / "sample" / "示例县工业和信息化局2024年部门预算公开表.xlsx"
LONGEST = 60
"""Seconds that one start may take before it counts as hanging."""
COLOURS = 20
"""So many a window with texts, icons and a list has at least."""
WRITES = re.compile(
    r"^\d+ +(?:open\w*|creat|mkdir\w*|rename\w*|unlink\w*|link\w*|symlink\w*|truncate|mknod\w*|chmod|fchmodat)\((.*)"
)
HARMLESS = ("/dev/", "/proc/self/", "/proc/thread-self/")


class Failed(Exception):
    """The program did not do what it should."""


class Smoke:
    """The frozen program with a home folder of its own, where nothing of this machine's setting reaches it."""

    def __init__(self, program: Path, home: Path) -> None:
        console = program.with_name(f"{program.stem}-cli{program.suffix}")
        self.window_program = program
        self.program = console if console.exists() else program
        self.home = home
        self.picture = b""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "XDG_"))}
        homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_RUNTIME_DIR"), str(home))
        folders = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(home / "tmp"))
        (home / "tmp").mkdir()
        self.environment = {**kept, **homes, **folders, "QT_QPA_PLATFORM": "offscreen"}
        self.before = without_network()

    def run(self, program: Path, arguments: Sequence[str | Path], code: int, **more: str) -> tuple[str, str]:
        """What the program printed on both streams; raises Failed when it hangs or ends with another code."""
        try:
            done = subprocess.run(
                [*self.before, program, *arguments],
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

    def version(self) -> None:
        """The program says its name and version."""
        require(re.fullmatch(r"\S+ \d+\.\d+\.\d+\n", self.quiet("--version")) is not None, "told no version")

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

    def page(self) -> None:
        """A saved page of the web is read: without a table of the form it is refused for that, and for nothing else."""
        page = self.home / "page.html"
        page.write_text("<html><p>1</p><table><tr><td>1</td><td>2</td></tr></table></html>", encoding="utf-8")
        _, complained = self.run(self.program, ["check", page], 2)
        require("没有认出部门预算公开的表" in complained, f"said {complained}")

    def window(self) -> None:
        """The window opens, is painted once and closes."""
        data = self.home / "data"
        said = self.run(self.window_program, ["--data", data], 0, BUDGET_DISCLOSURE_QUIT_AFTER_PAINT="1")
        require(not any(said), f"said {said}")
        require(data.is_dir(), "did not make its data folder")
        kept = {path.name for path in self.home.iterdir()} - {"data", "tmp", ".cache"}
        require(not kept and not any((self.home / "tmp").iterdir()), f"left {kept or 'temporary files'} behind")

    def own_folders(self) -> None:
        """Reading, storing, exporting and the window write into the folders given and nowhere else."""
        if shutil.which("strace") is None:
            raise NotTried("needs strace")
        if subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
            raise NotTried("this system lets no process be traced")
        log, data, out = self.home / "strace.txt", self.home / "data", self.home / "out"
        self.before = [*self.before, "strace", "-f", "-qq", "-e", "trace=%file", "-s", "4096", "-o", str(log)]
        self.quiet("import", SAMPLE, "--data", data)
        written = list(outside(log, self.home))
        self.quiet("export", SAMPLE, "--out", out)
        written += outside(log, self.home)
        self.run(self.window_program, ["--data", data], 0, BUDGET_DISCLOSURE_QUIT_AFTER_PAINT="1")
        written += outside(log, self.home)
        require(not written, f"wrote elsewhere: {written}")
        require(any(out.iterdir()), "wrote no export")

    def double_start(self) -> None:
        """A second start hands its 资料包 to the window that is open; taken over there, it is seen on the screen."""
        data, packet = self.home / "data", self.home / "资料.ysgk"
        self.quiet("import", SAMPLE, "--data", self.home / "other")
        (stored,) = json.loads(self.quiet("list", "--json", "--data", self.home / "other"))
        self.quiet("packet", "save", stored["id"], "--out", packet, "--data", self.home / "other")
        with self.open_window(data) as screen:
            until("the window stored nothing", lambda: any(data.glob("*.db")))
            said = self.run(self.window_program, ["--data", data, packet], 0)
            require(not any(said), f"the second start said {said}")
            until("the packet was not taken over", lambda: stored["id"] in self.listed(data))
            if screen is not None:
                until("the screen stayed empty", lambda: screen.picture().colours() >= COLOURS)
                time.sleep(1)  # for the picture only
                self.picture = screen.picture().png()

    def listed(self, data: Path) -> list[str]:
        """The ids of what is stored there, also while a window is open on it, which is said on standard error."""
        return [one["id"] for one in json.loads(self.run(self.program, ["list", "--json", "--data", data], 0)[0])]

    @contextmanager
    def open_window(self, data: Path) -> Iterator[Screen | None]:
        """The window, open as long as the block lasts, silent; with the screen it stands on if there is one."""
        (frames := self.home / "frames").mkdir()
        with Screen(frames) if Screen.is_there() else nullcontext() as screen:
            shown = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": screen.display} if screen else {}
            program = subprocess.Popen(
                [*self.before, self.window_program, "--data", data],
                cwd=self.home,
                env={**self.environment, **shown},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )
            failure = None
            try:
                yield screen
            except Failed as failed:
                failure = failed
            ended = program.poll()
            program.terminate()
            said, _ = program.communicate()
        require(ended is None, f"the window ended with {ended} and said {said}")
        require(not said, f"the window said {said}")
        if failure is not None:
            raise failure


class NotTried(Exception):
    """This machine lacks what the attempt needs."""


def without_network() -> list[str]:
    """What stands before a command so that it has no network; nothing where the system does not allow that."""
    for way in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which("unshare") and subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
            return way
    return []


def outside(log: Path, home: Path) -> Iterator[str]:
    """The calls in a log of strace that would write somewhere else than in that folder."""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = WRITES.match(line)
        if call and not re.search(r"\) += -1 E", line) and not re.search(r"\bO_RDONLY\b", line):
            paths = re.findall(r'"((?:[^"\\]|\\.)*)"', call[1])
            if any(path.startswith("/") and not f"{path}/".startswith((f"{home}/", *HARMLESS)) for path in paths):
                yield line


def until(otherwise: str, fulfilled: Callable[[], bool]) -> None:
    """Wait until that is so; raises Failed with that text when it takes too long."""
    end = time.monotonic() + LONGEST
    while not fulfilled():
        require(time.monotonic() < end, otherwise)
        time.sleep(0.2)


def require(fulfilled: bool, otherwise: str) -> None:
    """Raises Failed with that text unless the condition is fulfilled."""
    if not fulfilled:
        raise Failed(otherwise)


def size(folder: Path) -> float:
    """The megabytes of all files below the folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6


ATTEMPTS = (
    Smoke.version,
    Smoke.selftest,
    Smoke.check_sample,
    Smoke.rules,
    Smoke.word,
    Smoke.bad_file,
    Smoke.page,
    Smoke.window,
    Smoke.own_folders,
    Smoke.double_start,
)


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """A folder that is gone afterwards, as far as it can be: this also runs on the Python 3.9 of Debian 11, where
    TemporaryDirectory cannot be told so."""
    home = tempfile.mkdtemp()
    try:
        yield Path(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(arguments: Sequence[str]) -> int:
    """Tries everything, also after a failure; returns the exit code."""
    program = Path(arguments[0] if arguments else PROGRAM).resolve()
    if not program.exists():
        print("there is no frozen program; make it with sh build/freeze.sh")
        return 1
    network = "without network" if without_network() else "with network, this system does not let it be taken away"
    screen = "on Xvfb" if Screen.is_there() else "without Xvfb"
    print(f"{program.parent.name}: {size(program.parent):.0f} MB; {network}, {screen}")
    failed = False
    for attempt in ATTEMPTS:
        with folder_of_its_own() as home:
            smoke = Smoke(program, home)
            start = time.perf_counter()
            try:
                attempt(smoke)
                outcome = "ok"
            except NotTried as reason:
                outcome = f"not tried: {reason}"
            except Failed as failure:
                failed, outcome = True, f"FAILED: {failure}"
            print(f"{attempt.__name__:14}{time.perf_counter() - start:6.2f} s  {outcome}")
            if smoke.picture and len(arguments) > 1:
                Path(arguments[1]).write_bytes(smoke.picture)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
