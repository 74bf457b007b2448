"""Reads a file in a process of its own, which has so much time and memory: what ends or hangs it harms nobody.

pdfium is a library in C++ that unpacks what a file asks for before anybody can look: three kilobytes can take
gigabytes and minutes. It is not made for several threads either, and the window draws its previews with it.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TypeVar

from forms.readers import refusals
from models.errors import Trouble

# The longest disclosure known takes 2 seconds and 80 MB.
MAX_SECONDS = 20
MAX_BYTES = 640 * 1024 * 1024
"""Of address space, where the system can bound it; a process that has read nothing yet takes a third of that."""
CONTEXT = multiprocessing.get_context("spawn")
"""How the process begins: with nothing of ours, on every system."""
_LOOK_SECONDS = 0.1
"""So long at most the caller is not asked whether he still waits."""

Progress = Callable[[int, int], None]
"""Told how many pages are read, of how many; what it raises gives the reading up."""
Found = TypeVar("Found")
Reader = Callable[[str, bytes, Progress], Found]


@dataclass(frozen=True, slots=True)
class _Step:
    """How far the child is; 0 of 0 while nobody knows."""

    done: int = 0
    of: int = 0


def read_apart(reader: Reader[Found], file: str, data: bytes, damaged: Trouble, progress: Progress) -> Found:
    """What a reader makes of a file. Raises Trouble as the reader does, when it takes too long, and `damaged` when it
    ends or fails for any other reason; what `progress` raises passes, and the process ends at once."""
    ours, theirs = CONTEXT.Pipe()
    # What is given along is sent before the child can take it; the content of a file would not go through.
    child = CONTEXT.Process(target=_answer, args=(theirs, reader, file, damaged), daemon=True)
    child.start()
    theirs.close()
    try:
        answer: Found | Trouble = _exchange(ours, file, data, damaged, progress)
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()
    if isinstance(answer, Trouble):
        raise answer
    return answer


def _exchange(ours: Connection, file: str, data: bytes, damaged: Trouble, progress: Progress) -> Found | Trouble:
    """Send the file and wait for the answer, telling on the way how far the child is."""
    until = time.monotonic() + MAX_SECONDS
    step = _Step()
    try:
        ours.send_bytes(data)
    except OSError:
        return damaged
    while (left := until - time.monotonic()) > 0:
        progress(step.done, step.of)
        try:
            message: Found | Trouble | _Step = ours.recv() if ours.poll(min(left, _LOOK_SECONDS)) else step
        except (OSError, EOFError):
            return damaged
        if not isinstance(message, _Step):
            return message
        step = message
    return refusals.too_large(file)


def _answer(theirs: Connection, reader: Reader[Found], file: str, damaged: Trouble) -> None:
    """In the child: send what the reader makes of the file, or the Trouble it raises."""
    # Libraries in C complain on the streams by their numbers, where the answers of the program stand.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    answer: Found | Trouble
    try:
        answer = reader(file, theirs.recv_bytes(), lambda done, of: theirs.send(_Step(done, of)))
    except Trouble as trouble:
        answer = trouble
    # What a damaged file makes the library raise is open ended; the program tells one sentence of it.
    except Exception:
        answer = damaged
    theirs.send(answer)
