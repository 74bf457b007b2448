"""The command that writes 使用说明 as PDF and as a web page."""

from __future__ import annotations

import argparse
from pathlib import Path

from forms.cli.tools import Told, Tools
from forms.guide.write import write_guide


def write(options: argparse.Namespace) -> Told:
    """Both files of the guide."""
    written = [str(path) for path in write_guide(options.out)]
    return 0, {"files": written}, [f"已写成 {path}" for path in written]


def add_commands(tools: Tools) -> None:
    """The command of this module."""
    writing = tools.add("guide", "把使用说明写成 PDF 和网页", write)
    writing.add_argument("--out", type=Path, required=True, metavar="文件夹", help="存放的文件夹")
