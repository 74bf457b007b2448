"""What a reading asks is asked in the same box by the import and by 自查, and the answer is read with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from models.records import Address
from tests.forms.match.other_forms import ministry
from tests.forms.match.test_form_told_apart import BODIES, NEITHER, prose
from tests.forms.match.units_of_rows import rows_of_units
from tests.forms.workbooks import nine, numbers
from ui.dialogs.import_page import ImportPage
from ui.dialogs.import_question import QuestionBox
from ui.dialogs.inspect_page import InspectPage
from ui.kit.jobs import Jobs
from ui.parts.empty import EmptyState

NAME = "2024-fengrun"
HEAD = "339 丰润区工业和信息化局"
TOTAL = Address("T1", "income.total", "amount")


@pytest.fixture
def importing(qtbot: QtBot, office: Office, jobs: Jobs) -> ImportPage:
    dialog = ImportPage(office, jobs)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def checking(qtbot: QtBot, office: Office, jobs: Jobs) -> InspectPage:
    dialog = InspectPage(office, jobs)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def threaded() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def two_units(workbook: Workbook) -> None:
    for sheet in list(workbook.worksheets):
        again = workbook.copy_worksheet(sheet)
        for cell in numbers(again):
            cell.value = round(cell.value * 2, 2)
        for cell in again[2]:
            if cell.value == HEAD:
                cell.value = "340 丰润区科学技术局"


def two_years(workbook: Workbook) -> None:
    for sheet in list(workbook.worksheets):
        for cell in workbook.copy_worksheet(sheet)[2]:
            cell.value = str(cell.value).replace("2024", "2023") if cell.value else None


def two_kinds(workbook: Workbook) -> None:
    for sheet in list(workbook.worksheets):
        again = workbook.copy_worksheet(sheet)
        again["A1"] = str(sheet["A1"].value).replace("部门", "单位")


def two_units_of_money(workbook: Workbook) -> None:
    for cell in numbers(workbook.worksheets[1]):
        cell.value = round(cell.value * 10_000)


def changed(folder: Path, change: Callable[[Workbook], None]) -> Path:
    workbook = nine(NAME)
    change(workbook)
    path = folder / f"{change.__name__}.xlsx"
    workbook.save(path)
    return path


def press(box: QuestionBox, words: str) -> None:
    next(button for button in box.buttons if button.text() == words).click()


def rows_of_two_units(workbook: Workbook) -> None:
    rows_of_units(workbook, ("339001", "丰润区工业和信息化局（本级）"), ("412", "丰润区科学技术馆"))


QUESTIONS = [
    (two_units, ["339 丰润区工业和信息化局", "340 丰润区科学技术局"]),
    (two_years, ["2024年", "2023年"]),
    (two_kinds, ["部门预算", "单位预算"]),
    (two_units_of_money, ["按元读", "按万元读"]),
]


@pytest.mark.parametrize(("change", "answers"), QUESTIONS, ids=[change.__name__ for change, _ in QUESTIONS])
def test_the_import_asks_and_reads_with_the_answer(
    importing: ImportPage, tmp_path: Path, change: Callable[[Workbook], None], answers: list[str]
) -> None:
    importing.read([changed(tmp_path, change)])
    assert [button.text() for button in importing.question.buttons] == answers
    assert all(button.accessibleDescription() for button in importing.question.buttons)
    assert "--" not in importing.trouble.text()
    press(importing.question, answers[0])
    assert importing.understood is not None
    assert importing.understood.document.value(TOTAL) == 2305_270000
    assert (importing.form.name.text(), importing.form.year.currentData()) == ("丰润区工业和信息化局", 2024)


@pytest.mark.parametrize(("change", "answers"), QUESTIONS, ids=[change.__name__ for change, _ in QUESTIONS])
def test_a_check_asks_the_same(
    checking: InspectPage, tmp_path: Path, change: Callable[[Workbook], None], answers: list[str]
) -> None:
    checking.take([changed(tmp_path, change)])
    checking.inspect()
    assert [button.text() for button in checking.question.buttons] == answers
    press(checking.question, answers[0])
    assert checking.document is not None
    assert checking.document.value(TOTAL) == 2305_270000


def test_the_rows_of_all_units_or_of_one_can_be_meant(importing: ImportPage, tmp_path: Path) -> None:
    importing.read([changed(tmp_path, rows_of_two_units)])
    assert [button.text() for button in importing.question.buttons] == [
        "339001 丰润区工业和信息化局（本级）",
        "412 丰润区科学技术馆",
        "各单位相加成一份",
    ]
    press(importing.question, "各单位相加成一份")
    assert importing.understood is not None
    assert importing.understood.document.value(Address("T3", "total", "total")) == 2305_270000
    importing.read([changed(tmp_path, rows_of_two_units)])
    press(importing.question, "412 丰润区科学技术馆")
    assert importing.understood.document.value(Address("T3", "total", "total")) == 1_0000
    assert importing.understood.reading.unit.code == "412"


def test_the_other_unit_can_be_meant(importing: ImportPage, tmp_path: Path) -> None:
    importing.read([changed(tmp_path, two_units)])
    press(importing.question, "340 丰润区科学技术局")
    assert importing.understood is not None
    assert importing.understood.reading.unit.code == "340"
    assert importing.understood.document.value(TOTAL) == 4610_540000


def test_a_check_asks_about_last_years_files_on_their_own(
    checking: InspectPage, workbook: Path, tmp_path: Path
) -> None:
    checking.take([workbook])
    checking.take_last_year([changed(tmp_path, two_years)])
    checking.inspect()
    assert checking.trouble.text().startswith("上年的文件：文件里有2024年的表")
    press(checking.question, "2023年")
    assert checking.document is not None
    assert checking.document.head.year == 2024
    assert checking.document.previous is not None
    assert checking.document.previous.head.year == 2023


def test_a_check_asks_when_amounts_are_far_from_last_years(checking: InspectPage, tmp_path: Path) -> None:
    def now(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            for cell in numbers(sheet):
                cell.value = cell.value / 1_000

    def before(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            for cell in sheet[2]:
                cell.value = str(cell.value).replace("2024", "2023") if cell.value else None

    checking.take([changed(tmp_path, now)])
    checking.take_last_year([changed(tmp_path, before)])
    checking.inspect()
    assert "与上年的相差几百倍" in checking.trouble.text()
    press(checking.question, "按万元读")
    assert checking.document is not None


# Another form


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A paper of another province."""
    path = tmp_path / "别处.xlsx"
    ministry().save(path)
    return path


