"""A pack as a difference: its declarations laid over those of its base, item by item.

An item of a list is known by its key (a column by side and id, a relation by its id, …). One with the key of an item of
the base is laid over it, value by value; `drop = true` takes it out, `after = KEY` says where it stands (`after = ""`
first). `[keep]` names the items of a list that stay of the base, and their order; one of the pack's own stands where
it is named there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from forms.form.catalogue import TITLES
from forms.form.declared import Declared, PackFault, meant

KEEP = "keep"
_ID = "id"
_CHANGES = (("drop", bool, " true"), ("after", str, "另一项的名字，加引号"))
"""What a pack says of the place of an item, as what it is written."""


def _of_id(item: Declared) -> str:
    return str(item.get(_ID, ""))


def _of_column(item: Declared) -> str:
    return "/".join(filter(None, (str(item.get("side", "")), _of_id(item))))


def _of_row(item: Declared) -> str:
    return _of_id(item) or f"{item.get('under') or item.get('side', '')}:{item.get('lines', '')}"


def _of_code(item: Declared) -> str:
    return f"{item.get('code', '')}/{item.get('since', '')}"


def _of_line(item: Declared) -> str:
    return _of_id(item) or str(item.get("class", ""))


KEYS: dict[str, Callable[[Declared], str]] = {
    "column": _of_column,
    "row": _of_row,
    "line": _of_line,
    "section": lambda item: str(item.get("key", "")),
    "phrase": lambda item: str(item.get("slot", "")),
    **dict.fromkeys(TITLES, _of_code),
}
"""How the items of a list are known; all others by `id`."""


def key_of(section: str, item: Declared) -> str:
    """The key of an item of that list."""
    return KEYS.get(section, _of_id)(item)


def laid_over(base: Declared, own: Declared, faults: list[PackFault]) -> Declared:
    """The declarations of a file of the base with those of the pack over them."""
    merged = Declared(base, own.file, own.line)
    merged.places = dict(base.places)
    kept = own.get(KEEP, {})
    for name in kept:
        if not isinstance(base.get(name), list):
            faults.append(own.fault(KEEP, f"{KEEP} 里的 {name} 在底稿里没有"))
        else:
            merged[name] = _kept(name, base[name], own, faults)
    for name, value in own.items():
        if name == KEEP:
            continue
        under = merged.get(name)
        if isinstance(value, Declared) and isinstance(under, Declared):
            merged[name] = value.over(under)
        elif _is_items(value) and isinstance(under, list):
            merged[name] = _in_order(name, _items(name, under, value, faults), base[name], kept.get(name, ()))
        else:
            merged[name] = _without_changes(value)
        if name in own.places:
            merged.places[name] = own.places[name]
    return merged


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Declared) for item in value)


def _without_changes(value: Any) -> Any:
    """A list that has nothing to be laid over: what is said of the base is taken off."""
    if not _is_items(value):
        return value
    items = []
    for item in value:
        plain = Declared({k: v for k, v in item.items() if k != "after"}, item.file, item.line)
        plain.places = item.places
        items.append(plain)
    return items


def _kept(name: str, base: Iterable[Declared], own: Declared, faults: list[PackFault]) -> list[Declared]:
    """The items of the base that stay. Items that the pack adds may be named among them."""
    found: list[Declared] = []
    kept = own[KEEP]
    keys = {key_of(name, item) for item in base}
    added = {key_of(name, item) for item in own.get(name, ()) if isinstance(item, Declared)}
    for wanted in dict.fromkeys(kept[name]):
        if kept[name].count(wanted) > 1:
            faults.append(kept.fault(name, f"“{wanted}”写了两次"))
        if wanted not in keys | added:
            faults.append(kept.fault(name, f"底稿的 {name} 里没有“{wanted}”{meant(str(wanted), keys | added)}"))
        found += [item for item in base if key_of(name, item) == wanted]
    return found


def _in_order(name: str, items: list[Declared], base: Iterable[Declared], kept: Sequence[str]) -> list[Declared]:
    """The items in the order of `[keep]` where it names some that are not of the base; others stay where they are."""
    if {key_of(name, item) for item in base}.issuperset(kept):
        return items
    places = [place for place, item in enumerate(items) if key_of(name, item) in kept]
    named = sorted((items[place] for place in places), key=lambda item: kept.index(key_of(name, item)))
    found = list(items)
    for place, item in zip(places, named, strict=True):
        found[place] = item
    return found


def _items(name: str, base: list[Declared], own: list[Declared], faults: list[PackFault]) -> list[Declared]:
    """The items of the base with the pack's laid over them; new ones at the end, or where `after` says."""
    found = list(base)
    begun: set[str] = set()
    for item in own:
        key = key_of(name, item)
        values = {k: v for k, v in item.items() if k not in ("drop", "after")}
        plain = Declared(values, item.file, item.line)
        plain.places = item.places
        old = [one for one in base if key_of(name, one) == key]
        places = [place for place, one in enumerate(found) if key_of(name, one) == key]
        for change, kind, wanted in _CHANGES:
            if change in item and not isinstance(item[change], kind):
                faults.append(item.fault(change, f"{change} 的值“{item[change]}”不对，应当写{wanted}"))
        if item.get("drop") is True:
            if not old:
                faults.append(item.fault("drop", f"底稿的 {name} 里没有“{key}”，不能去掉"))
            found = [one for one in found if key_of(name, one) != key]
            continue
        new = plain.over(old[0]) if old else plain
        if key in begun or not places:
            # A further version of an item, or a new one: behind its kind, else at the end.
            found.insert(places[-1] + 1 if places else len(found), new)
        else:
            found = [one for place, one in enumerate(found) if place not in places[1:]]
            found[places[0]] = new
        begun.add(key)
        if isinstance(item.get("after"), str):
            found = [one for one in found if one is not new]
            found.insert(_place_after(name, found, item, faults), new)
    return found


def _place_after(name: str, items: list[Declared], item: Declared, faults: list[PackFault]) -> int:
    before = item["after"]
    if before == "":
        return 0
    places = [place for place, one in enumerate(items) if key_of(name, one) == before]
    if not places:
        faults.append(item.fault("after", f"{name} 里没有“{before}”，不能排在它后面"))
    return places[-1] + 1 if places else len(items)
