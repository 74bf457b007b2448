"""Measures what the clerk waits for: `python tests/bench/run.py` prints one table of figures with their limits;
`run.py bare rival` only these parts of it.

Not a test: figures depend on the machine and on what else runs. Nothing is written outside a temporary folder.
"""

from __future__ import annotations

import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from bare import beside_bare
from desk import ALTOGETHER, at_the_desk, large
from frozen import ABSENT as FROZEN_ABSENT
from frozen import PROGRAM, starts
from grown import grown
from growth import growth, of_size
from papers import checked
from preview import previews
from prose import CHARACTERS, long_text, while_writing
from records import COUNT, LINES, in_window, many_records
from rival import ABSENT, Taken, pairs, ratio

from forms.check import Checker
from forms.document.document import Document
from forms.edit.cells import state
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from forms.write.packet.package import export
from forms.write.workbook.workbook import write_workbook
from models.history import replacing
from models.records import Address, Content

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISHED = ROOT / "tests" / "data" / "2024-fengrun" / "tables.xlsx"
FORMATS = ("xlsx", "pdf")
TIMES = 10
LONG = 20
"""How many times the published cells make a workbook of 3,000 rows, ten times what is published."""
EDITS, REPEATS, STARTS = 300, 20, 5
COLD = "--cold"
"""With this and a folder the program only times one export of each format, in a process that has made none before."""

SIZE = "--size"
"""With this and a number the program only measures a disclosure so many times as large."""
SOON = 200
"""Milliseconds in which what a clerk does has to be seen; a busy or slow machine takes twice what a quiet one does."""

AT_ONCE = 100
"""Milliseconds of the processor that nothing done at the desk may take."""

HANGS = 30
"""Seconds after which a window that should have closed counts as hanging."""


@dataclass(frozen=True)
class Figure:
    """Something measured several times, in seconds, and what it may take, in milliseconds."""

    name: str
    seconds: Sequence[float]
    limit: float | None = None

    @property
    def p99(self) -> float:
        """The time that 99 of 100 measurements keep, in milliseconds; the longest where there are fewer."""
        return sorted(self.seconds)[ceil(0.99 * len(self.seconds)) - 1] * 1e3

    def line(self) -> str:
        """The figure as one line of the table."""
        middle = median(self.seconds) * 1e3
        limit = "" if self.limit is None else f"{self.limit:.0f}"
        verdict = "" if self.limit is None else "ok" if self.p99 <= self.limit else "OVER"
        return f"{self.name:58}{len(self.seconds):5}{middle:10.2f}{self.p99:10.2f}{limit:>8}  {verdict}"


