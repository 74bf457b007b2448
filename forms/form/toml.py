"""Declaration files: TOML with the line of every key; what keeps one from being read is told in words of its writer."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from forms.form.declared import BadDeclaration, Declared, PackFault
from forms.form.kept import kept
from forms.form.version import VERSION

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
