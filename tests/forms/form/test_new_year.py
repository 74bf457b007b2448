"""A new year by data alone, as the guide in forms/packs/README.md says: no line of Python is touched."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from forms.check import check
from forms.document.document import Document
from forms.form import load
from forms.match.recognise import recognise
from forms.packing.faults import pack_faults
from forms.readers import read
from forms.write.workbook.workbook import write_workbook
from forms.years.carry import carry
from forms.years.last_year import amounts_before
from models.records import Address, Head, Unit
from tests.forms.documents import fill
from tests.forms.form.test_fingerprints import fingerprint

NEXT = 2027
OLD, NEW = "2150199", "2150188"
UNIT = Unit("339", "示例县工业和信息化局")


def add(path: Path, text: str) -> None:
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")


@pytest.fixture
def next_year(tmp_path: Path) -> str:
    """A form of two years, the second with a line more in the middle of the income, a column with another caption, a
    section more, a code that gives way to a new one; written as its writer would. The base as it is stands beside it.
    No form of a province: those get their own new years."""
    for name, years in (("as_before", [NEXT - 1]), ("next_year", [NEXT - 1, NEXT])):
        folder = tmp_path / "packs" / name
        folder.mkdir(parents=True)
        add(folder / "pack.toml", f'[pack]\ntitle = "{name}"\nbase = "national"\nyears = {years}\n')
    debt = f'[[line]]\nid = "debt"\nafter = "fund"\nsince = {NEXT}\nname = "债务收入"\n'
    add(folder / "income_sources.toml", f"\n{debt}")
    renamed = f'[{{ is = ["项目支出"], until = {NEXT - 1} }}, {{ is = ["项目经费"], since = {NEXT} }}]'
    add(folder / "T5.toml", f'\n[[column]]\nid = "project"\npath = {renamed}\naliases = ["项目支出"]\n')
    section = f'key = "debts"\nafter = "assets"\nsince = {NEXT}\ntitle = "政府债务情况"\nguidance = "写明债务。"\n'
    add(folder / "sections.toml", f"\n[[section]]\n{section}")
    retired = f'[[functional]]\ncode = "{OLD}"\nuntil = {NEXT - 1}\nsuccessor = "{NEW}"\n'
    add(folder / "codes.toml", f'{retired}[[functional]]\ncode = "{NEW}"\nname = "数字产业管理"\nsince = {NEXT}\n')
    load.use_folder(folder.parent)
    return folder.name


def begun(name: str, year: int) -> Document:
    form = load.edition(year, "部门", name)
    return Document(Head("x", UNIT, year, "部门", form.id), form)


AMOUNTS = {
    "T4/income.general/amount": "100",
    "T4/income.fund/amount": "20",
    "T2/2150101/fiscal": "100",
    "T2/2150101/special": "3",
    "T2/2150101/service": "5",
    "T3/2150101/basic": "99",
    "T3/2150101/project": "9",
    "T5/2150101/basic": "91",
    "T5/2150101/project": "9",
}


def test_the_pack_has_no_fault(next_year: str) -> None:
    assert pack_faults(load.pack(next_year).folders[-1]) == ()


def test_sums_are_right_with_a_line_more_in_the_middle(next_year: str) -> None:
    before, document = begun(next_year, NEXT - 1), begun(next_year, NEXT)
    for one in (before, document):
        fill(one, AMOUNTS)
    assert [line.label for line in document.lines("T1") if line.side == "income"][1:4] == [
        "二、政府性基金预算拨款收入",
        "三、债务收入",
        "四、国有资本经营预算拨款收入",
    ]
    fill(document, {"T1/income.debt/amount": "7"})
    for row in ("general", "fund", "special", "service"):
        at = Address("T1", f"income.{row}", "amount")
        assert document.value(at) == before.value(at), row
    total = Address("T1", "income.year", "amount")
    assert document.value(total) == (before.value(total) or 0) + 7_000_000


def test_a_section_more_is_numbered_in_its_place(next_year: str) -> None:
    headings = {section.key: section.heading for section in load.edition(NEXT, "部门", next_year).sections}
    assert headings["debts"].endswith("、政府债务情况")
    assert list(headings).index("debts") == list(headings).index("assets") + 1


def test_a_file_with_last_years_caption_is_read(next_year: str, tmp_path: Path) -> None:
    document = begun(next_year, NEXT)
    fill(document, AMOUNTS)
    path = tmp_path / f"{NEXT}年预算公开表.xlsx"
    write_workbook(document, path)
    book = openpyxl.load_workbook(path)
    for row in book["部门预算一般公共预算财政拨款支出表"].iter_rows():
        for cell in row:
            if cell.value == "项目经费":
                cell.value = "项目支出"
    book.save(path)
    reading = recognise(read(path), pack=next_year)
    assert reading.edition.id == f"{next_year}-{NEXT}"
    at = Address("T5", "total", "project")
    assert reading.document().value(at) == document.value(at) == 9_000_000
    assert reading.report.counts["refused"] == 0


def test_last_year_is_carried_on(next_year: str) -> None:
    before = begun(next_year, NEXT - 1)
    fill(before, AMOUNTS)
    carried = carry(before, NEXT)
    form = load.edition(NEXT, "部门", next_year)
    document = Document(Head("y", UNIT, NEXT, "部门", form.id), form, carried.content, previous=before)
    amounts = amounts_before(document)
    assert amounts[Address("T1", "income.special", "amount")] == 3_000_000
    assert amounts[Address("T1", "income.service", "amount")] == 5_000_000
    assert amounts[Address("T3", "2150101", "total")] == 108_000_000
    assert Address("T1", "income.debt", "amount") not in amounts


def test_a_retired_code_is_carried_to_its_successor(next_year: str) -> None:
    before = begun(next_year, NEXT - 1)
    fill(before, {f"T5/{OLD}/project": "9", "T5/2150101/basic": "91"})
    carried = carry(before, NEXT)
    form = load.edition(NEXT, "部门", next_year)
    document = Document(Head("y", UNIT, NEXT, "部门", form.id), form, carried.content, previous=before)
    assert [(line.code, line.label) for line in document.lines("T5") if line.code][-1] == (NEW, "数字产业管理")
    assert amounts_before(document)[Address("T5", NEW, "project")] == 9_000_000


def test_a_retired_code_is_told_and_only_in_the_new_year(next_year: str) -> None:
    told = {}
    for year in (NEXT - 1, NEXT):
        document = begun(next_year, year)
        fill(document, {f"T5/{OLD}/project": "9"})
        told[year] = [f.message for f in check(document) if f.rule in ("E01", "E05") and OLD in str(f.place)]
    assert told[NEXT - 1] == []
    assert NEW in told[NEXT][0]


def test_no_year_before_has_changed(next_year: str) -> None:
    assert fingerprint(load.edition(NEXT - 1, "部门", next_year)) == fingerprint(
        load.edition(NEXT - 1, "部门", "as_before")
    )
