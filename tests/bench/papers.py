"""The whole check of real papers: the same again, one never seen before, one with ten times the text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from forms.check import check
from forms.document.document import Document
from forms.match.recognise import recognise
from forms.readers import read
from models.records import Content

_TIMES = 10
_TURNS = 5


def checked(folder: Path) -> Iterator[tuple[str, list[float], float]]:
    """What was checked, the seconds of the processor, and what they may be in milliseconds; of all papers together."""
    documents = [
        recognise([read(one / "tables.xlsx"), read(one / "disclosure.docx")]).document()
        for one in sorted(folder.iterdir())
        if (one / "tables.xlsx").is_file() and (one / "disclosure.docx").is_file()
    ]
    yield "first check of a paper", [_seconds(document) for document in documents], 300
    again = [_seconds(document) for document in documents for _ in range(_TURNS)]
    yield "the whole check of a paper again", again, 40
    other = [_seconds(_reworded(document, 1, turn)) for document in documents for turn in range(_TURNS)]
    yield "the same with every paragraph changed", other, 80
    long = [_seconds(_reworded(document, _TIMES, 0)) for document in documents]
    yield f"the same with {_TIMES} times the text", long, 300


def _seconds(document: Document) -> float:
    start = time.process_time()
    check(document)
    return time.process_time() - start


def _reworded(document: Document, times: int, turn: int) -> Document:
    """The disclosure with its sections so many times over, no paragraph the same as any that was read before."""
    content = document.content()
    sections = {f"{section.id}.text" for section in document.edition.sections}
    texts = {
        slot: "\n".join(
            f"{paragraph}（之{turn}、{number}）"
            for number in range(times)
            for paragraph in text.split("\n")
            if paragraph
        )
        if slot in sections
        else text
        for slot, text in content.texts.items()
    }
    return Document(document.head, document.edition, Content(content.cells, content.rows, texts))
