"""What a slip of a clerk is, and the register of the kinds in which they are made."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forms.document.document import Document
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change, RowAddress
from tests.forms.check.damages import Place


@dataclass(frozen=True)
class Slip:
    """One slip: its kind, what it changes, where it must be found, and how a reader would tell of it."""

    kind: str
    changes: tuple[Change, ...]
    places: tuple[Place, ...]
    words: str


Kind = Callable[[Document, random.Random], Iterator[Slip]]
KINDS: list[Kind] = []


def kind(make: Kind) -> Kind:
    KINDS.append(make)
    return make


def cell(document: Document, at: Address, new: Fen | str | None) -> CellChange:
    entry = CellEntry(text=new) if isinstance(new, str) else CellEntry(fen=new) if new is not None else None
    return CellChange(at, document.cells.get(at), entry)


def of_cell(kind_: str, document: Document, at: Address, new: Fen | str | None) -> Slip:
    return Slip(kind_, (cell(document, at, new),), (at_row(at),), f"{'/'.join(at)} {document.value(at)} → {new}")


def at_row(at: Address) -> RowAddress:
    return RowAddress(at.table, at.row)
