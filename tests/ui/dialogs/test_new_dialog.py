"""新建: a blank disclosure, or one made from last year's with a report on what becomes of everything."""

import pytest
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.form.load import pack
from forms.office.office import Office
from models.records import Unit
from ui.dialogs.carry_report import FATES
from ui.dialogs.new_dialog import NewDialog


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, document: Document) -> NewDialog:
    """The dialog for the year after the published one."""
    dialog = NewDialog(office, after=document.head)
    qtbot.addWidget(dialog)
    return dialog


def test_begins_blank_where_last_year_is_not_known(qtbot: QtBot, office: Office) -> None:
    dialog = NewDialog(office)
    qtbot.addWidget(dialog)
    dialog.form.fill_in(Unit("339", "甲局"), 2024, "部门")
    assert dialog.carry.isHidden()
    dialog.buttons.accepted.emit()
    assert dialog.document is not None
    assert dialog.document.content().cells == {}


def test_offers_last_year_with_what_becomes_of_it(dialog: NewDialog, office: Office) -> None:
    assert dialog.carry.isChecked()
    assert dialog.carry.text().startswith("由2024年资料生成")
    shown = dialog.report.groups.texts()
    assert {row[0] for row in shown} == set(FATES.values())
    assert sum(int(row[2]) for row in shown) == office.carrying("339-2024-部门", 2025).report.counts["lines"]
    assert [one.head.year for one in office.listed()] == [2024]


def test_the_items_of_a_group_are_listed(dialog: NewDialog) -> None:
    group = next(row for row in dialog.report.groups.texts() if row[0] == "没有沿用")
    assert dialog.report.items.count() == int(group[2])


def test_makes_the_new_year_from_last_year(dialog: NewDialog, office: Office) -> None:
    dialog.buttons.accepted.emit()
    assert dialog.document is not None
    assert (dialog.document.head.year, dialog.document.head.unit.code) == (2025, "339")
    assert dialog.document.content() == office.carrying("339-2024-部门", 2025).content


def test_can_begin_blank_all_the_same(dialog: NewDialog) -> None:
    dialog.blank.setChecked(True)
    assert dialog.report.isHidden()
    dialog.buttons.accepted.emit()
    assert dialog.document is not None
    assert dialog.document.content().cells == {}


def test_another_year_takes_the_offer_back(dialog: NewDialog) -> None:
    dialog.form.year.setCurrentIndex(dialog.form.year.findData(2026))
    assert dialog.carry.isHidden()
    assert dialog.blank.isChecked()


def test_a_renamed_unit_is_told(dialog: NewDialog) -> None:
    dialog.form.name.setText("丰润区工信局")
    assert "丰润区工业和信息化局" in dialog.carry.text()


def test_says_that_the_year_is_there_already(dialog: NewDialog, office: Office) -> None:
    office.carry("339-2024-部门", 2025)
    dialog.buttons.accepted.emit()
    assert dialog.document is None
    assert "已经有了" in dialog.trouble.text()


def test_offers_the_year_after_the_last_one(qtbot: QtBot, office: Office, document: Document) -> None:
    dialog = NewDialog(office)
    qtbot.addWidget(dialog)
    assert dialog.form.identity == (document.head.unit, 2025, "部门")
    assert dialog.carry.isChecked()


def test_the_last_year_of_another_unit_does_not_count(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("512", "乙中心"), 2025, "部门", "hebei")
    office.start(Unit("339", "甲局"), 2023, "部门", "hebei")
    dialog = NewDialog(office)
    qtbot.addWidget(dialog)
    assert dialog.form.identity == (Unit("339", "甲局"), 2024, "部门")


def test_no_year_is_offered_that_has_no_form(qtbot: QtBot, office: Office) -> None:
    office.start(Unit("339", "甲局"), pack().years[-1], "部门", "hebei")
    dialog = NewDialog(office)
    qtbot.addWidget(dialog)
    assert dialog.form.identity[1] == pack().years[-1]
