"""Reads a file in a process of its own, which has so much time and memory: what ends or hangs it harms nobody.

pdfium is a library in C++ that unpacks what a file asks for before anybody can look: three kilobytes can take
gigabytes and minutes. It is not made for several threads either, and the window draws its previews with it.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from forms.readers import refusals
from models.errors import Trouble

# The longest disclosure known takes 2 seconds and 80 MB.
MAX_SECONDS = 20
MAX_BYTES = 640 * 1024 * 1024
"""Of address space, where the system can bound it; a process that has read nothing yet takes a third of that."""

Blocks = TypeVar("Blocks")


def read_apart(reader: Callable[[str, bytes], Blocks], file: str, data: bytes, damaged: Trouble) -> Blocks:
    """What a reader makes of a file. Raises Trouble as the reader does, when it takes too long, and `damaged` when it
    ends or fails for any other reason."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    # What is given along is sent before the child can take it; the content of a file would not go through.
    child = context.Process(target=_answer, args=(theirs, reader, file, damaged), daemon=True)
    child.start()
    theirs.close()
    try:
        ours.send_bytes(data)
        if not ours.poll(MAX_SECONDS):
            raise refusals.too_large(file)
        answer: Blocks | Trouble = ours.recv()
    except (OSError, EOFError):
        answer = damaged
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()
    if isinstance(answer, Trouble):
        raise answer
    return answer


def _answer(theirs: Connection, reader: Callable[[str, bytes], Blocks], file: str, damaged: Trouble) -> None:
    """In the child: send what the reader makes of the file, or the Trouble it raises."""
    # Libraries in C complain on the streams by their numbers, where the answers of the program stand.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    answer: Blocks | Trouble
    try:
        answer = reader(file, theirs.recv_bytes())
    except Trouble as trouble:
        answer = trouble
    # What a damaged file makes the library raise is open ended; the program tells one sentence of it.
    except Exception:
        answer = damaged
    theirs.send(answer)
