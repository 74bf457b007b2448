"""The steps of work on a disclosure: what can be taken back, and what can be done again, also after it was closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TypeVar

from models.records import Change, Logged, OperationKind

K = TypeVar("K")
V = TypeVar("V")

_NEW = (OperationKind.EDIT, OperationKind.IMPORT)
_DOING = (*_NEW, OperationKind.REDO)
_BEGINNINGS = (OperationKind.ACCEPT, OperationKind.CARRY)


@dataclass(frozen=True, slots=True)
class Operation:
    """One named step of work, in words the clerk sees behind 撤销; an undo bears the name of the step it takes back."""

    name: str
    changes: tuple[Change, ...]
    kind: OperationKind = OperationKind.EDIT

    def reversed(self) -> tuple[Change, ...]:
        """The changes that take the step back."""
        return tuple(type(c)(c.key, c.new, c.old) for c in reversed(self.changes))  # type: ignore[arg-type]


@dataclass(slots=True)
class Steps:
    """The steps that were done and the ones that were taken back, the next one to take back or do again at the end."""

    done: list[Operation] = field(default_factory=list)
    undone: list[Operation] = field(default_factory=list)

    def on_the_way(self, count: int) -> tuple[Operation, ...]:
        """What has to be carried out until so many steps are done: taken back from the last on, or done again."""
        more = count - len(self.done)
        if more > 0:
            return tuple(Operation(o.name, o.changes, OperationKind.REDO) for o in reversed(self.undone[-more:]))
        return tuple(Operation(o.name, o.reversed(), OperationKind.UNDO) for o in reversed(self.done[count:]))

    def go(self, count: int) -> None:
        """So many steps are done now."""
        while len(self.done) > count:
            self.undone.append(self.done.pop())
        while len(self.done) < count and self.undone:
            self.done.append(self.undone.pop())


def steps_of(history: Sequence[Logged]) -> Steps:
    """The steps as they stood when the disclosure was closed; `history` holds its newest entries, the newest first.

    What gave a state is no step. Behind a disclosure that was taken as it stood nothing can be taken back, nor can the
    step by which it came to be from files or from last year's.
    """
    entries = list(takewhile(lambda entry: entry.kind not in _BEGINNINGS, history))
    if entries and entries[-1].kind == OperationKind.IMPORT:
        entries.pop()
    return Steps(_done(entries), _undone(entries))


def _done(entries: Sequence[Logged]) -> list[Operation]:
    done, taken_back = [], 0
    for entry in entries:
        if entry.kind == OperationKind.UNDO:
            taken_back += 1
        elif entry.kind in _DOING and taken_back:
            taken_back -= 1
        elif entry.kind in _DOING:
            done.append(Operation(entry.name, entry.changes))
    return done[::-1]


def _undone(entries: Sequence[Logged]) -> list[Operation]:
    """What was taken back and not done again since the last new step."""
    undone: list[Operation] = []
    for entry in reversed(list(takewhile(lambda entry: entry.kind not in _NEW, entries))):
        if entry.kind == OperationKind.UNDO:
            undone.append(Operation(entry.name, Operation(entry.name, entry.changes).reversed()))
        elif entry.kind == OperationKind.REDO and undone:
            undone.pop()
    return undone


def put(entries: dict[K, V], key: K, value: V | None) -> None:
    """Let an entry stand under its key; None takes it out."""
    if value is None:
        entries.pop(key, None)
    else:
        entries[key] = value
