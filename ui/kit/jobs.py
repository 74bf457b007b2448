"""The one runner of long work: a thread beside the window, progress that shows only when waiting would be noticed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget
from shiboken6 import isValid

from models.errors import Trouble
from ui.kit.plain import Label

PATIENCE_MS = 600
"""So long nothing is shown: most work is done by then, and a box that flashes up only alarms."""
_LOOK_MS = 20


class Job:
    """One piece of work under way. The work calls `step` now and then; the window calls `cancel`.

    It knows nothing of Qt: the thread writes down how far it is, and the window looks.
    """

    def __init__(self, words: str) -> None:
        self.words = words
        self.done = 0
        self.of = 0
        self.is_cancelled = False

    def step(self, done: int, of: int, words: str) -> None:
        """Tell how far the work is, 0 of 0 when nobody knows; ends it here when the clerk has given up waiting."""
        if self.is_cancelled:
            raise CancelledError
        self.done, self.of, self.words = done, of, words

    def cancel(self) -> None:
        """Give the work up: it stops at its next step, and its result is not used."""
        self.is_cancelled = True


@dataclass
class _Running:
    """A job in the thread, with what shall happen after it."""

    job: Job
    future: Future[Any]
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[Trouble], None]
    cancelled: Callable[[], None]
    waited: QElapsedTimer = field(default_factory=QElapsedTimer)
    box: QProgressDialog | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether the widget that asked for it is still there; a dialog may have been closed meanwhile."""
        return isValid(self.owner)

    def show_progress(self) -> None:
        """Show and renew the box, once the job has taken long enough to be waited for."""
        if self.waited.elapsed() < PATIENCE_MS or not isinstance(self.owner, QWidget):
            return
        if self.box is None:
            self.box = _box(self.job, self.owner)
        self.box.setLabelText(self.job.words)
        self.box.setMaximum(self.job.of)
        self.box.setValue(self.job.done)

    def deliver(self) -> None:
        """Hand the outcome on. What is neither a result nor a Trouble is a bug, and is raised."""
        if self.box is not None:
            self.box.deleteLater()
        if self.job.is_cancelled:
            self.cancelled()
            return
        try:
            result = self.future.result()
        except Trouble as trouble:
            self.failed(trouble)
            return
        self.done(result)


class Jobs(QObject):
    """Runs one job after another. The work gets plain data, never the store or a widget, and returns plain data."""

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        super().__init__(parent)
        self._inline = inline
        self._pool = ThreadPoolExecutor(1, "job")
        self._running: list[_Running] = []
        self._beside: list[Jobs] = []
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def run(
        self,
        words: str,
        work: Callable[[Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Trouble], None],
        owner: QWidget,
        cancelled: Callable[[], None] = lambda: None,
    ) -> Job:
        """Do `work` in the thread, then one of `done`, `failed` and `cancelled` in the window's thread.

        `words` say what is being done; the progress box stands on `owner`. When that is deleted, the job is given up
        and nothing is called.
        """
        self._stop_quiet()
        return self._start(Job(words), work, done, failed, owner, cancelled)

    def run_quietly(
        self, work: Callable[[Job], Any], done: Callable[[Any], None], owner: QObject, cancelled: Callable[[], None]
    ) -> Job:
        """Do `work` that nobody waits for: no box tells of it, and it is given up for any that somebody waits for.

        `owner` is no widget. A Trouble of this work is one that needs no telling.
        """
        return self._start(Job(""), work, done, lambda _: None, owner, cancelled)

    def _start(
        self,
        job: Job,
        work: Callable[[Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Trouble], None],
        owner: QObject,
        cancelled: Callable[[], None],
    ) -> Job:
        future = _at_once(work, job) if self._inline else self._pool.submit(work, job)
        running = _Running(job, future, owner, done, failed, cancelled)
        if self._inline:
            running.deliver()
            return job
        running.waited.start()
        self._running.append(running)
        self._timer.start()
        return job

    def beside(self) -> Jobs:
        """A runner with a thread of its own, for what takes minutes; it is closed with this one."""
        self._beside.append(Jobs(self, inline=self._inline))
        return self._beside[-1]

    def close(self) -> None:
        """Take no more work and hand nothing on; what runs ends by itself, what nobody waits for at its next step."""
        for jobs in self._beside:
            jobs.close()
        self._timer.stop()
        self._stop_quiet()
        self._running.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _stop_quiet(self) -> None:
        for running in self._running:
            if not isinstance(running.owner, QWidget):
                running.job.cancel()

    def _look(self) -> None:
        for running in tuple(self._running):
            if not running.is_wanted:
                running.job.cancel()
                self._running.remove(running)
            elif running.future.done():
                # Off the list first: what comes after may open a dialog, in which the timer goes on.
                self._running.remove(running)
                running.deliver()
            else:
                running.show_progress()
        if not self._running:
            self._timer.stop()


def _at_once(work: Callable[[Job], Any], job: Job) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(work(job))
    except (Trouble, CancelledError) as end:
        future.set_exception(end)
    return future


def _box(job: Job, owner: QWidget) -> QProgressDialog:
    """The small box with progress and 取消."""
    box = QProgressDialog("", "取消", 0, 0, owner)
    told = Label(job.words)
    told.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setLabel(told)
    box.setWindowTitle("请稍候")
    box.setWindowModality(Qt.WindowModality.WindowModal)
    # The owner may have disabled itself with all its children.
    box.setEnabled(True)
    box.setAutoClose(False)
    box.setAutoReset(False)
    box.setMinimumDuration(0)
    box.canceled.connect(job.cancel)
    box.show()
    return box
