"""What the tests of the page of the projects share: the page, shown, and its parts."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from tests.published import PAPER, disclosure
from ui.kit.session import Session
from ui.pages.goal_lines import GoalLines
from ui.pages.projects_page import ProjectsPage


def whole() -> Document:
    """A published Word file with seven projects."""
    return disclosure("2024-fengrun", PAPER)


def shown(qtbot: QtBot, session: Session) -> ProjectsPage:
    """The page of the projects of that session, shown."""
    page = ProjectsPage(session, "X5")
    page.resize(900, 640)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def click(page: ProjectsPage, text: str) -> None:
    """Click the button that says that."""
    (button,) = (button for button in page.findChildren(QToolButton) if button.text() == text)
    button.click()


def names(page: ProjectsPage) -> list[str]:
    """The names of the projects as listed."""
    return [one.name for one in page.list.listed()]


def goal_lines(page: ProjectsPage) -> GoalLines:
    """The goals of the current project, gone to."""
    lines = page.form.fields["goals"]
    assert isinstance(lines, GoalLines)
    page.parts.setCurrentWidget(page.form.goals)
    lines.setFocus()
    return lines
