"""从工作簿学科目: what is learned is shown with ticks, and only what is ticked is laid over the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from forms.form.catalogue import catalogue
from forms.office.office import Office
from tests.forms.bureau import counties
from tests.forms.bureau.test_codes_learned import MOVED, NEW, NEW_NAME, changed_codes, changed_county
from tests.ui.modal import answer
from ui.bureau.catalogue_dialog import CatalogueDialog
from ui.bureau.learn_dialog import LearnDialog
from ui.kit.jobs import Jobs

__all__ = ["changed_codes"]


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs) -> LearnDialog:
    dialog = LearnDialog(office, jobs, counties.YEAR)
    qtbot.addWidget(dialog)
    return dialog


@pytest.mark.usefixtures("changed_codes")
def test_only_what_is_ticked_is_laid_over(dialog: LearnDialog, office: Office, tmp_path: Path) -> None:
    assert not dialog.accept_all.isEnabled()
    dialog.read(counties.printed("columns last", changed_county(), tmp_path))
    ticked = {one.code for one in dialog.list.ticked()}
    assert NEW in ticked
    assert MOVED not in ticked
    dialog.take()
    mine = catalogue("functional", counties.YEAR, office.own_catalogues)
    assert mine.name(NEW) == NEW_NAME
    assert MOVED in mine.codes
    assert dialog.told == f"已载入{counties.YEAR}年科目 {len(ticked)} 个。"


@pytest.mark.usefixtures("changed_codes")
def test_what_is_ticked_is_saved_for_others(dialog: LearnDialog, office: Office, tmp_path: Path) -> None:
    dialog.read(counties.printed("merged", changed_county(), tmp_path))
    dialog.list.tick_all(True)
    dialog.save_to(tmp_path / "科目.csv")
    office.take_catalogues(counties.YEAR, tmp_path / "科目.csv")
    assert MOVED not in catalogue("functional", counties.YEAR, office.own_catalogues).codes


def test_a_file_that_teaches_nothing_is_told(dialog: LearnDialog, tmp_path: Path) -> None:
    (tmp_path / "名单.csv").write_text("姓名,电话\n甲,1\n", encoding="utf-8")
    dialog.read([tmp_path / "名单.csv"])
    assert "没有认出科目编码和名称" in dialog.trouble.text()
    assert not dialog.accept_all.isEnabled()


@pytest.mark.usefixtures("changed_codes")
def test_the_dialog_of_the_list_leads_there(qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path) -> None:
    dialog = CatalogueDialog(office, jobs)
    qtbot.addWidget(dialog)
    dialog.year.setCurrentIndex(dialog.year.findData(counties.YEAR))
    files = counties.printed("rows of units", changed_county(), tmp_path)

    def learn(inner: LearnDialog) -> None:
        inner.read(files)
        inner.take()

    answer(LearnDialog, learn)
    dialog.learn.click()
    assert dialog.told.startswith(f"已载入{counties.YEAR}年科目")
