"""Parsed declarations are kept in the cache: the same as parsed anew, by content alone, and never needed."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.form import kept as kept_module
from forms.form.declared import BadDeclaration, Declared
from forms.form.toml import read_toml

TEXT = """# 表一
title = "甲"

[table]
id = "T1"
titles = ["乙", "丙"]

[[row]]
id = "a"
label = "一"

[[row]]
id = "b"
label = [
    { is = "二", since = 2024 },
]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own that is still empty."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(kept_module, "cache_folder", lambda: folder)
    return folder


@pytest.fixture
def declaration(tmp_path: Path) -> Path:
    path = tmp_path / "T1.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def forbid_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> dict[str, object]:
        raise AssertionError(f"{len(text)} characters are parsed again")

    monkeypatch.setattr(tomllib, "loads", refuse)


def shown(declared: Declared) -> object:
    """All of it: values and the places of every key."""
    items = {
        name: [shown(one) for one in value]
        if isinstance(value, list) and value and isinstance(value[0], Declared)
        else shown(value)
        if isinstance(value, Declared)
        else value
        for name, value in declared.items()
    }
    return declared.file, declared.line, declared.places, items


def test_the_second_time_nothing_is_parsed(declaration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = shown(read_toml(declaration, "p/T1.toml"))
    forbid_parsing(monkeypatch)
    assert shown(read_toml(declaration, "p/T1.toml")) == first


def test_what_is_kept_still_tells_the_line(declaration: Path) -> None:
    read_toml(declaration, "p/T1.toml")
    row = read_toml(declaration, "p/T1.toml")["row"][1]
    assert row.fault("label", "").line == 14


def test_a_changed_file_is_parsed_anew_and_takes_the_place(declaration: Path, cache: Path) -> None:
    read_toml(declaration, "p/T1.toml")
    declaration.write_text(TEXT.replace("甲", "丁"), encoding="utf-8")
    assert read_toml(declaration, "p/T1.toml")["title"] == "丁"
    assert len(list(cache.iterdir())) == 1


def test_a_file_that_became_wrong_is_told(declaration: Path) -> None:
    read_toml(declaration, "p/T1.toml")
    declaration.write_text(TEXT + "\nid = = 3\n", encoding="utf-8")
    with pytest.raises(BadDeclaration) as told:
        read_toml(declaration, "p/T1.toml")
    assert told.value.faults[0].line == 18


def test_a_damaged_cache_is_made_anew(declaration: Path, cache: Path) -> None:
    first = shown(read_toml(declaration, "p/T1.toml"))
    (file,) = cache.iterdir()
    damaged = bytearray(file.read_bytes())
    damaged[-4] ^= 1
    file.write_bytes(damaged)
    assert shown(read_toml(declaration, "p/T1.toml")) == first


def test_without_a_cache_it_still_works(declaration: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")
    assert read_toml(declaration, "p/T1.toml")["title"] == "甲"


def test_a_day_is_no_value_that_can_be_kept_and_reads_all_the_same(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "T1.toml"
    path.write_text("day = 2024-01-01\n", encoding="utf-8")
    assert str(read_toml(path, "p/T1.toml")["day"]) == "2024-01-01"
    assert not cache.exists()


VALUES = st.recursive(
    st.text() | st.integers(-(2**63), 2**63 - 1) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), VALUES, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_is_what_was_parsed(tmp_path: Path, values: dict[str, object]) -> None:
    path = tmp_path / "any.toml"
    path.write_text(
        "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()).replace(
            "\x7f", "\\u007f"
        )
    )
    assert shown(read_toml(path, "p/any.toml")) == shown(read_toml(path, "p/any.toml"))
    assert dict(read_toml(path, "p/any.toml")) == values
