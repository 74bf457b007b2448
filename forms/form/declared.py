"""What declarations hold, read strictly: every key is known, every fault is told in Chinese with file, line and key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Protocol

from models.errors import Trouble

KINDS = ("部门", "单位")
"""The kinds of budget; a form says of each what differs."""
YEARS = range(2000, 2100)
"""What can be a budget year; another number in a span is a slip of the pen."""
PARTS = "parts"
"""The file, and its table, of texts that others name."""
PART = re.compile(r"\{([a-z_]+)\}")
"""How a text names a part."""
DEEPEST = 4
"""A part may hold parts that hold parts, no deeper than this."""
_SHAPES = {str: "文字", int: "整数", bool: " true 或 false", tuple: "文字或者一列文字"}


@dataclass(frozen=True, slots=True)
class PackFault:
    """What is wrong with a declaration, and where. E cannot be used, W is probably not what was meant."""

    file: str
    line: int
    key: str
    message: str
    level: Literal["E", "W"] = "E"
    about: str = ""
    """What is named and not there: TABLE, TABLE/ROW, TABLE//COLUMN; blank for another fault."""

    def __str__(self) -> str:
        place = f"{self.file} 第{self.line}行" if self.line else self.file
        return f"{place} {self.key}：{self.message}" if self.key else f"{place}：{self.message}"


class BadDeclaration(Trouble):
    """Declarations that cannot be used; `faults` are all that was found, the sentence names the first."""

    def __init__(self, faults: Iterable[PackFault], title: str = "") -> None:
        self.faults = tuple(dict.fromkeys(faults))
        name = title or self.faults[0].file.partition("/")[0]
        more = f"等{len(self.faults)}处" if len(self.faults) > 1 else ""
        super().__init__(f"表样“{name}”不能用：{self.faults[0]}{more}。", "请换一份完好的表样，或者请编写的人改正。")


class Declared(dict[str, Any]):
    """One table of a declaration file, with the place of each key; laid over another it keeps both places."""

    def __init__(self, values: Mapping[str, Any], file: str, line: int, lines: Mapping[str, int] | None = None) -> None:
        super().__init__(values)
        self.file = file
        self.line = line
        self.places = {key: (file, number) for key, number in (lines or {}).items()}

    def over(self, base: Declared) -> Declared:
        """This table where it says something, the base where it says nothing."""
        merged = Declared({**base, **self}, self.file, self.line)
        # The keys of an item in braces stand on its line.
        merged.places = {**base.places, **dict.fromkeys(self, (self.file, self.line)), **self.places}
        return merged

    def said_in(self, key: str) -> str:
        """The file that says what stands at a key; that of the table where it is not known."""
        return self.places.get(key, (self.file, 0))[0]

    def fault(self, key: str, message: str, level: Literal["E", "W"] = "E", about: str = "") -> PackFault:
        """A fault at a key, or at the head of the table when it has no such key."""
        file, line = self.places.get(key, (self.file, self.line))
        return PackFault(file, line, key, message, level, about)


