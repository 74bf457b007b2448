"""Reading declaration files strictly: every key is known, every fault names the file and the key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class BadDeclaration(ValueError):
    """A declaration that cannot be used; the message names file, place and key."""


class KeyReader:
    """A table of a TOML file while it is read: values are taken by name, what is left over is refused.

    Every value may be given in versions, `[{ is = …, since = 2024, kind = "单位" }, …]`; the one that holds for
    the edition is taken. In texts `{kind}` becomes 部门 or 单位, `{year}` the budget year, `{previous}` the one before.
    """

    def __init__(self, values: Mapping[str, Any], place: str, year: int, kind: str) -> None:
        self._values = dict(values)
        self.place = place
        self.year = year
        self.kind = kind

    def applies(self) -> bool:
        """Whether the section's own span (`since`, `until`, `kind`) covers the edition."""
        return self._covers(self._span(self._values))

    def text(self, key: str, default: str | None = None) -> str:
        """A text; raises BadDeclaration when it is missing and no default is given."""
        value = self._take(key, default, str)
        return self._filled(str(value))

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self._take(key, default, (str, list, tuple))
        items = [value] if isinstance(value, str) else list(value)
        if not all(isinstance(item, str) for item in items):
            raise BadDeclaration(f"{self.place}: `{key}` must hold texts only")
        return tuple(map(self._filled, items))

    def number(self, key: str, default: int) -> int:
        """A whole number."""
        return int(self._take(key, default, int))

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        return bool(self._take(key, default, bool))

    def close(self) -> None:
        """Refuse what was not taken: a key that nobody knows is a slip of the pen."""
        if self._values:
            raise BadDeclaration(f"{self.place}: unknown key {', '.join(sorted(self._values))}")

    def _filled(self, text: str) -> str:
        if "{" not in text:
            return text
        for slot, word in (("kind", self.kind), ("year", str(self.year)), ("previous", str(self.year - 1))):
            text = text.replace(f"{{{slot}}}", word)
        return text

    def _take(self, key: str, default: Any, kinds: type | tuple[type, ...]) -> Any:
        value = self._values.pop(key, None)
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            value = self._choose(key, value)
        if value is None:
            value = default
        if value is None:
            raise BadDeclaration(f"{self.place}: `{key}` is missing")
        if not isinstance(value, kinds) or (kinds is int and isinstance(value, bool)):
            raise BadDeclaration(f"{self.place}: `{key}` has the wrong type: {value!r}")
        return value

    def _choose(self, key: str, versions: list[dict[str, Any]]) -> Any:
        chosen = []
        for version in versions:
            rest = dict(version)
            if "is" not in rest:
                raise BadDeclaration(f"{self.place}: a version of `{key}` has no `is`")
            value = rest.pop("is")
            if self._covers(self._span(rest)):
                chosen.append(value)
            if rest:
                raise BadDeclaration(f"{self.place}: unknown key {', '.join(sorted(rest))} in a version of `{key}`")
        if len(chosen) > 1:
            raise BadDeclaration(f"{self.place}: two versions of `{key}` hold for {self.year} {self.kind}")
        return chosen[0] if chosen else None

    def _span(self, values: dict[str, Any]) -> tuple[int, int, str]:
        span = (values.pop("since", 0), values.pop("until", 9999), values.pop("kind", self.kind))
        if not isinstance(span[0], int) or not isinstance(span[1], int) or span[0] > span[1]:
            raise BadDeclaration(f"{self.place}: since {span[0]!r} until {span[1]!r} is no span of years")
        return span

    def _covers(self, span: tuple[int, int, str]) -> bool:
        return span[0] <= self.year <= span[1] and span[2] == self.kind


def read_toml(path: Path) -> dict[str, Any]:
    """The content of one declaration file; raises BadDeclaration naming file and line."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadDeclaration(f"{path.name}: {error}") from error
