"""Word lists of a pack, `words/<name>.toml`: what the checks know of language, read strictly into a frozen record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from forms.form.layers import laid_over
from forms.form.model import Edition
from forms.form.toml import BadDeclaration, Declared, KeyReader, meant, read_toml

W = TypeVar("W")

Lists = Mapping[str, tuple[str, ...]]
"""Word lists by a word: an indicator's noun with the units that fit it, a mark with the ways of writing it."""


def word_lists(edition: Edition, name: str, record: type[W]) -> W:
    """The word lists `words/<name>.toml` for that edition as a `record`, a frozen dataclass; read once.

    Its fields are the keys of the file: `str` a text, `tuple[str, ...]` a list, `Lists` a table of lists. Every
    value may be given in versions like any other declaration. Raises BadDeclaration when a key is missing, unknown
    or of another type.
    """
    kind: Any = record
    found = _read(edition.folders, edition.year, edition.kind, name, kind)
    assert isinstance(found, record)
    return found


def word_file(edition: Edition, name: str) -> Declared:
    """`words/<name>.toml` as declared, the pack's laid over that of its base."""
    return _content(edition.folders, name)


@cache
def _read(folders: tuple[Path, ...], year: int, kind: str, name: str, record: type[Any]) -> object:
    content = _content(folders, name)
    tables = {key: value for key, value in content.items() if isinstance(value, Declared)}
    plain = Declared({k: v for k, v in content.items() if k not in tables}, content.file, 1)
    plain.places = content.places
    section = KeyReader(plain, year, kind)
    values: dict[str, object] = {}
    kinds = get_type_hints(record)
    for field in fields(record):
        if kinds[field.name] is str:
            values[field.name] = section.text(field.name)
        elif kinds[field.name] == Lists:
            values[field.name] = _lists(tables.pop(field.name, None), content, field.name, year, kind)
        else:
            values[field.name] = section.texts(field.name)
    section.close()
    for table in tables:
        raise BadDeclaration([content.fault(table, f"不认识 [{table}]{meant(table, kinds)}")])
    return record(**values)


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
