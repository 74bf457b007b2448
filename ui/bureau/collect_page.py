"""收回: packet files that come back, looked at first: whose, how far, what is wrong, who is missing; then taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from forms.bureau.bureau_words import TAKINGS, TO_LOOK_AT, collected_words, come_words, days_words, whose
from forms.bureau.collecting import Collected, PacketFate, Pile, collecting, read_pile
from ui.bureau.bureau_page import BureauPage
from ui.kit import style
from ui.kit.desk import Desk
from ui.kit.jobs import Job, Jobs
from ui.parts.listing import Listing, ListingRow

_HEADS = ("编码", "单位", "年度", "类型", "进度", "错误", "警告", "最迟公开", "还剩", "最近改动", "收回", "说明")
_WIDE = len(_HEADS) - 1
_FOLDER = "folder.collect"


class CollectPage(BureauPage):
    """One line for each packet file, and for each disclosure of which none came back."""

    check_wanted = Signal(object)
    """The folder shall be checked, so that each unit gets its 出错说明."""
    look_wanted = Signal(object)
    """The files of a unit shall be opened to be looked at."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._folder: Path | None = None
        self._pile: Pile | None = None
        self._is_taken = False
        self.found: list[Collected] = []
        self.choose = QPushButton("换文件夹…")
        self.again = QPushButton("再看一次")
        self.look = QPushButton("打开看")
        self.check = QPushButton("检查、出说明")
        self.take_in = QPushButton("存入")
        style.fill(self.take_in)
        self.list = Listing("收回的资料包", _HEADS, wide=_WIDE, told=_HEADS.index("收回"))
        self.list.chosen.connect(self._look_at)
        self.list.selectionModel().currentChanged.connect(self._tell_current)
        self.search.textChanged.connect(self.list.search)
        self.empty.say(
            "收回各单位的资料包",
            "把收上来的资料包放在一个文件夹，拖到这里。先看各单位做到哪一步、有没有错，谁还没有交，看过再存入。",
            "选择文件夹…",
            icon="package-open",
        )
        for button in (self.choose, self.empty.button):
            button.clicked.connect(self._choose)
        self.again.clicked.connect(self.look_again)
        self.look.clicked.connect(lambda: self._look_at(self.list.current()))
        self.check.clicked.connect(lambda: self.check_wanted.emit(self._folder))
        self.take_in.clicked.connect(self.take_all)
        self.lay_out((self.choose, self.again, self.look, self.check, self.take_in), self.list)

    def take(self, paths: Sequence[Path]) -> None:
        """Look at the packet files of this folder, or of the folder in which this file lies."""
        first = paths[0]
        folder = first if first.is_dir() else first.parent
        if folder != self._folder:
            self._pile = None
        self._folder = folder
        self.look_again()

    def look_again(self) -> None:
        """Look at the folder once more; only what changed is read again."""
        folder, before, own = self._folder, self._pile, self._desk.office.own_catalogues
        if folder is None or self.work.is_busy:
            return

        def read(job: Job, _: Callable[[object], None]) -> Pile:
            return read_pile(folder, own, before, job.step)

        self.work.run(read, self._read, self.failed)

    def _read(self, pile: Pile) -> None:
        self._pile, self._is_taken = pile, False
        self.found = []
        self.show_list()
        steps = collecting(self._desk.office, pile, date.today(), only_look=True)
        self.work.walk(steps, len(pile.packets), self.found.append, self._show, self.failed)

    def take_all(self) -> None:
        """Take into the store what goes on from what is here; what lies open is put away for it."""
        pile, desk = self._pile, self._desk
        if pile is None:
            return
        if desk.workspace is not None:
            desk.go_home()
            if desk.workspace is not None:
                return
        self.found, self._is_taken = [], True
        steps = collecting(desk.office, pile, date.today())
        self.store(lambda: steps, len(pile.packets), self.found.append, self._show)

    def _show(self) -> None:
        stopped = ["停止了，后面的没有看。"] if self.work.was_stopped else []
        self.tell([*stopped, *collected_words(self.found), *_remarks(self.found)])
        self.list.show_rows([_row(one) for one in self.found])
        self.follow()

    def follow(self) -> None:
        is_free = not self.work.is_busy
        count = sum(one.taking is PacketFate.LOOKED for one in self.found)
        is_seen = self._folder is not None and self.is_full
        self.take_in.setText(f"存入 {count} 份" if count else "存入")
        may_take = count > 0 and not self._is_taken and not self._desk.office.is_read_only
        self.take_in.setEnabled(is_free and may_take)
        style.fill(self.take_in, may_take)
        style.fill(self.check, is_seen and not may_take)
        for button in (self.again, self.check, self.look):
            button.setEnabled(is_free and is_seen)
        self.choose.setEnabled(is_free)
        said = f"{self._folder.name}　{len(self._pile.packets)} 份资料包" if self._folder and self._pile else ""
        self.where.setText(said)

    def _tell_current(self) -> None:
        one: Collected | None = self.list.current()
        self.tell_of([f"{whose(one)}：{one.told}"] if one is not None and one.told else [])

    def _look_at(self, one: Collected | None) -> None:
        if one is not None and one.file is not None:
            self.look_wanted.emit((one.file,))

    def _choose(self) -> None:
        folder = self.ask_for_folder("选择放着资料包的文件夹", _FOLDER)
        if folder is not None:
            self.take([folder])


def _row(one: Collected) -> ListingRow:
    unit = (one.head.unit.code, one.head.unit.name) if one.head else ("", one.file.name if one.file else "")
    texts = (
        *unit,
        str(one.head.year) if one.head else "",
        one.head.kind if one.head else "",
        come_words(one),
        *(str(one.findings.get(level, "")) for level in "EW"),
        f"{one.last_day:%m-%d}" if one.last_day else "",
        days_words(one),
        one.worked_at,
        TAKINGS[one.taking],
        one.told,
    )
    return ListingRow(texts, one, "W" if one.taking in TO_LOOK_AT else "")


def _remarks(found: Sequence[Collected]) -> list[str]:
    """What is to be said of single files, and who handed in nothing."""
    remarks = [f"{whose(one)}：{one.told}" for one in found if one.told and one.taking is not PacketFate.MISSING]
    missing = "、".join(whose(one) for one in found if one.taking is PacketFate.MISSING)
    return [*remarks, *([f"没有交回：{missing}。"] if missing else [])]
