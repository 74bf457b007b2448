"""The stages of what lies open: those of its steps, then 签审 and 公开; where a click on one leads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from forms.document.finding import fault_counts
from forms.signing.states import LOCKED
from models.records import State
from ui.findings.choice import NAMES
from ui.findings.marks import DONE
from ui.frame.stage_bar import StageBar, StageState
from ui.home.summary import deadline
from ui.kit.commands import Command
from ui.kit.desk import Desk
from ui.kit.steps import steps
from ui.packet.milestones import checking, publishing, signing
from ui.packet.ready_page import ReadyPage
from ui.pages.check_page import CheckPage
from ui.window.workspace import Workspace

CHECKING, SIGNING, PUBLISHING = "检查", "签审", "公开"


class Stages:
    """Keeps the bar true to a workspace, and the workspace to the bar."""

    def __init__(self, state: QWidget, show_ready: Callable[[bool], object], show_check: Callable[[], object]) -> None:
        """`state`: the button of the state, which stands in the bar; `show_ready` shows the page of 签审 or of 公开,
        `show_check` that of 检查."""
        self._show_ready, self._show_check = show_ready, show_check
        self.bar = StageBar(state)
        self._workspace: Workspace | None = None
        self._last: dict[str, str] = {}
        """The step at which the clerk was last, by stage."""
        self.bar.chosen.connect(self._go)
        self.bar.hide()

    def follow(self, workspace: Workspace | None) -> None:
        """Show the stages of this workspace from now on; without one there is no bar."""
        if workspace is not self._workspace:
            self._workspace, self._last = workspace, {}
            if workspace is not None:
                workspace.went.connect(self.refresh)
                workspace.part_chosen.connect(self._choose_part)
                workspace.signing_wanted.connect(lambda: self._go(SIGNING))
        self.refresh()

    def refresh(self) -> None:
        """Draw the bar anew."""
        workspace = self._workspace
        self.bar.setVisible(workspace is not None)
        if workspace is not None:
            self._last[self._at] = workspace.at
            self._list_parts()
            self.bar.show_stages(_states(workspace), self._at, deadline(workspace.session.document).running)

    @property
    def _at(self) -> str:
        """The stage in which the clerk is."""
        workspace = self._workspace
        if workspace is None:
            return ""
        if isinstance(page := workspace.current_page, ReadyPage):
            return PUBLISHING if page.is_publishing else SIGNING
        stages = {step.id: step.stage for step in steps(workspace.session.document)} | {CheckPage.STEP: CHECKING}
        return stages[workspace.at]

    def _list_parts(self) -> None:
        """Let the list on the left tell what a stage without steps of its own consists of."""
        workspace = self._workspace
        if workspace is None:
            return
        document, at = workspace.session.document, self._at
        if at == CHECKING:
            page = workspace.current_page
            part = NAMES[page.kind] if isinstance(page, CheckPage) else ""
            workspace.show_milestones(at, checking(workspace.session, CheckPage.STEP), part)
        elif at in (SIGNING, PUBLISHING):
            parts = publishing if at == PUBLISHING else signing
            workspace.show_milestones(at, parts(document, ReadyPage.STEP))

    def _choose_part(self, name: str) -> None:
        """A kind of findings is to be shown."""
        workspace = self._workspace
        if workspace is not None and isinstance(page := workspace.current_page, CheckPage):
            page.choose(next(kind for kind, called in NAMES.items() if called == name))

    def _go(self, stage: str) -> None:
        if self._workspace is None:
            return
        if stage in (SIGNING, PUBLISHING):
            self._show_ready(stage == PUBLISHING)
        elif stage == CHECKING:
            self._show_check()
        else:
            self._workspace.go(self._last.get(stage) or _next(self._workspace, stage))
            self._workspace.current_page.setFocus()
        self.refresh()


def show_ready(
    desk: Desk, call: Callable[[Command], object], take_to: Callable[[State], object], publishing: bool = False
) -> None:
    """Go to the page of what lies open, to its part about publishing if that is meant.

    `call` does a command, `take_to` gives the state that is wanted.
    """
    opened = desk.workspace
    if not isinstance(opened, Workspace):
        return
    opened.commit()

    def make() -> ReadyPage:
        page = ReadyPage(opened.session, desk.office, desk.jobs)
        page.called.connect(call)
        page.state_wanted.connect(lambda state: pass_to(state, page.is_publishing))
        return page

    def pass_to(state: State, is_publishing: bool) -> None:
        take_to(state)
        show_ready(desk, call, take_to, is_publishing)

    opened.offer(ReadyPage.STEP, make)
    opened.go(ReadyPage.STEP)
    page = opened.current_page
    if isinstance(page, ReadyPage):
        page.show_part(publishing=publishing)
        opened.went.emit()


def show_check(desk: Desk, call: Callable[[Command], object]) -> None:
    """Check what lies open and go to the page that shows what was found; `call` does a command."""
    opened = desk.workspace
    if not isinstance(opened, Workspace):
        return
    opened.commit()
    opened.session.check()

    def make() -> CheckPage:
        page = CheckPage(opened.session)
        page.called.connect(call)
        page.signing_wanted.connect(opened.signing_wanted)
        page.chose.connect(lambda _kind: opened.went.emit())
        return page

    opened.offer(CheckPage.STEP, make)
    opened.leap(CheckPage.STEP, None)


def _states(workspace: Workspace) -> list[StageState]:
    document, marks = workspace.session.document, workspace.marks()
    signs: dict[str, list[str]] = {}
    for step in steps(document):
        signs.setdefault(step.stage, []).append(marks[step.id])
    states = [
        StageState(name, sum(sign in DONE for sign in own), len(own), sum(map(_errors, own)))
        for name, own in signs.items()
        if name != CHECKING
    ]
    errors = fault_counts(workspace.session.open_findings)["E"]
    is_looked_through = all(sign in DONE for sign in signs.get(CHECKING, ()))
    states.append(StageState(CHECKING, int(is_looked_through and not errors), 1))
    if workspace.session.is_inspected:
        return states
    state = document.head.state
    return [
        *states,
        StageState(SIGNING, int(state in LOCKED), 1),
        StageState(PUBLISHING, int(state == State.PUBLISHED), 1),
    ]


def _errors(sign: str) -> int:
    return int(sign[1:]) if sign.startswith("×") else 0


def _next(workspace: Workspace, stage: str) -> str:
    """The first step of a stage that is not done, else its first."""
    own = [step.id for step in steps(workspace.session.document) if step.stage == stage]
    return next((step for step in own if workspace.marks()[step] not in DONE), own[0])