class KeyReader:
    """A table of a TOML file while it is read: values are taken by name, what is left over is refused.

    Every value may be given in versions, `[{ is = …, since = 2024, kind = "单位" }, …]`; the one that holds for
    the edition is taken. Beside plain texts of a list a version is one of its items, and stands in its span only. In
    texts `{kind}` becomes 部门 or 单位, `{year}` the budget year, `{previous}` the one before, `{part}` the text of
    that name among `parts`.
    A fault goes on the list `faults`, and reading goes on with a blank value, of which nothing more is told; without a
    list it is raised.
    """

    def __init__(
        self,
        values: Declared,
        year: int,
        kind: str,
        faults: list[PackFault] | None = None,
        parts: Mapping[str, str] | None = None,
    ) -> None:
        self._declared = values
        self._values = dict(values)
        self._asked = ["since", "until", "kind"]
        self._told: dict[str, PackFault] = {}
        self._missing: set[str] = set()
        self._faults = faults
        self._parts = parts or {}
        self.year = year
        self.kind = kind

    @property
    def file(self) -> str:
        """The file that was last to say something of the table, PACK/NAME.toml."""
        return self._declared.file

    def said_in(self, key: str) -> str:
        """The file that says what stands at a key; that of the whole table where it is not known."""
        return self._declared.said_in(key)

    def applies(self) -> bool:
        """Whether the section's own span (`since`, `until`, `kind`) covers the edition."""
        return self._covers(self._span("", self._values))

    def text(self, key: str, default: str | None = None) -> str:
        """A text; a fault when it is missing and no default is given."""
        return self._filled(str(self._take(key, default, str)))

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts, some in their span only; a single text counts as a list of one."""
        value = self._take(key, default, tuple)
        items = [value] if isinstance(value, str) else list(self._standing(key, value))
        if not all(isinstance(item, str) for item in items):
            self._broken(key, "只能写文字")
            return ()
        return tuple(map(self._filled, items))

    def number(self, key: str, default: int, allowed: range) -> int:
        """A whole number that is one of these; the default is read as it is."""
        value = int(self._take(key, default, int))
        if value != default and value not in allowed:
            self.fault(key, f"{key} 要写{allowed[0]}到{allowed[-1]}，不能写 {value}")
            return default
        return value

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        return bool(self._take(key, default, bool))

    def one_of(self, key: str, allowed: Iterable[str], default: str | None = None) -> Any:
        """A text that is one of these."""
        value, allowed = self.text(key, default), tuple(allowed)
        if value not in allowed:
            if value:
                self.fault(key, f"{key} 不能写“{value}”{meant(value, allowed)}；可以写：{'、'.join(allowed)}")
            return allowed[0]
        return value

    def close(self) -> None:
        """Refuse what was not taken: a key that nobody knows is a slip of the pen."""
        for key in self._values:
            # What is said under a name with a slip in it is not missing.
            for wanted in get_close_matches(key, self._missing, 1):
                self._missing.remove(wanted)
                if self._faults is not None and self._told[wanted] in self._faults:
                    self._faults.remove(self._told[wanted])
            self.fault(key, f"不认识 {key}{meant(key, self._asked)}")

    def fault(self, key: str, message: str, level: Literal["E", "W"] = "E", about: str = "") -> None:
        """Tell what is wrong at a key."""
        found = self._declared.fault(key, message, level, about)
        if self._faults is None:
            raise BadDeclaration([found])
        if key not in self._told:
            self._faults.append(found)

    def _broken(self, key: str, message: str) -> None:
        """Tell what keeps a value from being read: what stands in its place is blank, and no fault of the writer."""
        self.fault(key, message)
        self._told.setdefault(key, self._declared.fault(key, message))

    def _filled(self, text: str) -> str:
        if "{" not in text:
            return text
        text = with_parts(text, self._parts)
        for slot, word in (("kind", self.kind), ("year", str(self.year)), ("previous", str(self.year - 1))):
            text = text.replace(f"{{{slot}}}", word)
        return text

    def _take(self, key: str, default: Any, kind: type) -> Any:
        self._asked.append(key)
        value = self._values.pop(key, None)
        versions = isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
        if versions:
            value = self._choose(key, value)
        if value is None:
            value = default
        if value is None:
            self._broken(key, f"{key} 的各个版本没有一个适用" if versions else f"缺少 {key}")
            self._missing |= set() if versions else {key}
            return kind()
        kinds = (str, list, tuple) if kind is tuple else kind
        if not isinstance(value, kinds) or (kind is int and isinstance(value, bool)):
            said = "（花括号里的）" if isinstance(value, dict) else f"“{value}”"
            self._broken(key, f"{key} 的值{said}不对，应当写{_SHAPES[kind]}")
            return kind()
        return value

    def _standing(self, key: str, items: Iterable[Any]) -> Iterator[Any]:
        """The items of a list that the edition has."""
        for item in items:
            found = self._choose(key, [item]) if isinstance(item, dict) else item
            if found is not None:
                yield found

    def _choose(self, key: str, versions: list[dict[str, Any]]) -> Any:
        chosen = []
        for version in versions:
            rest = dict(version)
            value = rest.pop("is", None)
            if value is None:
                self._broken(key, f"{key} 的一个版本没有写 is")
            if self._covers(self._span(key, rest)):
                chosen.append(value)
            for name in rest:
                self.fault(key, f"{key} 的一个版本里有不认识的 {name}{meant(name, ('since', 'until', 'kind'))}")
        if len(chosen) > 1:
            self.fault(key, f"{key} 有两个版本同时适用")
        return chosen[0] if chosen else None

    def _span(self, key: str, values: dict[str, Any]) -> tuple[int, int, str]:
        first, last, kind = values.pop("since", YEARS[0]), values.pop("until", YEARS[-1]), values.pop("kind", self.kind)
        for name, year in (("since", first), ("until", last)):
            if not isinstance(year, int) or year not in YEARS:
                self.fault(key or name, f"{name} = {year} 不是年度")
                return YEARS[0], YEARS[-1], self.kind
        if kind not in KINDS:
            self.fault(key or "kind", f"kind 不能写“{kind}”，只有{'和'.join(KINDS)}")
        if first > last:
            self.fault(key or "since", f"从{first}年到{last}年不成一段，since 不能晚于 until")
        return first, last, str(kind)

    def _covers(self, span: tuple[int, int, str]) -> bool:
        return span[0] <= self.year <= span[1] and span[2] == self.kind


class Declarations(Protocol):
    """What a pack declares, file by file, with the base under it."""

    id: str

    @property
    def version(self) -> str:
        """Which issue of them it is."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the declarations stand."""

    def has(self, stem: str) -> bool:
        """Whether there is such a file."""

    def columns_left_out(self, stem: str, year: int, kind: str) -> Collection[str]:
        """The columns of a table of the base that the form leaves out."""

    def left_out(self, stem: str, year: int, kind: str) -> Collection[str]:
        """What the form leaves out of a table of the base: columns, and lines of shared lists."""

    def file(self, stem: str) -> Declared:
        """A whole file."""

    def section(self, stem: str, key: str, year: int, kind: str, faults: list[PackFault]) -> KeyReader:
        """A table of a file."""

    def sections(self, stem: str, key: str, year: int, kind: str, faults: list[PackFault]) -> Iterator[KeyReader]:
        """The items of a list of a file that the edition has."""

    def rule_files(self) -> tuple[str, ...]:
        """The chapters of the rule book."""

    def own_parts(self, year: int, kind: str, faults: list[PackFault]) -> Mapping[str, str]:
        """The texts that others name, without those of the base."""


def with_parts(text: str, parts: Mapping[str, str]) -> str:
    """A text with the parts put in that it names, and those that they name; another `{name}` stays as it is."""
    for _ in range(DEEPEST if parts else 0):
        text = PART.sub(lambda found: parts.get(found[1], found[0]), text)
    return text


def meant(word: str, known: Iterable[str]) -> str:
    """，是不是想写…, where one of the known words is nearly the one that stands there; blank where none is."""
    close = get_close_matches(word, tuple(known), 1)
    return f"，是不是想写“{close[0]}”？" if close else ""