def timed(work: Callable[[], object]) -> float:
    """The seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def edits(name: str, document: Document, limit: float, *, prose: bool = False) -> Figure:
    """From one changed amount to the new findings: every second edit breaks sums, the next one mends them.

    With `prose` the texts are read again too, as the window does after a pause.
    """
    checker = Checker(document)
    checker.findings()
    cells = [address for address, entry in document.cells.items() if entry.fen and not document.is_computed(address)]
    choice = random.Random(2024)
    seconds: list[float] = []
    while len(seconds) < EDITS:
        address = choice.choice(cells)
        right = document.value(address) or 0
        for fen in (right + 1_000_000, right):

            def edit(address: Address = address, fen: int = fen) -> None:
                document.apply("录入", state(document, address, fen))
                checker.findings(prose=prose)

            seconds.append(timed(edit))
    return Figure(name, seconds, limit)


def copied(document: Document) -> Document:
    """The same disclosure in memory only."""
    return Document(document.head, document.edition, document.content())


def half_entered(document: Document) -> Document:
    """The disclosure while 表三 is being typed: every second amount of it is still missing."""
    content = document.content()
    missing = set([address for address in content.cells if address.table == "T3"][::2])
    cells = {address: entry for address, entry in content.cells.items() if address not in missing}
    return Document(document.head, document.edition, Content(cells, content.rows, content.texts))


def of_edits(published: Document, large: Document, folder: Path) -> Iterator[Figure]:
    """One cell edited, in a disclosure as published and in a large one, without and with the store."""
    for document, size, limit in ((published, "1×", 5.0), (large, f"{TIMES}×", 16.0)):
        yield edits(f"edit to findings, {size}", copied(document), limit)
        yield edits(f"edit to findings, {size}, half of T3 missing", half_entered(document), limit)
        with Office.open(folder / size) as office:
            stored = office.start(document.head.unit, document.head.year, document.head.kind, document.edition.pack)
            stored.apply("录入", replacing(stored.content(), document.content()))
            yield edits(f"edit to findings, {size}, with the store's write", stored, limit)
        yield edits(f"edit to all findings, {size}, the texts read again", copied(document), 300.0, prose=True)
        # The halves of which an edit is made; the first is what Document.apply does besides writing.
        yield Figure(f"of this the recalculation, {size}", [timed(document._recalculate) for _ in range(EDITS)])
        checker = Checker(document)
        yield Figure(
            f"of this the check, {size}", [timed(partial(checker.findings, prose=False)) for _ in range(EDITS)]
        )


def of_files(published: Document, folder: Path) -> Iterator[Figure]:
    """Import, opening, export; the cold figures hold a fresh process's imports and its loading of the fonts."""
    yield Figure("import of the published workbook", imports(PUBLISHED, folder / "published"), 300)
    path = folder / "long.xlsx"
    write_workbook(grown(published, LONG), path)
    rows = sum(len(grid.row_numbers) for grid in read(path).grids)
    yield Figure(f"import of a workbook of {rows} rows", imports(path, folder / "long"), 2000)
    with Office.open(folder / "published" / "0") as office:
        (listed,) = office.listed()
        opening = [timed(lambda: Checker(office.open_disclosure(listed.head.id)).findings()) for _ in range(REPEATS)]
    yield Figure("open a disclosure and check it", opening, SOON)
    for heat, times in (("warm", warm(published, folder)), ("cold", cold(folder))):
        for format_, seconds in times.items():
            yield Figure(f"export of {format_}, {heat}", seconds)
        yield Figure(f"export of both, {heat}", [sum(both) for both in zip(*times.values(), strict=True)], 1000)


def imports(path: Path, folder: Path) -> list[float]:
    """The seconds of imports of a workbook, each into a store of its own in the folder."""
    seconds = []
    for number in range(REPEATS):
        with Office.open(folder / str(number)) as office:
            seconds.append(timed(lambda: office.take(recognise(read(path)))))
    return seconds


def warm(document: Document, folder: Path) -> dict[str, list[float]]:
    """The seconds of exports in this process, by format, after a first one."""
    export(document, folder)
    return {only: [exported(document, folder, only) for _ in range(REPEATS)] for only in FORMATS}


