"""How time and memory grow with the tables: 1, 10 and 100 times the cells, each in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from grown import grown

from forms.check import check
from forms.document.document import Document
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.pdf.pdf import write_pdf
from forms.write.workbook.workbook import write_workbook

SIZES = (1, 10, 100)
"""The codes of a year are at an end at about thirty times what a department publishes: the largest has them all."""


def growth(script: str, option: str) -> Iterator[str]:
    """The lines of a table: the cells of money, the seconds of the processor by what is done, the largest memory."""
    for size in SIZES:
        done = subprocess.run([sys.executable, script, option, str(size)], capture_output=True, text=True, check=True)
        told = json.loads(done.stdout)
        if size == SIZES[0]:
            yield f"{'':8}" + "".join(f"{name:>12}" for name in told)
        yield f"{size:>6}× " + "".join(f"{value:12.0f}" for value in told.values())


def of_size(published: Path, size: int) -> str:
    """What is measured of one size, as JSON: milliseconds, MB at the most."""
    document = recognise(read(published)).document()
    if size > 1:
        document = grown(document, size)
    check(document)
    fresh = Document(document.head, document.edition, document.content())
    with tempfile.TemporaryDirectory() as name:
        workbook, pdf = Path(name) / "tables.xlsx", Path(name) / "paper.pdf"
        figures: dict[str, float] = {"cells": len(document.plan.addresses)}
        steps: dict[str, Callable[[], object]] = {
            "check": lambda: check(fresh),
            "xlsx": lambda: write_workbook(document, workbook),
            "import": lambda: recognise(read(workbook)),
            "pdf": lambda: write_pdf(document, pdf),
        }
        for what, do in steps.items():
            start = time.process_time()
            do()
            figures[what] = (time.process_time() - start) * 1e3
    figures["MB"] = _most_memory()
    return json.dumps(figures)


def _most_memory() -> float:
    """The most memory that this process ever had, in MB; that of its parent, which `getrusage` counts in, left out."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0
