"""单位一览 through a year in the real window: handed out, collected, summed, held against the web site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from forms.county.task import Task, TaskOutcome
from forms.county.work import carry_out
from forms.office.office import Office
from forms.office.packet_file import open_packet, save_packet
from models.records import Address
from tests.forms.bureau.counties import YEAR, Budget, county, printed
from tests.forms.documents import fill
from tests.ui.menus import call
from tests.ui.window.test_texts import english, nameless
from ui.bureau.bureau_page import BureauPage
from ui.county.county_window import CountyWindow
from ui.county.site_page import SitePage
from ui.kit import commands
from ui.window.main_window import MainWindow

CELL = Address("T3", "2130301", "basic")


@pytest.fixture
def budgets() -> list[Budget]:
    return county(23, 2)


@pytest.fixture
def shown(window: MainWindow) -> Iterator[CountyWindow]:
    """The window of the bureau on 分发, as the menu opens it."""
    call(window, commands.HAND_OUT)
    shown = window.findChild(CountyWindow)
    assert shown is not None
    yield shown
    shown.close()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a box said."""
    found: list[str] = []
    monkeypatch.setattr("ui.bureau.bureau_page.warn", lambda *words: found.append(words[-1]))
    return found


@pytest.fixture
def handed(qtbot: QtBot, shown: CountyWindow, budgets: list[Budget], tmp_path: Path) -> Path:
    """The folder of the packet files, one for each unit."""
    page = shown.hand_out
    page.form.setCurrentIndex(page.form.findData("hebei"))
    page.take(printed("merged", budgets, tmp_path))
    wait(qtbot, page)
    page.hand_out(tmp_path / "发下去")
    wait(qtbot, page)
    return tmp_path / "发下去"


def wait(qtbot: QtBot, page: BureauPage) -> None:
    qtbot.waitUntil(lambda: not page.work.is_busy)


def filled(page: BureauPage) -> list[str]:
    """The words of the filled buttons; one that stands behind the list is none."""
    buttons = (one for one in page.findChildren(QPushButton) if one.isVisibleTo(page) and one.isEnabled())
    return [one.text() for one in buttons if one.property("filled")]


def column(page: BureauPage, number: int) -> list[str]:
    return [row[number] for row in page.list.texts()]  # type: ignore[attr-defined]  (each page has its own list)


def in_line(tasks: Iterable[Task], _: int, __: Callable[[], bool]) -> Iterator[TaskOutcome]:
    return map(carry_out, tasks)


def test_what_every_unit_would_get_is_seen_before_anything_is_written(
    qtbot: QtBot, shown: CountyWindow, office: Office, budgets: list[Budget], tmp_path: Path
) -> None:
    page = shown.hand_out
    page.take(printed("merged", budgets, tmp_path))
    wait(qtbot, page)
    assert column(page, 3) == ["读不了"] * 2
    assert "已按科目相加" not in page.told.toPlainText()
    assert "请在上面选定" in column(page, 6)[0]
    assert not page.start.isEnabled()
    page.form.setCurrentIndex(page.form.findData("hebei"))
    page.form.activated.emit(page.form.currentIndex())
    wait(qtbot, page)
    assert column(page, 1) == [budget.unit.name for budget in budgets]
    assert column(page, 3) == ["将生成"] * 2
    assert (page.start.text(), filled(page)) == ("分发给 2 个单位…", [page.start.text()])
    assert office.listed() == ()


