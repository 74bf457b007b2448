"""Disclosures to work on in tests: begun ones, published ones, and a store that remembers or fails."""

from __future__ import annotations

from functools import cache

from forms.compare.history import logged_title
from forms.document.document import Document
from forms.document.steps import Operation
from forms.edit.cells import add_codes, enter
from forms.form.load import edition
from forms.match.reading import Reading
from forms.match.recognise import recognise
from models.errors import Trouble
from models.records import Address, Change, Head, Logged, Unit
from tests.forms.books import published

UNIT = Unit("339", "丰润区工业和信息化局")
PROJECTS, INDICATORS, COMPARISON = "X5", "X5I", "X7"
"""How the bundled form calls the tables of projects, of their indicators, and of this year beside the last."""


class Kept:
    """A store that keeps the operations it is given, each by its title, unless its disk is full."""

    def __init__(self) -> None:
        self.operations: list[tuple[str, tuple[Change, ...]]] = []
        self.full = False

    def __call__(self, operation: Operation) -> None:
        if self.full:
            raise Trouble("磁盘已满；", "请腾出空间。")
        logged = Logged("", operation.name, operation.changes, operation.kind)
        self.operations.append((logged_title(logged), logged.changes))


def begun(year: int = 2024, kind: str = "部门", kept: Kept | None = None) -> Document:
    """A blank disclosure; without `kept` what is done to it is written nowhere."""
    form = edition(year, kind)
    return Document(Head("1", UNIT, year, kind, form.id), form, keep=kept)


def imported(name: str = "2024-fengrun") -> Document:
    """A published disclosure as an office works on it after the import: nothing but what the file states."""
    reading = _read(name)
    return Document(reading.head, reading.edition, reading.content)


@cache
def _read(name: str) -> Reading:
    return recognise(published(name))


def fill(document: Document, texts: dict[str, str]) -> None:
    """Amounts for cells given as `T2/2060101/fiscal`; rows of codes come into being."""
    addresses = {Address(*where.split("/")): text for where, text in texts.items()}
    for table, row, _ in addresses:
        if document.edition.tables[table].layout == "codes":
            document.apply("增加科目", add_codes(document, table, [row]))
    document.apply("填写", enter(document, addresses))
