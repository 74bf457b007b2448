"""One cause, one line: faults that come of the same slip are told together, what only follows from another one is not
told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from forms.form.declared import KINDS, PackFault
from forms.form.pack import Pack

_OF_COLUMNS = ("id", "layout", "type")
"""The keys of errors that take a column out of its place."""
_OF_AN_EDITION = re.compile(rf"20\d\d年|{'|'.join(KINDS)}")


def by_cause(pack: Pack, faults: Iterable[PackFault]) -> tuple[PackFault, ...]:
    """The faults of a pack by file and line, each cause once."""
    unread = pack.unread()
    known = [fault for fault in faults if not any(_is_of(fault, stem) for stem in unread)]
    found = sorted(_once(known), key=lambda fault: (fault.file, fault.line, fault.key))
    found = [fault for fault in found if not _follows(fault, found)]
    named = {fault.about for fault in found if not _is_of_base(pack, fault)}
    of_base = [fault for fault in found if fault.about not in named and _changed_table(pack, fault)]
    told = [*_together(pack, [fault for fault in found if fault not in of_base]), *_of_tables(pack, of_base)]
    return tuple(sorted(told, key=lambda fault: (fault.file, fault.line, fault.key)))


def _once(faults: Iterable[PackFault]) -> Collection[PackFault]:
    """Each fault once, whatever year and kind of budget it was met in first."""
    found: dict[tuple[str, int, str, str], PackFault] = {}
    for fault in faults:
        found.setdefault((fault.file, fault.line, fault.key, _OF_AN_EDITION.sub("", fault.message)), fault)
    return found.values()


def _is_of(fault: PackFault, stem: str) -> bool:
    """Whether something of a file is missing, perhaps only because the file cannot be read."""
    return fault.about.partition("/")[0] == stem and stem not in fault.file


def _follows(fault: PackFault, faults: Iterable[PackFault]) -> bool:
    """Whether a doubt about a file, or about the heads of a table, may come of an error that is told of it."""
    keys = {"": None, "path": _OF_COLUMNS}.get(fault.key, ()) if fault.level == "W" else ()
    return any(one.file == fault.file and one.level == "E" and (keys is None or one.key in keys) for one in faults)


def _together(pack: Pack, faults: Sequence[PackFault]) -> Iterator[PackFault]:
    """Faults that name the same missing thing as one, at the first place of the pack, with the others behind it."""
    for fault in faults:
        alike = [one for one in faults if fault.about and one.about == fault.about]
        first = min(alike, key=lambda one: _is_of_base(pack, one), default=fault)
        if fault is first:
            yield _with_places(fault, [one for one in alike if one is not first])


def _with_places(fault: PackFault, others: Iterable[PackFault]) -> PackFault:
    places = list(dict.fromkeys(f"{one.file} 第{one.line}行" for one in others))
    return replace(fault, message=f"{fault.message}（写到它的还有 {'、'.join(places)}）") if places else fault


def _is_of_base(pack: Pack, fault: PackFault) -> bool:
    return pack.base is not None and fault.file.startswith(f"{pack.base.id}/")


def _changed_table(pack: Pack, fault: PackFault) -> str:
    """The table that the pack changes, and of which the base then misses something; blank for another fault."""
    table = fault.about.partition("/")[0]
    return table if table and _is_of_base(pack, fault) and pack.own(table) else ""


def _of_tables(pack: Pack, faults: Sequence[PackFault]) -> Iterator[PackFault]:
    """What the base misses of each table that the pack changes, in one line."""
    for table in dict.fromkeys(_changed_table(pack, fault) for fault in faults):
        alike = [fault for fault in faults if _changed_table(pack, fault) == table]
        names = list(dict.fromkeys(one.about.rpartition("/")[2] for one in alike if "/" in one.about))
        said = f"{alike[0].message}；请看 {pack.id}/{table}.toml 里去掉了什么，哪些只在几年有"
        files = list(dict.fromkeys(one.file for one in alike))
        more = f"（底稿要用到而没有的：{'、'.join(names)}；写到它们的是 {'、'.join(files)}）" if len(alike) > 1 else ""
        yield replace(alike[0], message=f"{said}{more}")
