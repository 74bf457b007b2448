"""Files read in a job: the clerk sees which file and which page it is at, and giving up ends it at once."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from ui.dialogs.file_reading import read_files
from ui.kit.jobs import Job


class Watched(Job):
    """A job that keeps what it was told, and is given up at one of its steps."""

    def __init__(self, give_up_at: str = "") -> None:
        super().__init__("")
        self.told: list[tuple[int, int, str]] = []
        self._give_up_at = give_up_at

    def step(self, done: int, of: int, words: str) -> None:
        self.told.append((done, of, words))
        if words == self._give_up_at:
            self.cancel()
        super().step(done, of, words)


@pytest.fixture
def paper(data: Path) -> Path:
    return data / "pdf" / "2019-bazhou.disclosure.pdf"


def test_a_long_paper_tells_its_pages_and_each_file_its_turn(paper: Path, workbook: Path) -> None:
    job = Watched()
    books = read_files(job, [workbook, paper])
    assert [book.file for book in books] == [workbook.name, paper.name]
    told = list(dict.fromkeys(job.told))
    pages = told[2][1] if told[2][2].startswith("正在读取") else 0
    assert told[0] == (0, 3, f"正在读取“{workbook.name}”")
    assert told[1] == (1, 3, f"正在读取“{paper.name}”")
    assert told[2] == (0, pages, f"正在读取“{paper.name}”，第1页，共{pages}页")
    assert told[-2] == (pages, pages, f"正在读取“{paper.name}”，第{pages}页，共{pages}页")
    assert told[-1] == (2, 3, "正在识别")


def test_giving_up_within_a_paper_ends_the_reading(paper: Path) -> None:
    job = Watched(give_up_at=f"正在读取“{paper.name}”")
    with pytest.raises(CancelledError):
        read_files(job, [paper])
    assert not multiprocessing.active_children()
