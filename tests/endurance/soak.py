"""A long day in the window: thousands of steps by its own commands, what is stored compared with what stands."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import TracebackType

from forms.check import check
from forms.document.document import Document
from forms.office.office import Office
from models.backup import DATA_FILE
from models.records import Content
from models.store import Store
from tests.endurance.hands import Hands, answered, application, shown
from tests.endurance.papers import files, reading
from tests.endurance.tally import Tally
from ui.kit import commands

EVERY = 100
"""After so many steps what is stored is compared with what stands, and with what a fresh reading gives."""
PUBLISHED = "2024-fengrun"
"""What is worked on, and the next year's that is made from it."""


def run(count: int, seed: int, folder: Path, every: int = EVERY) -> Tally:
    """Do so many steps."""
    tally, did = Tally("窗口里连续操作"), Counter[str]()
    data = folder / "data"
    with (
        tally.timed(),
        answered(application()),
        Office.open(data) as office,
        shown(office) as window,
        _caught() as raised,
    ):
        before = office.take(reading(PUBLISHED)).head
        window.show_document(office.carry(before.id, before.year + 1))
        hands = Hands(window, Random(seed), files(PUBLISHED))
        memory = [_resident()]
        for number in range(1, count + 1):
            where = f"step {number} of seed {seed}"
            with tally.trial(where):
                did[kind := hands.step()] += 1
                where = f"{where} ({kind})"
                for words in raised:
                    tally.fault("uncaught", f"{where}: {words}")
                raised.clear()
                if number % every == 0:
                    _compare(tally, where, hands.opened.session.document, office, folder / "copy")
            if number % max(count // 4, 1) == 0:
                memory.append(_resident())
        size = (data / DATA_FILE).stat().st_size
        steps = len(office.history(hands.opened.session.document.head.id))
        back = _back_and_forth(tally, hands, office, folder / "copy")
        tally.notes.append(f"存下{steps}次修改，每{every}步比较一次，撤销到底{back}步再重做")
        tally.notes.append(f"内存 {'→'.join(map(str, memory))} MB，文件 {size >> 10} KB")
        tally.notes.append(str(dict(did.most_common())))
    return tally


@contextmanager
def _caught() -> Iterator[list[str]]:
    """Errors in what Qt calls come to the hook of the interpreter: they are collected while it lasts."""
    raised: list[str] = []
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        raised.append(f"{kind.__name__} {error}")
        before(kind, error, trace)

    sys.excepthook = hook
    try:
        yield raised
    finally:
        sys.excepthook = before


def _compare(tally: Tally, where: str, document: Document, office: Office, copy: Path) -> None:
    """What stands in memory is what is stored, and what another start of the program would read and compute."""
    stands, id_ = document.content(), document.head.id
    if document.is_waiting:
        tally.fault("lost", f"{where}: steps wait though the disk is sound")
    copy.mkdir(exist_ok=True)
    # By another process: a second handle in this one would give away the lock of the first.
    subprocess.run(["cp", str(office.folder / DATA_FILE), str(copy / DATA_FILE)], check=True)
    with Store.open(copy) as store:
        if store.content(id_) != stands:
            tally.fault("lost", f"{where}: {_difference(stands, store.content(id_))}")
        if store.head(id_).state != document.head.state:
            tally.fault("lost", f"{where}: the state {document.head.state} is not stored")
    fresh = office.open_disclosure(id_)
    if fresh.content() != stands or fresh.values != document.values or fresh.notes("T7") != document.notes("T7"):
        tally.fault("silent", f"{where}: a fresh reading gives something else")
    # Which of several places a finding names depends on the order in which they were entered.
    if _found(fresh) != _found(document):
        tally.fault("silent", f"{where}: a fresh check finds {_found(fresh) - _found(document)} more")


def _found(document: Document) -> Counter[str]:
    return Counter(f"{finding.rule} {finding.level}" for finding in check(document))


def _difference(one: Content, other: Content) -> str:
    pairs = ((one.cells, other.cells), (one.rows, other.rows), (one.texts, other.texts))
    keys = [key for a, b in pairs for key in {**a, **b} if a.get(key) != b.get(key)]  # type: ignore[call-overload]
    return f"{len(keys)} entries differ, {keys[:3]}"


def _back_and_forth(tally: Tally, hands: Hands, office: Office, copy: Path) -> int:
    """Take back all that can be taken back and do it again: the same stands as before; returns the number of steps."""
    document = hands.opened.session.document
    hands.opened.commit()
    while document.redo_name:
        hands.call(commands.REDO)
    stands, taken = document.content(), 0
    while document.undo_name:
        hands.call(commands.UNDO)
        taken += 1
    _compare(tally, "after undoing all", document, office, copy)
    again = 0
    while document.redo_name:
        hands.call(commands.REDO)
        again += 1
    if again != taken:
        tally.fault("lost", f"{taken} steps were taken back and {again} done again")
    _compare(tally, "after doing all again", document, office, copy)
    if document.content() != stands:
        tally.fault("lost", f"after undo and redo: {_difference(stands, document.content())}")
    return taken


def _resident() -> int:
    """The memory of this process in MB, 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next(int(line.split()[1]) >> 10 for line in status.splitlines() if line.startswith("VmRSS"))
