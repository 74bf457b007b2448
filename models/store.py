"""The store: disclosures, their entries, history and settings in one SQLite file, spoken to in frozen records only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from models import log
from models.attached.attachments import keep_papers, paper, put_paper, sizes
from models.backup import DATA_FILE, Why, backups, put_back, take_backup
from models.content import read_content, sum_of, texts_in, write_changes
from models.database import Opening, look_at, open_database
from models.errors import NotStored, Trouble
from models.heads import (
    altered,
    altered_settings,
    find_head,
    insert_head,
    is_sealed,
    remove_disclosure,
    select_heads,
    sums,
    unknown,
    update_head,
)
from models.history import taken_back
from models.holder import Holder, sign_out
from models.place import Place
from models.records import Change, Content, Head, Listed, Logged, OperationKind, State, Unit
from models.seal import seal_of
from models.sqlite import DISCLOSURE, SETTING, Barred, sqlite_troubles, structure_faults


class Altered(Trouble):
    """A disclosure is not as it was written: bytes of the data file were changed by something else."""

    def __init__(self, head: Head) -> None:
        super().__init__(
            f"“{head.unit.name}”{head.year}年的资料和保存时不一样了，数据文件可能被磁盘故障或者别的程序改坏。",
            "请选“文件→备份和恢复”，用最近一份完好的备份恢复；现在的文件会改名保留，不会删除。",
        )
        self.head = head


class Store:
    """The open data file of one folder. It belongs to the thread that opened it, and to this process alone.

    Every command is one transaction, done or not done. All raise `Trouble` when the disk fails, a command `NotStored`.
    One that is read only holds a copy of the data as they were stored; its commands are refused.
    """

    def __init__(self, opening: Opening, folder: Path) -> None:
        self._opening = opening
        self._database = opening.database
        self.folder = folder
        self._place = Place(folder / DATA_FILE)
        self.who = ""
        """The person whose name stands behind what is done from now on; blank where none was set."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the data in `folder`; see `open_database` for what is done and what `Trouble` is raised."""
        return cls(open_database(folder), folder)

    @classmethod
    def look(cls, folder: Path, because: Barred) -> Self:
        """Open a copy of the data in `folder` read only, `because` they cannot be had otherwise; see `look_at`."""
        return cls(look_at(folder, because), folder)

    @property
    def warnings(self) -> tuple[Trouble, ...]:
        """What did not succeed at opening and bars nothing; that the store is read only stands first."""
        return self._opening.warnings

    @property
    def is_read_only(self) -> bool:
        """Whether every command is refused."""
        return self._opening.is_read_only

    @property
    def left(self) -> Holder | None:
        """Whose session before this one did not end as it should; None when it did."""
        return self._opening.left

    def close(self) -> None:
        """Give the file free; closing twice does no harm."""
        if not self.is_read_only and not self._database.is_closed():
            sign_out(self.folder)
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Queries

    def heads(self) -> tuple[Listed, ...]:
        """All disclosures, the one changed last first."""
        with self._reading():
            return select_heads(self._database)

    def head(self, disclosure: str) -> Head:
        """The head of the disclosure with this id. Raises `Trouble` that names ids there are when it is unknown."""
        with self._reading():
            return self._listed(disclosure).head

    def find(self, unit: Unit, year: int, kind: str, edition: str) -> Head | None:
        """The disclosure of this unit in this edition: of the same code, or name where one of the two has no code."""
        with self._reading():
            return find_head(self._database, unit, year, kind, edition)

    def free_id(self, unit: Unit, year: int, kind: str, edition: str) -> str:
        """The id that a new disclosure would get; raises `Trouble` when there is one of that unit and year already."""
        if not (unit.code or unit.name):
            raise Trouble("单位的编码和名称都是空的。", "请填写单位名称后再新建。")
        plain = f"{unit.code or unit.name}-{year}-{kind}"
        # The same unit may also disclose on the form of another place.
        ids = (plain, f"{plain}-{edition}")
        with self._reading():
            free = [id_ for id_ in ids if not select_heads(self._database, DISCLOSURE.c.id == id_)]
            if free and not find_head(self._database, unit, year, kind, edition):
                return free[0]
        raise Trouble(
            f"“{unit.name or unit.code}”{year} 年的{kind}预算公开已经有了。", "请在列表中打开它，不必再新建。"
        )

    def content(self, disclosure: str) -> Content:
        """Everything entered in the disclosure. Raises `Trouble` for an unknown id, `Altered` for a damaged one."""
        with self._reading():
            self._verify(disclosure)
            return read_content(self._database, disclosure)

    def column(self, tables: Collection[str], column: str) -> tuple[tuple[Head, str, str], ...]:
        """The texts in a column of these tables, of all disclosures: the head, the row's key, the text."""
        with self._reading():
            heads = {listed.head.id: listed.head for listed in select_heads(self._database)}
            rows = texts_in(self._database, tables, column)
            return tuple((heads[disclosure], row, text) for disclosure, row, text in rows)

    def opened(self, disclosure: str, newest: int) -> tuple[Content, tuple[Logged, ...]]:
        """Everything entered in the disclosure, and so many of its operations, newest first; raises as `content`."""
        with self._reading():
            return self.content(disclosure), log.logged(self._database, disclosure, newest=newest)

    def history(self, disclosure: str) -> tuple[Logged, ...]:
        """All operations on the disclosure, newest first. Raises `Trouble` as `content` does."""
        with self._reading():
            self._verify(disclosure)
            return log.logged(self._database, disclosure)

    def has_operation(self, disclosure: str, kind: OperationKind) -> bool:
        """Whether an operation of that kind was ever done to the disclosure."""
        with self._reading():
            return log.last(self._database, disclosure, kind) is not None

    def last_name(self, disclosure: str, kinds: Sequence[OperationKind]) -> str | None:
        """The name of the last operation of one of these kinds that was done to the disclosure; None for none."""
        with self._reading():
            return log.last_name(self._database, disclosure, kinds)

    def content_at(self, disclosure: str, kind: OperationKind) -> Content | None:
        """What was entered in the disclosure right after the last operation of that kind; None when there was none.

        Raises `Trouble` as `content` does.
        """
        with self._reading():
            content = self.content(disclosure)
            mark = log.last(self._database, disclosure, kind)
            return None if mark is None else taken_back(content, log.logged(self._database, disclosure, after=mark))

    def paper(self, disclosure: str, digest: str) -> bytes:
        """The paper of that SHA-256. Raises `Trouble` when it is gone or damaged."""
        with self._reading():
            return paper(self._database, disclosure, digest)

    def papers(self, disclosure: str) -> Mapping[str, int]:
        """How many bytes each paper of the disclosure has, by its SHA-256."""
        with self._reading():
            return sizes(self._database, disclosure)

    def setting(self, name: str) -> str | None:
        """The value of a setting, or None when it was never set or is damaged."""
        with self._reading():
            query = SETTING.select(SETTING.c.value, SETTING.c.seal).where(SETTING.c.name == name).tuples()
            return next((value for value, seal in query.execute(self._database) if seal == seal_of(name, value)), None)

    def altered(self) -> tuple[str, ...]:
        """What is no longer as it was written: ids of disclosures, names of settings behind a colon."""
        with self._reading():
            return (*altered(self._database.connection()), *(f":{n}" for n in altered_settings(self._database)))

    def altered_settings(self) -> tuple[str, ...]:
        """The settings that are no longer as they were written: they count as never set."""
        with self._reading():
            return altered_settings(self._database)

    def integrity(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the whole file and its references, in Chinese; none when it is sound."""
        with self._reading():
            return structure_faults(self._database.connection())

    # Commands

    def create(self, unit: Unit, year: int, kind: str, edition: str) -> Head:
        """Make an empty disclosure. Raises `Trouble` when the unit has it already, or has no name."""
        with self._writing():
            return self._create(unit, year, kind, edition)

    def create_with(
        self, unit: Unit, year: int, kind: str, edition: str, name: str, changes: Sequence[Change], how: OperationKind
    ) -> Head:
        """Make a disclosure and fill it by one operation, of that name and kind: both or neither.

        Raises `Trouble` as `create` does.
        """
        with self._writing():
            head = self._create(unit, year, kind, edition)
            self._apply(head.id, name, changes, how, None)
            return head

    def apply(
        self,
        disclosure: str,
        name: str,
        changes: Sequence[Change],
        kind: OperationKind = OperationKind.EDIT,
        state: State | None = None,
        digest: str | None = None,
    ) -> None:
        """Write the new values of the changes and log them as an operation of that Chinese name and kind.

        With `state` the disclosure gets that state, `digest` is the SHA-256 of what gets it; such an operation need
        not change anything else, nor have a name. Raises `Trouble` for an unknown id.
        """
        with self._writing():
            self._apply(disclosure, name, changes, kind, state, digest)

    def adopt(self, head: Head, history: Sequence[Logged], known: str = "", papers: Iterable[bytes] = ()) -> str:
        """Take over a disclosure with its history, the oldest entry first, and its papers, and return its id.

        `known` is the id of the one here to whose history the entries are added; blank, a new one is made. Raises
        `Trouble` when there is another one of its unit, year, kind and edition.
        """
        with self._writing():
            id_ = known or self._create(head.unit, head.year, head.kind, head.edition).id
            for entry in history:
                self._append(id_, entry)
            keep_papers(self._database, id_, [put_paper(self._database, id_, content) for content in papers])
            return id_

    def attach(self, disclosure: str, name: str, content: bytes) -> None:
        """Keep a paper with the disclosure, and say so in its history. Raises `Trouble` for an unknown id."""
        with self._writing():
            self._listed(disclosure)
            digest = put_paper(self._database, disclosure, content)
            self._apply(disclosure, name, (), OperationKind.ATTACH, None, digest)

    def detach(self, disclosure: str, name: str, digest: str) -> None:
        """Let go of the paper of that name and SHA-256, and say so in the history. Raises `Trouble` as `attach`."""
        with self._writing():
            keep_papers(self._database, disclosure, sizes(self._database, disclosure).keys() - {digest})
            self._apply(disclosure, name, (), OperationKind.DETACH, None, digest)

    def accept(self, disclosure: str) -> None:
        """Take a damaged disclosure as it stands back to 编制中, and say so in its history.

        Raises `Trouble` for an unknown id, or when it cannot be read at all.
        """
        with self._writing():
            self._listed(disclosure)
            link = log.relink(self._database, disclosure)
            entries = sum_of(self._database.connection(), disclosure)
            update_head(self._database, disclosure, _now(), State.EDITING, entries, link)
            self._apply(disclosure, "", (), OperationKind.ACCEPT, State.EDITING)

    def remove(self, disclosure: str) -> None:
        """Take the disclosure out with everything in it. Raises `Trouble` for an unknown id."""
        with self._writing():
            if not remove_disclosure(self._database, disclosure):
                raise unknown(self._database, disclosure)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting, in the place of the one of that name; a store that is read only keeps it until it closes."""
        with self._writing(is_setting=True):
            row = SETTING.insert(name=name, value=value, seal=seal_of(name, value))
            row.on_conflict_replace().execute(self._database)

    def backup_now(self, why: Why = Why.BY_HAND, name: str = "") -> Path:
        """Take a backup of that name and return its path. Raises `Trouble` when that fails or the data are damaged."""
        self.require_writable()
        return take_backup(self._database.connection(), self.folder, why, name)

    def back_up_first_day(self) -> None:
        """Take a backup if there is something to keep and none was ever taken. Raises `Trouble` as `backup_now`."""
        if not self.is_read_only and not self._database.is_closed() and not backups(self.folder) and self.heads():
            self.backup_now(Why.DAILY)

    def check_place(self) -> None:
        """Raises `Displaced` when the data file is no longer at its place; a copy in memory needs none."""
        if not self.is_read_only:
            self._place.check()

    def require_writable(self) -> None:
        """Raises `Trouble` when the store is read only, with the reason."""
        if self.is_read_only:
            (why, *_) = self.warnings
            raise Trouble("数据是只读打开的，不能改动。", f"{why.way_out}处理好以后重新打开程序，就可以改动。")

    def rescue(self, folder: Path) -> Path:
        """Write a backup into the backups of `folder`, which may be another one than that of the data."""
        return take_backup(self._database.connection(), folder, Why.RESCUE)

    def put_back(self) -> Path | None:
        """Write the data that are open to their place and go on there; what stood there is renamed, and its new path
        returned. Raises `Trouble` when it cannot be written; the store is then as it was."""
        self.require_writable()
        aside = put_back(self._database.connection(), self.folder)
        self.close()
        self._opening = open_database(self.folder)
        self._database = self._opening.database
        self._place = Place(self.folder / DATA_FILE)
        return aside

    # Inside a transaction

    def _verify(self, disclosure: str) -> None:
        listed = self._listed(disclosure)
        if not is_sealed(self._database.connection(), disclosure):
            raise Altered(listed.head)

    def _create(self, unit: Unit, year: int, kind: str, edition: str) -> Head:
        head = Head(self.free_id(unit, year, kind, edition), unit, year, kind, edition)
        insert_head(self._database, head, _now())
        return head

    def _apply(
        self,
        disclosure: str,
        name: str,
        changes: Sequence[Change],
        kind: OperationKind,
        state: State | None,
        digest: str | None = None,
    ) -> None:
        self._append(disclosure, Logged(_now(), name, tuple(changes), kind, state, self.who, digest))

    def _append(self, disclosure: str, entry: Logged) -> None:
        before = sums(self._database, disclosure)
        if before is None:
            raise unknown(self._database, disclosure)
        entries, link = before
        link = log.append(self._database, disclosure, entry, link)
        entries = write_changes(self._database, disclosure, entry.changes, entries)
        update_head(self._database, disclosure, entry.time, entry.state, entries, link)

    def _listed(self, disclosure: str) -> Listed:
        found = select_heads(self._database, DISCLOSURE.c.id == disclosure)
        if not found:
            raise unknown(self._database, disclosure)
        return found[0]

    def _reading(self) -> AbstractContextManager[None]:
        return sqlite_troubles(self.folder / DATA_FILE, "数据没有读出来")

    @contextmanager
    def _writing(self, *, is_setting: bool = False) -> Iterator[None]:
        if not is_setting:
            self.require_writable()
        self.check_place()
        with sqlite_troubles(self.folder / DATA_FILE, "刚才的修改没有存上", NotStored), self._database.atomic():
            yield


def _now() -> str:
    return datetime.now().isoformat(timespec="milliseconds")
