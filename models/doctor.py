"""Looking the stored data over: structure, references, and whether the history still leads to what stands."""

from __future__ import annotations

from collections.abc import Iterator

from models.attached.attachments import attached
from models.backup import described
from models.errors import Trouble
from models.history import deviations
from models.sqlite import ERRORS
from models.store import Store

# What reading a row with damaged bytes may end in: text that is no UTF-8, JSON cut short, a word that is no state.
_UNREADABLE = (*ERRORS, ValueError, KeyError, TypeError, IndexError, Trouble)


def data_faults(store: Store) -> tuple[str, ...]:
    """What is wrong with the data and the backups of an open store, a sentence each; none when all is sound.

    Every operation of a disclosure is done once more: a disclosure begins empty, and whatever is entered is in its
    history.
    """
    return (*_data(store), *_backups(store))


def _data(store: Store) -> Iterator[str]:
    try:
        yield from store.integrity()
        ids = [listed.head.id for listed in store.heads()]
        altered = store.altered()
    except _UNREADABLE:
        yield "数据文件已损坏，公开资料的清单读不出来。"
        return
    if settings := [name for name in altered if name.startswith(":")]:
        yield f"程序的设置有{len(settings)}项已损坏，现在按没有设置过处理。"
    for disclosure in ids:
        if disclosure in altered:
            yield f"“{disclosure}”和保存时不一样了，数据文件可能被改坏；请用备份恢复。"
            continue
        try:
            number = deviations(store.content(disclosure), store.history(disclosure))
        except _UNREADABLE:
            yield f"“{disclosure}”的内容或者操作记录已损坏，读不出来。"
            continue
        yield from _papers(store, disclosure)
        if number:
            yield f"“{disclosure}”的内容和操作记录对不上，有{number}处；请用备份恢复，或者逐项核对。"


def _papers(store: Store, disclosure: str) -> Iterator[str]:
    for digest, entry in attached(reversed(store.history(disclosure))).items():
        try:
            store.paper(disclosure, digest)
        except _UNREADABLE:
            yield f"“{disclosure}”的签字件“{entry.name}”已损坏或者不见了；请用备份恢复，或者移除后重新附上。"


def _backups(store: Store) -> Iterator[str]:
    for backup in described(store.folder):
        if not backup.sound:
            yield f"备份“{backup.path.name}”已损坏，不能用来恢复。"
