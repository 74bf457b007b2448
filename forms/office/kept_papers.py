"""What is kept beside the content of a disclosure: scans of signed sheets (签字件), and what was published where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.office.opened_data import OpenedData
from forms.write.page.folders import safe_name
from forms.write.page.sums import sum_of
from models.attached.attachments import attached
from models.backup import Why
from models.errors import Trouble
from models.files import file_trouble
from models.records import Logged, OperationKind

SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".ofd")
"""What scanners and telephones make; a program is none of them."""
PUBLISHED = (".pdf", ".docx", ".xlsx", ".zip")
"""The kinds of files that are registered once they are published."""
_MIB = 1 << 20
LARGEST, LARGEST_SUM = 10 * _MIB, 30 * _MIB
"""How large one paper may be, and those of a disclosure together: they stand in every backup."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a disclosure: its name, its SHA-256, how many bytes (None when they are gone), who attached it and
    when."""

    name: str
    digest: str
    size: int | None
    who: str
    time: str


@dataclass(frozen=True, slots=True)
class Stood:
    """One line of the log of publications: `words` say which file, since which day and where; its SHA-256."""

    words: str
    digest: str
    who: str
    time: str


class KeptPapers(OpenedData):
    """The part of an office that keeps papers and the log of publications; both are told by the history."""

    def papers(self, disclosure: str) -> tuple[Paper, ...]:
        """The papers that are attached, the oldest first. Raises Trouble for an unknown or a damaged disclosure."""
        there, found = attached(self._oldest_first(disclosure)), self._store.papers(disclosure)
        return tuple(
            Paper(entry.name, digest, found.get(digest), entry.who, entry.time) for digest, entry in there.items()
        )

    def paper(self, disclosure: str, paper: Paper) -> bytes:
        """What stands in the paper. Raises Trouble when it is no longer what was attached."""
        return self._store.paper(disclosure, paper.digest)

    def attach(self, disclosure: str, path: Path) -> None:
        """Keep a copy of the file with the disclosure, whatever state that is in.

        Raises Trouble when it cannot be read or stored, is of another kind or too large, or is attached already.
        """
        if path.suffix.lower() not in SUFFIXES:
            raise Trouble(f"“{path.name}”不是扫描件；", f"可以附上的有{'、'.join(SUFFIXES)}。")
        try:
            size = path.stat().st_size
            self._require_room(disclosure, path.name, size)
            content = path.read_bytes()
        except OSError as error:
            raise file_trouble(path, error) from error
        digest = sum_of(content)
        same = next((paper for paper in self.papers(disclosure) if paper.digest == digest), None)
        if same is not None:
            raise Trouble(f"“{path.name}”已经附上了，名字是“{same.name}”；", "不必再附。")
        self._store.attach(disclosure, safe_name(path.name), content)

    def detach(self, disclosure: str, paper: Paper) -> Path:
        """Take a paper away; returns the backup that keeps it. Raises Trouble when that cannot be written."""
        kept = self._store.backup_now(Why.DETACH)
        self._store.detach(disclosure, paper.name, paper.digest)
        return kept

    def stand(self, disclosure: str, since: str, files: Sequence[tuple[str, str]]) -> None:
        """Write down that files, by name and SHA-256, stand where the public reads them; `since` says from when and
        where."""
        for name, digest in files:
            self._store.apply(disclosure, f"{name}　{since}", (), OperationKind.STAND, None, digest)

    def publications(self, disclosure: str) -> tuple[Stood, ...]:
        """What was published where, the newest first. Raises Trouble for an unknown or a damaged disclosure."""
        entries = (one for one in self._store.history(disclosure) if one.kind == OperationKind.STAND)
        return tuple(Stood(one.name, one.digest or "", one.who, one.time) for one in entries)

    def _oldest_first(self, disclosure: str) -> Sequence[Logged]:
        return self._store.history(disclosure)[::-1]

    def _require_room(self, disclosure: str, name: str, size: int) -> None:
        if size > LARGEST:
            raise Trouble(
                f"“{name}”有 {_in_mib(size)} MB，一份最多 {_in_mib(LARGEST)} MB；",
                "请用低一些的清晰度扫描，或者分成几份。",
            )
        there = sum(paper.size or 0 for paper in self.papers(disclosure))
        if there + size > LARGEST_SUM:
            raise Trouble(
                f"已附的有 {_in_mib(there)} MB，加上“{name}”的 {_in_mib(size)} MB 就超过 {_in_mib(LARGEST_SUM)} MB；",
                "请先移除不用的，或者用低一些的清晰度扫描。",
            )


def published_files(path: Path) -> tuple[tuple[str, str], ...]:
    """The finished files and packages at a place, each by its name and its SHA-256. Raises Trouble when one of them
    cannot be read."""
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() in PUBLISHED) if path.is_dir() else [path]
    try:
        return tuple((file.name, sum_of(file.read_bytes())) for file in files)
    except OSError as error:
        raise file_trouble(path, error) from error


def _in_mib(size: int) -> str:
    """Up to a tenth: 10.0 of a limit is 10, and what is beyond a limit never reads like it."""
    tenths = -(-size * 10 // _MIB)
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
