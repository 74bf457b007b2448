"""No check or writer knows a table by its id: a form that is the same but for the ids of its tables works alike."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from forms.check import check
from forms.compare.compare import compare
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.draft import draft
from forms.edit.goal_tables import add_project, copy_project, indicators_of
from forms.form import load
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.packing.faults import pack_faults
from forms.readers import read
from forms.write.word.word import write_word
from forms.write.workbook.workbook import write_workbook
from forms.years.carry import carry
from models.records import Address, Head
from tests.forms.check.audits import DATA, NAMES
from tests.forms.form.other_ids import NAME, OTHERS, make, renamed


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("packs"))


@pytest.fixture(autouse=True)
def other_form(packs: Path) -> None:
    load.use_folder(packs)


def readings(name: str) -> tuple[Reading, Reading]:
    """A published disclosure as the bundled form reads it, and as the form with other ids does."""
    books = [read(DATA / name / file) for file in ("tables.xlsx", "disclosure.docx")]
    return recognise(books, pack="hebei"), recognise(books, pack=NAME)


def told(finding: Finding, ids: dict[str, str]) -> tuple[object, ...]:
    related = [(ids.get(one.table, one.table), one.row, one.column, one.value) for one in finding.related]
    place = ids.get(finding.table or "", finding.table), finding.row, finding.column, finding.section, finding.span
    return finding.rule, finding.level, place, finding.message, finding.expected, finding.found, related


def everything(document: Document, ids: dict[str, str]) -> tuple[dict[Address, object], dict[str, str]]:
    cells = {at._replace(table=ids.get(at.table, at.table)): entry for at, entry in document.cells.items()}
    return cells, {renamed(slot) if ids else slot: _slots(text, ids) for slot, text in document.texts.items()}


def _slots(text: str, ids: dict[str, str]) -> str:
    return re.sub(r"⟦[^⟧]*⟧", lambda slot: renamed(slot[0]), text) if ids else text


def sheets(path: Path) -> list[tuple[str, list[object]]]:
    book = openpyxl.load_workbook(path)
    return [(sheet.title, [cell.value for row in sheet.iter_rows() for cell in row]) for sheet in book]


def test_the_form_has_no_fault() -> None:
    assert pack_faults(load.pack(NAME).folders[-1]) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_disclosure_is_read_and_checked_alike(name: str) -> None:
    usual, other = readings(name)
    assert usual.report.counts == other.report.counts
    assert everything(usual.document(), OTHERS) == everything(other.document(), {})
    found = [told(one, OTHERS) for one in check(usual.document(), spelling=False)]
    assert found == [told(one, {}) for one in check(other.document(), spelling=False)]
    assert found


@pytest.mark.parametrize("name", ["2021-qinhuangdao", "2024-fengrun"])
def test_it_is_carried_on_and_compared_alike(name: str) -> None:
    done = []
    for reading, ids in zip(readings(name), (OTHERS, {}), strict=True):
        old = reading.document()
        carried = carry(old, old.head.year + 1)
        form = load.edition(old.head.year + 1, "部门", old.edition.pack)
        head = Head("x", old.head.unit, form.year, "部门", form.id)
        new = Document(head, form, carried.content, previous=old)
        lines = [(line.text, line.fate, line.reason) for line in carried.report.lines]
        differences = [(one.part, one.place, one.item, one.old, one.new) for one in compare(old, new)]
        done.append((everything(new, ids), lines, differences, [told(one, ids) for one in check(new)]))
    assert done[0] == done[1]


def test_it_is_written_alike(tmp_path: Path) -> None:
    written = []
    for number, reading in enumerate(readings("2024-fengrun")):
        document = reading.document()
        write_workbook(document, tmp_path / f"{number}.xlsx")
        write_word(document, tmp_path / f"{number}.docx")
        words = [block.text for block in read(tmp_path / f"{number}.docx").paragraphs]
        written.append((sheets(tmp_path / f"{number}.xlsx"), words, len(words)))
    assert written[0] == written[1]


def test_drafts_are_alike() -> None:
    usual, other = readings("2024-fengrun")
    drafted = [_slots(draft(usual.document(), section), OTHERS) for section in usual.edition.sections]
    assert drafted == [draft(other.document(), section) for section in other.edition.sections]


def test_projects_are_entered_alike() -> None:
    counts = []
    for reading in readings("2024-fengrun"):
        document = reading.document()
        first = document.lines(document.edition.roles.projects)[0].key
        document.apply("新增", add_project(document))
        document.apply("复制", copy_project(document, first))
        keys = [line.key for line in document.lines(document.edition.roles.projects)]
        counts.append((keys, [len(indicators_of(document, key)) for key in keys]))
    assert counts[0] == counts[1]
