"""单位一览: a folder of a county checked and listed, filtered, sorted, stopped, checked again, sent back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from tests.forms.county.invented import YEAR, unit, unit_name, write_county
from ui.county.county_window import CountyWindow
from ui.county.units_model import ERRORS, STATE, UnitStanding
from ui.county.units_page import UnitsPage
from ui.kit import commands
from ui.kit.commands import COUNTY
from ui.kit.jobs import Jobs
from ui.window.main_window import MainWindow

RIGHT, WRONG, ABSENT = 0, 1, 2


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county") / "交来的"
    write_county(folder, (RIGHT, WRONG))
    (folder / "坏").mkdir()
    (folder / "坏" / "表.xlsx").write_bytes(b"no workbook")
    return folder


@pytest.fixture
def handed_in(county: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(county, tmp_path / "交来的"))


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that knows a unit which handed in nothing; what it checked once it need not check again."""
    with Office.open(tmp_path_factory.mktemp("bureau")) as office:
        office.start(unit(ABSENT), YEAR, "部门", "hebei")
        yield office


@pytest.fixture
def units(qtbot: QtBot, bureau: Office, jobs: Jobs) -> UnitsPage:
    """The window over that office; its work is done in line."""
    window = UnitsPage(bureau, jobs)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def threaded() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def _texts(window: UnitsPage, column: int) -> list[str]:
    return [window.shown.index(row, column).data() for row in range(window.shown.rowCount())]


def _point_at(window: UnitsPage, number: int) -> None:
    row = _texts(window, 1).index(unit_name(number))
    window.view.setCurrentIndex(window.shown.index(row, 0))


def test_a_folder_is_checked_and_each_unit_told_as_it_stands(units: UnitsPage, county: Path) -> None:
    units.start(county)
    found = dict(zip(_texts(units, 1), _texts(units, STATE), strict=True))
    assert found == {
        unit_name(RIGHT): "没有错误",
        unit_name(WRONG): "有错误",
        "坏": "读不了",
        unit_name(ABSENT): "没有交",
    }
    _point_at(units, WRONG)
    assert 1 <= len(units.panel.cards) <= 3
    assert units.panel.sheet.isEnabled()
    _point_at(units, ABSENT)
    assert not units.panel.look.isEnabled()
    assert units.sheets.text().startswith("给 2 个单位出说明")


def test_filters_and_typed_words_leave_the_units_that_fit(units: UnitsPage, county: Path, qtbot: QtBot) -> None:
    units.start(county)
    qtbot.mouseClick(units.filters[UnitStanding.WRONG], Qt.MouseButton.LeftButton)
    assert _texts(units, 1) == [unit_name(WRONG)]
    qtbot.mouseClick(units.filters[None], Qt.MouseButton.LeftButton)
    units.search.setText(unit_name(RIGHT)[3:])
    assert _texts(units, 1) == [unit_name(RIGHT)]


def test_a_head_that_is_clicked_sorts_by_number(units: UnitsPage, county: Path) -> None:
    units.start(county)
    units.view.sortByColumn(ERRORS, Qt.SortOrder.DescendingOrder)
    assert _texts(units, 1)[0] == unit_name(WRONG)


def test_what_was_mended_is_told_when_it_is_checked_again(units: UnitsPage, handed_in: Path, tmp_path: Path) -> None:
    units.start(handed_in)
    wrong = handed_in / f"302{unit_name(WRONG)}"
    write_county(tmp_path / "right", (RIGHT,))
    shutil.rmtree(wrong)
    shutil.copytree(next((tmp_path / "right").iterdir()), wrong)
    units.check_again()
    assert any("改好" in row.change for row in units.units.rows)