def test_the_year_of_a_county_goes_through_the_window(
    qtbot: QtBot, shown: CountyWindow, handed: Path, office: Office, window: MainWindow, budgets: list[Budget]
) -> None:
    first, second = budgets
    assert (column(shown.hand_out, 3), filled(shown.hand_out)) == (["已生成"] * 2, ["打开文件夹"])
    packet = next(handed.glob(f"{first.unit.code}*"))
    with Office.open(handed.parent / "unit") as own:
        fill(open_packet(own, packet), {"T3/2130301/basic": "8.88"})
        save_packet(own, own.listed()[0].head.id, packet)
    next(handed.glob(f"{second.unit.code}*")).unlink()
    (handed / "坏.ysgk").write_bytes(packet.read_bytes()[:-1])
    shown.collect.take([handed])
    wait(qtbot, shown.collect)
    assert column(shown.collect, 4) == ["填写中", "打不开", "还没有动"]
    assert column(shown.collect, 10) == ["可以存入", "打不开", "没有交回"]
    assert "重新拷贝一份" in column(shown.collect, 11)[1]
    assert f"没有交回：{second.unit.code} {second.unit.name}。" in shown.collect.told.toPlainText()
    assert filled(shown.collect) == ["存入 1 份"]
    shown.collect.take_in.click()
    wait(qtbot, shown.collect)
    assert filled(shown.collect) == ["检查、出说明"]
    head = office.find(first.unit, YEAR, "单位", "hebei")
    assert head is not None
    assert office.open_disclosure(head.id).value(CELL) == 8_880_000
    assert window.isEnabled()
    shown.go(commands.SUM_INTO)
    shown.sum.typed.setText("300 清溪县农业农村局")
    shown.sum.typed.editingFinished.emit()
    shown.sum.list.tick_all(True)
    shown.sum.start.click()
    wait(qtbot, shown.sum)
    assert shown.sum.summed is not None
    assert shown.sum.summed.document.value(CELL) == 8_880_000 + second.leaves["T3"]["2130301", "basic"]
    assert filled(shown.sum) == ["打开部门的资料"]
    shown.sum.open.click()
    assert window.workspace is not None
    assert window.workspace.session.document.head.unit.name == "清溪县农业农村局"


@pytest.mark.usefixtures("handed")
def test_a_sum_that_is_stopped_stores_nothing(
    qtbot: QtBot, shown: CountyWindow, office: Office, window: MainWindow
) -> None:
    kept = office.listed()
    shown.go(commands.SUM_INTO)
    assert filled(shown.sum) == ["全选"]
    shown.sum.typed.setText("300 清溪县农业农村局")
    shown.sum.typed.editingFinished.emit()
    shown.sum.list.tick_all(True)
    shown.sum.start.click()
    shown.sum.work.button.click()
    wait(qtbot, shown.sum)
    assert (office.listed(), window.isEnabled()) == (kept, True)
    assert "没有汇总" in shown.sum.told.toPlainText()
    assert not shown.sum.open.isVisible()


def test_what_cannot_be_read_or_written_is_told(
    qtbot: QtBot, shown: CountyWindow, budgets: list[Budget], tmp_path: Path, told: list[str], window: MainWindow
) -> None:
    (tmp_path / "空").mkdir()
    shown.collect.take([tmp_path / "空"])
    assert "没有资料包" in told[-1]
    page = shown.hand_out
    page.take([tmp_path / "空"])
    assert "没有可以读的文件" in told[-1]
    page.form.setCurrentIndex(page.form.findData("hebei"))
    page.take(printed("merged", budgets, tmp_path))
    wait(qtbot, page)
    (tmp_path / "占着").write_text("", encoding="utf-8")
    page.hand_out(tmp_path / "占着")
    wait(qtbot, page)
    assert "占着" in told[-1]
    assert window.isEnabled()


def test_stopping_keeps_the_units_that_are_done(
    qtbot: QtBot, shown: CountyWindow, budgets: list[Budget], office: Office, tmp_path: Path
) -> None:
    page = shown.hand_out
    page.form.setCurrentIndex(page.form.findData("hebei"))
    page.take(printed("merged", budgets, tmp_path))
    wait(qtbot, page)
    page.work.bar.valueChanged.connect(lambda done: page.give_up() if done == 1 else None)
    page.hand_out(tmp_path / "发下去")
    wait(qtbot, page)
    assert len(office.listed()) == 1
    assert "停止了" in page.told.toPlainText()


def test_the_site_is_held_against_what_was_settled(
    qtbot: QtBot, window: MainWindow, workbook: Path, tmp_path: Path
) -> None:
    page = SitePage(window, window.jobs, workers=in_line)
    qtbot.addWidget(page)
    (tmp_path / "网上").mkdir()
    (tmp_path / "网上" / "表.xlsx").write_bytes(workbook.read_bytes())
    page.take([tmp_path / "网上"])
    wait(qtbot, page)
    assert column(page, 4) == ["这里没有这份资料"]
    page.save_to(tmp_path / "结果")
    assert (tmp_path / "结果" / "网上核对.xlsx").is_file()


def test_every_tab_is_chinese_and_named(shown: CountyWindow, window: MainWindow) -> None:
    pages = [shown.tabs.widget(number) for number in range(shown.tabs.count())]
    assert english(shown, window.office.folder) == []
    assert nameless(shown) == []
    assert [shown.tabs.tabText(number) for number in range(len(pages))] == ["分发", "收回", "检查", "汇总", "网上核对"]
