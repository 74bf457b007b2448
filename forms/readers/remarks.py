"""What a file carries besides its content: told, and neither run, opened nor kept."""

from __future__ import annotations

import io
import re
import zipfile

from forms.readers.containers import has_stream
from forms.readers.word.left_out import left_out

_MACROS = "文件里带有宏，程序没有运行它，也不保存它。"
_PARTS = (
    (re.compile(r"vbaProject\.bin$", re.IGNORECASE), _MACROS),
    (re.compile(r"/externalLinks/"), "文件引用了别的工作簿，程序没有打开它们，用的是本文件里保存的数值。"),
    (re.compile(r"/(?:embeddings|activeX|ctrlProps)/"), "文件里嵌有别的文件或控件，程序没有打开它们。"),
)


def remarks(data: bytes) -> tuple[str, ...]:
    """One sentence for each kind of thing in a readable file that was left alone."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return (_MACROS,) if has_stream(data, "_VBA_PROJECT") else ()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        told = [sentence for part, sentence in _PARTS if any(map(part.search, names))]
        return (*told, *left_out(archive))
