"""Who has the data file open: a small record beside it, for people only. The lock is SQLite's; the record tells nothing
that is relied on, but one that is left shows that a session did not end as it should."""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from models.files import keep_private

HOLDER_FILE = "disclosures.holder"
_LONGEST = 40
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """Who opened the data: user, computer, process, and since when; what is not known is blank."""

    user: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""

    @property
    def words(self) -> str:
        """由“张三”在电脑“CZJ-07”上打开，从2026-11-26 10:31起; blank when nothing is known."""
        if not self.host:
            return ""
        where = "这台电脑" if self.host == platform.node() else f"电脑“{self.host}”"
        return f"由“{self.user}”在{where}上打开，从{self.since.replace('T', ' ')[:16]}起"

    @property
    def left_words(self) -> str:
        """What is said of a session that left this record."""
        who = f"（{self.words}）" if self.words else ""
        return (
            f"上次使用没有正常结束{who}，可能是断电、关机、程序出错，或者被强行结束。"
            "已经存下的内容都在，这次打开时检查过；当时还没有存下的最后一步，请看一看是否需要重做。"
        )


def holder_of(folder: Path) -> Holder | None:
    """Who has the data of `folder` open as the record says, blank when it is damaged; None when there is none."""
    try:
        with (folder / HOLDER_FILE).open("rb") as file:
            said = json.loads(file.read(_MOST_BYTES).decode("utf-8"))
        user, host, since = (_printable(said[name]) for name in ("user", "host", "since"))
        return Holder(user, host, int(said["pid"]), since)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def sign_in(folder: Path) -> Holder | None:
    """Write the record of this process, which has just got the lock; returns the one that an earlier session left.

    Without a record, on a full disk, everything works.
    """
    left = holder_of(folder)
    path = folder / HOLDER_FILE
    now = datetime.now().isoformat(timespec="seconds")
    record = Holder(_user(), platform.node(), os.getpid(), now)
    with suppress(OSError):
        path.touch(0o600)
        keep_private(path)
        path.write_text(json.dumps(asdict(record), ensure_ascii=False), encoding="utf-8")
    return left


def sign_out(folder: Path) -> None:
    """Remove the record, while the lock is still held."""
    with suppress(OSError):
        (folder / HOLDER_FILE).unlink(missing_ok=True)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _printable(text: object) -> str:
    """A text of the record as one short line: anyone may have written it."""
    return "".join(letter for letter in str(text) if letter.isprintable())[:_LONGEST]
