"""Declaration files read strictly: every key is known, and every fault is told in Chinese with file, line and key."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from forms.form.kept import kept
from forms.form.version import VERSION

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
_LARGEST = 256 * 1024
"""No declaration is a tenth as long; of one that is the sums would be looked for for minutes."""
_FORM = 1
"""The form in which it is kept; another number when `_Parsed` is made otherwise of the same file."""
_HEADER = re.compile(r"(\[\[?)\s*\"?([^\]\"]+?)\"?\s*\]")
_KEY = re.compile(r"(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_SLIPS = {
    "Cannot overwrite a value": "同一个名字写了两次",
    "Cannot declare": "同一个 [名字] 写了两次；几项并列的写成 [[名字]]",
    "Cannot redefine": "同一个 [名字] 写了两次；几项并列的写成 [[名字]]",
    "Cannot mutate": "同一个名字写了两次，一处用 [ ]，一处用 =",
    "Duplicate inline table key": "花括号里同一个名字写了两次",
    "Unclosed array": "方括号 [ 没有合上，或者前面两项之间少了逗号",
    "Unclosed inline table": "花括号 { 没有合上，或者前面两项之间少了逗号",
    "Expected ']": "[名字] 的方括号没有合上",
    "Expected '='": "名字后面少了等号，或者名字不合写法：只写字母、数字、短横，别的要加引号",
    "Expected newline": "值写完了，后面还有别的字",
    "Invalid initial character": "名字不合写法：只写字母、数字、短横，别的要加引号",
    "Invalid statement": "这一行不是“名字 = 值”，也不是 [名字]",
    "Invalid value": "等号后面的值不合写法：文字要加引号，真假写 true、false",
    "Illegal character": "引号没有合上",
    "Unterminated string": "引号没有合上",
    'Expected "\'"': "引号没有合上",
    "Expected '\"": "引号没有合上",
    "Unescaped": "反斜线在双引号里要写两个，或者改用单引号",
}
"""What tomllib calls a slip of the pen, and what is said of it."""
_WIDE = frozenset("，＝［］｛｝“”‘’＃：。、")
"""Marks of Chinese text, which are often typed in the place of those of TOML."""
_SHAPES = {str: "文字", int: "整数", bool: " true 或 false", tuple: "文字或者一列文字"}


@dataclass(frozen=True, slots=True)
class PackFault:
    """What is wrong with a declaration, and where. E cannot be used, W is probably not what was meant."""

    file: str
    line: int
    key: str
    message: str
    level: Literal["E", "W"] = "E"

    def __str__(self) -> str:
        place = f"{self.file} 第{self.line}行" if self.line else self.file
        return f"{place} {self.key}：{self.message}" if self.key else f"{place}：{self.message}"


class BadDeclaration(ValueError):
    """Declarations that cannot be used; `faults` are all that was found, the message names them."""

    def __init__(self, faults: Iterable[PackFault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("；".join(map(str, self.faults)))


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
        merged.places = {**base.places, **self.places}
        return merged

    def fault(self, key: str, message: str, level: Literal["E", "W"] = "E") -> PackFault:
        """A fault at a key, or at the head of the table when it has no such key."""
        file, line = self.places.get(key, (self.file, self.line))
        return PackFault(file, line, key, message, level)


class KeyReader:
    """A table of a TOML file while it is read: values are taken by name, what is left over is refused.

    Every value may be given in versions, `[{ is = …, since = 2024, kind = "单位" }, …]`; the one that holds for
    the edition is taken. Beside plain texts of a list a version is one of its items, and stands in its span only. In
    texts `{kind}` becomes 部门 or 单位, `{year}` the budget year, `{previous}` the one before, `{part}` the text of
    that name among `parts`.
    A fault goes on the list `faults`, and reading goes on with a blank value; without a list it is raised.
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
        return self._declared.places.get(key, (self.file, 0))[0]

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
            self.fault(key, "只能写文字")
            return ()
        return tuple(map(self._filled, items))

    def number(self, key: str, default: int) -> int:
        """A whole number."""
        return int(self._take(key, default, int))

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
            self.fault(key, f"不认识 {key}{meant(key, self._asked)}")

    def fault(self, key: str, message: str, level: Literal["E", "W"] = "E") -> None:
        """Tell what is wrong at a key."""
        found = self._declared.fault(key, message, level)
        if self._faults is None:
            raise BadDeclaration([found])
        self._faults.append(found)

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
            self.fault(key, f"{key} 的各个版本没有一个适用" if versions else f"缺少 {key}")
            return kind()
        kinds = (str, list, tuple) if kind is tuple else kind
        if not isinstance(value, kinds) or (kind is int and isinstance(value, bool)):
            self.fault(key, f"{key} 的值“{value}”不对，应当写{_SHAPES[kind]}")
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
                self.fault(key, f"{key} 的一个版本没有写 is")
            if self._covers(self._span(key, rest)):
                chosen.append(value)
            for name in rest:
                self.fault(key, f"{key} 的一个版本里有不认识的 {name}{meant(name, ('since', 'until', 'kind'))}")
        if len(chosen) > 1:
            self.fault(key, f"{key} 有两个版本都适用于{self.year}年{self.kind}预算")
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


