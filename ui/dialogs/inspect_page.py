"""自查: which files are to be checked, with last year's beside them; nothing of it is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.document.document import Document
from forms.match.asking.given import Given
from forms.match.asking.question import Asked
from forms.match.found import Found
from forms.match.proof.money_scale import beside_last_year
from forms.match.recognise import recognise, strangers
from forms.office.office import Office
from forms.readers import Book
from models.errors import Trouble
from models.records import Unit
from ui.dialogs.file_reading import FILES, read_files
from ui.dialogs.import_question import QuestionBox
from ui.dialogs.new_dialog import IdentityForm
from ui.kit import style
from ui.kit.composing import holds_files, take_copy
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label
from ui.parts.cover_page import CoverPage

_FOLDER = "folder.inspect"
_SPLIT = "；"

_FILL_IN = "请在上面填写单位名称，再按“检查”。"
_BY_HAND = "表名和表样不同的，请改用“导入”，在那里指定它是哪张表；否则请换一个文件。"
_OF_LAST_YEAR = "上年的文件："
_WIDEST = 920
"""So wide is the card at most at the standard type size, in pixels."""


@dataclass(frozen=True)
class _Stopped:
    """What stands in the way of a check: of which files, what their sheets begin with, whether they are last year's."""

    trouble: Trouble
    sheets: tuple[Found, ...]
    is_of_last_year: bool


@dataclass(frozen=True)
class _Outcome:
    """What was read, which a question does not make be read again, and what came of it."""

    books: tuple[Book, ...]
    before: tuple[Book, ...]
    found: Document | _Stopped


class InspectPage(CoverPage):
    """Leads from files to a disclosure that stands in memory only; `document` and `files` hold it once `accepted`."""

    accepted = Signal()

    def __init__(
        self, office: Office, jobs: Jobs, parent: QWidget | None = None, *, files: Sequence[Path] = ()
    ) -> None:
        """`files` are checked at once, when the page is shown."""
        super().__init__("自查文件", "只读入和检查，不保存任何数据；现在开着的资料不动。", parent)
        self._office = office
        self._jobs = jobs
        self.files: tuple[Path, ...] = ()
        self.last_year: tuple[Path, ...] = ()
        self.document: Document | None = None
        self._books: tuple[Book, ...] = ()
        self._books_before: tuple[Book, ...] = ()
        self._given = Given()
        self._given_before = Given()
        self.setAcceptDrops(True)
        self.file = _files_field("拖到这一页上，或者粘贴位置，几个用分号隔开")
        self.before = _files_field("可以不选；选了才能核对与上年的比较")
        self.file.textEdited.connect(lambda text: self._take(paths_in(text)))
        self.before.textEdited.connect(lambda text: self._take_last_year(paths_in(text)))
        self._choose = QPushButton("选择文件…")
        self._choose.clicked.connect(self._choose_files)
        self._choose_before = QPushButton("选择上年文件…")
        self._choose_before.clicked.connect(self._choose_last_year)
        self.form = IdentityForm((3, 9), (4, 4, 4), has_letters=False)
        self.form.fill_in(Unit("", ""), None, "")
        self.trouble = Label(wrap=True)
        self.question = QuestionBox(self.trouble, fill_in=_FILL_IN, by_hand=_BY_HAND)
        self.question.answered.connect(self.answer)
        self._is_of_last_year = False
        self.start = QPushButton("检查")
        self.start.clicked.connect(self.inspect)
        for field in (self.file, self.before):
            field.returnPressed.connect(self.start.click)
        self._lay_out()
        self.take(files)
        if files:
            QTimer.singleShot(0, self, self.inspect)

    def _lay_out(self) -> None:
        lines = QGridLayout()
        lines.setSpacing(style.SPACE)
        rows = (
            ("要检查的文件", self.file, self._choose),
            ("上年的文件", self.before, self._choose_before),
        )
        for row, (text, field, button) in enumerate(rows):
            lines.addWidget(Label(text, field), row, 0)
            lines.addWidget(field, row, 1)
            lines.addWidget(button, row, 2)
        unsaid = Label("文件里没有写明单位、年度或类型的，在下面补填；写明了的不用填。", wrap=True)
        style.tint(unsaid, "text2")
        card = QFrame()
        style.card(card)
        card.setMaximumWidth(round(_WIDEST * style.factor()))
        column = QVBoxLayout(card)
        column.setContentsMargins(2 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE)
        column.setSpacing(2 * style.SPACE)
        column.addLayout(lines)
        column.addWidget(unsaid)
        column.addLayout(self.form)
        column.addWidget(self.question)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignRight)
        inside = QWidget()
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 1000)
        middle.addStretch(1)
        around = QVBoxLayout(inside)
        around.setContentsMargins(2 * style.SPACE, 3 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE)
        around.addLayout(middle)
        around.addStretch(1)
        self.show_below(inside)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The files are what one begins with."""
        self.file.setFocus(event.reason())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that are dropped on the page."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        take_copy(event)
        self.take(files)

    def take(self, files: Sequence[Path]) -> None:
        """Take these files for the disclosure to be checked."""
        self.file.setText(_SPLIT.join(map(str, files)))
        self._take(files)

    def _take(self, files: Sequence[Path]) -> None:
        self.files, self._books, self._given = tuple(files), (), Given()
        self.question.clear()
        self.start.setEnabled(bool(files))
        style.fill(self.start, bool(files))
        style.fill(self._choose, not files)

    def take_last_year(self, files: Sequence[Path]) -> None:
        """Take these files for last year's disclosure."""
        self.before.setText(_SPLIT.join(map(str, files)))
        self._take_last_year(files)

    def _take_last_year(self, files: Sequence[Path]) -> None:
        self.last_year, self._books_before, self._given_before = tuple(files), (), Given()
        self.question.clear()

    def inspect(self) -> None:
        """Read the files and understand them; the page is done once that is."""
        files, last_year, own = self.files, self.last_year, self._office.own_catalogues
        books, before = self._books, self._books_before
        given = self._given = self._given.of(*self.form.identity)
        given_before = self._given_before

        def work(job: Job) -> _Outcome:
            wanted = [*(() if books else files), *(() if before else last_year)]
            found = dict(zip(wanted, read_files(job, wanted), strict=True))
            here = books or tuple(found[path] for path in files)
            there = before or tuple(found[path] for path in last_year)
            return _Outcome(here, there, _understood(here, there, given, given_before, own))

        self.question.clear()
        self.setCursor(Qt.CursorShape.BusyCursor)
        self._enable(False)
        self._jobs.run("正在读取文件", work, self._done, self._failed, self, self._idle)

    def answer(self, asked: Asked, value: int | str | Unit) -> None:
        """Check the files with the answer to what was asked of them, or of last year's."""
        if self._is_of_last_year:
            self._given_before = self._given_before.answered(asked, value)
        else:
            given = self._given = self._given.of(*self.form.identity).answered(asked, value)
            self.form.fill_in(given.unit, given.year, given.kind)
        self.inspect()

    def _done(self, outcome: _Outcome) -> None:
        self._idle()
        self._books, self._books_before = outcome.books, outcome.before
        if isinstance(outcome.found, _Stopped):
            self._show_stopped(outcome.found)
            return
        self.document = outcome.found
        self.accepted.emit()

    def _show_stopped(self, stopped: _Stopped) -> None:
        self._is_of_last_year = stopped.is_of_last_year
        before = _OF_LAST_YEAR if stopped.is_of_last_year else ""
        if self.question.ask(stopped.trouble, stopped.sheets, before=before) is None:
            # An answer that did not help can be given anew.
            self._given, self._given_before = Given(), Given()
        (self.question.buttons[0] if self.question.buttons else self.form.name).setFocus()

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        self.question.ask(trouble, ())

    def _idle(self) -> None:
        self.unsetCursor()
        self._enable(True)

    def _enable(self, idle: bool) -> None:
        self.start.setEnabled(idle and bool(self.files))
        for widget in (self._choose, self._choose_before, self.question, *self.form.fields()):
            widget.setEnabled(idle)

    def _choose_files(self) -> None:
        files = self._ask("选择要检查的文件，可以选几个")
        if files:
            self.take(files)

    def _choose_last_year(self) -> None:
        files = self._ask("选择上年的文件，可以选几个")
        if files:
            self.take_last_year(files)

    def _ask(self, title: str) -> list[Path]:
        folder = self._office.setting(_FOLDER) or str(Path.home())
        names, _ = QFileDialog.getOpenFileNames(self, title, folder, FILES)
        if names:
            self._office.set_setting(_FOLDER, str(Path(names[0]).parent))
        return [Path(name) for name in names]


