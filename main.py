"""The door: a command goes to the command line; without one the window opens, on the files that are given."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

NO_SCREEN = (
    "这台机器没有图形界面，窗口打不开；可以使用命令行，例如：python main.py check 文件.xlsx，"
    "全部用法见 python main.py --help。"
)


def main(arguments: list[str]) -> int:
    """Open the window, or carry out one request of the command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    folder = Path(arguments[1]) if len(arguments) > 1 and arguments[0] == "--data" else None
    files = [Path(argument) for argument in arguments[2 if folder else 0 :]]
    if "" in arguments or not all(file.is_file() for file in files):
        from forms.cli.command import run

        return run(arguments)
    if not _has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return 2
    from ui.window.app import run as open_window

    return open_window(folder, files)


def _has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, on Linux with a display or a platform without one."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal", "vnc"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # The process of its own in which a PDF is read begins here too.
        from multiprocessing import freeze_support

        freeze_support()
    # Start and reading make hundreds of thousands of objects that stay: Python need not look after every 700 of them
    # whether some are waste, nor once more at the end, where all go with the process.
    gc.set_threshold(200_000)
    code = main(sys.argv[1:])
    gc.freeze()
    sys.exit(code)