def test_a_paper_of_another_form_is_told_with_evidence_and_may_be_read_all_the_same(
    importing: ImportPage, foreign: Path
) -> None:
    importing.read([foreign])
    assert importing.trouble.text().startswith("“别处.xlsx”不像是河北省的表样。")
    assert "栏目" in importing.question.buttons[0].accessibleDescription()
    press(importing.question, "按河北省的表样读")
    assert importing.understood is not None
    assert importing.understood.reading.edition.id == "hebei-2024"


def test_a_check_of_another_form_goes_on_with_this_one_too(checking: InspectPage, foreign: Path) -> None:
    checking.take([foreign])
    checking.inspect()
    press(checking.question, "按河北省的表样读")
    assert checking.document is not None


def test_other_files_are_asked_anew(importing: ImportPage, foreign: Path) -> None:
    importing.read([foreign])
    press(importing.question, "按河北省的表样读")
    importing.read([foreign])
    assert [button.text() for button in importing.question.buttons] == ["按河北省的表样读", "按上海市普陀区的表样读"]


def test_an_answer_that_does_not_help_can_be_given_anew(importing: ImportPage, tmp_path: Path) -> None:
    importing.read([changed(tmp_path, two_units_of_money)])
    press(importing.question, "按万元读")
    assert "请在文件里改正金额单位" in importing.trouble.text()
    importing.again.click()
    press(importing.question, "按元读")
    assert importing.understood is not None


# Giving up


def test_an_import_that_was_cancelled_can_be_read_again(
    qtbot: QtBot, office: Office, threaded: Jobs, workbook: Path
) -> None:
    dialog = ImportPage(office, threaded)
    qtbot.addWidget(dialog)
    dialog.read([workbook])
    threaded._running[0].job.cancel()
    qtbot.waitUntil(dialog.again.isEnabled, timeout=10_000)
    assert "已取消" in dialog.preview.read.findChild(EmptyState).text
    assert not dialog.take.isEnabled()
    dialog.again.click()
    qtbot.waitUntil(lambda: dialog.understood is not None, timeout=10_000)
    assert dialog.take.isEnabled()


def test_a_check_that_was_cancelled_can_be_begun_again(
    qtbot: QtBot, office: Office, threaded: Jobs, workbook: Path
) -> None:
    dialog = InspectPage(office, threaded)
    qtbot.addWidget(dialog)
    dialog.take([workbook])
    dialog.inspect()
    threaded._running[0].job.cancel()
    qtbot.waitUntil(dialog.start.isEnabled, timeout=10_000)
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.inspect()


def test_the_box_of_a_check_has_room_for_its_question(qtbot: QtBot, checking: InspectPage, tmp_path: Path) -> None:
    checking.take([changed(tmp_path, two_units_of_money)])
    with qtbot.waitExposed(checking):
        checking.show()
    checking.inspect()
    QApplication.processEvents()
    assert checking.trouble.height() >= checking.trouble.heightForWidth(checking.trouble.width())
    assert all(button.height() >= button.sizeHint().height() for button in checking.question.buttons)


def test_a_text_of_no_form_offers_the_one_that_comes_next(importing: ImportPage, tmp_path: Path) -> None:
    text = prose(tmp_path / "说明.txt", NEITHER, "部门", BODIES[0])
    importing.read([text])
    assert importing.understood is not None
    first = importing.understood.reading
    assert first.rival is not None
    assert not importing.other_form.isHidden()
    assert first.rival.words == importing.trouble.text()
    importing.other_form.click()
    assert importing.understood.reading.edition.pack == first.rival.name
    assert importing.form.pack.currentData() == first.rival.name
    assert importing.other_form.isHidden()


def test_another_form_that_is_chosen_is_read_in_at_once(importing: ImportPage, tmp_path: Path) -> None:
    importing.read([prose(tmp_path / "说明.txt", NEITHER, "部门", BODIES[0])])
    pack = importing.form.pack
    at = 1 - pack.currentIndex()
    pack.setCurrentIndex(at)
    pack.activated.emit(at)
    assert importing.understood is not None
    assert importing.understood.reading.edition.pack == pack.itemData(at)
