"""Turns single bits of a data file and of a backup over: each is noticed, or what is read is what was written."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from forms.edit import cells
from forms.office.office import Office
from models.backup import DATA_FILE, is_sound
from models.store import Store
from tests.endurance.papers import reading
from tests.endurance.tally import Tally
from tests.endurance.worker import TEXTS
from tests.models.damage import SETTING, flipped, outcome
from tests.models.damage import reading as read_all

EDITS = 40
FIRST = 4 * 4096
"""The pages in which SQLite keeps its head, the schema and the roots of the tables."""
_PIECE = 40
BACKUPS = 10
"""One flip in so many is of a backup."""


def run(count: int, seed: int, folder: Path) -> Tally:
    """Turn so many bits over: anywhere, in the first pages, in the rows of the history, a third each."""
    tally, random, found = Tally("文件里一位翻转"), Random(seed), Counter[str]()
    with tally.timed():
        data, backup, expected, rows = _made(folder / "sound", random)
        places: Sequence[Callable[[bytes], int]] = (
            lambda file: random.randrange(len(file)),
            lambda file: random.randrange(min(FIRST, len(file))),
            lambda file: _within(file, random.choice(rows), random),
        )
        for number in range(count):
            is_backup = number % BACKUPS == BACKUPS - 1
            file = backup if is_backup else data
            bit = 8 * places[number % len(places)](file) + random.randrange(8)
            where = f"bit {bit} of {'a backup' if is_backup else 'the data'}, seed {seed}"
            with tally.trial(where):
                came = (_of_backup if is_backup else outcome)(folder / "copy", flipped(file, bit), expected)
                found[came] += 1
                if came == "silent":
                    tally.fault("silent", where)
    tally.notes.append(f"文件 {len(data)} 字节；发觉 {found['noticed']}，无影响 {found['harmless']}")
    return tally


def _made(folder: Path, random: Random) -> tuple[bytes, bytes, tuple[object, ...], list[bytes]]:
    """The bytes of a data file with a published disclosure that was worked on, those of a backup of it, what is read in
    both, and a piece of each row of its history."""
    with Office.open(folder) as office:
        document = office.take(reading("2024-fengrun"))
        free = [a for a in document.plan.addresses if not document.is_computed(a)]
        for number in range(EDITS):
            document.apply("填写1格", cells.enter(document, {random.choice(free): random.choice(TEXTS)}))
            document.apply("写说明", cells.write_section(document, document.edition.sections[0].id, "文" * number))
        office.set_setting(SETTING, "18")
        backup = office.backup_now()
    with Store.open(folder) as store:
        expected = read_all(store)
    data = (folder / DATA_FILE).read_bytes()
    with closing(sqlite3.connect(folder / DATA_FILE)) as connection:
        rows = [piece for row in connection.execute("SELECT changes, link FROM history") for piece in _pieces(*row)]
    return data, backup.read_bytes(), expected, [piece for piece in rows if piece in data]


def _pieces(changes: bytes, link: str) -> Iterator[bytes]:
    """What a row of the history is found again by in the file, long changes cut as the pages cut them."""
    yield link.encode()
    yield changes[:_PIECE]
    yield changes[-_PIECE:]


def _within(file: bytes, piece: bytes, random: Random) -> int:
    return file.index(piece) + random.randrange(len(piece))


def _of_backup(folder: Path, data: bytes, expected: tuple[object, ...]) -> str:
    """What comes of a backup of these bytes: `noticed` when it is not taken for sound, else what is read in it."""
    folder.mkdir(exist_ok=True)
    path = folder / "backup.db"
    path.write_bytes(data)
    if not is_sound(path):
        return "noticed"
    came = outcome(folder, data, expected)
    # A backup that passes for sound and is then found damaged was restored for nothing.
    return "silent" if came == "noticed" else came
