"""Which page shows which step."""

from __future__ import annotations

from ui.kit.session import Session
from ui.kit.steps import CHECKLIST, PROFILE
from ui.pages.checklist_page import ChecklistPage
from ui.pages.comparison_page import ComparisonPage
from ui.pages.page import Page
from ui.pages.profile_page import ProfilePage
from ui.pages.projects_page import ProjectsPage
from ui.pages.table_page import TablePage
from ui.pages.text_page import TextPage


def make_page(session: Session, step_id: str) -> Page:
    """The page of a step, made anew."""
    if step_id == PROFILE:
        return ProfilePage(session, step_id)
    if step_id == CHECKLIST:
        return ChecklistPage(session, step_id)
    roles = session.document.edition.roles
    if step_id == roles.projects:
        return ProjectsPage(session, step_id)
    if step_id == roles.comparison:
        return ComparisonPage(session, step_id)
    if step_id in session.document.edition.tables:
        return TablePage(session, step_id)
    return TextPage(session, step_id)
