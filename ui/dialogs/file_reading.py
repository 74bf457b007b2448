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
        name = f"正在读取“{path.name}”"

        def tell(done: int, of: int, number: int = number, name: str = name) -> None:
            if of:
                job.step(done, of, f"{name}，第{min(done + 1, of)}页，共{of}页")
            else:
                job.step(number, len(files) + 1, name)

        tell(0, 0)
        books.append(read(path, tell))
    job.step(len(files), len(files) + 1, "正在识别")
    return books
