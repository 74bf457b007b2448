"""Codes and names of subjects as single counties write them."""

from __future__ import annotations

_LEVELS = {3: "类", 5: "款", 7: "项"}


def own_code(code: str, way: str, unit: str) -> str:
    """A code in the writing of the county; a blank one stays blank."""
    if not code:
        return ""
    match way:
        case "level suffix":
            return f"{code}{_LEVELS.get(len(code), '')}"
        case "bracketed alone":
            return f"（{code}）"
        case "padded":
            return code.ljust(7 if len(code) != 5 or code[0] == "2" else 5, "0")
        case "prefixed":
            return f"{unit}{code}"
        case "long prefixed":
            return f"{unit}001{code}"
    return code


def own_name(code: str, name: str, way: str) -> str:
    """The name of a subject in the writing of the county."""
    if not code.isdigit():
        return name
    if way == "level behind":
        return f"{name}（{_LEVELS.get(len(code), '项')}）"
    if way == "names spaced" and len(name) > 3:
        return f"{name[:2]} {name[2:]}"
    return name
