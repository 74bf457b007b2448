"""分发: from the workbook of the whole county to a packet file for each unit, looked through before it is written."""

from __future__ import annotations

import os
import shutil
import weakref
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from forms.bureau.bureau_words import county_words, outcome_words
from forms.bureau.codes_learned import Proposal, learn
from forms.bureau.county_plan import CountyPlan, ForAll, PlannedUnit, planned
from forms.bureau.hand_out import HandedOut, UnitFate, county_of, foreseen, handing_out
from forms.county.crew import on_all_cores
from forms.county.last_years import LastYearsRead, read_last_years, storing
from forms.county.submissions import READABLE
from forms.form.load import KINDS, installed, pack
from forms.match.asking.question import Question, Unsure
from forms.match.proof.money_scale import MONEY_UNITS
from models.errors import Trouble
from models.records import Head
from ui.bureau.bureau_page import BureauPage, labelled
from ui.bureau.learn_dialog import LearnDialog
from ui.dialogs.file_reading import FILES, read_files
from ui.kit import style
from ui.kit.desk import Desk, run
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import tip
from ui.parts.listing import Listing, ListingRow

_HEADS = ("编码", "单位", "读到的表", "结果", "错误", "警告", "说明")
_OUT, _FROM, _BEFORE = "folder.hand_out", "folder.county_books", "folder.last_years"


class _Read(NamedTuple):
    """What was read in the thread."""

    plan: CountyPlan
    proposal: Proposal | None
    last_years: LastYearsRead | None