def cold(folder: Path) -> dict[str, list[float]]:
    """The seconds of exports, by format, each pair in a new process."""
    runs = []
    for _ in range(STARTS):
        done = subprocess.run([sys.executable, __file__, COLD, folder], capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    return {only: [run[only] for run in runs] for only in FORMATS}


def exported(document: Document, folder: Path, only: str) -> float:
    """The seconds of one export."""
    return timed(lambda: export(document, folder, formats=(only,)))


def of_window(folder: Path) -> Iterator[Figure]:
    """From the command to a painted window and out again, after a first start that makes the data folder."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BUDGET_DISCLOSURE_QUIT_AFTER_PAINT": "1"}
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(folder)]

    def start() -> None:
        try:
            subprocess.run(command, env=environment, check=True, timeout=HANGS)
        except subprocess.TimeoutExpired:
            sys.exit(f"the window did not close by itself within {HANGS} s")

    start()
    yield Figure("window painted and closed again", [timed(start) for _ in range(STARTS)], 1000)


def of_records(published: Document, folder: Path) -> Iterator[Figure]:
    """Many projects and purchases: everything that is done in the window, and the whole PDF."""
    document = many_records(published)
    for name, seconds in in_window(document, folder / "records"):
        yield Figure(f"{COUNT} projects, {LINES} purchases: {name}", seconds, SOON)
    name = f"{COUNT} projects, {LINES} purchases: the whole PDF"
    yield Figure(name, [exported(document, folder, "pdf") for _ in range(STARTS)], 2000)


def of_desk(published: Document, folder: Path) -> Iterator[Figure]:
    """A large disclosure at the desk: what is done in the window, until it is stored and painted."""
    for name, seconds in at_the_desk(large(published), folder / "desk"):
        yield Figure(f"desk: {name}", seconds, None if name.endswith(ALTOGETHER) else AT_ONCE)


def of_rival(published: Document, folder: Path) -> Iterator[Figure | str]:
    """One export by itself, against LibreOffice; the ratio is told after the two."""
    (folder / "rival").mkdir()
    (workbook,) = export(published, folder / "rival", formats=("xlsx",))
    times = pairs(workbook, folder / "rival")
    if times is None:
        yield ABSENT
        return
    for what in Taken._fields:
        ours, theirs = ([getattr(one, what) for one in taken] for taken in times)
        yield Figure(f"workbook to PDF, whole process, {what}", ours)
        yield Figure(f"the same by LibreOffice, {what}", theirs)
        yield ratio(f"one-shot PDF / LibreOffice, {what}", ours, theirs)


def of_bare(published: Document, folder: Path) -> Iterator[Figure | str]:
    """Our files beside those of the bare libraries with the same cells and texts, warm; the processor is timed."""
    (folder / "bare").mkdir()
    for format_, ours, theirs in beside_bare(published, folder / "bare"):
        yield Figure(f"{format_} of the whole disclosure", ours)
        yield Figure(f"{format_} by the bare library", theirs)
        yield ratio(f"{format_} / bare library", ours, theirs)


def of_growth() -> Iterator[str]:
    """Time and memory at several sizes; ms of the processor."""
    yield from growth(__file__, SIZE)


def of_frozen(folder: Path) -> Iterator[Figure | str]:
    """The start of the frozen program, where there is one."""
    if not PROGRAM.is_file():
        yield FROZEN_ABSENT
        return
    for name, seconds, limit in starts(folder):
        yield Figure(name, seconds, limit)


def of_prose(published: Document, folder: Path) -> Iterator[Figure]:
    """A long text being written in the window: what the processor does before the clerk sees marks and findings."""
    for name, seconds in while_writing(long_text(published), folder / "prose"):
        yield Figure(f"{CHARACTERS} characters: {name}", seconds, SOON)


def processor() -> str:
    """The model of the processor as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def main(wanted: Sequence[str]) -> None:
    """Prints the machine, the sizes, and the table line by line as it is measured: all parts or those named."""
    published = recognise(read(PUBLISHED)).document()
    large = grown(published, TIMES)
    whole = recognise([read(PUBLISHED), read(PUBLISHED.with_name("disclosure.docx"))]).document()
    system = f"{platform.system()} {platform.machine()}"
    print(f"{processor()}, {os.cpu_count()} cores, {system}, Python {platform.python_version()}")
    for document, size in ((published, "1×"), (large, f"{TIMES}×")):
        plan = document.plan
        print(f"{size}: {len(plan.addresses)} cells of money, {len(plan.equations)} equations")
    print(f"\n{'ms':58}{'n':>5}{'median':>10}{'p99':>10}{'limit':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts: Mapping[str, Callable[[], Iterator[Figure | str]]] = {
            "edits": lambda: of_edits(published, large, folder),
            "papers": lambda: (Figure(*one) for one in checked(PUBLISHED.parent.parent)),
            "files": lambda: of_files(published, folder),
            "bare": lambda: of_bare(whole, folder),
            "rival": lambda: of_rival(published, folder),
            "growth": of_growth,
            "window": lambda: of_window(folder / "window"),
            "frozen": lambda: of_frozen(folder / "frozen"),
            "prose": lambda: of_prose(whole, folder),
            "preview": lambda: (Figure(*one) for one in previews(folder / "compiled")),
            "records": lambda: of_records(whole, folder),
            "desk": lambda: of_desk(whole, folder),
        }
        for part in wanted or parts:
            for figure in parts[part]():
                print(figure if isinstance(figure, str) else figure.line(), flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [option, folder_name] if option == COLD:
            document = recognise(read(PUBLISHED)).document()
            print(json.dumps({only: exported(document, Path(folder_name), only) for only in FORMATS}))
        case [option, number] if option == SIZE:
            print(of_size(PUBLISHED, int(number)))
        case named:
            main(named)
