"""The open disclosure: the list of steps on the left, the step in the middle, the findings on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms.document.finding import LEVEL_WORDS, Finding
from forms.form.model import Table
from models.errors import NotStored, Trouble
from models.records import Address, CellChange, Change, RowChange, TextChange
from ui.findings.marks import Milestone
from ui.findings.panel import FindingsPanel
from ui.frame.step_list import StepList
from ui.kit import style, words
from ui.kit.desk import run
from ui.kit.plain import Label
from ui.kit.session import Session
from ui.kit.side_panels import SidePanels
from ui.kit.steps import PROFILE, step_of_text, steps
from ui.pages.find_pane import FindPane
from ui.pages.page import Page, Place
from ui.window.page_stack import PageStack

_LONGEST_TRAIL = 50
"""So many places are remembered to go back to."""


class Workspace(QWidget):
    """Shows one session. Pages are made when they are first gone to."""

    moved = Signal(object)
    """The address of the cell the clerk stands on, or None."""
    mode = Signal(str)
    """输入, 编辑, or blank when nothing is being typed."""
    status = Signal(str)
    """A sentence for the status bar."""
    selected = Signal(int, object)
    """How many amounts are selected, and their sum in 分: an object, for a signal of int ends at 32 bits."""
    went = Signal()
    """Another step stands in the middle."""
    stored = Signal(bool)
    """Whether the last step reached the disk."""
    part_chosen = Signal(str)
    """The part of the page in the middle that the clerk wants to see."""
    signing_wanted = Signal()
    """The clerk wants to go on to the signing."""

    def __init__(self, session: Session, bar: QWidget | None = None, parent: QWidget | None = None) -> None:
        """`bar` stands over the pages, with what can be done with a disclosure that is only looked at."""
        super().__init__(parent)
        self.session = session
        self.bar = bar
        self.is_stored = True
        self._trail: list[tuple[str, Address | None]] = []
        """The places one was led away from, the last at the end."""
        self._is_led = False
        """Whether the clerk is led to a place by a finding, which then stays the chosen one."""
        self.at = ""
        """The id of the step in the middle."""
        self._steps = StepList(session.document)
        self.findings = FindingsPanel(session)
        self._stack = PageStack(session)
        self.search = FindPane(session)
        self.banner = Label(wrap=True)
        self.banner.setVisible(False)
        self.banner.setFrameShape(QFrame.Shape.Box)
        self._lay_out()
        self._connect()
        self.refresh()
        self.go(self._first())

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.bar is not None:
            column.addWidget(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        column.addWidget(self.search)
        self.panels = SidePanels(self._steps, middle, self.findings, self._least_width)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panels)

    def _connect(self) -> None:
        self._stack.made.connect(self._attend)
        self._steps.chosen.connect(self.go)
        self.findings.jump.connect(self.jump)
        self.findings.go.connect(self._show_related)
        self.findings.told.connect(self.status)
        self.findings.sign_wanted.connect(self.signing_wanted)
        self.search.go_wanted.connect(self.show_place)
        self.search.told.connect(self.status)
        self.search.closed.connect(self.setFocus)
        self._steps.turned.connect(self.step)
        self._steps.entered.connect(self.setFocus)
        self._steps.part_chosen.connect(self.part_chosen)
        self.session.changed.connect(self._after_change)
        self.session.checked.connect(self.refresh)
        self.session.troubled.connect(self._after_trouble)

    def _least_width(self) -> int:
        """The width the middle needs for its page."""
        page = self._stack.seen(self.at)
        return page.least_width if page else 0

    # Going about

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page is what is worked in."""
        self.current_page.setFocus(event.reason())

    @property
    def widget(self) -> QWidget:
        """What windows beside it belong to, so that they go with it."""
        return self

    def go(self, to: str) -> None:
        """Show this step in the middle; an id that has no page leads nowhere."""
        order = self._order()
        if to == self.at or not (to in order or to in self._stack.others):
            return
        self.commit()
        self.at = to
        page, focus = self.page(to), QApplication.focusWidget()
        self._stack.setCurrentWidget(page)
        if focus is not None and self._stack.isAncestorOf(focus):
            page.setFocus()  # Qt would go to the first button of it
        self._steps.select(to)
        self.findings.set_page(to)
        self.findings.setHidden(page.has_findings)
        self.panels.make_room()
        self._steps.back.setEnabled(to != order[0])
        self._steps.next.setEnabled(to in (order if self.session.is_kept else order[:-1]))
        self.moved.emit(self.place)
        self.selected.emit(*page.selection_sum())
        self.went.emit()

    def step(self, by: int) -> None:
        """Go to the next step (1) or the one before (-1); behind the last of one's own comes the signing."""
        order = self._order()
        at = (order.index(self.at) if self.at in order else len(order)) + by
        if at == len(order) and self.session.is_kept:
            self.signing_wanted.emit()
        elif 0 <= at < len(order):
            self.go(order[at])

    def show_cell(self, address: Address) -> None:
        """Go to a cell, wherever it is."""
        if address.table in self.session.document.edition.tables:
            self.go(words.step_of_table(self.session.document, address.table))
            self.current_page.show_cell(address)

    def show_place(self, to: str, place: Place) -> None:
        """Go to a step, and to a cell or a passage there if one is meant."""
        self.go(to)
        if isinstance(place, Address):
            self.show_cell(place)
        elif place is not None:
            self.current_page.show_span(place)

    def leap(self, to: str, place: Place) -> None:
        """Go to a place from which one may want back."""
        here = self.at, self.place
        self.show_place(to, place)
        if here != (self.at, self.place):
            self._trail = [*self._trail[-_LONGEST_TRAIL:], here]
        self.current_page.setFocus()

    def back(self) -> None:
        """Go back to the place one was led away from last."""
        if not self._trail:
            self.status.emit("没有可以回到的地方。")
            return
        self.show_place(*self._trail.pop())
        self.current_page.setFocus()

    def show_uses(self) -> None:
        """Open the list of where the current cell is used."""
        if not self.current_page.show_uses():
            self.status.emit("本页没有表格；文字里的数取自哪一格，按住 Ctrl 点它。")

    def locate(self) -> None:
        """Ask for a table, section, code or name and go there."""
        from ui.dialogs.locate import LocateDialog

        self.commit()
        dialog = LocateDialog(self.session.document, self.window())
        if run(dialog) and dialog.place:
            self.leap(*dialog.place)

    def seek(self, *, replacing: bool = False) -> None:
        """Look for something in all tables and texts, to replace it or not."""
        self.commit()
        self.search.begin(replacing=replacing)

    def seek_on(self, by: int) -> None:
        """Go to the next place (1) that was found, or the one before (-1); without a search, begin one."""
        if self.search.isVisible():
            self.commit()
            self.search.step(by)
        else:
            self.seek()

    def jump(self, finding: Finding) -> None:
        """Go to the place of a finding: its cell, its row, its table, or its passage in a section."""
        place = finding.address or self._first_cell(finding.table, finding.row)
        to = words.step_of_table(self.session.document, finding.table) if finding.table else finding.section
        if to is None:
            return
        self._lead(to, place)
        self.current_page.show_passage(finding)
        if self.findings.is_folded:
            self.status.emit(f"{LEVEL_WORDS[finding.level]}：{finding.brief}{self.findings.way_out}")

    def page(self, step_id: str) -> Page:
        """The page of a table or a section, made on its first use."""
        return self._stack.page(step_id)

    def _attend(self, page: Page) -> None:
        """Follow what a page tells, from when it was made."""
        page.go_wanted.connect(self.leap)
        page.current_changed.connect(self._tell_place)
        page.selection_changed.connect(self._tell_selection)
        page.mode_changed.connect(self.mode)
        page.status.connect(self.status)
        page.finding_wanted.connect(self.jump)
        page.measured.connect(self.panels.arrange_anew)

    @property
    def is_compared(self) -> bool:
        """Whether last year's amounts are shown."""
        return self._stack.is_compared

    def show_milestones(self, stage: str, milestones: Sequence[Milestone], part: str = "") -> None:
        """Let the list on the left show what a stage consists of that has no steps of its own."""
        self._steps.show_milestones(stage, milestones, self.at, part)

    def offer(self, step_id: str, make: Callable[[], Page]) -> None:
        """Let a page that is no step be gone to; it stands behind them all."""
        self._stack.others[step_id] = make

    @property
    def place(self) -> Address | None:
        """The cell the clerk stands on."""
        return self._stack.places.get(self.at)

    @property
    def place_words(self) -> str:
        """Where the clerk stands: the cell, or the section; blank where the page says so itself."""
        if self.table is None:
            return next((one.title for one in steps(self.session.document) if one.id == self.at), "")
        if self.place is None or self.current_page.tells_place:
            return ""
        return words.place(self.session.document, self.place)

    @property
    def current_page(self) -> Page:
        """The page in the middle."""
        return self.page(self.at)

    @property
    def table(self) -> Table | None:
        """The table in the middle; None while a section stands there."""
        return self.session.document.edition.tables.get(self.at)

    @property
    def shown_unit(self) -> str:
        """The unit in which amounts are shown on this page."""
        return self._stack.unit or (self.table.unit if self.table is not None else "万元")

    def set_unit(self, unit: str) -> None:
        """Show amounts in 万元 or in 元, blank in that of each table; what is stored stays as it is."""
        self._stack.unit = unit
        self.search.set_unit(unit)
        self.moved.emit(self.place)
        self.selected.emit(*self.current_page.selection_sum())

    def set_compared(self, shown: bool) -> None:
        """Show last year's amounts beside this year's, or put them away."""
        if shown != self.is_compared:
            self._stack.is_compared = shown
            self.page(self.at)
            self.moved.emit(self.place)

    # Working

    def commit(self) -> None:
        """Take over what is still being typed."""
        if self.at:
            self.current_page.commit_pending()
            self.findings.details.keep()

    def undo(self) -> None:
        """Take the last step back and show where it was."""
        self.commit()
        operation = self.session.undo()
        if operation is not None:
            self._show_change(operation.changes)
            self.status.emit(f"已撤销：{operation.name}")

    def redo(self) -> None:
        """Do the step again that was taken back, and show where it is."""
        self.commit()
        operation = self.session.redo()
        if operation is not None:
            self._show_change(operation.changes)
            self.status.emit(f"已重做：{operation.name}")

    def step_to(self, count: int) -> None:
        """Take steps back or do them again until so many are done, and show where it was."""
        by = count - len(self.session.document.steps.done)
        changes = self.session.step_to(count)
        if changes:
            self._show_change(changes[::-1])
            self.status.emit(f"已退回 {-by} 步，可以重做" if by < 0 else f"已重做 {by} 步")

    def refresh(self) -> None:
        """Draw marks and findings anew."""
        self._steps.refresh((*self.session.open_findings, *self.session.waiting))
        self.findings.refresh()

    def marks(self) -> dict[str, str]:
        """The mark before each step."""
        return self._steps.marks()

    # Inside

    def _order(self) -> list[str]:
        return [step.id for step in steps(self.session.document)]

    def _first(self) -> str:
        """Where work begins: a new disclosure with its profile, one that holds something with its tables."""
        document, (first, second, *_) = self.session.document, self._order()
        return second if first == PROFILE and (document.cells or document.texts) else first

    def _first_cell(self, table: str | None, row: str | None) -> Address | None:
        document = self.session.document
        line = document.line(table, row) if table and row else None
        if table is None or line is None:
            return None
        return Address(table, line.key, words.first_typed(document.edition.tables[table], line.side))

    def _lead(self, to: str, place: Address | None) -> None:
        self._is_led = True
        try:
            self.show_place(to, place)
        finally:
            self._is_led = False

    def _show_related(self, address: Address) -> None:
        """Go to another cell of the chosen finding."""
        self._lead(words.step_of_table(self.session.document, address.table), address)

    def _tell_place(self, address: Address | None) -> None:
        page = self.sender()
        if isinstance(page, Page):
            self._stack.places[page.step_id] = address
            if page.step_id == self.at:
                self.moved.emit(address)
            if address is not None and not self._is_led:
                self.findings.follow(address)

    def _tell_selection(self) -> None:
        if self.sender() is self.current_page:
            self.selected.emit(*self.current_page.selection_sum())

    def _show_change(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            match change:
                case CellChange(key):
                    self.show_cell(key)
                    return
                case RowChange((table, row)):
                    place = self._first_cell(table, row)
                    self.go(words.step_of_table(self.session.document, table))
                    if place is not None:
                        self.show_cell(place)
                    return
                case TextChange(slot):
                    self.go(step_of_text(self.session.document, slot))
                    return

    def _after_change(self, _changes: tuple[Change, ...]) -> None:
        self.banner.setVisible(False)
        self.is_stored = True
        self.stored.emit(True)

    def _after_trouble(self, trouble: Trouble) -> None:
        kept = "修改还在屏幕上，没有丢；存上之前请不要关闭窗口。" if isinstance(trouble, NotStored) else ""
        style.alarm(self.banner, f"没有存上！{words.trouble_text(trouble)}{kept}")
        self.is_stored = False
        self.stored.emit(False)
