"""导入: read workbooks and documents, show what was understood and what was left, and only then keep it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.check import check
from forms.document import Document
from forms.match import Reading, recognise
from forms.office import Office
from forms.readers import Book, read
from models.errors import Trouble
from models.records import Unit
from ui import style, words
from ui.import_preview import ImportPreview, Understood
from ui.jobs import Job, Jobs
from ui.new_dialog import IdentityForm

FILES = "预算公开文件 (*.xlsx *.xls *.et *.docx *.txt);;所有文件 (*)"
_FOLDER = "folder.import"


class ImportDialog(QDialog):
    """Leads from files to a disclosure; `document` holds it after 导入."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        files: Sequence[Path] = (),
        as_unit: Unit | None = None,
    ) -> None:
        """`files` are read at once; `as_unit` stands in the place of the unit that the files name."""
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self._books: tuple[Book, ...] = ()
        self.understood: Understood | None = None
        self._as_unit = as_unit
        self.document: Document | None = None
        self.setWindowTitle("导入文件")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._file = QLineEdit()
        self._file.setReadOnly(True)
        self._file.setPlaceholderText("还没有选择文件；表格和文稿可以一起选，也可以拖到主窗口里")
        self._choose = QPushButton("选择文件(&F)…")
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self.choose_files)
        self.form = IdentityForm(2)
        self.again = QPushButton("重新识别(&R)")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self.recognise_again)
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        self.notice = QLabel()
        self.notice.setWordWrap(True)
        self.preview = ImportPreview()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton("导入(&I)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._import)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._show(None)
        if files:
            self.read(files)

    def _lay_out(self) -> None:
        file_line = QHBoxLayout()
        file_line.addWidget(words.label("文件：", self._file))
        file_line.addWidget(self._file, 1)
        file_line.addWidget(self._choose)
        self.form.addWidget(self.again, 1, 4)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addLayout(file_line)
        layout.addWidget(self.trouble)
        layout.addLayout(self.form)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.buttons)
        self.resize(900, 640)

    def choose_files(self) -> None:
        """Ask for the files, beginning in the folder of last time."""
        folder = self._office.setting(_FOLDER) or str(Path.home())
        names, _ = QFileDialog.getOpenFileNames(self, "选择预算公开的文件，可以选几个", folder, FILES)
        if names:
            self._office.set_setting(_FOLDER, str(Path(names[0]).parent))
            self.read([Path(name) for name in names])

    def read(self, files: Sequence[Path]) -> None:
        """Read these files, which together make one disclosure, and show what was understood."""
        self._file.setText("；".join(str(path) for path in files))
        self._books = ()
        self.form.fill_in(Unit("", ""), None, "")
        self._show(None)
        unit, own = self._as_unit, self._office.own_catalogues

        def work(job: Job) -> tuple[tuple[Book, ...], Understood | Trouble]:
            books = []
            for number, path in enumerate(files):
                job.step(number, len(files) + 1, f"正在读取“{path.name}”")
                books.append(read(path))
            job.step(len(files), len(files) + 1, "正在识别和检查")
            return tuple(books), _understand(books, unit, None, "", own)

        self._run("正在读取文件", work)

    def recognise_again(self) -> None:
        """Understand the same files with what stands in the fields now."""
        unit = self.form.unit
        year, kind = self.form.year.currentData(), self.form.kind.currentData() or ""
        books, own = self._books, self._office.own_catalogues
        self._run("正在识别", lambda _job: (books, _understand(books, unit, year, kind, own)))

    def _run(self, what: str, work: Callable[[Job], tuple[tuple[Book, ...], Understood | Trouble]]) -> None:
        self.setCursor(Qt.CursorShape.BusyCursor)
        self._enable(False)
        self._jobs.run(what, work, self._after, self._failed, self, self._cancelled)

    # What came back

    def _after(self, outcome: tuple[tuple[Book, ...], Understood | Trouble]) -> None:
        self._books, understood = outcome
        self.unsetCursor()
        if isinstance(understood, Trouble):
            self._show(None)
            sentence = understood.sentence.rstrip("；，。")
            way_out = "如果缺少单位、年度或类型，请在下面补填后按“重新识别”；否则请换一个文件。"
            style.alarm(self.trouble, f"{sentence}。{way_out}")
            self.form.name.setFocus()
        else:
            self._show(understood)
            self.take.setFocus()

    def _failed(self, trouble: Trouble) -> None:
        self.unsetCursor()
        self._show(None)
        style.alarm(self.trouble, words.trouble_text(trouble))

    def _cancelled(self) -> None:
        self.unsetCursor()
        self._show(None)

    def _show(self, understood: Understood | None) -> None:
        self.understood = understood
        style.alarm(self.trouble, "")
        self.notice.setText(self._existing(understood.reading) if understood else "")
        self.notice.setVisible(bool(self.notice.text()))
        self.preview.show_understood(understood)
        if understood is not None:
            reading = understood.reading
            self.form.fill_in(reading.unit, reading.year, reading.kind)
        self._enable(True)

    def _enable(self, idle: bool) -> None:
        self._choose.setEnabled(idle)
        self.again.setEnabled(idle and bool(self._books))
        self.take.setEnabled(idle and self.understood is not None)
        for field in self.form.fields():
            field.setEnabled(idle and bool(self._books))

    def _existing(self, reading: Reading) -> str:
        head = self._office.find(reading.unit, reading.year, reading.kind)
        if head is None:
            return ""
        return (
            f"注意：已有“{head.unit.name}”{head.year}年的{head.kind}预算公开，导入后它的内容由文件的内容代替；"
            "这是一步操作，可以用“撤销”退回。"
        )

    def _import(self) -> None:
        if self.understood is None:
            return
        reading = self.understood.reading
        if (self.form.unit, self.form.year.currentData(), self.form.kind.currentData()) != (
            reading.unit,
            reading.year,
            reading.kind,
        ):
            self.recognise_again()
            style.alarm(self.trouble, "单位、年度或类型改过了，已经重新识别。请看一遍结果，再按“导入”。")
            return
        try:
            self.document = self._office.take(reading)
        except Trouble as trouble:
            style.alarm(self.trouble, words.trouble_text(trouble))
            return
        self.accept()


def _understand(
    books: Sequence[Book], unit: Unit | None, year: int | None, kind: str, own_catalogues: Path
) -> Understood | Trouble:
    """What the books hold, checked; a Trouble of recognising is handed back, for the clerk can answer it."""
    try:
        reading = recognise(
            books, unit_code=unit.code if unit else "", unit_name=unit.name if unit else "", year=year, kind=kind
        )
    except Trouble as trouble:
        return trouble
    document = reading.document(own_catalogues)
    return Understood(reading, document, check(document))
