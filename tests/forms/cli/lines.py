"""What the tests of the command line share: a request and what it left behind."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from forms.cli.command import run
from tests.forms.books import DATA

ROOT = Path(__file__).parents[3]
IDS = {
    "2019-bazhou": "903-2019-部门",
    "2020-shijiazhuang": "471-2020-部门",
    "2021-qinhuangdao": "471-2021-部门",
    "2023-bazhou-unit": "601001-2023-单位",
    "2024-fengrun": "339-2024-部门",
}


class Said(NamedTuple):
    """What a request left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class Line:
    """The command line in this process, on a data folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Said:
        code = run([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def data(self, verb: str, *arguments: object) -> Said:
        """The same, with the data folder and as JSON."""
        return self(verb, *arguments, "--data", self.folder, "--json")


def tables(name: str) -> Path:
    return DATA / name / "tables.xlsx"


def published(name: str) -> tuple[Path, Path]:
    return tables(name), DATA / name / "disclosure.docx"


def assert_refused(said: Said) -> None:
    """Exit code 2 and one Chinese sentence with a way out or the usage; nothing on standard output, no traceback."""
    assert said.code == 2, said
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert re.search(r"[一-鿿].*[；。，].*。\n$|^命令写得不对(：.+)?；用法是：main\.py .*\n$", said.err), said.err
    assert not re.search(r"[A-Z][a-z]+Error|argument|invalid|required", said.err)
