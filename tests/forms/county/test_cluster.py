"""A batch on a cluster: one of two workers is killed on the way, and nothing is lost. Runs where Dask is installed."""

from __future__ import annotations

import importlib.util
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.forms.cli.lines import ROOT
from tests.forms.county.invented import write_county

pytestmark = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="Dask is not installed")


@pytest.fixture
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = ["distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    with ExitStack() as stack:
        begun = []
        for module, *options in (scheduler, worker, worker):
            command = [sys.executable, "-m", module, *options]
            process = stack.enter_context(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL))
            stack.callback(process.kill)
            begun.append(process)
            if process is begun[0]:
                _wait_for(port)
        yield address, begun[1:]


def test_a_worker_that_is_killed_loses_nothing(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = cluster
    slips = write_county(tmp_path / "交来的", range(8))
    command = [sys.executable, "main.py", "batch", "check", str(tmp_path / "交来的"), "--out", str(tmp_path / "结果")]
    command += ["--data", str(tmp_path / "data"), "--no-spelling", "--json", "--scheduler", address]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as batch:
        assert batch.stdout
        first = batch.stdout.readline()
        workers[0].kill()
        lines = [json.loads(line) for line in (first, *batch.stdout)]
    assert batch.returncode == 1
    assert [one["result"] for one in lines] == ["checked"] * 8
    for one in lines:
        found = {finding["rule"] for finding in one["findings"]}
        assert slips[one["name"]].rule in found if one["name"] in slips else not found


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("no scheduler")
