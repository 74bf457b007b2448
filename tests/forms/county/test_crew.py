"""The crew of a batch: a worker that ends takes one disclosure with it at most; what was stopped goes on later."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.county.crew import on_all_cores
from forms.county.submissions import submissions
from forms.county.task import Deed, Orders, Task, TaskResult
from tests.forms.cli.lines import ROOT
from tests.forms.county.invented import write_county


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crew") / "交来的"
    write_county(folder, range(0, 8, 2))
    return folder


def test_a_worker_that_is_killed_costs_no_other_disclosure(handed_in: Path, tmp_path: Path) -> None:
    tasks = _tasks(handed_in, tmp_path)
    found = {}
    for outcome in on_all_cores(tasks, 1, lambda: False):
        found[outcome.name] = outcome.result
        if len(found) == 1:
            for process in multiprocessing.active_children():
                process.kill()
    assert set(found) == {task.name for task in tasks}
    assert list(found.values()).count(TaskResult.FAULT) <= 1
    assert list(found.values())[-1] is TaskResult.CHECKED


def test_a_worker_that_ends_while_at_work_is_told_in_its_line(handed_in: Path, tmp_path: Path) -> None:
    first, *others = _tasks(handed_in, tmp_path)

    def handing_out() -> Iterator[Task]:
        yield first
        # The next is asked for once the first is under way: of two seats one is free yet.
        for process in multiprocessing.active_children():
            process.kill()
        yield from others

    outcomes = {outcome.name: outcome for outcome in on_all_cores(handing_out(), 2, lambda: False)}
    assert outcomes[first.name].result is TaskResult.FAULT
    assert "单独自查" in outcomes[first.name].data["error"]
    assert {outcomes[task.name].result for task in others} == {TaskResult.CHECKED}


def test_what_is_done_when_it_is_stopped_is_kept(handed_in: Path, tmp_path: Path) -> None:
    tasks = _tasks(handed_in, tmp_path)
    found: list[str] = []
    for outcome in on_all_cores(tasks, 1, lambda: bool(found)):
        found.append(outcome.name)
    assert found == [tasks[0].name]
    # The processes have ended; a thread of the pool may be about to take note of that.
    for thread in threading.enumerate():
        if type(thread).__name__ == "_ExecutorManagerThread":
            thread.join()
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(handed_in: Path, tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "batch", "check", str(handed_in), "--out", str(tmp_path), "--jobs", "1"]
    command += ["--data", str(tmp_path / "data"), "--no-spelling", "--json"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Tests that run behind a shell are told to pass over Ctrl+C, and so would the command.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as batch:
        assert batch.stdout
        first = json.loads(batch.stdout.readline())
        os.kill(batch.pid, signal.SIGINT)
        out, err = batch.communicate()
    assert batch.returncode == 2, err
    assert "已停止" in err
    assert "Traceback" not in err
    done = {first["name"], *(json.loads(line)["name"] for line in out.splitlines())}
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in again.stdout.splitlines()]
    assert {one["name"] for one in lines if one.get("unchanged")} == done
    assert len(lines) == 4


def _tasks(handed_in: Path, tmp_path: Path) -> list[Task]:
    orders = Orders(Deed.CHECK, tmp_path / "结果", tmp_path / "data", spelling=False)
    return [Task(one.name, orders, one.files) for one in submissions(handed_in, tmp_path)]
