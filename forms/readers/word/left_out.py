"""What a .docx holds that is not read with its text: notes, hidden words, what was deleted under tracked changes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape

_MOST_BYTES = 1 << 23
"""So much of a part is looked through; a disclosure has a fraction of that."""
_QUOTED = 40
_NOTES = re.compile(r"(?:^|/)(?:foot|end)notes\.xml$", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:^|/)document\.xml$", re.IGNORECASE)
_NOTE = re.compile(rb"<w:(?:foot|end)note[ >]")
_TEXT = re.compile(rb"<w:t(?:\s[^<>]*)?>([^<]*)")
_DELETED = re.compile(rb"<w:(?:delText|moveFrom)[ >]")
_HIDDEN = re.compile(rb"<w:vanish(?:\s*/>|\s+w:val=\"(?:1|true|on)\")")


def left_out(archive: zipfile.ZipFile) -> Iterator[str]:
    """One sentence for each kind that is there, with the words where they are few."""
    for name in archive.namelist():
        if _NOTES.search(name):
            notes = [text for part in _NOTE.split(_part(archive, name)) if (text := _words(part))]
            if notes:
                yield f"文件里有{len(notes)}条脚注或尾注没有收取（{_quoted(notes[0])}）。"
        elif _DOCUMENT.search(name):
            document = _part(archive, name)
            if _DELETED.search(document):
                yield "文件带有修订记录，按接受全部修订以后的样子读取，删去的文字没有收取。"
            hidden = [text for run in document.split(b"</w:r>") if _HIDDEN.search(run) and (text := _words(run))]
            if hidden:
                yield f"文件里有{len(hidden)}处隐藏的文字没有收取（{_quoted(hidden[0])}）。"


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MOST_BYTES)


def _words(part: bytes) -> str:
    """The words of a run or of a note."""
    return unescape(b"".join(_TEXT.findall(part)).decode("utf-8", "replace")).strip()


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= _QUOTED else f'{text[:_QUOTED]}……'}”"
