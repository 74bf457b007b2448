"""What a clerk with a large disclosure waits for at the desk: 300 rows in 表三, 40 projects, 20,000 characters of text.

Every figure is the time of the processor from the key to the painted window: the disk is not waited for, and other
programs do not count. What goes on between keys and paint has two: the longest turn that a key has to wait for, and
all turns together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from grown import grown
from prose import CHARACTERS, GOALS, long_text
from PySide6.QtCore import QEvent
from records import COUNT, many_records
from windows import opened

from forms.document.document import Document
from forms.form.model import Section
from models.records import Content
from tests.forms.documents import PROJECTS
from ui.kit import style
from ui.kit.steps import steps

ROWS = 300
"""So many rows has 表三, at the least."""
TIMES = 8
"""How many times the published cells make so many rows."""
ALTOGETHER = ", altogether"
"""Ends the name of a figure that nobody waits for at once."""
_LARGE = "T3"
_REPEATS = 4
_MOMENT = 0.5
"""So many seconds one stands on a row before it is chosen."""


class Deed(NamedTuple):
    """Something the clerk does, what has to be done before it each time, and what tells that all of it is done."""

    do: Callable[[], object]
    before: Callable[[], object] = lambda: None
    is_over: Callable[[], bool] | None = None


class Desk(NamedTuple):
    """The application, its window, and the id of what lies open in it."""

    app: Any
    window: Any
    identity: str


def large(published: Document) -> Document:
    """The disclosure with so many rows, projects and characters."""
    tables = grown(published, TIMES).content()
    rest = long_text(many_records(published)).content()
    budget = {table.id for table in published.edition.tables.values() if table.part == "budget"}

    def joined(of_budget: Mapping[Any, Any], of_rest: Mapping[Any, Any]) -> dict[Any, Any]:
        return {**of_budget, **{key: value for key, value in of_rest.items() if key.table not in budget}}

    texts = {**rest.texts, **{name: text for name, text in tables.texts.items() if name not in rest.texts}}
    content = Content(joined(tables.cells, rest.cells), joined(tables.rows, rest.rows), texts)
    document = Document(published.head, published.edition, content)
    assert len(document.lines(_LARGE)) >= ROWS
    assert len(document.lines(PROJECTS)) == COUNT
    return document


def at_the_desk(document: Document, folder: Path) -> Iterator[tuple[str, Sequence[float]]]:
    """Each thing done, with its seconds of the processor until it is stored, checked and painted."""
    with opened(document, folder, has_last_year=True, has_thread=True) as (app, window, stored):
        for group in (_opening, _the_view, _the_table, _the_text, _the_projects, _the_findings, _the_search):
            for name, deed in group(Desk(app, window, stored.head.id)).items():
                turns = [_turns(app, deed) for _ in range(_REPEATS)]
                yield name, [max(each) for each in turns]
                if deed.is_over is not None:
                    yield f"{name}{ALTOGETHER}", [sum(each) for each in turns]


def _turns(app: Any, deed: Deed) -> Sequence[float]:
    """The seconds of the window's thread that each turn takes until what is done is over."""
    deed.before()
    app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    start = time.thread_time()
    deed.do()
    app.processEvents()
    found = [time.thread_time() - start]
    while deed.is_over is not None and not deed.is_over():
        start = time.thread_time()
        app.processEvents()
        found.append(time.thread_time() - start)
    return found


def _opening(desk: Desk) -> Mapping[str, Deed]:
    app, window, identity = desk

    def is_read() -> bool:
        return bool(window.workspace.session.is_settled)

    def home_anew() -> None:
        """As after a start: what stands on the card was looked into, but never open."""
        window.go_home()
        window.start.refresh()
        while not window.start.card.ring.isVisible():
            app.processEvents()

    def home_unknown() -> None:
        """Nothing is known of it."""
        home_anew()
        window.start.given(identity)

    stood_since = 0.0

    def stand() -> None:
        nonlocal stood_since
        stood_since = time.monotonic()
        window.start.list.stood.emit(identity)

    def has_stood() -> bool:
        return time.monotonic() > stood_since + _MOMENT

    def home_on_its_row() -> None:
        home_unknown()
        stand()
        while not has_stood():
            app.processEvents()

    return {
        "opened from the card of 首页": Deed(lambda: window.open(identity), home_anew, is_read),
        "opened from a row of 首页": Deed(lambda: window.open(identity), home_on_its_row, is_read),
        "one stands on a row of 首页": Deed(stand, home_unknown, has_stood),
        f"opened unawares{ALTOGETHER}": Deed(lambda: window.open(identity), home_unknown),
        "home again": Deed(window.go_home, lambda: window.open(identity), window.start.card.ring.isVisible),
    }


def _the_view(desk: Desk) -> Mapping[str, Deed]:
    window = desk.window
    window.open(desk.identity)
    pages = {"表三": _LARGE, "文字": _long(window), "项目": PROJECTS}
    found: dict[str, Deed] = {}
    for called, page in pages.items():
        found |= {f"{name}, {called}": deed for name, deed in _of_a_page(desk, page).items()}
    go = partial(window.workspace.go, _LARGE)
    found["last year's figures"] = Deed(window.menus.last_year.toggle, go)
    found["side panels turned"] = Deed(window.workspace.panels.toggle, go)
    return found


