"""Sheets saved as .csv are read like the workbook they come from, in whatever encoding and whatever parts the cells."""

import csv
import io
from pathlib import Path

import pytest

from forms.match.recognise import recognise
from forms.readers import read
from forms.write.page.plain_data import document_data
from tests.forms.books import NAMES, TABLES, nine
from tests.forms.transcripts import copied, dumped


def as_csv(name: str, sign: str, *, grouped: bool = False) -> str:
    """The nine tables of a published workbook below each other, a blank line between them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign)
    for grid in nine(name).grids:
        width = max(column for _, column in grid.cells)
        for row in range(1, max(grid.row_numbers) + 1):
            cells = (grid.cells.get((row, column)) for column in range(1, width + 1))
            writer.writerow(
                ["" if cell is None else f"{cell.number:,}" if grouped and cell.places else cell.text for cell in cells]
            )
        writer.writerow([])
    return out.getvalue()


@pytest.mark.parametrize(("encoding", "sign"), [("gb18030", ","), ("utf-8-sig", ","), ("utf-16", ";")])
@pytest.mark.parametrize("name", NAMES)
def test_the_nine_tables_are_those_of_the_workbook(name: str, encoding: str, sign: str, tmp_path: Path) -> None:
    file = tmp_path / "公开表.csv"
    file.write_bytes(as_csv(name, sign).encode(encoding))
    tables = dumped(document_data(recognise(read(file)).document()))
    assert {key: tables[key] for key in TABLES} == {key: copied(name)[key] for key in TABLES}


def test_amounts_with_separators_are_kept_together_by_their_quotes(tmp_path: Path) -> None:
    file = tmp_path / "公开表.csv"
    file.write_text(as_csv(NAMES[0], ",", grouped=True), encoding="utf-8")
    tables = dumped(document_data(recognise(read(file)).document()))
    assert tables["T1"] == copied(NAMES[0])["T1"]


def test_the_address_of_a_cell_is_that_of_a_sheet(tmp_path: Path) -> None:
    file = tmp_path / "公开表.csv"
    file.write_text("部门预算收支总表,,,\n序号,收入,,\n1,一、一般公共预算拨款收入,2305.27,\n", encoding="utf-8")
    (grid,) = read(file).grids
    assert (grid.name, grid.address(3, 3), str(grid.cells[3, 3].number)) == ("公开表", "C3", "2305.27")


def test_sentences_with_commas_are_no_sheet(tmp_path: Path) -> None:
    file = tmp_path / "说明.txt"
    sentence = "2024年预算收入2305.27万元,其中一般公共预算收入2305.27万元,比上年增加12.50万元,特此说明。"
    file.write_text(f"{sentence}\n{sentence}\n", encoding="utf-8")
    assert read(file).grids == ()