def _understood(
    books: Sequence[Book], before: Sequence[Book], given: Given, given_before: Given, own_catalogues: Path
) -> Document | _Stopped:
    """The disclosure in memory with last year's behind it, or what stands in the way."""
    try:
        reading = recognise(books, **asdict(given))
    except Trouble as trouble:
        return _Stopped(trouble, strangers(books), is_of_last_year=False)
    if not before:
        return reading.document(own_catalogues)
    try:
        last = recognise(before, **asdict(_of_the_same(given_before, reading.unit, reading.kind)))
    except Trouble as trouble:
        return _Stopped(trouble, strangers(before), is_of_last_year=True)
    if last.year != reading.year - 1:
        told = f"上年的文件是{last.year}年的，要检查的是{reading.year}年的资料；"
        return _Stopped(Trouble(told, f"请选{reading.year - 1}年的文件。"), (), is_of_last_year=False)
    previous = last.document(own_catalogues)
    document = reading.document(own_catalogues, previous)
    doubt = beside_last_year(document, previous) if not given.money_unit else None
    return _Stopped(doubt.unsure({}), (), is_of_last_year=False) if doubt else document


def _of_the_same(given: Given, unit: Unit, kind: str) -> Given:
    """What is said of last year's files, of the unit and the kind of this year's where nothing else is said."""
    unit_of_it = given.unit if given.unit_name else unit
    return given.of(unit_of_it, given.year, given.kind or kind)


def paths_in(text: str) -> tuple[Path, ...]:
    """The files that were typed or pasted: their places, or addresses as file managers copy them, in quotes or not."""
    parts = (part.strip().strip("\"'“”").strip() for part in re.split(r"[；;\n\u2028\u2029]|\s(?=file://)", text))
    return tuple(Path(QUrl(part).toLocalFile() if part.startswith("file:") else part) for part in parts if part)


def _files_field(hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(hint)
    return field
