"""A few files of strangers are read right; the many are run by hand (README.md)."""

from pathlib import Path

import openpyxl
import pytest

from forms.match.recognise import recognise
from forms.match.report import Reason
from forms.readers import read
from tests.strangers.run import judged, made
from tests.strangers.verdicts import Verdict
from tests.strangers.ways import Ways

FEW = (
    Ways(301, "xlsx", {"last": "before", "code": "three columns", "unit": "mixed", "rows": "heads again"}),
    Ways(312, "xlsx", {"pages": "columns on two sheets", "hidden": "columns", "below": "red note"}),
    Ways(302, "csv", {"last": "before", "total": "xiao ji", "zero": "-", "count": "jia yi"}),
    Ways(303, "docx", {"title": "number above", "text": "beside", "numbers": "text thousands"}),
    Ways(304, "html", {"head": "two levels above", "serial": "right", "total": "last"}),
    Ways(307, "csv", {"goals": "one list", "total": "middle", "lines": "codes before"}),
    Ways(308, "docx", {"strangers": "letter", "text": "in two parts", "numbers": "footnote"}),
    Ways(311, "docx", {"body": "head apart", "last": "before"}),
    Ways(312, "csv", {"last": "interleaved", "pages": "all on one sheet"}),
    Ways(313, "csv", {"last": "bare years", "total": "unit named", "code": "code behind"}),
    Ways(314, "xlsx", {"last": "execution", "total": "unit below", "zero": "N/A"}),
    Ways(309, "html", {"code": "name only indented", "total": "of which", "head": "numbered"}),
    Ways(310, "txt", {"numbers": "scientific", "zero": "dash note", "strangers": "instructions"}),
    Ways(315, "xlsx", {"code": "prefixed", "numbers": "RMB before"}),
    Ways(316, "csv", {"code": "padded", "pairs": "yuan before"}),
    Ways(317, "html", {"own": "basic split", "unit": "in the captions"}),
    Ways(318, "docx", {"own": "government codes", "code": "joined by dash"}),
    Ways(321, "txt", {"numbers": "wan behind", "goals": "renamed"}),
    Ways(322, "csv", {"goals": "indicators in columns", "rows": "units under codes"}),
    Ways(319, "xlsx", {"own": "T9 lying"}),
    Ways(305, "txt", {"last": "before", "head": "level above", "strangers": "accounts"}),
)


@pytest.mark.parametrize("way", FEW, ids=str)
def test_a_file_of_a_stranger_is_read_right(way: Ways, tmp_path: Path) -> None:
    (one,) = made([way], tmp_path)
    judgement = judged(*one)
    assert judgement.verdict is Verdict.RIGHT, (judgement.sentence, judgement.silent, judgement.told)


def test_an_amount_that_says_something_else_in_another_unit_is_told(tmp_path: Path) -> None:
    ((_, _, files),) = made([Ways(320, "xlsx", {"pairs": "yuan beside"})], tmp_path)
    book = openpyxl.load_workbook(files[0])
    sheet = book.worksheets[1]
    other = next(cell for row in sheet.iter_rows(min_row=6) for cell in row[4:5] if cell.value)
    other.value += 10_000
    book.save(files[0])
    reasons = [entry.why for entry in recognise(read(files[0])).report.left if entry.cell == other.coordinate]
    assert Reason.DIFFERS_IN_OTHER_UNIT in reasons


def test_an_amount_that_is_not_what_was_declared_is_seen(tmp_path: Path) -> None:
    ((way, paper, files),) = made([Ways(306, "xlsx", {})], tmp_path)
    book = openpyxl.load_workbook(files[0])
    changed = next(
        cell for row in book.worksheets[2].iter_rows(min_row=6) for cell in row if cell.data_type == "n" and cell.value
    )
    changed.value += 1
    book.save(files[0])
    assert judged(way, paper, files).verdict is not Verdict.RIGHT
