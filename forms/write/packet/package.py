"""The packet of a disclosure: workbook, PDF and Word file in one folder, put there once all are complete."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from forms.document.document import Document
from forms.write.page.flow import has_text
from forms.write.page.folders import file_named, make_folder
from forms.write.pdf.pdf import write_pdf
from forms.write.workbook.workbook import write_workbook
from models.errors import Trouble
from models.files import write_whole

FORMATS = ("xlsx", "pdf", "docx")


def export(
    document: Document,
    folder: Path,
    *,
    formats: Collection[str] = (),
    signed: bool = False,
    made: date,
    draft: bool = False,
    with_formulas: bool = False,
) -> tuple[Path, ...]:
    """Write the packet into `folder`, which is made if missing, and return the files written.

    `formats` are some of `FORMATS`; without any it is all, the Word file only where there is text. `made` is the day
    printed on the cover; `draft` and `signed` are those of `write_pdf`, `with_formulas` is that of `write_workbook`. A
    file of the same name is replaced, but only once all files are complete. Raises Trouble when a file cannot be
    written, or for an unknown format.
    """
    if unknown := set(formats) - set(FORMATS):
        raise Trouble(f"不能导出“{'、'.join(sorted(unknown))}”格式的文件，", "请用 xlsx、pdf 或 docx。")
    make_folder(folder)
    formats = formats or [suffix for suffix in FORMATS if suffix != "docx" or has_text(document)]
    paths = {suffix: folder / file_name(document, suffix) for suffix in formats}
    with ExitStack() as files:
        for suffix, path in paths.items():
            temporary = files.enter_context(write_whole(path))
            if suffix == "pdf":
                pages = write_pdf(document, temporary, made=made, draft=draft, signed=signed)
                _prove(temporary, path, pages)
            elif suffix == "docx":
                from forms.write.word.word import write_word  # python-docx takes a moment to load

                write_word(document, temporary, made=made, draft=draft)
            else:
                write_workbook(document, temporary, draft=draft, with_formulas=with_formulas)
    return tuple(paths.values())


def file_name(document: Document, suffix: str) -> str:
    """丰润区工业和信息化局2024年部门预算公开表.xlsx."""
    titles = document.edition.titles
    return file_named(document, titles.workbook if suffix == "xlsx" else titles.document, f".{suffix}")


def _prove(file: Path, path: Path, pages: int) -> None:
    """Read the PDF back from the disk: every page is there and has text."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(file) as pdf:
            sound = len(pdf) == pages and all(page.get_textpage().count_chars() for page in pdf)
    except pypdfium2.PdfiumError:
        sound = False
    if not sound:
        raise Trouble(f"“{path.name}”写到磁盘后读不回来，没有保留。", "请换一个磁盘或文件夹再导出一次。")
