"""导入: read workbooks and documents, show what was understood and what would change, and only then keep it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from forms.check import check
from forms.compare.compare import compare
from forms.document.document import Document
from forms.form.load import KINDS, edition, pack, pack_of
from forms.match.account.which_form import Rival
from forms.match.asking.given import Given
from forms.match.asking.question import Asked
from forms.match.placed import Placed
from forms.match.reading import Reading
from forms.match.recognise import recognise, strangers
from forms.match.report import ReadReport
from forms.office.import_preview import Taking, returned, taking
from forms.office.office import Office
from forms.readers import Book
from models.errors import Trouble
from models.records import Head, Unit
from ui.dialogs.file_reading import FOLDER, ask_for_files, read_files
from ui.dialogs.import_identity import Identity
from ui.dialogs.import_preview import ImportPreview, Understood
from ui.dialogs.import_question import QuestionBox, choice_words
from ui.kit import style, words
from ui.kit.composing import holds_files, take_copy
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label
from ui.parts.cover_page import CoverPage
from ui.parts.elided import Elided

REPORTS = "Excel 工作簿 (*.xlsx);;文本文件 (*.txt)"
PLACED = "import.placed"
"""The setting under which an office keeps what was placed by hand."""
_FILL_IN = "请在上面填写单位名称，再按“重新识别”。"
_BY_HAND = "表名和表样不同的，先填好单位、年度和类型，再在“识别结果”里指定它是哪张表；否则请换一个文件。"
_HARMLESS = "按“导入”以前不改动任何资料，导入以后可以撤销"
"""Said where nothing stands yet that the files would take the place of."""
_GIVEN_UP = "已取消。可以按“重新识别”再读一遍，或者另选文件"
_CHANGED = "单位、年度、类型或表样改过了，已经重新识别。请看一遍结果，再按“导入”。"


class ImportPage(CoverPage):
    """Leads from files to a disclosure, which `document` holds once `accepted`."""

    accepted = Signal()

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        files: Sequence[Path] = (),
        into: Head | None = None,
    ) -> None:
        """`files` are read at once. `into` is the disclosure that tables exported from it are taken back into,
        whatever the files name.
        """
        super().__init__("取回改过的表" if into else "导入", parent=parent)
        self._office = office
        self._jobs = jobs
        self._into = into
        self._books: tuple[Book, ...] = ()
        self._placed = Placed.load(office.setting(PLACED))
        self._files: tuple[Path, ...] = ()
        self._given, self._rival = Given(), ""
        self.understood: Understood | None = None
        self.document: Document | None = None
        self.setAcceptDrops(True)
        self._file = Elided()
        self._choose = QPushButton("选择文件…")
        self._more = QPushButton("加文件…")
        self.identity = Identity()
        self.form, self.again = self.identity.form, self.identity.again
        self.trouble = Label(wrap=True)
        self.question = QuestionBox(self.trouble, fill_in=_FILL_IN, by_hand=_BY_HAND)
        self.other_form = QPushButton()
        self.notice = Elided()
        self.preview = ImportPreview(self.title)
        self.save = QPushButton("保存识别报告…")
        self.previous = QPushButton("‹ 上一步")
        self.next = QPushButton("下一步 ›")
        self.take = QPushButton("取回" if into else "导入")
        self._lay_out()
        self._connect()
        self._show(None)
        if files:
            self.read(files)

    def _lay_out(self) -> None:
        style.tint(self._file, "text2")
        self.show_in_head(self._file, is_wide=True)
        self.show_in_head(self._more)
        self.show_in_head(self._choose)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, style.SPACE // 2, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.identity)
        column.addWidget(self.question)
        column.addWidget(self.other_form, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.preview, 1)
        self.show_whole(inside)
        style.tint(self.notice, "text2")
        style.fill(self.take)
        self.show_at_foot(self.notice, self.save, self.previous, self.next, self.take)

    def _connect(self) -> None:
        self._choose.clicked.connect(self.choose_files)
        self._more.clicked.connect(self.add_files)
        self.again.clicked.connect(self.recognise_again)
        self.form.pack.activated.connect(lambda: self.read_as(self.form.pack.currentData()))
        self.other_form.clicked.connect(lambda: self.read_as(self._rival))
        self.question.answered.connect(self.answer)
        self.preview.sheets.placed.connect(self.place)
        self.preview.tabs.currentChanged.connect(self._show_step)
        self.save.clicked.connect(self.ask_for_report)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.take.clicked.connect(self._import)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What was read is to be taken; without it files are to be chosen."""
        (self.take if self.take.isEnabled() else self._choose).setFocus(event.reason())

    def leave(self) -> None:
        """From 详细情况 back to what was read, from there back to where the page was opened."""
        if self.preview.tabs.currentIndex():
            self.preview.tabs.setCurrentIndex(0)
        else:
            super().leave()

    # Files

    def choose_files(self) -> None:
        """Ask for the files, beginning in the folder of those that are read."""
        if files := ask_for_files(self._office, self, self._files):
            self.read(files)

    def add_files(self) -> None:
        """Ask for further files of the same disclosure, and read them with those that are read."""
        if files := ask_for_files(self._office, self, self._files):
            self.add(files)

    def add(self, files: Sequence[Path]) -> None:
        """Read these files beside those that are read."""
        self.read([*self._files, *(path for path in files if path not in self._files)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._choose.isEnabled() and holds_files(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that are dropped on the page: they belong to those that are read."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        take_copy(event)
        # The program the files come from waits until this is over.
        QTimer.singleShot(0, self, lambda: self.add(files))

    def read(self, files: Sequence[Path]) -> None:
        """Read these files, which together make one disclosure, and show what was understood."""
        self._file.show_text("、".join(path.name for path in files))
        self.preview.tabs.setCurrentIndex(0)
        self._files, self._books = tuple(files), ()
        into, placed = self._into, self._placed
        unit = into.unit if into else Unit("", "")
        given = Given().of(unit, into.year, into.kind) if into else Given().of(unit, None, "")
        given = self._given = replace(given, pack=pack_of(into)) if into else given
        self.form.fill_in(unit, given.year, given.kind)
        self._show(None)

        def work(job: Job) -> tuple[tuple[Book, ...], Reading | Trouble]:
            books = tuple(read_files(job, files))
            return books, _recognised(books, given, placed)

        self._begin()
        self._jobs.run("正在读取文件", work, self._after, self._failed, self, self._cancelled)

    def recognise_again(self) -> None:
        """Understand the same files with what stands in the fields and what is placed by hand now."""
        if not self._books:
            self.read(self._files)
            return
        given = self._given.of(*self.form.identity)
        if self.understood is not None and self.form.pack.currentData() != self.understood.reading.edition.pack:
            given = replace(given, pack=self.form.pack.currentData())
        self._given = given
        books, placed = self._books, self._placed

        def work(job: Job) -> tuple[tuple[Book, ...], Reading | Trouble]:
            job.step(0, 0, "正在识别")
            return books, _recognised(books, given, placed)

        self._begin()
        self._jobs.run("正在识别", work, self._after, self._failed, self, self._cancelled)

    def answer(self, asked: Asked, value: int | str | Unit) -> None:
        """Understand the files anew with the answer to what was asked."""
        given = self._given = self._given.of(*self.form.identity).answered(asked, value)
        self.form.fill_in(given.unit, given.year, given.kind, given.pack)
        self.recognise_again()

    def read_as(self, form: str) -> None:
        """Understand the files anew in this form, whichever was recognised."""
        if self._books:
            self.answer(Asked.PACK, form)

    def place(self, placed: Placed) -> None:
        """Understand the files anew with this placed by hand; it is remembered with the import."""
        self._placed = placed
        self.recognise_again()

    def _begin(self) -> None:
        self.setCursor(Qt.CursorShape.BusyCursor)
        self._enable(False)

    # What came back

    def _after(self, outcome: tuple[tuple[Book, ...], Reading | Trouble]) -> None:
        self._books, reading = outcome
        if isinstance(reading, Trouble):
            self.unsetCursor()
            self._ask(reading)
            return
        try:
            taken = taking(self._office, returned(self._office, reading) if self._into else reading)
        except Trouble as trouble:
            self._failed(trouble)
            return

        def work(job: Job) -> Understood:
            job.step(0, 0, "正在比较和检查")
            return Understood(taken, compare(taken.old, taken.new) if taken.old else (), check(taken.new))

        self._jobs.run("正在比较和检查", work, self._show_understood, self._failed, self, self._cancelled)

    def _show_understood(self, understood: Understood) -> None:
        self.unsetCursor()
        self._show(understood)
        self.take.setFocus()

    def _ask(self, trouble: Trouble) -> None:
        """Nothing can be taken yet; what the files lack can be filled in, and their sheets can be placed."""
        self._show(None)
        self.identity.ask()
        form = edition(self.form.year.currentData() or pack().years[-1], self.form.kind.currentData() or KINDS[0])
        sheets = strangers(self._books)
        self.preview.sheets.show_sheets(sheets, form, ReadReport(()), self._placed)
        self.preview.read.show_nothing("还没有读到内容，请先按上面说的做")
        asked = self.question.ask(trouble, sheets)
        if asked is None:
            # An answer that did not help can be given anew.
            self._given = Given()
        if asked in (None, Asked.TABLE):
            self.preview.tabs.setCurrentIndex(1)
        (self.question.buttons[0] if self.question.buttons else self.form.name).setFocus()

    def _failed(self, trouble: Trouble) -> None:
        self.unsetCursor()
        self._show(None)
        style.alarm(self.trouble, words.trouble_text(trouble))

    def _cancelled(self) -> None:
        self.unsetCursor()
        self._show(None)
        self.preview.read.show_nothing(_GIVEN_UP)

    def _show(self, understood: Understood | None) -> None:
        self.understood = understood
        self.question.clear()
        self._show_rival(understood.reading.rival if understood else None)
        self.notice.show_text(self._existing(understood.taking) if understood else _HARMLESS)
        self.preview.show_understood(understood)
        if understood is None:
            self.preview.sheets.show_sheets((), None, ReadReport(()), self._placed)
        else:
            reading = understood.reading
            self.preview.sheets.show_sheets(reading.sheets, reading.edition, reading.report, self._placed)
        self.identity.show_reading(understood.reading if understood else None)
        self._enable(True)

    def _show_rival(self, rival: Rival | None) -> None:
        """Offer the form that comes next to the one the files were read in, where there is a doubt."""
        self._rival = rival.name if rival else ""
        self.other_form.setText(choice_words(Asked.PACK, rival.name) if rival else "")
        style.say(self.trouble, rival.words if rival else "")
        self.other_form.setVisible(rival is not None)

    def _enable(self, idle: bool) -> None:
        for widget in (self._choose, self.question, self.other_form):
            widget.setEnabled(idle)
        for button in (self.take, self.save):
            button.setEnabled(idle and self.understood is not None)
        self._more.setEnabled(idle and bool(self._files))
        may_change = idle and self._into is None
        self.identity.enable(may_read=may_change and bool(self._files), may_change=may_change and bool(self._books))
        self.preview.sheets.setEnabled(idle and bool(self._books))
        self._show_step()

    def _existing(self, taken: Taking) -> str:
        if taken.old is None:
            return _HARMLESS
        head = taken.old.head
        return f"已有“{head.unit.name}”{head.year}年的{head.kind}预算公开：文件里有的换成文件的，其余不动，可以撤销"

    # Going on

    def step(self, by: int) -> None:
        """Go to the page after (1) or before (-1)."""
        tabs = self.preview.tabs
        tabs.setCurrentIndex(tabs.currentIndex() + by)

    def _show_step(self) -> None:
        """The pages behind the first are 详细情况; the import is what Enter presses on each of them."""
        at, last = self.preview.tabs.currentIndex(), self.preview.tabs.count() - 1
        is_understood = self.understood is not None and self.take.isEnabled()
        self.next.setText("下一步 ›" if at else "详细情况 ›")
        self.previous.setVisible(at > 0)
        self.next.setEnabled(is_understood and at < last)

    def _import(self) -> None:
        if self.understood is None:
            return
        reading = self.understood.reading
        form = self.form
        fields = (form.unit, form.year.currentData(), form.kind.currentData(), form.pack.currentData())
        if fields != (reading.unit, reading.year, reading.kind, reading.edition.pack):
            self.recognise_again()
            style.alarm(self.trouble, _CHANGED)
            return
        try:
            self.document = self._office.take(reading)
            self._office.set_setting(PLACED, self._placed.dump())
        except Trouble as trouble:
            style.alarm(self.trouble, words.trouble_text(trouble))
            return
        self.accepted.emit()

    # The report

    def ask_for_report(self) -> None:
        """Ask for a file and write into it what became of every cell."""
        folder = Path(self._office.setting(FOLDER) or Path.home())
        name, _ = QFileDialog.getSaveFileName(self, "保存识别报告", str(folder / "识别报告.xlsx"), REPORTS)
        if name:
            self.save_report(Path(name))

    def save_report(self, path: Path) -> None:
        """Write what became of every cell, as a workbook or as a text, as the name of the file has it."""
        if self.understood is None:
            return
        reading = self.understood.reading

        def work(job: Job) -> Path:
            from forms.write.reports.reading_report import write_reading_report

            job.step(0, 0, "正在写识别报告")
            return write_reading_report(reading, path)

        self._begin()
        self._jobs.run("正在写识别报告", work, self._saved, self._not_saved, self, lambda: self._saved(None))

    def _saved(self, path: Path | None) -> None:
        self.unsetCursor()
        self._enable(True)
        if path is not None:
            self.notice.show_text(f"识别报告已保存：{path}")

    def _not_saved(self, trouble: Trouble) -> None:
        self._saved(None)
        style.alarm(self.trouble, words.trouble_text(trouble))


def _recognised(books: Sequence[Book], given: Given, placed: Placed) -> Reading | Trouble:
    """The reading, or what stands in its way."""
    try:
        return recognise(books, **asdict(given), placed=placed)
    except Trouble as trouble:
        return trouble
