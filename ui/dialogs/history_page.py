"""修改记录: everything that was done to the disclosure, newest first, and what each step changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QSplitter

from forms.compare.history import Place, about, differences_made, logged_title, shown_code, shown_time
from forms.document.document import Document
from forms.office.office import Office
from models.errors import Trouble
from models.records import Address, Logged
from ui.dialogs.differences import DifferenceList
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label, tip
from ui.parts.cover_page import CoverPage
from ui.parts.empty import EmptyState
from ui.parts.listing import Listing, ListingRow
from ui.parts.switch import Switch

_FOLDER = "folder.export"
_KINDS = {"Excel 工作簿 (*.xlsx)": ".xlsx", "PDF 文件 (*.pdf)": ".pdf"}
_EMPTY = "还没有修改记录", "填写、导入、改文字、登记签字的每一步，连同经办人和时间，都会记在这里。"
_SHARES = [400, 600]
"""How the steps and what one of them changed share the height."""
_HEADS = ("时间", "操作", "经办人", "核对码")


class HistoryPage(CoverPage):
    """Shows the history as it was when the page was opened; nothing on it changes anything."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        document: Document,
        history: tuple[Logged, ...],
        place: Place | None,
    ) -> None:
        """`place` is the cell or the text the clerk stands on, if any; the history can be narrowed down to it."""
        super().__init__("修改记录")
        self._office = office
        self._jobs = jobs
        # It is read beside the window, in which the work may go on.
        self._document = document.at_rest()
        self._history = history
        self._place = place
        self.shown: tuple[Logged, ...] = ()
        self.only_here = Switch("只看本节文字" if isinstance(place, str) else "只看本格")
        self.only_here.setEnabled(place is not None)
        self.only_here.setToolTip(tip("" if place else "先在表里选一格，或者翻到一节文字"))
        self.only_here.toggled.connect(self._show)
        self.told = Label(wrap=True)
        self.steps = Listing("做过的操作", _HEADS, wide=1)
        self.steps.selectionModel().currentChanged.connect(self._show_step)
        self.list = DifferenceList("这一步的改动", is_of_files=False)
        self.trouble = Label(wrap=True)
        style.alarm(self.trouble, "")
        self.save = QPushButton("保存为 Excel…")
        self.save.clicked.connect(self.ask_for_file)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        if not self._history:
            empty = EmptyState()
            empty.say(*_EMPTY, icon="undo-2")
            self.show_below(empty)
            return
        self.show_in_head(self.told, is_wide=True)
        self.show_in_head(self.only_here)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.steps)
        split.addWidget(self.list)
        split.setChildrenCollapsible(False)
        split.setSizes(_SHARES)
        self.show_whole(split)
        self.show_at_foot(self.trouble, self.save)
        self.setFocusProxy(self.steps)

    def _show(self) -> None:
        here = self._place if self.only_here.isChecked() else None
        self.shown = self._history if here is None else about(self._history, here)
        self.save.setEnabled(bool(self.shown))
        self.told.setText(self._sentence(here))
        self.steps.show_rows([_row(one) for one in self.shown])
        self._show_step()

    def _sentence(self, here: Place | None) -> str:
        if here is None:
            return f"共 {len(self.shown)} 步，最近的在最上面。"
        name = words.place(self._document, here) if isinstance(here, Address) else "本节文字"
        if self.shown:
            return f"{name}改过 {len(self.shown)} 次，最近的在最上面。"
        if isinstance(here, Address) and self._document.is_computed(here):
            return f"{name}是自动计算的，跟着别的格变，本身没有改过。"
        return f"{name}没有改过。"

    def _show_step(self) -> None:
        one = self.steps.current()
        if one is None:
            self.list.show_differences((), "")
            return
        differences = differences_made(self._document, one.changes)
        sentence = f"{logged_title(one)}：" + (f"改动 {len(differences)} 处。" if differences else "内容没有改动。")
        bound = any("〔" in text for found in differences for text in (found.old, found.new))
        self.list.show_differences(differences, sentence + ("〔〕里是取自表格的数，按现在的数显示。" if bound else ""))

    def ask_for_file(self) -> None:
        """Ask for a file and write what is shown into it."""
        head = self._document.head
        folder = Path(self._office.setting(_FOLDER) or Path.home())
        proposed = folder / f"{head.year}年{head.unit.name} 修改记录.xlsx"
        chosen, kind = QFileDialog.getSaveFileName(self, "保存修改记录", str(proposed), ";;".join(_KINDS))
        if chosen:
            path = Path(chosen)
            self._office.set_setting(_FOLDER, str(path.parent))
            # The kind that is chosen counts: the name that was proposed ends in that of another.
            ending = _KINDS.get(kind, path.suffix or ".xlsx")
            known = path.suffix.lower() in _KINDS.values()
            self.save_to(path.with_suffix(ending) if known else path.with_name(path.name + ending))

    def save_to(self, path: Path) -> None:
        """Write what is shown: as PDF where the path ends in .pdf, else as a workbook."""
        document, history = self._document, self.shown

        def work(job: Job) -> Path:
            from forms.write.reports.history_sheet import write_history

            job.step(0, 0, "正在写修改记录")
            write_history(document, history, path)
            return path

        style.alarm(self.trouble, "")
        self.save.setEnabled(False)
        self._jobs.run("正在写修改记录", work, self._saved, self._failed, self, self._idle)

    def _saved(self, path: Path) -> None:
        self._idle()
        self.told.setText(f"已保存 {path}")

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        style.alarm(self.trouble, words.trouble_text(trouble))

    def _idle(self) -> None:
        self.save.setEnabled(bool(self.shown))


def _row(one: Logged) -> ListingRow:
    return ListingRow((shown_time(one), logged_title(one), one.who, shown_code(one)), one)
