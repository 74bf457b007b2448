"""No table has to be there: a form without some of them is read, checked and written, and its rule book says what it
does not check."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.check import check
from forms.check.registered import lacks
from forms.edit.draft import draft
from forms.form import load
from forms.match.recognise import recognise
from forms.packing.faults import pack_faults
from forms.readers import read
from forms.write.workbook.workbook import write_workbook
from forms.years.carry import carry
from tests.forms.check.audits import DATA

PAPER = "2024-fengrun"
ALL = [f"T{number}" for number in range(1, 10)] + ["X1", "X5", "X5I", "X2", "X3", "X7", "X8"]
LESS = {
    "institutions": ({"X1"}, "A07"),
    "projects": ({"X5", "X5I"}, "K03"),
    "this year beside the last": ({"X7"}, "H03"),
    "procurement": ({"X2"}, "I03"),
    "assets": ({"X3"}, "J05"),
    "all tables of the text": ({name for name in ALL if name[0] == "X"}, "K16"),
}


@pytest.fixture(params=LESS)
def less(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, set[str], str]:
    """A form of the national base without some tables: its name, those tables, and a rule that then says nothing."""
    gone, rule = LESS[request.param]
    folder = tmp_path / "packs" / "lesser"
    folder.mkdir(parents=True)
    tables = ", ".join(f'"{name}"' for name in ALL if name not in gone)
    text = f'title = "少几张表"\nbase = "national"\nyears = [2024, 2025]\ntables = [{tables}]\n'
    (folder / "pack.toml").write_text(f"[pack]\n{text}", encoding="utf-8")
    load.use_folder(folder.parent)
    return folder.name, gone, rule


def test_it_is_used_from_reading_to_the_next_year(less: tuple[str, set[str], str], tmp_path: Path) -> None:
    name, gone, rule = less
    assert pack_faults(load.pack(name).folders[-1]) == ()
    document = recognise(
        [read(DATA / PAPER / file) for file in ("tables.xlsx", "disclosure.docx")], pack=name
    ).document()
    assert {address.table for address in document.cells}.isdisjoint(gone)
    assert {one.table for one in check(document)}.isdisjoint(gone)
    assert [section.key for section in document.edition.sections if draft(document, section)]
    write_workbook(document, tmp_path / "out.xlsx")
    assert carry(document, 2025).report.lines
    assert lacks(document.edition, document.edition.rules[rule])
    assert not lacks(load.edition(2024, "部门", "hebei"), document.edition.rules[rule])
