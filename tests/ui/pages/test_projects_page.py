"""The page of the projects: list, form and small grid, their commands, and how a finding leads into them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.document.projects import projects
from forms.match.recognise import recognise
from forms.readers import read
from models.records import Address
from tests.ui.grid.grids import press
from ui.dialogs.locate import places
from ui.kit import style
from ui.kit.session import Session
from ui.pages.goal_lines import GoalLines
from ui.pages.last_year_projects import LastYearDialog
from ui.pages.projects_page import ProjectsPage
from ui.parts.elided import Elided
from ui.window.main_window import MainWindow

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def whole(data: Path, name: str = "2024-fengrun") -> Document:
    return recognise(read(data / name / "disclosure.docx")).document()


@pytest.fixture
def page(qtbot: QtBot, data: Path) -> ProjectsPage:
    """Seven projects on the screen."""
    return shown(qtbot, Session(whole(data)))


def shown(qtbot: QtBot, session: Session) -> ProjectsPage:
    page = ProjectsPage(session, "X5")
    page.resize(900, 640)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def click(page: ProjectsPage, text: str) -> None:
    (button,) = (button for button in page.findChildren(QToolButton) if button.text() == text)
    button.click()


def names(page: ProjectsPage) -> list[str]:
    return [one.name for one in page.list.listed()]


def goal_lines(page: ProjectsPage) -> GoalLines:
    """The goals of the current project, gone to."""
    lines = page.form.fields["goals"]
    assert isinstance(lines, GoalLines)
    page.parts.setCurrentWidget(page.form.goals)
    lines.setFocus()
    return lines


def budgets(page: ProjectsPage) -> list[str]:
    return [one.budget for one in page.list.listed()]


def paste(page: ProjectsPage, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    page.grid.commands.paste()


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
    QTest.keyClick(field, K.Key_Return)
    assert page.session.document.value(Address("X5", "1", "budget")) == 2_500_000
    assert budgets(page)[0] == "2.50"
    assert QApplication.focusWidget() is page.form.fields["fiscal"]
    assert page.session.document.undo_name == "填写2024 年网络运行维护费 预算数"


def test_leaving_a_text_carries_it_out(page: ProjectsPage) -> None:
    goals = goal_lines(page)
    goals.selectAll()
    press("甲", K.Key_Return, "乙")
    page.list.setFocus()
    assert projects(page.session.document)[0].goals == ("甲", "乙")


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
    QTest.keyClick(field, K.Key_Return)
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
    QTest.keyClick(page.list, K.Key_Insert)
    assert names(page)[-1] == "（未填名称）"
    assert page.form.fields["name"].hasFocus()
    page.list.setFocus()
    QTest.keyClick(page.list, K.Key_Minus, CTRL)
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


def test_a_second_row_of_an_indicator_has_its_first_level_by_itself(page: ProjectsPage) -> None:
    count = page.model.rowCount() - 1
    page.show_indicators()
    page.grid.setCurrentIndex(page.model.index(count, 2))
    press("x", K.Key_Return)
    assert page.model.text(count, 0) == "满意度指标"
    assert page.model.text(count, 2) == "x"
    assert len(projects(page.session.document)[0].indicators) == count + 1


def test_a_block_is_pasted_into_the_indicators_of_the_project_alone(page: ProjectsPage) -> None:
    page.list.go("2")
    rest = [project.indicators for project in projects(page.session.document) if project.key != "2"]
    page.grid.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
    paste(page, "产出指标\t数量指标\t甲\r\n\t质量指标\t乙\r\n")
    pasted = projects(page.session.document)[1].indicators[-2:]
    assert [(i.level1, i.level2, i.level3) for i in pasted] == [
        ("产出指标", "数量指标", "甲"), ("产出指标", "质量指标", "乙"),
    ]  # fmt: skip
    assert rest == [project.indicators for project in projects(page.session.document) if project.key != "2"]
    page.session.undo()
    assert page.model.rowCount() - 1 == len(projects(page.session.document)[1].indicators)


def test_the_second_level_on_offer_is_that_of_the_first(page: ProjectsPage) -> None:
    assert page.model.choices(0, 0) == ("产出指标", "效益指标", "满意度指标")
    assert page.model.choices(0, 1) == ("数量指标", "质量指标", "时效指标", "成本指标")
    assert page.model.choices(0, 2) == ()


def test_a_choice_is_taken_from_the_list_and_other_words_stand_as_typed(page: ProjectsPage) -> None:
    page.show_indicators()
    page.grid.setCurrentIndex(page.model.index(0, 1))
    press(K.Key_F2)
    press(K.Key_Down, K.Key_Down, K.Key_Return)
    assert page.model.text(0, 1) == "质量指标"
    page.grid.setCurrentIndex(page.model.index(0, 1))
    press("别", K.Key_Return)
    assert page.model.text(0, 1) == "别"


def test_an_indicator_is_inserted_moved_and_removed(page: ProjectsPage) -> None:
    third = [page.model.text(row, 2) for row in range(3)]
    page.grid.setCurrentIndex(page.model.index(1, 2))
    page.grid.commands.insert_row()
    assert [page.model.text(row, 2) for row in range(3)] == [third[0], "", third[1]]
    assert page.model.text(1, 0) == "产出指标"
    page.grid.commands.move_row(1)
    assert [page.model.text(row, 2) for row in range(3)] == [third[0], third[1], ""]
    page.grid.commands.remove_rows()
    assert [page.model.text(row, 2) for row in range(3)] == third


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


def test_projects_of_last_year_are_ticked_and_copied(qtbot: QtBot, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = whole(data)
    form = whole(data)
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


# From elsewhere in the window


@pytest.fixture
def window(opened: MainWindow, data: Path) -> MainWindow:
    """The main window with the Word file, which has projects."""
    opened.show_document(whole(data))
    return opened


def test_a_cell_of_an_indicator_is_shown_in_the_small_grid(window: MainWindow) -> None:
    workspace = window.workspace
    key = workspace.session.document.lines("X5I")[20].key
    workspace.show_cell(Address("X5I", key, "value"))
    page = workspace.current_page
    assert isinstance(page, ProjectsPage)
    assert page.list.current == workspace.session.document.text(Address("X5I", key, "project"))
    index = page.grid.currentIndex()
    assert page.model.address(index.row(), index.column()) == Address("X5I", key, "value")


def test_a_field_of_a_project_is_shown_in_the_form(window: MainWindow) -> None:
    window.workspace.show_cell(Address("X5", "3", "purpose"))
    page = window.workspace.current_page
    assert isinstance(page, ProjectsPage)
    assert page.form.key == "3"
    assert page.form.fields["purpose"].hasFocus()


def test_a_finding_in_an_indicator_marks_its_project_and_leads_there(window: MainWindow) -> None:
    session = window.workspace.session
    key = session.document.lines("X5I")[20].key
    owner = session.document.text(Address("X5I", key, "project"))
    finding = replace(session.findings[0], level="E", table="X5I", row=key, column="basis", section=None)
    session.findings = (finding,)
    session.checked.emit()
    window.workspace.jump(finding)
    page = window.workspace.current_page
    assert isinstance(page, ProjectsPage)
    row = page.list.order().index(owner)
    assert page.list.listed()[row].level == "E"
    assert window.workspace.marks()["X5"] == "×1"


def test_undo_leads_back_to_the_project(window: MainWindow) -> None:
    workspace = window.workspace
    workspace.go("X5")
    page = workspace.current_page
    assert isinstance(page, ProjectsPage)
    page.list.go("5")
    click(page, "删除")
    workspace.go("X1")
    workspace.undo()
    assert workspace.at == "X5"
    assert "5" in page.list.order()


def test_an_indicator_is_located_by_its_words(data: Path) -> None:
    document = whole(data)
    key = document.lines("X5I")[0].key
    found = [place for _, place in places(document, "固定 IP") if place[0] == "X5I"]
    assert found[0][1] == Address("X5I", key, "project")


# The form in little room


def places_of(page: ProjectsPage) -> list[tuple[str, QRect]]:
    """Where every field and every label of the form stands in it."""
    return [
        (part.accessibleName() or part.text(), QRect(part.mapTo(page.form, QPoint(0, 0)), part.size()))
        for kind in (QLineEdit, QPlainTextEdit, QLabel)
        for part in page.form.findChildren(kind)
        if part.isVisible()
    ]


@pytest.mark.parametrize("size", ["中", "特大"])
@pytest.mark.parametrize("width", [520, 704, 880])
def test_no_field_lies_over_another_or_is_cut(
    qtbot: QtBot, qapp: QApplication, data: Path, width: int, size: str
) -> None:
    style.set_size(qapp, size)
    try:
        page = shown(qtbot, Session(whole(data)))
        page.resize(width, 560)
        places = places_of(page)
        for number, (name, place) in enumerate(places):
            assert place.right() < page.form.width(), name
            assert not [other for other, its in places[number + 1 :] if place.intersects(its)], name
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)


def test_tab_goes_through_the_form_as_it_is_read(page: ProjectsPage) -> None:
    page.form.fields["name"].setFocus()
    reached = []
    for _ in range(12):
        reached.append(QApplication.focusWidget().accessibleName())
        QTest.keyClick(QApplication.focusWidget(), K.Key_Tab)
    assert reached == [
        "项目名称", "项目编码", "预算数", "其中：财政资金", "其他资金", "填报单位", "资金用途",
        "3月底", "6月底", "10月底", "12月底", "表名",
    ]  # fmt: skip


def test_each_label_stands_above_its_field_and_the_plan_in_one_row(page: ProjectsPage) -> None:
    labels = [one for one in page.form.findChildren(QLabel) if one.buddy() is not None and one.isVisible()]
    assert len(labels) == 12
    for label in labels:
        assert label.geometry().bottom() < label.buddy().geometry().top()
        assert label.geometry().left() == label.buddy().geometry().left()
    assert len({plan_box(page, name).y() for name in ("march", "june", "october", "december")}) == 1


def test_where_there_is_little_room_fields_go_on_below(page: ProjectsPage) -> None:
    page.resize(520, 560)
    assert plan_box(page, "march").y() < plan_box(page, "december").y()


def test_under_a_per_cent_stands_the_amount_it_means(page: ProjectsPage) -> None:
    type_plan(page, "10", "40", "80", "100")
    said = [text for text, _ in places_of(page) if text.startswith("累计")]
    assert said == ["累计 0.18 万元", "累计 0.72 万元", "累计 1.44 万元", "累计 1.80 万元"]


def test_what_is_no_per_cent_means_no_amount(page: ProjectsPage) -> None:
    type_plan(page, "一成", "140", "", "-3")
    assert not [text for text, _ in places_of(page) if text.startswith("累计")]


def test_what_is_wrong_with_the_plan_is_said_under_it(page: ProjectsPage) -> None:
    type_plan(page, "10", "40", "80", "90")
    page.session.check()
    assert [text for text, _ in places_of(page) if text.startswith("错误：") and "90" in text]
    type_plan(page, "10", "40", "80", "100")
    page.session.check()
    assert not [text for text, _ in places_of(page) if text.startswith("错误：")]


def plan_box(page: ProjectsPage, name: str) -> QPoint:
    """Where the field of one date of the plan stands in the form."""
    return page.form.fields[name].mapTo(page.form, QPoint(0, 0))


def type_plan(page: ProjectsPage, *shares: str) -> None:
    for name, share in zip(("march", "june", "october", "december"), shares, strict=True):
        field = page.form.fields[name]
        field.setFocus()
        field.selectAll()
        press(K.Key_Delete, share)
    page.commit_pending()


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


def test_the_field_that_is_gone_to_is_in_sight(page: ProjectsPage) -> None:
    page.resize(520, 480)
    page.form.fields["purpose"].setFocus()
    area = page.form.parentWidget()
    top = page.form.fields["purpose"].mapTo(area, QPoint(0, 0)).y()
    assert 0 <= top < area.height()


def test_a_jump_brings_the_tab_of_its_place_to_the_front(page: ProjectsPage) -> None:
    row = page.session.document.lines("X5I")[0].key
    assert page.show_cell(Address("X5I", row, "value"))
    assert page.grid.isVisible()
    assert not page.form.isVisible()
    assert page.show_cell(Address("X5", page.list.order()[0], "purpose"))
    assert page.form.isVisible()
    assert not page.grid.isVisible()


def test_the_tab_of_the_indicators_counts_those_of_the_project(page: ProjectsPage) -> None:
    count = page.model.rowCount() - 1
    assert page.parts.tabText(2).endswith(f"指标 {count}")


def test_each_line_is_a_goal_with_its_number_and_enter_begins_the_next(page: ProjectsPage) -> None:
    lines = goal_lines(page)
    lines.selectAll()
    press("办好第一件事", K.Key_Return, "办好第二件事", K.Key_Return, K.Key_Return, "办好第三件事")
    assert [number for number, _ in lines.numbers()] == [1, 2, 3]
    page.commit_pending()
    assert projects(page.session.document)[0].goals == ("办好第一件事", "办好第二件事", "办好第三件事")
    assert page.parts.tabText(1) == "目标 3"
    assert "目标 3" in page.list.listed()[0].second


def test_a_goal_that_has_a_number_of_its_own_gets_no_second(page: ProjectsPage) -> None:
    lines = goal_lines(page)
    lines.setPlainText("1.甲事\n（二）乙事\n2个企业")
    assert [number for number, _ in lines.numbers()] == [3]


def test_pasted_lines_are_goals_each(page: ProjectsPage) -> None:
    lines = goal_lines(page)
    lines.selectAll()
    QGuiApplication.clipboard().setText("甲事\r\n乙事")
    QTest.keyClick(lines, K.Key_V, CTRL)
    page.commit_pending()
    assert projects(page.session.document)[0].goals == ("甲事", "乙事")


def test_the_goals_stand_beside_their_indicators(page: ProjectsPage) -> None:
    (goal, *_) = projects(page.session.document)[0].goals
    page.show_indicators()
    assert [label for label in page.findChildren(QLabel) if label.isVisible() and goal in label.text()]


def test_a_card_says_what_is_still_missing(page: ProjectsPage) -> None:
    page.add()
    assert page.list.listed()[-1].second.endswith("待填：目标、指标")


def test_on_a_small_screen_many_projects_and_indicators_are_seen(page: ProjectsPage) -> None:
    # What is left of 1366×768 between the side panels.
    page.resize(880, 620)
    page.show_indicators()
    assert page.grid.viewport().height() >= 6 * page.grid.verticalHeader().defaultSectionSize()
    assert page.list.viewport().height() >= 7 * page.list.sizeHintForRow(0)