def read_toml(path: Path, file: str) -> Declared:
    """The content of one declaration file, called `file` when a fault is told; raises BadDeclaration with the line."""
    try:
        if path.stat().st_size > _LARGEST:
            raise BadDeclaration([PackFault(file, 0, "", f"超过{_LARGEST // 1024} KB，不是表样的文件")])
        values, keys, blocks = _parsed(path.read_bytes(), file.replace("/", "-"))
    except tomllib.TOMLDecodeError as error:
        raise BadDeclaration([_slip(file, path.read_text(encoding="utf-8-sig").split("\n"), str(error))]) from error
    except UnicodeDecodeError as error:
        raise BadDeclaration([PackFault(file, 0, "", "不是 UTF-8 编码的文字")]) from error
    except RecursionError as error:
        raise BadDeclaration([PackFault(file, 0, "", "括号一层套一层，套得太深")]) from error
    except OSError as error:
        raise BadDeclaration([PackFault(file, 0, "", "读不出这个文件")]) from error
    whole = Declared(values, file, 1, keys)
    for name, value in values.items():
        places = blocks[name]
        if isinstance(value, dict):
            whole[name] = Declared(value, file, *places[0])
        elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            whole[name] = [
                Declared(item, file, *(places[number] if number < len(places) else places[-1]))
                for number, item in enumerate(value)
            ]
        if value and name not in whole.places:
            whole.places[name] = (file, places[0][0])
    return whole


def _slip(file: str, lines: Sequence[str], said: str) -> PackFault:
    """What tomllib said of a file that cannot be read, in words of the writer; it stands at the end when no line is
    named."""
    found = re.search(r"line (\d+), column (\d+)", said)
    line = int(found[1]) if found else len(lines)
    rest = lines[line - 1][int(found[2]) - 1 :] if found and line <= len(lines) else ""
    reason = next((words for slip, words in _SLIPS.items() if slip in said), "")
    if rest[:1] in _WIDE and rest:
        reason = f"这里的“{rest[0]}”是中文的标点，要写英文的"
    return PackFault(file, line, "", f"这一行不合 TOML 的写法{reason and '：'}{reason}")


_Block = tuple[int, dict[str, int]]
"""The line on which a table or an item of a list begins, and the lines of its keys."""


class _Parsed(NamedTuple):
    """The values of a file, the lines of the keys above its first table, and the blocks of each name."""

    values: dict[str, Any]
    keys: dict[str, int]
    blocks: dict[str, list[_Block]]


def _parsed(content: bytes, name: str) -> _Parsed:
    """What a TOML file of that content holds; `name` tells the file among those that are kept.

    Raises UnicodeDecodeError and TOMLDecodeError.
    """
    key = sha256(f"{VERSION} {_FORM} ".encode() + content).hexdigest()
    try:
        return _Parsed(*json.loads(kept(name, key, lambda: _packed(content))))
    except TypeError:
        # A day or a time, which no declaration has and JSON neither: it is told like any other value of a wrong kind.
        return _parse(content)


def _packed(content: bytes) -> bytes:
    return json.dumps(_parse(content), ensure_ascii=False).encode()


def _parse(content: bytes) -> _Parsed:
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    values = tomllib.loads(text)
    blocks = list(_blocks(text))
    keys = blocks[0][2]
    places: dict[str, list[_Block]] = {}
    for name in values:
        found = [(line, lines) for header, line, lines in blocks if header == name]
        places[name] = found or [(line, {}) for line in _item_lines(text, keys.get(name, 1))]
    return _Parsed(values, keys, places)


def _item_lines(text: str, start: int) -> list[int]:
    """The lines on which the items of a list begin that is written in braces, `name = [`, one item a line."""
    lines = enumerate(text.splitlines()[start:], start=start + 1)
    return [number for number, line in takewhile(lambda one: one[1].strip() != "]", lines) if "{" in line] or [start]


def _blocks(text: str) -> Iterator[tuple[str, int, dict[str, int]]]:
    """The headers of a TOML text with their lines and the lines of the keys under them, the part above first."""
    header, start, keys, depth = "", 1, dict[str, int](), 0
    for number, line in enumerate(text.splitlines(), start=1):
        bare = _STRING.sub('""', line).partition("#")[0]
        if depth == 0 and (found := _HEADER.match(line.strip())):
            yield header, start, keys
            header, start, keys = found[2], number, {}
            continue
        if depth == 0 and (key := _KEY.match(line.strip())):
            keys[next(filter(None, key.groups()))] = number
        depth += sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))
    yield header, start, keys
