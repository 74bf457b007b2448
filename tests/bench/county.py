"""A county at once: `python tests/bench/county.py 500` checks and exports so many copies of the published disclosures
on all cores and prints the time, the memory, and whether copies of one paper came out alike.

Not a test: the figures depend on the machine and on what else runs. Nothing is written outside a temporary folder.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
AIM = 120
"""Seconds that 500 may take on two free cores."""
FILES = ("tables.xlsx", "disclosure.docx")


def main(count: int) -> None:
    """Lay out the folder of units, run the batch, tell."""
    papers = sorted(p for p in (ROOT / "tests" / "data").iterdir() if all((p / file).is_file() for file in FILES))
    with tempfile.TemporaryDirectory() as name:
        units, out = Path(name) / "units", Path(name) / "out"
        for number in range(count):
            paper = papers[number % len(papers)]
            folder = units / f"{paper.name}-{number:04}"
            folder.mkdir(parents=True)
            for file in FILES:
                shutil.copy(paper / file, folder / file)
        command = [sys.executable, str(ROOT / "main.py"), "batch", "export", str(units), "--out", str(out)]
        start = time.perf_counter()
        command += ["--data", str(Path(name) / "data"), "--no-spelling", "--json"]
        # Published papers have faults: the run ends with 1.
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
        seconds = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        files = len([path for path in (out / "公开文件").rglob("*") if path.is_file()])
    found = {(str(line["name"]).rpartition("-")[0], json.dumps(line.get("counts"))) for line in lines}
    processor = used.ru_utime + used.ru_stime
    print(f"{count} disclosures of {len(papers)} papers, results {dict(Counter(line['result'] for line in lines))}")
    print(
        f"{seconds:.0f} s by the clock (aim {AIM * count / 500:.0f}), {processor:.0f} s of {os.cpu_count()} processors"
    )
    print(
        f"{processor / count:.3f} s of processor each, the largest process {used.ru_maxrss // 1024} MB, {files} files"
    )
    print(f"the same counts of findings for each paper: {len(found) == len(papers)}; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
