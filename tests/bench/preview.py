"""The preview of the whole 2024 disclosure: from the command to its first page, and to all of them."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "tests" / "data" / "2024-fengrun"
_STARTS = 5
_TURNS = 3
"""How often a process opens the preview; the first time it has no face and no library for PDF yet."""
_HANGS = 60
_FIRST, _ALL = "the first page", "all pages"


def previews(folder: Path) -> Iterator[tuple[str, list[float], float | None]]:
    """What was waited for, its seconds, and what they may be in milliseconds; every run is a process of its own.

    `folder` is for their compiled modules."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder)}
    command = [sys.executable, __file__]

    def run() -> list[dict[str, float]]:
        done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=_HANGS)
        turns: list[dict[str, float]] = json.loads(done.stdout)
        return turns

    run()  # Compiles the modules, which an installed program has compiled.
    runs = [run() for _ in range(_STARTS)]
    for what, limit in ((_FIRST, 300), (_ALL, None)):
        yield f"preview: {what}, the first time", [run[0][what] for run in runs], limit
        yield f"preview: {what}, afterwards", [turn[what] for run in runs for turn in run[1:]], limit


def _opened() -> Mapping[str, float]:
    """One preview opened and closed again."""
    from PySide6.QtCore import QThreadPool

    from ui.kit.jobs import Jobs
    from ui.kit.session import Session

    seconds: dict[str, float] = {}
    session, jobs = Session(DOCUMENT), Jobs(APP)  # The window that is worked in has them long before.
    start = time.perf_counter()
    from ui.packet.preview import PreviewDialog

    preview = PreviewDialog(session, jobs)
    preview.show()
    while len(seconds) < 2:
        APP.processEvents()
        for what, is_there in ((_FIRST, not preview.paper.pixmap().isNull()), (_ALL, preview.pages is not None)):
            if is_there:
                seconds.setdefault(what, time.perf_counter() - start)
    preview.close()
    QThreadPool.globalInstance().waitForDone()
    return seconds


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from PySide6.QtWidgets import QApplication

    from forms.match.recognise import recognise
    from forms.readers import read
    from ui.window.app import dress

    DOCUMENT = recognise([read(FOLDER / "tables.xlsx"), read(FOLDER / "disclosure.docx")]).document()
    gc.disable()  # The program looks for waste while the clerk rests (ui/kit/sweeping.py).
    APP = QApplication([])
    dress(APP)
    print(json.dumps([_opened() for _ in range(_TURNS)]))
