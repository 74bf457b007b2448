"""A disclosure saved in another kind of file is recognised as the one it comes from."""

import lzma
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from forms.match.recognise import recognise
from forms.readers import read
from forms.write.page.plain_data import document_data
from tests.forms.books import DATA

NAMES = ("2019-bazhou", "2020-shijiazhuang", "2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")


def dumped(path: Path) -> Mapping[str, Any]:
    """What `dump --json` says of a file."""
    return document_data(recognise(read(path)).document())


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_saved_as_ods(name: str) -> None:
    workbook = dumped(DATA / name / "tables.xlsx")
    if name == "2020-shijiazhuang":
        # Two targets “=100%” that were never calculated are formulas to LibreOffice, which has saved the results.
        for indicator in workbook["projects"][2]["indicators"][3:5]:
            indicator["value"] = indicator["value"].replace("=100%", "1")
    assert dumped(DATA / "formats" / f"{name}.ods") == workbook


@pytest.mark.parametrize("name", NAMES)
def test_a_document_saved_as_doc(name: str, tmp_path: Path) -> None:
    path = tmp_path / "disclosure.doc"
    path.write_bytes(lzma.decompress((DATA / "formats" / f"{name}.doc.xz").read_bytes()))
    assert dumped(path) == dumped(DATA / name / "disclosure.docx")
