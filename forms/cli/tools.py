"""What the commands share: where they are added, what is made ready for them, how they tell, whose office it is."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.cli.blank import not_blank
from forms.form.load import installed, use_folder
from forms.form.resources import PACKS_OF_OFFICE, default_folder
from models.errors import Trouble
from models.staging import put_all_right

if TYPE_CHECKING:
    from forms.office.office import Office

Told = tuple[int, Any, Sequence[str]]
"""The exit code, the data for --json (None when they are out already), and the lines for a person."""
Action = Callable[[argparse.Namespace], Told]
_PATHS = ("folder", "file", "files")
_SEVERAL = "…"
"""What stands behind the label of a place that takes one or more."""


class Tools:
    """Where commands are added: `add_common` adds the options that every command has."""

    def __init__(self, verbs: Any, add_common: Callable[[Any], None]) -> None:
        self._verbs = verbs
        self._add_common = add_common

    def group(self, name: str, what: str) -> Tools:
        """A command that is followed by another one, which is added to what is returned."""
        below = self._verbs.add_parser(name, help=what, description=what)
        return Tools(below.add_subparsers(title="命令", required=True, metavar="命令"), self._add_common)

    def add(self, name: str, what: str, action: Action, *places: str) -> Any:
        """A command with its places, `dest:label`; returns where its options are added."""
        sub = self._verbs.add_parser(name, help=what, description=what)
        sub.set_defaults(run=lambda options: _tell(options, *action(options)))
        for place in places:
            dest, _, label = place.partition(":")
            several = {"nargs": "+"} if label.endswith(_SEVERAL) else {}
            kind = Path if dest in _PATHS else not_blank
            sub.add_argument_group("对象").add_argument(dest, metavar=label.rstrip(_SEVERAL), type=kind, **several)
        self._add_common(sub.choices)
        return sub.choices


def _tell(options: argparse.Namespace, code: int, data: Any, lines: Sequence[str]) -> int:
    """What came of a command, for a program or for a person."""
    if not options.json:
        print("\n".join(lines))
    elif data is not None:
        json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
        print()
    return code


def prepare(data: Path | None, packs: Path | None) -> None:
    """Put right what a killed run left half, and use the packs of the office and those given, before the commands name
    what is installed. Raises Trouble where `packs` is no folder."""
    if packs is not None and not packs.is_dir():
        raise Trouble(f"“{packs}”不是文件夹；", "--packs 请给放着表样的文件夹。")
    data = data or default_folder()
    put_all_right(data)
    for folder in filter(None, (packs, data / PACKS_OF_OFFICE)):
        use_folder(folder)


def require_installed(name: str) -> None:
    """Raises Trouble for the name of a pack that is not there."""
    if name and name not in installed():
        raise Trouble(f"没有装名为“{name}”的表样；", f"目前装有 {'、'.join(installed())}。")


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
