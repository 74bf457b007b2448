"""网上核对: what was downloaded from the web site against what was settled here; where it differs, missing, late."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from forms.county.crew import on_all_cores
from forms.county.task import Deed, Orders, Task, TaskOutcome
from forms.county.website import FILE, SiteCheck, SiteStanding, site_tasks, write_site_report
from forms.form.resources import PACKS_OF_OFFICE
from forms.write.page.folders import make_folder
from ui.bureau.bureau_page import BureauPage
from ui.kit import style
from ui.kit.desk import Desk
from ui.kit.jobs import Job, Jobs
from ui.parts.listing import Listing, ListingRow

_HEADS = ("编码", "单位", "年度", "类型", "结果", "文件")
_UNLIKE = ("所在", "定稿", "网上")
_FOLDER = "folder.site"

Workers = Callable[[Iterable[Task], int, Callable[[], bool]], Iterator[TaskOutcome]]


class SitePage(BureauPage):
    """One line for each disclosure on the site or missing there; below it where the current one differs."""

    def __init__(
        self, desk: Desk, jobs: Jobs, parent: QWidget | None = None, *, workers: Workers = on_all_cores
    ) -> None:
        super().__init__(desk, jobs, parent)
        self._workers = workers
        self._folder: Path | None = None
        self._site: SiteCheck | None = None
        self.standings: list[SiteStanding] = []
        self.choose = QPushButton("换文件夹…")
        self.again = QPushButton("再核对一次")
        self.save = QPushButton("存成 Excel…")
        style.fill(self.save)
        self.list = Listing("网上的各份资料", _HEADS, wide=4, told=4)
        self.unlike = Listing("不同之处", _UNLIKE, wide=0)
        self.unlike.nothing = "选中的一份没有不同之处。"
        self.search.textChanged.connect(self.list.search)
        self.list.selectionModel().currentChanged.connect(self._show_unlike)
        self.empty.say(
            "网上公开的，是不是定稿的内容",
            "把网站上的文件下载到一个文件夹，拖到这里：逐处对照这里的定稿，列出不同的、网上没有的、超过二十日的。",
            "选择文件夹…",
            icon="shield-check",
        )
        for button in (self.choose, self.empty.button):
            button.clicked.connect(self._choose)
        self.again.clicked.connect(self.check_again)
        self.save.clicked.connect(self._choose_place)
        self.lay_out((self.choose, self.again, self.save), self.list, self.unlike)

    def take(self, paths: Sequence[Path]) -> None:
        """Hold the files of this folder or zip against what was settled."""
        self._folder = paths[0]
        self.check_again()

    def check_again(self) -> None:
        """Hold the folder against what was settled once more."""
        folder, workers, data = self._folder, self._workers, self._desk.office.folder.resolve()
        if folder is None or self.work.is_busy:
            return
        orders = Orders(Deed.VERIFY, Path(), data, (data / PACKS_OF_OFFICE,))

        def read(job: Job, tell: Callable[[TaskOutcome], None]) -> None:
            with TemporaryDirectory(prefix="site-") as unpacked:
                tasks = site_tasks(folder, orders, Path(unpacked))
                job.step(0, len(tasks), "")
                for number, outcome in enumerate(workers(tasks, os.cpu_count() or 1, lambda: job.is_cancelled), 1):
                    tell(outcome)
                    job.step(number, len(tasks), Path(outcome.name).name)

        self._site, self.standings = SiteCheck(self._desk.office, None, date.today()), []
        self.work.run(read, lambda _: self._rest(), self.failed, self._take)

    def _take(self, outcomes: Sequence[TaskOutcome]) -> None:
        site = self._site
        assert site is not None
        for outcome in outcomes:
            standing = self.ask(partial(site.take, outcome))
            if standing is not None:
                self.standings.append(standing)

    def _rest(self) -> None:
        if self._site is not None:
            self.show_list()
            self.work.walk(self._site.rest(), 0, self.standings.append, self._show, self.failed)

    def _show(self) -> None:
        self.list.show_rows([_row(one) for one in self.standings])
        right = sum(one.is_right for one in self.standings)
        self.tell([f"共 {len(self.standings)} 份：相同 {right} 份，要处理 {len(self.standings) - right} 份。"])
        self._show_unlike()
        self.follow()

    def _show_unlike(self) -> None:
        one: SiteStanding | None = self.list.current()
        found = one.differences if one is not None else ()
        self.unlike.show_rows([ListingRow((f"{u.place}{u.item}", u.old, u.new)) for u in found])

    def save_to(self, folder: Path) -> None:
        """Write what was found as a workbook into a folder."""

        def write() -> Path:
            make_folder(folder)
            write_site_report(self.standings, folder / FILE)
            return folder / FILE

        if path := self.ask(write):
            self.tell([f"已存 {path}"])

    def follow(self) -> None:
        is_free = not self.work.is_busy
        self.choose.setEnabled(is_free)
        self.again.setEnabled(is_free and self._folder is not None)
        self.save.setEnabled(is_free and bool(self.standings))
        self.where.setText(self._folder.name if self._folder else "")

    def _choose(self) -> None:
        folder = self.ask_for_folder("选择放着网上文件的文件夹", _FOLDER)
        if folder is not None:
            self.take([folder])

    def _choose_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择存放核对结果的文件夹", str(Path.home()))
        if chosen:
            self.save_to(Path(chosen))


def _row(one: SiteStanding) -> ListingRow:
    head = one.head
    unit = (head.unit.code, head.unit.name, str(head.year), head.kind) if head else ("", one.name, "", "")
    return ListingRow((*unit, one.words, "、".join(one.files)), one, "" if one.is_right else "E")
