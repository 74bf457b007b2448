"""The JSON Schema of a dump: every dump keeps to it, every field of it is explained, a changed dump does not pass."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from forms.document.document import Document
from forms.form.load import KINDS, edition, installed, pack
from forms.form.resources import resources
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from forms.write.page.plain_data import document_data
from models.records import Head, Unit
from tests.forms.books import DATA
from tests.forms.faultless import faultless
from tests.forms.form.test_shanghai import filled
from tests.forms.write import whole

PAPERS = sorted(folder.name for folder in DATA.iterdir() if (folder / "disclosure.docx").exists())
FREE_KEYS = ("cells",)
"""Objects whose keys are not those of the schema."""
MAY_LACK = ("printed_title", "facts")


@cache
def schema() -> Any:
    return json.loads((resources() / "schema" / "dump.schema.json").read_text(encoding="utf-8"))


def faults(data: Any) -> list[str]:
    """What speaks against a dump, after it went through JSON as other programs get it."""
    return [error.message for error in Draft202012Validator(schema()).iter_errors(json.loads(json.dumps(data)))]


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield path, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from nodes(part, (*path, key))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_field_is_explained_in_chinese() -> None:
    told = [
        path
        for path, node in nodes(schema())
        if len(path) > 2 and path[-2] == "properties" and not re.search("[一-鿿]", node.get("description", ""))
    ]
    assert told == []


@pytest.mark.parametrize("name", PAPERS)
def test_published_papers_keep_to_it(name: str) -> None:
    document = recognise([read(DATA / name / file) for file in ("tables.xlsx", "disclosure.docx")]).document()
    assert faults(document_data(document)) == []
    assert faults(document_data(document, public=True)) == []


@pytest.mark.parametrize("form", installed())
def test_blank_disclosures_of_every_form_keep_to_it(form: str) -> None:
    for year in pack(form).years:
        for kind in KINDS:
            try:
                one = edition(year, kind, form)
            except KeyError:
                continue
            blank = Document(Head(f"9-{year}", Unit("", "某局"), year, kind, one.id), one)
            assert faults(document_data(blank)) == []


def test_invented_disclosures_keep_to_it(tmp_path: Any) -> None:
    with Office.open(tmp_path) as office:
        assert faults(document_data(faultless(office))) == []
    assert faults(document_data(filled())) == []
    assert faults(document_data(whole.stretched())) == []


def short_dump() -> Any:
    """A published dump with one of everything that comes in lists."""
    document = recognise([read(DATA / "2024-fengrun" / file) for file in ("tables.xlsx", "disclosure.docx")]).document()
    data = document_data(document)

    def shortened(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shortened(part) for key, part in value.items()}
        return [shortened(part) for part in value[:2]] if isinstance(value, list) else value

    data["tables"] = [table for table in data["tables"] if table["id"] in ("T2", "T7", "X1")]
    return shortened(data)


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    copy = deepcopy(data)
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return copy


def test_a_value_of_another_type_does_not_pass() -> None:
    data = short_dump()
    assert faults(data) == []
    for path, value in nodes(data):
        if path:
            assert faults(changed(data, path, [[]] if not isinstance(value, list) else {"": 1})), path


def test_a_field_left_out_or_added_does_not_pass() -> None:
    data = short_dump()
    for path, value in nodes(data):
        if not isinstance(value, dict) or (path and path[-1] in FREE_KEYS):
            continue
        for key in value:
            if key not in MAY_LACK:
                less = {name: part for name, part in value.items() if name != key}
                assert faults(changed(data, path, less) if path else less), (*path, key)
        more = {**value, "说不清": "1"}
        assert faults(changed(data, path, more) if path else more), path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("state",), "草稿"),
        (("kind",), "单位预算"),
        (("year",), "2024"),
        (("year",), 2024.5),
        (("tables", 0, "rows", 0, "cells", "total"), 2305.27),
        (("tables", 0, "rows", 0, "cells", "total"), ""),
        (("tables", 0, "rows", 1, "code"), "科学技术"),
        (("tables", 0, "unit"), "千元"),
        (("projects", 0, "budget"), "1.8"),
        (("projects", 0, "budget"), "1,800.00"),
    ],
)
def test_a_wrong_value_of_the_right_place_does_not_pass(path: tuple[Any, ...], value: Any) -> None:
    assert faults(changed(short_dump(), path, value))
