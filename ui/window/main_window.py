"""The main window: the start page or the open disclosure, with the bar over it and the status bar below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from forms.document.document import Document
from forms.document.finding import Finding, fault_counts
from forms.office.office import Office
from models.errors import Trouble
from models.records import State
from ui.frame import tab_order, zones
from ui.frame.band import Band, stacked
from ui.frame.cover import Cover
from ui.frame.zones import KeptFocus, Zone
from ui.home.home_page import HomePage
from ui.kit import commands, style, words
from ui.kit.composing import AskAnew, holds_files, take_copy
from ui.kit.jobs import Jobs
from ui.kit.plain import is_confirmed, warn
from ui.kit.session import Session
from ui.kit.steps import PROFILE
from ui.packet.leaving import Leaving
from ui.settings import preferences
from ui.settings.settings_page import STAYING, SettingsPage
from ui.window import damaged, opened_commands, placing
from ui.window.exchange import Exchange
from ui.window.lessons import Lessons
from ui.window.lying import Lying
from ui.window.menus import Menus
from ui.window.needs import Needs
from ui.window.passing import Passing
from ui.window.self_check import SelfCheck
from ui.window.spelling import session_of
from ui.window.stages import Stages, show_check, show_ready
from ui.window.status_line import StatusLine
from ui.window.views import Dialogs
from ui.window.watch import Watch
from ui.window.workspace import Workspace

T = TypeVar("T")

SIZE_SETTING = "window.type"
_UNIT, _LAST_YEAR, _PANELS = "window.unit", "window.last_year", "window.panels"
_STAYS_MS = 8000


class MainWindow(QMainWindow):
    """One office, one disclosure at a time. The store is spoken to from here, in the window's thread only."""

    def __init__(self, office: Office, jobs: Jobs, log: Path) -> None:
        super().__init__()
        self.office = office
        self.jobs = jobs
        self.start = HomePage(office, jobs)
        self._lying = Lying(self.start)
        self.cover = Cover()
        self._unit = ""
        self._kept_panels = ""
        self.setAcceptDrops(True)
        AskAnew(self)
        self.exchange = Exchange(self)
        self.self_check = SelfCheck(self)
        self.self_check.import_wanted.connect(self.exchange.import_these)
        self.self_check.close_wanted.connect(self.end_guest)
        self.self_check.checked.connect(self._on_open(self._check))
        self.lessons = Lessons(self)
        self.leaving = Leaving(self)
        self.dialogs = Dialogs(self, log)
        self.watch = Watch(self, self)
        self.passing = Passing(self)
        self._choices = {commands.SIZES: self.set_size, commands.UNITS: self.set_unit, **preferences.choices(self)}
        deeds = self.cover.before(self._deeds(), STAYING)
        self.menus = Menus(self, deeds, self._choices, Needs(self).why_not)
        self.menus.state.chosen.connect(self.passing.take_to)
        self.start.led.connect(self.open_at)
        self.start.files_wanted.connect(self.exchange.import_these)
        self.start.called.connect(lambda command: self.menus.actions[command].trigger())
        self.start.next_year_wanted.connect(self.exchange.next_year)
        self.start.remove_wanted.connect(self.exchange.remove)
        self.band = Band(office)
        self._stages = Stages(self.menus.state, self._show_ready, self._show_check)
        self.cover.lay_under(stacked(self._stages.bar, self._lying))
        self.setCentralWidget(stacked(self.band, self.cover))
        self.status = StatusLine(self)
        KeptFocus(self, lambda: self._zones)
        style.theme.changed.connect(self._draw_anew)
        self._restore()
        self._draw_anew()
        self._refresh()

    def _deeds(self) -> commands.Deeds:
        """What is done at every command of the menus."""
        on = self._on_open
        return {
            **{command: on(do) for command, do in opened_commands.DEEDS.items()},
            **self.exchange.deeds,
            **self.leaving.deeds,
            **self.dialogs.deeds,
            **self.self_check.deeds,
            commands.HOME: self.go_home,
            commands.PRACTISE: self.lessons.begin,
            commands.PUT_BACK: self.watch.put_back,
            commands.SETTINGS: self.show_settings,
            commands.QUIT: self.close,
            commands.PERSON: self.passing.ask_who,
            commands.LAST_YEAR: self._keep_compared,
            commands.PROFILE_PAGE: on(lambda opened: opened.go(PROFILE)),
            commands.CHECK: on(self._check),
            commands.SELF_CHECK: self.self_check.choose,
            commands.REPORT: self.self_check.ask_for_report,
            commands.READY: self._show_ready,
            commands.ZONE: lambda: zones.turn(self, self._zones),
        }

    def _on_open(self, do: Callable[[Workspace], object]) -> Callable[[], None]:
        """`do` on what is open; a command that needs it rests while there is nothing."""

        def call() -> None:
            if self.workspace is not None:
                do(self.workspace)

        return call

    # Opening and closing

    def open(self, disclosure: str) -> None:
        """Open the disclosure of that id."""
        known = self.start.given(disclosure)
        document = (
            known.document if known else self.ask(lambda: damaged.opened(self, disclosure, self.dialogs.show_backups))
        )
        if document is not None:
            self.show_document(document, known=known)
            if told := self.ask(lambda: self.office.form_told(document)):
                warn(self, "表样的版本", told) if document.head.state == State.EDITING else self.tell(told)

    def open_at(self, disclosure: str, place: object) -> None:
        """Open it at a step, or at the place of a finding."""
        self.open(disclosure)
        if self.workspace is not None and place:
            self.workspace.jump(place) if isinstance(place, Finding) else self.workspace.go(str(place))
            self.workspace.setFocus()

    def show_document(
        self,
        document: Document,
        guest: QWidget | None = None,
        *,
        is_practice: bool = False,
        known: Session | None = None,
    ) -> None:
        """Work on this document, of which this may be `known`. With the bar of 自查 or 练习 it is a guest; what lay
        there comes back later."""
        self._lying.make_room(for_guest=guest is not None)
        is_inspected = guest is not None and not is_practice
        session = session_of(self, document, is_inspected=is_inspected, is_practice=is_practice, known=known)
        band = guest or self.passing.bar(document.head.state) or self.exchange.band(document)
        workspace = Workspace(session, band)
        self.menus.mark(commands.UNITS, self._unit or next(iter(document.edition.tables.values())).unit)
        workspace.panels.restore(self._kept_panels)
        workspace.panels.chosen.connect(self._keep_panels)
        workspace.status.connect(self.tell)
        session.checked.connect(self._refresh)
        self._bring(workspace)
        self.status.follow(workspace)

    def end_guest(self, last: QWidget | None = None) -> None:
        """End 自查 or 练习: back to what lay open before it, as it was left, else to the start page. What is to be
        seen `last` stands until then. What was told of it goes with it."""
        self.statusBar().clearMessage()
        if last is not None:
            self._lying.show_last(last)
            self.status.clear()
            self._refresh()
        elif workspace := self._lying.take_aside():
            self._bring(workspace)
            self.status.begin(workspace)
        else:
            self.go_home()

    def _bring(self, workspace: Workspace) -> None:
        self.cover.uncover()
        self._lying.lay(workspace)
        workspace.set_unit(self._unit)
        self._show_compared()
        self._refresh()
        workspace.current_page.setFocus()

    def go_home(self) -> None:
        """Back to the start page."""
        if self.may_leave():
            left = self._lying.known()
            self.cover.uncover()
            self._lying.put_away()
            self.status.clear()
            self.ask(lambda: self.start.refresh(left))
            self._refresh()

    def answer_call(self, files: Sequence[Path]) -> None:
        """Another start of the program hands its files over: come to the front and take them."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        if files and QApplication.activeModalWidget() is None:
            self.take(files)

    def take(self, files: Sequence[Path]) -> None:
        """Open the packet files among these, and import the others."""
        self.leaving.take(files, self.exchange.import_these)

    # Looking

    def show_settings(self) -> None:
        """Show what can be chosen on a page of its own; a command that leads on is called from there."""
        self._commit()
        chosen = {choice: self.menus.chosen(choice) for choice in self._choices}
        page = SettingsPage(self, self._choices, chosen, self.menus.followed())
        page.left.connect(self.uncover)
        page.wanted.connect(lambda command: self.menus.actions[command].trigger())
        self.lay_over(page)

    def set_size(self, size: str) -> None:
        """Choose the size of the type; it is kept."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        style.set_size(application, size)
        self.menus.mark(commands.SIZES, size)
        self.ask(lambda: self.office.set_setting(SIZE_SETTING, size))
        if self.workspace:
            self.workspace.panels.fit()

    def set_unit(self, unit: str) -> None:
        """Choose the unit of what is shown; it is kept."""
        self._unit = unit
        self.menus.mark(commands.UNITS, unit)
        self.ask(lambda: self.office.set_setting(_UNIT, unit))
        if self.workspace:
            self.workspace.commit()
            self.workspace.set_unit(unit)

    def _keep_panels(self, opened: str) -> None:
        """Which side panels are open was chosen; it is kept."""
        self._kept_panels = opened
        self.ask(lambda: self.office.set_setting(_PANELS, opened))

    def _keep_compared(self) -> None:
        """Whether last year's amounts are shown was chosen; it is kept."""
        self.ask(lambda: self.office.set_setting(_LAST_YEAR, str(int(self.menus.last_year.isChecked()))))
        self._show_compared()

    def _show_compared(self) -> None:
        if self.workspace:
            is_there = self.workspace.session.document.previous is not None
            self.workspace.set_compared(is_there and self.menus.last_year.isChecked())

    def _show_ready(self, publishing: bool = False) -> None:
        show_ready(self, lambda command: self.menus.actions[command].trigger(), self.passing.take_to, publishing)

    # Checking

    def _show_check(self) -> None:
        show_check(self, lambda command: self.menus.actions[command].trigger())

    def _check(self, opened: Workspace) -> None:
        """Check without waiting for a pause in typing, show all that is found, and say how it stands."""
        self._show_check()
        self.tell(words.checked(opened.session.open_findings, len(opened.session.to_do)))

    # The desk of the helpers

    def lay_over(self, page: QWidget) -> None:
        """Show this page over all that lies on the desk."""
        self.cover.lay_over(page)

    def uncover(self) -> None:
        """Let the page go that covers the desk, and work on where one was."""
        self.cover.uncover()
        (self.workspace.current_page if self.workspace else self.start).setFocus()

    @property
    def workspace(self) -> Workspace | None:
        """What lies open; None on the start page."""
        return self._lying.workspace

    @property
    def widget(self) -> QWidget:
        """What dialogs stand over."""
        return self

    def tell(self, sentence: str) -> None:
        """Say something in the status bar for a while."""
        self.statusBar().showMessage(sentence, _STAYS_MS)

    def ask(self, question: Callable[[], T]) -> T | None:
        """Ask the store; a Trouble is shown and gives None."""
        try:
            return question()
        except Trouble as trouble:
            warn(self, "没有完成", words.trouble_text(trouble))
            return None

    @property
    def _zones(self) -> Sequence[Zone]:
        """The parts of the window that are seen, from the top down and from left to right."""
        opened, stages = self.workspace, self._stages.bar
        lying = [Zone(self.cover, self.cover.page or self.start)]
        if opened is not None and self.cover.page is None:
            steps, middle, findings = (opened.panels.widget(number) for number in range(3))
            lying = [Zone(steps, steps), Zone(middle, opened.current_page), Zone(findings, findings)]
        return Zone(self.menus.top, self.menus.top.first), Zone(stages, stages.current), *lying

    # Events

    def focusNextPrevChild(self, is_forward: bool) -> bool:
        """Tab goes as all is laid out."""
        return tab_order.go_on(self, 1 if is_forward else -1) or super().focusNextPrevChild(is_forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        take_copy(event)
        # The program the files come from waits until this is over.
        QTimer.singleShot(0, self, lambda: self.leaving.take(files, self.self_check.offer))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        placing.keep(self, self.office)
        super().closeEvent(event)

    # Inside

    def _restore(self) -> None:
        names = (_UNIT, SIZE_SETTING, _LAST_YEAR, _PANELS)
        kept = self.ask(lambda: {name: self.office.setting(name) for name in names}) or {}
        self._unit = kept.get(_UNIT) or ""
        self._kept_panels = kept.get(_PANELS) or ""
        self.menus.mark(commands.UNITS, self._unit or commands.UNITS.names[0])
        self.menus.mark(commands.SIZES, kept.get(SIZE_SETTING) or style.STANDARD_SIZE)
        self.menus.actions[commands.LAST_YEAR].setChecked(kept.get(_LAST_YEAR) != "0")
        placing.restore(self, self.ask(lambda: placing.kept(self.office)))

    def _refresh(self) -> None:
        workspace = self.workspace
        self.band.refresh()
        self._stages.follow(workspace)
        if workspace is None:
            self.setWindowTitle("部门预算信息公开")
            self.menus.refresh("", "", is_open=False)
            self.menus.state.show_state("没有打开")
            return
        document, findings = workspace.session.document, workspace.session.open_findings
        count = words.how_many(sum(fault_counts(findings).values()), len(workspace.session.to_do))
        count = count if workspace.session.is_read else "正在检查"
        self.setWindowTitle(f"{words.disclosure_title(document.head)} — {count}")
        self.menus.refresh(document.undo_name, document.redo_name, is_open=True)
        self.menus.state.show_session(workspace.session)

    def _draw_anew(self) -> None:
        """What marks texts and steps keeps the colours in which it was drawn."""
        for choice, name in preferences.chosen().items():
            self.menus.mark(choice, name)
        if self.workspace is not None:
            self.workspace.session.checked.emit()

    def _commit(self) -> None:
        if self.workspace:
            self.workspace.commit()

    def may_leave(self) -> bool:
        """Take over what is being typed; ask first when something could not be stored."""
        self._commit()
        if self.workspace is None or self.workspace.is_stored:
            return True
        return is_confirmed(self, "没有存上", "最近的修改没有存到磁盘上，现在离开会丢失。仍要离开吗？")