class HandOutPage(BureauPage):
    """Shows what every unit would get, then what it got."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._plan: CountyPlan | None = None
        self._files: tuple[Path, ...] = ()
        self.folder: Path | None = None
        """Where the packet files were written."""
        self._proposal: Proposal | None = None
        self._units: list[HandedOut] = []
        self._untold: list[str] = []
        """What went wrong with last year's."""
        self.year, self.kind, self.money_unit, self.form = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._fill_fields()
        self._before: Path | None = None
        self._place = Path(mkdtemp(prefix="last-years-"))
        """Where that of it lies which came in zips."""
        weakref.finalize(self, shutil.rmtree, self._place, ignore_errors=True)
        self._last_years: LastYearsRead | None = None
        self.previous = QPushButton("上年资料…")
        self.previous.setToolTip(tip("各单位上年的资料包或者公开的文件，一个文件夹；存入以后由它们结转"))
        self.choose = QPushButton("选工作簿…")
        self.codes = QPushButton("学科目…")
        self.open = QPushButton("打开文件夹")
        self.start = QPushButton("分发…")
        style.fill(self.start)
        self.list = Listing("各单位", _HEADS, wide=6, told=_HEADS.index("结果"))
        self.list.selectionModel().currentChanged.connect(self._tell_current)
        self.search.textChanged.connect(self.list.search)
        self.empty.say(
            "由全县的工作簿生成各单位的资料",
            "一体化系统导出的工作簿，全县在一张表里、一个单位一张表或者一个文件都可以，拖到这里。先看认出了哪些单位，再写出资料包。",
            "选工作簿…",
            icon="folder-search",
        )
        for button in (self.choose, self.empty.button):
            button.clicked.connect(self._choose)
        self.previous.clicked.connect(self._choose_before)
        self.codes.clicked.connect(self._learn)
        self.open.clicked.connect(self._open_folder)
        self.start.clicked.connect(self._choose_folder)
        fields = QWidget()
        line = QHBoxLayout(fields)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE)
        shown = [("年度", self.year), ("类型", self.kind), ("金额单位", self.money_unit)]
        shown += [("表样", self.form)] if self.form.count() > 2 else []
        for text, field in shown:
            for part in labelled(text, field):
                line.addWidget(part)
            field.activated.connect(self._read_again)
        line.addStretch(1)
        self.lay_out((self.choose, self.previous, self.codes, self.open, self.start), self.list, fields=fields)

    def _fill_fields(self) -> None:
        years = [(year, f"{year}年") for year in reversed(pack().years)]
        texts = [(kind, f"{kind}预算") for kind in KINDS]
        forms = [(name, pack(name).title) for name in installed()]
        units = [(one, one) for one in MONEY_UNITS]
        self._offer(self.year, years, None)
        for field, found in ((self.kind, texts), (self.money_unit, units), (self.form, forms)):
            self._offer(field, found, "")

    @staticmethod
    def _offer(field: QComboBox, choices: Sequence[tuple[object, str]], nothing: object) -> None:
        field.addItem("照工作簿", nothing)
        for value, text in choices:
            field.addItem(text, value)

    @property
    def given(self) -> ForAll:
        """What was chosen for the whole workbook."""
        values = (field.currentData() for field in (self.kind, self.money_unit, self.form))
        return ForAll(self.year.currentData(), *values)

    def take(self, paths: Sequence[Path]) -> None:
        """Read these files, those of a folder in the place of it, and show what every unit would get."""
        files = tuple(file for path in paths for file in (_inside(path) if path.is_dir() else [path]))
        if not files:
            readable = "、".join(READABLE)
            self.failed(Trouble(f"“{paths[0].name}”里没有可以读的文件；", f"可以读的有 {readable}。"))
            return
        self._files = files
        self._read_again()

    def _read_again(self) -> None:
        files, given, own = self._files, self.given, self._desk.office.own_catalogues
        if not files or self.work.is_busy:
            return
        form, folder, known = given.pack or pack().id, self._before, self._last_years
        data, place = self._desk.office.folder.resolve(), self._place

        def read(job: Job, _: Callable[[object], None]) -> _Read:
            last_years = known or (_last_years(job, folder, data, place) if folder else None)
            books = read_files(job, files)
            plan = planned(books, given, job.step)
            try:
                return _Read(plan, learn(books, plan.year, form, own) if plan.year else None, last_years)
            except Trouble:
                return _Read(plan, None, last_years)  # Without columns of codes there is nothing to learn.

        self._plan = self._proposal = self.folder = None
        self.work.run(read, self._look, self.failed)

    def _look(self, found: _Read) -> None:
        self._plan, self._proposal, self._last_years = found
        self._walk(foreseen(self._desk.office, self._plan, self._has_last_year), self._looked)

    def _has_last_year(self, head: Head) -> bool:
        return self._last_years is not None and self._last_years.before(head) is not None

    def _looked(self) -> None:
        if self.work.was_stopped:
            self._plan = None
        self._show()

    def hand_out(self, folder: Path) -> None:
        """Make every unit's disclosure ready and write the packet files into the folder."""
        plan = self._plan
        if plan is None:
            return
        self._units, self._untold = [], []
        last_years, office = self._last_years, self._desk.office

        def steps() -> Iterator[HandedOut | str]:
            before = storing(office, last_years, plan.heads) if last_years is not None else iter(())
            return chain(before, handing_out(office, plan, folder))

        self.store(steps, len(plan.units), self._add, lambda: self._done(folder))

    def _done(self, folder: Path) -> None:
        self.folder = folder
        self._show()

    def _walk(self, steps: Iterator[HandedOut], ended: Callable[[], None]) -> None:
        self._units = []
        self.show_list()
        assert self._plan is not None
        self.work.walk(steps, len(self._plan.units), self._add, ended, self.failed)

    def _add(self, one: HandedOut | str) -> None:
        self._units.append(one) if isinstance(one, HandedOut) else self._untold.append(one)

    def _show(self) -> None:
        plan, units = self._plan, self._units
        if plan is not None:
            pairs = zip(plan.units, units, strict=False)
            is_whole = len(units) == len(plan.units)
            told = county_words(county_of(plan, units)) if is_whole else ["停止了，后面的单位没有做。"]
            unread = self._last_years.unread if self._last_years else ()
            self.tell([*told, *unread, *filter(None, self._untold)])
            self.list.show_rows([_row(one, unit, is_done=self.folder is not None) for one, unit in pairs])
        self.follow()

    def follow(self) -> None:
        is_free = not self.work.is_busy
        may_start = is_free and self._plan is not None and not self._desk.office.is_read_only
        made = Counter(unit.outcome for unit in self._units)
        count = made[UnitFate.MADE] + made[UnitFate.HERE]
        self.start.setText(f"分发给 {count} 个单位…" if may_start and count else "分发…")
        self.start.setEnabled(may_start and bool(count) and self.folder is None)
        is_done = self.folder is not None
        self.open.setVisible(is_done)
        style.fill(self.open, is_done)
        style.fill(self.start, not is_done)
        learned = len(self._proposal.learned) if self._proposal else 0
        self.codes.setText(f"学科目 {learned} 个…" if learned else "学科目…")
        self.codes.setEnabled(is_free and learned > 0)
        for field in (self.choose, self.previous, self.year, self.kind, self.money_unit, self.form):
            field.setEnabled(is_free)
        names = "、".join(file.name for file in self._files[:3]) + ("等" if len(self._files) > 3 else "")
        counted = "，".join(f"{outcome_words(one, is_done)} {made[one]}" for one in UnitFate if made[one])
        folder = f"，在 {self.folder}" if self.folder else ""
        folder += f"　上年资料：{self._before.name}" if self._before else ""
        self.where.setText(f"{names}　{counted}{folder}" if names else "")

    def _tell_current(self) -> None:
        """Say of the current unit what its row has no room for."""
        current = self.list.current()
        if current is not None:
            one, told = current
            read = f"读到{'、'.join(f'《{title}》' for title in one.tables)}。" if one.tables else ""
            self.tell_of([f"{one.part.unit.code} {one.part.unit.name}：{read}", *told])

    def _learn(self) -> None:
        if self._proposal is None:
            return
        dialog = LearnDialog(self._desk.office, self._desk.jobs, self._proposal.year, self)
        dialog.show_proposal(self._proposal)
        if run(dialog):
            self.tell((dialog.told, "科目已经换了，请再看一次这个工作簿。"))
            self._read_again()

    def _choose(self) -> None:
        office = self._desk.office
        kept = office.setting(_FROM) or str(Path.home())
        names, _ = QFileDialog.getOpenFileNames(self, "选择全县的工作簿，可以选几个", kept, FILES)
        if names:
            self.ask(lambda: office.set_setting(_FROM, str(Path(names[0]).parent)))
            self.take([Path(name) for name in names])

    def _choose_before(self) -> None:
        folder = self.ask_for_folder("选择放着各单位上年资料的文件夹", _BEFORE)
        if folder is not None:
            self.take_last_years(folder)

    def take_last_years(self, folder: Path) -> None:
        """Let the units go on from last year's disclosures of this folder."""
        self._before, self._last_years = folder, None
        self._read_again()
        self.follow()

    def _choose_folder(self) -> None:
        folder = self.ask_for_folder("选择存放资料包的文件夹", _OUT)
        if folder is not None:
            self.hand_out(folder)

    def _open_folder(self) -> None:
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))


def _inside(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in READABLE and file.is_file())


def _last_years(job: Job, folder: Path, data: Path, place: Path) -> LastYearsRead:
    job.step(0, 0, "正在读上年资料")
    cores = os.cpu_count() or 1
    return read_last_years(folder, data, place, lambda tasks: on_all_cores(tasks, cores, lambda: job.is_cancelled))


def _row(one: PlannedUnit, unit: HandedOut, *, is_done: bool) -> ListingRow:
    words = outcome_words(unit.outcome, is_done) + ("，由上年结转" if unit.is_carried else "")
    counts = [str(unit.findings.get(level, "")) for level in "EW"]
    tables = f"{len(one.tables)} 张" if one.tables else ""
    told = [_asked(one.refused.question)] if isinstance(one.refused, Unsure) else list(unit.told)
    level = "W" if unit.outcome is UnitFate.REFUSED else ""
    texts = (unit.unit.code, unit.unit.name, tables, words, *counts, "".join(told))
    return ListingRow(texts, (one, told), level)


def _asked(question: Question) -> str:
    """What is not certain, to be answered on top of the page."""
    advice = question.advice or "请在上面选定，再看一次。"
    return f"{question.why}；{advice}"
