"""Units under headings, under captions of two levels, and beside sums of several are taken apart as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.bureau.taken_apart import Apart, take_apart
from forms.readers import read
from tests.forms.bureau.counties import county, one_table_each, saved
from tests.forms.bureau.more_counties import MORE_SHAPES
from tests.forms.bureau.test_taken_apart import assert_is, readings


def taken(shape: str, folder: Path, *changes: tuple[str, str]) -> Apart:
    book = one_table_each(MORE_SHAPES[shape], county(31))
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        for old, new in changes:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace(old, new)
    return take_apart([read(saved(book, folder))])


@pytest.mark.parametrize("shape", MORE_SHAPES)
def test_units_are_told_apart(shape: str, tmp_path: Path) -> None:
    budgets, found = county(31), taken(shape, tmp_path)
    assert [part.unit.name for part in found.parts] == [budget.unit.name for budget in budgets]
    assert found.doubts == ()
    for reading, budget in zip(readings(found), budgets, strict=True):
        assert_is(reading, budget)


def test_a_heading_that_reads_like_no_unit_ends_the_rows_of_the_unit_above(tmp_path: Path) -> None:
    names = [budget.unit.name for budget in county(31)]
    found = taken("numbered", tmp_path, (names[2], "清溪县名胜古迹"))
    assert [part.unit.name for part in found.parts] == [*names[:2], "清溪县名胜古迹", names[3]]
    assert_is(readings(found)[1], county(31)[1])


def test_a_sum_that_is_not_that_of_the_units_above_is_told(tmp_path: Path) -> None:
    book = one_table_each(MORE_SHAPES["several summed"], county(31))
    row = next(row for row in book.worksheets[1].iter_rows() if str(row[1].value).endswith("业务股小计"))
    row[4].value += 1
    found = take_apart([read(saved(book, tmp_path))])
    assert [doubt for doubt in found.doubts if "第1业务股" in doubt and "请核对" in doubt]
