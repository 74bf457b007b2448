"""Reading files in a job: how far it is shows file by file, and page by page where a file has many."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from forms.readers import Book, read
from ui.kit.jobs import Job


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
