"""The page of the projects: list and form, their commands, and projects taken from elsewhere."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QToolButton
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.document.projects import projects
from models.records import Address
from tests.ui.grid.grids import blank
from tests.ui.pages.projects.pages import click, names, shown, whole
from ui.kit.session import Session
from ui.pages.last_year_projects import LastYearDialog
from ui.pages.projects_page import ProjectsPage
from ui.parts.elided import Elided
from ui.parts.empty import EmptyState


def budgets(page: ProjectsPage) -> list[str]:
    return [one.budget for one in page.list.listed()]


def test_the_list_says_code_name_budget_and_secret(page: ProjectsPage) -> None:
    assert names(page)[0] == "2024 年网络运行维护费"
    assert budgets(page)[:2] == ["1.80", "2.70"]
    page.form.secret.click()
    assert [one.second.startswith("涉密") for one in page.list.listed()] == [True, *[False] * 6]
    assert projects(page.session.document)[0].secret


def test_the_chosen_project_is_in_the_form_and_its_indicators_in_the_grid(page: ProjectsPage) -> None:
    page.list.go("4")
    fourth = projects(page.session.document)[3]
    assert page.form.fields["name"].typed == fourth.name
    assert page.form.fields["goals"].typed.split("\n") == list(fourth.goals)
    shown = [page.model.text(row, 2) for row in range(page.model.rowCount() - 1)]
    assert shown == [indicator.level3 for indicator in fourth.indicators]
    assert page.model.columns[0].id == "level1"


def test_enter_in_a_field_carries_it_out_and_goes_on(page: ProjectsPage) -> None:
    field = page.form.fields["budget"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.session.document.value(Address("X5", "1", "budget")) == 2_500_000
    assert budgets(page)[0] == "2.50"
    assert QApplication.focusWidget() is page.form.fields["fiscal"]
    assert page.session.document.undo_name == "填写2024 年网络运行维护费 预算数"


def test_going_to_another_project_carries_out_what_was_typed_for_the_one_before(page: ProjectsPage) -> None:
    code = page.form.fields["code"]
    code.setFocus()
    code.selectAll()
    QTest.keyClicks(code, "X1")
    page.list.go("2")
    assert [project.code for project in projects(page.session.document)[:2]] == ["X1", "13020824P00000610001T"]
    assert page.form.fields["code"].typed == "13020824P00000610001T"


def test_amounts_follow_the_unit(page: ProjectsPage) -> None:
    page.set_unit("元")
    assert budgets(page)[0] == page.form.fields["budget"].typed == "18000.00"
    field = page.form.fields["budget"]
    field.selectAll()
    QTest.keyClicks(field, "25000")
    page.commit_pending()
    assert page.session.document.value(Address("X5", "1", "budget")) == 2_500_000


def test_undo_of_a_carried_out_field_is_left_to_the_window(page: ProjectsPage) -> None:
    field = page.form.fields["code"]
    field.setFocus()
    QTest.keyClicks(field, "9")
    assert field.isUndoAvailable()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not field.isUndoAvailable()
    page.session.undo()
    assert field.typed == "13020824P00001910005H"


def test_commands_are_single_steps(page: ProjectsPage) -> None:
    before = names(page)
    page.list.go("2")
    click(page, "上移")
    assert names(page)[:2] == [before[1], before[0]]
    assert page.list.current == "2"
    click(page, "复制")
    assert names(page)[:3] == [before[1], before[1], before[0]]
    assert page.model.rowCount() > 1
    click(page, "在前面插入")
    assert names(page)[:3] == [before[1], "（未填名称）", before[1]]
    click(page, "删除")
    assert len(names(page)) == 8
    for _ in range(4):
        page.session.undo()
    assert names(page) == before
    assert page.session.document.undo_name == ""


def test_the_keys_of_the_list_are_its_commands(page: ProjectsPage) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Insert)
    assert names(page)[-1] == "（未填名称）"
    assert page.form.fields["name"].hasFocus()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert len(names(page)) == 7


def test_when_the_last_project_goes_the_form_is_closed(page: ProjectsPage) -> None:
    for _ in range(7):
        click(page, "删除")
    assert page.list.order() == []
    assert not page.form.fields["name"].isEnabled()
    assert page.model.rowCount() == 0
    click(page, "新增")
    assert page.form.fields["name"].isEnabled()
    assert page.model.rowCount() == 1


def test_a_goal_table_from_wps_becomes_the_next_project(page: ProjectsPage) -> None:
    mime = QMimeData()
    mime.setHtml(
        "<table><tr><td>项目编码</td><td colspan=2>P1</td><td>项目名称</td><td colspan=2>新项目</td></tr>"
        "<tr><td>绩效目标</td><td colspan=5>办好</td></tr>"
        "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>绩效指标描述</td><td>指标值</td>"
        "<td>指标值确定依据</td></tr>"
        "<tr><td rowspan=2>产出指标</td><td>数量指标</td><td>甲</td><td></td><td>≥1</td><td></td></tr>"
        "<tr><td>质量指标</td><td>乙</td><td></td><td>≥2</td><td></td></tr></table>"
    )
    QGuiApplication.clipboard().setMimeData(mime)
    click(page, "粘贴绩效目标表")
    made = projects(page.session.document)[1]
    assert (made.code, made.name, made.goals) == ("P1", "新项目", ("办好",))
    assert [(i.level1, i.level3, i.value) for i in made.indicators] == [
        ("产出指标", "甲", "≥1"), ("产出指标", "乙", "≥2"),
    ]  # fmt: skip
    assert page.form.fields["name"].typed == "新项目"


def test_what_is_no_goal_table_is_told(page: ProjectsPage) -> None:
    said: list[str] = []
    page.status.connect(said.append)
    QGuiApplication.clipboard().setText("随便")
    click(page, "粘贴绩效目标表")
    assert said[-1].startswith("剪贴板里没有绩效目标表")


def test_without_last_years_disclosure_it_is_said(page: ProjectsPage) -> None:
    said: list[str] = []
    page.status.connect(said.append)
    click(page, "从上年复制…")
    assert said == ["程序里没有这个单位上一年的项目。可以先导入上一年的公开文件。"]


def test_projects_of_last_year_are_ticked_and_copied(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    old = whole()
    form = whole()
    session = Session(Document(replace(form.head, id="2025"), form.edition, previous=old))
    page = shown(qtbot, session)

    def tick(dialog: LastYearDialog) -> int:
        qtbot.addWidget(dialog)
        for row in (0, 2):
            dialog.list.item(row).setCheckState(Qt.CheckState.Checked)
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(LastYearDialog, "exec", tick)
    click(page, "从上年复制…")
    assert names(page) == [projects(old)[0].name, projects(old)[2].name]
    assert session.document.undo_name == "从上年复制2个项目"


def test_commands_that_only_their_drawing_tells_have_a_name_and_a_tip(page: ProjectsPage) -> None:
    bare = Qt.ToolButtonStyle.ToolButtonIconOnly
    drawn = [one for one in page.findChildren(QToolButton) if not one.icon().isNull()]
    buttons = [one for one in drawn if one.toolButtonStyle() == bare]
    assert {one.accessibleName() for one in buttons} == {"复制", "上移", "下移", "删除"}
    assert all(one.accessibleName() in one.toolTip() for one in buttons)


def test_over_the_tabs_stands_which_project_is_chosen(page: ProjectsPage) -> None:
    page.list.go("4")
    (head,) = (one for one in page.findChildren(Elided) if one.text().startswith("4　"))
    assert head.text() == f"4　{names(page)[3]}"


def test_a_card_says_what_is_still_missing(page: ProjectsPage) -> None:
    page.add()
    assert page.list.listed()[-1].second.endswith("待填：目标、指标")


def test_on_a_small_screen_many_projects_and_indicators_are_seen(page: ProjectsPage) -> None:
    # What is left of 1366×768 between the side panels.
    page.resize(880, 620)
    page.show_indicators()
    assert page.grid.viewport().height() >= 6 * page.grid.verticalHeader().defaultSectionSize()
    assert page.list.viewport().height() >= 7 * page.list.sizeHintForRow(0)


def test_without_a_project_the_page_says_how_one_begins(qtbot: QtBot) -> None:
    page = shown(qtbot, blank())
    empty = page.findChild(EmptyState)
    assert "还没有项目" in empty.text
    assert not page.form.isVisible()
    empty.button.click()
    assert page.form.isVisible()
    assert not empty.isVisible()
    assert page.session.document.undo_name == "新增项目"
