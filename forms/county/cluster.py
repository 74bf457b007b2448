"""A province at once: the tasks of a batch carried out by a Dask cluster whose workers share the folders."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from forms.county.task import Task, TaskOutcome, TaskResult, not_done
from forms.county.work import carry_out
from models.errors import Trouble

_SECONDS = 15
"""So long the scheduler may take to answer."""
_AHEAD = 4
"""So many tasks for each thread of the cluster are on their way: enough that none waits, and few in memory."""
_NO_DASK = "没有安装 Dask，--scheduler 用不了；"
_ENDED = "集群里做这一份的进程接连中断，没有做成；请单独自查这一份。"
_NO_CHILDREN = "集群的工作进程不能再开进程，PDF 读不了；请用 dask worker --no-nanny 启动工作进程。"


def on_cluster(tasks: Iterable[Task], address: str) -> Iterator[TaskOutcome]:
    """The outcomes of the tasks as they are done by the cluster of the scheduler at that address.

    What a worker had begun when it ended is done by another one. Raises Trouble when Dask is not installed or the
    scheduler does not answer.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise Trouble(
            _NO_DASK, "请先安装：pip install distributed，或者不写 --scheduler，用本机的各个处理器。"
        ) from error
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise Trouble(f"集群“{address}”没有回答；", "请看看地址有没有写错，调度进程有没有启动。") from error
    with client:
        waiting = iter(tasks)
        begun: dict[str, Task] = {}
        done: Any = as_completed(loop=client.loop)

        def hand_out(count: int) -> None:
            for task in islice(waiting, count):
                future = client.submit(_carry_out, task, pure=False)
                begun[future.key] = task
                done.add(future)

        hand_out(max(1, sum(client.nthreads().values())) * _AHEAD)
        for future in done if begun else ():
            task = begun.pop(future.key)
            hand_out(1)
            yield future.result() if future.status == "finished" else not_done(task, TaskResult.FAULT, _ENDED)


def _carry_out(task: Task) -> TaskOutcome:
    """In a worker of the cluster."""
    if multiprocessing.current_process().daemon and any(file.suffix.lower() == ".pdf" for file in task.files):
        return not_done(task, TaskResult.FAULT, _NO_CHILDREN)
    return carry_out(task)
