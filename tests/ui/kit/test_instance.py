"""A second start and the first: files handed over and answered, no word from strangers, a first one that hangs."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.errors import Trouble
from models.files import make_private
from ui.kit import instance
from ui.kit.instance import FirstInstance, call_first

ROOT = Path(__file__).parents[3]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has named pipes of its own")

HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.kit.instance import FirstInstance
application = QCoreApplication([])
first = FirstInstance(Path(sys.argv[1]))
first.called.connect(lambda files: print(*files, flush=True))
print("open", flush=True)
application.exec()
"""

# The second start, whole; what the dialog would say goes to the output, and its offer to look is not taken.
SECOND = """
import sys
from pathlib import Path
from ui.kit import instance
from ui.window import app
app._is_chosen = lambda way, trouble, title: print(title, trouble, sep="|", flush=True)
instance.call_first.__defaults__ = (500,)
sys.exit(app.run(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
"""


def run(script: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the folder open."""
    with run(HOLDER, folder) as process:
        assert line(process) == "open"
        yield process
        process.kill()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder with a short path."""
    with tempfile.TemporaryDirectory(prefix="bd-") as made:
        yield Path(made) / "data"


def test_files_are_handed_over_to_another_process(holder: subprocess.Popen[str], folder: Path) -> None:
    assert call_first(folder, [Path("/甲.xlsx")])
    assert line(holder) == str(Path("/甲.xlsx").absolute())
    assert call_first(folder, [])


@posix
def test_the_first_that_hangs_is_told_and_opens_the_files_when_it_comes_round(
    holder: subprocess.Popen[str], folder: Path
) -> None:
    holder.send_signal(signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(Trouble, match=r"^程序已经打开（\d+月\d+日 \d\d:\d\d 打开的），但那个窗口没有回应") as told:
        call_first(folder, [Path("/甲.xlsx")], 300)
    assert time.monotonic() - started < 3
    assert "这次要打开的文件也会在那里打开" in told.value.way_out
    holder.send_signal(signal.SIGCONT)
    assert line(holder) == "/甲.xlsx"
    assert call_first(folder, [])


@posix
def test_a_second_start_says_that_the_first_hangs(holder: subprocess.Popen[str], folder: Path) -> None:
    holder.send_signal(signal.SIGSTOP)
    with run(SECOND, folder) as second:
        said, _ = second.communicate(timeout=30)
    assert second.returncode == 2
    assert said.startswith("程序已经打开|程序已经打开（")
    assert "没有回应" in said
    assert "任务管理器" in said


@posix
def test_a_first_that_was_killed_leaves_the_way_free(holder: subprocess.Popen[str], folder: Path, qtbot: QtBot) -> None:
    holder.kill()
    holder.wait()
    assert (folder / "window.socket").is_socket(), "a crash leaves it behind"
    assert not call_first(folder, [])
    first = FirstInstance(folder)
    with qtbot.waitSignal(first.called):
        assert answered(qtbot, folder)


def answered(qtbot: QtBot, folder: Path) -> bool:
    """Whether a second start in a process of its own is answered by the first in this one."""
    script = "import sys; from pathlib import Path; from ui.kit.instance import call_first; "
    with run(script + "print(call_first(Path(sys.argv[1]), []))", folder) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20000)
        return line(second) == "True"


@posix
@pytest.mark.usefixtures("qapp")
def test_the_socket_lies_in_the_data_folder_and_goes_with_the_program(folder: Path) -> None:
    first = FirstInstance(folder)
    assert [path.name for path in folder.iterdir()] == ["window.socket"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not (folder / "window.socket").stat().st_mode & 0o077
    first._server.close()
    assert not list(folder.iterdir())


@posix
@pytest.mark.parametrize("session", [True, False])
def test_a_path_too_long_leads_to_a_private_folder(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, session: bool
) -> None:
    short = folder.parent / "s"
    make_private(short)
    monkeypatch.setenv("TMPDIR", str(folder.parent))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short) if session else "")
    deep = folder / ("长" * 40)
    first = FirstInstance(deep)
    place = Path(first._server.fullServerName())
    assert place.parent == (
        short / "budget-disclosure" if session else folder.parent / f"budget-disclosure-{os.getuid()}"
    )
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert answered(qtbot, deep)


@posix
@pytest.mark.parametrize("trap", ["open", "link", "file"])
@pytest.mark.usefixtures("qapp")
def test_a_folder_that_others_may_have_laid_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch, trap: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder.parent))
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    laid = folder.parent / f"budget-disclosure-{os.getuid()}"
    if trap == "open":
        laid.mkdir()
        laid.chmod(0o755)
    elif trap == "link":
        make_private(folder)
        laid.symlink_to(folder)
    else:
        laid.touch()
    first = FirstInstance(folder / ("长" * 40))
    assert not first._server.isListening()


@posix
@pytest.mark.usefixtures("qapp")
def test_a_file_in_the_place_of_the_socket_is_kept(folder: Path) -> None:
    make_private(folder)
    (folder / "window.socket").write_text("notes", encoding="utf-8")
    FirstInstance(folder)
    assert (folder / "window.socket").read_text(encoding="utf-8") == "notes"


@posix
@pytest.mark.usefixtures("qapp")
def test_nothing_is_said_to_a_socket_of_another_user(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_private(folder)
    with closing(socket.socket(socket.AF_UNIX)) as stranger:
        stranger.bind(str(folder / "window.socket"))
        stranger.listen()
        stranger.setblocking(False)
        owner = os.getuid()
        with monkeypatch.context() as patch:
            patch.setattr(os, "getuid", lambda: owner + 1)
            # The folder passes for private: the socket itself is looked at too.
            patch.setattr(instance, "is_private", lambda _: True)
            assert not call_first(folder, [Path("/甲.xlsx")])
        folder.chmod(0o755)
        assert not call_first(folder, [Path("/甲.xlsx")]), "others could have laid it there"
        with pytest.raises(BlockingIOError):
            stranger.accept()


@posix
@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root can give files away")
@pytest.mark.usefixtures("holder")
def test_what_belongs_to_another_user_is_not_spoken_to(folder: Path) -> None:
    os.chown(folder / "window.socket", 65534, -1)
    assert not call_first(folder, [])
    os.chown(folder / "window.socket", 0, -1)
    assert call_first(folder, [])
    os.chown(folder, 65534, -1)
    assert not call_first(folder, [])
