"""The goals of a project and the small grid of their indicators."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from forms.document.projects import projects
from tests.ui.grid.grids import press
from tests.ui.pages.projects.pages import goal_lines
from ui.pages.projects_page import ProjectsPage


def paste(page: ProjectsPage, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    page.grid.commands.paste()


def test_leaving_a_text_carries_it_out(page: ProjectsPage) -> None:
    goals = goal_lines(page)
    goals.selectAll()
    press("甲", Qt.Key.Key_Return, "乙")
    page.list.setFocus()
    assert projects(page.session.document)[0].goals == ("甲", "乙")


def test_a_second_row_of_an_indicator_has_its_first_level_by_itself(page: ProjectsPage) -> None:
    count = page.model.rowCount() - 1
    page.show_indicators()
    page.grid.setCurrentIndex(page.model.index(count, 2))
    press("x", Qt.Key.Key_Return)
    assert page.model.text(count, 0) == "满意度指标"
    assert page.model.text(count, 2) == "x"
    assert len(projects(page.session.document)[0].indicators) == count + 1


def test_a_block_is_pasted_into_the_indicators_of_the_project_alone(page: ProjectsPage) -> None:
    page.list.go("2")
    rest = [project.indicators for project in projects(page.session.document) if project.key != "2"]
    page.grid.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
    told: list[str] = []
    page.status.connect(told.append)
    paste(page, "产出指标\t数量指标\t甲\r\n\t质量指标\t乙\r\n")
    assert told == ["新增 2 行，已粘贴 6 个单元格。"]
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
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert page.model.text(0, 1) == "质量指标"
    page.grid.setCurrentIndex(page.model.index(0, 1))
    press("别", Qt.Key.Key_Return)
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


def test_the_tab_of_the_indicators_counts_those_of_the_project(page: ProjectsPage) -> None:
    count = page.model.rowCount() - 1
    assert page.parts.tabText(2).endswith(f"指标 {count}")


def test_each_line_is_a_goal_with_its_number_and_enter_begins_the_next(page: ProjectsPage) -> None:
    lines = goal_lines(page)
    lines.selectAll()
    press("办好第一件事", Qt.Key.Key_Return, "办好第二件事", Qt.Key.Key_Return, Qt.Key.Key_Return, "办好第三件事")
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
    QTest.keyClick(lines, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.commit_pending()
    assert projects(page.session.document)[0].goals == ("甲事", "乙事")


def test_the_goals_stand_beside_their_indicators(page: ProjectsPage) -> None:
    (goal, *_) = projects(page.session.document)[0].goals
    page.show_indicators()
    assert [label for label in page.findChildren(QLabel) if label.isVisible() and goal in label.text()]
