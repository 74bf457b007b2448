"""What is to be done with each disclosure of a batch, and what came of it: plain values, sent between processes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from forms.compare.compare import Difference
from forms.document.document import Document
from forms.form.load import edition_of
from forms.match.asking.given import Given
from forms.match.reading import Reading
from forms.write.page.folders import safe_name
from forms.write.page.plain_data import Data
from forms.write.page.products import Product
from models.records import Content, Head, Unit

SHEETS, FILES, TABLES = "出错说明", "公开文件", "数据"
"""The folders of the results."""


class Deed(StrEnum):
    """What is done with every disclosure. The values are part of the command line."""

    CHECK = "check"
    EXPORT = "export"
    IMPORT = "import"
    VERIFY = "verify"
    """Only read, to be held against what is kept."""


class TaskResult(StrEnum):
    """What became of a disclosure. The values are part of the JSON."""

    CHECKED = "checked"
    REFUSED = "refused"
    """It cannot be read, or not be written or stored; the sentence says why."""
    FAULT = "fault"
    """The program failed, ran out of time or memory, or was ended from outside."""


@dataclass(frozen=True, slots=True)
class LastYears:
    """A disclosure of last year's (上年资料) among what the county has: whose it is, in which files."""

    unit: Unit
    year: int
    kind: str
    files: tuple[Path, ...]
    sha256: str
    """Over what stands in the files."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What is the same for every disclosure of a run."""

    deed: Deed
    out: Path
    data: Path
    """The folder of the data, whose own lists of codes count."""
    packs: tuple[Path, ...] = ()
    """Folders with packs besides those of the program."""
    given: Given = field(default_factory=Given)
    """What is said of all of them where their files do not say it."""
    spelling: bool = True
    formats: tuple[str, ...] = ()
    product: Product = Product.PUBLIC
    formulas: bool = False
    tables: bool = False
    """Whether the amounts of all tables are written out for analysis."""
    last_years: tuple[LastYears, ...] = ()
    """What each is held against, where its own is among them."""

    def last_year_of(self, head: Head) -> LastYears | None:
        """Last year's of a disclosure: of its unit by the code, else by the name; None where there is none, or two."""
        fitting = [one for one in self.last_years if one.year == head.year - 1 and one.kind == head.kind]
        by_code = [one for one in fitting if head.unit.code and one.unit.code == head.unit.code]
        found = by_code or [one for one in fitting if one.unit.name == head.unit.name]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Kept:
    """A disclosure of the store, with last year's where that is stored, as it goes to another process."""

    head: Head
    content: Content
    before: tuple[Head, Content] | None = None
    own_words: tuple[str, ...] = ()

    def document(self, own_catalogues: Path) -> Document:
        """The disclosure, to be looked at. Raises Trouble when its form is not installed."""
        previous = None
        if self.before is not None:
            head, content = self.before
            previous = Document(head, edition_of(head), content, own_catalogues=own_catalogues)
        return Document(
            self.head,
            edition_of(self.head),
            self.content,
            own_catalogues=own_catalogues,
            previous=previous,
            own_words=self.own_words,
        )


@dataclass(frozen=True, slots=True)
class Task:
    """One disclosure of a batch: its files, or what is kept of it, under a name that no other of the batch has."""

    name: str
    orders: Orders
    files: tuple[Path, ...] = ()
    kept: Kept | None = None
    refused: str = ""
    """Why nothing can be done with it, where that is known before."""

    @property
    def stem(self) -> str:
        """The name as that of a file or a folder."""
        return safe_name(self.name)

    @property
    def sheet(self) -> Path:
        """Where its 出错说明 is written."""
        return self.orders.out / SHEETS / f"{self.stem}.pdf"


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """What came of a task: the line of JSON for it, and what was read where it is to be stored.

    `odd` are the pages of a file that are of another one, where it is to be held against what was settled.
    """

    name: str
    data: Data
    reading: Reading | None = None
    odd: tuple[Difference, ...] = ()

    @property
    def result(self) -> TaskResult:
        """What became of it."""
        return TaskResult(self.data["result"])

    def count(self, level: str) -> int:
        """How many findings of a level there are."""
        found: int = self.data.get("counts", {}).get(level, 0)
        return found


def not_done(task: Task, result: TaskResult, reason: str) -> TaskOutcome:
    """A task of which nothing came, with the sentence that says why."""
    return TaskOutcome(task.name, {**begun(task.name, task.files), "result": result, "error": reason})


def begun(name: str, files: Iterable[Path]) -> Data:
    """With what every line begins."""
    return {"name": name, "files": [file.name for file in files]}
