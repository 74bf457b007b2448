"""单位一览: a folder of what the units of a county handed in, checked and listed; nothing of it is changed."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from forms.county.county_summary import FILE as SUMMARY
from forms.county.task import SHEETS, Task, TaskOutcome
from forms.county.unit_list import not_handed_in
from forms.office.office import Office
from models.errors import Trouble
from models.files import file_trouble
from ui.bureau.work_bar import WorkBar
from ui.county.checking import Check
from ui.county.unit_panel import UnitPanel
from ui.county.units_model import AbsentUnit, UnitRow, UnitsModel, UnitsShown, UnitStanding
from ui.county.units_view import UnitsView
from ui.kit import style, words
from ui.kit.composing import holds_files, take_copy
from ui.kit.jobs import Jobs
from ui.kit.plain import Label, warn
from ui.parts.empty import EmptyState

T = TypeVar("T")

_EMPTY = (
    "检查各单位交来的文件",
    "把各单位交来的文件放在一个文件夹，拖到这里：一个单位一个文件夹，或者文件名一样；压缩包、资料包也可以。只检查，不存入。",
    "选择文件夹…",
)
_FOLDER = "folder.county"
_FEW = 10


class UnitsPage(QWidget):
    """The units of one folder; checked in a thread of its own, so that the work in the main window goes on."""

    look_wanted = Signal(object)
    """The files of a unit that shall be opened to be looked at."""

    def __init__(self, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._check: Check | None = None
        self.setAcceptDrops(True)
        self.units = UnitsModel(self)
        self.shown = UnitsShown(self.units)
        self.view = UnitsView(self.shown)
        self.panel = UnitPanel()
        self.where = Label(wrap=True)
        self.work = WorkBar(jobs)
        self.again = QPushButton("再查一次(&R)")
        self.choose = QPushButton("换文件夹(&F)…")
        self.summary = QPushButton("导出汇总表(&X)…")
        self.sheets = QPushButton()
        style.fill(self.sheets)
        self.search = QLineEdit()
        self.search.setPlaceholderText("单位、编码或问题里的字")
        self.years = QComboBox()
        self.years.setAccessibleName("年度")
        self.filters = {standing: QPushButton() for standing in (None, *UnitStanding)}
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        self._head = QWidget()
        self._head.setLayout(_line(self.where, self.choose, self.again, self.summary, self.sheets, wide=self.where))
        self._head.hide()
        chosen = QButtonGroup(self)
        for button in self.filters.values():
            button.setCheckable(True)
            chosen.addButton(button)
        self.filters[None].setChecked(True)
        find = Label("查找(&D)：", self.search)
        filters = _line(*self.filters.values(), self.years, find, self.search, wide=self.search)
        empty = EmptyState(is_page=True)
        empty.say(*_EMPTY, icon="folder-search")
        self._offer = empty.button
        listed = QWidget()
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(filters)
        split = QSplitter()
        split.addWidget(self.view)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([3, 1])
        self.panel.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 18)
        inside.addWidget(split, 1)
        self._pages = QStackedLayout()
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(self._head)
        layout.addWidget(self.work)
        layout.addLayout(self._pages, 1)
        # What is put into it before would be a window of its own for a moment.
        self._pages.addWidget(empty)
        self._pages.addWidget(listed)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self._offer)

    def _connect(self) -> None:
        for button in (self.choose, self._offer):
            button.clicked.connect(self.ask_for_folder)
        self.again.clicked.connect(self.check_again)
        self.work.turned.connect(self._refresh)
        self.summary.clicked.connect(self.ask_for_summary)
        self.sheets.clicked.connect(lambda: self.ask_for_sheets(self.units.rows))
        self.search.textChanged.connect(self._filter)
        self.years.activated.connect(self._filter)
        for button in self.filters.values():
            button.clicked.connect(self._filter)
        self.view.moved.connect(lambda: self.panel.show_unit(self.current))
        self.view.chosen.connect(self.look)
        self.panel.look_wanted.connect(self.look)
        self.panel.sheet_wanted.connect(lambda: self.ask_for_sheets(list(filter(None, [self.current]))))

    @property
    def current(self) -> UnitRow | None:
        """The unit the clerk stands on."""
        return self.shown.row_at(self.view.currentIndex())

    @property
    def is_running(self) -> bool:
        """Whether a check goes on."""
        return self.work.is_busy

    # Checking

    def ask_for_folder(self) -> None:
        """Ask for a folder and check it."""
        folder = self._office.setting(_FOLDER) or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "选择放着各单位文件的文件夹", folder)
        if chosen:
            self.start(Path(chosen))

    def start(self, folder: Path) -> None:
        """Check a folder or a zip; of one that was checked before only what changed."""
        if self.is_running:
            return
        if folder.is_dir():
            self._told(lambda: self._office.set_setting(_FOLDER, str(folder)))
        if self._check is not None:
            self._check.forget()
        check = self._check = Check(folder, self._office.folder)
        self.units.begin(())
        self._head.show()
        self._pages.setCurrentIndex(1)
        self.work.run(check.carry_out, lambda _: self._done(), self._failed, self._take, self._done)

    def check_again(self) -> None:
        """Check the folder once more: what changed, and what a check that was stopped did not come to."""
        if self._check is not None:
            self.start(self._check.folder)

    def give_up(self) -> None:
        """Stop the check; what is done stays, and the next check goes on from there."""
        self.work.stop()

    def _failed(self, trouble: Trouble) -> None:
        warn(self, "没有查完", words.trouble_text(trouble))
        self._refresh()

    def _done(self) -> None:
        if not self.units.count(UnitStanding.WAITING):
            self.units.add_absent(self._told(self._absent) or ())
        self._refresh()
        if self.units.rows and not self.view.currentIndex().isValid():
            self.view.selectRow(0)

    def _take(self, told: Sequence[Sequence[Task] | TaskOutcome]) -> None:
        """Show what is to be checked, and what was found since the last look."""
        for tasks in (one for one in told if not isinstance(one, TaskOutcome)):
            self.units.begin(tasks)
        if found := [one for one in told if isinstance(one, TaskOutcome)]:
            self.units.take(found)
            self.panel.show_unit(self.current)
        self._refresh()

    def _absent(self) -> list[AbsentUnit]:
        """Who handed in nothing: the units of the list in the folder, and those of the store for the years of which a
        tenth of what was handed in is."""
        assert self._check is not None
        lines = [row.data for row in self.units.rows]
        found = [AbsentUnit(unit) for unit in not_handed_in(self._check.listed, lines)]
        named = {part for one in found for part in (one.unit.code, one.unit.name)}
        counted = Counter(line["year"] for line in lines if "year" in line)
        for year in (year for year, count in counted.items() if count * _FEW >= len(lines)):
            heads = [one.head for one in self._office.listed() if one.head.year == year]
            of_year = [one for one in lines if one.get("year") in (year, None)]
            missing = not_handed_in((head.unit for head in heads), of_year)
            units = {head.unit: AbsentUnit(head.unit, year, head.kind) for head in heads if head.unit in missing}
            found += [one for one in units.values() if not {one.unit.code, one.unit.name} & named]
        return found

    # Looking, and sending back

    def look(self) -> None:
        """Have the current unit opened in the main window, to be looked at."""
        if self.current is not None and self.panel.look.isEnabled():
            self.look_wanted.emit(self.current.files)

    def ask_for_sheets(self, rows: Sequence[UnitRow]) -> None:
        """Ask where the 出错说明 of these units shall go, and put them there."""
        self._ask_where("选择存放出错说明的文件夹", lambda folder: self.save_sheets(rows, folder))

    def save_sheets(self, rows: Sequence[UnitRow], folder: Path) -> str:
        """Copy the 出错说明 of these units into a folder; returns what to say."""
        sheets = [sheet for row in rows if (sheet := row.sheet) is not None]
        for sheet in sheets:
            _copy(sheet, folder / f"{sheet.stem}{SHEETS}{sheet.suffix}")
        return f"已存 {len(sheets)} 份出错说明，在 {folder}"

    def ask_for_summary(self) -> None:
        """Ask where the 汇总表 shall go, and put it there with the sheets it leads to."""
        self._ask_where("选择存放汇总表的文件夹", self.save_summary)

    def save_summary(self, folder: Path) -> str:
        """Copy the 汇总表 and the sheets it leads to into a folder; returns what to say."""
        assert self._check is not None
        results = self._check.results
        _copy(results / SUMMARY, folder / SUMMARY)
        for row in self.units.rows:
            if row.sheet is not None:
                _copy(row.sheet, folder / SHEETS / row.sheet.name)
        return f"已存 {SUMMARY}，在 {folder}"

    def _ask_where(self, title: str, save: Callable[[Path], str]) -> None:
        chosen = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        if chosen and (said := self._told(lambda: save(Path(chosen)))):
            self.where.setText(said)

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        take_copy(event)
        if dropped:
            QTimer.singleShot(0, self, lambda: self.start(dropped[0]))

    # Inside

    def _told(self, ask: Callable[[], T]) -> T | None:
        try:
            return ask()
        except Trouble as trouble:
            warn(self, "没有完成", words.trouble_text(trouble))
            return None

    def _filter(self) -> None:
        standing = next(standing for standing, button in self.filters.items() if button.isChecked())
        self.shown.choose(standing, self.years.currentData(), self.search.text())

    def _offer_years(self) -> None:
        """Several years can be told apart; the chosen one stays."""
        years = self.units.years
        if [self.years.itemData(number) for number in range(1, self.years.count())] != years:
            chosen = self.years.currentData()
            self.years.clear()
            self.years.addItem("全部年度", None)
            for year in years:
                self.years.addItem(f"{year}年", year)
            self.years.setCurrentIndex(max(self.years.findData(chosen), 0))
        self.years.setVisible(len(years) > 1)

    def _refresh(self) -> None:
        units, check = self.units, self._check
        self._offer_years()
        for standing, button in self.filters.items():
            count = units.count(standing)
            button.setText(f"{standing.words if standing else '全部'} {count}")
            button.setVisible(standing in (None, UnitStanding.RIGHT, UnitStanding.WRONG) or count > 0)
        with_sheet = sum(row.sheet is not None for row in units.rows)
        self.sheets.setText(f"给 {with_sheet} 个单位出说明(&G)…" if with_sheet else "出说明(&G)…")
        self.sheets.setEnabled(with_sheet > 0 and not self.is_running)
        is_done = check is not None and not self.is_running and bool(units.rows)
        self.summary.setEnabled(is_done)
        self.again.setEnabled(check is not None and not self.is_running)
        self.choose.setEnabled(not self.is_running)
        of = len(units.rows) - units.count(UnitStanding.ABSENT)
        done = of - units.count(UnitStanding.WAITING)
        self.work.tell(done, of, "" if of else "正在看文件夹里有什么")
        if check is not None and not self.where.text().startswith("已存"):
            self.where.setText(f"{check.folder.name}　{of} 份" + ("" if self.is_running else f"，查了 {done} 份"))


def _line(*widgets: QWidget, wide: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        line.addWidget(widget, int(widget is wide))
    return line


def _copy(file: Path, to: Path) -> None:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, to)
    except OSError as error:
        raise file_trouble(to, error) from error
