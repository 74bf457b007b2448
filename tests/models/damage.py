"""Copies of a data file with a bit turned over: whether the program notices, or reads what was written."""

from __future__ import annotations

from pathlib import Path

from models.backup import DATA_FILE
from models.errors import Trouble
from models.store import Store

SETTING = "size"


def reading(store: Store) -> tuple[object, ...]:
    """Everything that the program shows of its data."""
    heads = store.heads()
    ids = sorted(listed.head.id for listed in heads)
    told = sorted((listed.head.id, listed.changed, str(listed.head)) for listed in heads)
    return told, [store.content(id_) for id_ in ids], [store.history(id_) for id_ in ids]


def flipped(data: bytes, bit: int) -> bytes:
    """The data with one bit turned over."""
    place, weight = divmod(bit, 8)
    return data[:place] + bytes([data[place] ^ (1 << weight)]) + data[place + 1 :]


def outcome(folder: Path, data: bytes, expected: tuple[object, ...]) -> str:
    """What comes of opening and reading these bytes: `noticed`, `harmless`, or `silent` when something else is read.

    Whatever else is raised passes: an error that the program has no words for.
    """
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        if file.is_file():
            file.unlink()
    (folder / DATA_FILE).write_bytes(data)
    try:
        with Store.open(folder) as store:
            read = reading(store)
            # A setting that is damaged reads as never set.
            setting = store.setting(SETTING)
    except Trouble:
        return "noticed"
    return "harmless" if read == expected and setting in (None, "18") else "silent"
