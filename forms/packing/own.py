"""What a pack says itself, item by item and value by value, without what its base says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from forms.form.declared import Declared, PackFault
from forms.form.pack import Pack


class OwnItem(NamedTuple):
    """A table or an item of a list in a file of the pack."""

    stem: str
    """The name of the file without .toml."""
    section: str
    item: Declared


def own_items(pack: Pack) -> Iterator[OwnItem]:
    """Every table, and every item of a list, that the pack's own files have."""
    for stem in pack.stems:
        for section, value in pack.own(stem).items():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, Declared):
                    yield OwnItem(stem, section, item)


def is_own(pack: Pack, item: Declared, key: str = "") -> bool:
    """Whether the pack itself says something of the item, or what stands at that key of it."""
    return (item.said_in(key) if key else item.file).startswith(f"{pack.id}/")


def at_own(pack: Pack, stem: str, item: Declared, key: str, message: str, level: Literal["E", "W"] = "E") -> PackFault:
    """A fault at a key of what the base says, told in the pack's own file of that name where it has one: there its
    writer can mend it."""
    if is_own(pack, item, key) or not pack.own(stem):
        return item.fault(key, message, level)
    line = item.line if is_own(pack, item) else 1
    return PackFault(f"{pack.id}/{stem}.toml", line, key, message, level)


def versions(value: object) -> Iterator[dict[str, object]]:
    """The versions of a value; none where it has but one."""
    if isinstance(value, list):
        yield from (version for version in value if isinstance(version, dict) and "is" in version)


def plain_values(value: object) -> Iterator[object]:
    """A value as it may stand in an edition: each of its versions, each item of a list."""
    if isinstance(value, list):
        for one in value:
            yield from plain_values(one["is"] if isinstance(one, Mapping) and "is" in one else one)
    elif not isinstance(value, Mapping):
        yield value


def texts(value: object) -> Iterator[str]:
    """Every text in a declared value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from texts(one)
