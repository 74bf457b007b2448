"""自查: which files are to be checked, with last year's beside them; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.document.document import Document
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import Book
from models.errors import Trouble
from models.records import Unit
from ui.dialogs.file_reading import read_files
from ui.dialogs.import_dialog import FILES
from ui.dialogs.new_dialog import IdentityForm
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs

_FOLDER = "folder.inspect"


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
        self.setWindowTitle("自查文件")
        self._file = _shown_files("还没有选择；表格和文稿可以一起选，也可以拖到窗口里")
        self._before = _shown_files("可以不选；选了才能核对与上年的比较")
        self._choose = QPushButton("选择文件(&F)…")
        self._choose.clicked.connect(self._choose_files)
        self._choose_before = QPushButton("选择上年文件(&L)…")
        self._choose_before.clicked.connect(self._choose_last_year)
        self.form = IdentityForm(2)
        self.form.fill_in(Unit("", ""), None, "")
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton("检查(&I)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.inspect)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        # Only now does the button belong to the dialog.
        self.start.setDefault(True)
        self.take(files)
        if files:
            QTimer.singleShot(0, self, self.inspect)

    def _lay_out(self) -> None:
        lines = QGridLayout()
        rows = (
            ("要检查的文件：", self._file, self._choose),
            ("上年的文件：", self._before, self._choose_before),
        )
        for row, (text, field, button) in enumerate(rows):
            button.setAutoDefault(False)
            lines.addWidget(words.label(text, field), row, 0)
            lines.addWidget(field, row, 1)
            lines.addWidget(button, row, 2)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(words.label("只读入和检查，不保存任何数据。", wrap=True))
        layout.addLayout(lines)
        layout.addWidget(words.label("文件里没有写明单位、年度或类型的，在下面补填：", wrap=True))
        layout.addLayout(self.form)
        layout.addWidget(self.trouble)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.resize(760, 270)
        style.alarm(self.trouble, "")

    def take(self, files: Sequence[Path]) -> None:
        """Take these files for the disclosure to be checked."""
        self.files = tuple(files)
        self._file.setText("；".join(path.name for path in files))
        self.start.setEnabled(bool(files))

    def take_last_year(self, files: Sequence[Path]) -> None:
        """Take these files for last year's disclosure."""
        self.last_year = tuple(files)
        self._before.setText("；".join(path.name for path in files))

    def inspect(self) -> None:
        """Read the files and understand them; the dialog closes once that is done."""
        files, last_year, own = self.files, self.last_year, self._office.own_catalogues
        unit, year, kind = self.form.unit, self.form.year.currentData(), self.form.kind.currentData() or ""

        def work(job: Job) -> Document:
            books = read_files(job, (*files, *last_year))
            return _understood(books[: len(files)], books[len(files) :], unit, year, kind, own)

        style.alarm(self.trouble, "")
        self.setCursor(Qt.CursorShape.BusyCursor)
        self.start.setEnabled(False)
        self._jobs.run("正在读取文件", work, self._done, self._failed, self, self._idle)

    def _done(self, document: Document) -> None:
        self._idle()
        self.document = document
        self.accept()

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        style.alarm(self.trouble, words.trouble_text(trouble))

    def _idle(self) -> None:
        self.unsetCursor()
        self.start.setEnabled(bool(self.files))

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
    books: Sequence[Book], before: Sequence[Book], unit: Unit, year: int | None, kind: str, own_catalogues: Path
) -> Document:
    """The disclosure in memory with last year's behind it; raises Trouble when either is not recognised."""
    reading = recognise(books, unit_code=unit.code, unit_name=unit.name, year=year, kind=kind)
    previous = None
    if before:
        last = recognise(before, unit_code=reading.unit.code, unit_name=reading.unit.name, kind=reading.kind)
        if last.year != reading.year - 1:
            raise Trouble(
                f"上年的文件是{last.year}年的，要检查的是{reading.year}年的资料；", f"请选{reading.year - 1}年的文件。"
            )
        previous = last.document(own_catalogues)
    return reading.document(own_catalogues, previous)


def _shown_files(hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setReadOnly(True)
    field.setPlaceholderText(hint)
    return field
