"""The crew of a batch: worker processes on all cores, of which none can stop the run, by its end or by its hanging."""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from forms.county.task import Task, TaskOutcome, TaskResult, not_done
from forms.county.work import carry_out

_CONTEXT = multiprocessing.get_context("spawn")
"""How a worker begins: with nothing of ours, on every system."""
_TASKS = 100
"""So many disclosures one worker takes; then a new one begins, with nothing left behind in its memory."""
_SECONDS = 600
"""So long one disclosure may take; the longest known takes ten."""
_BYTES = 3 << 30
"""Of address space, where the system can bound it."""
_OBJECTS = 50_000
"""So many new objects before those without an owner are looked for: a twentieth less time than at the 700 of Python,
and 20 MB more memory."""
_LOOK_SECONDS = 0.2
_ENDED = "读这一份的进程中途停了（时间或内存超出限度，或者被系统结束），没有查完；请单独自查这一份。"


def on_all_cores(tasks: Iterable[Task], jobs: int, is_stopped: Callable[[], bool]) -> Iterator[TaskOutcome]:
    """The outcomes of the tasks as they are done, by so many workers; no more once `is_stopped` says so.

    A seat of the crew has one process and gives it one task at a time, so that it is known on which one a process
    ended; then another takes the seat.
    """
    waiting = iter(tasks)
    free = [_Seat() for _ in range(jobs)]
    seats = tuple(free)
    busy: dict[Future[TaskOutcome], tuple[_Seat, Task]] = {}
    try:
        while not is_stopped():
            while free and (task := next(waiting, None)) is not None:
                seat = free.pop()
                busy[seat.begin(task)] = seat, task
            if not busy:
                return
            for future in wait(busy, _LOOK_SECONDS, FIRST_COMPLETED).done:
                seat, task = busy.pop(future)
                free.append(seat)
                yield seat.end(future, task)
    finally:
        for seat in seats:
            seat.leave()


class _Seat:
    """One place in the crew and the process that has it."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._left = 0

    def begin(self, task: Task) -> Future[TaskOutcome]:
        """Let the process of this seat carry out the task; a new one where there is none, or it has done its part."""
        if self._left == 0:
            self.leave()
        self._left -= 1
        try:
            return self._process().submit(_watched, task)
        except BrokenProcessPool:  # It ended while it had nothing to do.
            self.leave()
            return self._process().submit(_watched, task)

    def _process(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, _CONTEXT, _warm_up)
            self._left = _TASKS
        return self._pool

    def end(self, future: Future[TaskOutcome], task: Task) -> TaskOutcome:
        """The outcome of the task, also when the process ended on it."""
        try:
            return future.result()
        except BrokenProcessPool:
            self.leave()
            return not_done(task, TaskResult.FAULT, _ENDED)

    def leave(self) -> None:
        """Let the process go, at once if it is at work."""
        if self._pool is None:
            return
        # What a process has begun when the run is stopped is of no use; there is no public way to end it.
        processes = tuple((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
        self._pool = None


def _warm_up() -> None:
    """In a new process: what every disclosure needs, once; and that nothing outlives who asked for it."""
    gc.set_threshold(_OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who hands out the work.
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(joined: Callable[[], None]) -> None:
    """End this process when the one that began it is gone: nobody would take what it makes."""
    joined()
    os._exit(1)


def _watched(task: Task) -> TaskOutcome:
    """In a worker: the outcome of a task; one that takes too long ends the process."""
    with open(os.devnull, "w", encoding="utf-8") as silence:
        faulthandler.dump_traceback_later(_SECONDS, exit=True, file=silence)
        try:
            return carry_out(task)
        finally:
            faulthandler.cancel_dump_traceback_later()