def _of_a_page(desk: Desk, page: str) -> Mapping[str, Deed]:
    """What is chosen about all that is seen while this page is in front, and the way to it."""
    app, window, _ = desk
    workspace = window.workspace
    sizes, themes, units = (_in_turn(pair) for pair in (("特大", "中"), ("深色", "浅色"), ("元", "万元")))

    def walk() -> None:
        """Every page is there, as at the end of a day."""
        for step in steps(workspace.session.document):
            workspace.go(step.id)
        workspace.go(page)

    def let_go() -> None:
        workspace.go("T9")
        style.theme.changing.emit()

    go, away = partial(workspace.go, page), partial(workspace.go, "T9")
    return {
        "type size": Deed(lambda: window.set_size(next(sizes)), walk),
        "theme": Deed(lambda: style.set_theme(app, next(themes)), go),
        "万元 and 元": Deed(lambda: window.set_unit(next(units)), go),
        "page to page": Deed(go, away),
        "page made anew": Deed(go, let_go),
    }


def _in_turn(choices: Sequence[str]) -> Iterator[str]:
    while True:
        yield from choices


def _long(window: Any) -> str:
    sections: Sequence[Section] = window.workspace.session.document.edition.sections
    return next(section.id for section in sections if section.key == GOALS)


def _the_table(desk: Desk) -> Mapping[str, Deed]:
    workspace = desk.window.workspace
    workspace.go(_LARGE)
    page = workspace.current_page
    grid, model, session = page.grid, page.model, workspace.session
    turns = iter(range(1, 10_000))
    columns = [column.id for column in model.columns]
    basic = columns.index("basic")
    typed = [row for row in range(model.rowCount()) if model.is_entry(row, basic)]

    def inserted() -> None:
        workspace.commit()
        model.setData(model.index(model.rowCount() - 1, 0), "2010104")

    def paste() -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText("\n".join(f"{next(turns)}.25" for _ in typed))
        grid.setCurrentIndex(model.index(typed[0], basic))
        grid.commands.paste()

    return {
        f"an amount typed in {ROWS} rows": Deed(
            lambda: model.setData(model.index(typed[len(typed) // 2], basic), f"{next(turns)}.5")
        ),
        f"{ROWS} amounts pasted": Deed(paste),
        "the paste taken back": Deed(workspace.undo, paste),
        "a code added": Deed(inserted, lambda: session.undo() if session.document.line(_LARGE, "2010104") else None),
        "the findings after a pause": Deed(
            session.read_on,
            lambda: model.setData(model.index(typed[3], basic), f"{next(turns)}.5"),
            lambda: session.is_settled,
        ),
    }


def _the_text(desk: Desk) -> Mapping[str, Deed]:
    workspace = desk.window.workspace
    session = workspace.session
    workspace.go(_long(desk.window))
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
        f"a letter typed in {CHARACTERS} characters": Deed(typed, session.check),
        "it becomes a step": Deed(page.commit_pending, typed),
        "the step taken back": Deed(workspace.undo, written),
        "marks after a pause": Deed(session.read_on, written, lambda: session.is_settled),
    }


def _the_projects(desk: Desk) -> Mapping[str, Deed]:
    workspace = desk.window.workspace
    workspace.go(PROJECTS)
    page = workspace.current_page
    turns = iter(range(1, 10_000))
    return {
        f"another of {COUNT} projects": Deed(lambda: page.list.go(str(next(turns) % COUNT + 1))),
        "a project moved": Deed(lambda: page.shift(1), lambda: page.list.go("3")),
        "the move taken back": Deed(workspace.undo, lambda: page.shift(1)),
    }


def _the_findings(desk: Desk) -> Mapping[str, Deed]:
    workspace = desk.window.workspace
    workspace.go(_LARGE)
    panel, session = workspace.findings, workspace.session
    table = workspace.current_page.model
    basic = [column.id for column in table.columns].index("basic")
    typed = [row for row in range(table.rowCount()) if table.is_entry(row, basic)]
    for row in typed[::2]:
        table.setData(table.index(row, basic), "9999.99")
    session.check()
    turn = _in_turn(("E", ""))
    return {
        f"findings filtered, {len(session.findings)} of them": Deed(lambda: panel.choose(next(turn))),
        "findings by page": Deed(panel.order.toggle),
        "只看本页": Deed(panel.here.toggle),
        "to the next finding": Deed(lambda: panel.step(1)),
        "为什么 opened": Deed(lambda: panel.details.why.setChecked(True), lambda: panel.details.why.setChecked(False)),
    }


def _the_search(desk: Desk) -> Mapping[str, Deed]:
    workspace = desk.window.workspace
    search = workspace.search

    def seek(text: str) -> None:
        search.sought.setText(text)
        search.step(0)

    def found() -> None:
        """What is to be replaced was sought before, and is listed."""
        workspace.undo()
        seek("项目")
        search.words.setText("事项")

    def replaced() -> None:
        found()
        search.replace_all()

    search.begin(replacing=True)
    return {
        "sought in everything": Deed(lambda: seek("项目"), lambda: seek("")),
        "an amount sought": Deed(lambda: seek("9999.99"), lambda: seek("")),
        "replaced everywhere": Deed(search.replace_all, found),
        "the replacement taken back": Deed(workspace.undo, replaced),
    }
