"""Files of an import: choosing them, and reading them in a job that shows how far it is, file by file, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from forms.office.office import Office
from forms.readers import Book, read
from ui.kit.jobs import Job

FILES = "预算公开文件 (*.xlsx *.xls *.et *.ods *.csv *.docx *.doc *.wps *.pdf *.txt *.html *.htm *.mht);;所有文件 (*)"
FOLDER = "folder.import"
"""The setting under which the folder of last time is kept."""


def read_files(job: Job, files: Sequence[Path]) -> list[Book]:
    """What stands in the files, in their order; the last step says that they are being understood.

    Raises Trouble for a file that cannot be read, and ends at once when the job is cancelled.
    """
    books = []
    for number, path in enumerate(files):

        def tell(done: int, of: int, number: int = number, name: str = path.name) -> None:
            words = reading_words(name, done, of)
            if of:
                job.step(done, of, words)
            else:
                job.step(number, len(files) + 1, words)

        tell(0, 0)
        books.append(read(path, tell))
    job.step(len(files), len(files) + 1, "正在识别")
    return books


def reading_words(name: str, done: int, of: int) -> str:
    """正在读取“表.pdf”，第3页，共60页; without pages while nobody knows how many there are."""
    pages = f"，第{min(done + 1, of)}页，共{of}页" if of else ""
    return f"正在读取“{name}”{pages}"


def ask_for_files(office: Office, parent: QWidget, beside: Sequence[Path] = ()) -> list[Path]:
    """Ask for the files of an import, beginning where those `beside` them are, else in the folder of last time; empty
    when the clerk gives up."""
    downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    folder = str(beside[-1].parent) if beside else office.setting(FOLDER) or downloads
    names, _ = QFileDialog.getOpenFileNames(parent, "选择预算公开的文件，可以选几个", folder, FILES)
    if names:
        office.set_setting(FOLDER, str(Path(names[0]).parent))
    return [Path(name) for name in names]
