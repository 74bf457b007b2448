"""What the clerk waits for while writing: a 情况说明 of 20,000 characters in the window, until marks are drawn."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from windows import opened

from forms.document.document import Document
from forms.edit.cells import write_section

CHARACTERS = 20_000
TIMES = 30
GOALS = "goals"
"""The key of the section that is repeated until the sections together have so many characters."""


def long_text(document: Document) -> Document:
    """The disclosure with its 部门整体绩效目标 written over and over, until all sections hold so many characters."""
    long = Document(document.head, document.edition, document.content())
    lengths = {section: len(long.section_text(section.id)) for section in long.edition.sections}
    goals = next(section for section in lengths if section.key == GOALS)
    text = long.section_text(goals.id)
    missing = CHARACTERS - sum(lengths.values()) + lengths[goals]
    paragraphs = (text + "\n") * (missing // (len(text) + 1) + 1)
    long.apply("写长", write_section(long, goals.id, paragraphs[:missing].rstrip()))
    return long


def while_writing(document: Document, folder: Path) -> Iterator[tuple[str, Sequence[float]]]:
    """Each thing that typing sets off, with its seconds of the processor: the disk is not waited for."""
    from ui.kit.steps import steps

    with opened(document, folder) as (app, window, stored):
        # Every page is there, as at the end of a day.
        for step in steps(stored):
            window.workspace.go(step.id)
            app.processEvents()
        for name, (before, do) in _on_the_goals(window).items():
            seconds = []
            for _ in range(TIMES):
                before()
                app.processEvents()
                start = time.process_time()
                do()
                app.processEvents()
                seconds.append(time.process_time() - start)
            yield name, seconds


def _on_the_goals(window: Any) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """What is done before, and what is measured."""
    workspace = window.workspace
    session = workspace.session
    goals = next(section for section in session.document.edition.sections if section.key == GOALS)
    workspace.go(goals.id)
    page = workspace.current_page
    cursor = page.editor.textCursor()
    cursor.setPosition(len(page.editor.toPlainText()) // 2)
    page.editor.setTextCursor(cursor)

    def typed() -> None:
        page.editor.insertPlainText("新")

    def written() -> None:
        typed()
        page.commit_pending()

    return {
        "a letter typed": (session.check, typed),
        "what was typed becomes a step": (typed, page.commit_pending),
        "findings and marks after a pause": (written, session.check),
        "a step taken back": (written, workspace.undo),
    }
