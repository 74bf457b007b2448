"""How the unit stands in the heads is the county's choice within the form; whatever was chosen is read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.document.document import profile_slot
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.page.layout import picture
from forms.write.workbook.workbook import write_workbook
from models.records import TextChange
from tests.forms.books import published

WRITINGS = {
    "按表样": "339 丰润区工业和信息化局",
    "编码名称连写": "339丰润区工业和信息化局",
    "编码加方括号": "[339]丰润区工业和信息化局",
    "写明单位名称": "单位名称：丰润区工业和信息化局",
}


@pytest.mark.parametrize("choice", WRITINGS)
def test_the_head_is_written_as_the_county_does_and_read_either_way(tmp_path: Path, choice: str) -> None:
    document = recognise(published("2024-fengrun")).document()
    document.apply("填写", (TextChange(profile_slot("head_unit"), None, choice),))
    assert picture(document, document.edition.tables["T1"]).head_lines[0] == WRITINGS[choice]
    path = tmp_path / "表.xlsx"
    write_workbook(document, path)
    again = recognise(read(path))
    assert again.unit.name == "丰润区工业和信息化局"
    assert again.unit.code in ("339", "")
