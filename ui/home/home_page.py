"""The first page: go on where one stopped, begin a new disclosure, take one over from files, or practise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from forms.office.nearby_files import Nearby, nearby
from forms.office.office import Office
from models.backup import newest
from models.errors import Trouble
from models.records import Head
from ui.home.first_run import WIDEST, FirstRun
from ui.home.looking import Looking
from ui.home.next_year import this_year, without_next
from ui.home.side import FoundFiles, ways
from ui.home.summary import Summary, summary
from ui.home.year_card import ErrorRows, YearCard
from ui.home.year_rows import YearRows
from ui.kit import style, words
from ui.kit.commands import BACKUPS, DATA_FOLDER, NEW, OPEN_PACKET, VERIFY, Command
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.parts.elided import Elided
from ui.parts.spans import SpanLayout

_IN_THE_LIST = Qt.ShortcutContext.WidgetShortcut
_DUE = 3
"""So many new years are offered at once; 新建 offers all of them."""
_TOLD = 8
"""Of so many in the list it is told how they stand."""
_FOUND = 8
"""Among so many files that lie nearby are those that are shown."""
_SIDE = 27
"""The width of the right column, in characters."""
_LIST = 5
"""The least height of the list, in characters."""
_PLACES = (
    QStandardPaths.StandardLocation.DownloadLocation,
    QStandardPaths.StandardLocation.DesktopLocation,
    QStandardPaths.StandardLocation.DocumentsLocation,
)


class HomePage(QScrollArea):
    """Shows the disclosure that was worked on last, the others, and the ways to another one."""

    led = Signal(str, object)
    """The id of the disclosure to open, and the place in it: a step's id, a finding, or blank for where it opens."""
    called = Signal(object)
    """The command that is wanted."""
    files_wanted = Signal(object)
    """The paths of files to import."""
    next_year_wanted = Signal(object)
    """The head of the disclosure from which the next year's is to be made."""
    remove_wanted = Signal(object)
    """The head of the disclosure that is to be taken out."""

    def __init__(self, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._jobs = office, jobs
        self._owner = QObject(self)
        self._last = ""
        self._is_stale = True
        self._has_looked = False
        self._looking = Looking(office, self)
        self._looking.told.connect(self._show_found)
        self._looking.troubled.connect(self._show_trouble)
        self._heads: dict[str, Head] = {}
        self.card, self.errors, self.first = YearCard(), ErrorRows(), FirstRun(office)
        self._units: list[Head] = []
        """The newest disclosure of each unit, that of last time first."""
        self.card.led.connect(self._lead)
        self.card.turned.connect(self._turn)
        self.card.make.clicked.connect(lambda: self.next_year_wanted.emit(self._heads[self._last]))
        self.errors.led.connect(self._lead)
        self.first.begun.connect(lambda disclosure: self.led.emit(disclosure, ""))
        self.head, self.words = Label(), Label()
        style.heading(self.head, style.HERO)
        self._due = QHBoxLayout()
        self.due: list[QPushButton] = []
        self.list = YearRows()
        self.list.chosen.connect(lambda disclosure: self.led.emit(disclosure, ""))
        self.list.stood.connect(self._looking.prepare)
        self._looking.row_told.connect(self.list.show_told)
        self.list.setMinimumHeight(style.wide(_LIST))
        self._names = Label("各年的资料", self.list)
        style.heading(self._names, 1.0)
        self._names_hint = Label("双击打开")
        for label in (self._names_hint, self.words):
            style.tint(label, "text2")
            style.scale(label, style.SMALL)
        self.new = self._link("新建…", NEW)
        self.remove = QPushButton("删除…")
        self.remove.setFlat(True)
        self.remove.setToolTip(tip("删除选中的一份；审核过的不能删除，删除之前先备份"))
        self.remove.clicked.connect(self._remove_current)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self._remove_current, context=_IN_THE_LIST)
        self.files = FoundFiles()
        for files in (self.files, self.first.files):
            files.wanted.connect(self.files_wanted)
            files.called.connect(self.called)
        self.ways = ways()
        for command, way in self.ways.items():
            way.button.clicked.connect(lambda _=False, command=command: self.called.emit(command))
        self.where = Elided()
        style.scale(self.where, style.SMALL)
        style.tint(self.where, "text2")
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = QHBoxLayout()
        line.setSpacing(style.SPACE)
        line.addWidget(self._names)
        line.addWidget(self._names_hint, 1)
        line.addLayout(self._due)
        line.addWidget(self.new)
        line.addWidget(self.remove)
        left = QVBoxLayout()
        left.setSpacing(style.SPACE)
        first = QHBoxLayout()
        first.addStretch(1)
        first.addWidget(self.first, 1000)
        first.addStretch(1)
        left.addLayout(first)
        for part in (self.card, self.errors):
            left.addWidget(part)
        left.addLayout(line)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        self._right = QWidget()
        right = self._sides = SpanLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        for way in (self.files, *self.ways.values()):
            right.add(way)
        both = self._both = QHBoxLayout()
        self._left = left
        both.setSpacing(style.SPACE * 2)
        both.addLayout(left, 1)
        # Between stretches it is as high as it needs in its own width; aligned, in that of the page.
        side = QHBoxLayout()
        side.addStretch(1)
        side.addWidget(self._right, 0, Qt.AlignmentFlag.AlignTop)
        side.addStretch(1)
        both.addLayout(side)
        foot = QHBoxLayout()
        foot.addWidget(self.where, 1)
        foot.addWidget(self._link("恢复备份…", BACKUPS))
        foot.addWidget(self._link("数据文件夹", DATA_FOLDER))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(style.SPACE * 3, style.SPACE, style.SPACE * 3, style.SPACE)
        layout.setSpacing(style.SPACE)
        told = QHBoxLayout()
        told.setSpacing(style.SPACE * 3 // 2)
        told.addWidget(self.head)
        told.addWidget(self.words, 1)
        layout.addLayout(told)
        layout.addLayout(both, 1)
        layout.addLayout(foot)
        self.setWidget(page)
        others = (way.button for way in self.ways.values())
        choosing = self.files.choose, self.first.files.choose
        for button in (self.card.make, self.go_on, self.new, self.remove, self.first.begin, *choosing, *others):
            button.setAutoDefault(True)  # so that Enter presses it outside a dialog too

    @property
    def go_on(self) -> QPushButton:
        """The button that goes on with what was worked on last."""
        return self.card.go_on

    def refresh(self, left: Session | None = None) -> None:
        """Read the list anew, as after work on a disclosure; the one that was just `left`, stored as it is, need not be
        opened again, nor looked into if it is checked to its end. Raises Trouble when the store cannot be read."""
        listed = self._office.listed()
        may_write = not self._office.is_read_only
        self._units = _newest(one.head for one in listed)
        self._last = listed[0].head.id if listed else ""
        for part in (self.card, self._names, self._names_hint, self.list, self.new, self.remove):
            part.setVisible(bool(listed))
        self.first.setVisible(not listed and may_write)
        for other in (self.files, self.ways[VERIFY]):
            other.setVisible(bool(listed) or not may_write)
        self._sides.spread()
        self._show_summary(None)
        if listed:
            self.card.show_head(listed[0].head, listed[0].changed)
            self.card.show_others(len(self._units) - 1)
        self.new.setEnabled(may_write)
        self.files.set_writable(may_write)
        self.ways[OPEN_PACKET].button.setEnabled(may_write)
        self.list.show_listed(listed)
        self._looking.follow(listed[:_TOLD])
        self._heads = {one.head.id: one.head for one in listed}
        self._say_where()
        self._place_side()
        self._show_due()
        self._begin()
        known = left if left is not None and left.document.head.id == self._last else None
        self._is_stale = known is None or not known.is_settled
        if known is not None:
            self._looking.keep(known)
        if known is not None and not self._is_stale:
            found = summary(known)
            self.show_summary(found)
            self._looking.tell(self._last, found)
        self._look_later()

    def given(self, disclosure: str) -> Session | None:
        """What this page knows of the disclosure that is to be opened, for whoever works on it now; None if it has to
        be opened, as its form is another one, or something was stored since it was looked into."""
        return self._looking.given(disclosure)

    def _turn(self, by: int) -> None:
        """Show the card of another unit."""
        at = next(number for number, head in enumerate(self._units) if head.id == self._last)
        head = self._units[(at + by) % len(self._units)]
        self._last = head.id
        self.card.show_head(head)
        self._show_due()
        self._show_summary(None)
        self._is_stale = True
        self._look_later()

    def _begin(self) -> None:
        """Stand on what is most likely done next."""
        (self.card.likely if self._last else self.first.form.name).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.widget() is not None:
            self._place_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_side()

    def _place_side(self) -> None:
        """The right column; it goes below on the first start, and where both have no room beside each other."""
        wanted = self._left.minimumSize().width() + style.wide(_SIDE) + 8 * style.SPACE
        is_beside = self.first.isHidden() and wanted <= self.width()
        ways = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(ways[0] if is_beside else ways[1])
        self._right.setFixedWidth(style.wide(_SIDE) if is_beside else min(self._inside(), style.wide(WIDEST)))

    def _inside(self) -> int:
        """The width within the margins of the page."""
        return self.viewport().width() - 6 * style.SPACE

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()
        self._look_later()

    def _look_later(self) -> None:
        """Look into the disclosure, and for files, once the page is painted."""
        if self.isVisible():
            QTimer.singleShot(0, self, self._look)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.rest()

    def _look(self) -> None:
        if not self.isVisible():
            return
        if not self._has_looked:
            self._has_looked = True
            folders = [Path(QStandardPaths.writableLocation(place)) for place in _PLACES]
            self._jobs.run_quietly(lambda job: _found(folders, job), self._show_files, self._owner, self._look_again)
        if self._is_stale and self._last:
            self._looking.look_into(self._last)
        else:
            self._looking.go_on()

    def _show_files(self, found: tuple[Nearby, ...]) -> None:
        for files in (self.files, self.first.files):
            files.show_files(found)

    def _look_again(self) -> None:
        """The search was given up for other work: the next time the page is shown it is made."""
        self._has_looked = False

    def _show_trouble(self, trouble: Trouble) -> None:
        self._is_stale = False
        self.card.show_trouble(words.trouble_text(trouble))

    def _show_found(self, disclosure: str, found: Summary) -> None:
        if disclosure == self._last:
            self._is_stale = False
            self.show_summary(found)

    def show_summary(self, found: Summary) -> None:
        """Show how the disclosure of last time stands."""
        self.card.show_summary(found)
        self._show_summary(found)

    def _show_summary(self, found: Summary | None) -> None:
        self.errors.show_summary(found)
        lines = found.lines if found else ("", "")
        if found and not self.card.make.isHidden():
            lines = "做今年的：由上年的生成", f"上年的：{lines[0]}"
        for label, text in zip((self.head, self.words), lines, strict=True):
            label.setText(text)
            label.setVisible(bool(text))

    def _say_where(self) -> None:
        kept = newest(self._office.folder)
        backup = f"最近一次备份：{kept[0]:%Y-%m-%d %H:%M}（{kept[1].words}）" if kept else "还没有备份，退出时自动建立"
        if not kept and self._office.is_read_only:
            backup = "还没有备份"
        self.where.show_text(f"{backup}　数据存放在：{self._office.folder}　不连接网络，资料都在本机")

    def _show_due(self) -> None:
        """Offer the next year of those that have a form for it and no disclosure yet; on the card, filled, where that
        of the card is last year's."""
        for old in self.due:
            if old is not self.card.make:
                self._due.removeWidget(old)
                old.hide()
                old.deleteLater()
        due = [] if self._office.is_read_only else without_next(list(self._heads.values()))[:_DUE]
        shown = next((h for h in due if h.id == self._last and h.year == this_year() - 1), None)
        self.card.offer_next(shown.year + 1 if shown else None)
        self.due = [self.card.make if head is shown else self._due_link(head, len(due) == 1) for head in due]

    def _due_link(self, head: Head, is_only: bool) -> QPushButton:
        name = "" if is_only else f"{_short(head.unit.name)} "
        button = self._flat(f"{name}生成{head.year + 1}年…".replace("&", "&&"))
        button.setToolTip(tip(f"由{head.year}年 {head.unit.name}（{head.kind}）的资料生成{head.year + 1}年的"))
        button.clicked.connect(lambda: self.next_year_wanted.emit(head))
        self._due.addWidget(button)
        return button

    def _flat(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setFlat(True)
        button.setAutoDefault(True)
        return button

    def _link(self, text: str, command: Command) -> QPushButton:
        button = self._flat(text)
        button.clicked.connect(lambda: self.called.emit(command))
        return button

    def _lead(self, place: object) -> None:
        self.led.emit(self._last, place)

    def _remove_current(self) -> None:
        head = self._heads.get(self.list.current() or "")
        if head is not None:
            self.remove_wanted.emit(head)


def _found(folders: Sequence[Path], job: Job) -> tuple[Nearby, ...]:
    return nearby(folders, _FOUND, lambda: job.step(0, 0, ""))


def _newest(heads: Iterable[Head]) -> list[Head]:
    """The first of each unit and kind, in the order in which they come."""
    first: dict[tuple[str, str], Head] = {}
    for head in heads:
        first.setdefault((head.unit.code or head.unit.name, head.kind), head)
    return list(first.values())


def _short(name: str) -> str:
    return name if len(name) <= 8 else f"{name[:7]}…"
