"""Papers that are kept with a disclosure (签字件): their bytes under their SHA-256; the history says what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from models.errors import Trouble
from models.records import Logged, OperationKind
from models.sqlite import Database


def put_paper(database: Database, disclosure: str, content: bytes) -> str:
    """Keep these bytes, in the place of the same ones; returns their SHA-256."""
    name = sha256(content).hexdigest()
    database.connection().execute("REPLACE INTO attachment VALUES (?, ?, ?)", (disclosure, name, content))
    return name


def paper(database: Database, disclosure: str, name: str) -> bytes:
    """The bytes of that SHA-256. Raises `Trouble` when they are gone, or are no longer those that were kept."""
    query = "SELECT content FROM attachment WHERE disclosure_id = ? AND sha256 = ?"
    row = database.connection().execute(query, (disclosure, name)).fetchone()
    if row is None or not isinstance(row[0], bytes) or sha256(row[0]).hexdigest() != name:
        raise Trouble("这份签字件和附上时不一样了，数据文件可能被改坏；", "请用备份恢复，或者移除后重新附上。")
    return row[0]


def sizes(database: Database, disclosure: str) -> Mapping[str, int]:
    """How many bytes each of the papers has, by its SHA-256."""
    query = "SELECT sha256, length(content) FROM attachment WHERE disclosure_id = ?"
    return dict(database.connection().execute(query, (disclosure,)).fetchall())


def keep_papers(database: Database, disclosure: str, names: Iterable[str]) -> None:
    """Let go of all papers but these."""
    connection, kept = database.connection(), set(names)
    for name in sizes(database, disclosure).keys() - kept:
        connection.execute("DELETE FROM attachment WHERE disclosure_id = ? AND sha256 = ?", (disclosure, name))


def attached(history: Iterable[Logged]) -> dict[str, Logged]:
    """The entries by which the papers that are there were attached, by SHA-256; `history` begins with its oldest."""
    there: dict[str, Logged] = {}
    for entry in history:
        if entry.kind == OperationKind.ATTACH and entry.digest:
            there[entry.digest] = entry
        elif entry.kind == OperationKind.DETACH and entry.digest:
            there.pop(entry.digest, None)
    return there
