"""自查: which files are to be checked, with last year's beside them; nothing of it is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
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
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label

_FOLDER = "folder.inspect"
_SPLIT = "；"

_FILL_IN = "请在上面填写单位名称，再按“检查”。"
_BY_HAND = "表名和表样不同的，请改用“导入”，在那里指定它是哪张表；否则请换一个文件。"
_OF_LAST_YEAR = "上年的文件："


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


class InspectDialog(QDialog):
    """Leads from files to a disclosure that stands in memory only; `document` and `files` hold it after 检查."""

    def __init__(
        self, office: Office, jobs: Jobs, parent: QWidget | None = None, *, files: Sequence[Path] = ()
    ) -> None:
        """`files` are checked at once, when the dialog is run."""
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self.files: tuple[Path, ...] = ()
        self.last_year: tuple[Path, ...] = ()
        self.document: Document | None = None
        self._books: tuple[Book, ...] = ()
        self._books_before: tuple[Book, ...] = ()
        self._given = Given()
        self._given_before = Given()
        self.setWindowTitle("自查文件")
        self.file = _files_field("拖到窗口里，或者粘贴位置，几个用分号隔开")
        self.before = _files_field("可以不选；选了才能核对与上年的比较")
        self.file.textEdited.connect(lambda text: self._take(paths_in(text)))
        self.before.textEdited.connect(lambda text: self._take_last_year(paths_in(text)))
        self._choose = QPushButton("选择文件(&F)…")
        self._choose.clicked.connect(self._choose_files)
        self._choose_before = QPushButton("选择上年文件(&L)…")
        self._choose_before.clicked.connect(self._choose_last_year)
        self.form = IdentityForm((3, 9), (4, 4, 4))
        self.form.fill_in(Unit("", ""), None, "")
        self.trouble = Label()
        self.trouble.setWordWrap(True)
        self.question = QuestionBox(self.trouble, fill_in=_FILL_IN, by_hand=_BY_HAND)
        self.question.answered.connect(self.answer)
        self._is_of_last_year = False
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton("检查(&I)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.inspect)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        # Only now does the button belong to the dialog.
        self.take(files)
        if files:
            QTimer.singleShot(0, self, self.inspect)

    def _lay_out(self) -> None:
        lines = QGridLayout()
        rows = (
            ("要检查的文件：", self.file, self._choose),
            ("上年的文件：", self.before, self._choose_before),
        )
        for row, (text, field, button) in enumerate(rows):
            button.setAutoDefault(False)
            lines.addWidget(Label(text, field), row, 0)
            lines.addWidget(field, row, 1)
            lines.addWidget(button, row, 2)
        self._layout = layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(Label("只读入和检查，不保存任何数据。", wrap=True))
        layout.addLayout(lines)
        layout.addWidget(Label("文件里没有写明单位、年度或类型的，在下面补填：", wrap=True))
        layout.addLayout(self.form)
        layout.addWidget(self.question)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.start.setDefault(True)
        self.resize(760, 270)

    def take(self, files: Sequence[Path]) -> None:
        """Take these files for the disclosure to be checked."""
        self.file.setText(_SPLIT.join(map(str, files)))
        self._take(files)

    def _take(self, files: Sequence[Path]) -> None:
        self.files, self._books, self._given = tuple(files), (), Given()
        self.question.clear()
        self.start.setEnabled(bool(files))

    def take_last_year(self, files: Sequence[Path]) -> None:
        """Take these files for last year's disclosure."""
        self.before.setText(_SPLIT.join(map(str, files)))
        self._take_last_year(files)

    def _take_last_year(self, files: Sequence[Path]) -> None:
        self.last_year, self._books_before, self._given_before = tuple(files), (), Given()
        self.question.clear()

    def inspect(self) -> None:
        """Read the files and understand them; the dialog closes once that is done."""
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
        self.accept()

    def _show_stopped(self, stopped: _Stopped) -> None:
        self._is_of_last_year = stopped.is_of_last_year
        before = _OF_LAST_YEAR if stopped.is_of_last_year else ""
        if self.question.ask(stopped.trouble, stopped.sheets, before=before) is None:
            # An answer that did not help can be given anew.
            self._given, self._given_before = Given(), Given()
        (self.question.buttons[0] if self.question.buttons else self.form.name).setFocus()
        self._grow()

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        self.question.ask(trouble, ())
        self._grow()

    def _grow(self) -> None:
        """Give the question the room it needs; lines that are broken are not asked for it by the layout."""
        self._layout.activate()
        self.resize(self.width(), max(self.height(), self._layout.totalHeightForWidth(self.width())))

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
