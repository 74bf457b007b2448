"""How far the work of a page is, with 停止: in a thread what needs no store, in steps of the window what does."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from models.errors import Trouble
from ui.kit import style
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label

T = TypeVar("T")
U = TypeVar("U")

_LOOK_MS = 60
_SHOWN_MS = 600
"""Work that is over sooner is not told of."""
_AFTER = 3
"""So many steps are done before it is said how long the others will take."""
_MINUTE = 90
"""From so many seconds on minutes are told."""


class WorkBar(QWidget):
    """Seen while there is work that takes a while; one piece of work at a time."""

    turned = Signal()
    """Work has begun or ended."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        """`jobs` has a thread of its own: the work may take minutes."""
        super().__init__(parent)
        self._jobs = jobs
        self._owner = QObject(self)
        self._job: Job | None = None
        self._begun = 0.0
        self.is_busy = False
        self.was_stopped = False
        """Whether the last work was given up."""
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.told = Label()
        self.button = QPushButton("停止")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.stop)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE)
        line.addWidget(self.bar, 1)
        line.addWidget(self.told)
        line.addWidget(self.button)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._walking = QTimer(self, interval=0)
        self._showing = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._showing.timeout.connect(self.show)
        self._now: Callable[[], None] = lambda: None
        """What is done at the next tick."""
        for timer in (self._looking, self._walking):
            timer.timeout.connect(self._tick)
        self.hide()

    def run(
        self,
        work: Callable[[Job, Callable[[U], None]], T],
        done: Callable[[T], None],
        failed: Callable[[Trouble], None],
        took: Callable[[Sequence[U]], None] = lambda _: None,
        stopped: Callable[[], None] = lambda: None,
    ) -> None:
        """Do `work` in the thread; what it tells on the way comes to `took` in the window's thread, as much as came
        since the last look; then one of the others is called."""
        found: deque[U] = deque()
        self._begin()

        def look() -> None:
            if new := [found.popleft() for _ in range(len(found))]:
                took(new)
            if self._job is not None and (self._job.of or self._job.words):
                self.tell(self._job.done, self._job.of, self._job.words)

        def guarded(job: Job) -> T | Trouble:
            try:
                return work(job, found.append)
            except Trouble as trouble:
                return trouble

        def end(result: T | Trouble) -> None:
            look()
            self._end()
            failed(result) if isinstance(result, Trouble) else done(result)

        def give_up() -> None:
            look()
            self._end()
            stopped()

        self._now = look
        self._looking.start()
        job = self._jobs.run_quietly(guarded, end, self._owner, give_up)
        # Work that is done in line is over here, and other work may have begun.
        self._job = job if self._looking.isActive() else None

    def walk(
        self,
        steps: Iterator[T],
        of: int,
        took: Callable[[T], None],
        ended: Callable[[], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """Take the steps one by one, between which the window lives, then `ended`, also when it was given up."""
        taken = 0
        self._begin()

        def step() -> None:
            nonlocal taken
            try:
                one = None if self.was_stopped else next(steps, None)
            except Trouble as trouble:
                self._end()
                failed(trouble)
                return
            if one is None:
                self._end()
                ended()
                return
            taken += 1
            took(one)
            self.tell(taken, max(of, taken), "")

        self._now = step
        self._walking.start()

    def stop(self) -> None:
        """Give the work up; what is done stays."""
        if self.is_busy:
            self.was_stopped = True
            self.button.setEnabled(False)
            self.told.setText("正在停止")
            if self._job is not None:
                self._job.cancel()

    def tell(self, done: int, of: int, words: str) -> None:
        """Show how far it is, 0 of 0 while nobody knows."""
        if self.was_stopped:
            return
        self.bar.setMaximum(of)
        self.bar.setValue(done)
        counted = f"{done}/{of}{self._left(done, of)}" if of else ""
        self.told.setText("　".join(filter(None, (words, counted))))

    def _tick(self) -> None:
        self._now()

    def _begin(self) -> None:
        self.is_busy, self.was_stopped = True, False
        self._begun = time.monotonic()
        self.button.setEnabled(True)
        self.tell(0, 0, "")
        self._showing.start()
        self.turned.emit()

    def _end(self) -> None:
        self._showing.stop()
        self._looking.stop()
        self._walking.stop()
        self._job = None
        self.is_busy = False
        self.hide()
        self.turned.emit()

    def _left(self, done: int, of: int) -> str:
        if done < _AFTER or done >= of:
            return ""
        seconds = round((time.monotonic() - self._begun) / done * (of - done))
        return f"，还要约 {seconds} 秒" if seconds < _MINUTE else f"，还要约 {round(seconds / 60)} 分钟"