def test_sheets_and_summary_are_saved_where_the_clerk_wants_them(
    units: UnitsPage, county: Path, tmp_path: Path
) -> None:
    units.start(county)
    units.save_sheets(units.units.rows, tmp_path / "发回")
    assert sorted(path.name for path in (tmp_path / "发回").iterdir()) == sorted(
        [f"302{unit_name(WRONG)}出错说明.pdf", "坏出错说明.pdf"]
    )
    units.save_summary(tmp_path / "汇总")
    assert (tmp_path / "汇总" / "汇总表.xlsx").is_file()
    assert (tmp_path / "汇总" / "出错说明" / f"302{unit_name(WRONG)}.pdf").is_file()


def test_stopping_keeps_what_is_done_and_the_next_check_goes_on(
    qtbot: QtBot, office: Office, threaded: Jobs, handed_in: Path
) -> None:
    window = UnitsPage(office, threaded)
    qtbot.addWidget(window)
    window.start(handed_in)
    assert window.is_running
    qtbot.waitUntil(lambda: any(row.data for row in window.units.rows), timeout=60_000)
    window.give_up()
    qtbot.waitUntil(lambda: not window.is_running, timeout=60_000)
    done = {row.name for row in window.units.rows if row.data}
    assert window.again.isEnabled()
    window.check_again()
    qtbot.waitUntil(lambda: not window.is_running, timeout=60_000)
    assert window.units.count(UnitStanding.WAITING) == 0
    assert done <= {row.name for row in window.units.rows if row.data.get("unchanged")}


def test_a_folder_with_nothing_in_it_is_told(units: UnitsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("ui.county.units_page.warn", lambda *words: told.append(words[-1]))
    (tmp_path / "空").mkdir()
    units.start(tmp_path / "空")
    assert "没有可以读的公开资料" in told[0]


def test_a_folder_that_is_dropped_is_checked(units: UnitsPage, county: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(county))])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    units.dropEvent(QDropEvent(QPoint(1, 1), action, data, button, keys))
    qtbot.waitUntil(lambda: units.units.count(UnitStanding.RIGHT) == 1)


def test_it_opens_from_the_start_page_and_a_unit_is_looked_at_in_the_main_window(
    window: MainWindow, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(window.self_check, "start", looked.append)
    window.start.ways[COUNTY].button.click()
    shown = window.findChild(CountyWindow)
    assert shown is not None
    window.menus.actions[commands.COUNTY].trigger()
    assert window.findChildren(CountyWindow) == [shown]
    units = shown.units
    units.start(handed_in)
    _point_at(units, WRONG)
    units.panel.look.click()
    assert looked == [tuple(sorted((handed_in / f"302{unit_name(WRONG)}").iterdir(), reverse=True))]
    shown.close()


def test_years_are_told_apart(units: UnitsPage, handed_in: Path) -> None:
    """Each can be looked at alone."""
    write_county(handed_in, (ABSENT,), year=YEAR - 1)
    units.start(handed_in)
    assert [units.years.itemText(number) for number in range(units.years.count())] == ["全部年度", "2025年", "2024年"]
    units.years.setCurrentIndex(2)
    units.years.activated.emit(2)
    told = dict(zip(_texts(units, 1), _texts(units, 2), strict=True))
    assert told[unit_name(ABSENT)] == str(YEAR - 1)
    assert unit_name(WRONG) not in told


def test_units_of_a_list_in_the_folder_that_handed_in_nothing_are_shown(units: UnitsPage, handed_in: Path) -> None:
    (handed_in / "单位名单.txt").write_text(f"301 {unit_name(RIGHT)}\n399 云岭县地方志办公室\n", encoding="utf-8")
    units.start(handed_in)
    found = dict(zip(_texts(units, 1), _texts(units, STATE), strict=True))
    assert found["云岭县地方志办公室"] == "没有交"
    assert "单位名单" not in found


def test_a_unit_that_came_in_a_zip_can_be_looked_at(units: UnitsPage, handed_in: Path, tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "全部"), "zip", handed_in)
    units.start(tmp_path / "全部.zip")
    _point_at(units, WRONG)
    assert units.panel.look.isEnabled()
