"""汇总所属单位 in the window: units are ticked, the tables become their sum, a cell shows its units."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from forms.bureau.county_plan import ForAll
from forms.bureau.hand_out import hand_out
from forms.document.document import Document
from forms.office.office import Office
from forms.readers import read
from models.records import Address, Unit
from tests.forms.bureau.counties import YEAR, Budget, county, printed
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.bureau.sum_dialog import CellUnitsDialog, SumDialog
from ui.kit import commands
from ui.window.main_window import MainWindow


@pytest.fixture
def budgets(office: Office, tmp_path: Path) -> list[Budget]:
    """Units of a county whose disclosures are here, two of them below the department 307."""
    found = county(23)
    for number in (0, 1):
        found[number] = Budget(Unit(f"30700{number + 1}", found[number].unit.name), found[number].leaves)
    books = [read(file) for file in printed("merged", found, tmp_path)]
    hand_out(office, books, ForAll(YEAR, pack="hebei"), tmp_path / "out")
    return found


@pytest.fixture
def department(office: Office) -> Document:
    return office.start(Unit("307", "清溪县水务局"), YEAR, "部门", "hebei")


def test_the_units_of_the_department_are_ticked(
    qtbot: QtBot, office: Office, budgets: list[Budget], department: Document
) -> None:
    dialog = SumDialog(office, department)
    qtbot.addWidget(dialog)
    assert dialog.list.topLevelItemCount() == len(budgets)
    assert dialog.list.ticked() == [f"30700{number}-{YEAR}-单位" for number in (1, 2)]
    dialog.list.tick_all(False)
    assert not dialog.start.isEnabled()


def test_the_command_sums_and_a_cell_shows_its_units(
    window: MainWindow, budgets: list[Budget], department: Document
) -> None:
    window.show_document(department)
    answer(SumDialog, lambda dialog: dialog.sum_up())
    call(window, commands.SUM_UNITS)
    assert window.workspace is not None
    document = window.workspace.session.document
    place = Address("T3", "2130301", "basic")
    assert document.value(place) == sum(budget.leaves["T3"]["2130301", "basic"] for budget in budgets[:2])
    assert {unit.head.unit.code for unit in document.units} == {"307001", "307002"}


def test_what_each_unit_has_stands_in_the_list(
    qtbot: QtBot, office: Office, budgets: list[Budget], department: Document
) -> None:
    dialog = SumDialog(office, department)
    qtbot.addWidget(dialog)
    dialog.sum_up()
    assert dialog.summed is not None
    shown = CellUnitsDialog(dialog.summed.document, Address("T3", "2130301", "basic"))
    qtbot.addWidget(shown)
    assert [texts[:2] for texts in shown.list.texts()] == [
        (budget.unit.name, budget.unit.code) for budget in budgets[:2]
    ]
