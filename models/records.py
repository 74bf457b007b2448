"""The records that cross the border between the store and the rest: frozen, plain, without SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

Origin = Literal["typed", "imported"]
"""Where an entry came from: typed by the clerk, or taken from a file and not touched since."""


class State(StrEnum):
    """How far a disclosure has come. The values are kept in the data file, printed, and part of the JSON."""

    EDITING = "编制中"
    REVIEWED = "已审核"
    SETTLED = "已定稿"
    PUBLISHED = "已公开"


class OperationKind(StrEnum):
    """What sort of step an operation is. The values are kept in the data file and are for ever."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"
    """Taken over from files."""
    CARRY = "carry"
    """Made from the disclosure of the year before."""
    REVIEW = "review"
    """Passed as 已审核."""
    SETTLE = "settle"
    """定稿."""
    PUBLISH = "publish"
    """公开 written down: the disclosure stands where the public reads it."""
    REOPEN = "reopen"
    """Set back to 编制中 by hand, the name says why; an edit that sets back stays an edit and says so by its state."""
    ACCEPT = "accept"
    """Taken as it stands by hand, although it was found damaged."""
    ATTACH = "attach"
    """A paper (签字件) was attached: `name` is that of its file, `digest` its SHA-256."""
    DETACH = "detach"
    """A paper was taken away; it stays in the backups."""
    STAND = "stand"
    """A file that was published stands there: `name` says what it is called, since which day, and where, `digest` is
    its SHA-256."""


class Address(NamedTuple):
    """The place of one cell: table id (T1…), row key (a code, `total`, `income.general`…), column id."""

    table: str
    row: str
    column: str


class RowAddress(NamedTuple):
    """The place of one row."""

    table: str
    row: str


@dataclass(frozen=True, slots=True)
class CellEntry:
    """What stands in one cell: an amount in 分, or a text (a label, or what was typed where a number belongs).

    Both `None` never occurs: a blank cell has no entry at all. Zero is an entry with `fen == 0`.
    """

    fen: int | None = None
    text: str | None = None
    origin: Origin = "typed"


@dataclass(frozen=True, slots=True)
class RowEntry:
    """One row of a table whose rows are not fixed: the name as it stands, and its place where codes do not order it.

    `label` is None when the name is the catalogue's; `order` is None when the row stands where its code belongs.
    """

    label: str | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell entry replaced by another; None means blank."""

    key: Address
    old: CellEntry | None
    new: CellEntry | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row added (old is None), changed or removed (new is None)."""

    key: RowAddress
    old: RowEntry | None
    new: RowEntry | None


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text of the disclosure replaced: whatever is written outside cells and rows, each under a name of its own.

    The notes under a table are `T7.notes`, the text of a section `S2.text`, a field of the profile `profile.maker`.
    """

    key: str
    old: str | None
    new: str | None


Change = CellChange | RowChange | TextChange


@dataclass(frozen=True, slots=True)
class Unit:
    """A budget unit (预算单位): its code, which may be blank, and its official name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Head:
    """What identifies a disclosure: unit, budget year, kind (部门 or 单位) and the edition of the form."""

    id: str
    unit: Unit
    year: int
    kind: str
    edition: str
    state: State = State.EDITING


@dataclass(frozen=True, slots=True)
class Content:
    """Everything entered in one disclosure, as three maps."""

    cells: Mapping[Address, CellEntry] = field(default_factory=dict)
    rows: Mapping[RowAddress, RowEntry] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of disclosures: its head, when it was last changed (ISO time, local), and whether both are
    as they were written."""

    head: Head
    changed: str
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Logged:
    """One operation in the history of a disclosure: when, what was done, and what it changed.

    `name` says in Chinese what was worked on, and to an undo or a redo which step it takes; a step that gives a state
    and changes nothing has none, but 审核 and 定稿 name the version of the pack if it is not the first. `state` is the
    state the operation gave, None where it left the one there was; `digest` is then the SHA-256 of what got that state,
    else that of the paper or file an operation is about.
    `who` is the person who was set in the program, or blank.
    """

    time: str
    name: str
    changes: tuple[Change, ...]
    kind: OperationKind = OperationKind.EDIT
    state: State | None = None
    who: str = ""
    digest: str | None = None
