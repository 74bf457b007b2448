"""Imports thousands of damaged and hostile files: `python tests/fuzz.py --count 10000`; exit code 0 when all went well.

Every file must be read or refused in words: no crash, no hang, no memory without bounds, no cell without a fate, and
nothing stored on refusal. The files are made from the published ones; a number makes the same file again.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import io
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from forms.cli import command
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import pdf, read
from forms.readers.containers import is_pdf
from forms.readers.pdf import child
from forms.readers.pdf.printed import Printed, read_printed
from forms.write.page.plain_data import document_data
from models.errors import Trouble
from tests.damage import kind_of, made

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
SOURCES = sorted(
    path for path in DATA.glob("*/*") if kind_of(path) in (".xlsx", ".docx", ".xls", ".ods", ".doc", ".pdf")
)
MOST_SECONDS, MOST_BYTES = 5.0, 500 * 1024 * 1024
HANGS = 60
"""Seconds after which a file that is still being read ends the run."""
_EXPECTED = ("read", "refused")
STORED = 50
"""One file in so many goes the whole way, through the command line into a store."""


@dataclass
class Tally:
    """What became of the files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    """The most seconds on the clock that a file took, in which other programs ran too, and which file."""
    heaviest: tuple[float, str] = (0.0, "")
    """The most seconds of work that a file made, and which file."""

    def lines(self) -> list[str]:
        """The figures in words."""
        outcomes = ", ".join(f"{count} {word}" for word, count in sorted(self.outcomes.items()))
        kinds = ", ".join(f"{word} {count}" for word, count in sorted(self.kinds.items()))
        (seconds, slow), (worked, heavy) = self.slowest, self.heaviest
        return [
            f"{self.outcomes.total()} files: {outcomes}",
            f"damage: {kinds}",
            f"most work: {worked:.2f} s ({heavy})",
            f"slowest by the clock: {seconds:.2f} s ({slow})",
            f"peak memory: {_peak() >> 20} MB, limit {MOST_BYTES >> 20} MB",
            *self.faults,
        ]


def run(first: int, count: int, folder: Path, sources: Sequence[Path] = SOURCES) -> Tally:
    """Import so many files from this number on, made from these, one after the other."""
    tally = Tally()
    for number in range(first, first + count):
        kind, name, content = made(number, sources)
        path = folder / name
        path.write_bytes(content)
        faulthandler.dump_traceback_later(HANGS, exit=True)
        begun, work_begun = time.perf_counter(), _work()
        try:
            outcome = _outcome(path)
        # A crash of any kind is what is looked for.
        except Exception as error:
            outcome = f"crashed: {type(error).__name__} {error}"[:300]
        worked, seconds = _work() - work_begun, time.perf_counter() - begun
        faulthandler.cancel_dump_traceback_later()
        if number % STORED == 0 and (fault := _stored(path, folder / f"data{number}", outcome)):
            tally.faults.append(f"FAULT {name} ({kind}): {fault}")
        path.unlink()
        if worked > (most := _most_seconds(content)):
            tally.faults.append(f"FAULT {name} ({kind}): {worked:.1f} s of work, limit {most:.0f} s")
        if outcome not in _EXPECTED:
            tally.faults.append(f"FAULT {name} ({kind}): {outcome}")
        tally.outcomes[outcome] += 1
        tally.kinds[kind] += 1
        tally.slowest = max(tally.slowest, (seconds, f"{name} {kind}"))
        tally.heaviest = max(tally.heaviest, (worked, f"{name} {kind}"))
    return tally


def _outcome(path: Path) -> str:
    """Whether the file was read, or refused in words."""
    try:
        book = read(path)
        reading = recognise(book)
    except Trouble as trouble:
        return "refused" if trouble.way_out else f"refused without a way out: {trouble}"[:300]
    cells = sum(len(grid.cells) + len(grid.concealed) for grid in book.grids)
    counts = reading.report.counts
    assert counts["read"] >= cells, f"{counts['read']} of {cells} cells have a fate"
    assert counts["read"] == counts["taken"] + counts["skipped"] + counts["refused"], counts
    document_data(reading.document())
    return "read"


def _stored(path: Path, data: Path, outcome: str) -> str:
    """What went wrong on the whole way into a store of its own: blank when nothing did."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = command.run(["import", str(path), "--data", str(data)])
    if code != (command.DONE if outcome == "read" else command.REFUSED):
        return f"the command line ended with {code} on a file that was {outcome}"
    with Office.open(data) as office:
        listed = len(office.listed())
    return "" if listed == (outcome == "read") else f"{listed} disclosures stored from a file that was {outcome}"


def _most_seconds(content: bytes) -> float:
    """How much work a file may make: pdfium cannot be held back, but is ended after a while."""
    return MOST_SECONDS + (child.MAX_SECONDS if is_pdf(content) else 0)


def _work() -> float:
    """The seconds of work done so far by this process and by those it started, which have ended."""
    return sum(os.times()[:4])


def _peak() -> int:
    """The most memory this process ever had, in bytes; those it starts for a PDF are bounded by the system."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _watched(file: str, data: bytes, progress: Callable[[int, int], None]) -> Printed:
    """A PDF read as ever, but that what fails in our own code is no damaged file."""
    from pypdfium2 import PdfiumError

    try:
        return read_printed(file, data, progress)
    except (Trouble, PdfiumError, MemoryError):
        raise
    except Exception as error:
        raise Trouble(f"{type(error).__name__} {error}") from error


def _prepare() -> None:
    """Each PDF is read in a process of its own, with its bounds; here it begins as a copy of one that has everything
    loaded, which takes a third of the time."""
    # The process that the others are copies of knows nothing of the path that this one looks for modules on.
    os.environ["PYTHONPATH"] = str(ROOT)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.fuzz", "pypdfium2"])
    child.CONTEXT = context
    pdf.read_printed = _watched


def main() -> int:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1, help="number of the first file")
    parser.add_argument("--suffix", default="", help="only files made from those of this kind, such as .pdf")
    options = parser.parse_args()
    sources = [path for path in SOURCES if kind_of(path).endswith(options.suffix)]
    _prepare()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(options.first, options.count, Path(folder), sources)
    print("\n".join(tally.lines()))
    return 0 if not tally.faults and _peak() <= MOST_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
