"""`codes.toml` of a pack: where the classification codes of a form differ from the lists of the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forms.form.catalogue import LENGTHS, TITLES, CodeChange
from forms.form.declared import YEARS, Declared, PackFault, meant

_KEYS = {"code": str, "name": str, "since": int, "until": int, "successor": str, "category": str}


def code_changes(content: Declared, faults: list[PackFault]) -> Mapping[str, tuple[CodeChange, ...]]:
    """The changes by list of codes, in the order they are declared; a faulty one is left out and told.

    An item with a name is a new code, or another name of one, from `since` on; one without a name takes the code out
    of use after `until`, with the `successor` to which carry goes.
    """
    return {
        kind: tuple(change for item in content.get(kind, ()) if (change := _change(kind, item, faults)) is not None)
        for kind in TITLES
        if kind in content
    }


def _change(kind: str, item: Declared, faults: list[PackFault]) -> CodeChange | None:
    found = list(_faults(kind, item))
    faults += found
    if found:
        return None
    return CodeChange(
        item["code"],
        item.get("name", ""),
        item.get("since", YEARS[0]),
        item.get("until", YEARS[-1]),
        item.get("successor", ""),
        item.get("category", ""),
    )


def _faults(kind: str, item: Declared) -> Iterator[PackFault]:
    lengths = LENGTHS[kind]
    digits = "、".join(map(str, lengths))
    for key in item:
        if key not in _KEYS:
            yield item.fault(key, f"不认识 {key}{meant(key, _KEYS)}")
        elif not isinstance(item[key], _KEYS[key]):
            yield item.fault(key, f"{key} 的值“{item[key]}”不对，应当写{'年度' if _KEYS[key] is int else '文字'}")
    for key in ("code", "successor"):
        code = item.get(key)
        if isinstance(code, str) and not (code.isdecimal() and len(code) in lengths):
            yield item.fault(key, f"{TITLES[kind]}的编码是{digits}位数字，不能写“{code}”")
    if "code" not in item:
        yield item.fault("code", "缺少 code")
    for key in ("since", "until"):
        if isinstance(item.get(key), int) and item[key] not in YEARS:
            yield item.fault(key, f"{key} = {item[key]} 不是年度")
    if not item.get("name") and "until" not in item:
        yield item.fault("code", "停用的编码要写 until（用到哪一年），新的编码要写 name")
    if isinstance(item.get("since"), int) and isinstance(item.get("until"), int) and item["since"] > item["until"]:
        yield item.fault("since", f"从{item['since']}年到{item['until']}年不成一段，since 不能晚于 until")
