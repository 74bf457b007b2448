"""What the commands share: commands under commands (`pack list`), and the office they work on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forms.office.office import Office

Told = tuple[int, Any, Sequence[str]]
"""The exit code, the data for --json (None when they are out already), and the lines for a person."""
Action = Callable[[argparse.Namespace], Told]
_PATHS = ("folder", "file", "files")
_SEVERAL = "…"
"""What stands behind the label of a place that takes one or more."""


class Tools:
    """Where commands are added: `add_common` adds the options that every command has, `tell` says the outcome."""

    def __init__(
        self, verbs: Any, add_common: Callable[[Any], None], tell: Callable[[argparse.Namespace, Action], int]
    ) -> None:
        self._verbs = verbs
        self._add_common = add_common
        self._tell = tell

    def group(self, name: str, what: str) -> Tools:
        """A command that is followed by another one, which is added to what is returned."""
        below = self._verbs.add_parser(name, help=what, description=what)
        return Tools(below.add_subparsers(title="命令", required=True, metavar="命令"), self._add_common, self._tell)

    def add(self, name: str, what: str, action: Action, *places: str) -> Any:
        """A command with its places, `dest:label`; returns where its options are added."""
        sub = self._verbs.add_parser(name, help=what, description=what)
        sub.set_defaults(run=lambda options: self._tell(options, action))
        for place in places:
            dest, _, label = place.partition(":")
            several = {"nargs": "+"} if label.endswith(_SEVERAL) else {}
            kind = Path if dest in _PATHS else str
            sub.add_argument_group("对象").add_argument(dest, metavar=label.rstrip(_SEVERAL), type=kind, **several)
        self._add_common(sub.choices)
        return sub.choices


@contextmanager
def office_of(options: argparse.Namespace, *, to_read: bool = False) -> Iterator[Office]:
    """The office of the data folder; what was not as it should be at opening is said on standard error.

    A command that only reads works on a copy while a window has the data; any other is refused by a `Trouble`.
    """
    # A command on files alone does not wait for the database.
    from forms.office.office import Office
    from models.sqlite import Locked

    try:
        office = Office.open(options.data)
    except Locked as locked:
        if not to_read:
            raise
        office = Office.look(options.data, locked)
    with office:
        for told in filter(None, (office.left, *office.warnings)):
            print(told, file=sys.stderr)
        yield office
