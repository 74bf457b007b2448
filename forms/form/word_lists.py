"""Word lists and patterns of a pack, `words/<name>.toml`: what the checks know of language, read strictly into a frozen
record. Here, and nowhere else, what a pack says of language becomes patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from forms.form.declared import PART, BadDeclaration, Declared, KeyReader, PackFault, meant, with_parts
from forms.form.layers import laid_over
from forms.form.model import Edition
from forms.form.toml import read_toml

W = TypeVar("W")

Lists = Mapping[str, tuple[str, ...]]
"""Word lists by a word: an indicator's noun with the units that fit it, a mark with the ways of writing it."""
Words = re.Pattern[str]
_PARTS = "parts"
_PATTERNS = "_patterns"


def word_lists(edition: Edition, name: str, record: type[W]) -> W:
    """The word lists `words/<name>.toml` for that edition as a `record`, a frozen dataclass; read once.

    Its fields are the keys of the file: `str` a text, `tuple[str, ...]` a list, `Lists` a table of lists, `Words` a
    pattern. A pattern names a part of the table `[parts]` as `{part}`, which stands for its text, or for any word of
    its list; so does a text beside patterns. Every value may be given in versions like any other declaration. Raises
    BadDeclaration when a key is missing, unknown or of another type; what is no pattern raises it when it is asked for.
    """
    return words_in(edition.folders, edition.year, edition.kind, name, record)


def words_in(folders: tuple[Path, ...], year: int, kind: str, name: str, record: type[W]) -> W:
    """The same for a pack of these folders, the base's first, whose edition need not be built for it."""
    asked: Any = record
    found = _read(folders, year, kind, name, asked)
    assert isinstance(found, record)
    return found


def word_file(edition: Edition, name: str) -> Declared:
    """`words/<name>.toml` as declared, the pack's laid over that of its base."""
    return _content(edition.folders, name)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words; of those that begin alike the longest."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def forget() -> None:
    """Read word lists anew when they are asked for: a pack has been put in the place of another of its name."""
    _read.cache_clear()


@cache
def _read(folders: tuple[Path, ...], year: int, kind: str, name: str, record: Any) -> object:
    content = _content(folders, name)
    tables = {key: value for key, value in content.items() if isinstance(value, Declared)}
    plain = Declared({k: v for k, v in content.items() if k not in tables}, content.file, 1)
    plain.places = content.places
    faults: list[PackFault] = []
    section = KeyReader(plain, year, kind, faults)
    values: dict[str, object] = {}
    patterns: dict[str, Callable[[], Words]] = {}
    kinds = _kinds(record)
    has_patterns = Words in kinds.values()
    parts = _parts(tables.pop(_PARTS, None), year, kind) if has_patterns else {}
    for field in fields(record):
        if kinds[field.name] == Words:
            text = _with_parts(content, field.name, section, parts)
            patterns[field.name] = partial(_pattern, content, field.name, text)
        elif kinds[field.name] is str:
            values[field.name] = _with_parts(content, field.name, section, parts)
        elif kinds[field.name] == Lists:
            values[field.name] = _lists(tables.pop(field.name, None), content, field.name, year, kind)
        else:
            values[field.name] = section.texts(field.name)
    section.close()
    faults += [content.fault(table, f"不认识 [{table}]{meant(table, kinds)}") for table in tables]
    if faults:
        raise BadDeclaration(faults)
    return _made(record, values, patterns)


def _made(record: Any, values: Mapping[str, object], patterns: Mapping[str, Callable[[], Words]]) -> object:
    """The record, with each of its patterns compiled when it is first asked for: a command needs but some of them."""
    if not patterns:
        return record(**values)
    made = object.__new__(_unfinished(record))
    for name, value in (*values.items(), (_PATTERNS, patterns)):
        object.__setattr__(made, name, value)
    return made


@cache
def _unfinished(record: Any) -> Any:
    """A kind of this record that makes the patterns it does not have yet."""

    def missing(self: Any, name: str) -> Words:
        patterns = object.__getattribute__(self, _PATTERNS)
        if name not in patterns:
            raise AttributeError(name)
        pattern: Words = patterns[name]()
        object.__setattr__(self, name, pattern)
        return pattern

    return type(record.__name__, (record,), {"__slots__": (_PATTERNS,), "__getattr__": missing})


@cache
def _kinds(record: Any) -> Mapping[str, Any]:
    """What each field of a record holds."""
    return get_type_hints(record)


def _parts(table: Declared | None, year: int, kind: str) -> dict[str, str]:
    """The parts of patterns by their names: a text as it is, a list as any of its words."""
    section = KeyReader(table or Declared({}, "", 1), year, kind)
    found = {key: section.texts(key) for key in table or ()}
    return {key: any_of(words) if len(words) != 1 else words[0] for key, words in found.items()}


def _with_parts(content: Declared, name: str, section: KeyReader, parts: Mapping[str, str]) -> str:
    """A text with the parts that it names put in."""
    text = with_parts(section.text(name), parts)
    if parts and (unknown := PART.search(text)):
        raise BadDeclaration([content.fault(name, f"[parts] 里没有“{unknown[1]}”{meant(unknown[1], parts)}")])
    return text


def _pattern(content: Declared, name: str, text: str) -> Words:
    try:
        return re.compile(text)
    except re.error as error:
        said = f"不合正则表达式的写法，从第{(error.pos or 0) + 1}个字起"
        raise BadDeclaration([content.fault(name, said)]) from error


def _content(folders: tuple[Path, ...], name: str) -> Declared:
    """The file of the pack laid over that of its base, key by key; its tables too."""
    found: Declared | None = None
    for folder in folders:
        path = folder / "words" / f"{name}.toml"
        if path.is_file() or (found is None and folder is folders[-1]):
            own = read_toml(path, f"{folder.name}/words/{name}.toml")
            found = own if found is None else laid_over(found, own, [])
    assert found is not None
    return found


def _lists(table: Declared | None, content: Declared, name: str, year: int, kind: str) -> Lists:
    if table is None:
        raise BadDeclaration([content.fault(name, f"缺少 [{name}]")])
    section = KeyReader(table, year, kind)
    return {key: section.texts(key) for key in table}
