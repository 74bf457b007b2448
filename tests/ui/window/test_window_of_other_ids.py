"""The window shows a disclosure of a form whose tables have other ids as it shows one of the bundled form."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.form import load
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from tests.forms.form.other_ids import NAME, OTHERS, make
from ui.kit.steps import steps
from ui.window.main_window import MainWindow


@pytest.fixture
def seen(window: MainWindow, office: Office, data: Path, tmp_path: Path) -> dict[str, list[tuple[str, str, str, str]]]:
    """What stands on the window by pack: the name, the title, the kind of page and the mark of every step."""
    load.use_folder(make(tmp_path / "packs"))
    books = [read(data / "2024-fengrun" / file) for file in ("tables.xlsx", "disclosure.docx")]
    found = {}
    for name in ("hebei", NAME):
        window.show_document(office.take(recognise(books, pack=name)))
        workspace, pages = window.workspace, []
        workspace.session.check()
        marks = workspace.marks()
        for step in steps(workspace.session.document):
            workspace.go(step.id)
            place = OTHERS.get(step.id, step.id) if name == "hebei" else step.id
            pages.append((place, step.name, type(workspace.current_page).__name__, marks.get(step.id, "")))
        found[name] = pages
    return found


def test_every_page_is_the_same(seen: dict[str, list[tuple[str, str, str, str]]]) -> None:
    assert seen["hebei"] == seen[NAME]
    assert {page for _, _, page, _ in seen[NAME]} >= {"ProjectsPage", "ComparisonPage", "TablePage", "TextPage"}
